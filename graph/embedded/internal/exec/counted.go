package exec

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

// count carries out the last move of a pattern that is only counted. What it
// would fill is not null, and that is all that is asked of it.
func (s *search) count(o *Move) error {
	if o.Kind == ScanNodes {
		s.row[s.m.Nodes[o.Node].Slot] = true
		if o.Access.Kind == AccessLabel {
			return s.counted(s.x.Graph.Label(o.Access.Label).Count())
		}
		return s.counted(s.x.Graph.NodeCount())
	}
	l := &s.m.Links[o.Link]
	s.row[l.Slot] = true
	if o.Kind == ScanEdges {
		s.row[s.m.Nodes[l.From].Slot], s.row[s.m.Nodes[l.To].Slot] = true, true
		return s.counted(s.x.Graph.EdgeType(o.Access.Label).Count())
	}
	from, to, dir := o.ends(l)
	s.row[s.m.Nodes[to].Slot] = true
	return s.counted(s.fan(o.Link, s.row[s.m.Nodes[from].Slot].(*storage.Node), dir))
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
