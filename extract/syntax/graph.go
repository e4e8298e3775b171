// Package syntax is the graph of a sentence, built once for all stages that ask
// about it: its tokens, the dependency tree over them, and the relations that the
// tree leaves implicit.
//
// The tree has the labels of the CLEAR style (nsubj, dobj, agent, relcl, …). Graph
// answers what it shows as it is; Clause, Phrase and Sentence ask the same of a verb,
// a noun and a sentence. Enhanced adds, in the sense of Enhanced Universal
// Dependencies (Schuster and Manning, 2016), what a reader supplies: passives turned
// round, the subjects of infinitives and participles (control and raising), what
// coordinated words share, the antecedents of relative pronouns, who does what the
// noun of a light verb names, and possessors.
//
// Tokens are named by their index in the article. A question that finds no token
// answers -1.
package syntax

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// Graph is the dependency trees of an article's sentences.
type Graph struct {
	a           *extract.Article
	tokens      []extract.Token
	lower       []string
	first, next []int32 // the children of a token, ascending; -1 ends a list
	sentence    []int32 // token → its sentence, -1 for none
}

// Of returns the graph of an article that has been parsed. It is built once and
// shared by all stages; tokens and sentences that are replaced get a new one.
func Of(a *extract.Article) *Graph {
	return a.Derived(func() any { return newGraph(a) }).(*Graph)
}

func newGraph(a *extract.Article) *Graph {
	n := len(a.Tokens)
	room := make([]int32, 3*n)
	g := &Graph{a: a, tokens: a.Tokens, lower: a.Lower(), first: room[:n:n], next: room[n : 2*n : 2*n], sentence: room[2*n:]}
	for i := range room {
		room[i] = -1
	}
	for i := n - 1; i >= 0; i-- {
		if h := a.Tokens[i].Head; h != i && h >= 0 && h < n {
			g.next[i], g.first[h] = g.first[h], int32(i)
		}
	}
	for s := range a.Sentences {
		for i := a.Sentences[s].Start; i < a.Sentences[s].End; i++ {
			g.sentence[i] = int32(s)
		}
	}
	return g
}

// Dep returns the label of the arc that leads to token i.
func (g *Graph) Dep(i int) string { return g.tokens[i].Dep }

// Head returns the token that governs token i; i itself at the root.
func (g *Graph) Head(i int) int { return g.tokens[i].Head }

// First returns the first child of token i. With Next it goes through the children
// in the order of the text: for k := g.First(i); k >= 0; k = g.Next(k).
func (g *Graph) First(i int) int { return int(g.first[i]) }

// Next returns the child after k of the same token.
func (g *Graph) Next(k int) int { return int(g.next[k]) }

// Child returns the first child of i with one of the labels.
func (g *Graph) Child(i int, deps ...string) int {
	for k := g.first[i]; k >= 0; k = g.next[k] {
		for _, d := range deps {
			if g.tokens[k].Dep == d {
				return int(k)
			}
		}
	}
	return -1
}

// Children returns the children of i with one of the labels. It allocates, so that a
// copy of it at each of its calls would cost room and win no time.
//
//go:noinline
func (g *Graph) Children(i int, deps ...string) []int {
	var list []int
	for k := g.first[i]; k >= 0; k = g.next[k] {
		for _, d := range deps {
			if g.tokens[k].Dep == d {
				list = append(list, int(k))
			}
		}
	}
	return list
}

// HasChild reports whether a child of i with the label has one of the forms, which
// are in lower case; not copied to its calls, for room.
//
//go:noinline
func (g *Graph) HasChild(i int, dep string, forms ...string) bool {
	for k := g.first[i]; k >= 0; k = g.next[k] {
		if g.tokens[k].Dep == dep {
			for _, f := range forms {
				if g.lower[k] == f {
					return true
				}
			}
		}
	}
	return false
}

// Governs reports whether i is an ancestor of k, or k itself.
func (g *Graph) Governs(i, k int) bool {
	for range 64 {
		if k == i {
			return true
		}
		h := g.Head(k)
		if h == k {
			return false
		}
		k = h
	}
	return false
}

// Subtree returns the span from the first to the last token below i.
func (g *Graph) Subtree(i int) extract.Span {
	g.a.Spend(1)
	s := extract.Span{Start: i, End: i + 1}
	for k := g.first[i]; k >= 0; k = g.next[k] {
		c := g.Subtree(int(k))
		s.Start, s.End = min(s.Start, c.Start), max(s.End, c.End)
	}
	return s
}

// IsVerb reports whether token i is a verb or an auxiliary.
func (g *Graph) IsVerb(i int) bool {
	return g.tokens[i].POS == "VERB" || g.tokens[i].POS == "AUX"
}

// IsNoun reports whether token i is a noun, a name or a pronoun.
func (g *Graph) IsNoun(i int) bool {
	switch g.tokens[i].POS {
	case "NOUN", "PROPN", "PRON":
		return true
	}
	return false
}

// IsMark reports whether token i is white space or punctuation.
func (g *Graph) IsMark(i int) bool {
	return g.tokens[i].Space() || g.tokens[i].POS == "PUNCT"
}

// IsPossessive reports whether token i is a possessive mark, also in text where it
// is set apart ("Acme ’ s").
func (g *Graph) IsPossessive(i int) bool {
	return g.tokens[i].Tag == "POS" || g.lower[i] == lexicon.S && i > 0 && (g.lower[i-1] == "’" || g.lower[i-1] == "'")
}

// Lemma returns the lemma of token i. The lemmatiser makes "fin" of "fined" and
// "stag" of "staged": those verbs would double their consonant ("stagged"), so
// that an "e" is missing.
func (g *Graph) Lemma(i int) string {
	l := g.tokens[i].Lemma
	if rest := len(g.lower[i]) - len(l); rest < 2 || rest > 3 || len(l) > 5 || g.tokens[i].POS != "VERB" || !doubles(l) {
		return l
	}
	if s, ok := strings.CutPrefix(g.lower[i], l); ok && participleEndings.Has(s) {
		return l + lexicon.E
	}
	return l
}

// doubles reports whether a verb of one syllable doubles its last letter before
// "-ed": one vowel, one consonant after it.
func doubles(l string) bool {
	n := len(l) - 1
	return n > 0 && !strings.ContainsRune(lexicon.Vowels+"wxy", rune(l[n])) && strings.IndexAny(l, lexicon.Vowels) == n-1
}

// NounLemma returns the lemma of noun i, of a word in a name its form in lower case:
// event nouns in names are capitalised.
func (g *Graph) NounLemma(i int) string {
	if g.tokens[i].POS == "PROPN" {
		return g.lower[i]
	}
	return g.Lemma(i)
}

// Adjacent returns the token after i that is not white space, the one before it
// where step is -1 rather than 1; -1 at the ends of the article.
func (g *Graph) Adjacent(i, step int) int {
	for i += step; i >= 0 && i < len(g.tokens); i += step {
		if !g.tokens[i].Space() {
			return i
		}
	}
	return -1
}

// Trim cuts marks and white space off both ends of a span, and a leading "that".
func (g *Graph) Trim(s extract.Span) extract.Span {
	for s.Start < s.End && (g.IsMark(s.Start) || g.lower[s.Start] == lexicon.That && g.Dep(s.Start) == "mark") {
		s.Start++
	}
	for s.Start < s.End && g.IsMark(s.End-1) {
		s.End--
	}
	return s
}

// Severed reports whether a semicolon stands between two clauses, so that neither
// governs the other, whatever the parse says.
func (g *Graph) Severed(i, h int) bool {
	for k := min(i, h) + 1; k < max(i, h); k++ {
		if g.lower[k] == ";" {
			return true
		}
	}
	return false
}

// QuotedApart reports whether a quotation mark stands between two tokens.
func (g *Graph) QuotedApart(a, b int) bool {
	for i := min(a, b); i < max(a, b); i++ {
		switch g.lower[i] {
		case "\"", "“", "”", "``", "''":
			return true
		}
	}
	return false
}

// Clause returns the clause of verb i.
func (g *Graph) Clause(i int) Clause { return Clause{g, i} }

// Phrase returns the phrase of noun i.
func (g *Graph) Phrase(i int) Phrase { return Phrase{g, i} }
