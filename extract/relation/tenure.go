package relation

import (
	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// bound makes of the day of an appointment the begin of a state, and of that of
// a departure its end: "was named chairman on Monday", "resigned on Friday".
func (v *view) bound(k *extract.Claim, c *candidate) {
	verb := c.clause
	if c.frame.Lifelong {
		return
	}
	if !c.presupposed && k.When.IsZero() && v.wedded(verb) {
		k.Former = true
	}
	w := &v.x.words
	takes := v.IsVerb(verb) && (w.begin[v.Lemma(verb)] || w.appoint[v.Lemma(verb)])
	switch {
	case c.presupposed || v.Tokens[verb].Tag != "VBD":
	case takes && k.When.From.IsZero() && !k.When.To.IsZero():
		k.When = extract.Interval{Phrase: k.When.Phrase} // "joined it before 2010"
	case !k.When.To.IsZero() || c.over && !v.twoPeople(c):
		k.Former = true // "was chairman from 2001 to 2010"
	}
	if c.end > 0 {
		verb = c.end - 1
		if t := v.timeBelow(verb); t >= 0 && c.presupposed {
			k.When = v.Times[t].Interval
		}
	}
	if !k.When.Point || !v.IsVerb(verb) {
		return
	}
	switch l := v.Lemma(verb); {
	case w.leave[l] || w.oust[l] || w.end[l]:
		k.When = extract.Interval{To: k.When.From, Phrase: k.When.Phrase}
	case w.succeed[l]:
		if k.Former || c.former {
			k.When = extract.Interval{To: k.When.From, Phrase: k.When.Phrase}
		}
		k.When.Point = false
	case w.appoint[l] || w.begin[l]:
		k.When.Point = k.Former
	}
}

// wedded reports "was married to", which without a date is over; with one it is
// the wedding.
func (v *view) wedded(verb int) bool {
	for _, o := range []int{verb, v.Child(verb, "acomp")} {
		if o >= 0 && married.Has(v.lower[o]) && len(v.Objects(o, []string{lexicon.To})) > 0 {
			return v.HasChild(o, "auxpass", lexicon.Was, lexicon.Were) || o != verb && v.Tokens[verb].Tag == "VBD"
		}
	}
	return false
}

// lost marks a candidate as former where its holder, or the role itself, loses
// the post by the verb above.
func (v *view) lost(p *post, c *candidate) {
	r, tokens := &v.x.relations[c.relation], []int{p.head}
	for _, e := range [2]end{c.subject, c.object} {
		if e.mention >= 0 && v.kind(e.mention) == extract.Person {
			tokens = append(tokens, v.HeadOf(v.Mentions[e.mention].Span))
		}
	}
	if v.twoPeople(c) {
		tokens = tokens[:1] // kinship outlives any post
	}
	for _, t := range tokens {
		if v.ousted(t) {
			c.former, c.end = true, v.Head(t)+1
			return
		}
		if verb, ok := v.departs(t); ok && c.presupposed && r.State && !r.Has(extract.Kept) { // who resigns stays in the party
			c.former, c.end = true, verb+1
			return
		}
	}
}

// twoPeople reports whether a candidate ties two people.
func (v *view) twoPeople(c *candidate) bool {
	return c.object.mention >= 0 && v.kind(c.object.mention) == extract.Person
}

// departs returns the verb that says that the person named by token i leaves the
// post: "its chairman, Bo Lin, resigned", "Bo Lin, who died", "was assassinated".
// With "as" or "from" it may be another post.
func (v *view) departs(i int) (verb int, ok bool) {
	verb = v.Head(i)
	switch d := v.Dep(i); {
	case d == "nsubj" && v.leaving(verb), (d == "nsubjpass" || d == "dobj") && v.killing(verb):
	default:
		if verb = v.Child(i, "relcl"); verb < 0 || !v.leaving(verb) && !(v.killing(verb) && v.Clause(verb).Passive()) {
			return 0, false
		}
		if who := v.Child(verb, "nsubj", "nsubjpass"); who < 0 || v.lower[who] != lexicon.Who {
			return 0, false
		}
	}
	s := v.status(verb)
	return verb, !s.negated && s.mood == plain
}

func (v *view) leaving(verb int) bool {
	switch w := v.Lemma(verb); {
	case leavingVerbs.Has(w):
	case step.Has(w):
		if !v.HasChild(verb, "prt", downAside.List()...) && !v.HasChild(verb, "advmod", downAside.List()...) {
			return false
		}
	default:
		return false
	}
	return v.IsVerb(verb) && len(v.Objects(verb, []string{lexicon.As, lexicon.From})) == 0 && v.Child(verb, "dobj") < 0
}

func (v *view) killing(verb int) bool {
	l := v.Lemma(verb)
	return v.IsVerb(verb) && killingVerbs.Has(l)
}

// successors returns who takes a post over from the one who leaves it by the
// verb: "stepped down and was replaced by Bo Lin", "was succeeded by Bo Lin".
func (v *view) successors(verb int) []holder {
	var list []holder
	for _, k := range append([]int{verb}, v.Children(verb, "conj")...) {
		if l := v.Lemma(k); !succeedingVerbs.Has(l) || !v.Clause(k).Passive() {
			continue
		}
		if k != verb && v.Child(k, "nsubjpass") >= 0 && v.Tokens[v.Child(k, "nsubjpass")].POS != "PRON" {
			continue
		}
		for _, by := range v.Children(k, "agent") {
			for _, o := range v.Children(by, "pobj") {
				for _, e := range v.ends(o, false) {
					if v.kind(e.mention) == extract.Person {
						list = append(list, holder{end: e, frame: "copula", clause: k})
					}
				}
			}
		}
		if m := v.byName(k); len(list) == 0 && m >= 0 { // "replaced as head of Acme by Bo Lin": by hangs below Acme
			list = append(list, holder{end: m2end(v, m), frame: "copula", clause: k})
		}
	}
	return list
}

// byName returns the person after the first "by" behind verb k, or -1.
func (v *view) byName(k int) int {
	for i, end := k+1, v.Sentence(k).End; i+1 < end && !v.IsVerb(i); i++ {
		if v.lower[i] != lexicon.By {
			continue
		}
		for n := 1; n < 6 && i+n < end; n++ {
			if m := v.cover[i+n]; m >= 0 && v.kind(m) == extract.Person {
				return m
			}
			if !v.listWord(i + n) {
				break
			}
		}
		return -1
	}
	return -1
}

// succeeded adds the successors to the holders of a post.
func (v *view) succeeded(p *post) {
	if p.former || len(p.holders) == 0 || v.Phrase(p.End-1).Plural() {
		return
	}
	h := p.holders[0]
	verb := h.clause
	if h.presupposed {
		if h.mention < 0 || v.kind(h.mention) != extract.Person {
			return
		}
		t := v.HeadOf(v.Mentions[h.mention].Span)
		if d := v.Dep(t); d != "nsubjpass" && d != "nsubj" {
			return
		}
		verb = v.Head(t)
		if _, leaves := v.departs(t); v.Dep(t) == "nsubj" && !leaves {
			return
		}
	} else if !h.former {
		return
	}
	if v.IsVerb(verb) {
		p.holders = append(p.holders, v.successors(verb)...)
	}
}

// over reports whether a verb in the past tense, or its predicate, has a
// duration or a point in the past that ends it: "for nine years", "at the time".
func (v *view) over(verb int) bool {
	for _, at := range append([]int{verb}, v.Children(verb, "attr")...) {
		for _, o := range v.Objects(at, []string{lexicon.For, lexicon.At, lexicon.During}) {
			switch prep, l := v.lower[v.Head(o)], v.Lemma(o); {
			case timeWord.Has(l):
				if prep == lexicon.At && v.HasChild(o, "det", lexicon.The) {
					return true
				}
			case terms.Has(l):
				if prep == lexicon.For && !v.HasChild(o, "det", lexicon.The) {
					return true
				}
			default:
				if prep == lexicon.During {
					return true
				}
			}
		}
	}
	return false
}

// stays reports whether a candidate for a state that is over says, negated, that
// it is not: "did not resign as chairman".
func (v *view) stays(k *extract.Claim, c *candidate) bool {
	if !k.Negated || !c.former || c.presupposed || c.frame.Name != "copula" {
		return false
	}
	l, w := v.Lemma(c.clause), &v.x.words
	return w.leave[l] || w.oust[l] || w.succeed[l]
}

// annulled tells what remains of a choice that a later clause takes back: "was
// elected chairman, but a court annulled the vote".
func (v *view) annulled(verb int) mood {
	for _, k := range v.Children(verb, "conj") {
		if annullingVerbs.Has(v.Lemma(k)) {
			if !v.Clause(k).Negated() {
				return possible
			}
		}
	}
	return plain
}
