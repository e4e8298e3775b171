package storage

import "fmt"

// Delta is what one Commit changed. It holds for a graph in the state before:
// a Copy made then, or one that has followed until then.
type Delta struct {
	changes []change
	names   []string // all that are numbered
	logged  int      // how many of them the log knows
}

// Size is the number of changes.
func (d Delta) Size() int { return len(d.changes) }

// Follow makes the changes that another copy of the graph has committed. Values
// and keys are shared with that copy, which others may read meanwhile. The delta
// must not be used again.
func (g *Graph) Follow(d Delta) {
	for _, name := range d.names[len(g.symbols.names):] {
		g.symbols.of(name)
	}
	g.symbols.sealed, g.symbols.logged = d.logged, d.logged
	for i := range d.changes {
		g.follow(&d.changes[i])
	}
	clear(d.changes)
	if cap(d.changes) <= 1<<16 {
		g.undo = d.changes[:0]
	}
}

func (g *Graph) follow(c *change) {
	switch c.kind {
	case nodeCreated:
		if int(c.node.ID()) != len(g.nodes) {
			panic(fmt.Sprintf("internal error: node %d follows %d nodes", c.node.ID(), len(g.nodes)))
		}
		n := one(&g.room.nodes)
		*n = Node{number: numbered(c.node.ID()), labels: g.ownLabels(c.labels), properties: c.next}
		g.place(n)
	case nodeDeleted:
		g.removeNode(g.nodes[c.node.ID()])
	case edgeCreated:
		if int(c.edge.ID()) != len(g.edges) {
			panic(fmt.Sprintf("internal error: edge %d follows %d edges", c.edge.ID(), len(g.edges)))
		}
		e := one(&g.room.edges)
		*e = Edge{number: numbered(c.edge.ID()), Type: g.edgeType(c.edge.Type.Name), From: g.nodes[c.edge.From.ID()], To: g.nodes[c.edge.To.ID()], properties: c.next}
		g.edges = append(g.edges, e)
		g.link(e)
	case edgeDeleted:
		g.removeEdge(g.edges[c.edge.ID()])
	case nodeProperties:
		g.nodes[c.node.ID()].become(c.next)
	case edgeProperties:
		g.edges[c.edge.ID()].become(c.next)
	case labelAdded:
		g.addLabel(g.nodes[c.node.ID()], g.label(c.label.Name))
	case labelRemoved:
		g.dropLabel(g.nodes[c.node.ID()], g.label(c.label.Name))
	case indexCreated:
		ix := newIndex(g, c.index.Definition)
		if err := g.fill(ix); err != nil {
			panic(fmt.Sprintf("internal error: index %s holds in one copy of the graph only: %v", ix.Name, err))
		}
		g.attachIndex(ix, len(g.schema.indexes))
	case indexDropped:
		g.detachIndex(g.Index(c.index.Name))
	}
}

// ownLabels returns the graph's own set of the labels that a set of another copy
// names.
func (g *Graph) ownLabels(other *labelSet) *labelSet {
	if s := g.labelSets[other.key]; s != nil {
		return s
	}
	labels := make([]*Label, len(other.names))
	for i, name := range other.names {
		labels[i] = g.label(name)
	}
	return g.labelSet(labels)
}
