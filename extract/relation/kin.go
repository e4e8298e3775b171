package relation

import (
	"slices"

	"github.com/newsgraph/newsgraph/extract"
)

// honorary reports whether noun i names an honour, not what it says: "an honorary
// degree".
func (v *view) honorary(i int) bool {
	return i >= 0 && (v.HasChild(i, "amod", honorary.List()...) || v.HasChild(i, "compound", honoraryCompound.List()...))
}

// kin gives a child without a body the parents that the verb above names: "has a
// daughter, Di", "was survived by her son Bo".
func (v *view) kin(p *post) {
	if len(p.bodies) > 0 || len(p.holders) == 0 || !v.offspring(p) || v.Child(p.head, "poss") >= 0 {
		return
	}
	at := v.Phrase(p.head).Leader()
	if v.Dep(at) == "compound" && v.cover[v.Head(at)] >= 0 {
		at = v.Head(at)
	}
	at = v.Phrase(at).Leader()
	if v.cover[at] >= 0 && v.Dep(at) != "dobj" && v.Dep(at) != "pobj" { // "daughter Di": the name is the head
		at = v.Head(at)
	}
	h := v.Head(at)
	switch {
	case v.Dep(at) == "dobj" && havingVerbs.Has(v.Lemma(h)):
	case v.Dep(at) == "pobj" && v.Dep(h) == "agent" && survive.Has(v.Lemma(v.Head(h))):
		h = v.Head(h)
	default:
		return
	}
	if s := v.status(h); s.negated || s.mood != plain {
		return
	}
	for _, s := range v.Subjects(h) {
		for _, e := range v.ends(s, false) {
			if v.Entities[e.entity].Kind == extract.Person {
				p.bodies = append(p.bodies, e)
			}
		}
	}
}

// offspring reports whether a post is that of a child: it turns people's parents.
func (v *view) offspring(p *post) bool {
	for _, t := range p.triggers {
		r := &v.x.relations[t.relation]
		if has(t.frame.SubjectRole, "obj") && slices.Equal(r.Subject, r.Object) && slices.Equal(r.Object, []extract.Kind{extract.Person}) {
			return true
		}
	}
	return false
}

// members returns the people that a pronoun for several stands for, each as an
// end of its own: "their daughter"; nil for any other mention.
func (v *view) members(m int) []end {
	e := &v.Entities[v.Mentions[m].Entity]
	if v.Mentions[m].Form != extract.Pronoun || e.Kind != extract.Group || len(e.Parties) < 2 {
		return nil
	}
	var list []end
	for _, p := range e.Parties {
		list = append(list, end{entity: p, mention: m})
	}
	return list
}
