package relation

import (
	"slices"

	"github.com/newsgraph/newsgraph/extract"
)

// A clause is a verb with its arguments as they are meant: a passive is turned
// round, a relative pronoun replaced by what it stands for, and a subject that
// is not repeated (control, raising, coordination, participles) is fetched from
// the governing clause. Labels are those of the CLEAR style.
type clause struct {
	verb      int
	passive   bool
	subj, obj []int // head tokens
	where     int   // antecedent of "where", -1 for none
}

// depth is how many governing clauses are searched for a subject.
const depth = 5

func (v *view) clause(p int) clause {
	c := clause{verb: p, passive: v.passive(p), where: -1}
	surface := v.surface(p, depth)
	if c.passive {
		c.obj = surface
		for _, by := range v.kids(p, "agent") {
			c.subj = append(c.subj, v.kids(by, "pobj")...)
		}
		if k := v.kid(p, "conj"); len(c.subj) == 0 && k >= 0 && v.Tokens[k].Tag == "VBN" && v.kid(k, "auxpass") < 0 { // "founded and led by A"
			for _, by := range v.kids(k, "agent") {
				c.subj = append(c.subj, v.kids(by, "pobj")...)
			}
		}
	} else {
		c.subj = surface
		for _, o := range v.kids(p, "dobj", "dative") {
			if v.noun(o) || v.reciprocal(o) {
				c.obj = append(c.obj, v.meant(o, p))
			}
		}
	}
	if !c.passive && len(c.obj) == 0 && p+1 < len(v.Tokens) && v.cover[p+1] >= 0 && v.displaced(v.Mentions[v.cover[p+1]].Head) >= 0 {
		c.obj = []int{v.Mentions[v.cover[p+1]].Head}
	}
	if f := v.focus(p); f >= 0 && !c.passive && len(c.obj) == 0 {
		c.obj = []int{f}
	}
	if c.passive && v.dep(p) == "advcl" && len(c.subj) > 0 && p > 1 && v.lower[p-1] == "," {
		if l := v.left(p - 2); len(l) > 0 {
			c.obj = l // "after a meeting in Zed, attended by A, …"
		}
	}
	if c.passive && v.dep(p) == "acl" && p > 1 && v.lower[p-1] == "," && len(c.obj) > 0 {
		if m := v.cover[p-2]; m >= 0 && v.kind(m) != extract.Person && v.kind(m) != extract.Place && v.governs(c.obj[0], p-2) {
			c.obj = []int{v.Mentions[m].Head} // "the founder of Acme, based in Zed"
		} else if m := v.cover[c.obj[0]]; m >= 0 && v.kind(m) == extract.Place {
			c.obj = []int{v.located(c.obj[0])} // "a store in Zed, founded by A"
		}
	}
	v.relative(&c)
	return c
}

// located returns the noun that place i locates ("a store in Zed", "a school
// located in Zed, Ruritania"), or i.
func (v *view) located(i int) int {
	at := i
	for n := 0; n < 2 && v.dep(at) == "appos"; n++ {
		at = v.head(at)
	}
	prep := v.head(at)
	if v.dep(at) != "pobj" || v.lower[prep] != "in" && v.lower[prep] != "from" {
		return i
	}
	h := v.head(prep)
	if v.verb(h) && v.dep(h) == "acl" {
		h = v.head(h)
	}
	if v.noun(h) && h < i {
		return h
	}
	return i
}

// left returns noun i and the nouns that it depends on, up to the verb.
func (v *view) left(i int) []int {
	var list []int
	for n := 0; n < 6; n++ {
		if v.noun(i) {
			list = append(list, i)
		}
		h := v.head(i)
		if h == i || v.verb(h) || h > i {
			return list
		}
		i = h
	}
	return list
}

// relative adds the antecedent of a relative clause that leaves a gap: the
// object in "the firm (that) Acme bought", the place before "where".
func (v *view) relative(c *clause) {
	r := v.relcl(c.verb)
	if r < 0 {
		return
	}
	antecedent := v.head(r)
	for k := v.first[r]; k >= 0; k = v.next[k] {
		if v.lower[k] == "where" {
			c.where = antecedent
			return
		}
	}
	if r == c.verb && !c.passive && len(c.obj) == 0 && len(c.subj) > 0 && !slices.Contains(c.subj, antecedent) &&
		v.kid(r, "nsubj") >= 0 && !v.relativePrep(r) {
		c.obj = append(c.obj, antecedent)
	}
}

// relativePrep reports whether the clause's gap is filled by "in which".
func (v *view) relativePrep(r int) bool {
	for _, p := range v.kids(r, "prep") {
		if o := v.kid(p, "pobj"); o >= 0 && v.Tokens[o].Tag == "WDT" {
			return true
		}
	}
	return false
}

// relcl returns the verb of the relative clause that p belongs to, or -1.
func (v *view) relcl(p int) int {
	for range depth {
		switch v.dep(p) {
		case "relcl":
			return p
		case "acl":
			if v.kid(p, "nsubj", "nsubjpass") >= 0 {
				return p
			}
			return -1
		case "conj", "xcomp", "ccomp", "advcl":
			if !v.verb(v.head(p)) {
				return -1
			}
			p = v.head(p)
		default:
			return -1
		}
	}
	return -1
}

// meant returns what argument o of clause p stands for: the antecedent if o is
// a relative pronoun, else o.
func (v *view) meant(o, p int) int {
	switch v.lower[o] {
	case "they", "both":
		if r := v.relcl(p); r >= 0 && r != p || r == p && v.relativePrep(r) {
			if b := v.objects(v.head(r), []string{"between"}); len(b) > 0 {
				return b[0] // "a summit between A and B, in which they agreed"
			}
		}
	case "who", "whom", "which", "that":
		if r := v.relcl(p); r >= 0 && v.Tokens[o].Tag != "DT" {
			return v.head(r)
		}
	}
	return o
}

// passive reports whether p is a passive participle.
func (v *view) passive(p int) bool {
	if v.kid(p, "nsubjpass", "auxpass", "agent") >= 0 {
		return true
	}
	if v.Tokens[p].Tag != "VBN" || v.kid(p, "aux", "dobj", "nsubj") >= 0 {
		return false
	}
	switch v.dep(p) {
	case "acl", "advcl", "amod", "ROOT", "relcl":
		return true
	case "conj":
		return v.verb(v.head(p)) && v.passive(v.head(p))
	}
	return false
}

// surface returns the grammatical subject of p, searched up to n clauses above.
func (v *view) surface(p, n int) []int {
	for k := v.first[p]; k >= 0; k = v.next[k] {
		if d := v.dep(int(k)); (d == "nsubj" || d == "nsubjpass") && !v.leading(int(k)) {
			if own := v.closer(int(k), p); own >= 0 {
				return []int{own}
			}
			return v.subjects(int(k), p)
		}
	}
	if n == 0 {
		return nil
	}
	if k := v.kid(p, "advcl"); n == depth && k >= 0 {
		for i := k + 1; i < p; i++ {
			if a := v.displaced(i); a >= 0 {
				return []int{a}
			}
		}
	}
	return v.inherited(p, n)
}

// inherited returns the subject that verb p takes from up to n clauses above.
func (v *view) inherited(p, n int) []int {
	h := v.head(p)
	switch v.dep(p) {
	case "csubj":
		if v.lemma(h) == "be" && v.Tokens[p].Tag == "VBG" {
			return v.kids(h, "attr") // "attending the forum were A and B"
		}
	case "relcl":
		if v.infinitive(p) && v.x.words.ordinal[v.firstModifier(h)] {
			return []int{h} // "became the first woman to lead Acme"
		}
		switch v.lemma(h) { // "agreed a deal to acquire B"
		case "deal", "agreement", "contract", "pact", "bid", "offer", "plan", "proposal", "decision", "intention":
			if v.infinitive(p) {
				return v.agent(h)
			}
		}
	case "acl":
		if v.infinitive(p) && v.kid(p, "auxpass") < 0 && !v.x.words.ordinal[v.firstModifier(h)] {
			switch v.lemma(h) {
			case "invitation", "call", "request", "appeal", "demand", "order", "permission", "chance", "opportunity", "proposal":
				return v.invited(h)
			}
			return v.agent(h) // "made an offer to buy", "Acme's decision to sell"
		}
		if v.Tokens[p].Tag == "VBG" && v.lower[h] != "those" {
			return v.issuer(h)
		}
		return v.those(h)
	case "xcomp":
		if called := v.called(h); len(called) > 0 {
			return called
		}
		if o := v.kid(h, "dobj"); o >= 0 && v.noun(o) && !v.ownAim(h) {
			return []int{v.meant(o, h)}
		}
		return v.surface(h, n-1)
	case "conj", "advcl", "oprd", "dep":
		if a := v.owner(p, h); a >= 0 {
			return []int{a}
		}
		if called := v.called(h); len(called) > 0 && v.dep(p) == "advcl" && v.infinitive(p) {
			return called
		}
		if v.verb(h) && (v.dep(p) != "advcl" || v.kid(p, "mark") < 0 || v.participle(p)) {
			return v.surface(h, n-1)
		}
		if v.dep(p) == "conj" && !v.verb(h) {
			return nil
		}
	case "ccomp":
		if v.verb(h) && v.infinitive(p) {
			return v.surface(h, n-1)
		}
	case "acomp":
		return v.surface(h, n-1) // "is due to fly"
	case "pcomp":
		if v.dep(h) == "prep" && v.Tokens[v.head(h)].POS == "ADV" || v.dep(h) == "prep" && v.dep(v.head(h)) == "prep" {
			h = v.head(h) // "prior to moving", "after"
		}
		if g := v.head(h); v.verb(g) {
			if list, ok := v.controlled(g, h); ok {
				return list
			}
			return v.surface(g, n-1)
		}
	}
	return nil
}

// subjects returns subject k of verb p; a second one that the parse did not
// coordinate ("A and B took part"), and the person before "co-" ("A co-chaired").
func (v *view) subjects(k, p int) []int {
	list := []int{v.meant(k, p)}
	if a := v.displaced(k); a >= 0 {
		return []int{a}
	}
	if v.lower[k] == "co" && k > 0 && v.cover[k-1] >= 0 {
		list = []int{v.Mentions[v.cover[k-1]].Head}
	}
	for n := int(v.next[k]); n >= 0 && n < p; n = int(v.next[n]) {
		if m := v.cover[n]; v.dep(n) == v.dep(k) && m >= 0 && v.Mentions[m].Start > 0 && v.Tokens[v.Mentions[m].Start-1].POS == "CCONJ" {
			list = append(list, n)
		}
	}
	return list
}

// ownAim reports whether the subject of verb h, not its object, does what the
// infinitive below it says: "promised her to go", "left Acme to join Bell".
func (v *view) ownAim(h int) bool {
	switch v.lemma(h) {
	case "promise", "leave", "quit", "exit":
		return true
	}
	return false
}

// firstModifier returns the lower-case word of the first adjective before noun.
func (v *view) firstModifier(noun int) string {
	if k := v.kid(noun, "amod"); k >= 0 {
		return v.lower[k]
	}
	return v.lower[noun]
}

func (v *view) participle(p int) bool {
	t := v.Tokens[p].Tag
	return (t == "VBG" || t == "VBN") && v.kid(p, "aux") < 0
}

// infinitive reports whether p has "to" before it.
func (v *view) infinitive(p int) bool {
	for k := v.first[p]; k >= 0; k = v.next[k] {
		if v.Tokens[k].Tag == "TO" {
			return true
		}
	}
	return false
}

// objects returns the objects of the preposition with one of the given forms
// below token i; "out of" counts as "of".
func (v *view) objects(i int, preps []string) []int {
	var list []int
	for k := v.first[i]; k >= 0; k = v.next[k] {
		switch v.dep(int(k)) {
		case "prep", "agent", "dative", "prt":
			if o := v.kid(int(k), "pobj"); o >= 0 && v.timed[o] {
				list = append(list, v.objects(o, preps)...) // "born on 3 May in Zed": a day is in no place
			}
		case "conj":
			if v.Tokens[k].POS != "ADP" {
				continue // "studied at A and then at B"
			}
		case "amod": // "a deal worth 2 billion euros with Acme"
			if v.lower[k] != "worth" {
				continue
			}
		case "npadvmod":
			if v.timed[k] {
				list = append(list, v.objects(int(k), preps)...)
				continue
			}
			if v.lower[i] != "worth" {
				continue
			}
		default:
			continue
		}
		if v.kidIs(int(k), "neg", "not") {
			continue // "in Zed, not in Acton"
		}
		if slices.Contains(preps, v.lower[k]) {
			for _, o := range v.kids(int(k), "pobj") {
				list = append(list, v.meant(o, i))
			}
		}
		list = append(list, v.objects(int(k), preps)...)
	}
	return list
}

// follows tells whether the words after the first of a trigger stand below verb
// p: as particle, object, predicate or preposition with its object. It returns
// the last word's token.
func (v *view) follows(c *clause, trigger []string) (light int, ok bool) {
	at := c.verb
	light = c.verb
	for _, w := range trigger {
		found := -1
		for k := v.first[at]; k >= 0 && found < 0; k = v.next[k] {
			switch v.dep(int(k)) {
			case "prt", "dobj", "attr", "acomp", "prep", "pobj", "advmod", "npadvmod", "oprd", "nsubjpass", "compound":
				if v.lower[k] == w || v.lemma(int(k)) == w && v.dep(int(k)) != "prep" { // "according" is no accord
					found = int(k)
				} else if n := v.counted(int(k)); v.lemma(n) == w {
					found = n
				}
			}
		}
		if found < 0 && at == c.verb {
			for _, o := range c.obj {
				if v.lemma(o) == w {
					found = o
				}
				for _, k := range v.kids(o, "amod") {
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
		if v.dep(found) != "prt" { // "carry out an attack": a particle governs nothing
			at = found
		}
	}
	return light, true
}

// role returns the head tokens that fill a role of clause c.
func (v *view) role(c *clause, light int, role []string) []int {
	var list []int
	for _, r := range role {
		switch r {
		case "subj":
			list = append(list, c.subj...)
		case "obj":
			list = append(list, c.obj...)
		case "theme":
			list = append(list, v.theme(c.verb)...)
		case "owner":
			for _, o := range c.obj {
				list = append(list, v.objects(o, []string{"by", "from"})...)
				list = append(list, v.kids(o, "poss")...)
				list = append(list, v.modifiers(o)...)
			}
		case "source":
			list = append(list, v.source(c.verb)...)
		case "target":
			list = append(list, v.aimed(c.verb)...)
		case "whose":
			list = append(list, v.whose(c)...)
		case "asset":
			list = append(list, v.struck(c, light)...)
		case "league":
			list = append(list, v.league(c.subj)...)
		case "matter", "must", "unless":
			list = append(list, v.affair(c.verb, r)...)
			if light >= 0 && light != c.verb {
				list = append(list, v.affair(light, r)...)
			}
		case "retained":
			list = append(list, v.retained(c)...)
		case "in":
			if c.where >= 0 {
				list = append(list, c.where)
			}
		}
	}
	list = append(list, v.objects(c.verb, role)...)
	if k := v.sharing(c.verb); k >= 0 && len(list) == 0 {
		list = append(list, v.objects(k, role)...)
	}
	if len(list) == 0 && light >= 0 && has(role, "from") { // "a degree in economics from Acme University", the way the parse has it
		for _, o := range v.objects(c.verb, []string{"of", "in"}) {
			if v.cover[o] < 0 {
				list = append(list, v.objects(o, role)...)
			}
		}
	}
	if light >= 0 && light != c.verb {
		list = append(list, v.objects(light, role)...)
		if h := v.head(v.head(light)); h != light && h != c.verb && v.counted(h) == light {
			list = append(list, v.objects(h, role)...) // "a series of bombs | in Zed"
		}
		if has(role, "of") {
			list = append(list, v.kids(light, "poss")...) // "joined Acme's board"
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
