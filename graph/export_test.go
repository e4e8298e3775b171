package graph

import "context"

// ReadWith is Read that holds and asks for fewer elements at a time.
func ReadWith(ctx context.Context, s Store, held, page int) Graph {
	r := reader{ctx: ctx, store: s, held: held, page: page}
	return Graph{Nodes: r.nodes, Edges: r.edges}
}
