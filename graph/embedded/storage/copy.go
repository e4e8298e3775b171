package storage

import (
	"maps"
	"slices"
)

// Copy returns a graph of its own with the same content. Keys and values are
// shared: they never change. Others may read the graph meanwhile; changes to it
// that were not committed must not be there.
func (g *Graph) Copy() *Graph {
	h := &Graph{
		nodes: make([]*Node, len(g.nodes)), edges: make([]*Edge, len(g.edges)), live: g.live,
		labels: make(map[string]*Label, len(g.labels)), types: make(map[string]*EdgeType, len(g.types)),
		labelSets: make(map[string]*labelSet, len(g.labelSets)),
		shapes:    g.shapes, values: g.values, // for writers, of whom there is one
		symbols: symbols{slices.Clone(g.symbols.names), maps.Clone(g.symbols.number), g.symbols.sealed, g.symbols.logged},
	}
	for name, l := range g.labels {
		h.labels[name] = &Label{Name: name, symbol: l.symbol}
	}
	for name, t := range g.types {
		h.types[name] = &EdgeType{Name: name, symbol: t.symbol}
	}
	for _, s := range g.labelSets {
		h.ownLabels(s)
	}
	h.copyNodes(g)
	h.copyEdges(g)
	for name, l := range g.labels {
		h.labels[name].nodes = copyList(l.nodes, l.holds, func(n *Node) *Node { return h.nodes[n.ID()] }, nil)
	}
	for name, t := range g.types {
		h.types[name].edges = copyList(t.edges, (*Edge).alive, func(e *Edge) *Edge { return h.edges[e.ID()] }, nil)
	}
	for i, ix := range g.schema.indexes {
		h.attachIndex(ix.copy(h), i)
	}
	return h
}

func (g *Graph) copyNodes(from *Graph) {
	var last, own *labelSet
	for id, n := range from.nodes {
		if n == nil {
			continue
		}
		if n.labels != last {
			last, own = n.labels, g.ownLabels(n.labels)
		}
		g.nodes[id] = one(&g.room.nodes)
		*g.nodes[id] = Node{number: numbered(n.ID()), labels: own, properties: n.properties}
	}
}

func (g *Graph) copyEdges(from *Graph) {
	var last, own *EdgeType
	for id, e := range from.edges {
		if e == nil {
			continue
		}
		if e.Type != last {
			last, own = e.Type, g.types[e.Type.Name]
		}
		g.edges[id] = one(&g.room.edges)
		*g.edges[id] = Edge{number: numbered(e.ID()), Type: own, From: g.nodes[e.From.ID()], To: g.nodes[e.To.ID()], properties: e.properties}
	}
	var r rooms
	for id, n := range from.nodes {
		if n != nil {
			g.nodes[id].out = g.copyGroups(n.out, &r)
			g.nodes[id].in = g.copyGroups(n.in, &r)
		}
	}
}

// rooms is memory that many short slices are cut from.
type rooms struct {
	groups []group
	edges  []*Edge
}

// chunk is how many elements are made at once. They stay in memory together.
const chunk = 1024

// one takes one element from a room.
func one[T any](room *[]T) *T { return &cut(room, 1)[0] }

// cut takes n elements from a room, without a capacity for more: what is
// appended later goes elsewhere.
func cut[T any](room *[]T, n int) []T {
	if len(*room) < n {
		*room = make([]T, max(n, chunk))
	}
	taken := (*room)[:n:n]
	*room = (*room)[n:]
	return taken
}

func (g *Graph) copyGroups(from []group, r *rooms) []group {
	if len(from) == 0 {
		return nil
	}
	groups := cut(&r.groups, len(from))
	own := func(e *Edge) *Edge { return g.edges[e.ID()] }
	for i := range from {
		groups[i] = group{g.types[from[i].typ.Name], copyList(from[i].edges, (*Edge).alive, own, &r.edges)}
	}
	return groups
}

// copyList copies what is alive.
func copyList[T interface{ ID() ID }](l list[T], alive func(T) bool, own func(T) T, room *[]T) list[T] {
	var items []T
	if room == nil {
		items = make([]T, l.count())
	} else {
		items = cut(room, l.count())
	}
	i := 0
	for _, x := range l.items {
		if l.dead == 0 || alive(x) {
			items[i] = own(x)
			i++
		}
	}
	return list[T]{items: items}
}

// copy returns the same index for another copy of the graph.
func (ix *Index) copy(g *Graph) *Index {
	c := newIndex(g, ix.Definition)
	switch ix.Kind {
	case Unique:
		c.one = maps.Clone(ix.one)
	case Range:
		c.many = make(map[any][]ID, len(ix.many))
		var room []ID
		for k, ids := range ix.many {
			own := cut(&room, len(ids))
			copy(own, ids)
			c.many[k] = own
		}
	case FullText:
		if made := ix.text.made(); made != nil {
			c.text.words = made.copy()
		}
	}
	return c
}

func (t *textIndex) copy() *textIndex {
	c := &textIndex{sizes: maps.Clone(t.sizes), length: slices.Clone(t.length), filled: slices.Clone(t.filled)}
	var room []posting
	for _, words := range t.post {
		own := make(map[string][]posting, len(words))
		for word, list := range words {
			own[word] = cut(&room, len(list))
			copy(own[word], list)
		}
		c.post = append(c.post, own)
	}
	return c
}
