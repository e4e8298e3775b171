package relation

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
	"github.com/newsgraph/newsgraph/extract/syntax"
)

// idiom reports whether verb and object mean something else than trigger t
// reads, because an other relation has a longer trigger for what stands here:
// "beat A to death" defeats nobody, "attacked A over its plans" is criticism.
func (v *view) idiom(c *syntax.Arguments, t trigger) bool {
	if len(t.words) > 0 || demands(t) || !has(t.frame.ObjectRole, "obj") {
		return false
	}
	for _, o := range v.x.verbs[v.Lemma(c.Verb)] {
		if o.relation == t.relation || len(o.words) == 0 && !demands(o) || !has(o.frame.ObjectRole, "obj") && !has(o.frame.SubjectRole, "obj") {
			continue
		}
		if v.x.occasion(o.relation) {
			continue // "met B on the sidelines of the forum" is a meeting, too
		}
		if _, ok := v.follows(c, o.words); ok && v.has(c.Verb, -1, o.frame.Needs) {
			return true
		}
	}
	return false
}

// occasion reports whether the object of a relation is an event: who was there
// may have done something else as well.
func (x *Extractor) occasion(relation int) bool {
	o := x.relations[relation].Object
	return len(o) == 1 && o[0] == extract.Event
}

// demands reports whether a trigger needs a dependent to be there.
func demands(t trigger) bool {
	return slices.ContainsFunc(t.frame.Needs, func(n string) bool {
		return n != "armed" && n != "school" && n != "company" && !strings.HasPrefix(n, "no ")
	})
}

// aimed returns whom the infinitive below verb p is aimed at: "threatened to cut
// supplies to A", "to punish A".
func (v *view) aimed(p int) []int {
	k := v.Child(p, "xcomp")
	if k < 0 || !v.Clause(k).Infinitive() {
		return nil
	}
	preps := []string{lexicon.On, lexicon.Against, lexicon.With}
	list := slices.Concat(v.Children(k, "dobj"), v.Objects(k, preps))
	for _, o := range v.Children(k, "dobj") {
		list = append(list, v.Objects(o, append(preps, lexicon.To))...)
	}
	if len(v.Children(k, "dobj")) > 0 {
		list = append(list, v.Objects(k, []string{lexicon.To})...)
	}
	if v.coercive(k) {
		for _, at := range append(v.Children(k, "dobj"), k) {
			list = append(list, v.Objects(at, []string{lexicon.In})...)
		}
	}
	return list
}

// coercive reports whether verb i does something to the people of a place:
// "threatened to ban rallies in Zed".
func (v *view) coercive(i int) bool {
	return coerciveVerbs.Has(v.Lemma(i))
}

// whose returns the owners of what is praised or condemned: "welcomed A's plan",
// "condemned a statement by A". The owner of a loss or of friends and enemies
// is not who is meant.
func (v *view) whose(c *syntax.Arguments) []int {
	var list []int
	for _, o := range c.Objects {
		if v.mentionOf(o) >= 0 || v.x.words.suffered[v.Lemma(o)] {
			continue
		}
		list = append(list, v.Children(o, "poss")...)
		list = append(list, v.Objects(o, []string{lexicon.By})...)
	}
	return list
}
