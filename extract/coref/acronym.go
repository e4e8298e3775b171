package coref

import (
	"strings"
	"unicode"

	"github.com/newsgraph/newsgraph/extract"
)

// acronyms joins "WIC" to "World Internet Conference": the letters must be the
// initials of the name in order, or the acronym stands in brackets right after
// the name and its letters occur in order. What brackets tell of two names stands for
// the first, but where it stands behind the other.
func acronyms(r *resolver) {
	long, told := r.byInitials(), map[int]bool{}
	for i := range r.mentions {
		x := &r.mentions[i]
		if x.cluster < 0 || x.Form != extract.Proper || x.Kind == extract.Person || x.Kind == extract.Group {
			continue
		}
		letters := acronym(x.form)
		if letters == "" {
			continue
		}
		if full := r.bracketed(i, letters); full >= 0 {
			if told[x.cluster] { // of another body: the two are not one
				r.move(i, r.mentions[full].cluster)
			} else {
				r.merge(r.mentions[full].cluster, x.cluster)
			}
			told[x.cluster] = true
			continue
		}
		if strings.HasPrefix(x.key, "country:") {
			continue // the Umber Society is not the US
		}
		best := -1
		for _, j := range long[letters] {
			r.a.Spend(1)
			c := r.mentions[j].cluster
			if c < 0 || c == x.cluster || c == best {
				continue
			}
			if best >= 0 {
				best = -1
				break
			}
			best = c
		}
		if best >= 0 {
			r.merge(best, x.cluster)
		}
	}
}

// byInitials lists the names of two words and more under their initials, one of
// each cluster.
func (r *resolver) byInitials() map[string][]int {
	long := map[string][]int{}
	type entry struct {
		letters string
		cluster int
	}
	seen := map[entry]bool{}
	for j := range r.mentions {
		y := &r.mentions[j]
		if y.cluster < 0 || len(y.words) < 2 || y.Form != extract.Proper || y.Kind == extract.Person || y.Kind == extract.Group {
			continue
		}
		for _, letters := range initials(y.form) {
			if e := (entry{letters, y.cluster}); !seen[e] {
				seen[e] = true
				long[letters] = append(long[letters], j)
			}
		}
	}
	return long
}

// acronym returns the letters of a name that is an acronym, else "".
func acronym(form string) string {
	s := undotted(form)
	if len(s) < 2 || len(s) > 7 || strings.ContainsRune(s, ' ') {
		return ""
	}
	upper := 0
	for _, c := range s {
		switch {
		case unicode.IsUpper(c):
			upper++
		case !unicode.IsLower(c):
			return ""
		}
	}
	if upper < 2 || upper*2 < len(s) {
		return ""
	}
	return strings.ToUpper(s)
}

// initials returns the initials of the words of a name: of all, of those with
// capitals, and of these without the last, which may be a company suffix.
func initials(form string) []string {
	var all, big []rune
	for _, w := range strings.FieldsFunc(form, func(c rune) bool { return unicode.IsSpace(c) || c == '-' }) {
		c := []rune(w)[0]
		if !unicode.IsLetter(c) {
			continue
		}
		all = append(all, unicode.ToUpper(c))
		if unicode.IsUpper(c) {
			big = append(big, c)
		}
	}
	out := []string{string(big)}
	if len(all) != len(big) {
		out = append(out, string(all))
	}
	if len(big) > 3 {
		out = append(out, string(big[:len(big)-1]))
	}
	return out
}

// bracketed returns the name right before the brackets in which mention i
// stands alone, if the letters occur in it in order, or -1.
func (r *resolver) bracketed(i int, letters string) int {
	x := &r.mentions[i]
	if x.Start < 2 || x.End >= len(r.a.Tokens) || r.text(x.Start-1) != "(" || r.text(x.End) != ")" {
		return -1
	}
	j := r.at[x.Start-2]
	if j < 0 {
		return -1
	}
	y := &r.mentions[j]
	if y.cluster < 0 || y.cluster == x.cluster || y.Kind != x.Kind || len(y.words) < 2 {
		return -1
	}
	rest := strings.ToUpper(y.form)
	for _, c := range letters {
		k := strings.IndexRune(rest, c)
		if k < 0 {
			return -1
		}
		rest = rest[k+len(string(c)):]
	}
	return j
}
