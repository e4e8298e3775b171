package judge

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	// found is the score from which on a description or pronoun of the reader is taken,
	// foundName that of a name, which becomes a node whether anything is claimed of it
	// or not.
	found     = 0.5
	foundName = 0.9
	// joined is the probability from which on two mentions are the same.
	joined = 0.7
	// stepsEnd is how many steps a mention of the reader counts for.
	stepsEnd = 100
)

var (
	actingHeads   = lexicon.Words("acting heads")
	pointingHeads = lexicon.Words("pointing heads", "acting heads")
)

// ends collects the mentions that the reader found and nobody else.
type ends struct {
	a         *extract.Article
	lists     *Lists
	named     map[name]int // entities by kind and name
	described map[name]int // those without a name, by kind and description
	add       []extract.Mention
	into      map[int]int // entities without a name to those that the reader holds for the same
}

// name is what tells the entities of an article apart.
type name struct {
	kind extract.Kind
	form string
}

func newEnds(a *extract.Article, l *Lists) *ends {
	x := &ends{a: a, lists: l, named: map[name]int{}, described: map[name]int{}, into: map[int]int{}}
	for i := range a.Entities {
		e := &a.Entities[i]
		if e.Unnamed {
			x.described[name{e.Kind, strings.ToLower(e.Name)}] = i
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
	x.a.JoinEntities(x.into)
}

// look takes the mentions of a window, if it is clear for what they stand: for a name
// for which a phrase acts, for what another mention stands for, or for a name or a
// description of their own.
func (x *ends) look(w *window) {
	theirs := w.within(x.a)
	fresh := x.fresh(w, theirs)
	open := slices.ContainsFunc(theirs, x.nameless)
	for i := range fresh {
		if m := &fresh[i]; !x.acts(theirs, m) && !x.name(m) {
			open = true
		}
	}
	if open {
		x.resolve(x.likenesses(w, fresh), fresh)
	}
	for _, m := range fresh {
		if m.Entity >= 0 {
			x.add = append(x.add, m)
		}
	}
}

// nameless reports whether only pronouns speak of what a mention stands for.
func (x *ends) nameless(i int) bool {
	e := x.a.Mentions[i].Entity
	return e >= 0 && x.a.Entities[e].Nameless()
}

// fresh returns the mentions of the reader that stand where no other does.
func (x *ends) fresh(w *window, theirs []int) (fresh []extract.Mention) {
	for _, f := range w.reading.Mentions() {
		x.a.Spend(stepsEnd)
		if f.Score < found || f.Kind >= len(kinds()) || kinds()[f.Kind] == extract.Date {
			continue
		}
		s := w.tokens(x.a, f.Range)
		if s.Len() == 0 || x.a.SentenceOf(s.Start) != x.a.SentenceOf(s.End-1) {
			continue
		}
		m := extract.Mention{Span: s, Kind: kinds()[f.Kind], Form: form(x.a, s), Entity: -1}
		if m.Form == extract.Proper {
			m.Span = x.bare(&m)
		}
		if m.Head = x.a.HeadOf(m.Span); m.Form == extract.Proper && (f.Score < foundName || x.title(&m, m.Start) && m.Len() == 1) || x.known(w, theirs, fresh, &m) {
			continue
		}
		fresh = append(fresh, m)
	}
	return fresh
}

// bare returns the span of a name without the words before it that are no part of it:
// "the Harbour List", "drivers' union CSR", "Captain Bo Lin".
func (x *ends) bare(m *extract.Mention) extract.Span {
	s := m.Span
	for ; s.Len() > 1; s.Start++ {
		first, _ := utf8.DecodeRuneInString(x.a.Text[x.a.Tokens[s.Start].Start:])
		if (unicode.IsUpper(first) || strings.HasPrefix(x.a.Tokens[s.Start].Tag, "NNP")) && !x.title(m, s.Start) && s == x.undetermined(s) {
			break
		}
	}
	return s
}

// title reports whether token i of a person's name is a title.
func (x *ends) title(m *extract.Mention, i int) bool {
	return m.Kind == extract.Person && x.lists.Title[strings.TrimSuffix(x.a.Lower()[i], ".")]
}

// known reports whether a mention stands there already, or a name of which it is a part.
// A number or a date inside a longer phrase is none.
func (x *ends) known(w *window, theirs []int, fresh []extract.Mention, m *extract.Mention) bool {
	r, _ := w.place(x.a, m.Span)
	taken := func(y *extract.Mention) bool {
		within := m.Start <= y.Start && y.End <= m.End && y.Len() < m.Len()
		if y.Entity < 0 && within {
			return false
		}
		if m.Form == extract.Proper && y.Form == extract.Proper && y.Overlaps(m.Span) && !within {
			return true
		}
		q, _ := w.place(x.a, y.Span)
		return overlaps(q, r)
	}
	for _, i := range theirs {
		if taken(&x.a.Mentions[i]) {
			return true
		}
	}
	return slices.ContainsFunc(fresh, func(y extract.Mention) bool { return y.Overlaps(m.Span) })
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
	if entity < 0 || !x.actor(m.Kind) || !x.actor(x.a.Entities[entity].Kind) {
		return false
	}
	m.Entity, m.Kind = entity, x.a.Entities[entity].Kind
	return true
}

// actor reports whether phrases act for things of a kind: a government is a body, and
// acts for its country.
func (x *ends) actor(k extract.Kind) bool { return k == extract.Place || k == extract.Organization }

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

// describe gives a description the entity that it alone describes, a new one if there is
// none: an event, an agreement, a group, or a body or place whose description tells what
// it is ("the culture ministry", not "the company"). Of two that are not definite ("a
// panel") nobody can tell whether they are the same: the first has it.
func (x *ends) describe(m *extract.Mention) bool {
	s := x.undetermined(m.Span)
	form := strings.ToLower(strings.Join(strings.Fields(x.a.Words(s)), " "))
	if m.Form != extract.Nominal || form == "" || !strings.HasPrefix(x.a.Tokens[m.Head].Tag, "NN") {
		return false
	}
	e := extract.Entity{Name: form, Kind: m.Kind, Unnamed: true}
	switch m.Kind {
	case extract.Event, extract.Agreement, extract.Group:
	case extract.Organization, extract.Place:
		if pointingHeads.Has(x.a.Lower()[m.Head]) {
			return false
		}
		e.Described = true
	default:
		return false
	}
	i, known := x.described[name{m.Kind, form}]
	switch {
	case !known:
		i = len(x.a.Entities)
		x.a.Entities = append(x.a.Entities, e)
		x.described[name{m.Kind, form}] = i
	case x.a.Lower()[m.Start] != lexicon.The:
		return false
	}
	m.Entity = i
	return true
}

// undetermined returns a span without the determiner or possessor that it begins with.
func (x *ends) undetermined(s extract.Span) extract.Span {
	for s.Len() > 1 && (x.a.Tokens[s.Start].Tag == "DT" || x.a.Tokens[s.Start].Tag == "PRP$") {
		s.Start++
	}
	return s
}

// likeness is how probably two mentions are the same. They are numbered: those of the
// article as they stand there, then the fresh ones from -1 downwards.
type likeness struct {
	one, other int
	same       float32
}

// likenesses asks the reader which mentions of a window are the same, the most probable
// first.
func (x *ends) likenesses(w *window, fresh []extract.Mention) (list []likeness) {
	of, ms := w.mentions(x.a)
	for i := range fresh {
		r, sentence := w.place(x.a, fresh[i].Span)
		of, ms = append(of, -1-i), append(ms, reader.Mention{Range: r, Kind: letter(fresh[i].Kind), Sentence: sentence})
	}
	nameless := func(e int) bool { return x.a.Entities[e].Nameless() }
	open := func(i, k int) bool { // whether an answer could change what one of them stands for
		if of[i] < 0 || of[k] < 0 {
			return true
		}
		one, other := x.a.Mentions[of[i]].Entity, x.a.Mentions[of[k]].Entity
		return one != other && (nameless(one) || nameless(other))
	}
	for _, p := range w.reading.Judge(ms, nil, open) {
		if x.a.Spend(stepsEnd); p.Same >= joined {
			list = append(list, likeness{of[p.Subject], of[p.Object], p.Same})
		}
	}
	slices.SortStableFunc(list, func(a, b likeness) int { return cmp.Compare(b.same, a.same) })
	return list
}

// resolve gives open mentions the entity of the mention of their kind that the reader
// holds for the same: first of what has a name, then of what descriptions describe.
func (x *ends) resolve(list []likeness, fresh []extract.Mention) {
	at := func(i int) *extract.Mention {
		if i < 0 {
			return &fresh[-1-i]
		}
		return &x.a.Mentions[i]
	}
	join := func() {
		for _, l := range list {
			x.same(at(l.one), at(l.other))
			x.same(at(l.other), at(l.one))
		}
	}
	join()
	for i := range fresh {
		if fresh[i].Entity < 0 {
			x.describe(&fresh[i])
		}
	}
	join()
}

// same makes one mention stand for what another of its kind does, if it stands for
// nothing, or for what only pronouns speak of.
func (x *ends) same(m, other *extract.Mention) {
	if other.Entity < 0 || x.a.Entities[other.Entity].Kind != m.Kind || x.a.Entities[other.Entity].Nameless() {
		return
	}
	if m.Entity < 0 {
		m.Entity = other.Entity
	} else if _, gone := x.into[m.Entity]; !gone && x.a.Entities[m.Entity].Nameless() {
		x.into[m.Entity] = other.Entity
	}
}
