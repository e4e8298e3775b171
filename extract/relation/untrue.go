package relation

import "github.com/newsgraph/newsgraph/extract/lexicon"

// mistaken reports whether an adverb or the subject of a verb of saying tells
// that what is said is not so: "wrongly said that".
func (v *view) mistaken(i int) bool {
	return v.HasChild(i, "advmod", mistakenly.List()...)
}

// outdated reports whether what verb i says is said no more: "an earlier version
// of this article said".
func (v *view) outdated(i int) bool {
	k := v.Child(i, "nsubj")
	return k >= 0 && versions.Has(v.Lemma(k)) && v.HasChild(k, "amod", oldVersion.List()...)
}

// proves reports whether a verb, negated, leaves open what follows.
func (v *view) proves(lemma string) bool {
	return provingVerbs.Has(lemma)
}

// keeps reports whether the verb with the preposition says that somebody does
// not, or did not, do what the gerund after it names: "stopped her from going",
// "cleared him of having gone".
func (v *view) keeps(verb int, prep string) bool {
	switch w := v.Lemma(verb); {
	case clearingVerbs.Has(w):
		return prep == lexicon.Of
	case keepingVerbs.Has(w):
		return prep == lexicon.From && v.Child(verb, "neg") < 0
	}
	return false
}

// impossible reports whether the predicate of "be" says that its subject is not
// so, or will not be: "were wrong", "is out of the question".
func (v *view) impossible(be int) bool {
	if v.Clause(be).Negated() {
		return false
	}
	if k := v.Child(be, "acomp", "attr"); k >= 0 && v.x.words.baseless[v.Lemma(k)] {
		return true
	}
	for _, out := range v.Children(be, "prep", "advmod") {
		for _, o := range v.Objects(out, []string{lexicon.Of}) {
			if v.lower[out] == lexicon.Out && question.Has(v.lower[o]) {
				return true
			}
		}
	}
	return false
}

// untrue gives the mood of what a negated "be" says of a clause: "it is not true
// that …", "it is not clear whether …".
func (v *view) untrue(be int) mood {
	k := v.Child(be, "acomp", "attr")
	if k < 0 {
		return plain
	}
	switch w := v.Lemma(k); {
	case trueWords.Has(w):
		return refused
	case sureWords.Has(w):
		return possible
	}
	return plain
}

// open reports whether noun h, evidence that is denied, leaves open what it is
// evidence of: "there is no proof that".
func (v *view) open(h int) bool {
	switch w := v.Lemma(h); {
	case evidenceNouns.Has(w):
	default:
		return false
	}
	g := v.Head(h)
	return v.HasChild(h, "det", lexicon.No) || v.HasChild(h, "amod", little.List()...) || v.lower[g] == lexicon.Without || v.IsVerb(g) && v.Clause(g).Negated()
}

// beyond reports whether "no" before noun h means that there is no way around
// what it is about: "no doubt", "no question".
func (v *view) beyond(h int) bool {
	return doubtNouns.Has(v.Lemma(h))
}

// notOnly reports whether "not" at token i belongs to "not only".
func (v *view) notOnly(i int) bool {
	if i+1 >= len(v.Tokens) {
		return false
	}
	return onlyWords.Has(v.lower[i+1])
}

// orNot reports whether "not" at token i only completes a question: "may or may not
// have met".
func (v *view) orNot(i int) bool {
	return i > 1 && (v.lower[i-1] == lexicon.Or || v.Tokens[i-1].Tag == "MD" && v.lower[i-2] == lexicon.Or)
}

// denied reports whether what is told in noun h, "reports that A met B", is called
// false or denied in the same clause.
func (v *view) denied(h int) bool {
	g := v.Head(h)
	switch v.Dep(h) {
	case "nsubj":
		return v.Lemma(g) == lexicon.Be && v.impossible(g)
	case "nsubjpass":
		return v.x.words.deny[v.Lemma(g)] && !v.Clause(g).Negated()
	case "pobj":
		return contrary.Has(v.lower[v.Head(g)])
	}
	return false
}
