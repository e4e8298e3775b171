package plan

import (
	"fmt"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/exec"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// schema compiles the statements that make and drop indexes and constraints.
func (c *compiler) schema(stmt syntax.Statement) func(x *exec.Run) error {
	switch s := stmt.(type) {
	case *syntax.CreateConstraint:
		if s.Kind == syntax.NotNull {
			c.unsupported(s, "a constraint IS NOT NULL")
		}
		d := storage.Definition{Name: s.Name, Kind: storage.Unique, OnEdges: s.Edge, Labels: []string{s.Label}, Props: s.Props, Required: s.Kind == syntax.Key}
		return func(x *exec.Run) error { return x.CreateIndex(d, s.IfNotExists) }
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
		return func(x *exec.Run) error { return x.CreateIndex(d, s.IfNotExists) }
	case *syntax.DropConstraint:
		return func(x *exec.Run) error { return x.DropIndex(s.Name, true, s.IfExists) }
	case *syntax.DropIndex:
		return func(x *exec.Run) error { return x.DropIndex(s.Name, false, s.IfExists) }
	}
	panic(fmt.Sprintf("internal error: statement %T", stmt))
}
