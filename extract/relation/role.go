package relation

import (
	"newsgraph/extract"
)

// A post is a role noun in the text ("former deputy chairman") with what stands
// before and after it.
type post struct {
	extract.Span     // the role's words, from "deputy" on
	head         int // its head token
	left         int // first token of the noun phrase, determiners included
	right        int // end of the "of …" phrase after it
	triggers     []trigger
	former       bool
	mood         mood
	bodies       []end // whose role
	chain        int   // the post that this one is coordinated with, -1 for none
	holders      []holder
}

// A holder is who has a post, and the construction that says so.
type holder struct {
	end
	frame       string
	clause      int
	presupposed bool
	former      bool
	mood        mood
}

// roles proposes candidates for every role noun with a body and a holder.
func (v *view) roles() {
	var posts []post
	for i := 0; i < len(v.Tokens); i++ {
		p, ok := v.postAt(i)
		if v.lower[i] == "counterpart" && len(posts) > 0 {
			p, ok = v.counterpart(i, &posts[len(posts)-1])
		}
		if !ok {
			continue
		}
		v.bodies(&p)
		p.chain = -1
		for n := len(posts) - 1; n >= 0 && n >= len(posts)-4; n-- {
			if v.dep(p.head) == "conj" && v.head(p.head) == posts[n].head || v.joined(posts[n].End, p.left) {
				p.chain = n
				break
			}
		}
		p.holders = v.holders(&p)
		if p.chain >= 0 {
			v.share(&posts[p.chain], &p)
		}
		if n := len(posts) - 1; n >= 0 && v.stacked(&posts[n], &p) {
			posts[n].holders = p.holders // "Acme Chairman Rear Admiral Bo Lin"
			v.proposePost(&posts[n])
			p.bodies = nil
		}
		v.proposePost(&p)
		v.surnamed(&p)
		posts = append(posts, p)
		i = p.End - 1
	}
}

// counterpart is "her Ruritanian counterpart Di Ray": the role of the post named
// before it in the sentence, for another body.
func (v *view) counterpart(i int, before *post) (post, bool) {
	if len(before.holders) == 0 || v.SentenceOf(before.Start) != v.SentenceOf(i) {
		return post{}, false
	}
	p := post{Span: extract.Span{Start: i, End: i + 1}, head: i, left: i, triggers: before.triggers}
	return p, true
}

// stacked reports whether post p is a second title right after q, before the
// name of both.
func (v *view) stacked(q, p *post) bool {
	return len(q.bodies) > 0 && len(q.holders) == 0 && q.right == q.End && len(p.holders) > 0 && p.holders[0].frame == "title" &&
		p.Start >= q.End && p.Start-q.End <= 1 && p.left <= q.Start && v.Tokens[q.End].POS != "PUNCT" && v.Tokens[q.End].POS != "CCONJ"
}

// surnamed is "Presidents Bo Lin of Ruritania and Di Ray of Sylvania": the body
// after the name; it holds for each name of the list that follows the title.
func (v *view) surnamed(p *post) {
	if len(p.bodies) > 0 || len(p.holders) == 0 || p.holders[0].frame != "title" {
		return
	}
	for m := p.holders[0].mention; m >= 0; {
		e := v.Mentions[m].End
		if e+1 >= len(v.Tokens) || v.lower[e] != "of" {
			return
		}
		o := v.cover[e+1]
		if v.lower[e+1] == "the" && e+2 < len(v.Tokens) {
			o = v.cover[e+2]
		}
		if o < 0 || v.kind(o) != extract.Place && v.kind(o) != extract.Organization {
			return
		}
		q := *p
		q.holders = []holder{{end: m2end(v, m), frame: "title", clause: p.head, presupposed: true}}
		q.bodies = []end{m2end(v, o)}
		v.proposePost(&q)
		e = v.Mentions[o].End
		for e < len(v.Tokens)-1 && (v.lower[e] == "," || v.lower[e] == "and") {
			e++
		}
		if m = v.cover[e]; m >= 0 && (v.kind(m) != extract.Person || !v.plural(p.End-1)) {
			return
		}
	}
}

// joined reports whether only "and" stands between tokens i and k.
func (v *view) joined(i, k int) bool {
	return i < k && k-i <= 2 && (v.Tokens[i].POS == "CCONJ" || v.lower[i] == "," || v.lower[i] == "/") && (k-i == 1 || v.Tokens[i+1].POS == "CCONJ")
}

// share lets two coordinated posts have body and holder in common: "founder and
// chief executive of Acme", "Acme founder and chairman Bo Lin".
func (v *view) share(q, p *post) {
	own := v.Tokens[p.left].POS == "DET" || p.left > 0 && v.Tokens[p.left-1].POS == "DET" // "a minister and a member of Acme"
	bare := len(q.bodies) == 0 && q.right == q.End && !own
	if len(p.bodies) == 0 && p.right == p.End && !own {
		p.bodies = q.bodies
	}
	if len(p.holders) == 0 {
		p.holders = q.holders
	}
	if bare && len(p.bodies) > 0 {
		if len(q.holders) == 0 {
			q.holders = p.holders
		}
		q.bodies = p.bodies
		v.proposePost(q)
		return
	}
	if len(q.holders) == 0 && len(q.bodies) > 0 && len(p.holders) > 0 && v.joined(q.End, p.left) {
		q.holders = p.holders
		v.proposePost(q)
	}
}

// postAt matches the longest role noun that begins at token i.
func (v *view) postAt(i int) (post, bool) {
	p := post{}
	n := 0
	for _, t := range v.x.candidates(v.lower[i], v.lemma(i)) {
		if n > 0 && len(t.words) < n-1 {
			break
		}
		stop, ok := v.matches(i, t.words)
		if !ok {
			continue
		}
		n = len(t.words) + 1
		p.Span = extract.Span{Start: i, End: stop}
		p.triggers = append(p.triggers, t)
	}
	if n == 0 || v.verb(i) && n == 1 && !v.between(i) {
		return p, false
	}
	if m := v.cover[i]; m >= 0 && v.cover[p.End-1] == m && v.Mentions[m].Start < i && v.kind(m) != extract.Person && v.Mentions[m].End >= p.End {
		return p, false // inside a name: "Prime Minister's Office", "Party of Regions leader" is not
	}
	p.head = v.top(p.Span)
	if v.Tokens[p.head].POS == "VERB" && !v.between(i) {
		return p, false
	}
	v.before(&p)
	if e := p.End; e < len(v.Tokens) {
		if v.lower[e] == "-" && e+1 < len(v.Tokens) {
			e++
		}
		if w := v.lower[e]; w == "elect" || w == "designate" || w == "nominee" || w == "candidate" {
			p.mood = planned
			if w == "candidate" || w == "nominee" {
				p.mood = possible
			}
			p.End = e + 1
		}
	}
	return p, true
}

// between reports whether a word stands between a body and a person ("Acme heads
// Bo Lin and Di Ray"): a title, whatever the tagger says.
func (v *view) between(i int) bool {
	if i == 0 || i+1 >= len(v.Tokens) {
		return false
	}
	m, n := v.cover[i-1], v.cover[i+1]
	return m >= 0 && n >= 0 && v.kind(m) == extract.Organization && v.kind(n) == extract.Person
}

// genitive reports whether token i is a possessive mark, also in text where it
// is set apart ("Acme ’ s").
func (v *view) genitive(i int) bool {
	return v.Tokens[i].Tag == "POS" || v.lower[i] == "s" && i > 0 && (v.lower[i-1] == "’" || v.lower[i-1] == "'")
}

// candidates returns the role triggers whose first word is the form or lemma.
func (x *Extractor) candidates(form, lemma string) []trigger {
	if list, ok := x.roles[form]; ok || form == lemma {
		return list
	}
	return x.roles[lemma]
}

// matches reports whether the words follow token i, hyphens aside.
func (v *view) matches(i int, words []string) (stop int, ok bool) {
	i++
	for _, w := range words {
		if i < len(v.Tokens) && v.lower[i] == "-" {
			i++
		}
		if i >= len(v.Tokens) || v.lower[i] != w && v.lemma(i) != w {
			return 0, false
		}
		i++
	}
	return i, true
}

// before reads the words before a role: "former", "acting", "deputy", "co-".
func (v *view) before(p *post) {
	i := p.Start - 1
	for n := 0; i >= 0 && n < 4; n++ {
		w := v.lower[i]
		switch {
		case w == "-" || w == "–":
		case v.x.words.former[w]:
			p.former = true
		case v.x.words.demote[w]:
			p.Start = i
			p.triggers = v.demote(p.triggers, w)
		case w == "co" || w == "acting" || w == "interim" || w == "honorary" || w == "outgoing" || w == "incumbent" || w == "current" || w == "new" || w == "longtime" || w == "veteran":
			if w == "co" || w == "acting" || w == "interim" {
				p.Start = i
			}
		case w == "incoming" || w == "designated" || w == "aspiring" || w == "would-be":
			p.mood = planned
		default:
			p.left = i + 1
			return
		}
		i--
	}
	p.left = i + 1
}

// widen takes the nouns right before a role into its words: "mining minister".
func (v *view) widen(p *post) {
	for i := p.Start - 1; i >= p.left && i >= p.Start-3; i-- {
		if t := v.Tokens[i]; t.POS != "NOUN" && t.POS != "PROPN" || v.cover[i] >= 0 || v.x.words.former[v.lower[i]] {
			return
		}
		p.Start = i
	}
}

// words returns the role with the nouns right before it: "mining minister".
func (v *view) roleWords(p *post) extract.Span {
	s := p.Span
	for i := p.Start - 1; i >= p.left && i >= p.Start-3; i-- {
		if t := v.Tokens[i]; t.POS != "NOUN" && t.POS != "PROPN" || v.cover[i] >= 0 || v.heads[i] >= 0 || v.x.words.former[v.lower[i]] {
			break
		}
		s.Start = i
	}
	return s
}

// demote replaces triggers by those for "deputy *" and the like, keeping the
// frames.
func (v *view) demote(list []trigger, word string) []trigger {
	var out []trigger
	for _, t := range list {
		for _, d := range v.x.demoted {
			if d.text == word+" *" && d.frame.Name == t.frame.Name {
				out = append(out, d)
			}
		}
	}
	return out
}

// minor demotes the triggers whose frames need what stands after "of" to be the
// body: the director of sales does not lead.
func (v *view) minor(list []trigger) []trigger {
	var out, of []trigger
	for _, t := range list {
		if has(t.frame.Needs, "of") {
			of = append(of, t)
		} else {
			out = append(out, t)
		}
	}
	return append(out, v.demote(of, "of")...)
}

// bodies finds whose role it is: the name before it, or the one after "of".
func (v *view) bodies(p *post) {
	p.right = p.End
	before := v.bodyBefore(p)
	if f := p.frameRoles(); len(f) > 0 && !has(f, "mod") {
		before = nil
	}
	after, plainOf := v.bodyAfter(p)
	switch {
	case len(after) > 0:
		p.bodies = after
		if plainOf { // "director of sales at Acme"
			p.triggers = v.minor(p.triggers)
		}
	case len(before) > 0:
		p.bodies = before
		if plainOf {
			p.triggers = v.minor(p.triggers)
		}
	}
}

// bodyBefore scans left over adjectives and nouns to the nearest name or
// possessive and marks it as somebody's title.
func (v *view) bodyBefore(p *post) []end {
	limit := v.sentence(p.head).Start
	if p.left == limit && limit > 0 { // a sentence cut at "Zed Corp. | Chairman"
		if m := v.cover[limit-1]; m >= 0 && v.lower[limit-1] != "." && v.kind(m) == extract.Organization {
			limit = v.Mentions[m].Start
		}
	}
	poss := false
	for i, n := p.left-1, 0; i >= limit && n < 7; i, n = i-1, n+1 {
		if m := v.cover[i]; m >= 0 && v.Mentions[m].Form == extract.Proper {
			p.left = v.Mentions[m].Start
			v.former(p, i)
			if v.kind(m) == extract.Person && !poss {
				return nil
			}
			if !poss {
				v.titleOf[m] = true
			}
			p.left = v.determiner(p.left)
			return []end{{entity: v.Mentions[m].Entity, mention: m}}
		}
		m := v.heads[i]
		t := v.Tokens[i]
		switch {
		case t.Tag == "PRP$" && m < 0 && i > 1 && v.Tokens[i-1].POS == "CCONJ" && v.cover[i-2] >= 0 && v.kind(v.cover[i-2]) == extract.Person:
			p.left = i // "A and his wife B"
			return []end{m2end(v, v.cover[i-2])}
		case t.Tag == "PRP$" && m >= 0, poss && m >= 0:
			p.left = v.Mentions[m].Start
			return []end{{entity: v.Mentions[m].Entity, mention: m}}
		case v.genitive(i):
			poss = true
		case v.x.words.former[v.lower[i]]:
			p.former = true
		case v.lower[i] == "’" || v.lower[i] == "-" || t.Tag == "``" || t.Tag == "''" || v.lower[i] == "\"":
		case t.POS == "ADJ" || t.POS == "NOUN" || t.POS == "PROPN" || t.POS == "NUM" || t.Tag == "VBN" || t.Tag == "VBG" || t.POS == "ADV":
		case t.POS == "DET" && !poss:
			p.left = i
			return nil
		default:
			return nil
		}
		if !poss {
			p.left = i
		}
	}
	return nil
}

// former looks for "former" before the body: "former Acme boss".
func (v *view) former(p *post, body int) {
	m := v.cover[body]
	for i := v.Mentions[m].Start - 1; i >= 0 && i >= v.Mentions[m].Start-3; i-- {
		switch w := v.lower[i]; {
		case v.x.words.former[w]:
			p.former = true
			p.left = i
			return
		case w == "-":
		default:
			return
		}
	}
}

// determiner moves left over a determiner and adjectives.
func (v *view) determiner(i int) int {
	for i > 0 && (v.Tokens[i-1].POS == "DET" || v.Tokens[i-1].POS == "ADJ" || v.lower[i-1] == "former" || v.lower[i-1] == "ex") {
		i--
	}
	return i
}

// bodyAfter reads "of Acme", "at Acme and Zed Corp."; plainOf reports an "of"
// phrase that names nothing ("director of sales").
func (v *view) bodyAfter(p *post) (list []end, plainOf bool) {
	preps := []string{"of", "at", "for", "with", "in"}
	if f := p.frameRoles(); len(f) > 0 {
		preps = f
	}
	i := p.End
	for n := 0; n < 3 && i < len(v.Tokens); n++ {
		prep := v.lower[i]
		if !has(preps, prep) && (prep != "of" || n > 0) {
			break
		}
		plainOf = plainOf || prep == "of"
		o := v.kid(i, "pobj")
		if o < 0 {
			o = v.nameAfter(i)
		}
		if o < 0 {
			return nil, plainOf
		}
		if !has(preps, prep) { // "professor of physics at Acme"
			i = v.phraseEnd(o)
			p.right = max(p.right, i)
			continue
		}
		if list = v.bodyEnds(o, prep); len(list) > 0 {
			p.right = max(p.right, v.subtreeWithin(o, i))
			for _, e := range list {
				v.bodyOf[e.mention] = true
			}
			return list, plainOf && i != p.End
		}
		plainOf = plainOf && v.lower[o] != "board"
		p.right = max(p.right, o+1)
		i = o + 1
	}
	if i == p.End && i < len(v.Tokens) {
		return v.bareAfter(p), false
	}
	return nil, plainOf
}

// phraseEnd returns the token after noun o and what is coordinated with it.
func (v *view) phraseEnd(o int) int {
	end := o + 1
	for _, c := range v.conjuncts(o) {
		if c > o && c < o+6 {
			end = max(end, c+1)
		}
	}
	return end
}

// bodyEnds returns the names that the object o of a preposition stands for as
// bodies; only "of" goes with a place.
func (v *view) bodyEnds(o int, prep string) []end {
	var list []end
	for _, e := range v.ends(o, false) {
		if k := v.Entities[e.entity].Kind; prep == "of" || prep == "at" || k == extract.Organization || k == extract.Group {
			list = append(list, e)
		}
	}
	if len(list) == 0 {
		if m := v.inside(o); m >= 0 {
			list = append(list, m2end(v, m))
		}
	}
	return list
}

// bareAfter is "commander, U.S. Central Command": a comma for "of".
func (v *view) bareAfter(p *post) []end {
	i := p.End
	if v.lower[i] != "," || i+1 >= len(v.Tokens) || p.left != p.Start {
		return nil
	}
	m := v.cover[i+1]
	if m < 0 || v.kind(m) != extract.Organization || v.dep(p.head) != "appos" {
		return nil
	}
	if e := v.Mentions[m].End; e < len(v.Tokens) && (v.Tokens[e].POS == "NOUN" || v.Tokens[e].POS == "PROPN") {
		return nil
	}
	p.right = v.Mentions[m].End
	return []end{m2end(v, m)}
}

func m2end(v *view, m int) end { return end{entity: v.Mentions[m].Entity, mention: m} }

// inside returns an organisation's name that ends in or modifies the noun o
// ("the Green parliamentary group" of which only "Green" is a name does not
// count; "the Acme board" does).
func (v *view) inside(o int) int {
	switch v.lemma(o) {
	case "board", "party", "state", "government", "company", "team", "group", "province", "city", "town", "county", "district", "region",
		"republic", "club", "association", "union", "bank", "university", "institute", "council", "network", "agency", "firm", "foundation":
	default:
		return -1
	}
	for _, k := range v.kids(o, "compound", "poss", "nmod", "amod") {
		if m := v.mentionOf(k); m >= 0 && v.Mentions[m].Form == extract.Proper {
			return m
		}
	}
	return -1
}

// subtreeWithin returns the end of the subtree of o, cut at the next comma
// after its names.
func (v *view) subtreeWithin(o, from int) int {
	end := v.subtree(o).End
	for i := from + 1; i < end; i++ {
		if v.lower[i] == "," && v.cover[i] < 0 {
			return i
		}
	}
	return end
}

// nameAfter returns the head of the first name within a few words after i.
func (v *view) nameAfter(i int) int {
	for n := 1; n < 6 && i+n < len(v.Tokens); n++ {
		if m := v.cover[i+n]; m >= 0 {
			return v.Mentions[m].Head
		}
		switch v.Tokens[i+n].POS {
		case "DET", "ADJ", "NOUN", "PROPN":
		default:
			return -1
		}
	}
	return -1
}

// frameRoles returns the prepositions that the triggers' frames ask for.
func (p *post) frameRoles() []string {
	for _, t := range p.triggers {
		if len(t.frame.ObjectRole) > 0 && !has(t.frame.ObjectRole, "subj") {
			return t.frame.ObjectRole
		}
	}
	return nil
}

func has(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// proposePost proposes every holder with every body, in the relations whose
// frame is the holder's construction.
func (v *view) proposePost(p *post) {
	for _, t := range p.triggers {
		for _, h := range p.holders {
			if t.frame.Name != h.frame {
				continue
			}
			for _, b := range p.bodies {
				c := candidate{relation: t.relation, frame: t.frame, subject: h.end, object: b,
					trigger: p.Span, clause: h.clause, presupposed: h.presupposed,
					former: p.former || h.former, mood: max(p.mood, h.mood), role: v.roleWords(p)}
				if has(t.frame.SubjectRole, "obj") {
					c.subject, c.object = b, h.end
				}
				v.propose(c)
			}
		}
	}
}
