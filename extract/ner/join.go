package ner

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// joins puts together what the network took for two names or cut short: a nickname
// in quotation marks inside a name, the legal form behind a company, what a body or
// an event is for, the parts of a ministry with several tasks or of a firm with
// several partners.
func joins(v *review) {
	v.index()
	var found []renamed
	for i := range v.a.Mentions {
		m := &v.a.Mentions[i]
		s, kind := m.Span, m.Kind
		if named(kind) && v.onAir(s.End) {
			s.End++
			kind = extract.Organization
		}
		switch kind {
		case extract.Person:
			s = v.foreign(v.nicknamed(s))
		case extract.Place:
			s = v.foreign(s)
		case extract.Organization, extract.Event:
			s = v.foreign(v.purpose(s))
			if kind == extract.Organization {
				s = v.tasks(v.partners(s))
				s.End = v.legalForm(s.End)
			}
		}
		if s != m.Span {
			found = append(found, renamed{s, kind})
		}
	}
	v.replace(found)
}

// onAir reports whether token i is the end of a broadcaster's name.
func (v *review) onAir(i int) bool {
	if i >= len(v.a.Tokens) || i == 0 {
		return false
	}
	if onAir.Has(v.text(i)) {
		return v.a.Tokens[i-1].End < v.a.Tokens[i].Start && (i+1 == len(v.a.Tokens) || !v.proper(i+1))
	}
	return false
}

// foreign returns a name that goes on behind a word that joins names in other
// languages: "Alianza para el Mar", "Corte dei Conti".
func (v *review) foreign(s extract.Span) extract.Span {
	for range 4 {
		k := s.End
		for k < s.End+2 && k < len(v.a.Tokens) && linking(v.text(k)) {
			k++
		}
		if k == s.End || k >= len(v.a.Tokens) || !v.proper(k) {
			break
		}
		if m := v.holder(k); m != nil && m.Kind == extract.Person {
			break // "Bo Lin und Di Ray"
		}
		s.End = v.words(k)
	}
	return s
}

// linking reports whether a word joins names in a language other than English.
func linking(w string) bool {
	return foreignLinks.Has(w)
}

// nicknamed returns a person's name with the nickname and the surname behind it:
// "Carl "Bo" Lind".
func (v *review) nicknamed(s extract.Span) extract.Span {
	i := s.End
	if i+3 >= len(v.a.Tokens) || !v.quote(i) || v.a.Tokens[i].Start == v.a.Tokens[i-1].End && v.text(i) != "\"" {
		return s
	}
	k := i + 1
	for k < i+3 && v.proper(k) {
		k++
	}
	if k == i+1 || k+1 >= len(v.a.Tokens) || !v.quote(k) || !v.proper(k+1) || v.g.Title[v.lower[k+1]] {
		return s
	}
	for k++; k < len(v.a.Tokens) && v.proper(k); k++ {
		s.End = k + 1
	}
	return s
}

// quote reports whether token i is a quotation mark.
func (v *review) quote(i int) bool {
	switch v.text(i) {
	case "\"", "“", "”", "'", "‘", "’", "''", "``":
		return true
	}
	return false
}

// legalForm returns the end of a company's name with its legal form behind it.
func (v *review) legalForm(end int) int {
	i := end
	if i < len(v.a.Tokens) && v.text(i) == "," {
		i++
	}
	if i >= len(v.a.Tokens) || !capital(v.text(i)) {
		return end
	}
	if writtenLegalForms.Has(strings.TrimSuffix(v.text(i), ".")) {
		return i + 1
	}
	return end
}

// purpose returns a body or an event with what it is for: "Institute for Port
// Studies", "Tribunal for the former Norland", "Conference on Harbour Safety".
func (v *review) purpose(s extract.Span) extract.Span {
	i, last := s.End, v.lower[s.End-1]
	if i >= len(v.a.Tokens) {
		return s
	}
	if last == lexicon.Of { // the network stopped in the middle: "Festival of" Cinema
		if s.End--; !v.valued(i) {
			s.End = max(s.End, v.words(i))
		}
		return s
	}
	if w := v.text(i); i+1 == len(v.a.Tokens) || !(w == lexicon.For || w == lexicon.On && debates(last)) || !v.devoted(last) {
		return s
	}
	k := i + 1
	if v.text(k) == lexicon.The {
		k++
	}
	if k < len(v.a.Tokens) && formerWord.Has(v.text(k)) {
		k++
	}
	end := v.capitalRun(k)
	if end == k || end < len(v.a.Tokens) && v.a.Tokens[end].Tag == "POS" {
		return s
	}
	w := v.a.Words(extract.Span{Start: k, End: end})
	if v.valued(k) || k == i+1 && (v.g.kind(w) != "" || v.g.City[w]) {
		return s // "told the Congress on Monday", "the committee for Norland"
	}
	s.End = end
	return s
}

// devoted reports whether the last word of a name is that of a body or an event
// that may be for something, rather than of one that somebody does something for
// ("he played in the League for Zed").
func (v *review) devoted(w string) bool {
	if notDevoted.Has(w) {
		return false
	}
	return v.g.OrgEnd[w] || v.g.Event[w]
}

// debates reports whether a word is one for those who talk on a subject.
func debates(w string) bool {
	return debatingBodies.Has(w)
}

// capitalRun returns the end of the run of capitalised words at token i, with "and"
// between two of them.
func (v *review) capitalRun(i int) int {
	end := i
	for k := i; k < len(v.a.Tokens) && !v.a.Tokens[k].Space(); k++ {
		switch w := v.text(k); {
		case letters(w) && capital(w) && v.a.Tokens[k].POS != "PRON":
			end = k + 1
		case w == lexicon.And && end == k && k > i:
		default:
			return end
		}
	}
	return end
}

// valued reports whether token i is part of a date, a sum or a person.
func (v *review) valued(i int) bool {
	m := v.holder(i)
	return m != nil && (!named(m.Kind) || m.Kind == extract.Person)
}

// tasks returns a ministry with all that it is for: "Ministry of Ports, Fish and
// Salt".
func (v *review) tasks(s extract.Span) extract.Span {
	switch w := v.lower[s.Start]; {
	case taskedBodies.Has(w):
	default:
		return s
	}
	if s.Len() < 3 || v.text(s.Start+1) != lexicon.Of && v.text(s.Start+1) != lexicon.For {
		return s
	}
	end := s.End
	for k, n := s.End, 0; k+1 < len(v.a.Tokens) && n < 8; n++ {
		and := andSign.Has(v.text(k))
		if !and && v.text(k) != "," {
			break
		}
		if v.text(k) == "," && v.text(k+1) == lexicon.And {
			and = true
			k++
		}
		next := v.words(k + 1)
		if next == k+1 || v.valued(k+1) || v.g.kind(v.a.Words(extract.Span{Start: k + 1, End: next})) != "" {
			break
		}
		if and {
			end = next
			break
		}
		k = next
	}
	s.End = end
	return s
}

// words returns the end of the run of capitalised words at token i.
func (v *review) words(i int) int {
	for i < len(v.a.Tokens) && letters(v.text(i)) && capital(v.text(i)) && v.a.Tokens[i].POS != "PRON" {
		i++
	}
	return i
}

// partners returns a body with the names before its own: "Anna and Di Berg
// Foundation", "Lind, Bo & Ray LLP".
func (v *review) partners(s extract.Span) extract.Span {
	k := s.Start - 1
	if k < 1 {
		return s
	}
	firm := v.firm(v.lower[s.End-1])
	switch {
	case v.text(k) == "&" && (firm || v.g.OrgEnd[v.lower[s.End-1]]):
	case v.text(k) == lexicon.And && v.g.First[v.lower[s.Start]] && v.g.First[v.lower[k-1]] && v.g.OrgEnd[v.lower[s.End-1]]:
	default:
		return s
	}
	for k--; k >= 0 && v.proper(k) && !v.begins(k+1); k-- {
		s.Start = k
	}
	for firm && k > 0 && v.text(k) == "," && v.proper(k-1) {
		k -= 2
		s.Start = k + 1
	}
	return s
}

// firm reports whether a word ends the name of a partnership.
func (v *review) firm(w string) bool {
	return partnershipEnds.Has(strings.TrimSuffix(w, "."))
}
