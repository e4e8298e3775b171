package storage

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"sync"
)

// ordered is the elements of an index in the order of their values and, where
// those are equal, of their IDs. It has all elements of the label or type: those
// without the property come last. It is made when an order is first asked for,
// then kept up with every change, and dropped when so much has changed since it
// was last asked for that making it anew costs less.
type ordered struct {
	mu      sync.Mutex // for readers: one of them makes it
	made    bool
	chunks  [][]entry // none empty
	size    int
	changes int // since it was last asked for
}

// entry is one element with the value of its property, or a tuple of several.
type entry struct {
	value any
	id    ID
}

type tuple []any

// maxChunk is how many entries stand together at most: they are moved when one
// comes or goes.
const maxChunk = 512

// value is what an element has in the order of the index.
func (ix *Index) value(p *properties) any {
	if len(ix.Props) == 1 {
		return p.Get(ix.Props[0])
	}
	values := make(tuple, len(ix.Props))
	for i, name := range ix.Props {
		values[i] = p.Get(name)
	}
	return values
}

func orderEntries(a, b entry) int {
	if c := orderValues(a.value, b.value); c != 0 {
		return c
	}
	return cmp.Compare(a.id, b.id)
}

func orderValues(a, b any) int {
	if x, several := a.(tuple); several {
		return orderLists(x, b.(tuple))
	}
	return Order(a, b)
}

// inOrder returns the order, made if need be.
func (ix *Index) inOrder() *ordered {
	o := &ix.ordered
	o.mu.Lock()
	defer o.mu.Unlock()
	o.changes = 0
	if !o.made {
		o.make(ix)
	}
	return o
}

// elements is how many elements an index has, those without the property too.
func (ix *Index) elements() int {
	if ix.OnEdges {
		return ix.graph.types[ix.Labels[0]].Count()
	}
	return ix.graph.labels[ix.Labels[0]].Count()
}

func (o *ordered) make(ix *Index) {
	all := make([]entry, 0, ix.elements())
	ix.graph.each(ix, func(id ID, p *properties) bool {
		all = append(all, entry{ix.value(p), id})
		return true
	})
	all = sortEntries(all)
	o.size, o.made, o.chunks = len(all), true, nil
	for part := range slices.Chunk(all, maxChunk*3/4) {
		o.chunks = append(o.chunks, part)
	}
}

// sortEntries sorts entries that stand in the order of their IDs. Texts, which most
// properties are, are compared without a look at their kind.
func sortEntries(all []entry) []entry {
	type text struct {
		value string
		at    int
	}
	texts := make([]text, 0, len(all))
	for i, e := range all {
		s, ok := e.value.(string)
		if !ok {
			slices.SortFunc(all, orderEntries)
			return all
		}
		texts = append(texts, text{s, i})
	}
	slices.SortFunc(texts, func(a, b text) int {
		if c := strings.Compare(a.value, b.value); c != 0 {
			return c
		}
		return a.at - b.at
	})
	sorted := make([]entry, len(all))
	for i, t := range texts {
		sorted[i] = all[t.at]
	}
	return sorted
}

// changed counts a change and reports whether the order is kept up with it.
func (o *ordered) changed() bool {
	if !o.made {
		return false
	}
	if o.changes++; o.changes > 1000 && o.changes > o.size/4 {
		o.made, o.chunks, o.size = false, nil, 0
	}
	return o.made
}

func (o *ordered) insert(e entry) {
	at := o.search(func(x entry) bool { return orderEntries(x, e) >= 0 })
	if at.chunk == len(o.chunks) { // behind all others
		if at.chunk == 0 {
			o.chunks, o.size = append(o.chunks, []entry{e}), 1
			return
		}
		at = spot{at.chunk - 1, len(o.chunks[at.chunk-1])}
	}
	c := o.chunks[at.chunk]
	if len(c) == maxChunk {
		half := maxChunk / 2
		o.chunks = slices.Insert(o.chunks, at.chunk+1, slices.Clone(c[half:]))
		clear(c[half:])
		o.chunks[at.chunk] = c[:half:half]
		if at.index > half {
			at = spot{at.chunk + 1, at.index - half}
		}
		c = o.chunks[at.chunk]
	}
	o.chunks[at.chunk] = slices.Insert(c, at.index, e)
	o.size++
}

func (o *ordered) remove(e entry) {
	at := o.search(func(x entry) bool { return orderEntries(x, e) >= 0 })
	if at.chunk == len(o.chunks) || o.chunks[at.chunk][at.index].id != e.id {
		panic("internal error: an element is not in the order of its index")
	}
	o.size--
	if c := o.chunks[at.chunk]; len(c) > 1 {
		o.chunks[at.chunk] = slices.Delete(c, at.index, at.index+1)
		return
	}
	o.chunks = slices.Delete(o.chunks, at.chunk, at.chunk+1)
}

// spot is a place in the order; the one behind all others is in no chunk.
type spot struct{ chunk, index int }

// search returns the first spot for whose entry past holds, as for all after it.
func (o *ordered) search(past func(entry) bool) spot {
	chunk := sort.Search(len(o.chunks), func(i int) bool { return past(o.chunks[i][len(o.chunks[i])-1]) })
	if chunk == len(o.chunks) {
		return spot{chunk, 0}
	}
	c := o.chunks[chunk]
	return spot{chunk, sort.Search(len(c)-1, func(i int) bool { return past(c[i]) })}
}

// before is the spot before one that is not the first.
func (o *ordered) before(s spot) spot {
	if s.index > 0 {
		return spot{s.chunk, s.index - 1}
	}
	return spot{s.chunk - 1, len(o.chunks[s.chunk-1]) - 1}
}

func (o *ordered) at(s spot) entry { return o.chunks[s.chunk][s.index] }

// up visits the entries from one spot to before another until visit returns false,
// which it reports.
func (o *ordered) up(from, to spot, visit func(ID) bool) bool {
	for ; from.chunk < len(o.chunks) && from.chunk <= to.chunk; from = (spot{from.chunk + 1, 0}) {
		c := o.chunks[from.chunk]
		if from.chunk == to.chunk {
			c = c[:to.index]
		}
		for _, e := range c[min(from.index, len(c)):] {
			if !visit(e.id) {
				return false
			}
		}
	}
	return true
}

// down is up from the other end, but equal values come in ascending order of ID
// all the same.
func (o *ordered) down(from, to spot, visit func(ID) bool) {
	for to != from {
		first := o.before(to)
		value := o.at(first).value
		if first != from && orderValues(o.at(o.before(first)).value, value) == 0 {
			first = o.search(func(x entry) bool { return orderValues(x.value, value) >= 0 })
			if first.chunk < from.chunk || first.chunk == from.chunk && first.index < from.index {
				first = from
			}
		}
		if !o.up(first, to, visit) {
			return
		}
		to = first
	}
}

// Bound is one end of a range; a nil Value is no bound.
type Bound struct {
	Value     any
	Inclusive bool
}

// Span is a part of the order of an index: the elements whose first properties
// have the values of Equal and whose next property lies between two bounds, or is
// a text that begins with Prefix.
type Span struct {
	Equal     []any
	Low, High Bound
	Prefix    string
}

// side says whether a value of the index is before the span, within, or after it.
func (s *Span) side(value any) int {
	values, several := value.(tuple)
	if !several {
		values = tuple{value}
	}
	for i, v := range s.Equal {
		if c := Order(values[i], v); c != 0 {
			return c
		}
	}
	if len(s.Equal) == len(values) {
		return 0
	}
	v := values[len(s.Equal)]
	if s.Prefix != "" {
		text, ok := v.(string)
		if ok && strings.HasPrefix(text, s.Prefix) {
			return 0
		}
		return Order(v, s.Prefix)
	}
	for _, b := range []Bound{s.Low, s.High} {
		if b.Value != nil && Rank(v) != Rank(b.Value) {
			return cmp.Compare(Rank(v), Rank(b.Value))
		}
	}
	if s.Low.Value != nil {
		if c := Order(v, s.Low.Value); c < 0 || c == 0 && !s.Low.Inclusive {
			return -1
		}
	}
	if s.High.Value != nil {
		if c := Order(v, s.High.Value); c > 0 || c == 0 && !s.High.Inclusive {
			return 1
		}
	}
	return 0
}

// settle prepares a span to be asked for. empty tells that nothing can be in it. A
// bound of a kind that < does not always compare is taken away: the span is then
// larger than what was asked for.
func (s *Span) settle() (empty, exact bool) {
	exact = true
	for _, v := range s.Equal {
		if v == nil || notANumber(v) {
			return true, true
		}
	}
	if notANumber(s.Low.Value) || notANumber(s.High.Value) {
		return true, true // nothing is above or below NaN
	}
	for _, b := range []*Bound{&s.Low, &s.High} {
		if b.Value != nil && !lined(Rank(b.Value)) {
			*b, exact = Bound{}, false
		}
	}
	return s.Low.Value != nil && s.High.Value != nil && Rank(s.Low.Value) != Rank(s.High.Value), exact
}

// Walk visits the elements of a span in the order of ORDER BY on the properties
// after those of Equal, elements with equal values in ascending order of ID, until
// visit returns false. It may visit elements that are not in the span. The graph
// must not be changed meanwhile.
func (ix *Index) Walk(s Span, descending bool, visit func(ID) bool) {
	if empty, _ := s.settle(); empty {
		return
	}
	o := ix.inOrder()
	from := o.search(func(e entry) bool { return s.side(e.value) >= 0 })
	to := o.search(func(e entry) bool { return s.side(e.value) > 0 })
	if descending {
		o.down(from, to, visit)
	} else {
		o.up(from, to, visit)
	}
}

// Between returns the elements of an index on one property whose value lies
// between two bounds, in ascending order of ID. ok is false if the index cannot
// tell.
func (ix *Index) Between(low, high Bound) (ids []ID, ok bool) {
	s := Span{Low: low, High: high}
	if empty, exact := s.settle(); empty || !exact || len(ix.Props) != 1 {
		return nil, empty
	}
	return ix.within(s), true
}

// Prefix returns the elements of an index on one property whose value is a
// string that begins with a prefix, in ascending order of ID.
func (ix *Index) Prefix(prefix string) []ID {
	if prefix == "" {
		return ix.within(Span{Low: Bound{"", true}})
	}
	return ix.within(Span{Prefix: prefix})
}

func (ix *Index) within(s Span) (ids []ID) {
	ix.Walk(s, false, func(id ID) bool {
		ids = append(ids, id)
		return true
	})
	slices.Sort(ids)
	return ids
}
