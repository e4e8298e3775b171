package syntax

import "github.com/newsgraph/newsgraph/extract/lexicon"

// Agent returns who does what event noun i names: its possessor, the object of "by",
// a name before it, else the subject of the verb that governs it.
func (e *Enhanced) Agent(i int) []int {
	if p := e.Children(i, "poss"); len(p) > 0 {
		if h := e.Head(i); len(p) == 1 && e.tokens[p[0]].Tag == "PRP$" && e.mentions.Mention(p[0]) == nil && e.Dep(i) == "pobj" && e.lower[h] == lexicon.In {
			return e.helped(e.Head(h), true) // "supported A in its fight"
		}
		return p
	}
	if h := e.Head(i); e.Dep(i) == "pobj" && e.lower[h] == lexicon.As { // "A, as part of B", "fights as part of B"
		if g := e.Head(h); e.IsVerb(g) {
			return e.Subjects(g)
		}
		return []int{e.Head(h)}
	}
	if by := e.Objects(i, []string{lexicon.By}); len(by) > 0 {
		return by
	}
	for _, o := range e.Objects(i, []string{lexicon.Of}) { // "the takeover of Acme by Bell": by may hang below Acme
		if by := e.Objects(o, []string{lexicon.By}); len(by) > 0 {
			return by
		}
	}
	if m := e.Modifiers(i); len(m) > 0 {
		return m
	}
	if e.HasChild(i, "amod", adjectivesOfAgents.List()...) {
		return nil // "during the papal visit": the adjective says who
	}
	switch h := e.Head(i); e.Dep(i) {
	case "dobj", "attr":
		if e.IsVerb(h) && e.LightVerb(h) {
			return e.Arguments(h).Subjects
		}
	case "pobj":
		return e.agentOfPhrase(i)
	case "conj":
		if h < i && e.IsNoun(h) {
			return e.Agent(h)
		}
	}
	return nil
}

// agentOfPhrase returns who does what event noun i names, by what its preposition
// hangs on: "returned from a trip to Zed".
func (e *Enhanced) agentOfPhrase(i int) []int {
	h := e.Head(i)
	g := e.Head(h)
	switch w := e.lower[h]; {
	case w == lexicon.From:
		if comingVerbs.Has(e.Lemma(g)) {
			return e.Subjects(g)
		}
	case agentPrepositions.Has(w):
		if e.lower[h] == lexicon.Under && e.HasChild(i, "det", lexicon.The, lexicon.This, lexicon.That) && len(e.Objects(i, []string{lexicon.With})) == 0 {
			return nil // "under the deal, A will pay": others may have made it
		}
		if e.lower[h] == lexicon.In {
			if helped := e.helped(g, e.words.Battle[e.Lemma(i)]); len(helped) > 0 {
				return helped
			}
		}
		if e.lower[h] == lexicon.For && e.IsVerb(g) && e.words.Request[e.Lemma(g)] && e.words.Measures[e.Lemma(i)] {
			return nil // "called for an investigation of B": somebody else's
		}
		if e.lower[h] != lexicon.With && e.IsVerb(g) {
			return e.Subjects(g)
		}
		if e.mentions.Mention(g) != nil && e.Dep(g) != "pobj" && inTalks.Has(e.lower[h]) {
			return []int{g} // a headline: "Acme in deal with Zed Corp."
		}
	}
	return nil
}

// helped returns who fights, or takes part, in what hangs by "in" on token g: those
// whom g helps where what they are in is a fight, "supported A in the war".
func (e *Enhanced) helped(g int, fight bool) []int {
	if e.IsNoun(g) {
		if efforts.Has(e.Lemma(g)) {
			return e.Agent(g)
		}
	}
	if !fight {
		return nil
	}
	if helpingWords.Has(e.Lemma(g)) {
		if e.IsVerb(g) {
			return e.Arguments(g).Objects
		}
		return e.Objects(g, []string{lexicon.For, lexicon.To, lexicon.Of})
	}
	for _, o := range e.Children(g, "dobj") { // "voiced its support for A in the war"
		if w := e.Lemma(o); e.IsVerb(g) && helpNouns.Has(w) {
			return e.Objects(o, []string{lexicon.For, lexicon.To, lexicon.Of})
		}
	}
	return nil
}

// LightVerb reports whether verb h only carries the event that its object names, so
// that the subject of the verb is who does it: "held talks", "called off talks".
func (e *Enhanced) LightVerb(h int) bool {
	return e.words.Light[e.Lemma(h)] || e.words.Light[e.Clause(h).Phrasal()]
}

// issuer returns who says what paper h demands: "A issued a statement urging B
// to leave", "in a letter accusing B"; h itself if it is no paper.
func (e *Enhanced) issuer(h int) []int {
	if !e.words.Paper[e.Lemma(h)] {
		return []int{h}
	}
	if list := e.Possessors(h); len(list) > 0 {
		return list
	}
	g := e.Head(h)
	switch e.Dep(h) {
	case "dobj":
		return e.Subjects(g)
	case "pobj":
		if e.lower[g] == lexicon.In && e.IsVerb(e.Head(g)) {
			return e.Subjects(e.Head(g))
		}
	}
	return []int{h}
}
