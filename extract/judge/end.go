package judge

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/reader"
)

// kinds are the kinds in the order of the reader's.
func kinds() []extract.Kind {
	return []extract.Kind{extract.Person, extract.Organization, extract.Place, extract.Event, extract.Agreement, extract.Law, extract.Group, extract.Product, extract.Topic, extract.Date}
}

// letter returns the reader's number of a kind.
func letter(k extract.Kind) int {
	for i, x := range kinds() {
		if x == k {
			return i
		}
	}
	return len(kinds())
}

const (
	// found is the score from which on a mention of the reader is taken.
	found = 0.8
	// joined is the probability from which on two mentions are the same.
	joined = 0.7
)

// ends adds to the article the mentions of a window that the reader found and nobody
// else, if it is clear for what they stand: for a name inside them, for what another
// mention stands for, or for an event or body of their own.
func ends(a *extract.Article, w *window) {
	var add []extract.Mention
	var open []int // of add, those whose entity the reader may tell
	theirs := w.within(a)
	for _, f := range w.reading.Mentions() {
		if f.Score < found || f.Kind >= len(kinds()) || kinds()[f.Kind] == extract.Date {
			continue
		}
		s := w.tokens(a, f.Range)
		if s.Len() == 0 || known(a, w, theirs, f.Range) {
			continue
		}
		m := extract.Mention{Span: s, Head: a.HeadOf(s), Kind: kinds()[f.Kind], Form: form(a, s), Entity: -1}
		if m.Entity = named(a, theirs, m); m.Entity < 0 {
			open = append(open, len(add))
		}
		add = append(add, m)
	}
	if len(open) > 0 {
		same(a, w, theirs, add, open)
	}
	kept := add[:0]
	for _, m := range add {
		if m.Entity < 0 {
			m.Entity = own(a, m)
		}
		if m.Entity >= 0 {
			kept = append(kept, m)
		}
	}
	a.AddMentions(kept...)
}

// known reports whether one of the mentions stands where the reader found one.
func known(a *extract.Article, w *window, theirs []int, r reader.Range) bool {
	for _, i := range theirs {
		if q, _ := w.place(a, a.Mentions[i].Span); overlaps(q, r) {
			return true
		}
	}
	return false
}

// form tells how a span refers.
func form(a *extract.Article, s extract.Span) extract.Form {
	t := &a.Tokens[a.HeadOf(s)]
	switch {
	case strings.HasPrefix(t.Tag, "PRP"), strings.HasPrefix(t.Tag, "W"):
		return extract.Pronoun
	case strings.HasPrefix(t.Tag, "NNP"):
		return extract.Proper
	}
	return extract.Nominal
}

// named returns the entity of the only name inside a phrase, if the phrase acts for
// it: "the Kenyan government", "Acme's board".
func named(a *extract.Article, theirs []int, m extract.Mention) int {
	entity := -1
	for _, i := range theirs {
		if x := &a.Mentions[i]; x.Entity >= 0 && x.Form == extract.Proper && m.Start <= x.Start && x.End <= m.End {
			if entity >= 0 && entity != x.Entity {
				return -1
			}
			entity = x.Entity
		}
	}
	if entity >= 0 && a.Entities[entity].Kind == m.Kind {
		return entity
	}
	return -1
}

// same gives open mentions the entity of the mention that the reader holds for the
// same.
func same(a *extract.Article, w *window, theirs []int, add []extract.Mention, open []int) {
	of, ms := w.mentions(a)
	n := len(ms)
	for _, i := range open {
		r, sentence := w.place(a, add[i].Span)
		ms = append(ms, reader.Mention{Range: r, Kind: letter(add[i].Kind), Sentence: sentence})
	}
	best := make([]float32, len(open))
	for _, p := range w.reading.Judge(ms, nil) {
		i, k := p.Subject, p.Object
		if i < n {
			i, k = k, i
		}
		if i < n || k >= n || p.Same < joined || p.Same <= best[i-n] {
			continue
		}
		best[i-n] = p.Same
		add[open[i-n]].Entity = a.Mentions[of[k]].Entity
	}
}

// own returns a new entity for a mention that stands for something of its own: a
// name, or an event that no name names. -1 if it is neither.
func own(a *extract.Article, m extract.Mention) int {
	name := strings.TrimPrefix(strings.TrimPrefix(a.Words(m.Span), "the "), "The ")
	switch {
	case m.Form == extract.Proper:
		for i := range a.Entities {
			if a.Entities[i].Name == name {
				return i
			}
		}
		a.Entities = append(a.Entities, extract.Entity{Name: name, Kind: m.Kind})
	case m.Form == extract.Nominal && m.Kind == extract.Event:
		a.Entities = append(a.Entities, extract.Entity{Name: name, Kind: m.Kind, Unnamed: true})
	default:
		return -1
	}
	return len(a.Entities) - 1
}
