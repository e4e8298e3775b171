package judge

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
	"github.com/newsgraph/newsgraph/extract/reader"
)

// Lists are what is known of names beyond any article, as written.
type Lists struct {
	// Known are the names whose kind the rules know: countries, regions, cities, bodies.
	Known map[string]bool
	// Demonym leads from "Chinese" to the usual name of the country.
	Demonym map[string]string
	// Title are the titles of people, in lower case.
	Title map[string]bool
}

// The scores from which on the reader's kind of an entity is believed, the mean over
// its names: of any entity, and of one whose name is in the lists.
const (
	otherKind      = 0.8
	otherThanKnown = 0.98
)

var (
	ofPeople = lexicon.Words("pronouns of people")
	ofThings = lexicon.Words("pronouns of things")
)

// poll asks all names of an entity, in all windows, for its kind: the names stage
// knows a name by its words, the reader by what is said of it.
type poll struct {
	a      *extract.Article
	lists  *Lists
	votes  map[int]*votes // by entity
	tagged map[int]int    // mention to the reader's kind
}

// votes are the scores that the names of one entity have for each kind.
type votes struct {
	sum   []float32
	names int
}

func newPoll(a *extract.Article, lists *Lists) *poll {
	return &poll{a: a, lists: lists, votes: map[int]*votes{}, tagged: map[int]int{}}
}

// look collects the votes of a window.
func (p *poll) look(w *window) {
	found := w.reading.Mentions()
	for _, i := range w.within(p.a) {
		m := &p.a.Mentions[i]
		if m.Entity < 0 {
			continue
		}
		r, _ := w.place(p.a, m.Span)
		k := slices.IndexFunc(found, func(f reader.Mention) bool { return f.Kind < len(kinds()) && overlaps(f.Range, r) })
		if k < 0 {
			continue
		}
		p.a.Spend(stepsEnd)
		p.tagged[i] = found[k].Kind
		if m.Form != extract.Proper {
			continue
		}
		v := p.votes[m.Entity]
		if v == nil {
			v = &votes{sum: make([]float32, len(kinds()))}
			p.votes[m.Entity] = v
		}
		v.sum[found[k].Kind] += found[k].Score
		v.names++
	}
}

// write gives the entities the kinds that won, and joins those that are one by now.
func (p *poll) write() {
	var changed []int
	for i := range p.a.Entities {
		if k := p.elected(i); k != "" {
			p.change(i, k)
			changed = append(changed, i)
		}
	}
	p.join(changed)
}

// elected returns the kind that an entity is to have instead of its own, or "".
func (p *poll) elected(i int) extract.Kind {
	e, v := &p.a.Entities[i], p.votes[i]
	if v == nil || e.Unnamed {
		return ""
	}
	best := 0
	for k, sum := range v.sum {
		if sum > v.sum[best] {
			best = k
		}
	}
	k, least := kinds()[best], float32(otherKind)
	if slices.ContainsFunc(append(e.Aliases, e.Name), func(form string) bool { return p.lists.Known[form] }) {
		least = otherThanKnown
	}
	if k == e.Kind || k == extract.Date || v.sum[best] < least*float32(v.names) {
		return ""
	}
	if e.Kind == extract.Group && k == extract.Place && p.lists.Demonym[e.Name] == "" {
		return "" // a people that is the people of no country
	}
	return k
}

// change gives an entity another kind. Pronouns and descriptions that do not fit it
// stand for nothing from now on.
func (p *poll) change(i int, k extract.Kind) {
	e := &p.a.Entities[i]
	if name := p.lists.Demonym[e.Name]; e.Kind == extract.Group && k == extract.Place && name != "" {
		e.Aliases = append(e.Aliases, e.Name)
		slices.Sort(e.Aliases)
		e.Name = name
	}
	e.Kind = k
	e.Mentions = slices.DeleteFunc(e.Mentions, func(n int) bool {
		m := &p.a.Mentions[n]
		if m.Form == extract.Proper || p.fits(n, k) {
			m.Kind = k
			return false
		}
		m.Entity = -1
		return true
	})
}

// fits reports whether a pronoun or description may stand for something of a kind.
func (p *poll) fits(n int, k extract.Kind) bool {
	if t, ok := p.tagged[n]; ok {
		return kinds()[t] == k
	}
	m := &p.a.Mentions[n]
	if m.Form != extract.Pronoun {
		return true
	}
	if k == extract.Person {
		return !ofThings.Has(p.a.Lower()[m.Head])
	}
	return !ofPeople.Has(p.a.Lower()[m.Head])
}

// join makes one entity of a changed one and the only other one of its new kind that
// has its name, or, but for events and places, a longer one that begins with it (of people also: that ends in it).
func (p *poll) join(changed []int) {
	into := map[int]int{}
	for _, i := range changed {
		if _, gone := into[i]; gone {
			continue
		}
		other := -1
		for k := range p.a.Entities {
			if _, gone := into[k]; gone || k == i || !p.alike(i, k) {
				continue
			}
			if other >= 0 {
				other = -1
				break
			}
			other = k
		}
		if p.a.Spend(len(p.a.Entities)); other >= 0 {
			if len(p.a.Entities[i].Name) > len(p.a.Entities[other].Name) {
				i, other = other, i
			}
			into[i] = other
		}
	}
	p.a.JoinEntities(into)
}

// alike reports whether two entities are of one kind and go by one name, or by a
// shorter form of it.
func (p *poll) alike(i, k int) bool {
	a, b := &p.a.Entities[i], &p.a.Entities[k]
	if a.Kind != b.Kind || a.Unnamed || b.Unnamed || len(b.Mentions) == 0 {
		return false
	}
	short, long := a.Name, b.Name
	if len(short) > len(long) {
		short, long = long, short
	}
	switch a.Kind {
	case extract.Event, extract.Place: // "Panama" is not Panama City
		return short == long
	}
	return short == long || strings.HasPrefix(long, short+" ") || a.Kind == extract.Person && strings.HasSuffix(long, " "+short)
}
