package relation

import (
	"slices"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// oneOfMany reports whether a post is one of several of its name: "a manager at
// Acme" does not lead it.
func (v *view) oneOfMany(p *post) bool {
	d := p.Start - 1
	for d > 0 && (v.Tokens[d].POS == "ADJ" || v.x.words.former[v.lower[d]] || v.cover[d] >= 0 || v.IsPossessive(d)) {
		d-- // "a former Acme manager"
	}
	if d < 0 || v.lower[d] != lexicon.A && v.lower[d] != lexicon.An {
		return false
	}
	return manyOfAKind.Has(v.lower[p.End-1])
}

// partial reports whether a noun before a post says what part of the body it
// runs: the "marketing director" of Acme, its "trade chief".
func (v *view) partial(p *post) bool {
	switch w := v.lower[p.End-1]; {
	case partialHeads.Has(w):
	default:
		return false
	}
	if p.Start == 0 || p.Start-1 < p.left || v.cover[p.Start-1] >= 0 {
		return false
	}
	return fieldsOfPosts.Has(v.lower[p.Start-1])
}

// minor demotes the triggers whose frames need what stands after "of" to be the
// body: the director of sales does not lead.
func (v *view) minor(list []trigger) []trigger {
	var out, of []trigger
	for _, t := range list {
		if has(t.frame.Needs, lexicon.Of) {
			of = append(of, t)
		} else {
			out = append(out, t)
		}
	}
	return append(out, v.demote(of, lexicon.Of)...)
}

// bodies finds whose role it is: the name before it, or the one after "of".
func (v *view) bodies(p *post) {
	p.right = p.End
	before := v.bodyBefore(p)
	if f := p.frameRoles(); len(f) > 0 && (!has(f, "mod") || len(before) > 0 && !v.employer(before[0], p)) {
		before = nil
	}
	after, plainOf := v.bodyAfter(p)
	plainOf = plainOf || v.oneOfMany(p) || v.partial(p)
	switch {
	case len(after) > 0:
		p.bodies = after
		if governor.Has(v.lower[p.End-1]) && v.lower[p.left] == lexicon.A && v.Entities[after[0].entity].Kind == extract.Organization {
			plainOf = true // one of its board
		}
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

// employer reports whether the name before a role is a body that employs: "an
// Acme analyst", but not "the Ruritanian analyst" nor a named chair ("the Bell
// Professor of Physics").
func (v *view) employer(b end, p *post) bool {
	return v.Entities[b.entity].Kind == extract.Organization && v.Tokens[v.Mentions[b.mention].Head].POS == "PROPN" &&
		v.Text[v.Tokens[p.head].Start] >= 'a'
}

// bodyBefore scans left over adjectives and nouns to the nearest name or
// possessive and marks it as somebody's title.
func (v *view) bodyBefore(p *post) []end {
	limit := v.Sentence(p.head).Start
	if p.left == limit && limit > 0 { // a sentence cut at "Zed Corp. | Chairman"
		if m := v.cover[limit-1]; m >= 0 && v.lower[limit-1] != "." && v.kind(m) == extract.Organization {
			limit = v.Mentions[m].Start
		}
	}
	poss := false
	for i, n := p.left-1, 0; i >= limit && n < 7; i, n = i-1, n+1 {
		if m := v.cover[i]; m >= 0 && v.Mentions[m].Form == extract.Proper {
			if e := v.Mentions[m].End; v.noBody(m, p) || e < p.Start && v.lower[e] == "-" && e+1 < p.Start && v.cover[e+1] < 0 && v.Text[v.Tokens[e+1].Start] >= 'a' {
				return nil // "the Zed-based airline's chairman"
			}
			if s := v.Mentions[m].Start; v.kind(m) == extract.Group && s > limit && (v.IsPossessive(s-1) || v.Tokens[s-1].Tag == "PRP$") {
				i, p.left = s, s // "Bo Lin's Conservative opponent"
				continue
			}
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
		if o := v.bracket(i); o >= limit { // "the Acme Authority (AA) chairman"
			i = o
			p.left = i
			continue
		}
		m := v.heads[i]
		t := v.Tokens[i]
		switch {
		case t.Tag == "PRP$" && m < 0 && i > 1 && v.Tokens[i-1].POS == "CCONJ" && v.cover[i-2] >= 0 && v.kind(v.cover[i-2]) == extract.Person:
			p.left = i // "A and his wife B"
			return []end{m2end(v, v.cover[i-2])}
		case t.Tag == "WP$" && m >= 0, t.Tag == "PRP$" && m >= 0, poss && m >= 0:
			p.left = v.Mentions[m].Start
			for k := p.left; k < i && v.kind(m) == extract.Group; k++ {
				if n := v.cover[k]; n >= 0 && v.kind(n) == extract.Place {
					m = n // "the Ruritanian regime's foreign minister"
				}
			}
			if list := v.members(m); list != nil {
				return list
			}
			return []end{{entity: v.Mentions[m].Entity, mention: m}}
		case v.IsPossessive(i):
			poss = true
		case t.POS == "NOUN" && m < 0 && i > limit && v.IsPossessive(i+1) && (v.IsPossessive(i-1) || v.Tokens[i-1].Tag == "PRP$"):
			return nil // "Ana Bell's husband's sister": his, who has no name
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

// noBody reports whether a name before a role is itself part of the title:
// "Governor-General Major General Bo Lin", "State Finance Minister Bo Lin".
func (v *view) noBody(m int, p *post) bool {
	s := v.Mentions[m].Span
	if v.kind(m) == extract.Person {
		return false
	}
	if v.portfolio(m, p) {
		v.titleOf[m] = true
		return true
	}
	if stateWord.Has(v.lower[s.Start]) && s.Len() == 2 && v.lower[p.End-1] == lexicon.Minister {
		return true
	}
	for i := s.Start; i < s.End; i++ {
		if w := v.lower[i]; !noBodyBefore.Has(w) {
			return false
		}
	}
	return true
}

// portfolio reports whether the word before a minister is what the minister is
// for, although some body of the article is called so, too: "Ports Minister Bo Lin".
func (v *view) portfolio(m int, p *post) bool {
	if w := v.lower[p.End-1]; !portfolioPosts.Has(w) {
		return false
	}
	s := v.Mentions[m].Span
	return v.kind(m) == extract.Organization && s.Len() == 1 && s.End == p.Start && v.Text[v.Tokens[s.Start].Start+1] >= 'a' &&
		len(v.Entities[v.Mentions[m].Entity].Name) > v.Tokens[s.Start].End-v.Tokens[s.Start].Start
}

// bracket returns the token that opens the short bracket which closes at token
// i, or -1.
func (v *view) bracket(i int) int {
	if v.lower[i] != ")" {
		return -1
	}
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if v.lower[k] == "(" {
			return k
		}
	}
	return -1
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
	for i > 0 && (v.Tokens[i-1].POS == "DET" || v.Tokens[i-1].POS == "ADJ" || formerPrefix.Has(v.lower[i-1])) {
		i--
	}
	return i
}

// bodyAfter reads "of Acme", "at Acme and Zed Corp."; plainOf reports an "of"
// phrase that names nothing ("director of sales").
func (v *view) bodyAfter(p *post) (list []end, plainOf bool) {
	preps := []string{lexicon.Of, lexicon.At, lexicon.For, lexicon.With, lexicon.In}
	if f := p.frameRoles(); len(f) > 0 {
		preps = f
	}
	i := p.End
	for n := 0; n < 3 && i < len(v.Tokens); n++ {
		prep := v.lower[i]
		if !has(preps, prep) && (prep != lexicon.Of || n > 0) {
			break
		}
		o := v.Child(i, "pobj")
		if o < 0 {
			o = v.nameAfter(i)
		}
		if p.prep != lexicon.For { // "a candidate for membership of Acme"
			p.prep = prep
		}
		if o < 0 {
			return nil, plainOf || prep == lexicon.Of
		}
		if !has(preps, prep) { // "professor of physics at Acme"
			plainOf = true
			i = v.phraseEnd(o)
			p.right = max(p.right, i)
			continue
		}
		if list = v.bodyEnds(o, prep, v.spatial(p)); len(list) > 0 {
			p.right = max(p.right, v.subtreeWithin(o, i))
			for _, e := range list {
				v.bodyOf[e.mention] = true
			}
			return list, plainOf
		}
		plainOf = plainOf || prep == lexicon.Of && !board.Has(v.lower[o])
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
	for _, c := range v.Conjuncts(o) {
		if c > o && c < o+6 {
			end = max(end, c+1)
		}
	}
	return end
}

// spatial reports whether a post is the role of a place: "Zed, a city in
// Ruritania".
func (v *view) spatial(p *post) bool {
	for _, t := range p.triggers {
		if !slices.Contains(v.x.relations[t.relation].Subject, extract.Place) || slices.Contains(v.x.relations[t.relation].Subject, extract.Person) {
			return false
		}
	}
	return len(p.triggers) > 0
}

// bodyEnds returns the names that the object o of a preposition stands for as
// bodies; only "of" goes with a place.
func (v *view) bodyEnds(o int, prep string, spatial bool) []end {
	var list []end
	for _, e := range v.ends(o, false) {
		if k := v.Entities[e.entity].Kind; prep == lexicon.Of || prep == lexicon.At || spatial || k == extract.Organization || k == extract.Group || k == extract.Event {
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
	if m < 0 || v.kind(m) != extract.Organization || v.Dep(p.head) != "appos" {
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
	switch w := v.Lemma(o); {
	case nounsInside.Has(w):
	default:
		return -1
	}
	for _, k := range v.Children(o, "compound", "poss", "nmod", "amod") {
		if l := v.Lemma(o); v.Dep(k) == "poss" && !ownBoards.Has(l) {
			continue // the head of Ruritania's council does not head Ruritania
		}
		if m := v.mentionOf(k); m >= 0 && v.Mentions[m].Form == extract.Proper {
			return m
		}
	}
	return -1
}

// subtreeWithin returns the end of the subtree of o, cut at the next comma
// after its names.
func (v *view) subtreeWithin(o, from int) int {
	end := v.Subtree(o).End
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
