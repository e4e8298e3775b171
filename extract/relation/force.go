package relation

import (
	"slices"

	"newsgraph/extract"
)

// armed reports whether an entity fights: armed people ("Ruritanian troops"), a
// body named after them ("Zed Army", "Acme Brigade") or one whose people the
// article calls so ("Acme fighters").
func (v *view) armed(entity int) bool {
	e := &v.Entities[entity]
	switch e.Kind {
	case extract.Group:
		return v.troops(e)
	case extract.Organization:
		for _, m := range e.Mentions {
			if v.Mentions[m].Form == extract.Proper && (v.warlike(m) || v.x.movements[v.Words(v.Mentions[m].Span)]) {
				return true
			}
		}
	}
	return v.fighters(entity)
}

// fighters reports whether the article speaks of armed people of an entity that
// is no country.
func (v *view) fighters(entity int) bool {
	if k := v.Entities[entity].Kind; k != extract.Organization && k != extract.Group {
		return false
	}
	return slices.ContainsFunc(v.Entities, func(g extract.Entity) bool {
		return g.Kind == extract.Group && g.Unnamed && slices.Contains(g.Parties, entity) && v.troops(&g)
	})
}

// troops reports whether the head of a group's mentions names armed people.
func (v *view) troops(e *extract.Entity) bool {
	return slices.ContainsFunc(e.Mentions, func(m int) bool {
		return v.Mentions[m].Form != extract.Pronoun && v.x.words.armed[v.lemma(v.Mentions[m].Head)]
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

// people reports whether a group is made of people who can be at a place, rather
// than of firms or laws.
func (v *view) people(entity int) bool {
	e := &v.Entities[entity]
	return e.Kind == extract.Group && slices.ContainsFunc(e.Mentions, func(m int) bool {
		w := v.lemma(v.Mentions[m].Head)
		return v.Mentions[m].Form == extract.Nominal && (v.x.words.armed[w] || v.x.words.civilian[w])
	})
}

// assets returns whose positions and arms are hit: "bombed Acme positions",
// "strikes against Acme targets", "seized a base of Acme".
func (v *view) assets(list []int) []int {
	var out []int
	for _, o := range list {
		if v.x.words.asset[v.lemma(o)] {
			out = append(out, v.owners(o)...)
			out = append(out, v.objects(o, []string{"of"})...)
			if o > 1 && v.lower[o-1] == "held" { // "Acme-held buildings"
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
		for _, o := range v.objects(at, whereabouts()) {
			if o > t {
				v.placed(m, o, -1)
			}
		}
	}
}

// whereabouts returns the prepositions that tell where a force is.
func whereabouts() []string { return []string{"in", "near", "at", "around", "outside", "inside"} }

// battle returns the noun of fighting that noun t is the target of ("the war
// against Acme"), or -1.
func (v *view) battle(t int) int {
	prep := v.head(t)
	if v.dep(t) != "pobj" || v.lower[prep] != "against" && v.lower[prep] != "on" && v.lower[prep] != "with" && v.lower[prep] != "of" {
		return -1
	}
	if n := v.head(prep); v.noun(n) && v.x.words.battle[v.lemma(n)] {
		return n
	}
	return -1
}

// presence is the force whose arms or stay a noun with a place names: "Acme
// positions near Zed", "the presence of Acme in Zed".
func (v *view) presence(t int) {
	w := v.lemma(t)
	if !v.noun(t) || v.mentionOf(t) >= 0 || !v.x.words.asset[w] && w != "presence" && w != "foothold" && w != "advance" {
		return
	}
	places := v.objects(t, whereabouts())
	if len(places) == 0 {
		return
	}
	for _, o := range append(v.owners(t), v.objects(t, []string{"of"})...) {
		for _, e := range v.single(o, false) {
			if e.mention < 0 || v.Mentions[e.mention].Form == extract.Pronoun || !v.armed(e.entity) {
				continue
			}
			for _, at := range places {
				v.placed(e.mention, at, -1)
			}
		}
	}
}

// placed proposes that the force of mention m is at the place that token o and
// its conjuncts name; clause is the verb that says so, -1 if the noun phrase
// does.
func (v *view) placed(m, o, clause int) {
	for _, c := range v.conjuncts(o) {
		p := v.mentionOf(c)
		if p < 0 || v.kind(p) != extract.Place || v.Mentions[p].Form != extract.Proper || v.Tokens[v.Mentions[p].Head].POS == "ADJ" {
			continue
		}
		i := v.head(o)
		if v.dep(o) != "pobj" { // a place that the parse took for a subject
			i = max(0, v.Mentions[p].Start-1)
		}
		v.besideIn("stationed", m, p, extract.Span{Start: i, End: i + 1}, nil, clause)
	}
}

// leading reports whether the parse takes the place that a sentence begins with
// for a subject: "Near Zed, two strikes destroyed …".
func (v *view) leading(i int) bool {
	m := v.cover[i]
	if m < 0 || v.Mentions[m].Kind != extract.Place || v.Mentions[m].End >= len(v.Tokens) || v.lower[v.Mentions[m].End] != "," {
		return false
	}
	s := v.Mentions[m].Start
	if s > 0 && !slices.Contains(whereabouts(), v.lower[s]) {
		s--
	}
	return slices.Contains(whereabouts(), v.lower[s]) && s == v.sentence(i).Start
}

// around returns the places of verb p, or those with which the sentence of the
// verb that p is coordinated with begins.
func (v *view) around(p int) []int {
	if places := v.objects(p, whereabouts()); len(places) > 0 {
		return places
	}
	for n := 0; n < 8; n++ {
		for _, o := range v.objects(p, whereabouts()) {
			if o < p {
				return []int{o}
			}
		}
		for _, k := range v.kids(p, "nsubj") {
			if v.leading(k) {
				return []int{k}
			}
		}
		if v.dep(p) != "conj" || !v.verb(v.head(p)) {
			return nil
		}
		p = v.head(p)
	}
	return nil
}

// hit is where a strike meets armed people: "near Zed, two strikes engaged Acme
// units", "killed five Acme fighters in Zed".
func (v *view) hit(p int) {
	if !v.verb(p) || !v.x.words.strike[v.lemma(p)] {
		return
	}
	places := v.around(p)
	if len(places) == 0 {
		return
	}
	c := v.clause(p)
	for _, o := range c.obj {
		targets := v.ends(o, false)
		for _, a := range v.assets(v.conjuncts(o)) {
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
