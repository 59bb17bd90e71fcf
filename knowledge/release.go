package knowledge

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"regexp"
	"time"
)

// Digest is the hex SHA-256 of content: 64 lower-case digits.
type Digest string

var digestPattern = regexp.MustCompile(`^[0-9a-f]{64}$`)

// DigestOf computes the digest of content.
func DigestOf(content []byte) Digest {
	sum := sha256.Sum256(content)
	return Digest(hex.EncodeToString(sum[:]))
}

// Validate reports whether d is a digest.
func (d Digest) Validate() error {
	if !digestPattern.MatchString(string(d)) {
		return invalidf("digest %q", string(d))
	}
	return nil
}

// Short is the first twelve digits, for people.
func (d Digest) Short() string {
	if len(d) < 12 {
		return string(d)
	}
	return string(d[:12])
}

// The names of the parts a release may carry. A name that ends in a slash is the
// prefix of many parts, one a file: "phrases/sentences/01-ho-tich.tsv".
const (
	PartCatalogue = "catalogue" // procedures, one JSON object a line
	PartFAQ       = "faq"       // FAQ entries, one JSON object a line
	PartLaws      = "laws"      // status of legal documents, one JSON array
	PartUnits     = "units"     // administrative units, one JSON array
	PartPhrases   = "phrases/"  // sentences, abbreviations, synonyms: text files as they are
	PartModel     = "model/"    // trained models: files as they are
)

// ReleaseSchema is the version of the manifest's form.
const ReleaseSchema = 1

// Part is one content-addressed piece of a release.
type Part struct {
	Name   string `json:"name"`
	Digest Digest `json:"digest"`
	Size   int64  `json:"size"`  // bytes
	Items  int    `json:"items"` // procedures, entries, lines
}

// Release (bản phát hành) is an immutable snapshot of all that is known:
// a manifest of content-addressed parts. Its own digest is that of its
// canonical JSON without ID, Created, Note and Parent, so that equal content
// is an equal release whoever makes it and whenever.
type Release struct {
	Schema  int       `json:"schema"`
	ID      Digest    `json:"id"`
	Created time.Time `json:"created"`
	Note    string    `json:"note,omitempty"`   // where it came from
	Parent  Digest    `json:"parent,omitempty"` // the release it was made from
	Parts   []Part    `json:"parts"`            // sorted by name
}

// ContentID computes the digest of the release's content.
func (r *Release) ContentID() Digest {
	body, err := json.Marshal(struct {
		Schema int    `json:"schema"`
		Parts  []Part `json:"parts"`
	}{r.Schema, r.Parts})
	if err != nil {
		panic("knowledge: a release manifest always marshals: " + err.Error())
	}
	return DigestOf(body)
}

// Part returns the part of that name and whether the release has it.
func (r *Release) Part(name string) (Part, bool) {
	for _, p := range r.Parts {
		if p.Name == name {
			return p, true
		}
	}
	return Part{}, false
}

// Validate reports everything that is wrong with the manifest, joined.
func (r *Release) Validate() error {
	var errs []error
	if r.Schema < 1 || r.Schema > ReleaseSchema {
		errs = append(errs, invalidf("manifest schema %d, this program reads up to %d", r.Schema, ReleaseSchema))
	}
	last := ""
	for _, p := range r.Parts {
		errs = append(errs, within("part "+p.Name, p.Digest.Validate()))
		if p.Name <= last {
			errs = append(errs, invalidf("parts are not sorted by name or repeat at %q", p.Name))
		}
		last = p.Name
	}
	if _, ok := r.Part(PartCatalogue); !ok {
		errs = append(errs, invalidf("release without a catalogue"))
	}
	if want := r.ContentID(); r.ID != want {
		errs = append(errs, invalidf("release id %s does not match its content %s", r.ID.Short(), want.Short()))
	}
	return within("release "+r.ID.Short(), errors.Join(errs...))
}
