package storage

import (
	"fmt"
	"maps"
	"slices"

	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

// Verify checks that nodes, edges, adjacency, labels and indexes agree with one
// another. It is for tests and for newsgraph db check.
func (g *Graph) Verify() error {
	nodes, edges := 0, 0
	for id, n := range g.nodes {
		if n == nil {
			continue
		}
		nodes++
		if n.ID() != ID(id) || n.Deleted() {
			return fmt.Errorf("node %d stands in the place of node %d", n.ID(), id)
		}
		if err := g.verifyNode(n); err != nil {
			return err
		}
	}
	for id, e := range g.edges {
		if e == nil {
			continue
		}
		edges++
		if e.ID() != ID(id) || e.Deleted() || g.Node(e.From.ID()) != e.From || g.Node(e.To.ID()) != e.To {
			return fmt.Errorf("edge %d stands in a wrong place or between nodes that are not there", e.ID())
		}
		if !holds(e.From.out, e) || !holds(e.To.in, e) {
			return fmt.Errorf("edge %d is not known at its ends", e.ID())
		}
	}
	if nodes != g.live.nodes || edges != g.live.edges {
		return fmt.Errorf("there are %d nodes and %d edges, but %d and %d are counted", nodes, edges, g.live.nodes, g.live.edges)
	}
	if err := g.verifyLists(); err != nil {
		return err
	}
	return g.verifyIndexes()
}

// verifyLists checks that the lists of labels, types and ends hold what is there,
// each once and in order, and nothing else.
func (g *Graph) verifyLists() error {
	labelled := 0
	for _, n := range g.nodes {
		if n != nil {
			labelled += len(n.labels.labels)
		}
	}
	for name, l := range g.labels {
		if err := verifyList("label "+name, l.nodes, l.holds); err != nil {
			return err
		}
		labelled -= l.Count()
	}
	typed, out, in := 0, 0, 0
	for name, t := range g.types {
		if err := verifyList("type "+name, t.edges, (*Edge).alive); err != nil {
			return err
		}
		typed += t.Count()
	}
	for _, n := range g.nodes {
		if n == nil {
			continue
		}
		for _, group := range slices.Concat(n.out, n.in) {
			if err := verifyList(fmt.Sprintf("node %d", n.ID()), group.edges, (*Edge).alive); err != nil {
				return err
			}
		}
		out += degree(n.out, nil)
		in += degree(n.in, nil)
	}
	if labelled != 0 || typed != g.live.edges || out != typed || in != typed {
		return fmt.Errorf("of %d edges %d are listed by type, %d where they begin and %d where they end; %d labels are not listed", g.live.edges, typed, out, in, labelled)
	}
	return nil
}

func verifyList[T interface{ ID() ID }](what string, l list[T], alive func(T) bool) error {
	count, last := 0, ID(-1)
	for _, x := range l.items {
		if x.ID() <= last {
			return fmt.Errorf("%s lists %d after %d", what, x.ID(), last)
		}
		last = x.ID()
		if alive(x) {
			count++
		}
	}
	if count != l.count() {
		return fmt.Errorf("%s lists %d elements, but counts %d", what, count, l.count())
	}
	return nil
}

func holds(groups []group, e *Edge) bool {
	for i := range groups {
		if groups[i].typ == e.Type {
			at, found := groups[i].edges.find(e.ID())
			return found && groups[i].edges.items[at] == e
		}
	}
	return false
}

func (g *Graph) verifyNode(n *Node) error {
	out := 0
	n.EachEdge(Both, nil, func(e *Edge) bool {
		if g.Edge(e.ID()) != e {
			out = -1
			return false
		}
		return true
	})
	if out < 0 {
		return fmt.Errorf("node %d has an edge that is not there", n.ID())
	}
	for _, l := range n.labels.labels {
		if at, found := l.nodes.find(n.ID()); !found || l.nodes.items[at] != n {
			return fmt.Errorf("node %d is not listed under its label %s", n.ID(), l.Name)
		}
	}
	return nil
}

// verifyIndexes builds every index anew and compares.
func (g *Graph) verifyIndexes() error {
	for _, ix := range g.schema.indexes {
		fresh := newIndex(g, ix.Definition)
		if err := g.fill(fresh); err != nil {
			return err
		}
		if len(fresh.one) != len(ix.one) || len(fresh.many) != len(ix.many) {
			return fmt.Errorf("index %s has %d keys, but the graph %d", ix.Name, ix.Size(), fresh.Size())
		}
		for k, id := range fresh.one {
			if ix.one[k] != id {
				return fmt.Errorf("index %s leads to %d instead of %d", ix.Name, ix.one[k], id)
			}
		}
		for k, ids := range fresh.many {
			if !slices.Equal(ix.many[k], ids) {
				return fmt.Errorf("index %s leads to %v instead of %v", ix.Name, ix.many[k], ids)
			}
		}
		if !ix.ordered.sameAs(fresh) {
			return fmt.Errorf("the order of index %s is not that of the values in the graph", ix.Name)
		}
		if made := ix.text.made(); made != nil && !made.equal(fresh.words(work.Free())) {
			return fmt.Errorf("full text index %s is not that of the text in the graph", ix.Name)
		}
	}
	return nil
}

// sameAs compares an order, if it has been made, with that of a fresh index.
func (o *ordered) sameAs(fresh *Index) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.made {
		return true
	}
	want := slices.Concat(fresh.inOrder().chunks...)
	return o.size == len(want) && !slices.ContainsFunc(o.chunks, func(c []entry) bool { return len(c) == 0 || len(c) > maxChunk }) &&
		slices.EqualFunc(slices.Concat(o.chunks...), want, func(a, b entry) bool { return orderEntries(a, b) == 0 })
}

// equal compares two indexes, words and places.
func (t *textIndex) equal(u *textIndex) bool {
	if len(t.sizes) != len(u.sizes) || len(u.post) > len(t.post) {
		return false
	}
	for f := range u.post {
		same := maps.EqualFunc(t.post[f], u.post[f], func(a, b []posting) bool {
			return slices.EqualFunc(a, b, func(p, q posting) bool { return p.id == q.id && slices.Equal(p.positions, q.positions) })
		})
		if !same || t.length[f] != u.length[f] || t.filled[f] != u.filled[f] {
			return false
		}
	}
	return true
}
