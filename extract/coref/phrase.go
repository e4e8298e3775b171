package coref

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// nominal adds a description with head h and returns its mention.
func (r *resolver) nominal(h int, k extract.Kind) int {
	return r.add(extract.Mention{Span: r.Phrase(h).Span(), Head: h, Kind: k, Form: extract.Nominal, Entity: -1})
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

// modifiers returns the clusters of the names that stand before head h in its
// phrase.
func (r *resolver) modifiers(h int) []int {
	var out []int
	for i := r.Phrase(h).Span().Start; i < h; i++ {
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
	for k := r.First(h); k >= 0; k = r.Next(k) {
		if r.a.Tokens[k].Dep != "prep" && r.a.Tokens[k].Dep != "agent" || !slices.Contains(preps, r.lower(k)) {
			continue
		}
		if o := r.Child(k, "pobj"); o >= 0 {
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
		i = r.Phrase(i).Conjunct()
	}
	return out
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
