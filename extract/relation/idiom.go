package relation

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// idiom reports whether verb and object mean something else than trigger t
// reads, because an other relation has a longer trigger for what stands here:
// "beat A to death" defeats nobody, "attacked A over its plans" is criticism.
func (v *view) idiom(c *clause, t trigger) bool {
	if len(t.words) > 0 || demands(t) || !has(t.frame.ObjectRole, "obj") {
		return false
	}
	for _, o := range v.x.verbs[v.lemma(c.verb)] {
		if o.relation == t.relation || len(o.words) == 0 && !demands(o) || !has(o.frame.ObjectRole, "obj") && !has(o.frame.SubjectRole, "obj") {
			continue
		}
		if v.x.occasion(o.relation) {
			continue // "met B on the sidelines of the forum" is a meeting, too
		}
		if _, ok := v.follows(c, o.words); ok && v.has(c.verb, -1, o.frame.Needs) {
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
	k := v.kid(p, "xcomp")
	if k < 0 || !v.infinitive(k) {
		return nil
	}
	preps := []string{"on", "against", "with"}
	list := slices.Concat(v.kids(k, "dobj"), v.objects(k, preps))
	for _, o := range v.kids(k, "dobj") {
		list = append(list, v.objects(o, append(preps, "to"))...)
	}
	if len(v.kids(k, "dobj")) > 0 {
		list = append(list, v.objects(k, []string{"to"})...)
	}
	if v.coercive(k) {
		for _, at := range append(v.kids(k, "dobj"), k) {
			list = append(list, v.objects(at, []string{"in"})...)
		}
	}
	return list
}

// coercive reports whether verb i does something to the people of a place:
// "threatened to ban rallies in Zed".
func (v *view) coercive(i int) bool {
	switch v.lemma(i) {
	case "ban", "bar", "impose", "institute", "declare", "close", "shut", "block", "halt", "suspend", "extend", "forbid", "outlaw", "cut":
		return true
	}
	return false
}

// retained returns the object that a passive keeps: "was awarded the prize".
func (v *view) retained(c *clause) []int {
	if !c.passive {
		return nil
	}
	return v.kids(c.verb, "dobj", "oprd")
}

// whose returns the owners of what is praised or condemned: "welcomed A's plan",
// "condemned a statement by A". The owner of a loss or of friends and enemies
// is not who is meant.
func (v *view) whose(c *clause) []int {
	var list []int
	for _, o := range c.obj {
		if v.mentionOf(o) >= 0 || v.x.words.suffered[v.lemma(o)] {
			continue
		}
		list = append(list, v.kids(o, "poss")...)
		list = append(list, v.objects(o, []string{"by"})...)
	}
	return list
}

// called returns whom verb h asks to do something: "called on A to leave",
// "appealed to A to leave".
func (v *view) called(h int) []int {
	switch v.lemma(h) {
	case "call", "press", "prevail":
		return v.objects(h, []string{"on", "upon"})
	case "appeal":
		return v.objects(h, []string{"to"})
	}
	return nil
}
