package syntax

import (
	"slices"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// Subjects returns the subject of verb p, its own or that which it takes from up to
// climb clauses above.
func (e *Enhanced) Subjects(p int) []int { return e.subjects(p, climb) }

// OwnSubjects returns the subject that stands with verb p.
func (e *Enhanced) OwnSubjects(p int) []int { return e.subjects(p, 0) }

func (e *Enhanced) subjects(p, n int) []int {
	for k := e.First(p); k >= 0; k = e.Next(k) {
		if d := e.Dep(k); (d == "nsubj" || d == "nsubjpass") && !e.Fronted(k) {
			if own := e.possessed(k, p); own >= 0 {
				return []int{own}
			}
			return e.coordinated(k, p)
		}
	}
	if n == 0 {
		return nil
	}
	if k := e.Child(p, "advcl"); n == climb && k >= 0 {
		for i := k + 1; i < p; i++ {
			if a := e.displaced(i); a >= 0 {
				return []int{a}
			}
		}
	}
	return e.inherited(p, n)
}

// inherited returns the subject that verb p takes from up to n clauses above.
func (e *Enhanced) inherited(p, n int) []int {
	h := e.Head(p)
	switch e.Dep(p) {
	case "csubj":
		if e.Lemma(h) == lexicon.Be && e.tokens[p].Tag == "VBG" {
			return e.Children(h, "attr") // "attending the forum were A and B"
		}
	case "relcl":
		return e.ofRelative(p, h)
	case "acl":
		return e.ofModified(p, h)
	case "xcomp":
		if called := e.called(h); len(called) > 0 {
			return called
		}
		if o := e.Child(h, "dobj"); o >= 0 && e.IsNoun(o) && !e.subjectControl(h) {
			return []int{e.Antecedent(o, h)}
		}
		return e.subjects(h, n-1)
	case "conj", "advcl", "oprd", "dep":
		if a := e.owner(p, h); a >= 0 {
			return []int{a}
		}
		if called := e.called(h); len(called) > 0 && e.Dep(p) == "advcl" && e.Clause(p).Infinitive() {
			return called
		}
		if e.IsVerb(h) && (e.Dep(p) != "advcl" || e.Child(p, "mark") < 0 || e.Clause(p).Participle()) {
			return e.subjects(h, n-1)
		}
	case "ccomp":
		if e.IsVerb(h) && e.Clause(p).Infinitive() {
			return e.subjects(h, n-1)
		}
	case "acomp":
		return e.subjects(h, n-1) // "is due to fly"
	case "pcomp":
		if e.Dep(h) == "prep" && (e.tokens[e.Head(h)].POS == "ADV" || e.Dep(e.Head(h)) == "prep") {
			h = e.Head(h) // "prior to moving", "after"
		}
		if g := e.Head(h); e.IsVerb(g) {
			if list, ok := e.controlled(g, h); ok {
				return list
			}
			return e.subjects(g, n-1)
		}
	}
	return nil
}

// ofRelative returns who does what verb p, labelled a relative clause of noun h, says.
func (e *Enhanced) ofRelative(p, h int) []int {
	if !e.Clause(p).Infinitive() {
		return nil
	}
	if e.words.Ordinal[e.Phrase(h).Adjective()] {
		return []int{h} // "became the first woman to lead Acme"
	}
	if ownPlans.Has(e.Lemma(h)) {
		return e.Agent(h)
	}
	return nil
}

// ofModified returns who does what infinitive or participle p says that modifies noun
// h.
func (e *Enhanced) ofModified(p, h int) []int {
	if e.Clause(p).Infinitive() && e.Child(p, "auxpass") < 0 && !e.words.Ordinal[e.Phrase(h).Adjective()] {
		if askedDeeds.Has(e.Lemma(h)) {
			return e.invited(h)
		}
		return e.Agent(h) // "made an offer to buy", "Acme's decision to sell"
	}
	if e.tokens[p].Tag == "VBG" && e.lower[h] != lexicon.Those {
		return e.issuer(h)
	}
	return e.those(h)
}

// coordinated returns subject k of verb p; a second one that the parse did not
// coordinate ("A and B took part"), and the person before "co-" ("A co-chaired").
func (e *Enhanced) coordinated(k, p int) []int {
	list := []int{e.Antecedent(k, p)}
	if a := e.displaced(k); a >= 0 {
		return []int{a}
	}
	if coPrefix.Has(e.lower[k]) && k > 0 {
		if m := e.mentions.Name(k - 1); m != nil {
			list = []int{m.Head}
		}
	}
	for n := e.Next(k); n >= 0 && n < p; n = e.Next(n) {
		if e.Dep(n) != e.Dep(k) {
			continue
		}
		if m := e.mentions.Name(n); m != nil && m.Start > 0 && e.tokens[m.Start-1].POS == "CCONJ" {
			list = append(list, n)
		}
	}
	return list
}

// possessed returns the subject of verb p that begins with "whose", where the parse
// gives the verb two: "Acme, whose head Bo Lin met Di Ray, said". k is the first.
func (e *Enhanced) possessed(k, p int) int {
	for n := e.Next(k); n >= 0 && n < p; n = e.Next(n) {
		if d := e.Dep(n); d != "nsubj" && d != "nsubjpass" {
			continue
		}
		for i := e.Subtree(n).Start; i < n; i++ {
			if e.tokens[i].Tag == "WP$" {
				return n
			}
		}
	}
	return -1
}

// displaced returns the person whom the parse takes for an apposition of place k,
// where k ends the clause before: "after he left Zed, Bo Lin met her".
func (e *Enhanced) displaced(k int) int {
	a := e.Child(k, "appos")
	if a < 0 || !e.named(k, extract.Place) || !e.named(a, extract.Person) {
		return -1
	}
	return a
}

// owner returns the name set off right before verb p that is its subject, in a
// relative clause that the parse coordinated with verb h: "quit Acme, whose
// president, Bo Lin, flew to Zed".
func (e *Enhanced) owner(p, h int) int {
	if p < 2 || p < h || e.lower[p-1] != "," {
		return -1
	}
	m := e.mentions.Name(p - 2)
	if m == nil {
		return -1
	}
	t := e.a.HeadOf(m.Span)
	if e.Dep(t) != "appos" {
		return -1
	}
	for i := t - 1; i > h; i-- {
		if e.tokens[i].Tag == "WP$" {
			return t
		}
	}
	return -1
}

// those returns whom "those" stands for in "those attending include A and B", "A
// was among those attending"; h itself if it is another word.
func (e *Enhanced) those(h int) []int {
	if e.lower[h] != lexicon.Those {
		return []int{h}
	}
	g := e.Head(h)
	switch {
	case e.Dep(h) == "nsubj" && includingVerbs.Has(e.Lemma(g)):
		return e.Children(g, "dobj", "attr")
	case e.Dep(h) == "pobj" && e.lower[g] == lexicon.Among && e.IsVerb(e.Head(g)):
		if list := e.Subjects(e.Head(g)); len(list) > 0 {
			return list
		}
		return e.Children(e.Head(g), "attr") // "among those attending were A and B"
	}
	return []int{h}
}

// Locatives returns the prepositions that tell where something is.
func Locatives() []string { return whereabouts.List() }

// Fronted reports whether the parse takes the place that a sentence begins with
// for a subject: "Near Zed, two strikes destroyed …".
func (e *Enhanced) Fronted(i int) bool {
	m := e.mentions.Name(i)
	if m == nil || m.Kind != extract.Place || m.End >= len(e.tokens) || e.lower[m.End] != "," {
		return false
	}
	s := m.Start
	if s > 0 && !slices.Contains(Locatives(), e.lower[s]) {
		s--
	}
	start := e.Sentence(i).Start
	for start < s && e.IsMark(start) {
		start++
	}
	return s == start && slices.Contains(Locatives(), e.lower[s])
}
