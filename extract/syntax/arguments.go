package syntax

import (
	"slices"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// Arguments are the arguments of a verb as they are meant: a passive is turned
// round, a relative pronoun replaced by what it stands for, and a subject that
// is not repeated (control, raising, coordination, participles) is fetched from
// the governing clause.
type Arguments struct {
	Verb              int
	Passive           bool
	Subjects, Objects []int // head tokens
	Where             int   // antecedent of "where", -1 for none
}

// Arguments returns the arguments of verb p.
func (e *Enhanced) Arguments(p int) Arguments {
	c := Arguments{Verb: p, Passive: e.Clause(p).Passive(), Where: -1}
	surface := e.Subjects(p)
	if c.Passive {
		c.Objects, c.Subjects = surface, e.agents(p)
	} else {
		c.Subjects = surface
		for _, o := range e.Children(p, "dobj", "dative") {
			if e.IsNoun(o) || e.Phrase(o).Reciprocal() {
				c.Objects = append(c.Objects, e.Antecedent(o, p))
			}
		}
	}
	if !c.Passive && len(c.Objects) == 0 && p+1 < len(e.tokens) {
		if m := e.mentions.Name(p + 1); m != nil && e.displaced(m.Head) >= 0 {
			c.Objects = []int{m.Head}
		}
	}
	if f := e.Clause(p).Focus(); f >= 0 && !c.Passive && len(c.Objects) == 0 {
		c.Objects = []int{f}
	}
	if c.Passive && p > 1 && e.lower[p-1] == "," {
		e.setOff(&c)
	}
	e.gap(&c)
	return c
}

// agents returns who does what passive verb p says: "was founded by A", "founded and
// led by A".
func (e *Enhanced) agents(p int) []int {
	var list []int
	for _, by := range e.Children(p, "agent") {
		list = append(list, e.Children(by, "pobj")...)
	}
	if k := e.Child(p, "conj"); len(list) == 0 && k >= 0 && e.tokens[k].Tag == "VBN" && e.Child(k, "auxpass") < 0 {
		for _, by := range e.Children(k, "agent") {
			list = append(list, e.Children(by, "pobj")...)
		}
	}
	return list
}

// setOff finds what a participle after a comma, the verb of c, says something of.
func (e *Enhanced) setOff(c *Arguments) {
	p := c.Verb
	switch e.Dep(p) {
	case "advcl":
		if len(c.Subjects) == 0 {
			return
		}
		if l := e.Phrase(p - 2).Governors(); len(l) > 0 {
			c.Objects = l // "after a meeting in Zed, attended by A, …"
		}
	case "acl":
		if len(c.Objects) == 0 {
			return
		}
		if m := e.mentions.Name(p - 2); m != nil && e.mentions.Referent(m) != extract.Person && e.mentions.Referent(m) != extract.Place && e.Governs(c.Objects[0], p-2) {
			c.Objects = []int{m.Head} // "the founder of Acme, based in Zed"
		} else if e.named(c.Objects[0], extract.Place) {
			c.Objects = []int{e.Phrase(c.Objects[0]).Located()} // "a store in Zed, founded by A"
		}
	}
}

// gap adds the antecedent of a relative clause that leaves a gap: the object in "the
// firm (that) Acme bought", the place before "where".
func (e *Enhanced) gap(c *Arguments) {
	r := e.Clause(c.Verb).Relative()
	if r < 0 {
		return
	}
	antecedent := e.Head(r)
	for k := e.First(r); k >= 0; k = e.Next(k) {
		if e.lower[k] == lexicon.Where {
			c.Where = antecedent
			return
		}
	}
	if r == c.Verb && !c.Passive && len(c.Objects) == 0 && len(c.Subjects) > 0 && !slices.Contains(c.Subjects, antecedent) &&
		e.Child(r, "nsubj") >= 0 && !e.Clause(r).PiedPiped() {
		c.Objects = append(c.Objects, antecedent)
	}
}
