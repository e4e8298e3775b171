package exec

import (
	"fmt"
	"slices"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// Action changes the graph for one row.
type Action func(x *Run, row []any) error

// Write is a clause that changes the graph. It takes all rows before it changes
// anything, and gives them on when it has changed everything.
type Write struct{ Action Action }

func (w *Write) start(x *Run, next stage) stage {
	return &collector{x: x, then: func(rows [][]any) error {
		for _, row := range rows {
			if err := x.Do(1); err != nil {
				return err
			}
			before := x.made
			if err := w.Action(x, row); err != nil {
				return err
			}
			x.made = before // it is the graph's now
		}
		return drain(rows, next)
	}}
}

// Sequence carries out actions in turn.
func Sequence(list []Action) Action {
	return func(x *Run, row []any) error {
		for _, do := range list {
			if err := do(x, row); err != nil {
				return err
			}
		}
		return nil
	}
}

// CreateNode makes a node in a slot.
func CreateNode(slot int, labels LabelNames, props PropertyMap) Action {
	return func(x *Run, row []any) error {
		names, err := labels(x, row)
		if err != nil {
			return err
		}
		values, err := props(x, row)
		if err != nil {
			return err
		}
		node, err := x.Graph.CreateNode(names, values)
		if err != nil {
			return err
		}
		x.Counts.NodesCreated++
		x.Counts.LabelsAdded += len(node.Labels())
		x.Counts.PropertiesSet += len(values)
		row[slot] = node
		return nil
	}
}

// BoundNode checks that there is a node, or null, in a slot.
func BoundNode(at Place, slot int) Action {
	return func(_ *Run, row []any) error {
		if _, ok := row[slot].(*storage.Node); !ok && row[slot] != nil {
			return at.typeError("a node is needed here, not %s", value.KindName(row[slot]))
		}
		return nil
	}
}

// CreateEdge makes an edge in a slot, from the node in one slot to that in another.
func CreateEdge(at Place, slot, from, to int, types LabelNames, props PropertyMap) Action {
	return func(x *Run, row []any) error {
		names, err := types(x, row)
		if err != nil {
			return err
		}
		if len(names) != 1 {
			return at.typeError("an edge needs exactly one type")
		}
		values, err := props(x, row)
		if err != nil {
			return err
		}
		a, okA := row[from].(*storage.Node)
		b, okB := row[to].(*storage.Node)
		if !okA || !okB {
			return at.fail("TypeError", "an edge cannot be created: one of its nodes is null")
		}
		if a.Deleted() || b.Deleted() {
			return at.fail("EntityNotFound", "an edge cannot be created: one of its nodes has been deleted")
		}
		e, err := x.Graph.CreateEdge(names[0], a, b, values)
		if err != nil {
			return err
		}
		x.Counts.EdgesCreated++
		x.Counts.PropertiesSet += len(values)
		row[slot] = e
		return nil
	}
}

// CreatedPath puts a path of what stands in other slots into a slot.
func CreatedPath(slot int, nodes, edges []int) Action {
	return func(_ *Run, row []any) error {
		out := &value.Path{}
		for _, s := range nodes {
			out.Nodes = append(out.Nodes, row[s].(*storage.Node))
		}
		for _, s := range edges {
			out.Edges = append(out.Edges, row[s].(*storage.Edge))
		}
		row[slot] = out
		return nil
	}
}

// PlainNames is names that are written out.
func PlainNames(names ...string) LabelNames {
	return func(*Run, []any) ([]string, error) { return names, nil }
}

// BothNames is the names of the one and of the other.
func BothNames(f, g LabelNames) LabelNames {
	return func(x *Run, row []any) ([]string, error) {
		a, err := f(x, row)
		if err != nil {
			return nil, err
		}
		b, err := g(x, row)
		return append(slices.Clone(a), b...), err
	}
}

// PropertyMap works out the properties of something to create.
type PropertyMap func(x *Run, row []any) (map[string]any, error)

// NoProperties is those of something created without any.
func NoProperties(*Run, []any) (map[string]any, error) { return nil, nil }

// Properties is the properties of something to create; nulls are left out.
func Properties(at Place, f Expr) PropertyMap {
	return func(x *Run, row []any) (map[string]any, error) {
		v, err := f(x, row)
		if err != nil {
			return nil, err
		}
		m, ok := v.(map[string]any)
		if !ok {
			return nil, at.typeError("properties must be a map, not %s", value.KindName(v))
		}
		return storable(at, x, m)
	}
}

// storable checks the values of a map and leaves the nulls out.
func storable(at Place, x *Run, m map[string]any) (map[string]any, error) {
	out := make(map[string]any, len(m))
	for _, k := range x.SortedKeys(m) {
		if m[k] == nil {
			continue
		}
		if err := storage.CheckValue(m[k]); err != nil {
			return nil, at.fail("InvalidPropertyType", fmt.Sprintf("property %s: %s", k, err))
		}
		out[k] = value.Homogeneous(m[k])
	}
	return out, nil
}

// Foreach is FOREACH: the whole body runs for one element after the other.
func Foreach(list ElementList, slot int, body Part) Action {
	return func(x *Run, row []any) error {
		elems, known, err := list(x, row)
		if err != nil || !known {
			return err
		}
		for i := range elems.N {
			if err := x.Do(1); err != nil {
				return err
			}
			row[slot] = elems.At(i)
			before := x.made
			if err := feed(body.start(x, nothing{}), row); err != nil {
				return err
			}
			x.made = before
		}
		return nil
	}
}

// nothing is a last stage that drops its rows.
type nothing struct{}

func (nothing) row([]any) error { return nil }

func (nothing) end() error { return nil }
