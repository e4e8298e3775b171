package source

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"newsgraph/extract"
)

// WriteReject appends one reject to a rejects file, as a line of JSON. Open reads
// such a file: the records in it are tried again, so that a run can be completed
// once the cause is gone.
func WriteReject(w io.Writer, r *extract.Reject) error {
	line, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("write reject of %s: %w", r.Source, err)
	}
	if _, err := w.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("write reject of %s: %w", r.Source, err)
	}
	return nil
}

// isReject tells a line of a rejects file from an article's record.
func isReject(fields map[string]any) bool {
	_, source := fields["source"].(string)
	_, code := fields["code"].(string)
	_, stage := fields["stage"].(string)
	_, message := fields["message"].(string)
	return source && code && stage && message && fields["text"] == nil
}

// holdsRejects reports whether a file begins as WriteReject writes. A directory
// passes such a file by; who names it has its records tried again.
func holdsRejects(path string) bool {
	if !hasSuffix(path, linesFormat().Suffixes) {
		return false
	}
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
	var r extract.Reject
	if err := json.Unmarshal(raw, &r); err != nil {
		return yield(nil, in.reject(offset, number, "syntax", "a reject that cannot be read: %v", err))
	}
	if len(r.Raw) == 0 {
		return yield(nil, in.reject(offset, number, "no-raw",
			"the rejects file does not hold this record: read %s again", r.Source))
	}
	inner := &Input{Name: in.place(number), origin: r.Source, depth: archiveDepth, reader: in.reader}
	if r.Member != "" {
		inner.origin = r.Member
	}
	if rej := inner.open(bytes.NewReader(r.Raw)); rej != nil {
		return yield(nil, rej)
	}
	return inner.content(yield)
}
