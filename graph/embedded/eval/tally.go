package eval

import (
	"slices"

	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// Where rows are only counted, the last move of a pattern need not be made: how
// many matches it would give is known from degrees and counts. tallier is a stage
// that takes a row as so many equal ones.
type tallier interface {
	times(row []any, n int64) error
}

// tallied lets a pattern, or a range that is unwound, be counted by the aggregation
// after it.
func (p part) tallied() part {
	for i := 1; i < len(p); i++ {
		next, isProject := p[i].(*project)
		if !isProject || next.group == nil || !next.group.countable() {
			continue
		}
		switch before := p[i-1].(type) {
		case *match:
			before.counted, before.needs = true, next.group.needs
		case *unwind:
			before.counted = !slices.Contains(next.group.needs, before.slot)
		}
	}
	return p
}

// countable reports whether every aggregate can take a row as so many equal ones.
func (g *grouping) countable() bool {
	return !slices.ContainsFunc(g.aggregates, func(a aggregate) bool { return !a.countable })
}

// tally says whether the last move of an order may be replaced by a count: nothing
// may depend on what it would find.
func (p *planning) tally() {
	last := len(p.order.ops) - 1
	if !p.m.counted || last < 0 || len(p.order.late) > 0 || slices.ContainsFunc(p.m.paths, func(q pathPattern) bool { return q.slot >= 0 }) {
		return
	}
	o := &p.order.ops[last]
	if len(o.conds)+len(o.sieves) > 0 || o.access.join != nil {
		return
	}
	unread := func(slot int) bool { return !slices.Contains(p.m.needs, slot) }
	free := func(node int) bool { return unread(p.m.nodes[node].slot) && p.m.nodes[node].test == nil }
	switch o.kind {
	case opScan:
		n := &p.m.nodes[o.node]
		o.tally = unread(n.slot) && (o.access.kind == accessAll && n.test == nil || o.access.kind == accessLabel && n.sole == o.access.label)
	case opEdge:
		l := &p.m.links[o.link]
		o.tally = last == 0 && o.access.kind == accessLabel && l.dir != storage.Both && l.from != l.to && unread(l.slot) && free(l.from) && free(l.to)
	case opExpand:
		l := &p.m.links[o.link]
		to := o.target(p.m)
		o.tally = to >= 0 && l.test == nil && unread(l.slot) && free(to)
	}
}

// count carries out the last move of a pattern that is only counted. What it
// would fill is not null, and that is all that is asked of it.
func (s *search) count(o *op) error {
	if o.kind == opScan {
		s.row[s.m.nodes[o.node].slot] = true
		if o.access.kind == accessLabel {
			return s.counted(s.x.g.Label(o.access.label).Count())
		}
		return s.counted(s.x.g.NodeCount())
	}
	l := &s.m.links[o.link]
	s.row[l.slot] = true
	if o.kind == opEdge {
		s.row[s.m.nodes[l.from].slot], s.row[s.m.nodes[l.to].slot] = true, true
		return s.counted(s.x.g.EdgeType(o.access.label).Count())
	}
	from, to, dir := o.ends(l)
	s.row[s.m.nodes[to].slot] = true
	return s.counted(s.fan(o.link, s.row[s.m.nodes[from].slot].(*storage.Node), dir))
}

// fan is how many edges of a node fit a link and are not used yet.
func (s *search) fan(link int, n *storage.Node, dir storage.Direction) int {
	types := s.types(link)
	s.x.Must(len(s.used))
	if dir == storage.Both { // a loop has two ends at the node, and counts once
		edges := 0
		n.EachEdge(dir, types, func(e *storage.Edge) bool {
			s.x.Must(1)
			if !s.taken(e) {
				edges++
			}
			return true
		})
		return edges
	}
	edges := n.Degree(dir, types)
	for _, e := range s.used {
		if (dir == storage.Out && e.From == n || dir == storage.In && e.To == n) && (types == nil || slices.Contains(types, e.Type)) {
			edges--
		}
	}
	return edges
}

// counted hands the row on as n equal ones.
func (s *search) counted(n int) error {
	if n == 0 {
		return nil
	}
	return s.tally(int64(n))
}
