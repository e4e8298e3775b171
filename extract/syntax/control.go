package syntax

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// controlled returns who does what the gerund after preposition prep of verb g
// says, if that is not the subject of g: the object of "cleared him of", "blamed
// her for", "stopped them from". ok with no token: the sentence leaves it open.
func (e *Enhanced) controlled(g, prep int) (list []int, ok bool) {
	if join.Has(e.Lemma(g)) && e.Clause(g).Negated() {
		return nil, true // "did not join B in signing": whether A signed is open
	}
	switch w := e.lower[prep]; {
	case controllingPrepositions.Has(w):
	default:
		return nil, false // "after", "by", "in", "without": whoever acts
	}
	if e.Clause(g).Passive() {
		return nil, false
	}
	o := e.Child(g, "dobj", "dative")
	if o < 0 || o > prep || e.gains(g) {
		return nil, false
	}
	switch w := e.lower[o]; {
	case strings.HasSuffix(w, lexicon.Self), pluralReflexives.Has(w):
		return nil, false
	case !e.agentive(o):
		return nil, e.lower[prep] == lexicon.From || e.lower[prep] == lexicon.Against
	case e.lower[prep] == lexicon.About:
		return nil, true // "asked her about meeting B"
	}
	return []int{e.Antecedent(o, g)}, true
}

// invited returns whom noun h asks to do something: "an invitation to A to
// attend", "sent A an invitation to attend".
func (e *Enhanced) invited(h int) []int {
	if to := e.Objects(h, []string{lexicon.To, lexicon.For}); len(to) > 0 {
		return to
	}
	g := e.Head(h)
	if e.Dep(h) != "dobj" && e.Dep(h) != "nsubjpass" {
		return nil
	}
	var list []int
	for _, k := range e.Children(g, "dative") {
		if e.IsNoun(k) {
			list = append(list, k)
		}
	}
	return append(list, e.Objects(g, []string{lexicon.To})...)
}

// called returns whom verb h asks to do something: "called on A to leave",
// "appealed to A to leave".
func (e *Enhanced) called(h int) []int {
	switch w := e.Lemma(h); {
	case calledOn.Has(w):
		return e.Objects(h, []string{lexicon.On, lexicon.Upon})
	case appeal.Has(w):
		return e.Objects(h, []string{lexicon.To})
	}
	return nil
}

// subjectControl reports whether the subject of verb h, not its object, does what the
// infinitive below it says: "promised her to go", "left Acme to join Bell".
func (e *Enhanced) subjectControl(h int) bool {
	return ownAims.Has(e.Lemma(h))
}

// gains reports whether the object of verb i is what its subject has, gets or
// spends for what the gerund names: "won the prize for finding".
func (e *Enhanced) gains(i int) bool {
	return gainingVerbs.Has(e.Lemma(i))
}

// agentive reports whether noun i is somebody: a pronoun, a person, a body, a
// country, or people without a name ("fined two men for").
func (e *Enhanced) agentive(i int) bool {
	if m := e.mentions.Mention(i); m != nil {
		switch e.mentions.Referent(m) {
		case extract.Person, extract.Organization, extract.Place, extract.Group:
			return true
		}
		return false
	}
	if accusedPeople.Has(e.Lemma(i)) {
		return true
	}
	return e.tokens[i].POS == "PRON" || e.words.People[e.Lemma(i)]
}
