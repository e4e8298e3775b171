package relation

import (
	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// nouns proposes a candidate for every event noun that triggers a relation:
// "the meeting between A and B", "A's visit to B", "after talks with B".
func (v *view) nouns() {
	for i := range v.Tokens {
		v.Spend(10)
		if v.Tokens[i].POS != "NOUN" && v.Tokens[i].POS != "PROPN" {
			continue
		}
		for _, t := range v.x.nouns[v.NounLemma(i)] {
			v.nounTrigger(i, t)
		}
	}
}

func (v *view) nounTrigger(i int, t trigger) {
	if len(t.words) > 0 {
		if h := v.Head(i); v.Dep(i) != "compound" || v.NounLemma(h) != t.words[0] {
			return
		}
		i = v.Head(i)
	}
	f := t.frame
	if !v.has(i, -1, f.Needs) || v.lifted(i) || v.honorary(i) {
		return
	}
	base := candidate{relation: t.relation, frame: f, clause: i, trigger: extract.Span{Start: i, End: i + 1}}
	subjects := v.nounRole(i, f.SubjectRole)
	if f.Each {
		v.pairs(base, subjects)
		return
	}
	if len(v.x.relations[t.relation].Object) == 0 {
		v.dated(base, subjects)
		return
	}
	objects := v.nounRole(i, f.ObjectRole)
	if len(subjects) == 0 || len(objects) == 0 {
		return
	}
	v.cross(base, subjects, objects)
}

// nounRole returns the head tokens that fill a role of event noun i: poss, mod
// (a name before it), self, agent (who does it: poss, by, mod, or the subject
// of the verb that governs it), or prepositions.
func (v *view) nounRole(i int, role []string) []int {
	var list []int
	for _, r := range role {
		switch {
		case r == "poss":
			list = append(list, v.Children(i, "poss")...)
		case r == "mod":
			list = append(list, v.Modifiers(i)...)
		case r == "else mod":
			if len(list) == 0 && len(v.Objects(i, role)) == 0 {
				list = append(list, v.Modifiers(i)...)
			}
		case r == "self":
			list = append(list, i)
		case r == "agent":
			list = append(list, v.Agent(i)...)
		case r == "asset":
			list = append(list, v.assets(v.targets(i))...)
		case r == "matter":
			list = append(list, v.affair(i, r)...)
		}
	}
	list = append(list, v.Objects(i, role)...)
	if q := v.Phrase(i).Counter(); len(list) == 0 && q != i {
		return v.nounRole(q, role) // "a series of meetings with A"
	}
	if len(list) == 0 && has(role, lexicon.In) { // "the headquarters of Acme in Zed": in may hang below Acme
		for _, o := range v.Objects(i, []string{lexicon.Of}) {
			list = append(list, v.Objects(o, role)...)
		}
	}
	if len(list) == 0 && has(role, lexicon.From) { // "a degree in economics from Acme University"
		for _, o := range v.Objects(i, []string{lexicon.Of, lexicon.In}) {
			list = append(list, v.Objects(o, role)...)
		}
	}
	if h := v.Head(i); len(list) == 0 && has(role, lexicon.In) && v.Dep(i) == "nsubj" && v.Lemma(h) == lexicon.Be {
		list = v.Objects(h, role) // "whose headquarters are in Zed"
	}
	if len(list) == 0 && (has(role, lexicon.Between) || has(role, lexicon.With) || has(role, lexicon.From)) {
		list = v.stray(i, role)
	}
	return list
}

// stray returns the objects of a preposition that belongs to event noun i but
// hangs below its verb: "arrange a deal this year between A and B", "talks took
// place between A and B".
func (v *view) stray(i int, role []string) []int {
	h := v.Head(i)
	switch v.Dep(i) {
	case "dobj", "nsubjpass":
		if v.IsVerb(h) && v.LightVerb(h) {
			return v.Objects(h, role)
		}
	case "nsubj":
		if v.IsVerb(h) && v.x.happens(v.Lemma(h)) {
			if has(role, lexicon.With) {
				return nil
			}
			list := v.Objects(h, role)
			for _, o := range v.Children(h, "dobj") {
				list = append(list, v.Objects(o, role)...)
			}
			return list
		}
	}
	return nil
}
