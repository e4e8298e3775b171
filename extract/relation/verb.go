package relation

import (
	"slices"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
	"github.com/newsgraph/newsgraph/extract/syntax"
)

// verbs proposes a candidate for every verb that triggers a relation and has
// both ends.
func (v *view) verbs() {
	for p := range v.Tokens {
		v.Spend(10)
		if !v.IsVerb(p) {
			continue
		}
		list := v.x.verbs[v.Lemma(p)]
		if len(list) == 0 {
			continue
		}
		c := v.Arguments(p)
		for _, t := range list {
			v.verbTrigger(&c, t)
		}
	}
}

func (v *view) verbTrigger(c *syntax.Arguments, t trigger) {
	light := -1
	if len(t.words) > 0 {
		var ok bool
		if light, ok = v.follows(c, t.words); !ok {
			return
		}
	}
	if len(t.words) == 0 && v.turned(c.Verb) {
		return
	}
	if !v.has(c.Verb, light, t.frame.Needs) || v.idiom(c, t) || v.honorary(light) {
		return
	}
	f := t.frame
	base := candidate{relation: t.relation, frame: f, clause: c.Verb, trigger: extract.Span{Start: c.Verb, End: c.Verb + 1}}
	if light >= 0 {
		base.trigger = span(base.trigger, extract.Span{Start: light, End: light + 1})
	}
	if f.Each {
		if !v.outside(c, light, len(f.Needs) == 0) {
			v.pairs(base, v.role(c, light, f.SubjectRole))
		}
		return
	}
	if len(v.x.relations[t.relation].Object) == 0 {
		v.dated(base, v.role(c, light, f.SubjectRole))
		return
	}
	v.cross(base, v.role(c, light, f.SubjectRole), v.role(c, light, f.ObjectRole))
}

// outside reports whether the verb has another side than its subjects: "A and B
// met C", "A and B held talks with C" say nothing of A and B. An object counts
// only for verbs that need nothing else.
func (v *view) outside(c *syntax.Arguments, light int, object bool) bool {
	other := []string{lexicon.With, lexicon.Against}
	if len(v.Objects(c.Verb, other)) > 0 || light >= 0 && len(v.Objects(light, other)) > 0 {
		return true
	}
	return object && light < 0 && !c.Passive && len(c.Objects) > 0
}

// cross proposes every subject with every object.
func (v *view) cross(base candidate, subjects, objects []int) {
	through := !v.x.relations[base.relation].State
	for _, s := range subjects {
		for _, o := range objects {
			if v.Phrase(o).Reciprocal() {
				v.mutual(base, s)
				continue
			}
			as, bs := v.list(s, base.trigger, through), v.wider(v.list(o, base.trigger, through), o)
			if v.x.relations[base.relation].Symmetric {
				as, bs = v.principals(as), v.principals(bs)
			}
			for _, a := range as {
				for _, b := range bs {
					c := base
					c.subject, c.object = a, b
					v.propose(c)
				}
			}
		}
	}
}

// mutual proposes the sides that subject s names with each other, both ways.
func (v *view) mutual(base candidate, s int) {
	sides := v.sides(s, true)
	if len(sides) > most {
		return
	}
	for i := range sides {
		for k := range sides {
			if i == k {
				continue
			}
			for _, a := range sides[i] {
				for _, b := range sides[k] {
					c := base
					c.subject, c.object = a, b
					v.propose(c)
				}
			}
		}
	}
}

// most is how many parties of one agreement are paired with each other; above
// it there is no claim per pair.
const most = 8

// pairs proposes every pair of the sides that fill one role.
func (v *view) pairs(base candidate, tokens []int) {
	var sides [][]end
	for _, t := range tokens {
		for n := 0; n < 8 && len(tokens) == 1 && v.Dep(t) == "conj" && v.IsNoun(v.Head(t)) && v.Head(t) < base.trigger.Start; n++ {
			t = v.Head(t) // "A and B, who met in Zed"
		}
		sides = append(sides, v.sides(t, true)...)
	}
	if len(sides) == 1 && len(sides[0]) > 1 && sides[0][len(sides[0])-1].via { // "diplomats from A and B met"
		var split [][]end
		for _, e := range sides[0] {
			if e.via && (len(split) == 0 || v.joined(v.Mentions[split[len(split)-1][0].mention].End, v.Mentions[e.mention].Start)) {
				split = append(split, []end{e})
			}
		}
		sides = split
	}
	if len(sides) < 2 && len(tokens) == 1 && v.stands(tokens[0]) { // "Ruritanian and Sylvanian officials met"
		var apart [][]end
		for _, e := range v.behind(tokens[0]) {
			if n := len(apart); n == 0 || v.joined(v.Mentions[apart[n-1][0].mention].End, v.Mentions[e.mention].Start) {
				apart = append(apart, []end{e})
			}
		}
		if len(apart) > 1 {
			sides = apart
		}
	}
	if len(sides) < 2 && len(tokens) == 1 && v.Dep(tokens[0]) == "pobj" {
		sides = nil
		for _, e := range v.together(tokens[0], true) {
			sides = append(sides, []end{e})
		}
	}
	if len(sides) < 2 || len(sides) > most {
		return
	}
	for i := range sides {
		for j := i + 1; j < len(sides); j++ {
			for _, a := range v.principals(sides[i]) {
				for _, b := range v.principals(sides[j]) {
					c := base
					c.subject, c.object = a, b
					v.propose(c)
				}
			}
		}
	}
}

// principals returns the ends without the groups of people that only stand for
// a body that is an end, too: where "executives from Acme" meet somebody, Acme does.
func (v *view) principals(list []end) []end {
	if !slices.ContainsFunc(list, func(e end) bool { return e.via }) {
		return list
	}
	return slices.DeleteFunc(slices.Clone(list), func(e end) bool {
		return !e.via && e.mention >= 0 && v.Mentions[e.mention].Form == extract.Nominal && v.kind(e.mention) == extract.Group
	})
}

// list returns the ends of token t, with those that a token pattern finds where
// the argument is the list after the trigger's "by", "with", "between".
func (v *view) list(t int, trigger extract.Span, through bool) []end {
	ends := v.ends(t, through)
	if prep := v.Head(t); v.Dep(t) == "pobj" && prep >= trigger.Start && prep <= trigger.End+3 && !v.x.names[v.lower[prep]] {
		for _, e := range v.together(t, through) {
			if !slices.ContainsFunc(ends, func(o end) bool { return o.entity == e.entity }) {
				ends = append(ends, e)
			}
		}
	}
	return ends
}
