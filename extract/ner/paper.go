package ner

import (
	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// paperNames makes an agreement, a law or a topic of a capitalised name that ends in a
// word for one, or begins with it: "Harbour Safety Act", "Oslo Accords", "Treaty of
// Utrecht", "Harbour Prize". What the network calls a law, an event or a body is an agreement if its
// words say so.
func paperNames(v *review) {
	var found []renamed
	for i, t := range v.a.Tokens {
		k := v.g.Paper[v.lower[i]]
		if k == "" || t.Space() || !capital(v.text(i)) {
			continue
		}
		if n := v.a.SentenceOf(i); n < 0 || v.headline(n) {
			continue
		}
		if s := v.treaty(i, k); s.Len() > 0 {
			found = append(found, renamed{s, k})
			continue
		}
		if i+1 < len(v.a.Tokens) && v.proper(i+1) {
			continue
		}
		if s := v.capitals(i); s.Len() > 1 && !shouting(v.a.Words(s)) {
			found = append(found, renamed{s, k})
		}
	}
	v.replace(found)
	for i := range v.a.Mentions {
		m := &v.a.Mentions[i]
		switch m.Kind {
		case extract.Law, extract.Event, extract.Organization, extract.Topic:
			if v.agreed(m.Span) {
				m.Kind = extract.Agreement
			}
		}
	}
}

// treaty returns the name that begins with token i, a word for an agreement:
// "Treaty of Utrecht", "Convention on Biological Diversity"; empty for none.
func (v *review) treaty(i int, k extract.Kind) extract.Span {
	end := i + 2
	if k != extract.Agreement || end >= len(v.a.Tokens) || v.lower[i+1] != lexicon.Of && v.lower[i+1] != lexicon.On {
		return extract.Span{}
	}
	for end < len(v.a.Tokens) && v.a.Tokens[end].POS == "PROPN" && capital(v.text(end)) {
		end++
	}
	if end == i+2 {
		return extract.Span{}
	}
	return extract.Span{Start: i, End: end}
}

// agreed reports whether the words of a name say that it is an agreement: "the
// Oslo Accord", "the Treaty of Utrecht".
func (v *review) agreed(s extract.Span) bool {
	if s.Len() > 1 && v.lower[s.Start] == lexicon.The {
		s.Start++
	}
	if s.Len() < 2 {
		return false
	}
	return v.g.Paper[v.lower[s.End-1]] == extract.Agreement ||
		v.g.Paper[v.lower[s.Start]] == extract.Agreement && (v.lower[s.Start+1] == lexicon.Of || v.lower[s.Start+1] == lexicon.On)
}

// topics takes diseases and the like out of people, places and bodies: those of
// the list, with the number that the tokenizer cuts off ("Covid-19"), and what the
// article tells to be one ("an outbreak of X", "two cases of XYZ").
func topics(v *review) {
	told := map[string]bool{}
	for _, m := range v.a.Mentions {
		if m.Len() == 1 && v.illness(m.Start) {
			told[v.text(m.Start)] = true
		}
	}
	var found []renamed
	for i := range v.a.Tokens {
		if !v.g.Topic[v.text(i)] && !told[v.text(i)] {
			continue
		}
		s := extract.Span{Start: i, End: i + 1}
		if i+2 < len(v.a.Tokens) && v.text(i+1) == "-" && isDigits(v.text(i+2)) {
			s.End = i + 3
		}
		found = append(found, renamed{s, extract.Topic})
	}
	v.replace(found)
}

// illness reports whether the word at i is told to be one. Cases are also those
// of people and companies, so that only an acronym counts after them.
func (v *review) illness(i int) bool {
	if i < 2 {
		return false
	}
	switch w := v.lower[i-2] + " " + v.lower[i-1]; {
	case illnessLeads.Has(w):
		return true
	case casesOf.Has(w):
		return len(v.text(i)) > 2 && shouting(v.text(i))
	}
	return false
}
