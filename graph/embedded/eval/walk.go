package eval

import (
	"slices"

	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// longestWalk bounds the recursion of walks of a variable length.
const longestWalk = 100_000

// walker is a depth-first walk over edges from one node.
type walker struct {
	*search
	l       *linkPattern
	types   []*storage.EdgeType
	dir     storage.Direction
	reverse bool
	edges   []*storage.Edge
	reached func(end *storage.Node) error
}

// walkFrom walks a link of variable length, depth first.
func (s *search) walkFrom(o *op, i int, l *linkPattern, start *storage.Node, to int, dir storage.Direction) error {
	w := &walker{search: s, l: l, types: s.types(o.link), dir: dir, reverse: o.reverse}
	target := &s.m.nodes[to]
	w.reached = func(end *storage.Node) error {
		if o.kind == opInto {
			if s.row[target.slot] != any(end) {
				return nil
			}
		} else if ok, err := s.fits(target, end); !ok || err != nil {
			return err
		}
		if o.kind != opInto {
			s.row[target.slot] = end
		}
		s.setWalk(o.link, w.edges, o.reverse)
		return s.on(i)
	}
	return w.from(start)
}

// setWalk stores the edges of a link in the order of the pattern.
func (s *search) setWalk(link int, edges []*storage.Edge, reverse bool) {
	s.x.Must(len(edges))
	walk := slices.Clone(edges)
	if reverse {
		slices.Reverse(walk)
	}
	s.walks[link] = walk
	if l := &s.m.links[link]; l.slot >= 0 {
		s.row[l.slot] = value.EdgeList(walk)
		s.x.put(l.slot, int64(24*len(walk)))
	}
}

func (w *walker) from(n *storage.Node) error {
	depth := len(w.edges)
	if depth >= w.l.walk.Min {
		if err := w.reached(n); err != nil {
			return err
		}
	}
	if w.l.walk.Max >= 0 && depth >= w.l.walk.Max {
		return nil
	}
	if depth >= longestWalk {
		return &LimitError{"a path is longer than 100,000 edges: bound its length"}
	}
	return w.search.edges(w.l, n, w.dir, w.types, func(e *storage.Edge) error {
		if w.taken(e) {
			return nil
		}
		if ok, err := w.edgeHolds(w.l, e); !ok || err != nil {
			return err
		}
		w.edges = append(w.edges, e)
		w.used = append(w.used, e)
		err := w.from(e.Other(n))
		w.used = w.used[:len(w.used)-1]
		w.edges = w.edges[:depth]
		return err
	})
}

// edgeHolds tests the conditions on every edge of a walk.
func (s *search) edgeHolds(l *linkPattern, e *storage.Edge) (bool, error) {
	if len(l.each) == 0 {
		return true, nil
	}
	s.row[l.slot] = e
	return s.holds(l.each)
}

// boundWalk follows a list of edges that was bound before.
func (s *search) boundWalk(o *op, i int, l *linkPattern) error {
	list, ok := s.row[l.slot].([]any)
	if !ok || len(list) < l.walk.Min || l.walk.Max >= 0 && len(list) > l.walk.Max {
		return nil
	}
	if err := s.x.Do(4 * len(list)); err != nil {
		return err
	}
	edges := make([]*storage.Edge, len(list))
	seen := make(map[*storage.Edge]bool, len(list)+len(s.used))
	for _, e := range s.used {
		seen[e] = true
	}
	for k, v := range list {
		if edges[k], ok = v.(*storage.Edge); !ok || seen[edges[k]] {
			return nil
		}
		seen[edges[k]] = true
		if l.types != nil && !slices.Contains(l.types, edges[k].Type.Name) {
			return nil
		}
	}
	if ok, err := s.eachHolds(l, edges); !ok || err != nil {
		return err
	}
	from, to, dir := o.ends(l)
	if o.reverse {
		slices.Reverse(edges)
	}
	at := s.row[s.m.nodes[from].slot].(*storage.Node)
	for _, e := range edges {
		if e.From != at && e.To != at || dir == storage.Out && e.From != at || dir == storage.In && e.To != at {
			return nil
		}
		at = e.Other(at)
	}
	target := &s.m.nodes[to]
	if s.boundNodes(l)[map[bool]int{false: 1, true: 0}[o.reverse]] && s.row[target.slot] != any(at) {
		return nil
	}
	if ok, err := s.fits(target, at); !ok || err != nil {
		return err
	}
	s.row[target.slot] = at
	if o.reverse {
		slices.Reverse(edges)
	}
	s.walks[o.link] = edges
	before := len(s.used)
	s.used = append(s.used, edges...)
	err := s.on(i)
	s.used = s.used[:before]
	return err
}

// eachHolds tests the conditions on every edge of a list that stands in the
// link's slot, and puts the list back there.
func (s *search) eachHolds(l *linkPattern, edges []*storage.Edge) (bool, error) {
	list := s.row[l.slot]
	defer func() { s.row[l.slot] = list }()
	for _, e := range edges {
		if ok, err := s.edgeHolds(l, e); !ok || err != nil {
			return false, err
		}
	}
	return true, nil
}

// build makes the path of a pattern from its slots.
func (s *search) build(p *pathPattern) *value.Path {
	at := s.row[s.m.nodes[p.nodes[0]].slot].(*storage.Node)
	out := &value.Path{Nodes: []*storage.Node{at}}
	step := func(e *storage.Edge) {
		at = e.Other(at)
		out.Nodes, out.Edges = append(out.Nodes, at), append(out.Edges, e)
	}
	for _, i := range p.links {
		if l := &s.m.links[i]; l.walk == nil && l.quant == nil {
			step(s.row[l.slot].(*storage.Edge))
			continue
		}
		for _, e := range s.walks[i] {
			step(e)
		}
	}
	return out
}

// quantPattern is what one repetition of a quantified path consists of.
type quantPattern struct {
	nodes    []nodePattern
	links    []linkPattern // single edges between neighbours
	conds    []expr        // tested after each repetition
	min, max int
	groups   []check.Group
	path     syntax.Position
}

func (c *compiler) quant(m *match, q *syntax.QuantifiedPath) *quantPattern {
	out := &quantPattern{min: q.Range.Min, max: q.Range.Max, groups: c.info.Groups(q), path: c.place(q)}
	inner := newMatch()
	for _, n := range q.Path.Nodes {
		slot := c.slot(n)
		p := nodePattern{slot: slot}
		if n.Labels != nil {
			p.test = c.labels(n.Labels)
		}
		out.nodes = append(out.nodes, p)
		c.nodeConds(inner, n)
	}
	for i, l := range q.Path.Links {
		r, ok := l.(*syntax.RelPattern)
		if !ok || r.Length != nil {
			c.unsupported(l, "a walk of variable length inside a quantified path")
		}
		link := linkPattern{from: i, to: i + 1}
		c.rel(inner, &link, r)
		out.links = append(out.links, link)
		c.edgeConds(inner, r)
	}
	for _, e := range conjuncts(q.Where, nil) {
		c.addCond(inner, e)
	}
	for _, cond := range inner.conds {
		out.conds = append(out.conds, cond.test)
	}
	for _, g := range out.groups {
		m.gives(g.Outer)
	}
	return out
}

// reversed returns the pattern of one repetition walked from its end.
func (q *quantPattern) reversed() *quantPattern {
	r := *q
	r.nodes, r.links = slices.Clone(q.nodes), slices.Clone(q.links)
	slices.Reverse(r.nodes)
	slices.Reverse(r.links)
	for i := range r.links {
		r.links[i].dir = r.links[i].dir.Reverse()
	}
	return &r
}

// repeater walks a quantified path.
type repeater struct {
	*search
	q      *quantPattern
	types  [][]*storage.EdgeType
	edges  []*storage.Edge
	values [][]any // for each group, one value a repetition
	done   func(end *storage.Node) error
}

func (s *search) repeat(o *op, i int, l *linkPattern, start *storage.Node, to int) error {
	r := &repeater{search: s, q: l.quant, values: make([][]any, len(l.quant.groups))}
	if o.reverse {
		r.q = l.quant.reversed()
	}
	for _, link := range r.q.links {
		r.types = append(r.types, s.edgeTypes(link.types))
	}
	target := &s.m.nodes[to]
	r.done = func(end *storage.Node) error {
		if o.kind == opInto {
			if s.row[target.slot] != any(end) {
				return nil
			}
		} else {
			if ok, err := s.fits(target, end); !ok || err != nil {
				return err
			}
			s.row[target.slot] = end
		}
		for k, g := range r.q.groups {
			s.x.Must(len(r.values[k]))
			s.x.put(g.Outer, int64(listBytes(len(r.values[k]))))
			list := append([]any{}, r.values[k]...)
			if o.reverse {
				slices.Reverse(list)
			}
			s.row[g.Outer] = list
		}
		s.setWalk(o.link, r.edges, o.reverse)
		return s.on(i)
	}
	return r.round(0, start)
}

// round does one more repetition, if there may be one, after handing on what is
// there.
func (r *repeater) round(n int, at *storage.Node) error {
	if n >= r.q.min {
		if err := r.done(at); err != nil {
			return err
		}
	}
	if r.q.max >= 0 && n >= r.q.max {
		return nil
	}
	if len(r.edges) >= longestWalk {
		return &LimitError{"a path is longer than 100,000 edges: bound its length"}
	}
	if ok, err := r.fits(&r.q.nodes[0], at); !ok || err != nil {
		return err
	}
	r.row[r.q.nodes[0].slot] = at
	return r.inside(n, 0, at)
}

// inside walks the links of one repetition from the k-th on.
func (r *repeater) inside(n, k int, at *storage.Node) error {
	if k == len(r.q.links) {
		if ok, err := r.holds(r.q.conds); !ok || err != nil {
			return err
		}
		for g, group := range r.q.groups {
			r.values[g] = append(r.values[g], r.row[group.Inner])
		}
		before := r.inner()
		err := r.round(n+1, at)
		r.restore(before)
		for g := range r.q.groups {
			r.values[g] = r.values[g][:n]
		}
		return err
	}
	l, target := &r.q.links[k], &r.q.nodes[k+1]
	return r.search.edges(l, at, l.dir, r.types[k], func(e *storage.Edge) error {
		if r.taken(e) {
			return nil
		}
		other := e.Other(at)
		if ok, err := r.fits(target, other); !ok || err != nil {
			return err
		}
		r.row[l.slot], r.row[target.slot] = e, other
		r.used, r.edges = append(r.used, e), append(r.edges, e)
		err := r.inside(n, k+1, other)
		r.used, r.edges = r.used[:len(r.used)-1], r.edges[:len(r.edges)-1]
		return err
	})
}

// inner returns the values of one repetition, which later repetitions overwrite.
func (r *repeater) inner() []any {
	values := make([]any, 0, 2*len(r.q.nodes))
	for _, n := range r.q.nodes {
		values = append(values, r.row[n.slot])
	}
	for _, l := range r.q.links {
		values = append(values, r.row[l.slot])
	}
	return values
}

func (r *repeater) restore(values []any) {
	for i, n := range r.q.nodes {
		r.row[n.slot] = values[i]
	}
	for i, l := range r.q.links {
		r.row[l.slot] = values[len(r.q.nodes)+i]
	}
}
