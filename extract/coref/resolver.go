package coref

import (
	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/syntax"
)

// resolver is the state of one article while the sieves run over it.
type resolver struct {
	*syntax.Graph
	a          *extract.Article
	l          *Lists
	mentions   []mention
	clusters   []cluster
	occasions  []int            // mentions of events, agreements and laws
	countries  map[string][]int // names of a country, by its usual name
	eventNames map[string][]int // names of events and papers by their noun, of all by ""
	groups     map[string]int   // groups of members, by these
	at         []int            // token to the mention of a name that covers it, or -1
	heads      []int            // token to the mention whose head it is, or -1
	quote      []int            // token to the number of the quotation it stands in, 0 outside
	sentence   []int            // token to its sentence
	in         [][]int          // sentence to its mentions
	times      [][]int          // sentence to its time phrases
	low        []string         // token to its form in lower case
	nouns      []int            // tokens that are common nouns and no modifiers, outside names
}

// mention is a mention and what the sieves ask about it.
type mention struct {
	extract.Mention
	words   []string // lower-case words of a name: no article, title or company suffix
	key     string   // the words, joined; a country's usual name
	form    string   // the name as the article has it, trimmed
	cluster int      // -1: none
	gender  Gender
	plural  bool
	known   bool // the lists have its full name: it shortens no other
	demonym bool
	edition string // of a named event: "2014" or "#2"
	timed   bool   // the edition is that of a time beside the name and no part of it
}

func newResolver(a *extract.Article, l *Lists) *resolver {
	n := len(a.Tokens)
	r := &resolver{a: a, l: l, at: filled(n), heads: filled(n), sentence: make([]int, n), Graph: syntax.Of(a), low: a.Lower(),
		mentions: make([]mention, 0, 2*len(a.Mentions))}
	for s, x := range a.Sentences {
		for i := x.Start; i < n && (i < x.End || s+1 == len(a.Sentences) || i < a.Sentences[s+1].Start); i++ {
			r.sentence[i] = s // the white space behind a sentence counts to it
		}
	}
	r.quote = r.Quoted()
	r.countries, r.groups = map[string][]int{}, map[string]int{}
	r.in, r.times = make([][]int, len(a.Sentences)), make([][]int, len(a.Sentences))
	for i, t := range a.Times {
		if p := t.Phrase; p.Len() > 0 && len(r.times) > 0 {
			r.times[r.sentence[p.Start]] = append(r.times[r.sentence[p.Start]], i)
		}
	}
	for _, m := range a.Mentions {
		if m.Form == extract.Proper && !value(m.Kind) {
			r.addName(m)
		}
	}
	r.nouns = make([]int, 0, n/4)
	for i := range a.Tokens {
		if r.plainNoun(i) {
			r.nouns = append(r.nouns, i)
		}
	}
	return r
}

func filled(n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = -1
	}
	return s
}

// value reports whether mentions of the kind are values and no entities.
func value(k extract.Kind) bool {
	return k == extract.Date || k == extract.Money || k == extract.Number
}

// add appends a mention of no cluster and returns its index.
func (r *resolver) add(m extract.Mention) int {
	i := len(r.mentions)
	r.mentions = append(r.mentions, mention{Mention: m, cluster: -1})
	switch m.Kind {
	case extract.Event, extract.Agreement, extract.Law:
		r.occasions = append(r.occasions, i)
	}
	if s := r.sentence[m.Start]; s < len(r.in) {
		r.in[s] = append(r.in[s], i)
	}
	if m.Head >= 0 && m.Head < len(r.heads) && r.heads[m.Head] < 0 {
		r.heads[m.Head] = i
	}
	return i
}

// near returns the mentions of a sentence; none outside the article.
func (r *resolver) near(sentence int) []int {
	if sentence < 0 || sentence >= len(r.in) {
		return nil
	}
	r.a.Spend(1 + len(r.in[sentence]))
	return r.in[sentence]
}

// lower returns a token's text in lower case.
func (r *resolver) lower(i int) string { return r.low[i] }

// text returns a token's text.
func (r *resolver) text(i int) string {
	t := &r.a.Tokens[i]
	return r.a.Text[t.Start:t.End]
}
