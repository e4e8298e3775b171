package ner

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// unseen adds what follows "Mr" and the like, countries, and bodies that the network
// passed over and whose neighbours give them away: a run of capitalised words before
// a title and a person ("Zed Bay Chief Bo Lin"), with the form of a company ("Blue
// Stone Limited") or of a body behind an article ("the Zed Liberation Front"), after
// "Oslo-based", before "party", in the brackets of a dateline, or after a noun for
// bodies ("the news agency Zed").
func unseen(v *review) {
	v.untagged()
	v.index()
	taken := v.taken()
	for i := 0; i < len(v.a.Tokens); i++ {
		if taken[i] || !v.proper(i) || v.common(i) {
			continue
		}
		j := i + 1
		for j < len(v.a.Tokens) && !taken[j] && v.proper(j) && !v.common(j) {
			j++
		}
		s := extract.Span{Start: i, End: j}
		if i > 0 && (taken[i-1] && v.proper(i-1) || v.text(i-1) == "-") || j < len(v.a.Tokens) && (taken[j] && v.proper(j) || v.text(j) == "-") {
			i = j
			continue // a piece of a longer name
		}
		for j < len(v.a.Tokens) && partyWord.Has(v.text(j)) && s.Start > 0 && !taken[s.Start-1] && capital(v.text(s.Start-1)) &&
			v.a.Tokens[s.Start-1].POS == "ADJ" && !v.common(s.Start-1) && !v.starts(extract.Span{Start: s.Start - 1, End: j}) {
			s.Start-- // "the Democratic Left party"
		}
		if v.aBody(s) {
			v.add(s, extract.Organization)
		}
		i = j
	}
}

// common reports whether token i is a capitalised word of a title, a role or a
// calendar, or an adjective of a people: no body bears it alone.
func (v *review) common(i int) bool {
	w := v.lower[i]
	return v.g.Title[w] || v.g.Role[w] || v.g.Demonym[v.text(i)] || v.post(i)
}

// post reports whether token i names a post or a rank.
func (v *review) post(i int) bool {
	return postWords.Has(v.lower[i])
}

// aBody reports whether the words around a run of capitalised words, or its
// last, say that it is a body.
func (v *review) aBody(s extract.Span) bool {
	last := v.text(s.End - 1)
	switch {
	case s.Len() > 1 && legal(last), v.agency(s):
		return true
	case s.Len() > 1 && v.g.OrgEnd[v.lower[s.End-1]]:
		return v.introduced(s)
	case v.beforePost(s.End):
		return !v.starts(s)
	case s.Start > 2 && strings.EqualFold(v.text(s.Start-1), lexicon.Based) && v.text(s.Start-2) == "-":
		return true
	case s.End < len(v.a.Tokens) && partyWord.Has(v.text(s.End)):
		return !v.starts(s) || s.Len() > 1
	case s.Start > 0 && v.a.Tokens[s.Start-1].POS == "NOUN" && v.a.Tokens[s.Start-1].Tag == "NN":
		return bodyNoun(v.text(s.Start-1)) && !groupWord.Has(v.text(s.Start-1))
	}
	return false
}

// agency reports whether a run of capitalised words stands in the brackets of a
// dateline: "OSLO (Zed Wire) —".
func (v *review) agency(s extract.Span) bool {
	if s.Start == 0 || s.End >= len(v.a.Tokens) || v.text(s.Start-1) != "(" || v.text(s.End) != ")" {
		return false
	}
	n := v.a.SentenceOf(s.Start)
	return n >= 0 && v.dateline(extract.Span{Start: v.a.Sentences[n].Start, End: v.a.Sentences[n].Start + 1})
}

// introduced reports whether a run of capitalised words stands behind an article or
// a preposition, in a line where capitals tell something.
func (v *review) introduced(s extract.Span) bool {
	n := v.a.SentenceOf(s.Start)
	if n < 0 || v.headline(n) || v.begins(s.Start) || s.Start == 0 {
		return false
	}
	return v.lower[s.Start-1] == lexicon.The || v.a.Tokens[s.Start-1].POS == "ADP"
}

// starts reports whether a span begins its sentence, where every word has a
// capital.
func (v *review) starts(s extract.Span) bool { return s.Start == 0 || v.begins(s.Start) }

// legal reports whether a word can only be the legal form of a company.
func legal(w string) bool {
	if legalOnly.Has(strings.ToLower(strings.Trim(w, "."))) {
		return capital(w)
	}
	return false
}

// beforePost reports whether a post and a person's name begin at token i.
func (v *review) beforePost(i int) bool {
	for n := 0; n < 3 && i < len(v.a.Tokens); n++ {
		if !v.post(i) || v.portfolio(i) {
			break
		}
		if v.personAt(i + 1) {
			return true
		}
		i++
	}
	return false
}

// portfolio reports whether token i names a post that stands after what it is
// about rather than after its body: "Equal Opportunities Minister Di Ray".
func (v *review) portfolio(i int) bool {
	return portfolioWords.Has(v.lower[i])
}

// byPerson makes a person of a name that is followed by ", who" or by an age, or
// that stands in a list whose other members are people.
func byPerson(v *review) {
	v.index()
	for i := range v.a.Mentions {
		m := &v.a.Mentions[i]
		if m.Kind != extract.Place && m.Kind != extract.Organization || v.g.kind(v.a.Words(m.Span)) != "" || v.placed(m) || m.Len() > 4 {
			continue
		}
		if v.whose(m) || m.Len() > 1 && m.Kind == extract.Place && v.amongPeople(m) {
			m.Kind = extract.Person
		}
	}
}

// whose reports whether ", who" follows the name and no other name stands before
// it that "who" may mean: "Bo Lin of Zed, who".
func (v *review) whose(m *extract.Mention) bool {
	i := m.End
	if i+1 >= len(v.a.Tokens) || v.text(i) != "," || v.text(i+1) != lexicon.Who || m.Len() < 2 {
		return false
	}
	who := &v.a.Tokens[i+1]
	for n, k := 0, who.Head; n < 4; n++ { // the noun that the relative clause hangs on
		if v.a.Tokens[k].Dep == "relcl" {
			return m.Contains(v.a.Tokens[k].Head)
		}
		k = v.a.Tokens[k].Head
	}
	return false
}

// amongPeople reports whether the names right before and after a name, with nothing
// but a comma or "and" between, are people.
func (v *review) amongPeople(m *extract.Mention) bool {
	before, after := m.Start-1, m.End
	for n := 0; n < 2 && before >= 0 && v.joint(before); n++ {
		before--
	}
	for n := 0; n < 2 && after < len(v.a.Tokens) && v.joint(after); n++ {
		after++
	}
	person := func(i int) bool { o := v.holder(i); return o != nil && o.Kind == extract.Person }
	return before < m.Start-1 && after > m.End && person(before) && person(after)
}

// joint reports whether token i stands between the names of a list.
func (v *review) joint(i int) bool {
	w := v.text(i)
	return andComma.Has(w)
}
