package exec

import (
	"slices"

	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// Match is a pattern to be found, as a clause and inside of expressions: its nodes (each
// once, however often it is written), the links between them, and the paths to build.
type Match struct {
	Optional bool
	Never    bool // an edge stands in it twice, and edges are unique
	Nodes    []Node
	Links    []Link
	Paths    []Path
	Emptied  []int // slots that the pattern gives, which are null after an OPTIONAL MATCH
	Counted  bool  // what comes next counts rows
	// Choose finds in which order the pattern is searched in the graph as it is; it is
	// asked once a run.
	Choose func(x *Run) *Order
}

// Plan is the order in which the pattern is searched in this run.
func (m *Match) Plan(x *Run) *Order {
	o := x.orders[m]
	if o == nil {
		o = m.Choose(x)
		x.orders[m] = o
	}
	return o
}

// Node is a node to find or, if bound, to test.
type Node struct {
	Slot   int
	Bound  bool
	Labels []string // that it must carry, as far as they are plain names
	Sole   string   // the label that is all of the test
	Text   string   // for EXPLAIN
	Test   LabelTest
}

// Link is an edge, a walk of a variable length or a quantified path
// between two nodes.
type Link struct {
	Slot     int // -1 for a quantified path
	Text     string
	Bound    bool
	From, To int // indexes of match.nodes
	Dir      storage.Direction
	Types    []string // nil: any, or test decides
	Test     LabelTest
	Walk     *syntax.Range // variable length
	Quant    *Repetition
	Search   *Shortest
	Each     []Expr // conditions on every edge of a walk, which is in slot each time
}

// Path is a path to build, named or not, when its links are found.
type Path struct {
	Slot  int // -1: not named
	Nodes []int
	Links []int
}

// Order is in which sequence a pattern is searched, for one state of the graph.
type Order struct {
	First []Expr // conditions on what was bound before
	Moves []Move
	Late  []Expr // conditions on named paths
	// what first and late test, for EXPLAIN
	FirstTexts, LateTexts []string
	Sorted                int // how many sort keys the rows come sorted by
}

// Move is one move of the search: it fills slots and goes on with the move after.
type Move struct {
	Kind    MoveKind
	Node    int // scan
	Link    int
	Reverse bool // walk the link from its to-node
	Access  Access
	Sieves  []*Sieve // to be tested before it fills the slot of its node
	Conds   []Expr   // to be tested when the move has filled its slots
	Ranges  []Expr   // the same, that bound the walk along an index: it may have tested them
	Texts   []string // what they test, for EXPLAIN
	Cost    float64
	Tally   bool // the last move, of which only the number of results is wanted
}

// MoveKind says what a move of the search does.
type MoveKind int

const (
	ScanNodes   MoveKind = iota // find a node by its access
	ScanEdges                   // find an edge by its access, and both of its ends
	ExpandFree                  // from a bound node along a link to a free node
	ExpandInto                  // a link between two bound nodes
	FollowBound                 // an edge that is bound already
)

// Target is the node that a move finds by a look at one node or edge; else -1.
func (o *Move) Target(m *Match) int {
	if o.Kind == ScanNodes {
		return o.Node
	}
	l := &m.Links[o.Link]
	if o.Kind != ExpandFree || l.Walk != nil || l.Quant != nil || l.Search != nil {
		return -1
	}
	_, to, _ := o.ends(l)
	return to
}

// ends are the nodes of a link, and its direction, in the order in which the move
// walks it.
func (o *Move) ends(l *Link) (from, to int, dir storage.Direction) {
	if o.Reverse {
		return l.To, l.From, l.Dir.Reverse()
	}
	return l.From, l.To, l.Dir
}

// Access is how candidates for a node or edge are found.
type Access struct {
	Kind   accessKind
	Index  *storage.Index
	Hints  []Probe
	Label  string // the rarest label; the type of an edge
	Hint   *Probe
	High   *Probe
	Join   *Probe  // of a scan: an equality by which its nodes may be hashed
	Rows   float64 // estimated
	Unique bool
	// of a walk in the order of an index: hint is the lower bound, or a prefix
	Prefix, Descending bool
}

// carried is the label that all candidates for a node carry, "" if there is none.
func (a *Access) carried() string {
	if a.Index != nil {
		return a.Index.Labels[0]
	}
	return a.Label
}

type accessKind int

const (
	AccessAll accessKind = iota
	AccessLabel
	AccessEqual
	AccessIn
	AccessPrefix
	AccessRange
	AccessOrdered
	AccessID
)

// Shortest is what shortestPath and allShortestPaths add to a link. The
// conditions of WHERE on the path take part in the search, as in Neo4j: a node
// or an edge that they refuse is not walked, so that a longer path is found.
type Shortest struct {
	All   bool
	Slot  int // of the path; -1 if it has no name
	Nodes []ElementCondition
	Edges []ElementCondition
	Rest  []Expr // conditions on the path as a whole
	Place Place
}

// ElementCondition is a condition that every node, or every edge, must fulfil.
type ElementCondition struct {
	Slot int
	Test Expr
	Want bool // true for all(), false for none()
}

// Repetition is what one repetition of a quantified path consists of.
type Repetition struct {
	Nodes    []Node
	Links    []Link // single edges between neighbours
	Conds    []Expr // tested after each repetition
	Min, Max int
	Groups   []check.Group
}

// reversed returns the pattern of one repetition walked from its end.
func (q *Repetition) reversed() *Repetition {
	r := *q
	r.Nodes, r.Links = slices.Clone(q.Nodes), slices.Clone(q.Links)
	slices.Reverse(r.Nodes)
	slices.Reverse(r.Links)
	for i := range r.Links {
		r.Links[i].Dir = r.Links[i].Dir.Reverse()
	}
	return &r
}

// Probe is a value to look up in an index, for one of its properties.
type Probe struct {
	Key       string
	Value     Expr
	Inclusive bool // as a bound: equal will do
}

// Sieve is a condition that a property of an element equals a value. If the value
// is known before the element is, it is worked out once, and what does not equal
// it falls through before it gets a place in the row: in a scan of many nodes the
// processor then waits for the memory of several of them at a time.
type Sieve struct {
	Key   string
	Read  int // of the key
	Value Expr
}

// PropTest is whether a property of the element in a slot equals a value.
func PropTest(slot int, key string, value Expr, read int) Expr {
	return func(x *Run, row []any) (any, error) {
		v, err := value(x, row)
		if err != nil {
			return nil, err
		}
		return x.Equal(x.propOf(row[slot], key, read), v), nil
	}
}

// EveryPropTest is propTest for a list of edges.
func EveryPropTest(slot int, key string, value Expr, read int) Expr {
	return func(x *Run, row []any) (any, error) {
		v, err := value(x, row)
		if err != nil {
			return nil, err
		}
		edges, _ := row[slot].([]any)
		for _, e := range edges {
			if x.Equal(x.propOf(e, key, read), v) != true {
				return false, nil
			}
		}
		return true, nil
	}
}

// PropsTest is whether the element in a slot has all properties of a map.
func PropsTest(at Place, slot int, whole Expr) Expr {
	return func(x *Run, row []any) (any, error) {
		v, err := whole(x, row)
		if err != nil {
			return nil, err
		}
		want, ok := v.(map[string]any)
		if !ok {
			return nil, at.typeError("the properties of a pattern must be a map, not %s", value.KindName(v))
		}
		for k, v := range want {
			if x.Equal(value.PropOf(row[slot], k), v) != true {
				return false, nil
			}
		}
		return true, nil
	}
}

// propOf returns a property of a node or edge, nil of anything else, for a read
// that is numbered.
func (x *Run) propOf(v any, key string, read int) any {
	switch v := v.(type) {
	case *storage.Node:
		return v.Find(key, &x.found[read])
	case *storage.Edge:
		return v.Find(key, &x.found[read])
	}
	return nil
}
