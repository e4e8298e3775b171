package relation

import "github.com/newsgraph/newsgraph/extract/lexicon"

// fixture reports whether verb i says what sides do in a contest: "met in the
// final", "attacked from the first minute of the match".
func (v *view) fixture(i int) bool {
	switch w := v.Lemma(i); {
	case fixtureNouns.Has(w):
		for _, k := range v.Children(i, "compound", "nmod", "amod") { // "the Davis Cup encounter between A and B"
			if v.x.words.contest[v.lower[k]] {
				return true
			}
		}
	case fixtureVerbs.Has(w):
	default:
		return false
	}
	for _, o := range v.Objects(i, inContest.List()) {
		if v.x.words.contest[v.NounLemma(o)] {
			return true
		}
		for _, of := range v.Objects(o, []string{lexicon.Of}) {
			if v.x.words.contest[v.NounLemma(of)] {
				return true
			}
		}
	}
	return false
}

// tale reports whether verb i, or a verb that governs it, tells what happens in
// a work of fiction: "in the novel, A kills B".
func (v *view) tale(i int) bool {
	for range depth {
		if v.IsVerb(i) && !v.stages(i) {
			for _, o := range v.Objects(i, []string{lexicon.In}) {
				if v.fiction(o) || v.episode(o) {
					return true
				}
			}
		}
		h := v.Head(i)
		if h == i {
			return false
		}
		if k := v.Child(h, "nsubj"); v.Dep(i) == "ccomp" && k >= 0 && v.fiction(k) {
			return true // "the film shows how A killed B"
		}
		i = h
	}
	return false
}

// stages reports whether verb i is about the making of a work: who stars in a
// film does so in the world.
func (v *view) stages(i int) bool {
	return stageVerbs.Has(v.Lemma(i))
}

// episode reports whether noun i is a part of a work: "the third season of the
// series"; a season alone is one of sport or of the year.
func (v *view) episode(i int) bool {
	switch w := v.Lemma(i); {
	case partsOfWorks.Has(w):
	default:
		return false
	}
	for _, o := range v.Objects(i, []string{lexicon.Of}) {
		if v.fiction(o) {
			return true
		}
		if worksInParts.Has(v.Lemma(o)) {
			return true
		}
	}
	return false
}

// fiction reports whether noun i is a work whose events are invented.
func (v *view) fiction(i int) bool {
	switch w := v.Lemma(i); {
	case fiction.Has(w):
		return true
	case play.Has(w):
		return v.Tokens[i].POS == "NOUN" && v.Child(i, "det") >= 0
	case game.Has(w):
		return v.HasChild(i, "compound", videoGame.List()...)
	}
	return false
}
