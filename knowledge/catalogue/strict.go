package catalogue

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// decodeStrict decodes exactly one JSON value without unknown or repeated fields.
func decodeStrict(body []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return invalidf("%v", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return invalidf("more than one value in the file")
	}
	return checkKeys(json.NewDecoder(bytes.NewReader(body)))
}

// checkKeys reads one JSON value and reports a field that stands twice in an
// object: the decoder would keep the last one and drop the other silently.
func checkKeys(dec *json.Decoder) error {
	token, err := dec.Token()
	if err != nil {
		return invalidf("%v", err)
	}
	open, ok := token.(json.Delim)
	if !ok {
		return nil
	}
	seen := make(map[string]bool)
	for dec.More() {
		if open == '{' {
			key, err := dec.Token()
			if err != nil {
				return invalidf("%v", err)
			}
			name, _ := key.(string)
			name = strings.ToLower(name) // as the decoder matches it
			if seen[name] {
				return invalidf("field %q stands twice", name)
			}
			seen[name] = true
		}
		if err := checkKeys(dec); err != nil {
			return err
		}
	}
	_, err = dec.Token() // the closing bracket
	return err
}
