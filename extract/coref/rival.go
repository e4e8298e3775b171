package coref

import "github.com/newsgraph/newsgraph/extract/lexicon"

// rival returns the best rating of a person without a name as what pronoun i
// means: "A farmer said that he …" is not about whoever was named before. A
// person who speaks for others ("a spokesman for Lind said she …") is none.
func (r *resolver) rival(i int, g Gender) int {
	best := -1000
	for back := 0; back <= 1; back++ {
		s := r.sentence[i] - back
		if s < 0 {
			break
		}
		span := r.a.Sentences[s].Span
		r.a.Spend(span.Len())
		for n := span.Start; n < span.End && n < i; n++ {
			if r.unnamed(n, g) && r.quote[n] == r.quote[i] && (back > 0 || !r.bound(i, n)) {
				rating := r.rating(i, n, back) + perMention
				if back == 0 && r.relativeOf(i, n) {
					rating += asSubject + sameRole + aboveClause
				}
				best = max(best, rating)
			}
		}
	}
	return best
}

// unnamed reports whether token n heads a phrase for one person of gender g that
// is no mention, in a place where a pronoun can take it up.
func (r *resolver) unnamed(n int, g Gender) bool {
	t := r.a.Tokens[n]
	if t.Tag != "NN" || !r.bare(n) {
		return false
	}
	switch t.Dep {
	case "nsubj", "nsubjpass", "dobj", "pobj", "dative":
	default:
		return false
	}
	w := noun(r, n, r.l.Role)
	role, known := r.l.Role[w]
	if !known || role.Gender != 0 && role.Gender != g {
		return false
	}
	if unnamedPeople.Has(r.lemma(n)) {
		return r.Child(n, "poss", "prep") < 0 && !onlyAsNouns.Has(r.lemma(n))
	}
	return r.Phrase(n).Determiner() != "" || r.Child(n, "poss") >= 0
}

// relativeOf reports whether the clause above pronoun i says something of the
// phrase of head n: "a man who claimed that he …".
func (r *resolver) relativeOf(i, n int) bool {
	s := r.Phrase(i).ClauseSubject()
	if s < 0 || r.lower(s) != lexicon.Who && r.lower(s) != lexicon.That {
		return false
	}
	v := r.a.Tokens[s].Head
	return r.a.Tokens[v].Dep == "relcl" && r.a.Tokens[v].Head == n
}
