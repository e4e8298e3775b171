package graph

import "iter"

// Node is a node: an application id, its labels in the order stored, and its
// properties (values as in value.go; an absent property is not in the map).
type Node struct {
	ID     string
	Labels []string
	Props  map[string]any
}

// Edge is a directed, typed edge between two nodes.
type Edge struct {
	ID, Type, From, To string
	Props              map[string]any
}

// Path is an alternating walk: Nodes[i] –Edges[i]– Nodes[i+1].
type Path struct {
	Nodes []Node
	Edges []Edge
}

// Graph is a whole graph as two streams in the order of their ids. Each stream
// may be run again and gives the same again.
type Graph struct {
	Nodes iter.Seq2[Node, error]
	Edges iter.Seq2[Edge, error]
}
