package storage

// Direction says which of a node's edges are meant.
type Direction int

// The directions, seen from the node.
const (
	Both Direction = iota
	Out
	In
)

// Reverse returns the direction seen from the other end.
func (d Direction) Reverse() Direction {
	switch d {
	case Out:
		return In
	case In:
		return Out
	}
	return Both
}

// group is the edges of one type at one node in one direction.
type group struct {
	typ   *EdgeType
	edges list[*Edge]
}

func (e *Edge) alive() bool { return !e.Deleted() }

func attach(groups []group, e *Edge) []group {
	for i := range groups {
		if groups[i].typ == e.Type {
			groups[i].edges.add(e)
			return groups
		}
	}
	grown := make([]group, len(groups), len(groups)+1)
	copy(grown, groups)
	return append(grown, group{e.Type, list[*Edge]{items: []*Edge{e}}})
}

func detach(groups []group, e *Edge, forGood bool) {
	for i := range groups {
		if groups[i].typ != e.Type {
			continue
		}
		if forGood {
			groups[i].edges.remove(e)
		} else {
			groups[i].edges.drop((*Edge).alive)
		}
	}
}

// Degree is the number of the node's edges in a direction and of the types
// (nil means every type). A loop counts once in each direction.
func (n *Node) Degree(d Direction, types []*EdgeType) int {
	sum := 0
	if d != In {
		sum += degree(n.out, types)
	}
	if d != Out {
		sum += degree(n.in, types)
	}
	return sum
}

func degree(groups []group, types []*EdgeType) int {
	sum := 0
	for i := range groups {
		if among(groups[i].typ, types) {
			sum += groups[i].edges.count()
		}
	}
	return sum
}

func among(t *EdgeType, types []*EdgeType) bool {
	if types == nil {
		return true
	}
	for _, u := range types {
		if u == t {
			return true
		}
	}
	return false
}

// cursor walks over one group.
type cursor struct {
	edges []*Edge
	in    bool // skip loops: the outgoing group has them
}

func (c *cursor) settle(both bool) bool {
	for len(c.edges) > 0 {
		e := c.edges[0]
		if !e.Deleted() && !(both && c.in && e.From == e.To) {
			return true
		}
		c.edges = c.edges[1:]
	}
	return false
}

// EachEdge visits the node's edges in a direction and of the types (nil means
// every type), each once, in ascending order of ID, until visit returns false.
// It reports whether it came to the end.
func (n *Node) EachEdge(d Direction, types []*EdgeType, visit func(*Edge) bool) bool {
	var few [6]cursor
	cursors := few[:0]
	if d != In {
		cursors = gather(cursors, n.out, types, false)
	}
	if d != Out {
		cursors = gather(cursors, n.in, types, true)
	}
	if len(cursors) == 1 {
		for _, e := range cursors[0].edges {
			if !e.Deleted() && !visit(e) {
				return false
			}
		}
		return true
	}
	return merge(cursors, d == Both, visit)
}

func gather(cursors []cursor, groups []group, types []*EdgeType, in bool) []cursor {
	for i := range groups {
		if len(groups[i].edges.items) > 0 && among(groups[i].typ, types) {
			cursors = append(cursors, cursor{groups[i].edges.items, in})
		}
	}
	return cursors
}

func merge(cursors []cursor, both bool, visit func(*Edge) bool) bool {
	for {
		least := -1
		for i := 0; i < len(cursors); {
			if !cursors[i].settle(both) {
				cursors[i] = cursors[len(cursors)-1]
				cursors = cursors[:len(cursors)-1]
				continue
			}
			if least < 0 || cursors[i].edges[0].ID() < cursors[least].edges[0].ID() {
				least = i
			}
			i++
		}
		if least < 0 {
			return true
		}
		e := cursors[least].edges[0]
		cursors[least].edges = cursors[least].edges[1:]
		if !visit(e) {
			return false
		}
	}
}
