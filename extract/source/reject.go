package source

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/extract"
)

// WriteReject appends one reject to a rejects file, as a line of JSON. Open reads
// such a file: the records in it are tried again, so that a run can be completed
// once the cause is gone.
func WriteReject(w io.Writer, r *extract.Reject) error {
	line := rejectLine{Reject: *r, Raw: string(r.Raw)}
	switch {
	case len(r.Raw) == 0:
	case utf8.Valid(r.Raw):
		line.Encoding = encodedText
	default:
		line.Encoding, line.Raw = encodedBase64, base64.StdEncoding.EncodeToString(r.Raw)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(line); err != nil {
		return fmt.Errorf("write reject of %s: %w", r.Source, err)
	}
	return nil
}

// rejectLine is a reject as a rejects file has it: the record as text where it is
// one, so that people can read it.
type rejectLine struct {
	extract.Reject
	Encoding string `json:"encoding,omitempty"`
	Raw      string `json:"raw,omitempty"`
}

// How the raw record of a reject is written. Files of 0.1.0 do not say it, and have
// base64.
const (
	encodedText   = "utf-8"
	encodedBase64 = "base64"
)

// record returns the record as it was read.
func (l rejectLine) record() ([]byte, error) {
	switch l.Encoding {
	case encodedText:
		return []byte(l.Raw), nil
	case encodedBase64, "":
		return base64.StdEncoding.DecodeString(l.Raw)
	}
	return nil, fmt.Errorf("the encoding %q of its record is unknown: want %s or %s", l.Encoding, encodedText, encodedBase64)
}

// isReject tells a line of a rejects file from an article's record.
func isReject(fields map[string]any) bool {
	_, source := fields["source"].(string)
	_, code := fields["code"].(string)
	_, stage := fields["stage"].(string)
	_, message := fields["message"].(string)
	return source && code && stage && message && fields["text"] == nil
}

// HoldsRejects reports whether a file begins as WriteReject writes. A directory
// passes such a file by; who names it has its records tried again.
func HoldsRejects(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	d := json.NewDecoder(io.LimitReader(f, headSize))
	fields := map[string]any{}
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return false
	}
	for d.More() && !isReject(fields) {
		name, err := d.Token()
		if err != nil {
			return false
		}
		value, err := d.Token()
		if _, nested := value.(json.Delim); err != nil || nested {
			return false
		}
		fields[fmt.Sprint(name)] = value
	}
	return isReject(fields)
}

// again reads the raw record that a reject holds.
func (in *Input) again(raw []byte, offset int64, number int, yield yields) bool {
	var r rejectLine
	err := json.Unmarshal(raw, &r)
	record, decoding := r.record()
	if err = cmp.Or(err, decoding); err != nil {
		return yield(nil, in.reject(offset, number, "syntax", "a reject that cannot be read: %v", err))
	}
	if len(record) == 0 {
		return yield(nil, in.reject(offset, number, "no-raw",
			"the rejects file does not hold this record: read %s again", r.Source))
	}
	inner := &Input{Name: in.place(number), origin: r.Source, depth: archiveDepth, reader: in.reader}
	if r.Source != "-" { // the file that it once stood in
		inner.path = keptPath(r.Source)
	}
	if r.Member != "" {
		inner.origin = r.Member
		inner.path += "!" + r.Member
	}
	if rej := inner.open(bytes.NewReader(record)); rej != nil {
		return yield(nil, rej)
	}
	return inner.content(yield)
}
