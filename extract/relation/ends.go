package relation

import (
	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// An end is one thing that an argument stands for.
type end struct {
	entity  int
	mention int
	via     bool // through people of it: "executives from Acme"
}

// ends returns what the noun phrase headed by token t stands for: every conjunct
// that is a mention, the parties of a group ("the two sides"), and, if through
// is set, the bodies whose people a plain noun names ("officials from A and B").
func (v *view) ends(t int, through bool) []end {
	var list []end
	for _, c := range v.Conjuncts(t) {
		list = append(list, v.single(c, through)...)
	}
	return unique(list)
}

// sides returns the ends per conjunct of t.
func (v *view) sides(t int, through bool) [][]end {
	var list [][]end
	for _, c := range v.Conjuncts(t) {
		s := v.single(c, through)
		if len(s) > 1 && s[0].mention == s[1].mention && !s[0].via { // a group of parties: each is a side
			for _, e := range s {
				list = append(list, []end{e})
			}
		} else if len(s) > 0 {
			list = append(list, s)
		}
	}
	return list
}

// contrasted reports whether a name only says who it was not: "Bo Lin, not Di
// Ray, met them".
func (v *view) contrasted(t int) bool {
	m := v.cover[t]
	if m < 0 {
		return false
	}
	i := v.Mentions[m].Start - 1
	return i > 0 && v.lower[i] == lexicon.Not && (v.Tokens[i-1].POS == "PUNCT" || v.Tokens[i-1].POS == "CCONJ")
}

func unique(list []end) []end {
	var out []end
next:
	for _, e := range list {
		for _, o := range out {
			if o.entity == e.entity {
				continue next
			}
		}
		out = append(out, e)
	}
	return out
}

func (v *view) single(t int, through bool) []end {
	if v.contrasted(t) {
		return nil
	}
	m := v.mentionOf(t)
	if m < 0 && v.statement[t] >= 0 && (v.lower[t] == lexicon.I || v.lower[t] == lexicon.Me) {
		if s := &v.Statements[v.statement[t]]; s.Speaker >= 0 {
			return []end{{entity: s.Speaker, mention: s.SpeakerMention}}
		}
	}
	if m >= 0 && v.titleOf[m] {
		if p := v.titled(m); p >= 0 {
			m = p
		}
	}
	if m < 0 && v.Tokens[t].Tag == "PRP" {
		return v.sayer(t, through)
	}
	var list []end
	if m >= 0 {
		e := &v.Entities[v.Mentions[m].Entity]
		if v.Mentions[m].Form == extract.Proper && v.Dep(t) != "poss" && v.possessor(m) {
			return nil // a possessive that the parse took for the argument
		}
		if e.Kind == extract.Group && len(e.Parties) > 1 && v.refers(m) {
			for _, p := range e.Parties {
				list = append(list, end{entity: p, mention: m})
			}
			return list
		}
		list = append(list, end{entity: v.Mentions[m].Entity, mention: m})
	}
	if m >= 0 && v.Mentions[m].Form == extract.Proper {
		return list
	}
	if len(list) == 0 {
		if a := v.Child(t, "appos"); a >= 0 && v.mentionOf(a) >= 0 {
			return v.single(a, false)
		}
		if n := v.named(t); n >= 0 {
			return []end{m2end(v, n)}
		}
		if t+1 < len(v.Tokens) && v.cover[t+1] >= 0 && (v.kind(v.cover[t+1]) == extract.Person || v.kind(v.cover[t+1]) == extract.Organization) && v.Mentions[v.cover[t+1]].Start == t+1 && v.Tokens[t].Tag == "NN" {
			return []end{m2end(v, v.cover[t+1])} // "his counterpart | Bo Lin" that the parse took apart
		}
		if h := v.Head(t); m < 0 && v.Dep(t) == "appos" && v.IsNoun(h) && h < t { // "Acme, a group based in Zed"
			return v.single(h, false)
		}
		for n := 0; n < 3 && m < 0 && v.Dep(t) == "conj" && v.Head(t) < t && v.cover[v.Head(t)] < 0 && v.Tokens[v.Head(t)].POS == "NOUN"; n++ {
			t = v.Head(t) // "Acme is a maker and seller based in Zed"
		}
		if h := v.Head(t); m < 0 && v.Dep(t) == "attr" && beBecome.Has(v.Lemma(h)) && h < t {
			for _, s := range v.Subjects(h) { // "Acme is a firm based in Zed"
				if s != t {
					return v.ends(s, false)
				}
			}
		}
	}
	if through && v.stands(t) {
		behind := v.behind(t)
		for _, e := range behind {
			if m >= 0 && (v.kind(e.mention) != extract.Organization && len(behind) < 2 || v.Mentions[e.mention].Start < t) {
				continue // the group itself is the end; only "executives from Acme" is also Acme
			}
			e.via = true
			list = append(list, e)
		}
	}
	return list
}

// named returns the name that a plain noun stands for because it says what kind
// of thing the name before it is: "the Acme app", "Zed Forum, an event".
func (v *view) named(t int) int {
	switch w := v.Lemma(t); {
	case nounsForBodies.Has(w):
		for _, k := range v.Children(t, "compound", "nmod") {
			if m := v.mentionOf(k); m >= 0 && v.kind(m) == extract.Organization || m >= 0 && v.kind(m) == extract.Product {
				return m
			}
		}
	case board.Has(w):
		for _, k := range append(v.Objects(t, []string{lexicon.Of}), v.Children(t, "poss", "compound")...) {
			if m := v.mentionOf(k); m >= 0 && v.kind(m) == extract.Organization {
				return m
			}
		}
	case nounsForPlaces.Has(w):
		for _, k := range v.Objects(t, []string{lexicon.Of}) {
			if m := v.mentionOf(k); m >= 0 && v.kind(m) == extract.Place {
				return m
			}
		}
	case nounsForEvents.Has(w):
		i := t - 1
		for i > 0 && (v.Tokens[i].POS == "DET" || v.Tokens[i].POS == "ADJ" || v.Tokens[i].POS == "NOUN") {
			i--
		}
		if i > 0 && v.lower[i] == "," {
			return v.eventBefore(i)
		}
	}
	return -1
}

// eventBefore returns the event that ends at comma i, its place aside: "the Zed
// Forum in Bellville, an event attended by …"; -1 for none.
func (v *view) eventBefore(i int) int {
	m := v.cover[i-1]
	if m >= 0 && v.kind(m) == extract.Place {
		s := v.Mentions[m].Start
		if s < 2 || v.lower[s-1] != lexicon.In && v.lower[s-1] != lexicon.At {
			return -1
		}
		m = v.cover[s-2]
	}
	if m >= 0 && v.kind(m) == extract.Event {
		return m
	}
	return -1
}

// refers reports whether mention m only points back to its parties ("they",
// "the two sides") and names none of them itself.
func (v *view) refers(m int) bool {
	if v.Mentions[m].Form == extract.Pronoun {
		return true
	}
	for i := v.Mentions[m].Start; i < v.Mentions[m].End; i++ {
		if v.cover[i] >= 0 {
			return false
		}
	}
	return v.Mentions[m].Form == extract.Nominal
}

// sayer is what an unresolved "it" or "they" stands for inside reported speech:
// who says it ("the Ruritanian government said it will sign"). Whom "he" and "she"
// mean is known by their gender, which tells it before.
func (v *view) sayer(t int, through bool) []end {
	w := v.lower[t]
	if v.Dep(t) != "nsubj" && v.Dep(t) != "nsubjpass" || w != lexicon.It && w != lexicon.They {
		return nil
	}
	for p, n := v.Head(t), 0; n < 6; n++ {
		h := v.Head(p)
		if h == p {
			return nil
		}
		if v.QuotedApart(t, h) {
			return nil // "It bought A," said B
		}
		if v.Dep(p) == "ccomp" && v.IsVerb(h) && (v.x.words.say[v.Clause(h).Phrasal()] || believe.Has(v.Lemma(h))) {
			for _, s := range v.OwnSubjects(h) {
				var list []end
				for _, e := range v.ends(s, through) {
					if w == lexicon.They || v.Entities[e.entity].Kind != extract.Person {
						list = append(list, e)
					}
				}
				if w == lexicon.They && len(list) == 1 && v.Entities[list[0].entity].Kind == extract.Person {
					return nil // one person is not "they"
				}
				return list
			}
			return nil
		}
		p = h
	}
	return nil
}

// stands reports whether a plain noun stands for the body whose people it
// names: "executives from Acme", "the Ruritanian delegation", but not "the head
// of Acme".
func (v *view) stands(t int) bool {
	if v.x.words.collective[v.Lemma(t)] {
		return true
	}
	return v.x.words.delegate[v.Lemma(t)] && (v.Tokens[t].Tag == "NNS" || v.Tokens[t].Tag == "NNPS")
}

// behind returns the bodies whose people the plain noun t names.
func (v *view) behind(t int) []end {
	var list []end
	for _, o := range v.Objects(t, []string{lexicon.Of, lexicon.From, lexicon.For}) {
		if m := v.cover[t]; m >= 0 && m == v.cover[o] { // "the Ministers of Trade | of A and B"
			list = append(list, v.behind(o)...)
			continue
		}
		for _, c := range v.Conjuncts(o) {
			if m := v.mentionOf(c); m >= 0 && ministers.Has(v.lower[c]) {
				list = append(list, v.behind(c)...) // "the Ministers of Trade of A and B"
			} else if m >= 0 {
				if k := v.kind(m); k == extract.Organization || k == extract.Place || k == extract.Group {
					list = append(list, end{entity: v.Mentions[m].Entity, mention: m})
					if n := v.enumerated(m); len(v.Conjuncts(o)) == 1 {
						list = append(list, n...)
					}
				}
			} else if v.x.words.delegate[v.Lemma(c)] || v.x.words.collective[v.Lemma(c)] || affair.Has(v.Lemma(c)) {
				list = append(list, v.behind(c)...)
			}
		}
	}
	for _, k := range v.Children(t, "poss", "compound", "amod", "nmod") {
		for _, c := range v.Conjuncts(k) { // "Ruritanian and Sylvanian officials"
			if m := v.mentionOf(c); m >= 0 && c < t && !v.Mentions[m].Contains(t) && v.Mentions[m].Form == extract.Proper && v.kind(m) != extract.Person && !compass(v.lower[c]) {
				list = append(list, end{entity: v.Mentions[m].Entity, mention: m})
			}
		}
	}
	for _, k := range v.Children(t, "acl") { // "a delegation led by A"
		if ledVerbs.Has(v.Lemma(k)) {
			for _, o := range v.Objects(k, []string{lexicon.By}) {
				if m := v.mentionOf(o); m >= 0 && v.kind(m) == extract.Person {
					list = append(list, m2end(v, m))
				}
			}
		}
	}
	return list
}

// titled returns the person whose title follows organisation m, or -1.
func (v *view) titled(m int) int {
	for i := v.Mentions[m].End; i < len(v.Tokens) && i < v.Mentions[m].End+8; i++ {
		if p := v.cover[i]; p >= 0 && v.kind(p) == extract.Person {
			return p
		}
	}
	return -1
}

// compass reports whether an adjective names a quarter of the world, not a people.
func compass(w string) bool {
	return compassWords.Has(w)
}
