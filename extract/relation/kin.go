package relation

import (
	"slices"

	"github.com/newsgraph/newsgraph/extract"
)

// sharing returns the verb that verb p is joined to by "and" alone, so that what
// stands behind the second belongs to both: "lives and works in Zed"; or -1.
func (v *view) sharing(p int) int {
	k := v.kid(p, "conj")
	if k != p+2 || v.lower[p+1] != "and" || v.Tokens[k].Tag != v.Tokens[p].Tag {
		return -1
	}
	return k
}

// honorary reports whether noun i names an honour, not what it says: "an honorary
// degree".
func (v *view) honorary(i int) bool {
	return i >= 0 && (v.kidIs(i, "amod", "honorary", "honourary") || v.kidIs(i, "compound", "honorary"))
}

// kin gives a child without a body the parents that the verb above names: "has a
// daughter, Di", "was survived by her son Bo".
func (v *view) kin(p *post) {
	if len(p.bodies) > 0 || len(p.holders) == 0 || !v.offspring(p) || v.kid(p.head, "poss") >= 0 {
		return
	}
	at := v.leader(p.head)
	if v.dep(at) == "compound" && v.cover[v.head(at)] >= 0 {
		at = v.head(at)
	}
	at = v.leader(at)
	if v.cover[at] >= 0 && v.dep(at) != "dobj" && v.dep(at) != "pobj" { // "daughter Di": the name is the head
		at = v.head(at)
	}
	h := v.head(at)
	switch {
	case v.dep(at) == "dobj" && (v.lemma(h) == "have" || v.lemma(h) == "welcome" || v.lemma(h) == "raise"):
	case v.dep(at) == "pobj" && v.dep(h) == "agent" && v.lemma(v.head(h)) == "survive":
		h = v.head(h)
	default:
		return
	}
	if s := v.status(h); s.negated || s.mood != plain {
		return
	}
	for _, s := range v.surface(h, depth) {
		for _, e := range v.ends(s, false) {
			if v.Entities[e.entity].Kind == extract.Person {
				p.bodies = append(p.bodies, e)
			}
		}
	}
}

// leader returns the first member of the list that noun i is joined to, or i.
func (v *view) leader(i int) int {
	for n := 0; n < 4 && v.dep(i) == "conj" && !v.verb(v.head(i)); n++ {
		i = v.head(i)
	}
	return i
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
