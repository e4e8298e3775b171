package plan

import (
	"math"
	"slices"

	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/exec"
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
	sort       *exec.Project // which has the rest of the sort keys, and SKIP and LIMIT
}

// copies are the slots of projections that only repeat what was there before.
type copies map[int]read

// sameAs notes which slots of a projection are such copies.
func (k copies) sameAs(info *check.Info, items []check.Item) {
	for _, it := range items {
		if r, ok := k.readOf(info, it.Expr); ok && it.Expr != nil {
			k[it.Slot] = r
		}
	}
}

// readOf says what an expression reads, if it is a variable or a property of one.
func (k copies) readOf(info *check.Info, e syntax.Expr) (read, bool) {
	slot, ok := info.Slot(e)
	r := read{slot: slot}
	if p, isProperty := e.(*syntax.Property); !ok && isProperty {
		r.key = p.Key
		r.slot, ok = info.Slot(p.Of)
	}
	for ok {
		from, copied := k[r.slot]
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
func wished(p exec.Part) {
	first := slices.IndexFunc(p, func(s exec.Step) bool { _, isProject := s.(*projection); return !isProject })
	if first < 0 {
		return
	}
	m, isMatch := p[first].(*pattern)
	if !isMatch || m.Optional {
		return
	}
	for _, s := range p[first+1:] {
		switch s := s.(type) {
		case *pattern, *exec.Unwind:
			continue
		case *exec.CallSubquery:
			if !s.Writes {
				continue
			}
		case *projection:
			if s.Group == nil && len(s.Sort) > 0 {
				m.wish = m.wishOf(s)
				s.From = m.Match
				return
			}
			if s.Group == nil && s.Skip == nil && s.Limit == nil {
				continue
			}
		}
		break
	}
}

// wishOf takes as many sort keys as are properties of one element that the pattern
// finds, in one direction; nil if the first is none.
func (m *pattern) wishOf(p *projection) *wish {
	var w *wish
	for i, k := range p.Sort {
		from := p.reads[i]
		switch {
		case from.key == "" || !m.fresh[from.slot]:
			return w
		case w == nil:
			w = &wish{slot: from.slot, descending: k.Desc, sort: p.Project}
		case w.slot != from.slot || w.descending != k.Desc:
			return w
		}
		w.keys = append(w.keys, from.key)
	}
	return w
}

// ordered returns the move that begins with a walk along an index in the order that
// is wanted, and how many of the sort keys it satisfies. A search that begins so must
// cost no more than the one that begins with the best other move: that one may find
// few candidates where the walk would go on for long until enough rows have been found.
func (p *planning) ordered(best candidate) (o exec.Move, keys int) {
	w := p.m.wish
	if i := slices.IndexFunc(p.m.Nodes, func(n exec.Node) bool { return n.Slot == w.slot && !n.Bound }); i >= 0 {
		o = exec.Move{Kind: exec.ScanNodes, Node: i}
		for _, name := range p.m.Nodes[i].Labels {
			l := p.x.Graph.Label(name)
			keys = p.walks(&o, keys, l.Indexes(), l.Count())
		}
	} else if i := slices.IndexFunc(p.m.Links, func(l exec.Link) bool { return l.Slot == w.slot && single(&l) }); i >= 0 {
		if l := &p.m.Links[i]; !p.nodes[l.From] && !p.nodes[l.To] {
			o = exec.Move{Kind: exec.ScanEdges, Link: i}
			t := p.x.Graph.EdgeType(l.Types[0])
			keys = p.walks(&o, 0, t.Indexes(), t.Count())
		}
	}
	if keys > 0 && p.price(o, best.of) > p.price(best.Move) {
		return o, 0
	}
	return o, keys
}

// price is how many candidates a search looks at that begins with a move.
func (p *planning) price(first exec.Move, others ...int) float64 {
	q := *p
	q.nodes, q.links, q.conds, q.full = slices.Clone(p.nodes), slices.Clone(p.links), slices.Clone(p.conds), slices.Clone(p.full)
	q.missing, q.waiting, q.moves, q.stamps = slices.Clone(p.missing), slices.Clone(p.waiting), slices.Clone(p.moves), slices.Clone(p.stamps)
	q.order = &exec.Order{}
	rows, sum := 1.0, 0.0
	for next, ok := (candidate{Move: first}), true; ok; next, ok = q.cheapest() {
		o := next.Move
		if o.Kind == exec.ScanNodes || o.Kind == exec.ScanEdges {
			rows *= o.Access.Rows
		} else {
			rows *= o.Cost
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
func single(l *exec.Link) bool {
	return !l.Bound && l.Walk == nil && l.Quant == nil && l.Search == nil && l.Test == nil && len(l.Types) == 1
}

// walks gives a move the index that satisfies the most sort keys, if one satisfies
// more than so many.
func (p *planning) walks(o *exec.Move, most int, indexes []*storage.Index, count int) int {
	for _, ix := range indexes {
		if ix.Kind == storage.FullText {
			continue
		}
		if a, keys := p.walk(ix, count); keys > most {
			most, o.Access, o.Cost = keys, a, a.Rows
		}
	}
	return most
}

// walk is how an index is walked for the wished order, with the conditions that bound
// the walk; keys is how many sort keys it satisfies.
func (p *planning) walk(ix *storage.Index, count int) (a exec.Access, keys int) {
	w := p.m.wish
	a = exec.Access{Kind: exec.AccessOrdered, Index: ix, Descending: w.descending, Rows: float64(count)}
	for _, key := range ix.Props {
		h := p.findHint(w.slot, key, hintEqual)
		if h == nil {
			break
		}
		a.Hints = append(a.Hints, h.Probe)
		a.Rows *= equalRows
	}
	equal := len(a.Hints)
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
func (p *planning) bounded(a *exec.Access, some bool, keys int) int {
	if !some {
		return 0
	}
	slot, key := p.m.wish.slot, a.Index.Props[len(a.Hints)]
	if a.Hint = p.findHint(slot, key, hintPrefix).lookup(); a.Hint != nil {
		a.Prefix = true
		a.Rows /= 10
	} else {
		a.Hint, a.High = p.findHint(slot, key, hintLow).lookup(), p.findHint(slot, key, hintHigh).lookup()
		if a.Hint != nil || a.High != nil {
			a.Rows /= 3
		}
	}
	if wanted, ok := p.m.wish.sort.Wanted(p.x); ok {
		a.Rows = min(a.Rows, wanted/p.share(a))
	}
	return keys
}

// share estimates which share of the elements on a walk gives a row: those that meet
// the conditions besides the ones that bound the walk.
func (p *planning) share(a *exec.Access) float64 {
	share := math.Pow(equalRows, -float64(len(a.Hints)))
	for _, h := range []*exec.Probe{a.Hint, a.High} {
		if h != nil {
			share /= someRows
		}
	}
	for i := range p.m.Nodes {
		n := &p.m.Nodes[i]
		if n.Bound || n.Slot == p.m.wish.slot {
			continue
		}
		if a := p.nodeAccess(i); a.Index != nil {
			count := p.x.Graph.Label(a.Index.Labels[0]).Count()
			share *= min(1, a.Rows/float64(max(count, 1)))
		}
	}
	for _, c := range p.m.conds {
		if c.early != nil {
			share *= equalRows
		} else {
			share *= someRows
		}
	}
	return min(share, 1)
}
