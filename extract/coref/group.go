package coref

import (
	"fmt"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// groups makes an entity of a body of people that a name makes definite: "U.S.
// companies", "officials in Beijing", "executives from Acme and Zed". Equal
// words are one group.
func groups(r *resolver) {
	seen := map[string]int{}
	for _, i := range r.nouns {
		t := &r.a.Tokens[i]
		if !r.bare(i) || !r.l.Group[r.lower(i)] && !r.armed(i) {
			continue
		}
		of := r.modifiers(i)
		post := r.under(i, lexicon.In, lexicon.From, lexicon.Of, lexicon.At)
		if t.Dep == "conj" && len(of) == 0 && len(post) == 0 && !r.Phrase(i).Premodified() {
			of = r.modifiers(t.Head) // "U.S. companies and officials"
		}
		if len(of)+len(post) == 0 {
			continue
		}
		m := r.nominal(i, extract.Group)
		x := &r.mentions[m]
		x.plural = true
		if len(of) == 0 {
			x.End = r.nameEnd(i)
		}
		if y := r.gather(seen, r.groupKey(i, of, post), m); y != nil {
			y.parties = slices.Concat(of, post)
			y.name = r.groupName(i, of, post)
			if key := fmt.Sprint(y.parties); strings.Contains(y.name, " "+lexicon.And+" ") {
				if _, known := r.groups[key]; !known {
					r.groups[key] = r.mentions[m].cluster
				}
			}
		}
	}
}

// gather joins mention m to the group with the same key, or opens a group for it
// and returns that.
func (r *resolver) gather(seen map[string]int, key string, m int) *cluster {
	if c, ok := seen[key]; ok {
		r.join(m, c)
		return nil
	}
	c := r.open(m)
	seen[key] = c
	y := &r.clusters[c]
	y.unnamed, y.kind = true, extract.Group
	return y
}

// nameEnd returns the end of the last name that hangs on head i by a
// preposition.
func (r *resolver) nameEnd(i int) int {
	end := i + 1
	for k := r.First(i); k >= 0; k = r.Next(k) {
		if r.a.Tokens[k].Dep != "prep" || k < i || r.lower(k) == lexicon.Including {
			continue
		}
		for o := r.Child(k, "pobj"); o >= 0; o = r.Child(o, "conj") {
			if m := r.at[o]; m >= 0 {
				end = max(end, r.mentions[m].End)
			}
		}
	}
	return end
}

// groupKey tells groups apart by the words before the noun, the noun and the
// clusters of the names.
func (r *resolver) groupKey(i int, of, post []int) string {
	var b strings.Builder
	s := r.Phrase(i).Span()
	for k := s.Start; k <= i; k++ {
		if r.at[k] < 0 && r.a.Tokens[k].POS != "DET" && !possessive(r.text(k)) {
			b.WriteString(r.lower(k) + " ")
		}
	}
	for _, c := range slices.Concat(of, post) {
		b.WriteByte('|')
		b.WriteString(string(rune(c + 1)))
	}
	return b.String()
}

// groupName describes a group in full, also where it shares its modifier with
// the noun before ("U.S. companies and officials").
func (r *resolver) groupName(i int, of, post []int) string {
	s := r.Phrase(i).Span()
	own := r.modifiers(i)
	if len(of) > 0 && len(own) == 0 {
		head := r.Phrase(r.a.Tokens[i].Head).Span()
		for k := head.Start; k < head.End; k++ {
			if m := r.at[k]; m >= 0 {
				return r.mentions[m].form + " " + r.description(s)
			}
		}
	}
	if len(own) == 0 && len(post) > 0 {
		return r.description(extract.Span{Start: s.Start, End: r.nameEnd(i)})
	}
	return r.description(s)
}
