package catalogue

import (
	"time"

	"motcua/knowledge"
)

// ReadProcedureLine is for the fuzz test.
var ReadProcedureLine = readProcedureLine

// ScanLines builds the table of a catalogue part and returns its codes and lines.
func ScanLines(body []byte) ([]knowledge.ProcedureCode, [][]byte, error) {
	t, err := scanLines(body)
	lines := make([][]byte, len(t.codes))
	for i := range lines {
		lines[i] = t.line(body, i)
	}
	return t.codes, lines, err
}

// EncodeProcedures is the catalogue part of the procedures.
func EncodeProcedures(list ...knowledge.Procedure) ([]byte, error) { return encodeLines(list) }

// SnapshotOf is a release of procedures that nobody validated.
func SnapshotOf(list ...knowledge.Procedure) (*Snapshot, error) {
	body, err := encodeLines(list)
	if err != nil {
		return nil, err
	}
	r := knowledge.Release{Schema: knowledge.ReleaseSchema, Parts: []knowledge.Part{{
		Name: knowledge.PartCatalogue, Digest: knowledge.DigestOf(body), Size: int64(len(body)), Items: len(list),
	}}}
	r.ID = r.ContentID()
	return newSnapshot(r, map[string][]byte{knowledge.PartCatalogue: body})
}

// SetLockWait sets how long writers wait for the lock.
func (s *Store) SetLockWait(d time.Duration) { s.lockWait = d }

// LockExclusive is the lock of the platform.
var LockExclusive = lockExclusive

// Clip is for tests.
var Clip = clip
