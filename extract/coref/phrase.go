package coref

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// phrase returns the noun phrase of head h without what follows the head: from
// its leftmost modifier on.
func (r *resolver) phrase(h int) extract.Span {
	s := extract.Span{Start: h, End: h + 1}
	for _, k := range r.kids[h] {
		if k >= h {
			continue
		}
		switch r.a.Tokens[k].Dep {
		case "det", "amod", "compound", "nmod", "poss", "nummod", "predet", "quantmod", "npadvmod":
			s.Start = min(s.Start, r.left(k))
		}
	}
	if !r.oneSentence(s) {
		s.Start = h
	}
	for s.Start < h && (r.a.Tokens[s.Start].Space() || r.a.Tokens[s.Start].POS == "PUNCT") {
		s.Start++
	}
	return s
}

// left returns the leftmost token under token i.
func (r *resolver) left(i int) int {
	for n := 0; n < 50; n++ {
		k := i
		for _, c := range r.kids[i] {
			k = min(k, c)
		}
		if k == i {
			return i
		}
		i = k
	}
	return i
}

func (r *resolver) oneSentence(s extract.Span) bool {
	return r.sentence[s.Start] == r.sentence[s.End-1]
}

// nominal adds a description with head h and returns its mention.
func (r *resolver) nominal(h int, k extract.Kind) int {
	return r.add(extract.Mention{Span: r.phrase(h), Head: h, Kind: k, Form: extract.Nominal, Entity: -1})
}

// lemma returns the dictionary form of token i, lower case. A list of two-word
// nouns ("prime minister") is asked through compound.
func (r *resolver) lemma(i int) string {
	if l := r.a.Tokens[i].Lemma; l != "" {
		return strings.ToLower(l)
	}
	return r.lower(i)
}

// noun returns the head noun i with the word before it where the list knows the
// two together ("prime minister"), else alone; "" if it knows neither.
func noun[T any](r *resolver, i int, list map[string]T) string {
	w := r.lemma(i)
	if i > 0 {
		var room [64]byte // the map is asked without making a string
		two := append(append(append(room[:0], r.lower(i-1)...), ' '), w...)
		if _, ok := list[string(two)]; ok {
			return string(two)
		}
	}
	if has(list, w) {
		return w
	}
	if l := r.lower(i); has(list, l) {
		return l
	}
	return ""
}

func has[T any](list map[string]T, w string) bool { _, ok := list[w]; return ok }

// bare reports whether token i is a common noun outside names that heads a
// phrase of its own.
func (r *resolver) bare(i int) bool { return r.heads[i] < 0 && r.plainNoun(i) }

// plainNoun reports whether token i is a common noun outside names, and no modifier.
func (r *resolver) plainNoun(i int) bool {
	t := &r.a.Tokens[i]
	if t.POS != "NOUN" && t.POS != "PROPN" || r.at[i] >= 0 {
		return false
	}
	return t.Dep != "compound" && t.Dep != "nmod" && t.Dep != "amod"
}

// article returns "the", "a", "this", … of the phrase of head h, "" if it has no
// determiner.
func (r *resolver) article(h int) string {
	if k := r.child(h, "det"); k >= 0 && k < h {
		return r.lower(k)
	}
	return ""
}

// pointing reports whether the determiner of head h points back: "the", "this".
func (r *resolver) pointing(h int) bool {
	return pointingArticles.Has(r.article(h))
}

// modifiers returns the clusters of the names that stand before head h in its
// phrase.
func (r *resolver) modifiers(h int) []int {
	var out []int
	for i := r.phrase(h).Start; i < h; i++ {
		if m := r.at[i]; m >= 0 && r.mentions[m].cluster >= 0 && r.mentions[m].End <= h {
			out = with(out, r.mentions[m].cluster)
		}
	}
	return out
}

// under returns the clusters of the names that hang on head h by one of the
// prepositions, with their conjuncts.
func (r *resolver) under(h int, preps ...string) []int {
	var out []int
	for _, k := range r.kids[h] {
		if r.a.Tokens[k].Dep != "prep" && r.a.Tokens[k].Dep != "agent" || !slices.Contains(preps, r.lower(k)) {
			continue
		}
		if o := r.child(k, "pobj"); o >= 0 {
			for _, c := range r.conjuncts(o) {
				out = with(out, c)
			}
		}
	}
	return out
}

// conjuncts returns the clusters of the names joined by "and" to the one that
// token i heads, itself first.
func (r *resolver) conjuncts(i int) []int {
	var out []int
	for n := 0; n < 20 && i >= 0; n++ {
		if c := r.clusterAt(i); c >= 0 {
			out = with(out, c)
		}
		i = r.joinedTo(i)
	}
	return out
}

// joinedTo returns the head that "and" joins to head i, or -1. The parser makes
// some of the second ones another subject of the verb.
func (r *resolver) joinedTo(i int) int {
	if k := r.child(i, "conj"); k >= 0 {
		return k
	}
	if r.child(i, "cc") < 0 || r.a.Tokens[i].Dep != "nsubj" {
		return -1
	}
	for _, k := range r.kids[r.a.Tokens[i].Head] {
		if k > i && r.a.Tokens[k].Dep == "nsubj" {
			return k
		}
	}
	return -1
}

// clusterAt returns the cluster of the mention that token i heads or stands in,
// or -1.
func (r *resolver) clusterAt(i int) int {
	if m := r.heads[i]; m >= 0 && r.mentions[m].cluster >= 0 {
		return r.mentions[m].cluster
	}
	if m := r.at[i]; m >= 0 {
		return r.mentions[m].cluster
	}
	return -1
}

// with appends c unless it is there.
func with(list []int, c int) []int {
	if slices.Contains(list, c) {
		return list
	}
	return append(list, c)
}
