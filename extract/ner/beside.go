package ner

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// byNeighbour corrects the kind of a name by a noun that stands beside it: "Zed
// district", "the Zed union", "King Bo", "Hurricane Zed".
func byNeighbour(v *review) {
	storm := map[string]bool{}
	for i := range v.a.Mentions {
		m := &v.a.Mentions[i]
		if m.Kind == extract.Person || m.Kind == extract.Place || m.Kind == extract.Organization {
			v.storms(m, storm)
		}
		if (m.Kind == extract.Person || m.Kind == extract.Organization) && !v.firstName(m) && v.district(m) {
			m.Kind = extract.Place
		}
		if m.Kind == extract.Person && !v.firstName(m) && v.outfit(m) {
			m.Kind = extract.Organization
		}
		if m.Kind == extract.Organization || m.Kind == extract.Place {
			v.crowned(m)
		}
	}
	for i := range v.a.Mentions {
		if m := &v.a.Mentions[i]; named(m.Kind) && storm[v.a.Words(m.Span)] {
			m.Kind = extract.Event
		}
	}
}

// storms keeps the name of a storm: a word before it or in it says that it is one.
func (v *review) storms(m *extract.Mention, storm map[string]bool) {
	if m.Start > 0 && stormNoun(v.text(m.Start-1)) {
		storm[v.a.Words(m.Span)] = true
		return
	}
	for i := m.Start; i < m.End-1; i++ {
		if stormNoun(v.text(i)) && capital(v.text(i+1)) {
			storm[v.a.Words(m.Span)] = true
			storm[v.a.Words(extract.Span{Start: i + 1, End: m.End})] = true
			return
		}
	}
}

// stormNoun reports whether a word before a name says that it is a storm's.
func stormNoun(w string) bool {
	return stormNouns.Has(strings.ToLower(w))
}

// district reports whether the word behind the name says that it is a place.
func (v *review) district(m *extract.Mention) bool {
	if m.End >= len(v.a.Tokens) {
		return false
	}
	switch w := v.text(m.End); {
	case nounsAfterPlace.Has(w):
		return true
	case area.Has(w):
		return m.Kind == extract.Person
	}
	return false
}

// outfit reports whether the word behind the name says that it is a body: "the Zed
// union".
func (v *review) outfit(m *extract.Mention) bool {
	if m.Start == 0 || m.End >= len(v.a.Tokens) || v.a.Tokens[m.End].Tag != "NN" {
		return false
	}
	switch w := v.text(m.End); {
	case nounsAfterBody.Has(w):
	default:
		return false
	}
	w := v.lower[m.Start-1]
	return w == lexicon.The || w == lexicon.A || v.a.Tokens[m.Start-1].POS == "ADJ" || v.a.Tokens[m.Start-1].POS == "NOUN"
}

// crowned makes a person of a name that begins with a title of nobility, and
// takes the title off.
func (v *review) crowned(m *extract.Mention) {
	w := v.a.Words(m.Span)
	if m.Len() < 2 || m.Len() > 4 || v.g.Org[w] || v.g.City[w] || v.g.Region[w] {
		return
	}
	if last := v.lower[m.End-1]; v.g.OrgEnd[last] || v.g.Place[last] || v.text(m.Start+1) == lexicon.Possessive || v.text(m.Start+1) == lexicon.CurlyPossessive {
		return
	}
	for i := m.Start; i < m.End; i++ {
		if !capital(v.text(i)) {
			return
		}
	}
	if crownedTitles.Has(v.text(m.Start)) {
		m.Kind = extract.Person
		m.Start++
		m.Head = v.a.HeadOf(m.Span)
	}
}
