package ner

import (
	"cmp"
	"context"
	"slices"

	"github.com/newsgraph/newsgraph/extract"
)

// rule is one step of the second look.
type rule struct {
	name string
	run  func(*review)
}

// rules returns the steps in order. Boundaries come first, for names are
// compared by their words; the vote of the article comes late, and behind it only what
// tells each mention for itself.
func rules() []rule {
	return []rule{
		{"no-name", noNames},
		{"split", splits},
		{"trim", trim},
		{"event-name", eventNames},
		{"join", joins},
		{"paper-name", paperNames},
		{"gazetteer", byGazetteer},
		{"context", byContext},
		{"neighbour", byNeighbour},
		{"brackets", byBrackets},
		{"followed", byPerson},
		{"unseen", unseen},
		{"company", byCompany},
		{"surname", bySurname},
		{"city", byCity},
		{"list", byList},
		{"headline", headlines},
		{"spread", spread},
		{"known", known},
		{"club", clubs},
		{"topic", topics},
		{"majority", byMajority},
		{"team", teams},
		{"language", languages},
	}
}

// RuleNames returns the names of the rules of the second look, in order.
func RuleNames() []string {
	var names []string
	for _, r := range rules() {
		names = append(names, r.name)
	}
	return names
}

// Review returns the stage that looks a second time at the names that a network
// found: it mends their bounds and kinds by what the article as a whole and the
// lists tell. Rules named in without are left out; that is for measuring what
// each is worth.
func Review(l Gazetteer, without ...string) extract.Stage {
	return extract.Stage{
		Name: "review",
		Doc:  "mends the bounds and kinds of names",
		Run: func(_ context.Context, a *extract.Article) error {
			v := &review{a: a, g: &l, lower: a.Lower()}
			v.lines = v.titleCase()
			for _, r := range rules() {
				if !slices.Contains(without, r.name) {
					a.Spend(len(a.Tokens))
					r.run(v)
				}
			}
			slices.SortStableFunc(a.Mentions, byPosition)
			return nil
		},
	}
}

// byPosition orders mentions as the text has them, the longer of two that begin together first.
func byPosition(x, y extract.Mention) int {
	return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End))
}

// review is the second look at one article.
type review struct {
	a     *extract.Article
	g     *Gazetteer
	lower []string // token to its form in lower case
	lines []bool   // sentence to whether most of its words have capitals
	cover []int32  // token to the mention that holds it, counted from 1, as index left it
}

// named reports whether a kind is that of a name, not of a value.
func named(k extract.Kind) bool {
	return k != extract.Date && k != extract.Money && k != extract.Number
}

// text returns a token's text.
func (v *review) text(i int) string {
	t := v.a.Tokens[i]
	return v.a.Text[t.Start:t.End]
}

// taken tells which tokens are part of a mention.
func (v *review) taken() []bool {
	t := make([]bool, len(v.a.Tokens))
	for _, m := range v.a.Mentions {
		for i := m.Start; i < m.End; i++ {
			t[i] = true
		}
	}
	return t
}

// index tells of every token which mention holds it. A rule calls it that asks for
// the names beside a token and neither moves nor drops any.
func (v *review) index() {
	v.cover = slices.Grow(v.cover[:0], len(v.a.Tokens))[:len(v.a.Tokens)]
	clear(v.cover)
	for n, m := range v.a.Mentions {
		for i := m.Start; i < m.End; i++ {
			v.cover[i] = int32(n + 1)
		}
	}
}

// holder returns the mention that holds token i, or nil.
func (v *review) holder(i int) *extract.Mention {
	if i < 0 || i >= len(v.cover) || v.cover[i] == 0 {
		return nil
	}
	return &v.a.Mentions[v.cover[i]-1]
}

// add appends a name that the network did not find.
func (v *review) add(s extract.Span, k extract.Kind) {
	v.a.Mentions = append(v.a.Mentions, extract.Mention{Span: s, Head: v.a.HeadOf(s), Kind: k, Form: extract.Proper, Entity: -1})
}
