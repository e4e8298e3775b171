package ner

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// headlines mends the names of headlines, whose capitals tell nothing, by those
// of the body: a name takes its kind there, and in a line all in capitals the
// body's names are found whatever their case.
func headlines(v *review) {
	lines := v.lines
	body := map[string][]extract.Kind{} // names of the body, in lower case
	longest := 1
	for _, m := range v.a.Mentions {
		if n := v.a.SentenceOf(m.Start); named(m.Kind) && (n < 0 || !lines[n]) {
			w := v.fold(m.Span)
			body[w] = append(body[w], m.Kind)
			longest = max(longest, m.Len())
		}
	}
	if len(body) == 0 {
		return
	}
	for i := range v.a.Mentions {
		m := &v.a.Mentions[i]
		if n := v.a.SentenceOf(m.Start); n < 0 || !lines[n] || !named(m.Kind) {
			continue
		}
		if kinds := body[v.fold(m.Span)]; len(kinds) > 0 {
			m.Kind = majority(kinds)
		}
	}
	taken := v.taken()
	for n, s := range v.a.Sentences {
		if lines[n] && shouting(v.a.Words(s.Span)) {
			v.foldedNames(s.Span, body, min(longest, 6), taken)
		}
	}
}

// titleCase tells of every sentence whether most of its words are capitalised.
func (v *review) titleCase() []bool {
	out := make([]bool, len(v.a.Sentences))
	for n, s := range v.a.Sentences {
		words, big := 0, 0
		for k := s.Start; k < s.End; k++ {
			if w := v.text(k); letters(w) && len(w) > 3 {
				words++
				if capital(w) {
					big++
				}
			}
		}
		out[n] = words > 2 && big*10 >= words*7
	}
	return out
}

// headline reports whether sentence n looks like a headline: most of its words have
// capitals and no full stop ends it.
func (v *review) headline(n int) bool {
	return v.lines[n] && v.text(v.a.Sentences[n].End-1) != "."
}

// fold returns the words of a span in lower case.
func (v *review) fold(s extract.Span) string { return strings.ToLower(v.a.Words(s)) }

// foldedNames adds the names of the body that stand in a span in other case.
func (v *review) foldedNames(s extract.Span, body map[string][]extract.Kind, longest int, taken []bool) {
	for i := s.Start; i < s.End; i++ {
		for n := min(longest, s.End-i); n > 0 && !taken[i]; n-- {
			p := extract.Span{Start: i, End: i + n}
			w := v.fold(p)
			if kinds := body[w]; len(kinds) > 0 && len(w) > 3 && v.none(p, taken) {
				v.add(p, majority(kinds))
				for k := p.Start; k < p.End; k++ {
					taken[k] = true
				}
			}
		}
	}
}

// none reports whether no token of a span is taken.
func (v *review) none(s extract.Span, taken []bool) bool {
	for i := s.Start; i < s.End; i++ {
		if taken[i] {
			return false
		}
	}
	return true
}
