package exec

import (
	"slices"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// longestWalk bounds the recursion of walks of a variable length.
const longestWalk = 100_000

// walker is a depth-first walk over edges from one node.
type walker struct {
	*search
	l       *Link
	types   []*storage.EdgeType
	dir     storage.Direction
	reverse bool
	edges   []*storage.Edge
	reached func(end *storage.Node) error
}

// walkFrom walks a link of variable length, depth first.
func (s *search) walkFrom(o *Move, i int, l *Link, start *storage.Node, to int, dir storage.Direction) error {
	w := &walker{search: s, l: l, types: s.types(o.Link), dir: dir, reverse: o.Reverse}
	target := &s.m.Nodes[to]
	w.reached = func(end *storage.Node) error {
		if o.Kind == ExpandInto {
			if s.row[target.Slot] != any(end) {
				return nil
			}
		} else if ok, err := s.fits(target, end); !ok || err != nil {
			return err
		}
		if o.Kind != ExpandInto {
			s.row[target.Slot] = end
		}
		s.setWalk(o.Link, w.edges, o.Reverse)
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
	if l := &s.m.Links[link]; l.Slot >= 0 {
		s.row[l.Slot] = value.EdgeList(walk)
		s.x.put(l.Slot, int64(24*len(walk)))
	}
}

func (w *walker) from(n *storage.Node) error {
	depth := len(w.edges)
	if depth >= w.l.Walk.Min {
		if err := w.reached(n); err != nil {
			return err
		}
	}
	if w.l.Walk.Max >= 0 && depth >= w.l.Walk.Max {
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
func (s *search) edgeHolds(l *Link, e *storage.Edge) (bool, error) {
	if len(l.Each) == 0 {
		return true, nil
	}
	s.row[l.Slot] = e
	return s.holds(l.Each)
}

// boundWalk follows a list of edges that was bound before.
func (s *search) boundWalk(o *Move, i int, l *Link) error {
	list, ok := s.row[l.Slot].([]any)
	if !ok || len(list) < l.Walk.Min || l.Walk.Max >= 0 && len(list) > l.Walk.Max {
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
		if l.Types != nil && !slices.Contains(l.Types, edges[k].Type.Name) {
			return nil
		}
	}
	if ok, err := s.eachHolds(l, edges); !ok || err != nil {
		return err
	}
	from, to, dir := o.ends(l)
	if o.Reverse {
		slices.Reverse(edges)
	}
	at := s.row[s.m.Nodes[from].Slot].(*storage.Node)
	for _, e := range edges {
		if e.From != at && e.To != at || dir == storage.Out && e.From != at || dir == storage.In && e.To != at {
			return nil
		}
		at = e.Other(at)
	}
	target := &s.m.Nodes[to]
	if s.boundNodes(l)[map[bool]int{false: 1, true: 0}[o.Reverse]] && s.row[target.Slot] != any(at) {
		return nil
	}
	if ok, err := s.fits(target, at); !ok || err != nil {
		return err
	}
	s.row[target.Slot] = at
	if o.Reverse {
		slices.Reverse(edges)
	}
	s.walks[o.Link] = edges
	before := len(s.used)
	s.used = append(s.used, edges...)
	err := s.on(i)
	s.used = s.used[:before]
	return err
}

// eachHolds tests the conditions on every edge of a list that stands in the
// link's slot, and puts the list back there.
func (s *search) eachHolds(l *Link, edges []*storage.Edge) (bool, error) {
	list := s.row[l.Slot]
	defer func() { s.row[l.Slot] = list }()
	for _, e := range edges {
		if ok, err := s.edgeHolds(l, e); !ok || err != nil {
			return false, err
		}
	}
	return true, nil
}

// build makes the path of a pattern from its slots.
func (s *search) build(p *Path) *value.Path {
	at := s.row[s.m.Nodes[p.Nodes[0]].Slot].(*storage.Node)
	out := &value.Path{Nodes: []*storage.Node{at}}
	step := func(e *storage.Edge) {
		at = e.Other(at)
		out.Nodes, out.Edges = append(out.Nodes, at), append(out.Edges, e)
	}
	for _, i := range p.Links {
		if l := &s.m.Links[i]; l.Walk == nil && l.Quant == nil {
			step(s.row[l.Slot].(*storage.Edge))
			continue
		}
		for _, e := range s.walks[i] {
			step(e)
		}
	}
	return out
}
