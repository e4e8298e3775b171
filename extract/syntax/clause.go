package syntax

import (
	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// Clause is a verb and what hangs below it, as the tree has them; Arguments has them
// as they are meant.
type Clause struct {
	g    *Graph
	Verb int
}

// climb is how many governing clauses are searched.
const climb = 5

// Subject returns the grammatical subject of the verb itself.
func (c Clause) Subject() int { return c.g.Child(c.Verb, "nsubj", "nsubjpass") }

// Passive reports whether the verb is a passive participle.
func (c Clause) Passive() bool {
	g, p := c.g, c.Verb
	if g.Child(p, "nsubjpass", "auxpass", "agent") >= 0 {
		return true
	}
	if g.tokens[p].Tag != "VBN" || g.Child(p, "aux", "dobj", "nsubj") >= 0 {
		return false
	}
	switch g.Dep(p) {
	case "acl", "advcl", "amod", "ROOT", "relcl":
		return true
	case "conj":
		return g.IsVerb(g.Head(p)) && g.Clause(g.Head(p)).Passive()
	}
	return false
}

// Infinitive reports whether the verb has "to" before it.
func (c Clause) Infinitive() bool {
	for k := c.g.first[c.Verb]; k >= 0; k = c.g.next[k] {
		if c.g.tokens[k].Tag == "TO" {
			return true
		}
	}
	return false
}

// Participle reports whether the verb is a participle without an auxiliary.
func (c Clause) Participle() bool {
	t := c.g.tokens[c.Verb].Tag
	return (t == "VBG" || t == "VBN") && c.g.Child(c.Verb, "aux") < 0
}

// Nonfinite reports whether the form of the verb takes its tense from elsewhere.
func (c Clause) Nonfinite() bool {
	switch c.g.tokens[c.Verb].Tag {
	case "VB", "VBN", "VBG":
		return true
	}
	return false
}

// Perfect reports whether the verb has the auxiliary "have", uninflected.
func (c Clause) Perfect() bool { return c.g.HasChild(c.Verb, "aux", haveForms.List()...) }

// perfectReach is how many tokens before a verb the "have" of its perfect stands.
const perfectReach = 5

// PresentPerfect reports whether the verb has the auxiliary "have" in the present.
func (c Clause) PresentPerfect() bool {
	for k := c.g.First(c.Verb); k >= 0 && k < c.Verb; k = c.g.Next(k) {
		if k >= c.Verb-perfectReach && perfectAuxiliaries.Has(c.g.lower[k]) {
			return true
		}
	}
	return false
}

// Pluperfect reports a pluperfect or "used to".
func (c Clause) Pluperfect() bool {
	g := c.g
	return g.HasChild(c.Verb, "aux", lexicon.Had) || g.Dep(c.Verb) == "xcomp" && use.Has(g.Lemma(g.Head(c.Verb)))
}

// Negated reports whether the verb has a negation of its own.
func (c Clause) Negated() bool { return c.g.Child(c.Verb, "neg") >= 0 }

// Indicative reports whether a copula says that it is so: no "will be", "may be".
func (c Clause) Indicative() bool {
	if c.Modal() {
		return false
	}
	tag := c.g.tokens[c.Verb].Tag
	return tag == "VBZ" || tag == "VBD" || tag == "VBP"
}

// Modal reports whether the verb has a modal auxiliary.
func (c Clause) Modal() bool {
	for k := c.g.first[c.Verb]; k >= 0; k = c.g.next[k] {
		if c.g.tokens[k].Dep == "aux" && c.g.tokens[k].Tag == "MD" {
			return true
		}
	}
	return false
}

// Phrasal returns the lemma of the verb with its particle ("point-out").
func (c Clause) Phrasal() string {
	if p := c.g.Child(c.Verb, "prt"); p >= 0 {
		return c.g.Lemma(c.Verb) + "-" + c.g.lower[p]
	}
	return c.g.Lemma(c.Verb)
}

// Relative returns the verb of the relative clause that the clause belongs to.
func (c Clause) Relative() int {
	g, p := c.g, c.Verb
	for range climb {
		switch g.Dep(p) {
		case "relcl":
			return p
		case "acl":
			if g.Child(p, "nsubj", "nsubjpass") >= 0 {
				return p
			}
			return -1
		case "conj", "xcomp", "ccomp", "advcl":
			if !g.IsVerb(g.Head(p)) {
				return -1
			}
			p = g.Head(p)
		default:
			return -1
		}
	}
	return -1
}

// PiedPiped reports whether "in which" fills the gap of the relative clause.
func (c Clause) PiedPiped() bool {
	for _, p := range c.g.Children(c.Verb, "prep") {
		if o := c.g.Child(p, "pobj"); o >= 0 && c.g.tokens[o].Tag == "WDT" {
			return true
		}
	}
	return false
}

// Twin returns the verb that the verb is joined to by "and" alone, so that what
// stands behind the second belongs to both: "lives and works in Zed".
func (c Clause) Twin() int {
	g, p := c.g, c.Verb
	k := g.Child(p, "conj")
	if k != p+2 || g.lower[p+1] != lexicon.And || g.tokens[k].Tag != g.tokens[p].Tag {
		return -1
	}
	return k
}

// Controller returns the subject of the verb, or that which it takes as an infinitive,
// a gerund or a second verb from a verb above ("Lind denied helping him").
func (c Clause) Controller() int {
	g, v := c.g, c.Verb
	for range 6 {
		if s := g.Clause(v).Subject(); s >= 0 {
			return s
		}
		switch g.Dep(v) {
		case "xcomp", "pcomp", "prep", "advcl", "conj":
			v = g.Head(v)
		default:
			return -1
		}
	}
	return -1
}

// Retained returns the objects that a passive keeps: "was awarded the prize".
func (c Clause) Retained() []int { return c.g.Children(c.Verb, "dobj", "oprd") }

// Cleft reports whether the verb is the "be" of a cleft sentence: "it was not A who
// met B".
func (c Clause) Cleft() bool {
	return c.g.Lemma(c.Verb) == lexicon.Be && c.g.HasChild(c.Verb, "nsubj", lexicon.It)
}

// Focus returns what a cleft sentence puts first as the object of the verb: "it
// was Zed that Bo Lin visited".
func (c Clause) Focus() int {
	g, p := c.g, c.Verb
	be := g.Head(p)
	if g.Dep(p) != "ccomp" && g.Dep(p) != "relcl" && g.Dep(p) != "advcl" || !g.Clause(be).Cleft() {
		return -1
	}
	a := g.Child(be, "attr")
	if a < 0 || a > p || g.Child(p, "nsubj") < 0 || !g.HasChild(p, "dobj", lexicon.That, lexicon.Whom, lexicon.Which) && !g.HasChild(p, "mark", lexicon.That) {
		return -1
	}
	return a
}

// Inverted reports whether the verb, where it opens its sentence, stands before its
// subject: a question, or "had they met, …".
func (c Clause) Inverted() bool {
	g, i := c.g, c.Verb
	subject := c.Subject()
	if subject < 0 {
		return false
	}
	s := g.Sentence(i)
	first := s.Opening()
	if first >= subject {
		return false
	}
	if g.tokens[first].Tag[0] == 'W' && s.Question() { // "Why did A meet B?"
		k := g.Child(i, "aux", "auxpass")
		return k >= 0 && k < subject
	}
	return first == i && g.Lemma(i) == lexicon.Be || g.Head(first) == i && (g.Dep(first) == "aux" || g.Dep(first) == "auxpass")
}

// Counterfactual reports whether the verb stands in a condition contrary to fact:
// without "if" after the main clause, "would have gone had A not met B", or with
// it and denied, so that what it denies is what happened.
func (c Clause) Counterfactual() bool {
	g, i := c.g, c.Verb
	k := c.Subject()
	if k < 0 {
		return false
	}
	if c.Negated() && g.HasChild(i, "mark", lexicon.If) && c.Pluperfect() {
		return true // "if A had not met B, he would have gone"
	}
	had, s := g.Subtree(k).Start-1, g.Sentence(i)
	if had == s.Start && g.lower[had] == lexicon.Had && !s.Question() && g.Dep(i) == "advcl" {
		return g.Child(had, "neg") < 0 && g.Child(i, "neg") < 0 // "Had A met B, he would have gone"
	}
	if had <= s.Start || g.lower[had] != lexicon.Had || g.Child(had, "nsubj", "nsubjpass", "neg") >= 0 {
		return false
	}
	if g.Head(had) == i {
		return g.Dep(had) == "aux"
	}
	return g.Head(i) == had && g.Dep(i) == "ccomp"
}

// Destined reports whether "to" follows "be", the verb, at once: "is to meet", not
// "was in Zed to talk".
func (c Clause) Destined() bool {
	g, i := c.g, c.Verb
	x := g.Child(i, "xcomp")
	if x < 0 || !g.Clause(x).Infinitive() || g.Clause(x).Perfect() {
		return false
	}
	for k := i + 1; k < x; k++ {
		if g.tokens[k].Tag == "TO" {
			return true
		}
		if d := g.Dep(k); d != "advmod" && d != "neg" {
			return false
		}
	}
	return false
}

// NegativeSubject reports whether the verb has a subject that denies it: "nobody
// thinks".
func (c Clause) NegativeSubject() bool {
	g, k := c.g, c.Subject()
	if k < 0 {
		return false
	}
	switch w := g.lower[k]; {
	case nobodySubjects.Has(w):
		return true
	case one.Has(w):
		return g.HasChild(k, "det", lexicon.No)
	}
	return g.HasChild(k, "det", lexicon.No, lexicon.Neither) || g.Phrase(k).Neither()
}

// Reported returns what is said, the tokens below content, cut at the verb, which
// says it, and its subject, so that only one side of it is left.
func (c Clause) Reported(content int) extract.Span {
	g, verb := c.g, c.Verb
	s := g.Subtree(content)
	if !s.Contains(verb) {
		if verb > content && s.End > verb {
			s.End = verb
		}
		return g.Trim(s)
	}
	left, right := verb, verb+1
	for k := g.First(verb); k >= 0; k = g.Next(k) {
		if d := g.Dep(k); d == "nsubj" || d == "punct" || d == "dobj" || d == "npadvmod" || d == "prep" {
			t := g.Subtree(k)
			left, right = min(left, t.Start), max(right, t.End)
		}
	}
	if content < left {
		s.End = left
	} else {
		s.Start = right
	}
	return g.Trim(s)
}

// Parenthetical is the clause of saying that a relative clause opens with, "Bo Lin,
// who officials said met Di Ray": the subject of the verb, one of saying, is
// not "who". It returns that subject and the first token of what is said; ok is
// false for other clauses.
func (c Clause) Parenthetical() (subject, first int, ok bool) {
	g, i := c.g, c.Verb
	first = g.Adjacent(i, 1)
	for first >= 0 && g.tokens[first].POS == "ADV" {
		first = g.Adjacent(first, 1)
	}
	if first < 0 {
		return -1, -1, false
	}
	switch g.tokens[first].Tag {
	case "VBD", "VBZ", "VBP", "MD", "VBN":
	default:
		return -1, -1, false
	}
	subject = -1
	for k := i - 1; k > 0 && k >= i-7; k-- {
		if clausePronouns.Has(g.lower[k]) {
			return subject, first, subject >= 0
		}
		if g.IsVerb(k) || g.IsMark(k) {
			return -1, -1, false
		}
		if subject < 0 && g.IsNoun(k) {
			subject = k
		}
	}
	return -1, -1, false
}
