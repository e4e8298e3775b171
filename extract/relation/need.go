package relation

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// A need is a condition on the trigger of a frame, or on the ends of a candidate,
// that a preposition does not express.
type need struct {
	name string
	doc  string
	met  func(v *view, i int) bool // of the trigger; nil: asked elsewhere
}

// needs returns the conditions that .rel files may name after "if".
func needs() []need {
	return []need{
		{"obj", "the verb has an object", func(v *view, i int) bool { return v.Child(i, "dobj") >= 0 }},
		{lexicon.That, "a clause", func(v *view, i int) bool { return v.dependent(i, lexicon.That).Len() > 0 }},
		{"modal", "a clause with a modal", func(v *view, i int) bool { return v.dependent(i, "modal").Len() > 0 }},
		{"aim", "what it is for, not how long", (*view).aim},
		{"main", "a noun that no adjective makes one of several", (*view).main},
		{"place", "forces take a place", (*view).taken},
		{"trip", "a journey as subject", (*view).trip},
		{"army", "troops, crowds or goods as subject", (*view).army},
		{"armed", "the article shows that the object is armed", nil},
		{"town", "a place before the role tells where somebody works", nil},
		{"words", "what is said with it, or where, shows that it is done by words", (*view).spoken},
		{"school", "the object is a school, or named without \"the\"", nil},
		{"company", "the article shows that the object is a company", nil},
		{"public", "the subject is a body of a state", nil},
		{"court", "the object is a court", nil},
		{"club", "the article shows that the object is a sports team", nil},
		{"noun", "a country's adjective is not enough", nil},
	}
}

func needNames() []string {
	var names []string
	for _, n := range needs() {
		names = append(names, n.name)
	}
	return names
}

// knownNeed reports whether a need can be met: one of needs, a preposition
// also with its object's lemma ("to death"), either after "no", or "under in".
func knownNeed(n string) bool {
	n = strings.TrimPrefix(n, "no ")
	if slices.Contains(needNames(), n) {
		return true
	}
	first, object, _ := strings.Cut(n, " ")
	if first == lexicon.Under && object != "" {
		return preposition(object)
	}
	return preposition(first)
}

// preposition reports whether w, also of two words, is one that roles and needs
// may name; "to" also stands for an infinitive.
func preposition(w string) bool {
	return prepositions.Has(w)
}

// roleNames returns the roles that are no prepositions.
func roleNames() []string {
	return append(strings.Fields("subj obj whose target theme owner source retained asset league matter must unless when poss mod agent self"), "else mod")
}

// has reports whether one of the needed dependents is there, and none of those
// that must not be ("no to").
func (v *view) has(verb, light int, needed []string) bool {
	wanted, found := false, false
	for _, n := range needed {
		name, not := strings.CutPrefix(n, "no ")
		there, asked := v.need(verb, name)
		if !asked {
			continue
		}
		if !there && light >= 0 {
			there, _ = v.need(light, name)
		}
		if not && there {
			return false
		}
		wanted, found = wanted || !not, found || !not && there
	}
	return found || !wanted
}

// need reports whether token i has the dependent; asked is false for what is not
// asked of the trigger.
func (v *view) need(i int, name string) (there, asked bool) {
	for _, n := range v.x.needs {
		if n.name == name {
			return n.met != nil && n.met(v, i), n.met != nil
		}
	}
	if prep, ok := strings.CutPrefix(name, "under "); ok { // "in support of A"
		return v.Dep(i) == "pobj" && v.lower[v.Head(i)] == prep, true
	}
	name, of, _ := strings.Cut(name, " ")
	s := v.dependent(i, name)
	if of != "" { // "to death"
		return s.Len() > 0 && v.Lemma(v.HeadOf(s)) == of, true
	}
	return s.Len() > 0, true
}

// aim reports whether the "for" below token i says what it is for, not how long.
func (v *view) aim(i int) bool {
	s := v.dependent(i, lexicon.For)
	return s.Len() > 0 && !v.duration(s)
}

// main reports whether no adjective makes noun i one of several: "the regional
// headquarters", "its Asian headquarters".
func (v *view) main(i int) bool {
	for _, k := range v.Children(i, "amod", "compound", "nmod") {
		if v.x.words.several[v.lower[k]] {
			return false
		}
	}
	return true
}

// trip reports whether the subject of verb i is a journey: "the trip took her to
// Zed".
func (v *view) trip(i int) bool { return v.done(i, v.x.words.trip) }

// army reports whether the subject of verb i is people, or things, that are
// moved rather than pay a visit: "the troops reached Zed".
func (v *view) army(i int) bool { return v.done(i, v.x.words.mass) }

// done reports whether one of a list of nouns is the subject of verb i.
func (v *view) done(i int, by map[string]bool) bool {
	return slices.ContainsFunc(v.Arguments(i).Subjects, func(s int) bool { return by[v.Lemma(s)] })
}

// duration reports whether span s names a length of time.
func (v *view) duration(s extract.Span) bool {
	return v.x.words.duration[v.Lemma(v.HeadOf(s))]
}
