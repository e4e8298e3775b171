package ner

import (
	"strings"

	"newsgraph/extract"
)

// paperNames makes an agreement or a law of a capitalised name that ends in a
// word for one: "Harbour Safety Act", "Oslo Accords".
func paperNames(v *review) {
	lines := v.titleCase()
	var found []renamed
	for i, t := range v.a.Tokens {
		k := v.g.Paper[v.lower[i]]
		if k == "" || t.Space() || !capital(v.text(i)) || i+1 < len(v.a.Tokens) && v.proper(i+1) {
			continue
		}
		if s := v.capitals(i); s.Len() > 1 && !shouting(v.a.Words(s)) {
			if n := v.a.SentenceOf(i); n >= 0 && !lines[n] {
				found = append(found, renamed{s, k})
			}
		}
	}
	v.replace(found)
}

// topics takes diseases and the like out of people, places and bodies, with the
// number that the tokenizer cuts off: "Covid-19".
func topics(v *review) {
	var found []renamed
	for i := range v.a.Tokens {
		if !v.g.Topic[v.text(i)] {
			continue
		}
		s := extract.Span{Start: i, End: i + 1}
		if i+2 < len(v.a.Tokens) && v.text(i+1) == "-" && strings.Trim(v.text(i+2), "0123456789") == "" {
			s.End = i + 3
		}
		found = append(found, renamed{s, extract.Topic})
	}
	v.replace(found)
}
