package eval

import (
	"container/heap"
	"slices"

	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// order is in which sequence a pattern is searched, for one state of the graph.
type order struct {
	first []expr // conditions on what was bound before
	ops   []op
	late  []expr // conditions on named paths
	// what first and late test, for EXPLAIN
	firstTexts, lateTexts []string
	sorted                int // how many sort keys the rows come sorted by
}

// op is one move of the search: it fills slots and goes on with the move after.
type op struct {
	kind    opKind
	node    int // scan
	link    int
	reverse bool // walk the link from its to-node
	access  access
	sieves  []*sieve // to be tested before it fills the slot of its node
	conds   []expr   // to be tested when the move has filled its slots
	texts   []string // what they test, for EXPLAIN
	cost    float64
	tally   bool // the last move, of which only the number of results is wanted
}

type opKind int

const (
	opScan   opKind = iota // find a node by its access
	opEdge                 // find an edge by its access, and both of its ends
	opExpand               // from a bound node along a link to a free node
	opInto                 // a link between two bound nodes
	opBound                // an edge that is bound already
)

// access is how candidates for a node or edge are found.
type access struct {
	kind   accessKind
	index  *storage.Index
	hints  []hint
	label  string // the rarest label; the type of an edge
	hint   *hint
	high   *hint
	join   *hint   // of a scan: an equality by which its nodes may be hashed
	rows   float64 // estimated
	unique bool
	// of a walk in the order of an index: hint is the lower bound, or a prefix
	prefix, descending bool
}

// carried is the label that all candidates for a node carry, "" if there is none.
func (a *access) carried() string {
	if a.index != nil {
		return a.index.Labels[0]
	}
	return a.label
}

type accessKind int

const (
	accessAll accessKind = iota
	accessLabel
	accessEqual
	accessIn
	accessPrefix
	accessRange
	accessOrdered
	accessID
)

// planning is the state of the greedy choice. What may be done next waits in a
// heap; a move changes the costs only of what lies beside it.
type planning struct {
	x       *exec
	m       *match
	nodes   []bool // bound
	links   []bool // done
	conds   []bool // placed
	missing []int  // for each condition, how many of its slots are not filled
	waiting []int  // conditions whose slots have been filled, to be placed
	full    []bool // slots
	moves   moves
	stamps  []int // for each link and then each node, how often its move was worked out
	order   *order
}

// candidate is a move that may come next: of a link, or a node.
type candidate struct {
	op
	of    int // the link, or the number of links and the node
	stamp int
}

// moves is a heap: the cheapest first, and of equal ones that which is written
// first.
type moves []candidate

func (h moves) Len() int      { return len(h) }
func (h moves) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *moves) Push(c any)   { *h = append(*h, c.(candidate)) }
func (h moves) Less(i, j int) bool {
	return h[i].cost < h[j].cost || h[i].cost == h[j].cost && h[i].of < h[j].of
}

func (h *moves) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}

// plan chooses greedily: always the move with the fewest rows expected.
func (m *match) plan(x *exec) *order {
	if o := x.orders[m]; o != nil {
		return o
	}
	p := &planning{x: x, m: m, nodes: make([]bool, len(m.nodes)), links: make([]bool, len(m.links)), conds: make([]bool, len(m.conds)),
		missing: make([]int, len(m.conds)), full: make([]bool, len(x.slots)), stamps: make([]int, len(m.links)+len(m.nodes)), order: &order{}}
	for i, n := range m.nodes {
		p.nodes[i] = n.bound
	}
	for i, c := range m.conds {
		if p.missing[i] = len(c.deps); p.missing[i] == 0 {
			p.waiting = append(p.waiting, i)
		}
	}
	p.order.first, p.order.firstTexts = p.ready(nil)
	for of := range p.stamps {
		p.consider(of)
	}
	for next, ok := p.cheapest(); ok; next, ok = p.cheapest() {
		if m.wish != nil && len(p.order.ops) == 0 {
			if o, keys := p.ordered(next); keys > 0 {
				p.order.sorted = keys
				p.take(o)
				p.consider(next.of)
				continue
			}
		}
		p.take(next.op)
	}
	for i, c := range m.conds {
		if !p.conds[i] {
			p.order.late, p.order.lateTexts = append(p.order.late, c.test), append(p.order.lateTexts, c.text)
		}
	}
	p.tally()
	x.orders[m] = p.order
	return p.order
}

// cheapest takes the cheapest move from the heap.
func (p *planning) cheapest() (candidate, bool) {
	for len(p.moves) > 0 {
		next := heap.Pop(&p.moves).(candidate)
		if next.stamp == p.stamps[next.of] {
			return next, true
		}
	}
	return candidate{}, false
}

// ready takes the conditions whose slots are filled. Those that have been taken
// as sieves are only named.
func (p *planning) ready(sieves []int) (list []expr, texts []string) {
	slices.Sort(p.waiting)
	for _, i := range p.waiting {
		c := &p.m.conds[i]
		p.conds[i] = true
		texts = append(texts, c.text)
		if !slices.Contains(sieves, i) {
			list = append(list, c.test)
		}
	}
	p.waiting = p.waiting[:0]
	return list, texts
}

func (p *planning) filled(deps []int) bool {
	for _, s := range deps {
		if !p.full[s] {
			return false
		}
	}
	return true
}

// fill notes that a slot is filled, and looks again at the moves that a value in
// it makes cheaper.
func (p *planning) fill(slot int) {
	if p.full[slot] {
		return
	}
	p.full[slot] = true
	for _, i := range p.m.condsOf[slot] {
		if p.missing[i]--; p.missing[i] == 0 {
			p.waiting = append(p.waiting, i)
		}
	}
	for _, of := range p.m.hinted[slot] {
		p.consider(of)
	}
}

func (p *planning) take(next op) {
	var sieves []int
	if n := next.target(p.m); n >= 0 {
		sieves = p.sieves(p.m.nodes[n].slot)
	}
	for _, i := range sieves {
		next.sieves = append(next.sieves, p.m.conds[i].sieve)
	}
	if next.kind == opScan {
		p.bind(next.node)
	} else {
		link := p.m.links[next.link]
		p.links[next.link] = true
		p.consider(next.link)
		p.bind(link.from)
		p.bind(link.to)
		if link.slot >= 0 {
			p.fill(link.slot)
		}
		if link.quant != nil {
			for _, g := range link.quant.groups {
				p.fill(g.Outer)
			}
		}
	}
	next.conds, next.texts = p.ready(sieves)
	p.order.ops = append(p.order.ops, next)
}

// target is the node that a move finds by a look at one node or edge; else -1.
func (o *op) target(m *match) int {
	if o.kind == opScan {
		return o.node
	}
	l := &m.links[o.link]
	if o.kind != opExpand || l.walk != nil || l.quant != nil || l.search != nil {
		return -1
	}
	_, to, _ := o.ends(l)
	return to
}

// ends are the nodes of a link, and its direction, in the order in which the move
// walks it.
func (o *op) ends(l *linkPattern) (from, to int, dir storage.Direction) {
	if o.reverse {
		return l.to, l.from, l.dir.Reverse()
	}
	return l.from, l.to, l.dir
}

func (p *planning) bind(node int) {
	if p.nodes[node] {
		p.fill(p.m.nodes[node].slot)
		return
	}
	p.nodes[node] = true
	p.consider(len(p.links) + node)
	p.fill(p.m.nodes[node].slot)
	for _, i := range p.m.nodes[node].links {
		p.consider(i)
		p.consider(len(p.links) + p.m.links[i].from)
		p.consider(len(p.links) + p.m.links[i].to)
	}
}

// consider works out the move of a link or a node, as far as there is one now.
func (p *planning) consider(of int) {
	p.x.Must(1)
	p.stamps[of]++
	next, ok := op{}, false
	if of < len(p.links) {
		next, ok = p.linkMove(of)
	} else {
		next, ok = p.nodeMove(of - len(p.links))
	}
	if ok {
		heap.Push(&p.moves, candidate{next, of, p.stamps[of]})
	}
}

func (p *planning) nodeMove(i int) (op, bool) {
	if p.nodes[i] {
		return op{}, false
	}
	a := p.nodeAccess(i)
	cost := a.rows
	if cost > 1 && p.reachable(i) {
		cost *= 10
	}
	return op{kind: opScan, node: i, access: a, cost: cost}, true
}

// reachable reports whether a link leads to the node from a bound one.
func (p *planning) reachable(node int) bool {
	return slices.ContainsFunc(p.m.nodes[node].links, func(i int) bool {
		l := &p.m.links[i]
		return !p.links[i] && (p.nodes[l.from] || p.nodes[l.to])
	})
}

func (p *planning) linkMove(i int) (op, bool) {
	if p.links[i] {
		return op{}, false
	}
	l := &p.m.links[i]
	from, to := p.nodes[l.from], p.nodes[l.to]
	switch {
	case l.search != nil:
		return op{kind: opInto, link: i, cost: 1e18}, from && to
	case l.bound:
		return op{kind: opBound, link: i, cost: 0.1, reverse: !from && to}, l.walk == nil || from || to
	case from && to:
		return op{kind: opInto, link: i, cost: 0.9}, true
	case from:
		return op{kind: opExpand, link: i, cost: p.fan(l, l.from)}, true
	case to:
		return op{kind: opExpand, link: i, reverse: true, cost: p.fan(l, l.to)}, true
	case l.walk == nil && l.quant == nil && l.test == nil && len(l.types) == 1:
		a := p.edgeAccess(l)
		return op{kind: opEdge, link: i, access: a, cost: a.rows * 1.5}, true
	}
	return op{}, false
}

// fan estimates how many edges a node has that fit the link.
func (p *planning) fan(l *linkPattern, from int) float64 {
	edges := 0
	if l.types == nil {
		edges = p.x.g.EdgeCount()
	}
	for _, t := range l.types {
		edges += p.x.g.EdgeType(t).Count()
	}
	nodes := p.x.g.NodeCount()
	for _, name := range p.m.nodes[from].labels {
		nodes = min(nodes, p.x.g.Label(name).Count())
	}
	f := 1.01 + float64(edges)/float64(max(nodes, 1))
	if l.dir == storage.Both {
		f *= 2
	}
	if l.walk != nil || l.quant != nil {
		f *= f * 5
	}
	return f
}

// nodeAccess finds the cheapest way to enumerate candidates for a node.
func (p *planning) nodeAccess(i int) access {
	n := &p.m.nodes[i]
	g := p.x.g
	best := access{kind: accessAll, rows: float64(g.NodeCount())}
	for _, j := range p.m.hintsOf[n.slot] {
		if h := &p.m.hints[j]; h.kind == hintID && p.filled(h.deps) {
			return access{kind: accessID, hint: h, rows: 1, unique: true}
		}
	}
	for _, name := range n.labels {
		l := g.Label(name)
		if rows := float64(l.Count()); rows < best.rows || best.kind == accessAll {
			best = access{kind: accessLabel, label: name, rows: rows}
		}
		for _, ix := range l.Indexes() {
			if a, ok := p.indexAccess(ix, n.slot, l.Count()); ok && (a.rows <= best.rows || a.unique) && !best.unique {
				best = a
			}
		}
	}
	if best.kind <= accessLabel && best.rows > 100 {
		p.join(&best, n.slot)
	}
	return best
}

// join notes an equality that makes a scan cheaper when it comes again.
func (p *planning) join(a *access, slot int) {
	for _, i := range p.m.hintsOf[slot] {
		if h := &p.m.hints[i]; h.kind == hintEqual && p.filled(h.deps) {
			a.join = h
			a.rows /= 2
			return
		}
	}
}

func (p *planning) edgeAccess(l *linkPattern) access {
	t := p.x.g.EdgeType(l.types[0])
	best := access{kind: accessLabel, label: l.types[0], rows: float64(t.Count())}
	for _, ix := range t.Indexes() {
		if a, ok := p.indexAccess(ix, l.slot, t.Count()); ok && (a.rows <= best.rows || a.unique) && !best.unique {
			best = a
		}
	}
	return best
}

// indexAccess says how an index helps to find the element of a slot.
func (p *planning) indexAccess(ix *storage.Index, slot, count int) (access, bool) {
	if ix.Kind == storage.FullText {
		return access{}, false
	}
	a := access{kind: accessEqual, index: ix, unique: ix.Kind == storage.Unique, rows: 1}
	if !a.unique {
		a.rows = max(1, float64(count)/float64(max(ix.Size(), 1)))
	}
	for _, key := range ix.Props {
		if h := p.findHint(slot, key, hintEqual); h != nil {
			a.hints = append(a.hints, *h)
		}
	}
	if len(a.hints) == len(ix.Props) {
		return a, true
	}
	if len(ix.Props) > 1 {
		return access{}, false
	}
	if h := p.findHint(slot, ix.Props[0], hintIn); h != nil {
		return access{kind: accessIn, index: ix, hint: h, rows: min(float64(count), a.rows*5)}, true
	}
	if h := p.findHint(slot, ix.Props[0], hintPrefix); h != nil {
		return access{kind: accessPrefix, index: ix, hint: h, rows: float64(count) / 10}, true
	}
	low, high := p.findHint(slot, ix.Props[0], hintLow), p.findHint(slot, ix.Props[0], hintHigh)
	if low != nil || high != nil {
		return access{kind: accessRange, index: ix, hint: low, high: high, rows: float64(count) / 3}, true
	}
	return access{}, false
}

func (p *planning) findHint(slot int, key string, kind hintKind) *hint {
	for _, i := range p.m.hintsOf[slot] {
		if h := &p.m.hints[i]; h.kind == kind && h.key == key && p.filled(h.deps) {
			return h
		}
	}
	return nil
}
