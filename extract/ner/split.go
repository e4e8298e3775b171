package ner

import (
	"slices"
	"strings"

	"newsgraph/extract"
)

// noNames drops what is no name at all: abbreviations of things and units of
// which the list knows, addresses, letters after a name ("Di Ray, MD").
func noNames(v *review) {
	v.a.Mentions = slices.DeleteFunc(v.a.Mentions, func(m extract.Mention) bool {
		if !named(m.Kind) {
			return false
		}
		w := v.a.Words(m.Span)
		return v.g.NoName[w] || strings.Contains(w, "@") || strings.Contains(w, "://") || m.Len() == 1 && v.degree(m.Start)
	})
}

// degree reports whether token i is a degree behind a person's name.
func (v *review) degree(i int) bool {
	switch v.text(i) {
	case "MD", "M.D.", "PhD", "Ph.D.", "Esq.", "MP", "QC", "OBE", "CBE":
		return i > 1 && v.text(i-1) == "," && slices.ContainsFunc(v.a.Mentions, func(m extract.Mention) bool {
			return m.Kind == extract.Person && m.End == i-1
		})
	}
	return false
}

// splits takes apart what the network took for one person: a name and its post
// behind a dash ("Di Ray - Analyst"), a full name said twice, and two names in a
// row of which the article also has the first alone.
func splits(v *review) {
	full := map[string]bool{} // names of two words and more
	for _, m := range v.a.Mentions {
		if m.Kind == extract.Person && m.Len() > 1 {
			full[v.a.Words(m.Span)] = true
		}
	}
	for i := 0; i < len(v.a.Mentions); i++ {
		m := &v.a.Mentions[i]
		if m.Kind != extract.Person || m.Len() < 2 {
			continue
		}
		s, rest := m.Span, m.End
		for k := m.Start + 1; k < m.End; k++ {
			head, tail := extract.Span{Start: m.Start, End: k}, extract.Span{Start: k, End: m.End}
			switch {
			case v.dash(k) && v.noName(extract.Span{Start: k + 1, End: m.End}):
				s.End, rest = k, k+1
			case head.Len() > 1 && (v.a.Words(head) == v.a.Words(tail) || full[v.a.Words(head)] && v.g.First[v.lower[k]]):
				s.End, rest = k, k
			default:
				continue
			}
			break
		}
		if s == m.Span {
			continue
		}
		tail := extract.Span{Start: rest, End: m.End}
		m.Span, m.Head = s, v.a.HeadOf(s)
		if tail.Len() > 0 && v.g.First[v.lower[tail.Start]] {
			v.add(tail, extract.Person)
		}
	}
}

// noName reports whether what stands behind a dash is no second surname: it is
// in capitals, begins with a post or with another first name, or is no name.
func (v *review) noName(s extract.Span) bool {
	if s.Len() == 0 {
		return true
	}
	w := v.text(s.Start)
	low := v.lower[s.Start]
	return shouting(w) || v.g.NoName[w] || v.g.Role[low] || v.g.Title[low] || s.Len() > 1 && v.g.First[low]
}

// dash reports whether token i is a dash with blanks around it.
func (v *review) dash(i int) bool {
	switch v.text(i) {
	case "-", "–", "—", "--":
		return i > 0 && i+1 < len(v.a.Tokens) && v.a.Tokens[i-1].End < v.a.Tokens[i].Start && v.a.Tokens[i].End < v.a.Tokens[i+1].Start
	}
	return false
}
