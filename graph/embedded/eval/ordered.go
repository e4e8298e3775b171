package eval

import (
	"math"
	"slices"

	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// Where ORDER BY asks for the order of an index, the pattern before it begins with a
// walk along that index: its rows then come sorted, nothing is held, and LIMIT ends
// the walk.

// read is what a sort key reads: a property of the element in a slot, or, without a
// key, the slot itself.
type read struct {
	slot int
	key  string
}

// wish is the order in which the rows of a pattern are wanted: by properties of one
// of its elements.
type wish struct {
	slot       int
	keys       []string
	descending bool
	sort       *project // which has the rest of the sort keys, and SKIP and LIMIT
}

// sameAs notes which slots of a projection are a copy of something that was there
// before.
func (c *compiler) sameAs(items []check.Item) {
	for _, it := range items {
		if r, ok := c.readOf(it.Expr); ok && it.Expr != nil {
			if c.copies == nil {
				c.copies = map[int]read{}
			}
			c.copies[it.Slot] = r
		}
	}
}

// readOf says what an expression reads, if it is a variable or a property of one.
func (c *compiler) readOf(e syntax.Expr) (read, bool) {
	slot, ok := c.info.Slot(e)
	r := read{slot: slot}
	if p, isProperty := e.(*syntax.Property); !ok && isProperty {
		r.key = p.Key
		r.slot, ok = c.info.Slot(p.Of)
	}
	for ok {
		from, copied := c.copies[r.slot]
		if !copied || from.key != "" && r.key != "" {
			break
		}
		r.slot, r.key = from.slot, r.key+from.key // one of the two is empty
	}
	return r, ok
}

// wished lets the first pattern of a part know in which order its rows are wanted:
// the part must begin with it, or with what makes one row of one, and between it and
// the ORDER BY there must be nothing but what keeps the order of rows.
func (p part) wished() part {
	first := slices.IndexFunc(p, func(s step) bool { _, isProject := s.(*project); return !isProject })
	if first < 0 {
		return p
	}
	m, isMatch := p[first].(*match)
	if !isMatch || m.optional {
		return p
	}
	for _, s := range p[first+1:] {
		switch s := s.(type) {
		case *match, *unwind:
			continue
		case *callSubquery:
			if !s.writes {
				continue
			}
		case *project:
			if s.group == nil && len(s.sort) > 0 {
				m.wish = m.wishOf(s)
				s.from = m
				return p
			}
			if s.group == nil && s.skip == nil && s.limit == nil {
				continue
			}
		}
		break
	}
	return p
}

// wishOf takes as many sort keys as are properties of one element that the pattern
// finds, in one direction; nil if the first is none.
func (m *match) wishOf(p *project) *wish {
	var w *wish
	for _, k := range p.sort {
		switch {
		case k.read.key == "" || !m.fresh[k.read.slot]:
			return w
		case w == nil:
			w = &wish{slot: k.read.slot, descending: k.desc, sort: p}
		case w.slot != k.read.slot || w.descending != k.desc:
			return w
		}
		w.keys = append(w.keys, k.read.key)
	}
	return w
}

// ordered returns the move that begins with a walk along an index in the order that
// is wanted, and how many of the sort keys it satisfies. A search that begins so must
// cost no more than the one that begins with the best other move: that one may find
// few candidates where the walk would go on for long until enough rows have been found.
func (p *planning) ordered(best candidate) (o op, keys int) {
	w := p.m.wish
	if i := slices.IndexFunc(p.m.nodes, func(n nodePattern) bool { return n.slot == w.slot && !n.bound }); i >= 0 {
		o = op{kind: opScan, node: i}
		for _, name := range p.m.nodes[i].labels {
			l := p.x.g.Label(name)
			keys = p.walks(&o, keys, l.Indexes(), l.Count())
		}
	} else if i := slices.IndexFunc(p.m.links, func(l linkPattern) bool { return l.slot == w.slot && l.single() }); i >= 0 {
		if l := &p.m.links[i]; !p.nodes[l.from] && !p.nodes[l.to] {
			o = op{kind: opEdge, link: i}
			t := p.x.g.EdgeType(l.types[0])
			keys = p.walks(&o, 0, t.Indexes(), t.Count())
		}
	}
	if keys > 0 && p.price(o, best.of) > p.price(best.op) {
		return o, 0
	}
	return o, keys
}

// price is how many candidates a search looks at that begins with a move.
func (p *planning) price(first op, others ...int) float64 {
	q := *p
	q.nodes, q.links, q.conds, q.full = slices.Clone(p.nodes), slices.Clone(p.links), slices.Clone(p.conds), slices.Clone(p.full)
	q.missing, q.waiting, q.moves, q.stamps = slices.Clone(p.missing), slices.Clone(p.waiting), slices.Clone(p.moves), slices.Clone(p.stamps)
	q.order = &order{}
	rows, sum := 1.0, 0.0
	for next, ok := (candidate{op: first}), true; ok; next, ok = q.cheapest() {
		o := next.op
		if o.kind == opScan || o.kind == opEdge {
			rows *= o.access.rows
		} else {
			rows *= o.cost
		}
		sum += rows
		q.take(o)
		for _, of := range others {
			q.consider(of)
		}
		others = nil
	}
	return sum
}

// single reports whether a link is one edge of one type that is to be found.
func (l *linkPattern) single() bool {
	return !l.bound && l.walk == nil && l.quant == nil && l.search == nil && l.test == nil && len(l.types) == 1
}

// walks gives a move the index that satisfies the most sort keys, if one satisfies
// more than so many.
func (p *planning) walks(o *op, most int, indexes []*storage.Index, count int) int {
	for _, ix := range indexes {
		if ix.Kind == storage.FullText {
			continue
		}
		if a, keys := p.walk(ix, count); keys > most {
			most, o.access, o.cost = keys, a, a.rows
		}
	}
	return most
}

// walk is how an index is walked for the wished order, with the conditions that bound
// the walk; keys is how many sort keys it satisfies.
func (p *planning) walk(ix *storage.Index, count int) (a access, keys int) {
	w := p.m.wish
	a = access{kind: accessOrdered, index: ix, descending: w.descending, rows: float64(count)}
	for _, key := range ix.Props {
		h := p.findHint(w.slot, key, hintEqual)
		if h == nil {
			break
		}
		a.hints = append(a.hints, *h)
		a.rows *= equalRows
	}
	equal := len(a.hints)
	at := equal
	for _, key := range w.keys {
		switch {
		case slices.Contains(ix.Props[:equal], key): // the same in all rows
		case at < len(ix.Props) && ix.Props[at] == key:
			at++
		default:
			return a, p.bounded(&a, at > equal, keys)
		}
		keys++
	}
	return a, p.bounded(&a, at > equal, keys)
}

// bounded adds a range of the first property that is not fixed, and estimates how
// far the walk goes.
func (p *planning) bounded(a *access, some bool, keys int) int {
	if !some {
		return 0
	}
	slot, key := p.m.wish.slot, a.index.Props[len(a.hints)]
	if a.hint = p.findHint(slot, key, hintPrefix); a.hint != nil {
		a.prefix = true
		a.rows /= 10
	} else {
		a.hint, a.high = p.findHint(slot, key, hintLow), p.findHint(slot, key, hintHigh)
		if a.hint != nil || a.high != nil {
			a.rows /= 3
		}
	}
	if wanted, ok := p.m.wish.sort.wanted(p.x); ok {
		a.rows = min(a.rows, wanted/p.share(a))
	}
	return keys
}

// wanted is how many rows SKIP and LIMIT take; ok is false without LIMIT.
func (p *project) wanted(x *exec) (rows float64, ok bool) {
	if p.limit == nil {
		return 0, false
	}
	w, row := window{}, x.base
	if row == nil {
		row = make([]any, p.width)
	}
	if err := w.find(p, x, row); err != nil {
		return 0, false // whoever counts rows will meet it
	}
	return float64(w.skip + w.limit), true
}

// share estimates which share of the elements on a walk gives a row: those that meet
// the conditions besides the ones that bound the walk.
func (p *planning) share(a *access) float64 {
	share := math.Pow(equalRows, -float64(len(a.hints)))
	for _, h := range []*hint{a.hint, a.high} {
		if h != nil {
			share /= someRows
		}
	}
	for i := range p.m.nodes {
		n := &p.m.nodes[i]
		if n.bound || n.slot == p.m.wish.slot {
			continue
		}
		if a := p.nodeAccess(i); a.index != nil {
			count := p.x.g.Label(a.index.Labels[0]).Count()
			share *= min(1, a.rows/float64(max(count, 1)))
		}
	}
	for _, c := range p.m.conds {
		if c.sieve != nil {
			share *= equalRows
		} else {
			share *= someRows
		}
	}
	return min(share, 1)
}

// inOrder walks along the index of a move until found returns false.
func (s *search) inOrder(a *access, found func(storage.ID) bool) error {
	span := storage.Span{}
	for _, h := range a.hints {
		v, err := h.value(s.x, s.row)
		if err != nil {
			return err
		}
		span.Equal = append(span.Equal, v)
	}
	for i, h := range []*hint{a.hint, a.high} {
		if h == nil {
			continue
		}
		v, err := h.value(s.x, s.row)
		switch {
		case err != nil || v == nil:
			return err // nothing is above or below null
		case a.prefix:
			text, ok := v.(string)
			if !ok {
				return nil
			}
			span.Prefix = text
		case i == 0:
			span.Low = storage.Bound{Value: v, Inclusive: h.inclusive}
		default:
			span.High = storage.Bound{Value: v, Inclusive: h.inclusive}
		}
	}
	a.index.Walk(span, a.descending, found)
	return nil
}
