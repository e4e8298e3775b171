package exec

import (
	"errors"
	"slices"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

func (s *search) elementHolds(conds []ElementCondition, v any) (bool, error) {
	for _, c := range conds {
		s.row[c.Slot] = v
		got, err := c.Test(s.x, s.row)
		if err != nil || got != c.Want {
			return false, err
		}
	}
	return true, nil
}

// shortest finds the shortest paths between two bound nodes.
func (s *search) shortest(o *Move, i int, l *Link) error {
	start := s.row[s.m.Nodes[l.From].Slot].(*storage.Node)
	end := s.row[s.m.Nodes[l.To].Slot].(*storage.Node)
	f := &finder{search: s, l: l, types: s.types(o.Link), start: start, end: end, least: 1, most: 1}
	if l.Walk != nil {
		f.least, f.most = l.Walk.Min, l.Walk.Max
	}
	if start == end && f.least > 0 {
		return l.Search.Place.fail("ArgumentError", "a shortest path between a node and itself: exclude equal ends first (WHERE a <> b)")
	}
	f.found = func(edges []*storage.Edge) (bool, error) { return s.shortestFound(o, i, l, start, edges) }
	for _, n := range []*storage.Node{start, end} {
		if ok, err := s.elementHolds(l.Search.Nodes, n); !ok || err != nil {
			return err
		}
	}
	if start == end {
		_, err := f.found(nil)
		return err
	}
	if len(l.Search.Rest) > 0 || f.least > 1 {
		return f.deepen()
	}
	return f.meet()
}

// shortestFound hands one path on; it reports whether its conditions hold.
func (s *search) shortestFound(o *Move, i int, l *Link, start *storage.Node, edges []*storage.Edge) (bool, error) {
	s.x.Must(len(edges))
	p := &value.Path{Nodes: []*storage.Node{start}, Edges: slices.Clone(edges)}
	for _, e := range edges {
		p.Nodes = append(p.Nodes, e.Other(p.Nodes[len(p.Nodes)-1]))
	}
	if l.Search.Slot >= 0 {
		s.row[l.Search.Slot] = p
		s.x.put(l.Search.Slot, int64(p.Bytes()))
	}
	s.walks[o.Link] = p.Edges
	if l.Walk == nil {
		s.row[l.Slot] = p.Edges[0]
	} else {
		s.row[l.Slot] = value.EdgeList(p.Edges)
		s.x.put(l.Slot, int64(listBytes(len(p.Edges))))
	}
	if ok, err := s.holds(l.Search.Rest); !ok || err != nil {
		return false, err
	}
	return true, s.on(i)
}

// finder searches the shortest paths of one link.
type finder struct {
	*search
	l           *Link
	types       []*storage.EdgeType
	start, end  *storage.Node
	least, most int
	found       func(edges []*storage.Edge) (bool, error)
}

// step visits the edges that may be walked from a node, with the node they
// lead to.
func (f *finder) step(n *storage.Node, dir storage.Direction, visit func(*storage.Edge, *storage.Node) error) error {
	return f.search.edges(f.l, n, dir, f.types, func(e *storage.Edge) error {
		if ok, err := f.edgeHolds(f.l, e); !ok || err != nil {
			return err
		}
		if ok, err := f.elementHolds(f.l.Search.Edges, e); !ok || err != nil {
			return err
		}
		return visit(e, e.Other(n))
	})
}

// side is one half of a search from both ends.
type side struct {
	dir      storage.Direction
	depth    int
	distance map[*storage.Node]int
	before   map[*storage.Node][]*storage.Edge // edges that lead to a node on a shortest way
	refused  map[*storage.Node]bool
	frontier []*storage.Node
}

func newSide(n *storage.Node, dir storage.Direction) *side {
	return &side{dir: dir, distance: map[*storage.Node]int{n: 0}, before: map[*storage.Node][]*storage.Edge{},
		refused: map[*storage.Node]bool{}, frontier: []*storage.Node{n}}
}

// meet is breadth-first search from both ends, the smaller frontier first. Each
// shortest path crosses the last layer of the one side exactly once.
func (f *finder) meet() error {
	a, b := newSide(f.start, f.l.Dir), newSide(f.end, f.l.Dir.Reverse())
	for len(a.frontier) > 0 && len(b.frontier) > 0 {
		if f.most >= 0 && a.depth+b.depth >= f.most {
			return nil
		}
		near, far := a, b
		if len(b.frontier) < len(a.frontier) {
			near, far = b, a
		}
		if err := f.expand(near); err != nil {
			return err
		}
		var middle []*storage.Node
		for _, n := range near.frontier {
			if _, met := far.distance[n]; met {
				middle = append(middle, n)
			}
		}
		if middle != nil {
			return f.join(a, b, middle)
		}
	}
	return nil
}

func (f *finder) expand(s *side) error {
	var next []*storage.Node
	s.depth++
	for _, n := range s.frontier {
		err := f.step(n, s.dir, func(e *storage.Edge, other *storage.Node) error {
			if d, seen := s.distance[other]; seen {
				if d == s.depth {
					s.before[other] = append(s.before[other], e)
				}
				return nil
			}
			if s.refused[other] {
				return nil
			}
			if ok, err := f.elementHolds(f.l.Search.Nodes, other); !ok || err != nil {
				s.refused[other] = true
				return err
			}
			s.distance[other] = s.depth
			s.before[other] = append(s.before[other], e)
			next = append(next, other)
			return f.x.hold(100)
		})
		if err != nil {
			return err
		}
	}
	s.frontier = next
	return nil
}

// join puts the halves together at the nodes where the sides met, one path or
// all, in ascending order of the middle node and then of the edges.
func (f *finder) join(a, b *side, middle []*storage.Node) error {
	slices.SortFunc(middle, func(x, y *storage.Node) int { return int(x.ID() - y.ID()) })
	var edges []*storage.Edge
	for _, m := range middle {
		err := back(a, m, f.start, nil, func(first []*storage.Edge) error {
			slices.Reverse(first)
			return back(b, m, f.end, nil, func(second []*storage.Edge) error {
				edges = append(append(edges[:0], first...), second...)
				ok, err := f.found(edges)
				if err == nil && ok && !f.l.Search.All {
					err = errEnough
				}
				return err
			})
		})
		if err == errEnough {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// back walks from a node to the root of its side, over every shortest way.
func back(s *side, n, root *storage.Node, walked []*storage.Edge, done func([]*storage.Edge) error) error {
	if n == root {
		return done(slices.Clone(walked))
	}
	for _, e := range s.before[n] {
		if err := back(s, e.Other(n), root, append(walked, e), done); err != nil {
			return err
		}
	}
	return nil
}

// errEnough ends a search that has found its one path.
var errEnough = errors.New("one path is enough")

// deepen tries all paths of one length after the other, for conditions that can
// only be tested on a whole path.
func (f *finder) deepen() error {
	most := f.most
	if most < 0 {
		most = min(f.x.Graph.EdgeCount(), longestWalk)
	}
	reach, err := f.distances()
	if err != nil {
		return err
	}
	for length := max(f.least, 1); length <= most; length++ {
		d := &deepening{finder: f, reach: reach, length: length}
		err := d.from(f.start)
		if err == errEnough {
			return nil
		}
		if err != nil || d.hit || !d.longer {
			return err
		}
	}
	return nil
}

// distances is how far every node is from the end.
func (f *finder) distances() (map[*storage.Node]int, error) {
	s := newSide(f.end, f.l.Dir.Reverse())
	for len(s.frontier) > 0 {
		if err := f.expand(s); err != nil {
			return nil, err
		}
	}
	return s.distance, nil
}

// deepening is the search for paths of exactly one length.
type deepening struct {
	*finder
	reach  map[*storage.Node]int
	length int
	edges  []*storage.Edge
	hit    bool // a path of this length fits
	longer bool // some walk could go on
}

func (d *deepening) from(n *storage.Node) error {
	left := d.length - len(d.edges)
	distance, reachable := d.reach[n]
	if !reachable {
		return nil
	}
	if left == 0 {
		d.longer = true
		if n != d.end {
			return nil
		}
		ok, err := d.found(d.edges)
		if ok {
			d.hit = true
			if err == nil && !d.l.Search.All {
				return errEnough
			}
		}
		return err
	}
	if distance > left {
		d.longer = true
		return nil
	}
	return d.step(n, d.l.Dir, func(e *storage.Edge, other *storage.Node) error {
		if slices.Contains(d.edges, e) {
			return nil
		}
		d.edges = append(d.edges, e)
		err := d.from(other)
		d.edges = d.edges[:len(d.edges)-1]
		return err
	})
}
