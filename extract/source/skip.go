package source

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/newsgraph/newsgraph/extract"
)

// Skipped is a file or record that was passed by and is no reject: nobody asked
// for it by name.
type Skipped struct {
	Source string `json:"source"`
	Record int    `json:"record,omitempty"`
	Kind   string `json:"kind"` // as in Report.NotRead
	Reason string `json:"reason"`
}

// listedFiles is how many files a Report names that were passed by. Of the records
// of a web archive it names as many as of anything else.
const listedFiles = 100_000

// skip counts what is passed by, under a kind, and lists it with the reason.
func (r *Report) skip(s Skipped) {
	r.NotArticles++
	if r.NotRead == nil {
		r.NotRead = map[string]int{}
	}
	r.NotRead[s.Kind]++
	if s.Record == 0 && len(r.Skipped) < listedFiles || len(r.Skipped) < listed {
		r.Skipped = append(r.Skipped, s)
	}
}

// shownKinds is how many kinds the line of Unread tells apart.
const shownKinds = 12

// Unread tells in one line how many files or records of which kinds were passed
// by, the most frequent first; it is empty if none was.
func (r *Report) Unread() string {
	kinds := slices.SortedFunc(maps.Keys(r.NotRead), func(a, b string) int {
		return cmp.Or(cmp.Compare(r.NotRead[b], r.NotRead[a]), cmp.Compare(a, b))
	})
	var parts []string
	rest := r.NotArticles
	for _, k := range kinds[:min(len(kinds), shownKinds)] {
		parts = append(parts, fmt.Sprintf("%d %s", r.NotRead[k], k))
		rest -= r.NotRead[k]
	}
	if rest > 0 {
		parts = append(parts, fmt.Sprintf("%d of other kinds", rest))
	}
	return strings.Join(parts, ", ")
}

// kindOfName is the kind under which a file is counted that is passed by: its
// ending. Some programs write a query behind it: that is none.
func kindOfName(name string) string {
	e := ending(name)
	switch {
	case len(e) < 2:
		return "without ending"
	case len(e) > 12 || strings.ContainsFunc(e[1:], func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }):
		return "of odd endings"
	}
	return e
}

// passedBy returns why a file of that name is passed by unopened where nobody named it,
// "" if it is not.
func (r *reader) passedBy(name string) string {
	if k := r.kinds.ofName(name); k != nil && !knownSuffix(name) {
		return k.String()
	}
	return ""
}

// strange returns why an opened file is passed by that nobody named and whose ending
// no format has, "" if its content surely is in a format.
func (in *Input) strange(rej *extract.Reject) string {
	switch {
	case !in.listed || knownSuffix(in.base()):
		return ""
	case rej != nil:
		return rej.Message
	case isArchive(in.Head) == "" && slices.ContainsFunc(Formats(), func(f Format) bool { return f.Sure != nil && f.Sure(sniffed(in.Head)) }):
		return ""
	}
	return "no format has files of this ending, and its content is in none for sure: name the file itself to have it read"
}
