package relation

import (
	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
	"github.com/newsgraph/newsgraph/extract/syntax"
)

// holders finds who has the post: the name after it, beside it, its subject, or
// the person whom the whole phrase refers to.
func (v *view) holders(p *post) []holder {
	if h := v.titleHolder(p); len(h) > 0 {
		return h
	}
	if h := v.apposed(p); len(h) > 0 {
		return h
	}
	if h := v.predicated(p); len(h) > 0 {
		return h
	}
	if h := v.including(p); len(h) > 0 {
		return h
	}
	switch v.Dep(p.head) {
	case "attr", "oprd", "appos", "acomp":
		return nil
	}
	if m := v.heads[p.head]; m >= 0 && v.Mentions[m].Form == extract.Nominal {
		return []holder{{end: m2end(v, m), frame: "noun", clause: p.head, presupposed: true}}
	}
	return nil
}

// including returns the names that a plural role takes in: "analysts at Acme,
// including Bo Lin"; and the name between a verb and its role, where the parse
// has it modify the role: "Acme appointed Bo Lin chief executive".
func (v *view) including(p *post) []holder {
	var list []holder
	if v.Phrase(p.End - 1).Plural() {
		named := v.Objects(p.head, []string{lexicon.Including})
		for _, o := range v.Objects(p.head, []string{lexicon.As, lexicon.Like}) {
			if as := v.Head(o); v.lower[as] == lexicon.Like || as > 0 && v.lower[as-1] == lexicon.Such {
				named = append(named, o) // "member states of Acme such as A and B"
			}
		}
		for _, o := range named {
			for _, c := range v.Conjuncts(o) {
				if m := v.cover[c]; m >= 0 && (v.kind(m) == extract.Person || v.x.words.league[v.Lemma(p.End-1)] && v.kind(m) == extract.Place) {
					list = append(list, holder{end: m2end(v, m), frame: "appositive", clause: p.head, presupposed: true})
				}
			}
		}
		return list
	}
	verb := v.Head(p.head)
	if p.Start == 0 || v.Dep(p.head) != "dobj" && v.Dep(p.head) != "oprd" || !v.IsVerb(verb) {
		return nil
	}
	if !v.x.words.appoint[v.Lemma(verb)] {
		return nil
	}
	if m := v.cover[p.Start-1]; p.Start > verb+1 && m >= 0 && v.kind(m) == extract.Person && v.Mentions[m].Start > verb {
		list = append(list, holder{end: m2end(v, m), frame: "copula", clause: verb})
	}
	return list
}

// nameAt returns the name that begins at token i, past quotes and short
// honorifics, or -1.
func (v *view) nameAt(i int) int {
	for n := 0; n < 3 && i < len(v.Tokens); n++ {
		if m := v.cover[i]; m >= 0 {
			return m
		}
		switch w := v.lower[i]; {
		case nameTitles.Has(w):
		default:
			if v.Tokens[i].Tag != "``" {
				return -1
			}
		}
		i++
	}
	return -1
}

// titleHolder is the name right after the role: "Acme Chairman Bo Lin"; a plural
// role takes the whole list.
func (v *view) titleHolder(p *post) []holder {
	m := v.nameAt(p.End)
	if m < 0 && p.right > p.End && v.lower[p.End] != lexicon.In { // "the Ambassador of Ruritania Bo Lin"
		m = v.nameAt(p.right)
	}
	if i := p.End; m < 0 && i+1 < len(v.Tokens) && (v.lower[i] == lexicon.To || v.lower[i] == lexicon.In) && v.cover[i+1] >= 0 && v.kind(v.cover[i+1]) == extract.Place {
		m = v.nameAt(v.Mentions[v.cover[i+1]].End) // "the representative to Ruritania Bo Lin"
	}
	if m < 0 || v.Mentions[m].Start < p.End && v.Mentions[m].Start <= p.Start && v.kind(m) != extract.Person {
		return nil
	}
	for _, b := range p.bodies {
		if b.entity == v.Mentions[m].Entity {
			return nil // "the founder of | Acme for Zed": one name
		}
	}
	list := []holder{{end: m2end(v, m), frame: "title", clause: p.head, presupposed: true}}
	if !v.Phrase(p.End - 1).Plural() {
		return list
	}
	for {
		i := v.Mentions[m].End
		if i >= len(v.Tokens)-1 || !titleJoins.Has(v.lower[i]) && v.Tokens[i].POS != "CCONJ" {
			return list
		}
		if v.lower[i+1] == lexicon.And {
			i++
		}
		n := v.nameAt(i + 1)
		if n < 0 || v.kind(n) != v.kind(m) {
			return list
		}
		m = n
		list = append(list, holder{end: m2end(v, m), frame: "title", clause: p.head, presupposed: true})
	}
}

// apposed is the name beside the role, with a comma between: "Bo Lin, 29,
// chairman of Acme" and "the chairman of Acme, Bo Lin".
func (v *view) apposed(p *post) []holder {
	left := v.Dep(p.head) == "appos" && v.cover[v.Head(p.head)] >= 0 && v.Head(p.head) < p.left // "A, wife of B, C and D"
	if m := v.apposedRight(p); m >= 0 && !left && v.Dep(v.HeadOf(v.Mentions[m].Span)) == "appos" && v.Governs(p.head, v.HeadOf(v.Mentions[m].Span)) {
		return []holder{{end: m2end(v, m), frame: "appositive", clause: p.head, presupposed: true}}
	}
	if m := v.apposedLeft(p); m >= 0 {
		if v.Dep(p.head) != "appos" && v.definite(p) && v.apposedRight(p) >= 0 {
			return nil // "A, the head of Acme, B": either
		}
		return v.together2(m, p)
	}
	if m := v.apposedRight(p); m >= 0 {
		return []holder{{end: m2end(v, m), frame: "appositive", clause: p.head, presupposed: true}}
	}
	return nil
}

// together2 gives a plural role to both names before it: "A and B, founders of Acme".
func (v *view) together2(m int, p *post) []holder {
	list := []holder{{end: m2end(v, m), frame: "appositive", clause: p.head, presupposed: true}}
	if !v.Phrase(p.End - 1).Plural() {
		return list
	}
	for _, c := range v.Conjuncts(v.Mentions[m].Head)[1:] {
		if n := v.cover[c]; n >= 0 && c < p.left && v.kind(n) == v.kind(m) {
			list = append(list, holder{end: m2end(v, n), frame: "appositive", clause: p.head, presupposed: true})
		}
	}
	for {
		i := v.Mentions[m].Start - 1
		if i < 1 || v.Tokens[i].POS != "CCONJ" && v.lower[i] != "," {
			return list
		}
		n := v.cover[i-1]
		if n < 0 || v.kind(n) != v.kind(m) {
			return list
		}
		m = n
		list = append(list, holder{end: m2end(v, m), frame: "appositive", clause: p.head, presupposed: true})
	}
}

func (v *view) apposedLeft(p *post) int {
	if v.Tokens[p.left].Tag == "WP$" { // "Acme, whose chairman …"
		return -1
	}
	if v.Dep(p.head) == "appos" {
		h := v.Head(p.head)
		if m := v.mentionOf(h); m >= 0 && v.Mentions[m].Form == extract.Proper && h < p.left {
			return m
		}
	}
	i := p.left - 1
	for n := 0; i > 0 && n < 6; n++ {
		switch v.Tokens[i].POS {
		case "DET", "ADJ", "NOUN", "ADV", "PROPN":
			if v.cover[i] >= 0 {
				return -1
			}
			i--
			continue
		}
		break
	}
	if i < 1 || v.lower[i] != "," && v.lower[i] != "(" && v.lower[i] != "-" && v.lower[i] != "–" && v.lower[i] != "—" {
		return -1
	}
	i--
	if v.Tokens[i].POS == "NUM" && i > 1 && v.lower[i-1] == "," { // an age
		i -= 2
	}
	m := v.cover[i]
	if m < 0 || v.Mentions[m].End != i+1 {
		return -1
	}
	if d := v.Dep(p.head); (d == "nsubj" || d == "nsubjpass") && v.Dep(v.HeadOf(v.Mentions[m].Span)) == "pobj" {
		return -1 // "After talks in Zed, Acme members said …"
	}
	if v.Dep(p.head) == "conj" && v.Head(p.head) != v.Mentions[m].Head && v.IsNoun(v.Head(p.head)) && !v.Mentions[m].Contains(v.Head(p.head)) && v.Dep(v.Head(p.head)) != "appos" {
		return -1 // the next member of a list
	}
	return m
}

func (v *view) apposedRight(p *post) int {
	i := p.right
	if i >= len(v.Tokens)-1 {
		return -1
	}
	comma := v.lower[i] == ","
	if !comma && v.lower[i] != "(" && v.lower[i] != "—" && v.lower[i] != "–" {
		return -1
	}
	m := v.nameAt(i + 1)
	if m < 0 && comma && v.definite(p) { // "the founder of Acme, political activist Bo Lin,"
		m, _ = v.nextName(i+1, 3)
		if m >= 0 && v.kind(m) != extract.Person {
			m = -1
		}
	}
	if m < 0 || v.kind(m) != extract.Person && v.kind(m) != extract.Organization && (v.kind(m) != extract.Place || !v.spatial(p)) {
		return -1
	}
	e := v.Mentions[m].End
	if e < len(v.Tokens) && v.IsVerb(e) && v.x.words.say[v.Clause(e).Phrasal()] && !v.fronted(p, m) {
		return -1 // "Acme named Bo Lin as its director, minister Di Ray said"
	}
	if e < len(v.Tokens) && v.Tokens[e].POS == "CCONJ" && v.Dep(v.Mentions[m].Head) != "appos" || e < len(v.Tokens) && v.Tokens[e].Tag == "POS" {
		return -1
	}
	if d := v.Dep(v.HeadOf(v.Mentions[m].Span)); d == "appos" || comma && d != "conj" && (e >= len(v.Tokens) || v.Tokens[e].POS == "PUNCT") {
		return m
	}
	if v.definite(p) || comma && v.fronted(p, m) {
		return m
	}
	return -1
}

// fronted reports whether the phrase opens its sentence and name m is the
// subject after it: "A member of Acme, Bo Lin was …".
func (v *view) fronted(p *post, m int) bool {
	start := v.Sentence(p.head).Start
	for start < p.left && (v.Tokens[start].Space() || v.Tokens[start].POS == "DET" || v.Tokens[start].POS == "ADJ") {
		start++
	}
	d := v.Dep(v.HeadOf(v.Mentions[m].Span))
	return p.left <= start && (d == "nsubj" || d == "nsubjpass")
}

// definite reports whether the phrase begins with "the", a possessive or a name.
func (v *view) definite(p *post) bool {
	return v.lower[p.left] == lexicon.The || v.Tokens[p.left].Tag == "PRP$" || v.cover[p.left] >= 0
}

// predicated is the role as predicate or after "as": "Bo Lin is chairman",
// "was named chairman", "stepped down as chairman", "replaced A as chairman".
func (v *view) predicated(p *post) []holder {
	at := p.head
	for n := 0; n < 4 && (v.Dep(at) == "conj" && v.IsNoun(v.Head(at)) || v.Dep(at) == "appos" && v.cover[v.Head(at)] < 0 && v.Head(at) < at); n++ {
		at = v.Head(at) // "was an educator and professor at Acme", "is a banker, head of Acme"
	}
	if v.Dep(at) == "pobj" && at != p.head && v.cover[at] >= 0 { // "a zoologist at Acme and the founder of Zed"
		if g := v.Head(v.Head(at)); v.Dep(g) == "attr" || v.Dep(g) == "appos" {
			at = g
		}
	}
	if g := v.Head(v.Head(at)); v.Dep(at) == "pobj" && v.lower[v.Head(at)] == lexicon.Of && one.Has(v.lower[g]) && (len(p.bodies) == 0 || !v.adjectival(p.bodies[0])) {
		at = g // "is one of the founders of Acme"
	}
	h := v.Head(at)
	if v.Dep(at) == "conj" && v.Lemma(h) == lexicon.Be {
		return v.predicate(p, h, false)
	}
	switch v.Dep(at) {
	case "attr", "oprd", "acomp", "dobj", "xcomp", "ccomp", "appos":
		if v.Dep(at) == "appos" && at != p.head && v.mentionOf(h) >= 0 && v.Mentions[v.mentionOf(h)].Form == extract.Proper {
			return []holder{{end: m2end(v, v.mentionOf(h)), frame: "appositive", clause: p.head, presupposed: true}}
		}
		if v.IsVerb(h) {
			return v.predicate(p, h, false)
		}
	case "nsubj":
		if v.Lemma(h) == lexicon.Be && (v.Child(at, "poss") >= 0 || p.right > p.End) { // "Acme, whose chairman is Bo Lin", "the head of Acme is Bo Lin"
			var list []holder
			for _, k := range v.Children(h, "attr") {
				if e := v.ends(k, false); v.cover[k] < 0 && len(e) == 1 && v.kind(e[0].mention) == extract.Person && v.Subtree(k).Contains(v.Mentions[e[0].mention].Start) {
					list = append(list, holder{end: e[0], frame: "copula", clause: h}) // "his father was the painter Bo Lin"
				}
				for _, c := range v.Conjuncts(k) {
					if m := v.cover[c]; m >= 0 && (c == k || v.Phrase(p.End-1).Plural()) {
						list = append(list, holder{end: m2end(v, m), frame: "copula", clause: h})
					}
				}
			}
			return list
		}
		if include.Has(v.Lemma(h)) {
			return v.predicate(p, h, false)
		}
	case "pobj":
		if v.lower[h] == lexicon.Among && v.Lemma(v.Head(h)) == lexicon.Be {
			return v.predicate(p, v.Head(h), false)
		}
		if v.lower[h] == lexicon.As && v.IsVerb(v.Head(h)) {
			return v.predicate(p, v.Head(h), true)
		}
		if g := v.Head(h); v.lower[h] == lexicon.To && promotingVerbs.Has(v.Lemma(g)) {
			return v.predicate(p, g, true)
		}
	}
	return nil
}

func (v *view) predicate(p *post, verb int, as bool) []holder {
	c := v.Arguments(verb)
	var list []holder
	to := v.Child(p.head, "relcl", "acl")
	holds := v.Clause(verb).Negated() && (to >= 0 && v.Clause(to).Infinitive() && v.x.words.ordinal[v.Phrase(p.head).Adjective()] || // "was not the first leader to go": is one
		v.Dep(p.head) == "conj" && v.HasChild(v.Head(p.head), "cc", lexicon.But)) // "is not the chairman but the owner"
	add := func(tokens []int, former bool) {
		for _, t := range tokens {
			for _, e := range v.ends(t, false) {
				list = append(list, holder{end: e, frame: "copula", clause: verb, former: former, presupposed: holds})
			}
		}
	}
	switch l, w := v.Lemma(verb), &v.x.words; {
	case l == lexicon.Be:
		if !as {
			add(c.Subjects, v.past(verb))
		}
		if len(list) > 1 && v.Tokens[p.head].Tag == "NN" && !v.x.words.demote[v.lower[p.Start]] {
			return nil // "A and B are the founder": a list that is none
		}
	case include.Has(l): // "members of Acme include A and B"
		add(c.Objects, false)
	case take.Has(l): // "took over as chairman"
		if as {
			add(c.Subjects, false)
		}
	case becomingVerbs.Has(l):
		add(c.Subjects, false)
	case w.serve[l]:
		if as {
			add(c.Subjects, v.past(verb) && serveAs.Has(l))
		}
	case w.leave[l]:
		add(c.Subjects, true)
	case w.appoint[l]:
		add(notSelf(v, c), false)
		for i := range list {
			list[i].mood = v.annulled(verb)
		}
	case nominatingVerbs.Has(l):
		add(c.Objects, false)
		for i := range list {
			list[i].mood = possible
		}
	case w.succeed[l] || follow.Has(l):
		if as {
			add(c.Subjects, false)
			add(c.Objects, true)
		}
	case w.oust[l]:
		if as {
			add(c.Objects, true)
		}
	}
	return list
}

// notSelf returns the object, or the subject where the object is a reflexive
// ("made himself chairman").
func notSelf(v *view, c syntax.Arguments) []int {
	for _, o := range append(c.Objects, v.Children(c.Verb, "ccomp", "nsubj")...) {
		if reflexivePronouns.Has(v.lower[o]) {
			return c.Subjects
		}
	}
	for k := v.First(c.Verb); k >= 0; k = v.Next(k) {
		for _, n := range v.Children(k, "nsubj") {
			if l := v.lower[n]; singularReflexives.Has(l) {
				return c.Subjects
			}
		}
	}
	return c.Objects
}

// past reports whether a copula speaks of a time that is over: "was then",
// "was … until", "had been", "used to be".
func (v *view) past(verb int) bool {
	if v.Tokens[verb].Tag != "VBD" && !v.Clause(verb).Pluperfect() {
		return false
	}
	for k := v.First(verb); k >= 0; k = v.Next(k) {
		if v.Dep(k) == "advcl" && (v.HasChild(k, "mark", lexicon.Before, lexicon.Until) || v.HasChild(k, "advmod", lexicon.When)) ||
			v.Dep(k) == "attr" && v.HasChild(k, "prep", lexicon.Until, lexicon.Till) {
			return true
		}
		if pastAdverbs.Has(v.lower[k]) {
			return true
		}
	}
	return v.Clause(verb).Pluperfect() || v.over(verb)
}

// ousted reports whether token i, a name or a role, is somebody who loses a post
// by the verb above: "fired its chairman", "was replaced".
func (v *view) ousted(i int) bool {
	if d := v.Dep(i); d != "dobj" && d != "nsubjpass" {
		return false
	}
	h := v.Head(i)
	if l := v.Lemma(h); !v.x.words.oust[l] && !replace.Has(l) {
		return false
	}
	s := v.status(h)
	return !s.negated && s.mood == plain
}
