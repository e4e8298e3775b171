package exec

import (
	"slices"

	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// allowed tests the type of an edge; types with plain names are chosen before.
func (s *search) allowed(l *Link, e *storage.Edge) (bool, error) {
	if l.Test == nil {
		return true, nil
	}
	return l.Test(s.x, s.row, []string{e.Type.Name})
}

// types are the types of a link; nil means any.
func (s *search) types(link int) []*storage.EdgeType {
	names := s.m.Links[link].Types
	if names == nil {
		return nil
	}
	if s.known == nil {
		s.known = make([][]*storage.EdgeType, len(s.m.Links))
	}
	if types := s.known[link]; types != nil {
		return types
	}
	types := s.edgeTypes(names)
	if len(types) == len(names) { // else a later row may find one that is made until then
		s.known[link] = types
	}
	return types
}

// edgeTypes looks the names of types up; nil means any, empty none.
func (s *search) edgeTypes(names []string) []*storage.EdgeType {
	if names == nil {
		return nil
	}
	types := make([]*storage.EdgeType, 0, len(names))
	for _, name := range names {
		if t := s.x.Graph.EdgeType(name); t != nil {
			types = append(types, t)
		}
	}
	return types
}

// follow walks a link from a bound node to a free or a bound one.
func (s *search) follow(o *Move, i int) error {
	l := &s.m.Links[o.Link]
	from, to, dir := o.ends(l)
	start := s.row[s.m.Nodes[from].Slot].(*storage.Node)
	switch {
	case l.Search != nil:
		return s.shortest(o, i, l)
	case l.Quant != nil:
		return s.repeat(o, i, l, start, to)
	case l.Walk != nil:
		return s.walkFrom(o, i, l, start, to, dir)
	}
	types := s.types(o.Link)
	if o.Kind == ExpandInto {
		end := s.row[s.m.Nodes[to].Slot].(*storage.Node)
		if end.Degree(dir.Reverse(), types) < start.Degree(dir, types) {
			start, end, dir = end, start, dir.Reverse()
		}
		return s.edges(l, start, dir, types, func(e *storage.Edge) error {
			if e.Other(start) != end {
				return nil
			}
			return s.with(e, l, i)
		})
	}
	target := &s.m.Nodes[to]
	wanted, unknown := s.wanted(o, i)
	return s.edges(l, start, dir, types, func(e *storage.Edge) error {
		other := e.Other(start)
		if unknown != nil || !s.passes(o.Sieves, wanted, other) {
			return unknown
		}
		if ok, err := s.fits(target, other); !ok || err != nil {
			return err
		}
		s.row[target.Slot] = other
		return s.with(e, l, i)
	})
}

// edges visits the edges of a node that fit a link.
func (s *search) edges(l *Link, n *storage.Node, dir storage.Direction, types []*storage.EdgeType, visit func(*storage.Edge) error) error {
	var failed error
	n.EachEdge(dir, types, func(e *storage.Edge) bool {
		if failed = s.x.Do(1); failed != nil {
			return false
		}
		ok, err := s.allowed(l, e)
		if err == nil && ok {
			err = visit(e)
		}
		failed = err
		return err == nil
	})
	return failed
}

// boundEdge takes an edge, or a list of edges, that was bound before.
func (s *search) boundEdge(o *Move, i int) error {
	l := &s.m.Links[o.Link]
	if l.Walk != nil {
		return s.boundWalk(o, i, l)
	}
	e, ok := s.row[l.Slot].(*storage.Edge)
	if !ok || e.Deleted() {
		return nil
	}
	if ok, err := s.allowed(l, e); !ok || err != nil {
		return err
	}
	if l.Types != nil && !slices.Contains(l.Types, e.Type.Name) {
		return nil
	}
	if l.Dir != storage.In && s.agrees(l, e.From, e.To) {
		if err := s.ends(o, i, e, e.From, e.To); err != nil {
			return err
		}
	}
	if (l.Dir == storage.In || l.Dir == storage.Both && e.From != e.To) && s.agrees(l, e.To, e.From) {
		return s.ends(o, i, e, e.To, e.From)
	}
	return nil
}

// agrees reports whether the ends of an edge are those already bound.
func (s *search) agrees(l *Link, from, to *storage.Node) bool {
	bound := s.boundNodes(l)
	return (!bound[0] || s.row[s.m.Nodes[l.From].Slot] == any(from)) && (!bound[1] || s.row[s.m.Nodes[l.To].Slot] == any(to))
}

// boundNodes says which ends of a bound link are bound when it is looked at:
// those bound before the pattern and those that an earlier move has filled.
func (s *search) boundNodes(l *Link) [2]bool {
	var bound [2]bool
	for k, n := range []int{l.From, l.To} {
		bound[k] = s.m.Nodes[n].Bound
		for j := range s.order.Moves {
			o := &s.order.Moves[j]
			if o.Kind == FollowBound && &s.m.Links[o.Link] == l {
				break
			}
			if o.Kind == ScanNodes && o.Node == n || o.Kind != ScanNodes && (s.m.Links[o.Link].From == n || s.m.Links[o.Link].To == n) {
				bound[k] = true
			}
		}
	}
	return bound
}
