package plan

import (
	"slices"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/exec"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// pattern is the plan of a pattern: what is searched at run time, and what is needed to
// choose in which order.
type pattern struct {
	*exec.Match
	conds []cond
	hints []hint
	fresh map[int]bool // slots that the pattern gives
	needs []int        // if it is counted: what comes next reads only these of them
	wish  *wish        // in which order its rows are wanted; nil if it does not matter
	patternIndex
}

func newPattern() *pattern {
	return &pattern{Match: &exec.Match{}, fresh: map[int]bool{}, patternIndex: patternIndex{nodeAt: map[int]int{}, linkAt: map[int]int{}}}
}

// patternIndex finds the parts of a pattern by slot.
type patternIndex struct {
	nodeAt, linkAt    map[int]int   // the node and the link of a slot
	hintsOf, sievesOf map[int][]int // for one element: hints, and conditions that are sieves
	condsOf           map[int][]int // the conditions that need the slot
	linksOf           [][]int       // the links that begin or end at a node
	hinted            map[int][]int // the links and nodes (numbered as in planning) with hints that need it
}

// find makes the index over hints and conditions, when all are there.
func (m *pattern) find() {
	m.hintsOf, m.sievesOf, m.condsOf, m.hinted = map[int][]int{}, map[int][]int{}, map[int][]int{}, map[int][]int{}
	m.linksOf = make([][]int, len(m.Nodes))
	for i, l := range m.Links {
		m.linksOf[l.From] = append(m.linksOf[l.From], i)
		if l.To != l.From {
			m.linksOf[l.To] = append(m.linksOf[l.To], i)
		}
	}
	for i, h := range m.hints {
		m.hintsOf[h.slot] = append(m.hintsOf[h.slot], i)
		of, ok := m.linkAt[h.slot]
		if n, isNode := m.nodeAt[h.slot]; isNode {
			of, ok = len(m.Links)+n, true
		}
		for _, s := range h.deps {
			if ok {
				m.hinted[s] = append(m.hinted[s], of)
			}
		}
	}
	for i, c := range m.conds {
		for _, s := range c.deps {
			m.condsOf[s] = append(m.condsOf[s], i)
		}
		if c.early != nil {
			m.sievesOf[c.early.slot] = append(m.sievesOf[c.early.slot], i)
		}
	}
}

// cond is a condition and which slots of the pattern must be filled before.
type cond struct {
	test exec.Expr
	deps []int
	text string // for EXPLAIN
	// early is the same condition, if it may be tested before its slot is filled.
	early *early
}

// early is a condition on one property of the element in a slot.
type early struct {
	sieve *exec.Sieve
	slot  int
	deps  []int // slots of the pattern that the value needs
}

// own returns the slots among deps that the pattern itself fills.
func (m *pattern) own(deps []int) []int {
	var own []int
	for _, s := range deps {
		if m.fresh[s] && !slices.Contains(own, s) {
			own = append(own, s)
		}
	}
	return own
}

func (m *pattern) gives(slot int) {
	m.fresh[slot] = true
	m.Emptied = append(m.Emptied, slot)
}

// builder compiles one pattern.
type builder struct {
	c *compiler
	m *pattern
}

// pattern compiles paths with the condition that belongs to them.
func (c *compiler) pattern(paths []*syntax.Path, where syntax.Expr) *pattern {
	m := newPattern()
	b := &builder{c, m}
	for _, p := range paths {
		b.path(p)
	}
	for _, p := range paths {
		for _, n := range p.Nodes {
			b.nodeConds(n)
		}
		for _, l := range p.Links {
			r, ok := l.(*syntax.RelPattern)
			switch {
			case !ok || p.Search != syntax.EveryPath:
			case r.Length == nil:
				b.edgeConds(r)
			default:
				b.walkConds(r)
			}
		}
	}
	for _, e := range conjuncts(where, nil) {
		if !b.searchCond(paths, e) {
			b.addCond(e)
		}
	}
	m.find()
	m.Choose = func(x *exec.Run) *exec.Order { return choose(x, m) }
	return m
}

func (b *builder) quant(q *syntax.QuantifiedPath) *exec.Repetition {
	out := &exec.Repetition{Min: q.Range.Min, Max: q.Range.Max, Groups: b.c.info.Groups(q)}
	inner := newPattern()
	in := &builder{b.c, inner}
	for _, n := range q.Path.Nodes {
		slot := b.c.slot(n)
		p := exec.Node{Slot: slot}
		if n.Labels != nil {
			p.Test = b.c.labels(n.Labels)
		}
		out.Nodes = append(out.Nodes, p)
		in.nodeConds(n)
	}
	for i, l := range q.Path.Links {
		r, ok := l.(*syntax.RelPattern)
		if !ok || r.Length != nil {
			b.c.unsupported(l, "a walk of variable length inside a quantified path")
		}
		link := exec.Link{From: i, To: i + 1}
		in.rel(&link, r)
		out.Links = append(out.Links, link)
		in.edgeConds(r)
	}
	for _, e := range conjuncts(q.Where, nil) {
		in.addCond(e)
	}
	for _, cond := range inner.conds {
		out.Conds = append(out.Conds, cond.test)
	}
	for _, g := range out.Groups {
		b.m.gives(g.Outer)
	}
	return out
}
