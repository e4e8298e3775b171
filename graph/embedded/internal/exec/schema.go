package exec

import (
	"fmt"
	"hash/fnv"
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// CreateIndex makes an index or constraint; if there is one like it, it is an error or
// nothing.
func (x *Run) CreateIndex(d storage.Definition, ifNotExists bool) error {
	if d.Name == "" {
		d.Name = inventedName(d)
	}
	for _, ix := range x.Graph.Indexes() {
		if ix.Name == d.Name || ix.SameAs(d) {
			if ifNotExists {
				return nil
			}
			return &value.Error{Kind: "SchemaRuleAlreadyExists", Msg: "there is already an index or constraint like this, called " + ix.Name}
		}
	}
	if err := x.Graph.CreateIndex(d); err != nil {
		return err
	}
	if d.Kind == storage.Unique {
		x.Counts.ConstraintsAdded++
	} else {
		x.Counts.IndexesAdded++
	}
	return nil
}

// inventedName names what was created without a name, always the same way.
func inventedName(d storage.Definition) string {
	h := fnv.New32a()
	fmt.Fprint(h, d.Kind, d.OnEdges, strings.Join(d.Labels, "|"), strings.Join(d.Props, ","))
	return fmt.Sprintf("%s_%08x", map[bool]string{true: "constraint", false: "index"}[d.Kind == storage.Unique], h.Sum32())
}

// DropIndex drops an index or a constraint; if there is none, it is an error or nothing.
func (x *Run) DropIndex(name string, constraint, ifExists bool) error {
	ix := x.Graph.Index(name)
	if ix == nil || (ix.Kind == storage.Unique) != constraint {
		if ifExists {
			return nil
		}
		return &value.Error{Kind: "SchemaRuleNotFound", Msg: "there is no such index or constraint: " + name}
	}
	x.Graph.DropIndex(name)
	if constraint {
		x.Counts.ConstraintsRemoved++
	} else {
		x.Counts.IndexesRemoved++
	}
	return nil
}
