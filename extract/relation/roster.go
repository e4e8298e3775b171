package relation

import (
	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// roster is the list of names behind a plural role: "three Acme directors, Bo
// Lin, Di Ray and Ada Low, …", also set off by a dash. The parse often makes the
// role modify the first name; one name alone may as well be who speaks.
func (v *view) roster(p *post) []holder {
	i := max(p.End, p.right)
	if !v.Phrase(p.End-1).Plural() || len(p.bodies) == 0 || i >= len(v.Tokens) {
		return nil
	}
	for n := 0; i < len(v.Tokens) && n < 3 && v.pause(i); n++ {
		i++
	}
	var list []holder
	last := false
	for ; i < len(v.Tokens); i++ {
		switch m := v.cover[i]; {
		case m >= 0 && v.kind(m) == extract.Person && v.Mentions[m].Start <= i:
			list = append(list, holder{end: m2end(v, m), frame: "appositive", clause: p.head, presupposed: true})
			i = v.Mentions[m].End - 1
			if last && len(list) > 1 {
				return list
			}
		case v.lower[i] == lexicon.And:
			last = true
		case v.lower[i] != "," && !v.Tokens[i].Space() && (m >= 0 || v.Tokens[i].POS != "PROPN"): // a name that nobody knew is passed over
			return nil
		}
	}
	return nil
}

// aside reports whether the one name beside a plural role is that of who speaks:
// "Acme directors, Bo Lin said, voted".
func (v *view) aside(p *post) bool {
	if !v.Phrase(p.End-1).Plural() || len(p.holders) != 1 || p.holders[0].frame != "appositive" || p.holders[0].mention < 0 {
		return false
	}
	e := v.Mentions[p.holders[0].mention].End
	return e < len(v.Tokens) && v.IsVerb(e) && v.x.words.say[v.Clause(e).Phrasal()]
}

// alongside returns the holders of post q for post p that the parse coordinates with
// their name: "Bo Lin, director of Acme and a fellow of Zed".
func (v *view) alongside(q, p *post) []holder {
	if v.Dep(p.head) != "conj" || len(q.holders) == 0 || q.holders[0].frame != "appositive" || v.Tokens[p.left].POS != "DET" {
		return nil
	}
	h := v.Head(p.head)
	for _, x := range q.holders {
		if x.mention >= 0 && v.Mentions[x.mention].Contains(h) && v.Mentions[x.mention].End <= q.Start && v.lower[max(p.left-1, 0)] == lexicon.And {
			return []holder{{end: x.end, frame: "appositive", clause: p.head, presupposed: true}}
		}
	}
	return nil
}

// pause reports whether token i sets a list off from what it lists.
func (v *view) pause(i int) bool {
	switch v.lower[i] {
	case ",", "-", "–", "—", "--", ":", "(":
		return true
	}
	return false
}

// parties is "Bo Lin and her party, the Greens": what is called somebody's party,
// club or team by a name beside it, with that somebody as its member.
func (v *view) parties() {
	t := v.x.beside["party"]
	if len(t) == 0 {
		return
	}
	v.factions(t[0])
	for i := range v.Tokens {
		if v.Tokens[i].Tag != "PRP$" || v.heads[i] < 0 || v.Dep(i) != "poss" {
			continue
		}
		party := v.Head(i)
		if !v.x.words.club[v.Lemma(party)] || v.Child(party, "amod") >= 0 {
			continue
		}
		for _, a := range v.Children(party, "appos") {
			if m := v.mentionOf(a); m >= 0 && v.Mentions[m].Form == extract.Proper {
				v.propose(candidate{relation: t[0].relation, frame: t[0].frame, subject: m2end(v, v.heads[i]), object: m2end(v, m),
					trigger: extract.Span{Start: party, End: party + 1}, clause: party, presupposed: true})
			}
		}
	}
}

// factions is "Bo Lin, a Republican" and "Bo Lin is a Democrat": what a member of a
// party is called, as apposition or predicate.
func (v *view) factions(t trigger) {
	for m := range v.Mentions {
		x := &v.Mentions[m]
		if x.Entity < 0 || x.Form != extract.Proper || !v.x.words.faction[v.lower[x.End-1]] || v.Child(x.End-1, "det") < 0 {
			continue
		}
		h, clause, presupposed := v.Head(x.End-1), x.End-1, true
		switch d := v.Dep(x.End - 1); {
		case d == "attr" && v.Lemma(h) == lexicon.Be:
			s := v.Subjects(h)
			if len(s) != 1 {
				continue
			}
			h, clause, presupposed = s[0], h, false
		case d != "appos":
			continue
		}
		for _, e := range v.single(h, false) {
			if v.kind(e.mention) == extract.Person {
				v.propose(candidate{relation: t.relation, frame: t.frame, subject: e, object: m2end(v, m),
					trigger: x.Span, clause: clause, presupposed: presupposed})
			}
		}
	}
}
