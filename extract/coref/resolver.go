package coref

import (
	"slices"

	"newsgraph/extract"
)

// resolver is the state of one article while the sieves run over it.
type resolver struct {
	a         *extract.Article
	l         *Lists
	mentions  []mention
	clusters  []cluster
	occasions []int   // mentions of events, agreements and laws
	at        []int   // token to the mention of a name that covers it, or -1
	heads     []int   // token to the mention whose head it is, or -1
	quote     []int   // token to the number of the quotation it stands in, 0 outside
	sentence  []int   // token to its sentence
	in        [][]int // sentence to its mentions
	times     [][]int // sentence to its time phrases
	kids      [][]int
	low       []string // token to its form in lower case
	nouns     []int    // tokens that are common nouns and no modifiers, outside names
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
}

// cluster is a set of mentions held to be one entity; it is empty once joined
// to another.
type cluster struct {
	mentions []int
	gender   Gender
	unnamed  bool
	name     string // overrides the names of the mentions
	kind     extract.Kind
	vote     extract.Kind // what kindOf found when there were so many mentions
	voted    int
	parties  []int // clusters; follow them with find
	into     int   // the cluster that this one was joined to
	when     extract.Interval
	ordinal  string
}

func newResolver(a *extract.Article, l *Lists) *resolver {
	n := len(a.Tokens)
	r := &resolver{a: a, l: l, at: filled(n), heads: filled(n), sentence: make([]int, n), kids: children(a), low: a.Lower(),
		mentions: make([]mention, 0, 2*len(a.Mentions))}
	for s, x := range a.Sentences {
		for i := x.Start; i < n && (i < x.End || s+1 == len(a.Sentences) || i < a.Sentences[s+1].Start); i++ {
			r.sentence[i] = s // the white space behind a sentence counts to it
		}
	}
	r.quote = quotes(a)
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

// children returns every token's children, ascending, in one piece of memory.
func children(a *extract.Article) [][]int {
	n := len(a.Tokens)
	count := make([]int, n)
	for i := range a.Tokens {
		if h := a.Tokens[i].Head; h != i && h >= 0 && h < n {
			count[h]++
		}
	}
	all, kids := make([]int, n), make([][]int, n)
	for i, c := range count {
		kids[i], all = all[:0:c], all[c:]
	}
	for i := range a.Tokens {
		if h := a.Tokens[i].Head; h != i && h >= 0 && h < n {
			kids[h] = append(kids[h], i)
		}
	}
	return kids
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

// open makes a cluster of mention m and returns it.
func (r *resolver) open(m int) int {
	c := len(r.clusters)
	r.clusters = append(r.clusters, cluster{into: c})
	r.join(m, c)
	return c
}

// join puts mention m, of no cluster yet, into cluster c.
func (r *resolver) join(m, c int) {
	r.mentions[m].cluster = c
	r.clusters[c].mentions = append(r.clusters[c].mentions, m)
	if g := r.mentions[m].gender; g != 0 && r.clusters[c].gender == 0 {
		r.clusters[c].gender = g
	}
}

// merge joins cluster b to cluster a.
func (r *resolver) merge(a, b int) {
	if a == b {
		return
	}
	x, y := &r.clusters[a], &r.clusters[b]
	for _, m := range y.mentions {
		r.mentions[m].cluster = a
	}
	x.mentions = append(x.mentions, y.mentions...)
	if x.gender == 0 {
		x.gender = y.gender
	}
	if x.ordinal == "" {
		x.ordinal = y.ordinal
	}
	if x.when.IsZero() {
		x.when = y.when
	}
	if len(x.parties) == 0 {
		x.parties = y.parties
	}
	x.unnamed = x.unnamed && y.unnamed
	y.mentions, y.into = nil, a
}

// find returns the cluster that cluster c has become.
func (r *resolver) find(c int) int {
	for !r.live(c) && r.clusters[c].into != c {
		c = r.clusters[c].into
	}
	return c
}

// first returns the first token of a cluster.
func (r *resolver) first(c int) int {
	n := len(r.a.Tokens)
	for _, m := range r.clusters[c].mentions {
		n = min(n, r.mentions[m].Start)
	}
	return n
}

// kindOf returns the kind of a cluster by vote of its names, ties to the
// earliest; of all its mentions where it has no name.
func (r *resolver) kindOf(c int) extract.Kind {
	x := &r.clusters[c]
	if x.kind != "" {
		return x.kind
	}
	if x.voted != len(x.mentions) {
		x.vote, x.voted = r.vote(c), len(x.mentions)
	}
	return x.vote
}

// vote counts the kinds of a cluster's mentions: of its names, else of its
// descriptions. The most frequent wins, the earliest of equals.
func (r *resolver) vote(c int) extract.Kind {
	x, all := &r.clusters[c], extract.Kinds()
	for _, named := range []bool{true, false} {
		var counts [16]int // of each kind; the last of those that are no node
		votes := func(m int) (kind int, ok bool) {
			y := &r.mentions[m]
			if kind = slices.Index(all, y.Kind); kind < 0 {
				kind = len(counts) - 1
			}
			return kind, (y.Form == extract.Proper) == named && !y.demonym
		}
		most := 0
		for _, m := range x.mentions {
			if k, ok := votes(m); ok {
				counts[k]++
				most = max(most, counts[k])
			}
		}
		for _, m := range x.mentions {
			if k, ok := votes(m); ok && counts[k] == most {
				return r.mentions[m].Kind
			}
		}
	}
	for _, m := range x.mentions {
		if r.mentions[m].demonym {
			return extract.Place
		}
	}
	return r.mentions[x.mentions[0]].Kind
}

// near returns the mentions of a sentence; none outside the article.
func (r *resolver) near(sentence int) []int {
	if sentence < 0 || sentence >= len(r.in) {
		return nil
	}
	return r.in[sentence]
}

// live reports whether a cluster still has mentions.
func (r *resolver) live(c int) bool { return len(r.clusters[c].mentions) > 0 }

// lower returns a token's text in lower case.
func (r *resolver) lower(i int) string { return r.low[i] }

// text returns a token's text.
func (r *resolver) text(i int) string {
	t := &r.a.Tokens[i]
	return r.a.Text[t.Start:t.End]
}

// child returns the first child of token i with one of the labels, or -1.
func (r *resolver) child(i int, deps ...string) int {
	for _, k := range r.kids[i] {
		for _, d := range deps {
			if r.a.Tokens[k].Dep == d {
				return k
			}
		}
	}
	return -1
}
