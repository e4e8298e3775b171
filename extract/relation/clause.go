package relation

import (
	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
	"github.com/newsgraph/newsgraph/extract/syntax"
)

// depth is how many governing clauses are searched for a subject.
const depth = 5

// follows tells whether the words after the first of a trigger stand below verb
// p: as particle, object, predicate or preposition with its object. It returns
// the last word's token.
func (v *view) follows(c *syntax.Arguments, trigger []string) (light int, ok bool) {
	at := c.Verb
	light = c.Verb
	for _, w := range trigger {
		found := -1
		for k := v.First(at); k >= 0 && found < 0; k = v.Next(k) {
			switch v.Dep(k) {
			case "prt", "dobj", "attr", "acomp", "prep", "pobj", "advmod", "npadvmod", "oprd", "nsubjpass", "compound":
				if v.lower[k] == w || v.Lemma(k) == w && v.Dep(k) != "prep" { // "according" is no accord
					found = k
				} else if n := v.counted(k); v.Lemma(n) == w {
					found = n
				}
			}
		}
		if found < 0 && at == c.Verb {
			for _, o := range c.Objects {
				if v.Lemma(o) == w {
					found = o
				}
				for _, k := range v.Children(o, "amod") {
					if k > o && v.lower[k] == w {
						found = k // "held Acme responsible"
					}
				}
			}
		}
		if found < 0 {
			return -1, false
		}
		light = found
		if v.Dep(found) != "prt" { // "carry out an attack": a particle governs nothing
			at = found
		}
	}
	return light, true
}

// role returns the head tokens that fill a role of clause c.
func (v *view) role(c *syntax.Arguments, light int, role []string) []int {
	var list []int
	for _, r := range role {
		switch r {
		case "subj":
			list = append(list, c.Subjects...)
		case "obj":
			list = append(list, c.Objects...)
		case "theme":
			list = append(list, v.theme(c.Verb)...)
		case "owner":
			for _, o := range c.Objects {
				list = append(list, v.Objects(o, []string{lexicon.By, lexicon.From})...)
				list = append(list, v.Children(o, "poss")...)
				list = append(list, v.Modifiers(o)...)
			}
		case "source":
			list = append(list, v.source(c.Verb)...)
		case "target":
			list = append(list, v.aimed(c.Verb)...)
		case "whose":
			list = append(list, v.whose(c)...)
		case "asset":
			list = append(list, v.struck(c, light)...)
		case "league":
			list = append(list, v.league(c.Subjects)...)
		case "matter", "must", lexicon.Unless:
			list = append(list, v.affair(c.Verb, r)...)
			if light >= 0 && light != c.Verb {
				list = append(list, v.affair(light, r)...)
			}
		case "retained":
			if c.Passive {
				list = append(list, v.Clause(c.Verb).Retained()...)
			}
		case lexicon.In:
			if c.Where >= 0 {
				list = append(list, c.Where)
			}
		}
	}
	list = append(list, v.Objects(c.Verb, role)...)
	if k := v.Clause(c.Verb).Twin(); k >= 0 && len(list) == 0 {
		list = append(list, v.Objects(k, role)...)
	}
	if len(list) == 0 && light >= 0 && has(role, lexicon.From) { // "a degree in economics from Acme University", the way the parse has it
		for _, o := range v.Objects(c.Verb, []string{lexicon.Of, lexicon.In}) {
			if v.cover[o] < 0 {
				list = append(list, v.Objects(o, role)...)
			}
		}
	}
	if light >= 0 && light != c.Verb {
		list = append(list, v.Objects(light, role)...)
		if h := v.Head(v.Head(light)); h != light && h != c.Verb && v.counted(h) == light {
			list = append(list, v.Objects(h, role)...) // "a series of bombs | in Zed"
		}
		if has(role, lexicon.Of) {
			list = append(list, v.Children(light, "poss")...) // "joined Acme's board"
		}
	}
	return list
}

// span covers a list of spans.
func span(list ...extract.Span) extract.Span {
	s := list[0]
	for _, t := range list[1:] {
		if t.Start < t.End {
			s.Start, s.End = min(s.Start, t.Start), max(s.End, t.End)
		}
	}
	return s
}
