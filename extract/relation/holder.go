package relation

import (
	"github.com/newsgraph/newsgraph/extract"
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
	switch v.dep(p.head) {
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
	if v.plural(p.End - 1) {
		named := v.objects(p.head, []string{"including"})
		for _, o := range v.objects(p.head, []string{"as", "like"}) {
			if as := v.head(o); v.lower[as] == "like" || as > 0 && v.lower[as-1] == "such" {
				named = append(named, o) // "member states of Acme such as A and B"
			}
		}
		for _, o := range named {
			for _, c := range v.conjuncts(o) {
				if m := v.cover[c]; m >= 0 && (v.kind(m) == extract.Person || v.x.words.league[v.lemma(p.End-1)] && v.kind(m) == extract.Place) {
					list = append(list, holder{end: m2end(v, m), frame: "appositive", clause: p.head, presupposed: true})
				}
			}
		}
		return list
	}
	verb := v.head(p.head)
	if p.Start == 0 || v.dep(p.head) != "dobj" && v.dep(p.head) != "oprd" || !v.verb(verb) {
		return nil
	}
	if !v.x.words.appoint[v.lemma(verb)] {
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
		switch v.lower[i] {
		case "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "gen.", "gen", "professor", "prof", "prof.", "lord", "rev.", "rev", "sheikh", "justice":
		default:
			if v.Tokens[i].Tag != "``" {
				return -1
			}
		}
		i++
	}
	return -1
}

// plural reports whether role word i is a plural, whatever its tag.
func (v *view) plural(i int) bool {
	w := v.lower[i]
	return w[len(w)-1] == 's' && w != "boss" && (v.Tokens[i].Tag == "NNS" || v.Tokens[i].Tag == "NNPS" || v.lemma(i)+"s" == w || w == "mps" || w == "meps")
}

// titleHolder is the name right after the role: "Acme Chairman Bo Lin"; a plural
// role takes the whole list.
func (v *view) titleHolder(p *post) []holder {
	m := v.nameAt(p.End)
	if m < 0 && p.right > p.End && v.lower[p.End] != "in" { // "the Ambassador of Ruritania Bo Lin"
		m = v.nameAt(p.right)
	}
	if i := p.End; m < 0 && i+1 < len(v.Tokens) && (v.lower[i] == "to" || v.lower[i] == "in") && v.cover[i+1] >= 0 && v.kind(v.cover[i+1]) == extract.Place {
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
	if !v.plural(p.End - 1) {
		return list
	}
	for {
		i := v.Mentions[m].End
		if i >= len(v.Tokens)-1 || v.lower[i] != "," && v.lower[i] != "and" && v.lower[i] != "und" && v.Tokens[i].POS != "CCONJ" {
			return list
		}
		if v.lower[i+1] == "and" {
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
	left := v.dep(p.head) == "appos" && v.cover[v.head(p.head)] >= 0 && v.head(p.head) < p.left // "A, wife of B, C and D"
	if m := v.apposedRight(p); m >= 0 && !left && v.dep(v.top(v.Mentions[m].Span)) == "appos" && v.governs(p.head, v.top(v.Mentions[m].Span)) {
		return []holder{{end: m2end(v, m), frame: "appositive", clause: p.head, presupposed: true}}
	}
	if m := v.apposedLeft(p); m >= 0 {
		if v.dep(p.head) != "appos" && v.definite(p) && v.apposedRight(p) >= 0 {
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
	if !v.plural(p.End - 1) {
		return list
	}
	for _, c := range v.conjuncts(v.Mentions[m].Head)[1:] {
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
	if v.dep(p.head) == "appos" {
		h := v.head(p.head)
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
	if d := v.dep(p.head); (d == "nsubj" || d == "nsubjpass") && v.dep(v.top(v.Mentions[m].Span)) == "pobj" {
		return -1 // "After talks in Zed, Acme members said …"
	}
	if v.dep(p.head) == "conj" && v.head(p.head) != v.Mentions[m].Head && v.noun(v.head(p.head)) && !v.Mentions[m].Contains(v.head(p.head)) && v.dep(v.head(p.head)) != "appos" {
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
	if e < len(v.Tokens) && v.verb(e) && v.x.words.say[v.phrasal(e)] && !v.fronted(p, m) {
		return -1 // "Acme named Bo Lin as its director, minister Di Ray said"
	}
	if e < len(v.Tokens) && v.Tokens[e].POS == "CCONJ" && v.dep(v.Mentions[m].Head) != "appos" || e < len(v.Tokens) && v.Tokens[e].Tag == "POS" {
		return -1
	}
	if d := v.dep(v.top(v.Mentions[m].Span)); d == "appos" || comma && d != "conj" && (e >= len(v.Tokens) || v.Tokens[e].POS == "PUNCT") {
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
	start := v.sentence(p.head).Start
	for start < p.left && (v.Tokens[start].Space() || v.Tokens[start].POS == "DET" || v.Tokens[start].POS == "ADJ") {
		start++
	}
	d := v.dep(v.top(v.Mentions[m].Span))
	return p.left <= start && (d == "nsubj" || d == "nsubjpass")
}

// definite reports whether the phrase begins with "the", a possessive or a name.
func (v *view) definite(p *post) bool {
	return v.lower[p.left] == "the" || v.Tokens[p.left].Tag == "PRP$" || v.cover[p.left] >= 0
}

// predicated is the role as predicate or after "as": "Bo Lin is chairman",
// "was named chairman", "stepped down as chairman", "replaced A as chairman".
func (v *view) predicated(p *post) []holder {
	at := p.head
	for n := 0; n < 4 && (v.dep(at) == "conj" && v.noun(v.head(at)) || v.dep(at) == "appos" && v.cover[v.head(at)] < 0 && v.head(at) < at); n++ {
		at = v.head(at) // "was an educator and professor at Acme", "is a banker, head of Acme"
	}
	if v.dep(at) == "pobj" && at != p.head && v.cover[at] >= 0 { // "a zoologist at Acme and the founder of Zed"
		if g := v.head(v.head(at)); v.dep(g) == "attr" || v.dep(g) == "appos" {
			at = g
		}
	}
	if g := v.head(v.head(at)); v.dep(at) == "pobj" && v.lower[v.head(at)] == "of" && v.lower[g] == "one" && (len(p.bodies) == 0 || !v.adjectival(p.bodies[0])) {
		at = g // "is one of the founders of Acme"
	}
	h := v.head(at)
	if v.dep(at) == "conj" && v.lemma(h) == "be" {
		return v.predicate(p, h, false)
	}
	switch v.dep(at) {
	case "attr", "oprd", "acomp", "dobj", "xcomp", "ccomp", "appos":
		if v.dep(at) == "appos" && at != p.head && v.mentionOf(h) >= 0 && v.Mentions[v.mentionOf(h)].Form == extract.Proper {
			return []holder{{end: m2end(v, v.mentionOf(h)), frame: "appositive", clause: p.head, presupposed: true}}
		}
		if v.verb(h) {
			return v.predicate(p, h, false)
		}
	case "nsubj":
		if v.lemma(h) == "be" && (v.kid(at, "poss") >= 0 || p.right > p.End) { // "Acme, whose chairman is Bo Lin", "the head of Acme is Bo Lin"
			var list []holder
			for _, k := range v.kids(h, "attr") {
				if e := v.ends(k, false); v.cover[k] < 0 && len(e) == 1 && v.kind(e[0].mention) == extract.Person && v.subtree(k).Contains(v.Mentions[e[0].mention].Start) {
					list = append(list, holder{end: e[0], frame: "copula", clause: h}) // "his father was the painter Bo Lin"
				}
				for _, c := range v.conjuncts(k) {
					if m := v.cover[c]; m >= 0 && (c == k || v.plural(p.End-1)) {
						list = append(list, holder{end: m2end(v, m), frame: "copula", clause: h})
					}
				}
			}
			return list
		}
		if v.lemma(h) == "include" {
			return v.predicate(p, h, false)
		}
	case "pobj":
		if v.lower[h] == "among" && v.lemma(v.head(h)) == "be" {
			return v.predicate(p, v.head(h), false)
		}
		if v.lower[h] == "as" && v.verb(v.head(h)) {
			return v.predicate(p, v.head(h), true)
		}
		if g := v.head(h); v.lower[h] == "to" && (v.lemma(g) == "promote" || v.lemma(g) == "elevate") {
			return v.predicate(p, g, true)
		}
	}
	return nil
}

func (v *view) predicate(p *post, verb int, as bool) []holder {
	c := v.clause(verb)
	var list []holder
	to := v.kid(p.head, "relcl", "acl")
	holds := v.negated(verb) && (to >= 0 && v.infinitive(to) && v.x.words.ordinal[v.firstModifier(p.head)] || // "was not the first leader to go": is one
		v.dep(p.head) == "conj" && v.kidIs(v.head(p.head), "cc", "but")) // "is not the chairman but the owner"
	add := func(tokens []int, former bool) {
		for _, t := range tokens {
			for _, e := range v.ends(t, false) {
				list = append(list, holder{end: e, frame: "copula", clause: verb, former: former, presupposed: holds})
			}
		}
	}
	switch l, w := v.lemma(verb), &v.x.words; {
	case l == "be":
		if !as {
			add(c.subj, v.past(verb))
		}
		if len(list) > 1 && v.Tokens[p.head].Tag == "NN" && !v.x.words.demote[v.lower[p.Start]] {
			return nil // "A and B are the founder": a list that is none
		}
	case l == "include": // "members of Acme include A and B"
		add(c.obj, false)
	case l == "take": // "took over as chairman"
		if as {
			add(c.subj, false)
		}
	case l == "become" || l == "remain" || l == "stay":
		add(c.subj, false)
	case w.serve[l]:
		if as {
			add(c.subj, v.past(verb) && l == "serve")
		}
	case w.leave[l]:
		add(c.subj, true)
	case w.appoint[l]:
		add(notSelf(v, c), false)
		for i := range list {
			list[i].mood = v.annulled(verb)
		}
	case l == "nominate" || l == "propose":
		add(c.obj, false)
		for i := range list {
			list[i].mood = possible
		}
	case w.succeed[l] || l == "follow":
		if as {
			add(c.subj, false)
			add(c.obj, true)
		}
	case w.oust[l]:
		if as {
			add(c.obj, true)
		}
	}
	return list
}

// notSelf returns the object, or the subject where the object is a reflexive
// ("made himself chairman").
func notSelf(v *view, c clause) []int {
	for _, o := range append(c.obj, v.kids(c.verb, "ccomp", "nsubj")...) {
		switch v.lower[o] {
		case "himself", "herself", "itself", "themselves":
			return c.subj
		}
	}
	for k := v.first[c.verb]; k >= 0; k = v.next[k] {
		for _, n := range v.kids(int(k), "nsubj") {
			if l := v.lower[n]; l == "himself" || l == "herself" || l == "itself" {
				return c.subj
			}
		}
	}
	return c.obj
}

// past reports whether a copula speaks of a time that is over: "was then",
// "was … until", "had been", "used to be".
func (v *view) past(verb int) bool {
	if v.Tokens[verb].Tag != "VBD" && !v.kidPast(verb) {
		return false
	}
	for k := v.first[verb]; k >= 0; k = v.next[k] {
		if v.dep(int(k)) == "advcl" && (v.kidIs(int(k), "mark", "before", "until") || v.kidIs(int(k), "advmod", "when")) || v.dep(int(k)) == "attr" && v.kidIs(int(k), "prep", "until", "till") {
			return true
		}
		switch v.lower[k] {
		case "then", "until", "previously", "formerly", "once", "earlier", "from", "between", "before", "when", "till":
			return true
		}
	}
	return v.kidPast(verb) || v.over(verb)
}

// ousted reports whether token i, a name or a role, is somebody who loses a post
// by the verb above: "fired its chairman", "was replaced".
func (v *view) ousted(i int) bool {
	if d := v.dep(i); d != "dobj" && d != "nsubjpass" {
		return false
	}
	h := v.head(i)
	if l := v.lemma(h); !v.x.words.oust[l] && l != "replace" {
		return false
	}
	s := v.status(h)
	return !s.negated && s.mood == plain
}

// kidPast reports a pluperfect or "used to".
func (v *view) kidPast(verb int) bool {
	for k := v.first[verb]; k >= 0; k = v.next[k] {
		if v.dep(int(k)) == "aux" && v.lower[k] == "had" {
			return true
		}
	}
	return v.dep(verb) == "xcomp" && v.lemma(v.head(verb)) == "use"
}
