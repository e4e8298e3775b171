package storage

import (
	"fmt"
	"slices"
	"strings"
)

// schema is the indexes and constraints in order of creation.
type schema struct{ indexes []*Index }

// ConstraintError is a change that a constraint forbids.
type ConstraintError struct {
	Constraint string
	Msg        string
}

func (e *ConstraintError) Error() string {
	return fmt.Sprintf("constraint %s: %s", e.Constraint, e.Msg)
}

// describe names an element by the properties of a constraint.
func (ix *Index) describe(p *properties) string {
	var b strings.Builder
	b.WriteString(map[bool]string{false: "a node", true: "an edge"}[ix.OnEdges])
	b.WriteString(" :" + strings.Join(ix.Labels, "|") + " with ")
	for i, name := range ix.Props {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%s = %#v", name, p.Get(name))
	}
	return b.String()
}

// Indexes returns all indexes, those of constraints too, in order of creation.
func (g *Graph) Indexes() []*Index { return g.schema.indexes }

// Index returns the index of a name, nil if there is none.
func (g *Graph) Index(name string) *Index {
	for _, ix := range g.schema.indexes {
		if ix.Name == name {
			return ix
		}
	}
	return nil
}

// Indexes returns the range and unique indexes that cover a label.
func (l *Label) Indexes() []*Index {
	if l == nil {
		return nil
	}
	return l.indexes
}

// Indexes returns the range and unique indexes that cover a type of edges.
func (t *EdgeType) Indexes() []*Index {
	if t == nil {
		return nil
	}
	return t.indexes
}

// SameAs reports whether two definitions ask for the same thing under whatever
// name.
func (d Definition) SameAs(e Definition) bool {
	return d.Kind == e.Kind && d.OnEdges == e.OnEdges && d.Text == e.Text && slices.Equal(d.Labels, e.Labels) && slices.Equal(d.Props, e.Props)
}

// CreateIndex adds an index or constraint over what is there. It fails if the
// data break the constraint or the name is taken.
func (g *Graph) CreateIndex(d Definition) error {
	if g.Index(d.Name) != nil {
		return &ConstraintError{d.Name, "there is already an index or a constraint of this name"}
	}
	ix := newIndex(g, d)
	if err := g.fill(ix); err != nil {
		return err
	}
	g.record(recordCreateIndex, 0)
	g.writeDefinition(d)
	place := len(g.schema.indexes)
	g.attachIndex(ix, place)
	g.undo = append(g.undo, change{kind: indexCreated, index: ix})
	return nil
}

// DropIndex takes an index or a constraint away and reports whether it was there.
func (g *Graph) DropIndex(name string) bool {
	ix := g.Index(name)
	if ix == nil {
		return false
	}
	g.record(recordDropIndex, 0)
	g.writeString(name)
	place := g.detachIndex(ix)
	g.undo = append(g.undo, change{kind: indexDropped, index: ix, place: place})
	return true
}

// fill puts what is there into a new index.
func (g *Graph) fill(ix *Index) error {
	if ix.Kind == FullText {
		return nil // it fills itself when it is asked
	}
	var err error
	g.each(ix, func(id ID, p *properties) bool {
		if err = ix.admit(id, p); err == nil {
			ix.insert(id, p)
		}
		return err == nil
	})
	return err
}

// each visits the elements that an index is for, those with several of its labels
// several times, until visit returns false.
func (g *Graph) each(ix *Index, visit func(ID, *properties) bool) {
	for _, name := range ix.Labels {
		going := true
		if ix.OnEdges {
			g.types[name].Each(func(e *Edge) bool {
				going = visit(e.ID(), &e.properties)
				return going
			})
		} else {
			g.labels[name].Each(func(n *Node) bool {
				going = visit(n.ID(), &n.properties)
				return going
			})
		}
		if !going {
			return
		}
	}
}

func (g *Graph) attachIndex(ix *Index, place int) {
	g.schema.indexes = slices.Insert(g.schema.indexes, place, ix)
	for _, name := range ix.Labels {
		if ix.OnEdges {
			t := g.edgeType(name)
			t.indexes = append(t.indexes, ix)
		} else {
			l := g.label(name)
			l.indexes = append(l.indexes, ix)
		}
	}
}

func (g *Graph) detachIndex(ix *Index) int {
	place := slices.Index(g.schema.indexes, ix)
	g.schema.indexes = slices.Delete(g.schema.indexes, place, place+1)
	gone := func(other *Index) bool { return other == ix }
	for _, name := range ix.Labels {
		if ix.OnEdges {
			t := g.edgeType(name)
			t.indexes = slices.DeleteFunc(t.indexes, gone)
		} else {
			l := g.label(name)
			l.indexes = slices.DeleteFunc(l.indexes, gone)
		}
	}
	return place
}
