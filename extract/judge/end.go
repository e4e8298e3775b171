package judge

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
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
	// stepsEnd is how many steps a mention of the reader counts for.
	stepsEnd = 100
)

var actingHeads = lexicon.Words("acting heads")

// ends collects the mentions that the reader found and nobody else.
type ends struct {
	a      *extract.Article
	named  map[name]int // entities by kind and name
	events map[string]bool
	add    []extract.Mention
}

// name is what tells the named entities of an article apart.
type name struct {
	kind extract.Kind
	form string
}

func newEnds(a *extract.Article) *ends {
	x := &ends{a: a, named: map[name]int{}, events: map[string]bool{}}
	for i := range a.Entities {
		e := &a.Entities[i]
		if e.Unnamed {
			x.events[e.Name] = true
			continue
		}
		for _, form := range append(e.Aliases, e.Name) {
			if _, taken := x.named[name{e.Kind, form}]; !taken {
				x.named[name{e.Kind, form}] = i
			}
		}
	}
	return x
}

// write adds what was collected to the article.
func (x *ends) write() {
	if len(x.add) > 0 {
		x.a.Spend(len(x.a.Mentions))
		x.a.AddMentions(x.add...)
	}
}

// look takes the mentions of a window, if it is clear for what they stand: for a name
// for which a phrase acts, for what another mention stands for, or for a name or an
// event of their own.
func (x *ends) look(w *window) {
	theirs := w.within(x.a)
	fresh := x.fresh(w, theirs)
	var open []int
	for i := range fresh {
		if m := &fresh[i]; !x.acts(theirs, m) && !x.name(m) {
			open = append(open, i)
		}
	}
	if len(open) > 0 {
		x.same(w, theirs, fresh, open)
	}
	for i := range fresh {
		if m := &fresh[i]; m.Entity >= 0 || x.event(m) {
			x.add = append(x.add, *m)
		}
	}
}

// fresh returns the mentions of the reader that stand where no other does.
func (x *ends) fresh(w *window, theirs []int) (fresh []extract.Mention) {
	taken := make([]extract.Span, len(theirs))
	for k, i := range theirs {
		taken[k] = x.a.Mentions[i].Span
	}
	for _, f := range w.reading.Mentions() {
		x.a.Spend(stepsEnd)
		if f.Score < found || f.Kind >= len(kinds()) || kinds()[f.Kind] == extract.Date {
			continue
		}
		s := w.tokens(x.a, f.Range)
		if s.Len() == 0 || x.a.SentenceOf(s.Start) != x.a.SentenceOf(s.End-1) || x.known(w, taken, s) {
			continue
		}
		taken = append(taken, s)
		fresh = append(fresh, extract.Mention{Span: s, Head: x.a.HeadOf(s), Kind: kinds()[f.Kind], Form: form(x.a, s), Entity: -1})
	}
	return fresh
}

// known reports whether a mention stands at a span already.
func (x *ends) known(w *window, taken []extract.Span, s extract.Span) bool {
	r, _ := w.place(x.a, s)
	for _, t := range taken {
		if q, _ := w.place(x.a, t); overlaps(q, r) {
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

// acts gives a phrase the entity of the only name inside it for which it acts.
func (x *ends) acts(theirs []int, m *extract.Mention) bool {
	if m.Form != extract.Nominal || !actingHeads.Has(x.a.Lower()[m.Head]) {
		return false
	}
	entity := -1
	for _, i := range theirs {
		if y := &x.a.Mentions[i]; y.Entity >= 0 && y.Form == extract.Proper && m.Start <= y.Start && y.End <= m.End {
			if entity >= 0 && entity != y.Entity {
				return false
			}
			entity = y.Entity
		}
	}
	if entity < 0 || x.a.Entities[entity].Kind != m.Kind {
		return false
	}
	m.Entity = entity
	return true
}

// name gives a name the entity of that name and kind, a new one if there is none. An
// event's name without its year is no name: every year has one.
func (x *ends) name(m *extract.Mention) bool {
	form := strings.Join(strings.Fields(x.a.Words(x.undetermined(m.Span))), " ")
	if m.Form != extract.Proper || m.Kind == extract.Event || form == "" {
		return false
	}
	key := name{m.Kind, form}
	i, known := x.named[key]
	if !known {
		i = len(x.a.Entities)
		x.a.Entities = append(x.a.Entities, extract.Entity{Name: form, Kind: m.Kind})
		x.named[key] = i
	}
	m.Entity = i
	return true
}

// event makes a new entity of an event that no name names. Two of one description in
// one article could not be told apart: the first has it.
func (x *ends) event(m *extract.Mention) bool {
	form := strings.ToLower(strings.Join(strings.Fields(x.a.Words(x.undetermined(m.Span))), " "))
	if m.Form != extract.Nominal || m.Kind != extract.Event || form == "" || x.events[form] {
		return false
	}
	x.events[form] = true
	m.Entity = len(x.a.Entities)
	x.a.Entities = append(x.a.Entities, extract.Entity{Name: form, Kind: m.Kind, Unnamed: true})
	return true
}

// undetermined returns a span without the determiner or possessor that it begins with.
func (x *ends) undetermined(s extract.Span) extract.Span {
	for s.Len() > 1 && (x.a.Tokens[s.Start].Tag == "DT" || x.a.Tokens[s.Start].Tag == "PRP$") {
		s.Start++
	}
	return s
}

// same gives open mentions the entity of the mention of their kind that the reader
// holds for the same.
func (x *ends) same(w *window, theirs []int, fresh []extract.Mention, open []int) {
	of, ms := w.mentions(x.a)
	n := len(ms)
	for _, i := range open {
		r, sentence := w.place(x.a, fresh[i].Span)
		ms = append(ms, reader.Mention{Range: r, Kind: letter(fresh[i].Kind), Sentence: sentence})
	}
	best := make([]float32, len(open))
	for _, p := range w.reading.Judge(ms, nil) {
		x.a.Spend(stepsEnd)
		i, k := p.Subject, p.Object
		if i < n {
			i, k = k, i
		}
		if i < n || k >= n || p.Same < joined || p.Same <= best[i-n] {
			continue
		}
		m, entity := &fresh[open[i-n]], x.a.Mentions[of[k]].Entity
		if x.a.Entities[entity].Kind == m.Kind {
			best[i-n], m.Entity = p.Same, entity
		}
	}
}
