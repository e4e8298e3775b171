package ner

import (
	"cmp"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// noNames drops what is no name at all: abbreviations of things and units of
// which the list knows, addresses, letters after a name ("Di Ray, MD").
func noNames(v *review) {
	ends := map[int]bool{}
	for _, m := range v.a.Mentions {
		if m.Kind == extract.Person {
			ends[m.End] = true
		}
	}
	v.a.Mentions = slices.DeleteFunc(v.a.Mentions, func(m extract.Mention) bool {
		if !named(m.Kind) {
			return false
		}
		if m.Len() == 1 && m.End < len(v.a.Tokens) && v.text(m.End) == "." && v.g.Title[v.lower[m.Start]] {
			return true // "Brig. Gen. Bo Lin"
		}
		w := v.a.Words(m.Span)
		if m.Kind == extract.Organization && m.Len() == 1 && m.End < len(v.a.Tokens) && writtenMinister.Has(v.text(m.End)) && v.g.kind(w) == "" && !shouting(w) {
			return true // "Interior Minister Bo Lin"
		}
		return v.g.NoName[w] || strings.Contains(w, "@") || strings.Contains(w, "://") || m.Len() == 1 && v.degree(m.Start, ends)
	})
}

// degree reports whether token i is a degree behind a person's name; ends tells after
// which tokens such names end.
func (v *review) degree(i int, ends map[int]bool) bool {
	if degrees.Has(v.text(i)) {
		return i > 1 && v.text(i-1) == "," && ends[i-1]
	}
	return false
}

// splits takes apart what the network took for one name: a people or a body and
// what the minister after it is for ("Norlandic Trade" in "Norlandic Trade
// Minister Di Ray"), a country and its body ("Norland's Nord University"), a
// person and a post behind a dash ("Di Ray - Analyst"), a title and what it is held
// over ("King of Norland"), a country and a person behind it, two peoples that a hyphen
// joins, a full name said twice, and two people in a row of whom the article also has
// the first alone.
func splits(v *review) {
	person := v.people()
	for i := range v.a.Mentions {
		v.splitPost(i)
		v.splitTitle(i)
		v.splitOwner(i, person)
		v.splitNation(i, person)
		v.splitPeoples(i)
	}
	v.splitPeople()
}

// splitPost leaves of a name right before a post only the country, the people or
// the body it begins with: the rest tells what the post is for.
func (v *review) splitPost(n int) {
	m := &v.a.Mentions[n]
	if !named(m.Kind) || m.Kind == extract.Person || m.End >= len(v.a.Tokens) || !v.office(m.End) {
		return
	}
	first := m.Start
	if v.lower[first] == lexicon.The {
		first++
	}
	for end := m.End; end > first; end-- {
		s := extract.Span{Start: first, End: end}
		if w := v.a.Words(s); v.g.Country[w] || v.g.Demonym[w] || v.g.Org[w] {
			m.Span, m.Head, m.Kind = s, v.a.HeadOf(s), v.g.kind(w)
			return
		}
	}
}

// office reports whether token i is, or begins, a post that stands after what it
// is for: "Trade Minister", "Special Rapporteur".
func (v *review) office(i int) bool {
	return officeNouns.Has(v.text(i))
}

// splitTitle leaves of a title and what it is held over only the latter, where the
// network took both for a place or a body: "King of Norland".
func (v *review) splitTitle(n int) {
	m := &v.a.Mentions[n]
	if m.Kind != extract.Place && m.Kind != extract.Organization || m.Len() < 3 || v.text(m.Start+1) != lexicon.Of {
		return
	}
	title := v.lower[m.Start]
	s := extract.Span{Start: m.Start + 2, End: m.End}
	if v.lower[s.Start] == lexicon.The && s.Len() > 1 {
		s.Start++
	}
	w := v.a.Words(s)
	k := v.g.kind(w)
	if k != "" && (v.g.Title[title] || v.g.Role[title]) || v.g.City[w] && v.g.Title[title] {
		m.Span, m.Head, m.Kind = s, v.a.HeadOf(s), cmp.Or(k, m.Kind)
	}
}

// people returns the people whom the article names: full names and their last words.
func (v *review) people() map[string]bool {
	person := map[string]bool{}
	for _, m := range v.a.Mentions {
		if m.Kind == extract.Person {
			person[v.a.Words(m.Span)] = true
			person[v.text(m.End-1)] = true
		}
	}
	return person
}

// splitOwner parts a body from the country or the person that it is said to belong to.
func (v *review) splitOwner(n int, person map[string]bool) {
	m := v.a.Mentions[n]
	if m.Kind != extract.Organization && m.Kind != extract.Place {
		return
	}
	for k := m.Start + 1; k < m.End-1; k++ {
		owner, owned := extract.Span{Start: m.Start, End: k}, extract.Span{Start: k + 1, End: m.End}
		if v.a.Tokens[k].Tag != "POS" {
			continue
		}
		kind := extract.Kind("")
		switch w := v.a.Words(owner); {
		case v.g.Country[w] && owned.Len() > 1:
			kind = extract.Place
		case person[w] && (owned.Len() > 1 || v.g.kind(v.a.Words(owned)) != ""):
			kind = extract.Person
		default:
			continue
		}
		v.a.Mentions[n].Span, v.a.Mentions[n].Head = owned, v.a.HeadOf(owned)
		v.add(owner, kind)
		return
	}
}

// splitNation parts a person from the country before the name: "envoy to Norland Bo
// Lin" holds a place and a person.
func (v *review) splitNation(n int, person map[string]bool) {
	m := v.a.Mentions[n]
	if m.Kind != extract.Organization && m.Kind != extract.Place {
		return
	}
	for k := m.Start + 1; k < m.End-1; k++ {
		land, rest := extract.Span{Start: m.Start, End: k}, extract.Span{Start: k, End: m.End}
		if w := v.a.Words(rest); !v.g.Country[v.a.Words(land)] || rest.Len() > 3 || v.g.kind(w) != "" || !v.g.First[v.lower[k]] && !person[w] {
			continue
		}
		v.a.Mentions[n].Span, v.a.Mentions[n].Head, v.a.Mentions[n].Kind = land, v.a.HeadOf(land), extract.Place
		v.add(rest, extract.Person)
		return
	}
}

// splitPeoples parts two peoples that a hyphen joins: "Norlandic-Sudlandic".
func (v *review) splitPeoples(n int) {
	m := v.a.Mentions[n]
	if m.Len() != 3 || !named(m.Kind) || v.text(m.Start+1) != "-" && v.text(m.Start+1) != "–" {
		return
	}
	first, second := extract.Span{Start: m.Start, End: m.Start + 1}, extract.Span{Start: m.End - 1, End: m.End}
	if !v.g.Demonym[v.a.Words(first)] || !v.g.Demonym[v.a.Words(second)] {
		return
	}
	v.a.Mentions[n].Span, v.a.Mentions[n].Head, v.a.Mentions[n].Kind = first, v.a.HeadOf(first), extract.Group
	v.add(second, extract.Group)
}

// splitPeople takes people apart.
func (v *review) splitPeople() {
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
			case v.dash(k) && (head.Len() > 1 || k+1 == m.End || !v.g.First[v.lower[k+1]]) && v.noName(extract.Span{Start: k + 1, End: m.End}):
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
// nothing, in capitals, or begins with a post or with another first name.
func (v *review) noName(s extract.Span) bool {
	if s.Len() == 0 {
		return true
	}
	w := v.text(s.Start)
	low := v.lower[s.Start]
	switch {
	case len(w) == 1 || len(w) < 5 && !capital(w):
		return false // "Lin Bo - o": hyphens with blanks around them, as some texts have
	case shouting(w), v.g.Role[low], v.g.Title[low]:
		return true
	}
	return s.Len() > 1 && v.g.First[low] && len(v.text(s.Start-2)) > 2 // "Bo Al - Carl Lin"
}

// dash reports whether token i is a dash with blanks around it.
func (v *review) dash(i int) bool {
	switch v.text(i) {
	case "-", "–", "—", "--":
		return i > 0 && i+1 < len(v.a.Tokens) && v.a.Tokens[i-1].End < v.a.Tokens[i].Start && v.a.Tokens[i].End < v.a.Tokens[i+1].Start
	}
	return false
}
