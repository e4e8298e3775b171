package relation

import (
	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/syntax"
)

// A view is one article as the frames look at it: the graph of its sentences, the
// mention that a token heads, and what is said and alleged where.
type view struct {
	*extract.Article
	*syntax.Enhanced
	x *Extractor

	lower []string
	mentions
	statement []int // token → the innermost statement whose content holds it, -1 for none
	deed      []bool
	titleOf   []bool // mention → it only tells whose title follows ("Acme" in "Acme Chairman Bo Lin")
	bodyOf    []bool // mention → it stands after a role and "of"
	index
}

func (x *Extractor) view(a *extract.Article) *view {
	n, g := len(a.Tokens), syntax.Of(a)
	v := &view{Article: a, x: x, lower: a.Lower(), mentions: newMentions(a), statement: fill(n), deed: make([]bool, n),
		titleOf: make([]bool, len(a.Mentions)), bodyOf: make([]bool, len(a.Mentions)), index: newIndex(a, g)}
	v.Enhanced = g.Enhance(&v.mentions, &x.syntax)
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

// mentions tells what the tokens of an article refer to.
type mentions struct {
	a     *extract.Article
	heads []int // token → the mention it heads, -1 for none
	cover []int // token → the innermost named mention over it, -1 for none
}

// newMentions enters every mention of an entity under its head and its tokens.
// A longer mention with the same head wins: "officials in Beijing" over
// "officials"; a name's tokens all lead to the name.
func newMentions(a *extract.Article) mentions {
	t := mentions{a: a, heads: fill(len(a.Tokens)), cover: fill(len(a.Tokens))}
	for m := len(a.Mentions) - 1; m >= 0; m-- {
		x := &a.Mentions[m]
		if x.Entity < 0 || x.Start >= x.End {
			continue
		}
		for _, h := range [2]int{x.Head, a.HeadOf(x.Span)} {
			if old := t.heads[h]; old < 0 || a.Mentions[old].Len() < x.Len() {
				t.heads[h] = m
			}
		}
		if x.Form != extract.Proper {
			continue
		}
		for i := x.Start; i < x.End; i++ {
			if old := t.cover[i]; old < 0 || a.Mentions[old].Len() > x.Len() {
				t.cover[i] = m
			}
		}
	}
	return t
}

// mentionOf returns the mention that token i heads, or a name that covers it.
func (t *mentions) mentionOf(i int) int {
	if m := t.heads[i]; m >= 0 {
		return m
	}
	return t.cover[i]
}

// kind returns the kind of the entity that mention m refers to.
func (t *mentions) kind(m int) extract.Kind { return t.Referent(&t.a.Mentions[m]) }

// Name is of syntax.Mentions.
func (t *mentions) Name(i int) *extract.Mention { return t.mention(t.cover[i]) }

// Mention is of syntax.Mentions.
func (t *mentions) Mention(i int) *extract.Mention { return t.mention(t.mentionOf(i)) }

// Referent is of syntax.Mentions.
func (t *mentions) Referent(m *extract.Mention) extract.Kind { return t.a.Entities[m.Entity].Kind }

func (t *mentions) mention(m int) *extract.Mention {
	if m < 0 {
		return nil
	}
	return &t.a.Mentions[m]
}
