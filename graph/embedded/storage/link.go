package storage

import (
	"slices"
	"sync"
)

// loose is an edge that its ends do not know yet.
type loose struct {
	edge     *Edge
	from, to uint32
}

// link makes the loose edges known at their ends: one by one where ends know
// some already, else all together, the two directions at once.
func (l *Loader) link() {
	all := l.loose
	l.loose = nil
	if l.linked {
		for _, x := range all {
			x.edge.From.out = attach(x.edge.From.out, x.edge)
			x.edge.To.in = attach(x.edge.To.in, x.edge)
		}
		return
	}
	l.linked = true
	var out sync.WaitGroup
	out.Go(func() {
		linkAll(l.g.nodes, all, func(x *loose) uint32 { return x.from }, func(n *Node, groups []group) { n.out = groups })
	})
	linkAll(l.g.nodes, all, func(x *loose) uint32 { return x.to }, func(n *Node, groups []group) { n.in = groups })
	out.Wait()
}

// linkAll sorts edges by one of their ends, which keeps their order, and gives
// each node its part.
func linkAll(nodes []*Node, all []loose, end func(*loose) uint32, give func(*Node, []group)) {
	ends := make([]uint32, len(nodes)+1)
	for i := range all {
		ends[end(&all[i])]++
	}
	sum := uint32(0)
	for i, n := range ends {
		ends[i] = sum
		sum += n
	}
	sorted := make([]*Edge, len(all))
	for i := range all {
		at := &ends[end(&all[i])]
		sorted[*at] = all[i].edge
		*at++
	}
	var room []group
	start := uint32(0)
	for id, n := range nodes {
		if stop := ends[id]; stop > start {
			give(n, grouped(sorted[start:stop:stop], &room))
			start = stop
		}
	}
}

// grouped parts edges by type, types in order of their first edge. The slice
// becomes that of the groups.
func grouped(edges []*Edge, room *[]group) []group {
	same := 1
	for same < len(edges) && edges[same].Type == edges[0].Type {
		same++
	}
	if same == len(edges) {
		groups := cut(room, 1)
		groups[0] = group{edges[0].Type, list[*Edge]{items: edges}}
		return groups
	}
	var few [8]group
	kinds := few[:0]
	for _, e := range edges {
		i := slices.IndexFunc(kinds, func(k group) bool { return k.typ == e.Type })
		if i < 0 {
			i = len(kinds)
			kinds = append(kinds, group{typ: e.Type})
		}
		kinds[i].edges.dead++ // for now, how many there are
	}
	groups, mixed := cut(room, len(kinds)), slices.Clone(edges)
	for i, k := range kinds {
		n := k.edges.dead
		groups[i] = group{k.typ, list[*Edge]{items: edges[:0:n]}}
		edges = edges[n:]
	}
	for _, e := range mixed {
		i := slices.IndexFunc(groups, func(k group) bool { return k.typ == e.Type })
		groups[i].edges.items = append(groups[i].edges.items, e)
	}
	return groups
}
