package plan

import (
	"container/heap"
	"slices"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/exec"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// planning is the state of the greedy choice. What may be done next waits in a
// heap; a move changes the costs only of what lies beside it.
type planning struct {
	x       *exec.Run
	m       *pattern
	nodes   []bool // bound
	links   []bool // done
	conds   []bool // placed
	missing []int  // for each condition, how many of its slots are not filled
	waiting []int  // conditions whose slots have been filled, to be placed
	full    []bool // slots
	moves   moves
	stamps  []int // for each link and then each node, how often its move was worked out
	order   *exec.Order
}

// candidate is a move that may come next: of a link, or a node.
type candidate struct {
	exec.Move
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
	return h[i].Cost < h[j].Cost || h[i].Cost == h[j].Cost && h[i].of < h[j].of
}

func (h *moves) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}

// choose chooses greedily: always the move with the fewest rows expected.
func choose(x *exec.Run, m *pattern) *exec.Order {
	p := &planning{x: x, m: m, nodes: make([]bool, len(m.Nodes)), links: make([]bool, len(m.Links)), conds: make([]bool, len(m.conds)),
		missing: make([]int, len(m.conds)), full: make([]bool, x.Width()), stamps: make([]int, len(m.Links)+len(m.Nodes)), order: &exec.Order{}}
	for i, n := range m.Nodes {
		p.nodes[i] = n.Bound
	}
	for i, c := range m.conds {
		if p.missing[i] = len(c.deps); p.missing[i] == 0 {
			p.waiting = append(p.waiting, i)
		}
	}
	p.order.First, p.order.FirstTexts = p.ready(nil)
	for of := range p.stamps {
		p.consider(of)
	}
	for next, ok := p.cheapest(); ok; next, ok = p.cheapest() {
		if m.wish != nil && len(p.order.Moves) == 0 {
			if o, keys := p.ordered(next); keys > 0 {
				p.order.Sorted = keys
				p.take(o)
				p.consider(next.of)
				continue
			}
		}
		p.take(next.Move)
	}
	for i, c := range m.conds {
		if !p.conds[i] {
			p.order.Late, p.order.LateTexts = append(p.order.Late, c.test), append(p.order.LateTexts, c.text)
		}
	}
	p.tally()
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

// ready takes the conditions whose slots are filled. Those that are tested elsewhere
// are only named.
func (p *planning) ready(elsewhere []int) (list []exec.Expr, texts []string) {
	slices.Sort(p.waiting)
	for _, i := range p.waiting {
		c := &p.m.conds[i]
		p.conds[i] = true
		texts = append(texts, c.text)
		if !slices.Contains(elsewhere, i) {
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

func (p *planning) take(next exec.Move) {
	var sieves []int
	if n := next.Target(p.m.Match); n >= 0 {
		sieves = p.sieves(p.m.Nodes[n].Slot)
	}
	for _, i := range sieves {
		next.Sieves = append(next.Sieves, p.m.conds[i].early.sieve)
	}
	if next.Kind == exec.ScanNodes {
		p.bind(next.Node)
	} else {
		link := p.m.Links[next.Link]
		p.links[next.Link] = true
		p.consider(next.Link)
		p.bind(link.From)
		p.bind(link.To)
		if link.Slot >= 0 {
			p.fill(link.Slot)
		}
		if link.Quant != nil {
			for _, g := range link.Quant.Groups {
				p.fill(g.Outer)
			}
		}
	}
	ranges := p.ranges(&next.Access)
	for _, i := range ranges {
		next.Ranges = append(next.Ranges, p.m.conds[i].test)
	}
	next.Conds, next.Texts = p.ready(append(sieves, ranges...))
	p.order.Moves = append(p.order.Moves, next)
}

func (p *planning) bind(node int) {
	if p.nodes[node] {
		p.fill(p.m.Nodes[node].Slot)
		return
	}
	p.nodes[node] = true
	p.consider(len(p.links) + node)
	p.fill(p.m.Nodes[node].Slot)
	for _, i := range p.m.linksOf[node] {
		p.consider(i)
		p.consider(len(p.links) + p.m.Links[i].From)
		p.consider(len(p.links) + p.m.Links[i].To)
	}
}

// consider works out the move of a link or a node, as far as there is one now.
func (p *planning) consider(of int) {
	p.x.Must(1)
	p.stamps[of]++
	next, ok := exec.Move{}, false
	if of < len(p.links) {
		next, ok = p.linkMove(of)
	} else {
		next, ok = p.nodeMove(of - len(p.links))
	}
	if ok {
		heap.Push(&p.moves, candidate{next, of, p.stamps[of]})
	}
}

func (p *planning) nodeMove(i int) (exec.Move, bool) {
	if p.nodes[i] {
		return exec.Move{}, false
	}
	a := p.nodeAccess(i)
	cost := a.Rows
	if cost > 1 && p.reachable(i) {
		cost *= 10
	}
	return exec.Move{Kind: exec.ScanNodes, Node: i, Access: a, Cost: cost}, true
}

// reachable reports whether a link leads to the node from a bound one.
func (p *planning) reachable(node int) bool {
	return slices.ContainsFunc(p.m.linksOf[node], func(i int) bool {
		l := &p.m.Links[i]
		return !p.links[i] && (p.nodes[l.From] || p.nodes[l.To])
	})
}

func (p *planning) linkMove(i int) (exec.Move, bool) {
	if p.links[i] {
		return exec.Move{}, false
	}
	l := &p.m.Links[i]
	from, to := p.nodes[l.From], p.nodes[l.To]
	switch {
	case l.Search != nil:
		return exec.Move{Kind: exec.ExpandInto, Link: i, Cost: 1e18}, from && to
	case l.Bound:
		return exec.Move{Kind: exec.FollowBound, Link: i, Cost: 0.1, Reverse: !from && to}, l.Walk == nil || from || to
	case from && to:
		return exec.Move{Kind: exec.ExpandInto, Link: i, Cost: 0.9}, true
	case from:
		return exec.Move{Kind: exec.ExpandFree, Link: i, Cost: p.fan(l, l.From)}, true
	case to:
		return exec.Move{Kind: exec.ExpandFree, Link: i, Reverse: true, Cost: p.fan(l, l.To)}, true
	case l.Walk == nil && l.Quant == nil && l.Test == nil && len(l.Types) == 1:
		a := p.edgeAccess(l)
		return exec.Move{Kind: exec.ScanEdges, Link: i, Access: a, Cost: a.Rows * 1.5}, true
	}
	return exec.Move{}, false
}

// fan estimates how many edges a node has that fit the link.
func (p *planning) fan(l *exec.Link, from int) float64 {
	edges := 0
	if l.Types == nil {
		edges = p.x.Graph.EdgeCount()
	}
	for _, t := range l.Types {
		edges += p.x.Graph.EdgeType(t).Count()
	}
	nodes := p.x.Graph.NodeCount()
	for _, name := range p.m.Nodes[from].Labels {
		nodes = min(nodes, p.x.Graph.Label(name).Count())
	}
	f := 1.01 + float64(edges)/float64(max(nodes, 1))
	if l.Dir == storage.Both {
		f *= 2
	}
	if l.Walk != nil || l.Quant != nil {
		f *= f * 5
	}
	return f
}

// ranges are the conditions that bound a walk along an index.
func (p *planning) ranges(a *exec.Access) (list []int) {
	if a.Kind != exec.AccessOrdered {
		return nil
	}
	for i := range p.m.hints {
		h := &p.m.hints[i]
		if probe := &h.Probe; h.cond >= 0 && (probe == a.Hint || probe == a.High) {
			list = append(list, h.cond)
		}
	}
	return list
}

// sieves takes the conditions on a slot, not filled yet, that can be sieves.
func (p *planning) sieves(slot int) (list []int) {
	for _, i := range p.m.sievesOf[slot] {
		if s := p.m.conds[i].early; !p.conds[i] && p.filled(s.deps) {
			list = append(list, i)
		}
	}
	return list
}
