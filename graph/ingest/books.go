package ingest

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/newsgraph/newsgraph/extract/source"
	"github.com/newsgraph/newsgraph/graph/load"
)

// Tolerance is how many rejects are no failure. The zero value is none.
type Tolerance struct {
	n       int // below zero: any number
	percent bool
}

// ParseTolerance reads a number of records, a share of them as 5%, or -1 for any.
func ParseTolerance(s string) (Tolerance, error) {
	number, percent := strings.CutSuffix(s, "%")
	n, err := strconv.Atoi(number)
	if err != nil || n < -1 || percent && n < 0 {
		return Tolerance{}, fmt.Errorf("%s: want a number, a percentage or -1", s)
	}
	return Tolerance{n, percent}, nil
}

// Covers reports whether so many rejects of so many records are no failure.
func (t Tolerance) Covers(rejected, read int) bool {
	switch {
	case t.percent:
		return rejected*100 <= t.n*read
	case t.n < 0:
		return true
	}
	return rejected <= t.n
}

// Settle closes the books of a complete run: its error is nil, or says that they do
// not balance, or wraps ErrRejected, where nothing could be read or more was
// rejected than is tolerated.
func (r Result) Settle(t Tolerance) error {
	switch n := r.Report; {
	case !n.Balanced():
		return fmt.Errorf("internal error: the books do not balance: %+v", n)
	case n.Read == 0:
		return fmt.Errorf("%w: no article found in %s", ErrRejected, strings.Join(r.paths, " "))
	case n.Read == n.Rejected:
		return fmt.Errorf("%w: nothing could be read", ErrRejected)
	case !t.Covers(n.Rejected, n.Read):
		return fmt.Errorf("%w %d of %d records (--max-errors allows some)", ErrRejected, n.Rejected, n.Read)
	}
	return nil
}

// WriteBooks writes the books of reading and of writing as indented JSON: an object
// with "input", a source.Report, and "graph", a load.Report.
func (r Result) WriteBooks(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(struct {
		Input *source.Report `json:"input"`
		Graph load.Report    `json:"graph"`
	}{r.Input, r.Report})
}

// Advice tells, a line each, of what the records have and nobody read, and of fields
// that the options name and no record has, whose articles were read as if they had
// not been named.
func Advice(o source.Options) []string {
	lines := o.Report.Advice()
	for _, field := range source.FieldNames() {
		if name := o.Fields[field]; name != "" && o.Report.Mapped[field] == 0 && o.Report.Records > 0 {
			lines = append(lines, fmt.Sprintf("no record has a field %s, which --map takes for %s", name, field))
		}
	}
	return lines
}
