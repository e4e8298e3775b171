package relation

import (
	"github.com/newsgraph/newsgraph/extract"
)

// nouns proposes a candidate for every event noun that triggers a relation:
// "the meeting between A and B", "A's visit to B", "after talks with B".
func (v *view) nouns() {
	for i := range v.Tokens {
		v.Spend(10)
		if v.Tokens[i].POS != "NOUN" && v.Tokens[i].POS != "PROPN" {
			continue
		}
		for _, t := range v.x.nouns[v.lemmaOf(i)] {
			v.nounTrigger(i, t)
		}
	}
}

// lemmaOf returns the lemma in lower case: event nouns in names are capitalised.
func (v *view) lemmaOf(i int) string {
	if v.Tokens[i].POS == "PROPN" {
		return v.lower[i]
	}
	return v.lemma(i)
}

func (v *view) nounTrigger(i int, t trigger) {
	if len(t.words) > 0 {
		if h := v.head(i); v.dep(i) != "compound" || v.lemmaOf(h) != t.words[0] {
			return
		}
		i = v.head(i)
	}
	f := t.frame
	if !v.has(i, -1, f.Needs) || v.lifted(i) || v.honorary(i) {
		return
	}
	base := candidate{relation: t.relation, frame: f, clause: i, trigger: extract.Span{Start: i, End: i + 1}}
	subjects := v.nounRole(i, f.SubjectRole)
	if f.Each {
		v.pairs(base, subjects)
		return
	}
	if len(v.x.relations[t.relation].Object) == 0 {
		v.dated(base, subjects)
		return
	}
	objects := v.nounRole(i, f.ObjectRole)
	if len(subjects) == 0 || len(objects) == 0 {
		return
	}
	v.cross(base, subjects, objects)
}

// nounRole returns the head tokens that fill a role of event noun i: poss, mod
// (a name before it), self, agent (who does it: poss, by, mod, or the subject
// of the verb that governs it), or prepositions.
func (v *view) nounRole(i int, role []string) []int {
	var list []int
	for _, r := range role {
		switch r {
		case "poss":
			list = append(list, v.kids(i, "poss")...)
		case "mod":
			list = append(list, v.modifiers(i)...)
		case "else mod":
			if len(list) == 0 && len(v.objects(i, role)) == 0 {
				list = append(list, v.modifiers(i)...)
			}
		case "self":
			list = append(list, i)
		case "agent":
			list = append(list, v.agent(i)...)
		case "asset":
			list = append(list, v.assets(v.targets(i))...)
		case "matter":
			list = append(list, v.affair(i, r)...)
		}
	}
	list = append(list, v.objects(i, role)...)
	if q := v.several(i); len(list) == 0 && q != i {
		return v.nounRole(q, role) // "a series of meetings with A"
	}
	if len(list) == 0 && has(role, "in") { // "the headquarters of Acme in Zed": in may hang below Acme
		for _, o := range v.objects(i, []string{"of"}) {
			list = append(list, v.objects(o, role)...)
		}
	}
	if len(list) == 0 && has(role, "from") { // "a degree in economics from Acme University"
		for _, o := range v.objects(i, []string{"of", "in"}) {
			list = append(list, v.objects(o, role)...)
		}
	}
	if h := v.head(i); len(list) == 0 && has(role, "in") && v.dep(i) == "nsubj" && v.lemma(h) == "be" {
		list = v.objects(h, role) // "whose headquarters are in Zed"
	}
	if len(list) == 0 && (has(role, "between") || has(role, "with") || has(role, "from")) {
		list = v.stray(i, role)
	}
	return list
}

// several returns the noun that only counts events of noun i, "a series of
// meetings", or i.
func (v *view) several(i int) int {
	of := v.head(i)
	if v.dep(i) != "pobj" || v.lower[of] != "of" {
		return i
	}
	switch h := v.head(of); v.lemma(h) {
	case "series", "round", "number", "string", "set", "couple", "dozen", "week", "day", "month", "hour", "marathon", "flurry", "pair", "lot", "majority", "handful":
		if v.noun(h) {
			return h
		}
	}
	return i
}

// stray returns the objects of a preposition that belongs to event noun i but
// hangs below its verb: "arrange a deal this year between A and B", "talks took
// place between A and B".
func (v *view) stray(i int, role []string) []int {
	h := v.head(i)
	switch v.dep(i) {
	case "dobj", "nsubjpass":
		if v.verb(h) && v.supports(h) {
			return v.objects(h, role)
		}
	case "nsubj":
		if v.verb(h) && v.x.happens(v.lemma(h)) {
			if has(role, "with") {
				return nil
			}
			list := v.objects(h, role)
			for _, o := range v.kids(h, "dobj") {
				list = append(list, v.objects(o, role)...)
			}
			return list
		}
	}
	return nil
}

// modifiers returns the names before noun i.
func (v *view) modifiers(i int) []int {
	var list []int
	for _, k := range v.kids(i, "compound", "nmod", "amod") {
		if m := v.mentionOf(k); m >= 0 && v.Mentions[m].Form == extract.Proper && !v.Mentions[m].Contains(i) {
			list = append(list, k)
		}
	}
	return list
}

// agent returns who does what event noun i names.
func (v *view) agent(i int) []int {
	if p := v.kids(i, "poss"); len(p) > 0 {
		if h := v.head(i); len(p) == 1 && v.Tokens[p[0]].Tag == "PRP$" && v.mentionOf(p[0]) < 0 && v.dep(i) == "pobj" && v.lower[h] == "in" {
			return v.helped(v.head(h), true) // "supported A in its fight"
		}
		return p
	}
	if h := v.head(i); v.dep(i) == "pobj" && v.lower[h] == "as" { // "A, as part of B", "fights as part of B"
		if g := v.head(h); v.verb(g) {
			return v.surface(g, depth)
		}
		return []int{v.head(h)}
	}
	if by := v.objects(i, []string{"by"}); len(by) > 0 {
		return by
	}
	for _, o := range v.objects(i, []string{"of"}) { // "the takeover of Acme by Bell": by may hang below Acme
		if by := v.objects(o, []string{"by"}); len(by) > 0 {
			return by
		}
	}
	if m := v.modifiers(i); len(m) > 0 {
		return m
	}
	h := v.head(i)
	if v.kidIs(i, "amod", "papal", "presidential", "royal", "ministerial", "imperial", "mutual") {
		return nil // "during the papal visit": the adjective says who
	}
	switch v.dep(i) {
	case "dobj", "attr":
		if v.verb(h) && v.supports(h) {
			return v.clause(h).subj
		}
	case "pobj":
		g := v.head(h)
		switch v.lower[h] {
		case "from": // "returned from a trip to Zed"
			switch v.lemma(g) {
			case "return", "emerge", "arrive":
				return v.surface(g, depth)
			}
		case "to", "under", "after", "during", "following", "in", "for", "before", "at", "on", "into", "with":
			if v.lower[h] == "under" && v.kidIs(i, "det", "the", "this", "that") && len(v.objects(i, []string{"with"})) == 0 {
				return nil // "under the deal, A will pay": others may have made it
			}
			if v.lower[h] == "in" {
				if helped := v.helped(g, v.x.words.battle[v.lemma(i)]); len(helped) > 0 {
					return helped
				}
			}
			if v.lower[h] == "for" && v.asks(g) && v.x.words.measures[v.lemma(i)] {
				return nil // "called for an investigation of B": somebody else's
			}
			if v.lower[h] != "with" && v.verb(g) {
				return v.surface(g, depth)
			}
			if m := v.mentionOf(g); m >= 0 && v.dep(g) != "pobj" && (v.lower[h] == "with" || v.lower[h] == "in" || v.lower[h] == "on") {
				return []int{g} // a headline: "Acme in deal with Zed Corp."
			}
		}
	case "conj":
		if h < i && v.noun(h) {
			return v.agent(h)
		}
	}
	return nil
}

// supports reports whether verb h only carries the noun that is its object, so
// that the subject of the verb is who does it.
func (v *view) supports(h int) bool {
	l := v.lemma(h)
	if v.x.words.light[l] {
		return true
	}
	switch v.x.words.verb[l] {
	case planned, refused:
		return true
	}
	if p := v.kid(h, "prt"); p >= 0 && v.x.words.verb[l+"-"+v.lower[p]] != plain {
		return true // "ruled out talks", "put off talks"
	}
	switch l {
	case "file", "lodge", "level", "arrange", "broker", "mediate", "see", "wrap", "cut", "embark", "kick", "extend", "lead", "mount", "wage", "spearhead", "intensify", "continue":
		return true
	case "seek", "want", "propose", "consider", "request", "negotiate", "attempt", "welcome":
		return l != "welcome"
	}
	return l == "call" && v.kidIs(h, "prt", "off")
}
