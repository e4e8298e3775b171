package exec

import (
	"slices"

	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// repeater walks a quantified path.
type repeater struct {
	*search
	q      *Repetition
	types  [][]*storage.EdgeType
	edges  []*storage.Edge
	values [][]any // for each group, one value a repetition
	done   func(end *storage.Node) error
}

func (s *search) repeat(o *Move, i int, l *Link, start *storage.Node, to int) error {
	r := &repeater{search: s, q: l.Quant, values: make([][]any, len(l.Quant.Groups))}
	if o.Reverse {
		r.q = l.Quant.reversed()
	}
	for _, link := range r.q.Links {
		r.types = append(r.types, s.edgeTypes(link.Types))
	}
	target := &s.m.Nodes[to]
	r.done = func(end *storage.Node) error {
		if o.Kind == ExpandInto {
			if s.row[target.Slot] != any(end) {
				return nil
			}
		} else {
			if ok, err := s.fits(target, end); !ok || err != nil {
				return err
			}
			s.row[target.Slot] = end
		}
		for k, g := range r.q.Groups {
			s.x.Must(len(r.values[k]))
			s.x.put(g.Outer, int64(listBytes(len(r.values[k]))))
			list := append([]any{}, r.values[k]...)
			if o.Reverse {
				slices.Reverse(list)
			}
			s.row[g.Outer] = list
		}
		s.setWalk(o.Link, r.edges, o.Reverse)
		return s.on(i)
	}
	return r.round(0, start)
}

// round does one more repetition, if there may be one, after handing on what is
// there.
func (r *repeater) round(n int, at *storage.Node) error {
	if n >= r.q.Min {
		if err := r.done(at); err != nil {
			return err
		}
	}
	if r.q.Max >= 0 && n >= r.q.Max {
		return nil
	}
	if len(r.edges) >= longestWalk {
		return &LimitError{"a path is longer than 100,000 edges: bound its length"}
	}
	if ok, err := r.fits(&r.q.Nodes[0], at); !ok || err != nil {
		return err
	}
	r.row[r.q.Nodes[0].Slot] = at
	return r.inside(n, 0, at)
}

// inside walks the links of one repetition from the k-th on.
func (r *repeater) inside(n, k int, at *storage.Node) error {
	if k == len(r.q.Links) {
		if ok, err := r.holds(r.q.Conds); !ok || err != nil {
			return err
		}
		for g, group := range r.q.Groups {
			r.values[g] = append(r.values[g], r.row[group.Inner])
		}
		before := r.inner()
		err := r.round(n+1, at)
		r.restore(before)
		for g := range r.q.Groups {
			r.values[g] = r.values[g][:n]
		}
		return err
	}
	l, target := &r.q.Links[k], &r.q.Nodes[k+1]
	return r.search.edges(l, at, l.Dir, r.types[k], func(e *storage.Edge) error {
		if r.taken(e) {
			return nil
		}
		other := e.Other(at)
		if ok, err := r.fits(target, other); !ok || err != nil {
			return err
		}
		r.row[l.Slot], r.row[target.Slot] = e, other
		r.used, r.edges = append(r.used, e), append(r.edges, e)
		err := r.inside(n, k+1, other)
		r.used, r.edges = r.used[:len(r.used)-1], r.edges[:len(r.edges)-1]
		return err
	})
}

// inner returns the values of one repetition, which later repetitions overwrite.
func (r *repeater) inner() []any {
	values := make([]any, 0, 2*len(r.q.Nodes))
	for _, n := range r.q.Nodes {
		values = append(values, r.row[n.Slot])
	}
	for _, l := range r.q.Links {
		values = append(values, r.row[l.Slot])
	}
	return values
}

func (r *repeater) restore(values []any) {
	for i, n := range r.q.Nodes {
		r.row[n.Slot] = values[i]
	}
	for i, l := range r.q.Links {
		r.row[l.Slot] = values[len(r.q.Nodes)+i]
	}
}
