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
	labelAdded
	labelRemoved
	indexCreated
	indexDropped
)

// change is one entry of the undo list: what was done, what was before and, for
// the copy that will follow, what came after.
type change struct {
	kind   changeKind
	node   *Node
	edge   *Edge
	old    properties
	next   properties
	labels *labelSet // before; those of a node created
	label  *Label
	index  *Index
	place  int
}

// Mark is a point in a transaction to which Rollback can return.
type Mark struct{ undo, redo int }

// Mark returns the present point of the transaction.
func (g *Graph) Mark() Mark { return Mark{len(g.undo), len(g.redo)} }

// Rollback takes back everything since the mark. The zero Mark is the state of
// the last Commit.
func (g *Graph) Rollback(m Mark) {
	for i := len(g.undo) - 1; i >= m.undo; i-- {
		g.takeBack(&g.undo[i])
		g.undo[i] = change{}
	}
	g.undo = g.undo[:m.undo]
	g.redo = g.redo[:m.redo]
	if m == (Mark{}) {
		g.symbols.sealed = g.symbols.logged
	}
}

// Commit ends a transaction: nothing of it can be taken back any more. It
// returns what has changed, for a copy that is to Follow. Names that only a
// transaction undone since the last Seal has used are not in its records: they
// go into those of the next.
func (g *Graph) Commit() Delta {
	g.symbols.logged = g.symbols.sealed
	d := Delta{g.undo, g.symbols.names, g.symbols.logged}
	g.undo = nil
	g.redo = g.redo[:0]
	if cap(g.redo) > 1<<22 {
		g.redo = nil
	}
	return d
}

func (g *Graph) takeBack(c *change) {
	switch c.kind {
	case nodeCreated:
		g.uncreateNode(c.node)
	case nodeDeleted:
		g.undeleteNode(c.node)
	case edgeCreated:
		g.unlink(c.edge, true)
		g.edges = g.edges[:c.edge.ID()]
	case edgeDeleted:
		c.edge.number.revive()
		g.edges[c.edge.ID()] = c.edge
		g.link(c.edge)
	case nodeProperties:
		c.node.become(c.old)
	case edgeProperties:
		c.edge.become(c.old)
	case labelAdded: // no tombstone: the node's ID may be given again
		c.node.labels = c.labels
		c.label.leave(c.node)
		c.label.nodes.remove(c.node)
	case labelRemoved:
		c.node.labels = c.labels
		c.label.enter(c.node)
	case indexCreated:
		g.detachIndex(c.index)
	case indexDropped:
		g.attachIndex(c.index, c.place)
	}
}

func (g *Graph) uncreateNode(n *Node) {
	unindexNode(n)
	n.number.delete()
	for _, l := range n.labels.labels {
		l.nodes.remove(n)
	}
	g.live.nodes--
	g.nodes = g.nodes[:n.ID()]
}

func (g *Graph) undeleteNode(n *Node) {
	n.number.revive()
	g.nodes[n.ID()] = n
	g.live.nodes++
	for _, l := range n.labels.labels {
		l.enter(n)
	}
}
