package syntax

import (
	"slices"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// Mentions tells what tokens refer to. Names show what belongs together where the
// tree does not.
type Mentions interface {
	// Name returns the innermost name over token i, nil for none.
	Name(i int) *extract.Mention
	// Mention returns the mention that token i heads, else the name over it.
	Mention(i int) *extract.Mention
	// Referent returns the kind of what a mention refers to.
	Referent(m *extract.Mention) extract.Kind
}

// Words are the words, as lemmas, that decide who does what a clause without a
// subject says.
type Words struct {
	Ordinal  map[string]bool // "first": who is "the first to go" has gone
	People   map[string]bool // nouns for people and for bodies that act
	Paper    map[string]bool // what is written: it demands for whoever issued it
	Light    map[string]bool // verbs, with particle "put-off", that only carry the event that their object names
	Battle   map[string]bool // events in which others are helped
	Request  map[string]bool // verbs that ask others for something
	Measures map[string]bool // what is asked of others
}

// Enhanced is a graph with the relations that its trees leave implicit.
type Enhanced struct {
	*Graph
	mentions Mentions
	words    *Words
	timed    []bool // token → it stands in a time phrase
}

// Enhance adds the relations that need to know what tokens refer to.
func (g *Graph) Enhance(m Mentions, w *Words) *Enhanced {
	e := &Enhanced{Graph: g, mentions: m, words: w, timed: make([]bool, len(g.tokens))}
	for _, t := range g.a.Times {
		for i := t.Phrase.Start; i < t.Phrase.End && i < len(e.timed); i++ {
			e.timed[i] = true
		}
	}
	return e
}

// IsTime reports whether token i stands in a time phrase.
func (e *Enhanced) IsTime(i int) bool { return e.timed[i] }

// named reports whether token i stands in a name of something of a kind.
func (e *Enhanced) named(i int, k extract.Kind) bool {
	m := e.mentions.Name(i)
	return m != nil && e.mentions.Referent(m) == k
}

// Objects returns the objects of the preposition with one of the given forms
// below token i; "out of" counts as "of". A relative pronoun counts as what it
// stands for.
func (e *Enhanced) Objects(i int, preps []string) []int {
	var list []int
	for k := e.First(i); k >= 0; k = e.Next(k) {
		switch e.Dep(k) {
		case "prep", "agent", "dative", "prt":
			if o := e.Child(k, "pobj"); o >= 0 && e.timed[o] {
				list = append(list, e.Objects(o, preps)...) // "born on 3 May in Zed": a day is in no place
			}
		case "conj":
			if e.tokens[k].POS != "ADP" {
				continue // "studied at A and then at B"
			}
		case "amod": // "a deal worth 2 billion euros with Acme"
			if !worth.Has(e.lower[k]) {
				continue
			}
		case "npadvmod":
			if e.timed[k] {
				list = append(list, e.Objects(k, preps)...)
				continue
			}
			if !worth.Has(e.lower[i]) {
				continue
			}
		default:
			continue
		}
		if e.HasChild(k, "neg", lexicon.Not) {
			continue // "in Zed, not in Acton"
		}
		if slices.Contains(preps, e.lower[k]) {
			for _, o := range e.Children(k, "pobj") {
				list = append(list, e.Antecedent(o, i))
			}
		}
		list = append(list, e.Objects(k, preps)...)
	}
	return list
}

// Antecedent returns what argument o of verb p stands for: the antecedent if o is
// a relative pronoun, else o.
func (e *Enhanced) Antecedent(o, p int) int {
	switch w := e.lower[o]; {
	case w == lexicon.They, w == lexicon.Both:
		if r := e.Clause(p).Relative(); r >= 0 && (r != p || e.Clause(r).PiedPiped()) {
			if b := e.Objects(e.Head(r), []string{lexicon.Between}); len(b) > 0 {
				return b[0] // "a summit between A and B, in which they agreed"
			}
		}
	case relativesOfAMention.Has(w):
		if r := e.Clause(p).Relative(); r >= 0 && e.tokens[o].Tag != "DT" {
			return e.Head(r)
		}
	}
	return o
}

// Conjuncts returns t and what is coordinated with it, in text order.
func (e *Enhanced) Conjuncts(t int) []int {
	if a := e.Child(t, "appos"); a >= 0 && e.mentions.Mention(t) == nil && e.mentions.Mention(a) != nil && e.Child(a, "conj") >= 0 {
		t = a // "the two countries, A and B,"
	}
	list := []int{t}
	for n := 0; n < len(list) && n < 40; n++ {
		for k := e.First(list[n]); k >= 0; k = e.Next(k) {
			if e.Dep(k) == "conj" && !e.IsVerb(k) && !e.Phrase(list[n]).Excepts() || e.Dep(k) == "appos" && e.rivals(list[n], k) {
				list = append(list, k)
			}
		}
	}
	// "A, along with B", "A as well as B", "leaders including A"
	for k := e.First(t); k >= 0; k = e.Next(k) {
		if e.Dep(k) != "prep" {
			continue
		}
		switch w := e.lower[k]; {
		case w == lexicon.Including:
			for _, o := range e.Children(k, "pobj") {
				list = append(list, e.Conjuncts(o)...)
			}
		case alongWords.Has(w):
			list = append(list, e.Objects(k, []string{lexicon.With})...)
			list = append(list, e.Children(k, "pobj")...)
		}
	}
	return list
}

// rivals reports whether an apposition is in truth the next member of a list:
// both are names of different people.
func (e *Enhanced) rivals(a, b int) bool {
	m, n := e.mentions.Name(a), e.mentions.Name(b)
	return m != nil && n != nil && m.Entity != n.Entity && e.mentions.Referent(m) == extract.Person && e.mentions.Referent(n) == extract.Person
}

// Modifiers returns the names before noun i that modify it.
func (e *Enhanced) Modifiers(i int) []int {
	var list []int
	for _, k := range e.Children(i, "compound", "nmod", "amod") {
		if m := e.mentions.Mention(k); m != nil && m.Form == extract.Proper && !m.Contains(i) {
			list = append(list, k)
		}
	}
	return list
}

// Possessors returns who does or has what noun o names: "A's ban", "a ban by A", "the
// Ruritanian ban".
func (e *Enhanced) Possessors(o int) []int {
	list := append(e.Children(o, "poss"), e.Objects(o, []string{lexicon.By})...)
	if len(list) == 0 {
		list = e.Modifiers(o)
	}
	return list
}
