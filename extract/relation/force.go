package relation

import (
	"slices"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
	"github.com/newsgraph/newsgraph/extract/syntax"
)

// armed reports whether an entity fights: armed people ("Ruritanian troops"), a
// body named after them ("Zed Army", "Acme Brigade") or one whose people the
// article calls so ("Acme fighters").
func (v *view) armed(entity int) bool {
	return v.told("armed", entity, func() bool {
		e := &v.Entities[entity]
		for _, m := range e.Mentions {
			if v.Mentions[m].Form == extract.Proper && (e.Kind == extract.Organization && v.warlike(m) || v.x.movements[v.Words(v.Mentions[m].Span)]) {
				return true
			}
		}
		return e.Kind == extract.Group && v.troops(e) || v.fighters(entity)
	})
}

// fighters reports whether the article speaks of armed people of an entity that
// is no country.
func (v *view) fighters(entity int) bool {
	if k := v.Entities[entity].Kind; k != extract.Organization && k != extract.Group {
		return false
	}
	if v.atArms == nil {
		v.atArms = map[int]bool{}
		for i := range v.Entities {
			if g := &v.Entities[i]; g.Kind == extract.Group && g.Unnamed && len(g.Parties) > 0 && v.troops(g) {
				for _, p := range g.Parties {
					v.atArms[p] = true
				}
			}
		}
	}
	return v.atArms[entity]
}

// troops reports whether the head of a group's mentions names armed people.
func (v *view) troops(e *extract.Entity) bool {
	return slices.ContainsFunc(e.Mentions, func(m int) bool {
		return v.Mentions[m].Form != extract.Pronoun && v.x.words.armed[v.Lemma(v.Mentions[m].Head)]
	})
}

// warlike reports whether a word of name m tells that the body is armed.
func (v *view) warlike(m int) bool {
	for i := v.Mentions[m].Start; i < v.Mentions[m].End; i++ {
		if v.x.words.warlike[v.lower[i]] {
			return true
		}
	}
	return false
}

// assets returns whose positions and arms are hit: "bombed Acme positions",
// "strikes against Acme targets", "seized a base of Acme".
func (v *view) assets(list []int) []int {
	var out []int
	for _, o := range list {
		if v.x.words.asset[v.Lemma(o)] {
			out = append(out, v.Possessors(o)...)
			out = append(out, v.Objects(o, []string{lexicon.Of})...)
			if o > 1 && held.Has(v.lower[o-1]) { // "Acme-held buildings"
				out = append(out, v.keeper(o)...)
			}
		}
	}
	return out
}

// keeper returns the name before "-held" at the token before noun o.
func (v *view) keeper(o int) []int {
	i := o - 2
	if v.lower[i] == "-" && i > 0 {
		i--
	}
	if m := v.cover[i]; m >= 0 {
		return []int{v.Mentions[m].Head}
	}
	return nil
}

// struck returns whose arms and positions are the object of the verb, or what
// the strike in it is aimed at.
func (v *view) struck(c *syntax.Arguments, light int) []int {
	var list []int
	for _, o := range c.Objects {
		list = append(list, v.Conjuncts(o)...)
	}
	list = append(list, v.targets(c.Verb)...)
	if light >= 0 && light != c.Verb {
		list = append(list, v.targets(light)...)
	}
	return v.assets(list)
}

// targets returns what strike i is aimed at, also with what it is flown in
// between: "strikes using drones against Acme positions".
func (v *view) targets(i int) []int {
	aims := []string{lexicon.Against, lexicon.On, lexicon.At}
	list := v.Objects(i, aims)
	for _, k := range v.Children(i, "acl") {
		list = append(list, v.Objects(k, aims)...)
		for _, o := range v.Children(k, "dobj") {
			list = append(list, v.Objects(o, aims)...)
		}
	}
	var out []int
	for _, o := range list {
		out = append(out, v.Conjuncts(o)...)
	}
	return out
}

// league returns the bodies whose members a list of subjects names: "members of
// Acme", "the coalition nations", "Acme" itself if it is one of states.
func (v *view) league(subjects []int) []int {
	var list []int
	for _, s := range subjects {
		switch l := v.Lemma(s); {
		case v.x.words.league[l]:
			if m := v.heads[s]; m >= 0 && v.kind(m) == extract.Group && len(v.Entities[v.Mentions[m].Entity].Parties) == 0 {
				list = append(list, s) // "coalition nations": of no body that has a name
				continue
			}
			list = append(list, v.Possessors(s)...)
			list = append(list, v.Objects(s, []string{lexicon.Of})...)
		case leagueNouns.Has(l):
			list = append(list, s)
		default:
			if m := v.cover[s]; m >= 0 && v.kind(m) == extract.Organization {
				list = append(list, s)
			}
		}
	}
	return list
}

// figurative reports whether a fight or an attack is one of words, courts or
// markets: firms and parties that are not armed do not shoot.
func (v *view) figurative(r *extract.Relation, k *extract.Claim) bool {
	if k.Object < 0 || len(r.Unarmed) == 0 || v.armed(k.Subject) || v.armed(k.Object) {
		return false
	}
	a, b := v.Entities[k.Subject].Kind, v.Entities[k.Object].Kind
	if a == extract.Person && b == a && v.gathered(k.Trigger.Start) {
		return true
	}
	is := func(k, want extract.Kind) bool { return want == "" || k == want }
	return slices.ContainsFunc(r.Unarmed, func(p [2]extract.Kind) bool {
		return is(a, p[0]) && is(b, p[1]) || is(a, p[1]) && is(b, p[0])
	})
}

// spoken reports whether verb i strikes with words: "attacked A at the hearing,
// calling her a liar".
func (v *view) spoken(i int) bool {
	for _, k := range v.Children(i, "advcl", "xcomp", "conj") {
		if l := v.Lemma(k); v.Tokens[k].Tag == "VBG" && (callingVerbs.Has(l) || v.x.words.say[l] || v.x.words.accuse[l]) {
			return true
		}
	}
	return v.at(i, v.x.words.pulpit)
}

// gathered reports whether verb i tells what people do to each other where they
// come together to talk, and so as well with words as with fists.
func (v *view) gathered(i int) bool {
	return attack.Has(v.Lemma(i)) && v.at(i, v.x.words.gathering)
}

// at reports whether what verb i says takes place at one of some things.
func (v *view) at(i int, list map[string]bool) bool {
	return slices.ContainsFunc(v.Objects(i, []string{lexicon.At, lexicon.In, lexicon.During, lexicon.On, lexicon.Before}), func(o int) bool { return list[v.Lemma(o)] })
}
