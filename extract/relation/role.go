package relation

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
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
	hollow       bool // nobody runs anything by it: "self-proclaimed", "honorary"
	mood         mood
	bodies       []end        // whose role
	same         extract.Span // of "counterpart": the role meant
	each         bool         // a plural of which each has a body of its own
	prep         string       // what leads to the body after it
	chain        int          // the post that this one is coordinated with, -1 for none
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
		if counterpart.Has(v.lower[i]) && len(posts) > 0 {
			p, ok = v.counterpart(i, &posts[len(posts)-1])
		}
		if !ok {
			continue
		}
		v.bodies(&p)
		if p.left > 0 && v.lower[p.left-1] == lexicon.Not && v.Head(p.left-1) != p.left-2 && !v.notOnly(p.left-1) {
			p.mood = refused // "Bo Lin, not the chairman of Acme, …"
		}
		p.chain = -1
		for n := len(posts) - 1; n >= 0 && n >= len(posts)-4; n-- {
			if v.Dep(p.head) == "conj" && v.Head(p.head) == posts[n].head || v.joined(posts[n].End, p.left) {
				p.chain = n
				break
			}
		}
		p.holders = v.holders(&p)
		if v.aside(&p) {
			p.holders = nil
		}
		if list := v.roster(&p); len(list) > len(p.holders) {
			p.holders = list
		}
		if n := len(posts) - 1; n >= 0 && len(p.holders) == 0 {
			p.holders = v.alongside(&posts[n], &p)
		}
		v.succeeded(&p)
		v.appointer(&p)
		v.kin(&p)
		if p.chain >= 0 && v.apart(&posts[p.chain], &p) {
			p.chain = -1
		}
		for n := p.chain; n >= 0; n = posts[n].chain {
			v.share(&posts[n], &p)
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
	if len(before.holders) == 0 || v.Sentence(before.Start).Number != v.Sentence(i).Number {
		return post{}, false
	}
	p := post{Span: extract.Span{Start: i, End: i + 1}, head: i, left: i, triggers: before.triggers, same: before.Span}
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
		if e+1 >= len(v.Tokens) || v.lower[e] != lexicon.Of {
			return
		}
		o := v.cover[e+1]
		if v.lower[e+1] == lexicon.The && e+2 < len(v.Tokens) {
			o = v.cover[e+2]
		}
		if o < 0 || v.kind(o) != extract.Place && v.kind(o) != extract.Organization {
			return
		}
		q := *p
		q.each = true
		q.holders = []holder{{end: m2end(v, m), frame: "title", clause: p.head, presupposed: true}}
		q.bodies = []end{m2end(v, o)}
		v.proposePost(&q)
		e = v.Mentions[o].End
		for e < len(v.Tokens)-1 && andJoin.Has(v.lower[e]) {
			e++
		}
		if e >= len(v.Tokens) {
			return
		}
		if m = v.cover[e]; m >= 0 && (v.kind(m) != extract.Person || !v.Phrase(p.End-1).Plural()) {
			return
		}
	}
}

// appointer gives a post without a body that of who fills it: "Acme named Bo Lin
// as chairman", "fired Bo Lin as chairman".
func (v *view) appointer(p *post) {
	if len(p.bodies) > 0 || p.right != p.End || len(p.holders) == 0 || p.holders[0].frame != "copula" {
		return
	}
	verb := p.holders[0].clause
	if l := v.Lemma(verb); !v.x.words.appoint[l] && !v.x.words.oust[l] {
		return
	}
	c := v.Arguments(verb)
	for _, s := range c.Subjects {
		for _, e := range v.ends(s, false) {
			if v.Entities[e.entity].Kind == extract.Organization {
				p.bodies = append(p.bodies, e)
			}
		}
	}
}

// joined reports whether only "and" stands between tokens i and k.
func (v *view) joined(i, k int) bool {
	return i < k && k-i <= 2 && (v.Tokens[i].POS == "CCONJ" || v.lower[i] == "," || v.lower[i] == "/") && (k-i == 1 || v.Tokens[i+1].POS == "CCONJ")
}

// apart reports whether only a comma stands between two posts of two people:
// "named A as its director, Culture Minister B said".
func (v *view) apart(q, p *post) bool {
	return p.left > 0 && v.lower[p.left-1] == "," && len(q.holders) > 0 && len(p.holders) > 0 && q.holders[0].entity != p.holders[0].entity
}

// styled reports whether post p is only how the holder is styled, set off from post
// q by a comma: "Acme's founder, Chief Bo Lin".
func (v *view) styled(q, p *post) bool {
	return len(p.holders) > 0 && p.holders[0].frame == "title" && p.left == p.Start && p.left > 0 && v.lower[p.left-1] == "," &&
		p.left-1 >= q.right && v.Text[v.Tokens[p.Start].Start] < 'a'
}

// share lets two coordinated posts have body and holder in common: "founder and
// chief executive of Acme", "Acme founder and chairman Bo Lin".
func (v *view) share(q, p *post) {
	own := v.Tokens[p.left].POS == "DET" || p.left > 0 && v.Tokens[p.left-1].POS == "DET" // "a minister and a member of Acme"
	bare := len(q.bodies) == 0 && q.right == q.End && !own
	if len(p.bodies) > 0 { // "deputy minister and Acme leader Bo Lin": only the second is of Acme
		s := v.Mentions[p.bodies[0].mention].Start
		bare = bare && (s < q.End || s >= p.Start)
	}
	if len(p.bodies) == 0 && p.right == p.End && !own && !v.styled(q, p) {
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
	for _, t := range v.x.candidates(v.lower[i], v.Lemma(i)) {
		if n > 0 && len(t.words) < n-1 {
			break
		}
		stop, ok := v.matches(i, t.words)
		if !ok {
			continue
		}
		n = len(t.words) + 1
		p.Span = extract.Span{Start: i, End: stop}
		if p.triggers == nil {
			p.triggers = make([]trigger, 0, 4)
		}
		p.triggers = append(p.triggers, t)
	}
	if n == 0 || v.IsVerb(i) && n == 1 && !v.between(i) {
		return p, false
	}
	if m := v.cover[i]; m >= 0 && v.cover[p.End-1] == m && v.Mentions[m].Start < i && v.kind(m) != extract.Person && v.Mentions[m].End >= p.End {
		return p, false // inside a name: "Prime Minister's Office", "Party of Regions leader" is not
	}
	if v.lower[min(p.End, len(v.Tokens)-1)] == "-" && p.End+1 < len(v.Tokens) && v.lower[p.End+1] == lexicon.In {
		return p, false // "brother-in-law"
	}
	for e := p.End; e < len(v.Tokens) && emeritus.Has(v.lower[e]); e = p.End {
		p.End = e + 1
	}
	p.head = v.HeadOf(p.Span)
	if v.Tokens[p.head].POS == "VERB" && !v.between(i) {
		return p, false
	}
	v.before(&p)
	if e := p.End; e < len(v.Tokens) {
		if v.lower[e] == "-" && e+1 < len(v.Tokens) {
			e++
		}
		if w := v.lower[e]; candidates.Has(w) {
			p.mood = planned
			if onlyCandidates.Has(w) {
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

// candidates returns the role triggers whose first word is the form or lemma.
func (x *Extractor) candidates(form, lemma string) []trigger {
	if membersOfParliament.Has(form) { // the lemmatiser takes them for names
		form = strings.TrimSuffix(form, lexicon.S)
	}
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
		if i >= len(v.Tokens) || v.lower[i] != w && v.Lemma(i) != w {
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
		case beforeRoles.Has(w):
			if acting.Has(w) {
				p.Start = i
			}
		case notTheRole.Has(w):
			p.hollow = true
		case soCalled.Has(w) && i > 1 && v.lower[i-1] == "-" && selfSo.Has(v.lower[i-2]):
			p.hollow = true
			i -= 2
		case comingRoles.Has(w):
			p.mood = planned
		default:
			p.left = i + 1
			v.ended(p)
			return
		}
		i--
	}
	p.left = i + 1
	v.ended(p)
}

// ended reads what stands before the whole phrase of a role: "no longer chairman
// of Acme", "once a unit of Acme".
func (v *view) ended(p *post) {
	i := p.left - 1
	if i >= 0 && articles.Has(v.lower[i]) {
		i--
	}
	switch {
	case i < 1:
	case longer.Has(v.lower[i]) && v.lower[i-1] == lexicon.No:
		p.former, p.left = true, i-1
	case once.Has(v.lower[i]) && !v.IsVerb(i-1):
		p.former, p.left = true, i
	}
}

// roleWords returns the role with the nouns right before it: "mining minister".
func (v *view) roleWords(p *post) extract.Span {
	s := p.Span
	if p.same.Len() > 0 {
		return p.same
	}
	for i := p.Start - 1; i >= p.left && i >= p.Start-3; i-- {
		if t := v.Tokens[i]; t.POS != "NOUN" && t.POS != "PROPN" || v.cover[i] >= 0 || v.heads[i] >= 0 || v.lower[i] == "-" || v.x.words.former[v.lower[i]] {
			break
		}
		s.Start = i
	}
	return s
}

// adjectival reports whether a body is a country named by its adjective.
func (v *view) adjectival(b end) bool {
	m := &v.Mentions[b.mention]
	if w := v.lower[m.Head]; writtenCountries.Has(w) {
		return v.Entities[b.entity].Kind == extract.Place && !v.possessor(b.mention)
	}
	return v.Entities[b.entity].Kind == extract.Place && m.Form == extract.Proper && v.Tokens[m.Head].POS == "ADJ"
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
	if p.hollow {
		return
	}
	for _, t := range p.triggers {
		for k, h := range p.holders {
			if t.frame.Name != h.frame {
				continue
			}
			for n, b := range v.respectively(p, k) {
				if n > 0 && v.x.relations[t.relation].Has(extract.One) {
					break // "wife of A, B and C": a list that goes on
				}
				if p.prep == lexicon.For && has(t.frame.Needs, "no for") && !v.faction(b) {
					continue // "member for Zed": what a lawmaker is elected for
				}
				if v.adjectival(b) && (has(t.frame.Needs, "noun") || leader.Has(v.lower[p.End-1]) && (v.lower[p.left] == lexicon.A || v.lower[p.left] == lexicon.An)) {
					continue
				}
				c := candidate{relation: t.relation, frame: t.frame, subject: h.end, object: b,
					trigger: p.Span, clause: h.clause, presupposed: h.presupposed,
					former: p.former || h.former, mood: max(p.mood, h.mood), role: v.roleWords(p)}
				c.sole = v.sole(p, &h, b)
				if !t.frame.Lifelong {
					v.lost(p, &c)
				} else if c.former = false; c.mood != refused {
					c.mood = plain // a president-elect is a citizen already
				}
				if has(t.frame.SubjectRole, "obj") {
					c.subject, c.object = b, h.end
				}
				v.propose(c)
			}
		}
	}
}
