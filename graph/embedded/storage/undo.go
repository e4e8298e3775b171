package storage

// changeKind says what an entry of the undo list has to take back.
type changeKind int

const (
	nodeCreated changeKind = iota
	nodeDeleted
	edgeCreated
	edgeDeleted
	nodeProperties
	edgeProperties
	labelsChanged
	indexCreated
	indexDropped
)

// change is one entry of the undo list: what was done, and what was before.
type change struct {
	kind   changeKind
	node   *Node
	edge   *Edge
	old    properties
	labels *labelSet
	label  *Label
	index  *Index
	place  int
}

// Mark is a point in a transaction to which Rollback can return.
type Mark struct{ undo, redo int }

// Mark returns the present point of the transaction.
func (g *Graph) Mark() Mark { return Mark{len(g.undo), len(g.redo)} }

// Rollback takes back everything since the mark. The zero Mark is the beginning
// of the transaction.
func (g *Graph) Rollback(m Mark) {
	for i := len(g.undo) - 1; i >= m.undo; i-- {
		g.takeBack(&g.undo[i])
		g.undo[i] = change{}
	}
	g.undo = g.undo[:m.undo]
	g.redo = g.redo[:m.redo]
}

// Commit ends a transaction: nothing of it can be taken back any more.
func (g *Graph) Commit() {
	g.symbols.logged = len(g.symbols.names)
	clear(g.undo)
	g.undo = g.undo[:0]
	g.redo = g.redo[:0]
	if cap(g.undo) > 1<<16 {
		g.undo = nil
	}
	if cap(g.redo) > 1<<24 {
		g.redo = nil
	}
}

func (g *Graph) takeBack(c *change) {
	switch c.kind {
	case nodeCreated:
		g.uncreateNode(c.node)
	case nodeDeleted:
		g.undeleteNode(c.node)
	case edgeCreated:
		g.unlink(c.edge, true)
		g.edges = g.edges[:c.edge.id]
	case edgeDeleted:
		c.edge.deleted = false
		g.edges[c.edge.id] = c.edge
		g.link(c.edge)
	case nodeProperties:
		g.restoreNode(c.node, c.old)
	case edgeProperties:
		for _, ix := range c.edge.Type.indexes {
			ix.change(c.edge.id, &c.edge.properties, &c.old)
		}
		c.edge.properties = c.old
	case labelsChanged:
		g.restoreLabels(c)
	case indexCreated:
		g.detachIndex(c.index)
	case indexDropped:
		g.attachIndex(c.index, c.place)
	}
}

func (g *Graph) uncreateNode(n *Node) {
	g.unindexNode(n, n.labels.labels)
	n.deleted = true
	for _, l := range n.labels.labels {
		l.nodes.remove(n)
	}
	g.live.nodes--
	g.nodes = g.nodes[:n.id]
}

func (g *Graph) undeleteNode(n *Node) {
	n.deleted = false
	g.nodes[n.id] = n
	g.live.nodes++
	g.indexNode(n, n.labels.labels)
}

func (g *Graph) restoreNode(n *Node, old properties) {
	n.reindex(&n.properties, &old)
	n.properties = old
}

func (g *Graph) restoreLabels(c *change) {
	n, l := c.node, c.label
	if n.has(l) { // it was added: no tombstone, the node's ID may be given again
		n.labels = c.labels
		for _, ix := range l.indexes {
			ix.removeLabel(n)
		}
		l.nodes.remove(n)
		return
	}
	n.labels = c.labels
	l.nodes.add(n)
	for _, ix := range l.indexes {
		ix.insertLabel(n, l)
	}
}
