package storage

import "slices"

// CreateNode adds a node. It fails if a constraint forbids it.
func (g *Graph) CreateNode(labels []string, props map[string]any) (*Node, error) {
	n := one(&g.room.nodes)
	*n = Node{number: numbered(ID(len(g.nodes))), properties: g.properties(props)}
	set := make([]*Label, 0, len(labels))
	for _, name := range labels {
		if l := g.label(name); !slices.Contains(set, l) {
			set = append(set, l)
		}
	}
	n.labels = g.labelSet(set)
	if err := g.admitNode(n, &n.properties); err != nil {
		return nil, err
	}
	g.record(recordCreateNode, n.ID())
	g.writeLabels(n.labels.labels)
	g.writeProperties(n.properties)
	g.place(n)
	g.undo = append(g.undo, change{kind: nodeCreated, node: n, labels: n.labels, next: n.properties})
	return n, nil
}

// place puts a new node into the tables.
func (g *Graph) place(n *Node) {
	g.nodes = append(g.nodes, n)
	g.live.nodes++
	for _, l := range n.labels.labels {
		l.enter(n)
	}
}

// CreateEdge adds an edge. It fails if a constraint forbids it.
func (g *Graph) CreateEdge(typ string, from, to *Node, props map[string]any) (*Edge, error) {
	e := one(&g.room.edges)
	*e = Edge{number: numbered(ID(len(g.edges))), Type: g.edgeType(typ), From: from, To: to, properties: g.properties(props)}
	if err := g.admitEdge(e, &e.properties); err != nil {
		return nil, err
	}
	g.record(recordCreateEdge, e.ID())
	g.writeUint(uint64(e.Type.symbol))
	g.writeUint(uint64(from.ID()))
	g.writeUint(uint64(to.ID()))
	g.writeProperties(e.properties)
	g.edges = append(g.edges, e)
	g.link(e)
	g.undo = append(g.undo, change{kind: edgeCreated, edge: e, next: e.properties})
	return e, nil
}

func (g *Graph) link(e *Edge) {
	g.live.edges++
	e.From.out = attach(e.From.out, e)
	e.To.in = attach(e.To.in, e)
	e.Type.edges.add(e)
	for _, ix := range e.Type.indexes {
		ix.insert(e.ID(), &e.properties)
	}
}

func (g *Graph) unlink(e *Edge, forGood bool) {
	g.live.edges--
	for _, ix := range e.Type.indexes {
		ix.remove(e.ID(), &e.properties)
	}
	e.number.delete()
	detach(e.From.out, e, forGood)
	detach(e.To.in, e, forGood)
	if forGood {
		e.Type.edges.remove(e)
	} else {
		e.Type.edges.drop((*Edge).alive)
	}
}

// DeleteEdge takes an edge away. Deleting it again does nothing.
func (g *Graph) DeleteEdge(e *Edge) {
	if e.Deleted() {
		return
	}
	g.record(recordDeleteEdge, e.ID())
	g.removeEdge(e)
	g.undo = append(g.undo, change{kind: edgeDeleted, edge: e})
}

func (g *Graph) removeEdge(e *Edge) {
	g.unlink(e, false)
	g.edges[e.ID()] = nil
}

// DeleteNode takes a node away that has no edges (the caller has looked).
// Deleting it again does nothing.
func (g *Graph) DeleteNode(n *Node) {
	if n.Deleted() {
		return
	}
	if n.Degree(Both, nil) > 0 {
		panic("internal error: a node with edges is deleted")
	}
	g.record(recordDeleteNode, n.ID())
	g.removeNode(n)
	g.undo = append(g.undo, change{kind: nodeDeleted, node: n})
}

func (g *Graph) removeNode(n *Node) {
	unindexNode(n)
	n.number.delete()
	for _, l := range n.labels.labels {
		l.nodes.drop(l.holds)
	}
	g.live.nodes--
	g.nodes[n.ID()] = nil
}

func (l *Label) holds(n *Node) bool { return !n.Deleted() && n.has(l) }

// enter lists and indexes a node that has just got the label. An index of
// several labels has each node once.
func (l *Label) enter(n *Node) {
	l.nodes.add(n)
	for _, ix := range l.indexes {
		ix.insert(n.ID(), &n.properties)
	}
}

// leave takes a node that has just lost the label out of the indexes.
func (l *Label) leave(n *Node) {
	for _, ix := range l.indexes {
		ix.removeLabel(n)
	}
}

// AddLabel adds a label to a node and reports whether it was new.
func (g *Graph) AddLabel(n *Node, name string) (bool, error) {
	l := g.label(name)
	if n.has(l) {
		return false, nil
	}
	for _, ix := range l.indexes {
		if err := ix.admit(n.ID(), &n.properties); err != nil {
			return false, err
		}
	}
	g.record(recordAddLabel, n.ID())
	g.writeUint(uint64(l.symbol))
	g.undo = append(g.undo, change{kind: labelAdded, node: n, labels: n.labels, label: l})
	g.addLabel(n, l)
	return true, nil
}

func (g *Graph) addLabel(n *Node, l *Label) {
	n.labels = g.labelSet(append(slices.Clone(n.labels.labels), l))
	l.enter(n)
}

// RemoveLabel takes a label from a node and reports whether it was there.
func (g *Graph) RemoveLabel(n *Node, name string) bool {
	l := g.labels[name]
	if l == nil || !n.has(l) {
		return false
	}
	g.record(recordRemoveLabel, n.ID())
	g.writeUint(uint64(l.symbol))
	g.undo = append(g.undo, change{kind: labelRemoved, node: n, labels: n.labels, label: l})
	g.dropLabel(n, l)
	return true
}

func (g *Graph) dropLabel(n *Node, l *Label) {
	rest := slices.DeleteFunc(slices.Clone(n.labels.labels), func(m *Label) bool { return m == l })
	n.labels = g.labelSet(rest)
	l.leave(n)
	l.nodes.drop(l.holds)
}

// SetNodeProperty sets one property; a nil value removes it.
func (g *Graph) SetNodeProperty(n *Node, key string, value any) error {
	if same(n.Get(key), value) {
		return nil
	}
	next := g.set(n.properties, key, value)
	if err := g.changeNode(n, next); err != nil {
		return err
	}
	g.record(recordNodeProperty, n.ID())
	g.writeUint(uint64(g.symbols.of(key)))
	g.writeValue(value)
	return nil
}

// SetNodeProperties replaces all properties.
func (g *Graph) SetNodeProperties(n *Node, props map[string]any) error {
	next := g.properties(props)
	if n.same(&next) {
		return nil
	}
	if err := g.changeNode(n, next); err != nil {
		return err
	}
	g.record(recordNodeProperties, n.ID())
	g.writeProperties(n.properties)
	return nil
}

// SetEdgeProperty sets one property; a nil value removes it.
func (g *Graph) SetEdgeProperty(e *Edge, key string, value any) error {
	if same(e.Get(key), value) {
		return nil
	}
	next := g.set(e.properties, key, value)
	if err := g.changeEdge(e, next); err != nil {
		return err
	}
	g.record(recordEdgeProperty, e.ID())
	g.writeUint(uint64(g.symbols.of(key)))
	g.writeValue(value)
	return nil
}

// SetEdgeProperties replaces all properties.
func (g *Graph) SetEdgeProperties(e *Edge, props map[string]any) error {
	next := g.properties(props)
	if e.same(&next) {
		return nil
	}
	if err := g.changeEdge(e, next); err != nil {
		return err
	}
	g.record(recordEdgeProperties, e.ID())
	g.writeProperties(e.properties)
	return nil
}

func (g *Graph) changeNode(n *Node, next properties) error {
	if err := g.admitNode(n, &next); err != nil {
		return err
	}
	old := n.properties
	n.become(next)
	g.undo = append(g.undo, change{kind: nodeProperties, node: n, old: old, next: next})
	return nil
}

// become gives the node other properties, in the indexes too.
func (n *Node) become(next properties) {
	n.reindex(&n.properties, &next)
	n.properties = next
}

// reindex moves the node in its indexes from old properties to the next, in an
// index of several labels once.
func (n *Node) reindex(old, next *properties) {
	for i, l := range n.labels.labels {
		for _, ix := range l.indexes {
			before := func(m *Label) bool { return slices.Contains(ix.Labels, m.Name) }
			if len(ix.Labels) == 1 || !slices.ContainsFunc(n.labels.labels[:i], before) {
				ix.change(n.ID(), old, next)
			}
		}
	}
}

func (g *Graph) changeEdge(e *Edge, next properties) error {
	if err := g.admitEdge(e, &next); err != nil {
		return err
	}
	old := e.properties
	e.become(next)
	g.undo = append(g.undo, change{kind: edgeProperties, edge: e, old: old, next: next})
	return nil
}

// become gives the edge other properties, in the indexes too.
func (e *Edge) become(next properties) {
	for _, ix := range e.Type.indexes {
		ix.change(e.ID(), &e.properties, &next)
	}
	e.properties = next
}

func (g *Graph) admitNode(n *Node, p *properties) error {
	for _, l := range n.labels.labels {
		for _, ix := range l.indexes {
			if err := ix.admit(n.ID(), p); err != nil {
				return err
			}
		}
	}
	return nil
}

func (g *Graph) admitEdge(e *Edge, p *properties) error {
	for _, ix := range e.Type.indexes {
		if err := ix.admit(e.ID(), p); err != nil {
			return err
		}
	}
	return nil
}

func unindexNode(n *Node) {
	for _, l := range n.labels.labels {
		for _, ix := range l.indexes {
			ix.remove(n.ID(), &n.properties)
		}
	}
}
