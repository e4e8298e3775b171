package ner

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// clubs makes a club of a town where the article is about sport and the words
// beside the name tell that it plays: "Porthaven coach Bo Lin", "a 2-1 win over
// Porthaven". In such an article the other places of the name are the club, too, but
// after "in" and the like.
func clubs(v *review) {
	if !v.sport() {
		return
	}
	told := map[string]bool{}
	for i := range v.a.Mentions {
		if m := &v.a.Mentions[i]; v.maybeClub(m) && (v.plays(m) || v.opponent(m)) {
			told[v.a.Words(m.Span)] = true
		}
	}
	for i := range v.a.Mentions {
		if m := &v.a.Mentions[i]; v.maybeClub(m) && told[v.a.Words(m.Span)] && !v.within(m) {
			m.Kind = extract.Organization
		}
	}
}

// teams makes a team of a country of which an article about sport tells that it plays:
// "Norland striker Bo Lin", "a 2-1 win over Norland". A team is not its country, so
// that the country's coach does not lead it. The country's name elsewhere in the article
// is looked at by itself: it may well be the country.
func teams(v *review) {
	if !v.sport() {
		return
	}
	for i := range v.a.Mentions {
		m := &v.a.Mentions[i]
		if m.Kind == extract.Place && v.g.Country[v.a.Words(m.Span)] && (v.plays(m) || v.opponent(m)) && !v.within(m) {
			m.Kind = extract.Organization
		}
	}
}

// sport reports whether an article is about matches: many of its words are.
func (v *review) sport() bool {
	n := 0
	for _, w := range v.lower {
		if sportWords.Has(w) {
			n++
		}
	}
	return n >= 4 && n*150 >= len(v.a.Tokens)
}

// maybeClub reports whether a name may be that of a club under its town's name.
func (v *review) maybeClub(m *extract.Mention) bool {
	w := v.a.Words(m.Span)
	if v.g.Place[v.lower[m.End-1]] {
		return false // a stadium
	}
	return (m.Kind == extract.Place || m.Kind == extract.Person && !v.firstName(m) && m.Len() == 1) && !v.g.Country[w] && !v.g.Region[w] && !v.g.Demonym[w]
}

// plays reports whether the word behind a name is one for somebody of a team, or the
// result of a match: "Porthaven's 2-1 loss".
func (v *review) plays(m *extract.Mention) bool {
	i := v.behind(m)
	if i < 0 {
		return false
	}
	return ofATeam.Has(strings.TrimSuffix(v.lower[i], lexicon.S)) || i > m.End && v.score(i)
}

// opponent reports whether a name is that of somebody who is played against.
func (v *review) opponent(m *extract.Mention) bool {
	if m.Start < 2 {
		return false
	}
	before := strings.TrimSuffix(v.lower[m.Start-2], lexicon.S)
	switch w := v.lower[m.Start-1]; {
	case playedAgainst.Has(w):
		if results.Has(before) {
			return true
		}
		return v.score(m.Start - 2)
	case beaten.Has(w):
		return true
	}
	return m.End < len(v.a.Tokens) && v.score(m.End)
}

// score reports whether token i is a result: "2-1".
func (v *review) score(i int) bool {
	home, away, ok := strings.Cut(v.text(i), "-")
	return ok && len(home) == 1 && len(away) == 1 && isDigits(home+away)
}

// within reports whether a name stands after a word that asks for a place.
func (v *review) within(m *extract.Mention) bool {
	if m.Start == 0 {
		return false
	}
	return asksForPlace.Has(v.lower[m.Start-1])
}
