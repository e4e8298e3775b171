package ner

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// trim takes articles, possessives, quotation marks and white space off names,
// and titles off people. A title in front of a person is a role and belongs to
// no name.
func trim(v *review) {
	for i := range v.a.Mentions {
		m := &v.a.Mentions[i]
		s := m.Span
		for s.Start < s.End-1 && (v.loose(s) || named(m.Kind) && v.pointed(s.Start)) {
			s.Start++
		}
		if s.Len() > 2 && v.text(s.Start+1) == "-" && prefix(v.text(s.Start)) {
			s.Start += 2
		}
		for s.End > s.Start+1 && (v.trailing(s.End-1) || named(m.Kind) && v.dangling(s.End-1)) {
			s.End--
		}
		if named(m.Kind) {
			s = v.clauseless(s)
		}
		if named(m.Kind) && s.Len() > 1 && v.addressed(extract.Span{Start: s.Start + 1, End: s.End}) {
			s.Start++
		}
		switch m.Kind {
		case extract.Money:
			s = v.sum(s)
		case extract.Person:
			s.End = v.hyphened(s.End)
			for s.Start < s.End-1 && v.titled(s) {
				s.Start++
			}
			for s.Len() > 1 && points(v.text(s.End-1)) {
				s.End--
			}
		case extract.Event, extract.Organization, extract.Law:
			s = v.seatless(s)
			if s.Len() > 2 && trade(v.text(s.Start)) {
				s.Start++
			}
			if s.Len() > 1 && v.g.Demonym[v.text(s.Start)] && v.g.Org[v.a.Words(extract.Span{Start: s.Start + 1, End: s.End})] {
				s.Start++
			}
			for s.Start < s.End-1 && isYear(v.text(s.Start)) {
				s.Start++
			}
		}
		if s.Start > 0 && v.lower[s.Start-1] == lexicon.The && v.g.City[theCapital+v.a.Words(s)] {
			s.Start-- // The Hague
		}
		if s != m.Span {
			m.Span = s
			m.Head = v.a.HeadOf(s)
		}
	}
}

// titled reports whether the first word of a person's name is a title, a role
// ("Rapper") or a demonym before the name.
func (v *review) titled(s extract.Span) bool {
	w := v.text(s.Start)
	return v.g.Title[strings.TrimSuffix(strings.ToLower(w), ".")] || v.g.Role[strings.ToLower(w)] && !v.g.First[strings.ToLower(w)] ||
		s.Len() > 2 && v.g.Demonym[w]
}

// sum takes the currency sign before a sum into it and "more than" off it.
func (v *review) sum(s extract.Span) extract.Span {
	for s.Start < s.End-1 {
		if roughSum.Has(v.lower[s.Start]) {
			s.Start++
			continue
		}
		break
	}
	for s.Start > 0 {
		switch w := v.text(s.Start - 1); {
		case v.a.Tokens[s.Start-1].Tag == "$", w == "$", w == "€", w == "£", w == "¥", w == "US" && v.text(s.Start) == "$", w == "HK" && v.text(s.Start) == "$":
			s.Start--
			continue
		}
		break
	}
	return s
}

// hyphened returns the end of a person's name with the second half of a hyphened
// last part: "Moon Jae-in".
func (v *review) hyphened(end int) int {
	if end+1 >= len(v.a.Tokens) || v.text(end) != "-" || v.a.Tokens[end].Start != v.a.Tokens[end-1].End || v.a.Tokens[end].End != v.a.Tokens[end+1].Start {
		return end
	}
	switch v.a.Tokens[end+1].POS { // a dash without blanks: "Bo Lin-and others"
	case "DET", "CCONJ", "ADV", "PRON", "AUX", "SCONJ":
		return end
	}
	if w := v.text(end + 1); !letters(w) || len(w) > 8 || v.g.Role[strings.ToLower(w)] || notInSurname.Has(w) || strings.HasSuffix(w, lexicon.Ed) {
		return end
	}
	return end + 2
}

// trade reports whether a word before a company's name says what it does:
// "Carmaker Vento Motors".
func trade(w string) bool {
	if tradeTitles.Has(w) {
		return true
	}
	return strings.HasSuffix(w, lexicon.Maker) && len(w) > 6
}

// prefix reports whether a word before a hyphen is no part of the name after it.
func prefix(w string) bool {
	return prefixes.Has(strings.ToLower(w))
}

// isYear reports whether a word is a year; the year of an event or a law is no
// part of its name.
func isYear(w string) bool {
	return len(w) == 4 && (w[0] == '1' || w[0] == '2') && isDigits(w)
}

// loose reports whether the first token of a name does not belong to it.
func (v *review) loose(s extract.Span) bool {
	if v.a.Tokens[s.Start].Space() {
		return true
	}
	switch w := v.lower[s.Start]; {
	case w == lexicon.The:
		return !v.g.City[theCapital+v.a.Words(extract.Span{Start: s.Start + 1, End: s.End})]
	case notAtStart.Has(w):
		return true
	}
	return false
}

// pointed reports whether token i only points at the name behind it: "every", "née".
func (v *review) pointed(i int) bool {
	if pointing.Has(v.lower[i]) {
		return !capital(v.text(i)) || v.begins(i)
	}
	return false
}

// points reports whether a word is what somebody scored, or an age: "Bo Lin 69".
func points(w string) bool {
	home, away, _ := strings.Cut(w, "-")
	return len(home) < 4 && isDigits(home) && (away == "" || isDigits(away))
}

func isDigits(w string) bool { return w != "" && strings.Trim(w, "0123456789") == "" }

// trailing reports whether token i cannot end a name.
func (v *review) trailing(i int) bool {
	if v.a.Tokens[i].Space() {
		return true
	}
	return notAtEnd.Has(v.text(i))
}

// seatless takes the town off a body or an event: "Ministry of Ports in Porthaven".
func (v *review) seatless(s extract.Span) extract.Span {
	for k := s.Start + 2; k < s.End-1; k++ {
		if w := v.a.Words(extract.Span{Start: k + 1, End: s.End}); v.text(k) == lexicon.In && v.g.City[w] && !v.g.Country[w] {
			s.End = k
		}
	}
	return s
}

// clauseless takes off a name in a headline the verb and all behind it, and a
// preposition before it: "Norland Rejects Plan", "Towards Porthaven".
func (v *review) clauseless(s extract.Span) extract.Span {
	if n := v.a.SentenceOf(s.Start); n < 0 || !v.headline(n) || s.Len() < 2 || shouting(v.a.Words(s)) {
		return s
	}
	if v.a.Tokens[s.Start].POS == "ADP" {
		s.Start++
	}
	for k := s.Start + 1; k < s.End; k++ {
		if p := v.a.Tokens[k].POS; (p == "VERB" || p == "AUX") && v.a.Tokens[k].Dep != "amod" && v.a.Tokens[k].Dep != "compound" {
			s.End = k
		}
	}
	return s
}

// dangling reports whether token i is a word that leads on to another or the
// first half of a post: "Zed and", "Forum on", "Cabinet of Prime".
func (v *review) dangling(i int) bool {
	switch w := v.text(i); {
	case w == lexicon.Of: // joins looks at what comes
		return i+1 >= len(v.a.Tokens) || !v.proper(i+1) || v.g.Title[v.lower[i+1]] || prime.Has(v.lower[i+1])
	case leadingOn.Has(w):
		return true
	case writtenPrime.Has(w):
		return i+1 < len(v.a.Tokens) && writtenMinister.Has(v.text(i+1))
	}
	return false
}

// eventNames makes an event of a capitalised name whose last word is a word for
// events, whatever the network called it: "World Internet Conference".
func eventNames(v *review) {
	var found []renamed
	for i, t := range v.a.Tokens {
		if t.Space() || !capital(v.text(i)) || !v.g.Event[v.lower[i]] || i+1 < len(v.a.Tokens) && v.a.Tokens[i+1].POS == "PROPN" && capital(v.text(i+1)) {
			continue
		}
		s := v.capitals(i)
		if s.Len() < 2 || shouting(v.a.Words(s)) || v.g.Org[v.a.Words(s)] {
			continue
		}
		found = append(found, renamed{s, extract.Event})
	}
	v.replace(found)
}

// capitals returns the run of proper nouns and demonyms that ends with token i.
func (v *review) capitals(i int) extract.Span {
	s := extract.Span{Start: i, End: i + 1}
	for k := i - 1; k >= 0; k-- {
		t := v.a.Tokens[k]
		if t.Space() || !letters(v.text(k)) || !capital(v.text(k)) || t.POS != "PROPN" && t.POS != "ADJ" && t.POS != "NOUN" {
			break
		}
		if v.begins(k) && t.POS != "PROPN" {
			break
		}
		s.Start = k
		if v.begins(k) {
			break
		}
	}
	return s
}

// begins reports whether token i begins a sentence.
func (v *review) begins(i int) bool {
	n := v.a.SentenceOf(i)
	return n >= 0 && v.a.Sentences[n].Start == i
}

// renamed is a name that takes the place of those it covers.
type renamed struct {
	extract.Span
	kind extract.Kind
}

// replace puts names in the place of those that they cover; one gives way to a
// name that reaches beyond it, and to one of the list before it.
func (v *review) replace(list []renamed) {
	if len(list) == 0 {
		return
	}
	cover := make([]int, len(v.a.Tokens)) // token to the list, from 1
	for n, x := range list {
		if slices.ContainsFunc(cover[x.Start:x.End], func(c int) bool { return c > 0 }) {
			list[n].End = list[n].Start
			continue
		}
		for i := x.Start; i < x.End; i++ {
			cover[i] = n + 1
		}
	}
	for _, m := range v.a.Mentions {
		for i := m.Start; i < m.End; i++ {
			if c := cover[i]; c > 0 && (m.Start < list[c-1].Start || m.End > list[c-1].End) {
				list[c-1].End = list[c-1].Start
			}
		}
	}
	v.a.Mentions = slices.DeleteFunc(v.a.Mentions, func(m extract.Mention) bool {
		for i := m.Start; i < m.End; i++ {
			if c := cover[i]; c > 0 && list[c-1].Len() > 0 {
				return true
			}
		}
		return false
	})
	for _, x := range list {
		if x.Len() > 0 {
			v.add(x.Span, x.kind)
		}
	}
}

func capital(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(c)
}

func letters(w string) bool {
	for _, c := range w {
		if !unicode.IsLetter(c) && c != '-' && c != '.' && c != '\'' && c != '’' {
			return false
		}
	}
	return w != ""
}

// shouting reports whether a text is all capitals, as headlines can be.
func shouting(s string) bool { return s == strings.ToUpper(s) && s != strings.ToLower(s) }
