package relation

import (
	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
	"github.com/newsgraph/newsgraph/extract/syntax"
)

// stationed is a force in a place: "Ruritanian troops in Zed", "fighters of Acme
// near Zed", "the war against Acme in Zed".
func (v *view) stationed(m int) {
	e := v.Mentions[m].Entity
	if v.Mentions[m].Form == extract.Pronoun {
		return
	}
	if !v.people(e) && !(v.kind(m) == extract.Organization && v.armed(e)) {
		return
	}
	t := v.Mentions[m].Head
	for _, at := range []int{t, v.battle(t)} {
		if at < 0 {
			continue
		}
		for _, o := range v.Objects(at, syntax.Locatives()) {
			if o > t && (v.armed(e) || !v.eponymous(e, o)) {
				v.placed(m, o, v.asserting(at))
			}
		}
	}
}

// eponymous reports whether a group has its name from the place o alone: of "people in
// Zed" nothing more is said.
func (v *view) eponymous(entity, o int) bool {
	m := v.mentionOf(o)
	p := v.Entities[entity].Parties
	return m >= 0 && len(p) == 1 && p[0] == v.Mentions[m].Entity
}

// asserting returns the verb whose status a predicate has ("believed to be Acme
// positions in Zed"), -1 for what a noun phrase presupposes.
func (v *view) asserting(t int) int {
	if h := v.Head(t); v.Dep(t) == "attr" && v.IsVerb(h) {
		return h
	}
	return -1
}

// battle returns the noun of fighting that noun t is the target of ("the war
// against Acme"), or -1.
func (v *view) battle(t int) int {
	prep := v.Head(t)
	if v.Dep(t) != "pobj" || !battlePrepositions.Has(v.lower[prep]) {
		return -1
	}
	if n := v.Head(prep); v.IsNoun(n) && v.x.words.battle[v.Lemma(n)] {
		return n
	}
	return -1
}

// presence is the force whose arms or stay a noun with a place names: "Acme
// positions near Zed", "the presence of Acme in Zed".
func (v *view) presence(t int) {
	w := v.Lemma(t)
	if !v.IsNoun(t) || v.mentionOf(t) >= 0 || !v.x.words.asset[w] && !presence.Has(w) {
		return
	}
	places := v.Objects(t, syntax.Locatives())
	if len(places) == 0 {
		return
	}
	for _, o := range append(v.Possessors(t), v.Objects(t, []string{lexicon.Of})...) {
		for _, e := range v.single(o, false) {
			if e.mention < 0 || v.Mentions[e.mention].Form == extract.Pronoun || !v.armed(e.entity) {
				continue
			}
			for _, at := range places {
				v.placed(e.mention, at, v.asserting(t))
			}
		}
	}
}

// placed proposes that the force of mention m is at the place that token o and
// its conjuncts name; clause is the verb that says so, -1 if the noun phrase
// does.
func (v *view) placed(m, o, clause int) {
	for _, c := range v.Conjuncts(o) {
		p := v.mentionOf(c)
		if p < 0 || v.kind(p) != extract.Place || v.Mentions[p].Form != extract.Proper || v.Tokens[v.Mentions[p].Head].POS == "ADJ" {
			continue
		}
		i := v.Head(o)
		if v.Dep(o) != "pobj" { // a place that the parse took for a subject
			i = max(0, v.Mentions[p].Start-1)
		}
		v.besideIn("stationed", m, p, extract.Span{Start: i, End: i + 1}, nil, clause)
	}
}

// around returns the places of verb p, or those with which the sentence of the
// verb that p is coordinated with begins.
func (v *view) around(p int) []int {
	if places := v.Objects(p, syntax.Locatives()); len(places) > 0 {
		return places
	}
	for n := 0; n < 8; n++ {
		for _, o := range v.Objects(p, syntax.Locatives()) {
			if o < p {
				return []int{o}
			}
		}
		for k := v.First(p); k >= 0 && k < p; k = v.Next(k) {
			if v.Fronted(k) {
				return []int{k}
			}
		}
		if v.Dep(p) != "conj" || !v.IsVerb(v.Head(p)) {
			return nil
		}
		p = v.Head(p)
	}
	return nil
}

// hit is where a strike meets armed people: "near Zed, two strikes engaged Acme
// units", "killed five Acme fighters in Zed".
func (v *view) hit(p int) {
	if !v.IsVerb(p) || !v.x.words.strike[v.Lemma(p)] {
		return
	}
	places := v.around(p)
	if len(places) == 0 {
		return
	}
	c := v.Arguments(p)
	for _, o := range c.Objects {
		targets := v.ends(o, false)
		for _, a := range v.assets(v.Conjuncts(o)) {
			targets = append(targets, v.single(a, false)...)
		}
		for _, e := range unique(targets) {
			if e.mention < 0 || v.Mentions[e.mention].Form == extract.Pronoun || !v.armed(e.entity) {
				continue
			}
			for _, at := range places {
				v.placed(e.mention, at, p)
			}
		}
	}
}

// unit is a military unit before the larger one that it is part of: "2nd
// Battalion, 5th Infantry Regiment".
func (v *view) unit(m int) {
	e := v.Mentions[m].End
	if e+1 >= len(v.Tokens) || v.lower[e] != "," || v.kind(m) != extract.Organization || !v.numbered(m) {
		return
	}
	if o := v.nameAt(e + 1); o >= 0 && v.kind(o) == extract.Organization && v.numbered(o) && v.lower[v.Mentions[o].End-1] != v.lower[e-1] {
		v.beside("unit", m, o, extract.Span{Start: e, End: e + 1}, nil)
	}
}

// numbered reports whether name m is that of a military unit with a number.
func (v *view) numbered(m int) bool {
	s := v.Mentions[m].Span
	if c := v.lower[s.Start][0]; c < '0' || c > '9' {
		return false
	}
	return unitsOfArmies.Has(v.lower[s.End-1])
}
