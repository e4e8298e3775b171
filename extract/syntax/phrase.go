package syntax

import (
	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// Phrase is a noun and what hangs below it, as the tree has them.
type Phrase struct {
	g    *Graph
	Noun int
}

// mostLeft is how many arcs Span goes down.
const mostLeft = 50

// Span returns the noun phrase without what follows its head: from its leftmost
// modifier on.
func (p Phrase) Span() extract.Span {
	g, h := p.g, p.Noun
	s := extract.Span{Start: h, End: h + 1}
	for k := g.First(h); k >= 0 && k < h; k = g.Next(k) {
		switch g.Dep(k) {
		case "det", "amod", "compound", "nmod", "poss", "nummod", "predet", "quantmod", "npadvmod":
			s.Start = min(s.Start, g.leftmost(k))
		}
	}
	if g.sentence[s.Start] != g.sentence[h] {
		s.Start = h
	}
	for s.Start < h && g.IsMark(s.Start) {
		s.Start++
	}
	return s
}

// leftmost returns the leftmost token under token i.
func (g *Graph) leftmost(i int) int {
	for range mostLeft {
		k := g.First(i)
		if k < 0 || k > i {
			return i
		}
		i = k
	}
	return i
}

// Determiner returns "the", "a", "this", … of the phrase, "" if it has none.
func (p Phrase) Determiner() string {
	if k := p.g.Child(p.Noun, "det"); k >= 0 && k < p.Noun {
		return p.g.lower[k]
	}
	return ""
}

// Definite reports whether the determiner points back: "the", "this".
func (p Phrase) Definite() bool {
	return pointingArticles.Has(p.Determiner())
}

// Plural reports whether the noun is a plural, whatever its tag.
func (p Phrase) Plural() bool {
	i := p.Noun
	w := p.g.lower[i]
	tagged := p.g.tokens[i].Tag == "NNS" || p.g.tokens[i].Tag == "NNPS"
	if w[len(w)-1] != 's' {
		return tagged && p.g.Lemma(i) != w // "chairmen"
	}
	return !boss.Has(w) && (tagged || p.g.Lemma(i)+lexicon.S == w || membersOfParliament.Has(w))
}

// Leader returns the first member of the list that the noun is joined to, or the noun.
func (p Phrase) Leader() int {
	i := p.Noun
	for n := 0; n < 4 && p.g.Dep(i) == "conj" && !p.g.IsVerb(p.g.Head(i)); n++ {
		i = p.g.Head(i)
	}
	return i
}

// Conjunct returns the noun that "and" joins to the noun. The parser makes some of the
// second ones another subject of the verb.
func (p Phrase) Conjunct() int {
	g, i := p.g, p.Noun
	if k := g.Child(i, "conj"); k >= 0 {
		return k
	}
	if g.Child(i, "cc") < 0 || g.Dep(i) != "nsubj" {
		return -1
	}
	for k := g.First(g.Head(i)); k >= 0; k = g.Next(k) {
		if k > i && g.Dep(k) == "nsubj" {
			return k
		}
	}
	return -1
}

// Adjective returns the first adjective of the noun in lower case, the noun itself if
// it has none.
func (p Phrase) Adjective() string {
	if k := p.g.Child(p.Noun, "amod"); k >= 0 {
		return p.g.lower[k]
	}
	return p.g.lower[p.Noun]
}

// Neither reports whether the phrase opens with "neither": the parse hangs the word
// now on the first name, now on the second, now on the verb.
func (p Phrase) Neither() bool { return p.g.lower[p.g.Subtree(p.Noun).Start] == lexicon.Neither }

// Excepts reports whether what is joined to the noun is what it leaves out: "all but
// A met B".
func (p Phrase) Excepts() bool {
	if allWords.Has(p.g.lower[p.Noun]) {
		return p.g.HasChild(p.Noun, "cc", lexicon.But)
	}
	return false
}

// Reciprocal reports whether the word ends "each other" or "one another".
func (p Phrase) Reciprocal() bool {
	l, i := p.g.lower, p.Noun
	return i > 0 && (other.Has(l[i]) && each.Has(l[i-1]) || l[i] == lexicon.Another && one.Has(l[i-1]))
}

// Counter returns the noun that only counts the events that the noun names, "a series
// of meetings", or the noun.
func (p Phrase) Counter() int {
	g, i := p.g, p.Noun
	of := g.Head(i)
	if g.Dep(i) != "pobj" || g.lower[of] != lexicon.Of {
		return i
	}
	if h := g.Head(of); counters.Has(g.Lemma(h)) && g.IsNoun(h) {
		return h
	}
	return i
}

// Located returns the noun that the noun, a place, locates ("a store in Zed", "a
// school located in Zed, Ruritania"), or the noun.
func (p Phrase) Located() int {
	g, at := p.g, p.Noun
	for n := 0; n < 2 && g.Dep(at) == "appos"; n++ {
		at = g.Head(at)
	}
	prep := g.Head(at)
	if g.Dep(at) != "pobj" || g.lower[prep] != lexicon.In && g.lower[prep] != lexicon.From {
		return p.Noun
	}
	h := g.Head(prep)
	if g.IsVerb(h) && g.Dep(h) == "acl" {
		h = g.Head(h)
	}
	if g.IsNoun(h) && h < p.Noun {
		return h
	}
	return p.Noun
}

// Governors returns the noun and the nouns before it that it depends on, up to the
// verb.
func (p Phrase) Governors() []int {
	g, i := p.g, p.Noun
	var list []int
	for range 6 {
		if g.IsNoun(i) {
			list = append(list, i)
		}
		h := g.Head(i)
		if h == i || g.IsVerb(h) || h > i {
			return list
		}
		i = h
	}
	return list
}
