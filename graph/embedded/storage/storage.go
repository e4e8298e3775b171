// Package storage holds a property graph in memory: nodes, edges, adjacency by
// type and direction, indexes, uniqueness constraints, an undo list for
// statements and transactions, and the encoding of changes as log records.
// It knows values and names, no Cypher. It does no locking and no input or
// output: the caller sees to one writer, or many readers, of a Graph at a time. A
// Copy can Follow what another one commits, so that readers have a graph of their
// own.
package storage

import (
	"slices"
	"sort"
)

// ID numbers nodes and edges, each on their own, from 0 in order of creation.
// A number is never given twice.
type ID = int64

// Graph is the whole store. Its zero value is not usable; see New.
type Graph struct {
	nodes []*Node // by ID; nil where deleted
	edges []*Edge
	live  struct{ nodes, edges int }

	labels    map[string]*Label
	types     map[string]*EdgeType
	labelSets map[string]*labelSet
	shapes    map[string]*shape
	symbols   symbols
	values    *interner
	schema    schema

	room struct { // for the next ones: those that follow one another stand side by side
		nodes []Node
		edges []Edge
	}

	undo []change
	redo []byte
}

// Label is a label with the nodes that carry it.
type Label struct {
	Name    string
	symbol  uint32
	nodes   list[*Node]
	indexes []*Index
}

// EdgeType is a type of edges with the edges that have it.
type EdgeType struct {
	Name    string
	symbol  uint32
	edges   list[*Edge]
	indexes []*Index
}

// New returns an empty graph.
func New() *Graph {
	g := &Graph{
		labels:    map[string]*Label{},
		types:     map[string]*EdgeType{},
		labelSets: map[string]*labelSet{},
		shapes:    map[string]*shape{},
		values:    &interner{},
	}
	g.symbols.number = map[string]uint32{}
	g.labelSets[""] = &labelSet{}
	g.shapes[""] = &shape{}
	return g
}

// Node returns the node with an ID, nil if there is none.
func (g *Graph) Node(id ID) *Node {
	if id < 0 || id >= ID(len(g.nodes)) {
		return nil
	}
	return g.nodes[id]
}

// Edge returns the edge with an ID, nil if there is none.
func (g *Graph) Edge(id ID) *Edge {
	if id < 0 || id >= ID(len(g.edges)) {
		return nil
	}
	return g.edges[id]
}

// NodeCount is the number of nodes.
func (g *Graph) NodeCount() int { return g.live.nodes }

// EdgeCount is the number of edges.
func (g *Graph) EdgeCount() int { return g.live.edges }

// EachNode visits all nodes in ascending order of ID until visit returns false.
func (g *Graph) EachNode(visit func(*Node) bool) {
	for _, n := range g.nodes {
		if n != nil && !visit(n) {
			return
		}
	}
}

// EachEdge visits all edges in ascending order of ID until visit returns false.
func (g *Graph) EachEdge(visit func(*Edge) bool) {
	for _, e := range g.edges {
		if e != nil && !visit(e) {
			return
		}
	}
}

// Label returns the label of a name, nil if no node ever carried it.
func (g *Graph) Label(name string) *Label { return g.labels[name] }

// EdgeType returns the type of a name, nil if no edge ever had it.
func (g *Graph) EdgeType(name string) *EdgeType { return g.types[name] }

// Count is the number of nodes that carry the label; 0 for a nil label.
func (l *Label) Count() int {
	if l == nil {
		return 0
	}
	return l.nodes.count()
}

// Each visits the nodes that carry the label in ascending order of ID until
// visit returns false.
func (l *Label) Each(visit func(*Node) bool) {
	if l == nil {
		return
	}
	for _, n := range l.nodes.items {
		if l.holds(n) && !visit(n) {
			return
		}
	}
}

// Count is the number of edges of the type; 0 for a nil type.
func (t *EdgeType) Count() int {
	if t == nil {
		return 0
	}
	return t.edges.count()
}

// Each visits the edges of the type in ascending order of ID until visit
// returns false.
func (t *EdgeType) Each(visit func(*Edge) bool) {
	if t == nil {
		return
	}
	for _, e := range t.edges.items {
		if !e.Deleted() && !visit(e) {
			return
		}
	}
}

// Labels returns the names of all labels that some node carries, sorted.
func (g *Graph) Labels() []string {
	var names []string
	for name, l := range g.labels {
		if l.Count() > 0 {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return names
}

// EdgeTypes returns the names of all types that some edge has, sorted.
func (g *Graph) EdgeTypes() []string {
	var names []string
	for name, t := range g.types {
		if t.Count() > 0 {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return names
}

// PropertyKeys returns all property keys in use, sorted.
func (g *Graph) PropertyKeys() []string {
	var used []string
	seen := map[*shape]bool{}
	mark := func(s *shape) {
		if !seen[s] {
			seen[s] = true
			used = append(used, s.keys...)
		}
	}
	for _, n := range g.nodes {
		if n != nil {
			mark(n.shape)
		}
	}
	for _, e := range g.edges {
		if e != nil {
			mark(e.shape)
		}
	}
	sort.Strings(used)
	return slices.Compact(used)
}

func (g *Graph) label(name string) *Label {
	l := g.labels[name]
	if l == nil {
		sym := g.symbols.of(name)
		l = &Label{Name: g.symbols.names[sym], symbol: sym}
		g.labels[l.Name] = l
	}
	return l
}

func (g *Graph) edgeType(name string) *EdgeType {
	t := g.types[name]
	if t == nil {
		sym := g.symbols.of(name)
		t = &EdgeType{Name: g.symbols.names[sym], symbol: sym}
		g.types[t.Name] = t
	}
	return t
}

// symbols numbers the names of labels, types and property keys. A name stays
// known after an undo: it costs nothing and can be logged later.
type symbols struct {
	names  []string
	number map[string]uint32
	sealed int // how many are in the records of sealed transactions
	logged int // how many are in those of committed ones
}

func (s *symbols) of(name string) uint32 {
	n, ok := s.number[name]
	if !ok {
		n = uint32(len(s.names))
		s.names = append(s.names, name)
		s.number[name] = n
	}
	return n
}
