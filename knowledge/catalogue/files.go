package catalogue

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/klauspost/compress/zstd"

	"motcua/knowledge"
)

// writePart compresses a part into its file. The caller flushes the directory
// once, after the last part.
func (s *Store) writePart(p knowledge.Part, body []byte) error {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false))
	if err != nil {
		return fmt.Errorf("write part %s: %w", p.Name, err)
	}
	if err := writeFile(s.parts, string(p.Digest), enc.EncodeAll(body, nil)); err != nil {
		return fmt.Errorf("write part %s: %w", p.Name, err)
	}
	return nil
}

// readPart reads a part and checks its size and digest. The error wraps
// [fs.ErrNotExist] or [ErrCorrupt].
func (s *Store) readPart(p knowledge.Part) ([]byte, error) {
	packed, err := readLimited(filepath.Join(s.parts, string(p.Digest)), maxPart)
	if err != nil {
		return nil, fmt.Errorf("read part %s: %w", p.Name, err)
	}
	room := uint64(2*p.Size + 1<<16) //nolint:gosec // not negative: ParseManifest; the window may exceed a small part
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxMemory(room))
	if err != nil {
		return nil, fmt.Errorf("read part %s: %w", p.Name, err)
	}
	defer dec.Close()
	body, err := dec.DecodeAll(packed, make([]byte, 0, p.Size))
	if err != nil {
		return nil, corruptf("part %s: %v", p.Name, err)
	}
	if int64(len(body)) != p.Size {
		return nil, corruptf("part %s: %d bytes, its manifest says %d", p.Name, len(body), p.Size)
	}
	if got := knowledge.DigestOf(body); got != p.Digest {
		return nil, corruptf("part %s: digest %s, its manifest says %s", p.Name, got.Short(), p.Digest.Short())
	}
	return body, nil
}

// tempPrefix begins the names of files that are being written.
const tempPrefix = ".tmp-"

// writeAtomic writes a file so that it is there whole or not at all, also
// after a power cut.
func writeAtomic(dir, name string, body []byte) error {
	if err := writeFile(dir, name, body); err != nil {
		return err
	}
	return syncDir(dir)
}

// writeFile is writeAtomic without the flush of the directory.
func writeFile(dir, name string, body []byte) (err error) {
	f, err := os.CreateTemp(dir, tempPrefix+"*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	_, err = f.Write(body)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), filepath.Join(dir, name))
}

// syncDir flushes a directory, so that its renames survive a power cut.
func syncDir(dir string) (err error) {
	if runtime.GOOS == "windows" {
		return nil // directories cannot be flushed there
	}
	d, err := os.Open(dir) //nolint:gosec // a directory of the store
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	return d.Sync()
}

// removeTemp removes what a killed writer left. Only the holder of the lock may call it.
func removeTemp(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	var errs []error
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), tempPrefix) {
			errs = append(errs, os.Remove(filepath.Join(dir, e.Name())))
		}
	}
	return errors.Join(errs...)
}

// readLimited reads a file that may not be longer than limit bytes.
func readLimited(name string, limit int64) (body []byte, err error) {
	f, err := os.Open(name) //nolint:gosec // a file of the store, named by a checked digest or a constant
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > limit {
		return nil, corruptf("%s: %d bytes, at most %d are allowed", filepath.Base(name), info.Size(), limit)
	}
	body = make([]byte, info.Size())
	_, err = io.ReadFull(f, body)
	return body, err
}
