package eval

import (
	"fmt"
	"hash/fnv"
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// schema compiles the statements that make and drop indexes and constraints.
func (c *compiler) schema(stmt syntax.Statement) func(x *exec) error {
	switch s := stmt.(type) {
	case *syntax.CreateConstraint:
		if s.Kind == syntax.NotNull {
			c.unsupported(s, "a constraint IS NOT NULL")
		}
		d := storage.Definition{Name: s.Name, Kind: storage.Unique, OnEdges: s.Edge, Labels: []string{s.Label}, Props: s.Props, Required: s.Kind == syntax.Key}
		return func(x *exec) error { return x.createIndex(d, s.IfNotExists) }
	case *syntax.CreateIndex:
		d := storage.Definition{Name: s.Name, Kind: storage.Range, OnEdges: s.Edge, Labels: s.Labels, Props: s.Props, Text: s.Kind == syntax.TextIndex}
		if s.Kind == syntax.FullText {
			d.Kind = storage.FullText
		}
		if s.Options != nil {
			d.Options = map[string]string{}
			for _, e := range s.Options.Entries {
				d.Options[e.Key] = syntax.Print(e.Value)
			}
		}
		return func(x *exec) error { return x.createIndex(d, s.IfNotExists) }
	case *syntax.DropConstraint:
		return func(x *exec) error { return x.dropIndex(s.Name, true, s.IfExists) }
	case *syntax.DropIndex:
		return func(x *exec) error { return x.dropIndex(s.Name, false, s.IfExists) }
	}
	panic(fmt.Sprintf("internal error: statement %T", stmt))
}

func (x *exec) createIndex(d storage.Definition, ifNotExists bool) error {
	if d.Name == "" {
		d.Name = inventedName(d)
	}
	for _, ix := range x.g.Indexes() {
		if ix.Name == d.Name || ix.SameAs(d) {
			if ifNotExists {
				return nil
			}
			return &value.Error{Kind: "SchemaRuleAlreadyExists", Msg: "there is already an index or constraint like this, called " + ix.Name}
		}
	}
	if err := x.g.CreateIndex(d); err != nil {
		return err
	}
	if d.Kind == storage.Unique {
		x.counts.ConstraintsAdded++
	} else {
		x.counts.IndexesAdded++
	}
	return nil
}

// inventedName names what was created without a name, always the same way.
func inventedName(d storage.Definition) string {
	h := fnv.New32a()
	fmt.Fprint(h, d.Kind, d.OnEdges, strings.Join(d.Labels, "|"), strings.Join(d.Props, ","))
	return fmt.Sprintf("%s_%08x", map[bool]string{true: "constraint", false: "index"}[d.Kind == storage.Unique], h.Sum32())
}

func (x *exec) dropIndex(name string, constraint, ifExists bool) error {
	ix := x.g.Index(name)
	if ix == nil || (ix.Kind == storage.Unique) != constraint {
		if ifExists {
			return nil
		}
		return &value.Error{Kind: "SchemaRuleNotFound", Msg: "there is no such index or constraint: " + name}
	}
	x.g.DropIndex(name)
	if constraint {
		x.counts.ConstraintsRemoved++
	} else {
		x.counts.IndexesRemoved++
	}
	return nil
}
