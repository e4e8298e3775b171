package ner

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsgraph/extract"
)

// trim takes articles, possessives, quotation marks and white space off names,
// and titles off people. A title in front of a person is a role and belongs to
// no name.
func trim(v *review) {
	for i := range v.a.Mentions {
		m := &v.a.Mentions[i]
		s := m.Span
		for s.Start < s.End-1 && v.loose(s) {
			s.Start++
		}
		for s.End > s.Start+1 && v.trailing(s.End-1) {
			s.End--
		}
		if m.Kind == extract.Person {
			for s.Start < s.End-1 && v.g.Title[strings.TrimSuffix(strings.ToLower(v.text(s.Start)), ".")] {
				s.Start++
			}
		}
		if s != m.Span {
			m.Span = s
			m.Head = v.head(s)
		}
	}
}

// loose reports whether the first token of a name does not belong to it.
func (v *review) loose(s extract.Span) bool {
	if v.a.Tokens[s.Start].Space() {
		return true
	}
	switch strings.ToLower(v.text(s.Start)) {
	case "the":
		return !v.g.City[v.a.Words(s)]
	case "a", "an", "\"", "“", "'", "‘", "(", "-", "–", "—", ",", "•":
		return true
	}
	return false
}

// trailing reports whether token i cannot end a name.
func (v *review) trailing(i int) bool {
	if v.a.Tokens[i].Space() {
		return true
	}
	switch v.text(i) {
	case "'s", "’s", "'", "’", "\"", "”", ",", ")", "-", "–", "—", ":", ";":
		return true
	}
	return false
}

// eventNames makes an event of a capitalised name whose last word is a word for
// events, whatever the network called it: "World Internet Conference".
func eventNames(v *review) {
	taken := v.taken()
	for i, t := range v.a.Tokens {
		if t.Space() || !capital(v.text(i)) || !v.g.Event[strings.ToLower(v.text(i))] || i+1 < len(v.a.Tokens) && v.a.Tokens[i+1].POS == "PROPN" && capital(v.text(i+1)) {
			continue
		}
		s := v.capitals(i)
		if s.Len() < 2 || shouting(v.a.Words(s)) {
			continue
		}
		v.replace(s, extract.Event, taken)
	}
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

// replace puts a name in the place of those that it covers; it gives way to a
// name that reaches beyond it.
func (v *review) replace(s extract.Span, k extract.Kind, taken []bool) {
	keep := v.a.Mentions[:0:0]
	for _, m := range v.a.Mentions {
		if !m.Overlaps(s) {
			keep = append(keep, m)
			continue
		}
		if m.Start < s.Start || m.End > s.End {
			return
		}
	}
	v.a.Mentions = keep
	v.add(s, k)
	for i := s.Start; i < s.End; i++ {
		taken[i] = true
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
