package relation

import (
	"slices"

	"github.com/newsgraph/newsgraph/extract"
)

// Idle is a word that could state relations and gave no candidate: an end was
// not there, had no name, or a condition of the frame did not hold.
type Idle struct {
	Token     int
	Frame     string   // verb, noun, or role for those of title, apposition and predicate
	Relations []string // in the order of their files, each once
}

// Idle lists the words of a sentence that trigger frames and stand in the trigger
// of no candidate, claim or refused: the answer to why a sentence gives nothing.
func (x *Extractor) Idle(a *extract.Article, sentence int) []Idle {
	v := x.view(a)
	used := map[int]bool{}
	use := func(c *extract.Claim) {
		for i := c.Trigger.Start; c.Sentence == sentence && i < c.Trigger.End; i++ {
			used[i] = true
		}
	}
	for i := range a.Claims {
		use(&a.Claims[i])
	}
	for i := range a.Pruned {
		use(&a.Pruned[i].Claim)
	}
	var list []Idle
	s := a.Sentences[sentence].Span
	for i := s.Start; i < s.End; i++ {
		if used[i] || v.cover[i] >= 0 {
			continue
		}
		add := func(frame string, triggers []trigger) bool {
			idle := Idle{Token: i, Frame: frame}
			for _, t := range triggers {
				if name := x.relations[t.relation].Name; len(t.words) == 0 && !slices.Contains(idle.Relations, name) {
					idle.Relations = append(idle.Relations, name)
				}
			}
			if len(idle.Relations) > 0 {
				list = append(list, idle)
			}
			return len(idle.Relations) > 0
		}
		switch {
		case v.Tokens[i].POS == "VERB":
			add("verb", x.verbs[v.Lemma(i)])
		case v.Tokens[i].POS == "NOUN" || v.Tokens[i].POS == "PROPN":
			if !add("noun", x.nouns[v.NounLemma(i)]) {
				add("role", x.candidates(v.lower[i], v.Lemma(i)))
			}
		}
	}
	return list
}
