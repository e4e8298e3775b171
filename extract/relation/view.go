package relation

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// A view is one article as the frames look at it: the parse as child lists, the
// mention that a token heads, and what is said and alleged where.
type view struct {
	*extract.Article
	x *Extractor

	first, next []int32 // the children of a token, ascending; -1 ends a list
	lower       []string
	heads       []int // token → the mention it heads, -1 for none
	cover       []int // token → the innermost named mention over it, -1 for none
	statement   []int // token → the innermost statement whose content holds it, -1 for none
	deed        []bool
	timed       []bool // token → it stands in a time phrase
	titleOf     []bool // mention → it only tells whose title follows ("Acme" in "Acme Chairman Bo Lin")
	bodyOf      []bool // mention → it stands after a role and "of"
	index
}

func (x *Extractor) view(a *extract.Article) *view {
	n := len(a.Tokens)
	v := &view{Article: a, x: x, lower: a.Lower(),
		first: make([]int32, n), next: make([]int32, n),
		heads: fill(n), cover: fill(n), statement: fill(n),
		deed: make([]bool, n), timed: make([]bool, n), titleOf: make([]bool, len(a.Mentions)), bodyOf: make([]bool, len(a.Mentions))}
	for i := range v.first {
		v.first[i], v.next[i] = -1, -1
	}
	for i := n - 1; i >= 0; i-- {
		t := a.Tokens[i]
		if h := t.Head; h != i && h >= 0 && h < n {
			v.next[i], v.first[h] = v.first[h], int32(i)
		}
	}
	v.index = newIndex(a)
	for _, t := range a.Times {
		for i := t.Phrase.Start; i < t.Phrase.End && i < n; i++ {
			v.timed[i] = true
		}
	}
	v.mentions()
	v.said()
	v.deeds()
	return v
}

// fill returns n times -1.
func fill(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = -1
	}
	return list
}

// mentions enters every mention of an entity under its head and its tokens.
// A longer mention with the same head wins: "officials in Beijing" over
// "officials"; a name's tokens all lead to the name.
func (v *view) mentions() {
	for m := len(v.Mentions) - 1; m >= 0; m-- {
		x := &v.Mentions[m]
		if x.Entity < 0 || x.Start >= x.End {
			continue
		}
		for _, h := range [2]int{x.Head, v.top(x.Span)} {
			if old := v.heads[h]; old < 0 || v.Mentions[old].Len() < x.Len() {
				v.heads[h] = m
			}
		}
		if x.Form != extract.Proper {
			continue
		}
		for i := x.Start; i < x.End; i++ {
			if old := v.cover[i]; old < 0 || v.Mentions[old].Len() > x.Len() {
				v.cover[i] = m
			}
		}
	}
}

// top returns the token of s whose head lies outside s (the first such).
func (v *view) top(s extract.Span) int {
	for i := s.Start; i < s.End; i++ {
		if h := v.Tokens[i].Head; h == i || !s.Contains(h) {
			return i
		}
	}
	return s.End - 1
}

// kid returns the first child of i with one of the labels, or -1.
func (v *view) kid(i int, deps ...string) int {
	for k := v.first[i]; k >= 0; k = v.next[k] {
		for _, d := range deps {
			if v.Tokens[k].Dep == d {
				return int(k)
			}
		}
	}
	return -1
}

// kids returns the children of i with one of the labels. It allocates, so that a copy
// of it at each of its calls would cost room and win no time.
//
//go:noinline
func (v *view) kids(i int, deps ...string) []int {
	var list []int
	for k := v.first[i]; k >= 0; k = v.next[k] {
		for _, d := range deps {
			if v.Tokens[k].Dep == d {
				list = append(list, int(k))
			}
		}
	}
	return list
}

// verb reports whether token i is a verb or an auxiliary.
func (v *view) verb(i int) bool {
	return v.Tokens[i].POS == "VERB" || v.Tokens[i].POS == "AUX"
}

// noun reports whether token i is a noun or a name.
func (v *view) noun(i int) bool {
	switch v.Tokens[i].POS {
	case "NOUN", "PROPN", "PRON":
		return true
	}
	return false
}

func (v *view) dep(i int) string { return v.Tokens[i].Dep }
func (v *view) head(i int) int   { return v.Tokens[i].Head }

// lemma returns the lemma of token i. The lemmatiser makes "fin" of "fined" and
// "stag" of "staged": those verbs would double their consonant ("stagged"), so
// that an "e" is missing.
func (v *view) lemma(i int) string {
	l := v.Tokens[i].Lemma
	if rest := len(v.lower[i]) - len(l); rest < 2 || rest > 3 || len(l) > 5 || v.Tokens[i].POS != "VERB" || !doubles(l) {
		return l
	}
	if s, ok := strings.CutPrefix(v.lower[i], l); ok && (s == "ed" || s == "ing") {
		return l + "e"
	}
	return l
}

// doubles reports whether a verb of one syllable doubles its last letter before
// "-ed": one vowel, one consonant after it.
func doubles(l string) bool {
	const vowels = "aeiou"
	n := len(l) - 1
	return n > 0 && !strings.ContainsRune("aeiouwxy", rune(l[n])) && strings.IndexAny(l, vowels) == n-1
}

// governs reports whether i is an ancestor of k, or k itself.
func (v *view) governs(i, k int) bool {
	for range 64 {
		if k == i {
			return true
		}
		h := v.head(k)
		if h == k {
			return false
		}
		k = h
	}
	return false
}

// subtree returns the span from the first to the last token below i.
func (v *view) subtree(i int) extract.Span {
	v.Spend(1)
	s := extract.Span{Start: i, End: i + 1}
	for k := v.first[i]; k >= 0; k = v.next[k] {
		c := v.subtree(int(k))
		s.Start, s.End = min(s.Start, c.Start), max(s.End, c.End)
	}
	return s
}

// sentence returns the span of the sentence that holds token i.
func (v *view) sentence(i int) extract.Span {
	if s := v.SentenceOf(i); s >= 0 {
		return v.Sentences[s].Span
	}
	return extract.Span{Start: i, End: i + 1}
}

// hop returns the token after i that is not white space, or -1 at the end of the
// article; step is 1 or -1.
func (v *view) hop(i, step int) int {
	for i += step; i >= 0 && i < len(v.Tokens); i += step {
		if !v.Tokens[i].Space() {
			return i
		}
	}
	return -1
}

// kind returns the kind of the entity that mention m refers to.
func (v *view) kind(m int) extract.Kind { return v.Entities[v.Mentions[m].Entity].Kind }
