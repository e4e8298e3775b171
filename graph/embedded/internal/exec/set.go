package exec

import (
	"fmt"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// assignment is a property about to be set.
type assignment struct {
	at      Place
	element any
	key     string
	value   any
}

// Assigner works out a property about to be set; it gives nil for a property of null.
type Assigner func(x *Run, row []any) (*assignment, error)

// Assign is of[key] = given.
func Assign(at Place, of, key, given Expr) Assigner {
	return func(x *Run, row []any) (*assignment, error) {
		element, err := of(x, row)
		if err != nil || element == nil {
			return nil, err
		}
		k, err := key(x, row)
		if err != nil {
			return nil, err
		}
		name, ok := k.(string)
		if !ok {
			return nil, at.typeError("a property key must be a string, not %s", value.KindName(k))
		}
		v, err := given(x, row)
		if err != nil {
			return nil, err
		}
		if err := storage.CheckValue(v); err != nil {
			return nil, at.fail("InvalidPropertyType", fmt.Sprintf("property %s: %s", name, err))
		}
		return &assignment{at, element, name, value.Homogeneous(v)}, nil
	}
}

// SetProperties sets properties that see nothing of each other.
func SetProperties(sets []Assigner) Action {
	return func(x *Run, row []any) error {
		taken := make([]*assignment, len(sets))
		for i, set := range sets {
			var err error
			if taken[i], err = set(x, row); err != nil {
				return err
			}
		}
		for _, a := range taken {
			if err := a.put(x); err != nil {
				return err
			}
		}
		return nil
	}
}

// put sets the property. Of what has been deleted it sets nothing, as on
// Neo4j; labels of it cannot be changed.
func (a *assignment) put(x *Run) error {
	if a == nil || isDeleted(a.element) {
		return nil
	}
	switch e := a.element.(type) {
	case *storage.Node:
		if a.value != nil || e.Get(a.key) != nil {
			x.Counts.PropertiesSet++
		}
		return x.Graph.SetNodeProperty(e, a.key, a.value)
	case *storage.Edge:
		if a.value != nil || e.Get(a.key) != nil {
			x.Counts.PropertiesSet++
		}
		return x.Graph.SetEdgeProperty(e, a.key, a.value)
	}
	return a.at.typeError("properties are set on nodes and edges, not on %s", value.KindName(a.element))
}

// isDeleted reports whether v is a node or an edge that this transaction has
// deleted.
func isDeleted(v any) bool {
	switch e := v.(type) {
	case *storage.Node:
		return e.Deleted()
	case *storage.Edge:
		return e.Deleted()
	}
	return false
}

// SetAll is target = source or target += source; the source is a map, or another node
// or edge.
func SetAll(at Place, target, source Expr, add bool) Action {
	return func(x *Run, row []any) error {
		element, err := target(x, row)
		if err != nil || element == nil || isDeleted(element) {
			return err
		}
		v, err := source(x, row)
		if err != nil {
			return err
		}
		given, ok := value.PropertiesOf(v)
		if isDeleted(v) {
			given = nil
		}
		if !ok {
			return at.typeError("SET needs a map, a node or an edge on its right side, not %s", value.KindName(v))
		}
		next := make(map[string]any, len(given))
		if add {
			old, ok := value.PropertiesOf(element)
			if !ok {
				return at.typeError("properties are set on nodes and edges, not on %s", value.KindName(element))
			}
			for k, v := range old {
				next[k] = v
			}
		}
		for k, v := range given {
			next[k] = v
		}
		set := changedKeys(given, element, add)
		if next, err = storable(at, x, next); err != nil {
			return err
		}
		x.Counts.PropertiesSet += set
		return putProperties(at, x, element, next)
	}
}

// changedKeys counts what a SET of a map sets or removes, as Neo4j counts it.
func changedKeys(given map[string]any, element any, add bool) int {
	n := 0
	for k, v := range given {
		if v != nil || value.PropOf(element, k) != nil {
			n++
		}
	}
	if add {
		return n
	}
	old, _ := value.PropertiesOf(element)
	for k := range old {
		if _, kept := given[k]; !kept {
			n++
		}
	}
	return n
}

func putProperties(at Place, x *Run, element any, props map[string]any) error {
	switch e := element.(type) {
	case *storage.Node:
		return x.Graph.SetNodeProperties(e, props)
	case *storage.Edge:
		return x.Graph.SetEdgeProperties(e, props)
	}
	return at.typeError("properties are set on nodes and edges, not on %s", value.KindName(element))
}

// LabelChange adds a label to a node, or takes it away.
type LabelChange func(x *Run, n *storage.Node, name string) error

// AddLabel gives a node a label.
func AddLabel(x *Run, n *storage.Node, name string) error {
	added, err := x.Graph.AddLabel(n, name)
	if added {
		x.Counts.LabelsAdded++
	}
	return err
}

// RemoveLabel takes a label from a node.
func RemoveLabel(x *Run, n *storage.Node, name string) error {
	if x.Graph.RemoveLabel(n, name) {
		x.Counts.LabelsRemoved++
	}
	return nil
}

// ChangeLabels adds labels to a node, or takes them away.
func ChangeLabels(at Place, target Expr, names []LabelNames, change LabelChange) Action {
	return func(x *Run, row []any) error {
		element, err := target(x, row)
		if err != nil || element == nil {
			return err
		}
		n, ok := element.(*storage.Node)
		if !ok {
			return at.typeError("only nodes have labels, not %s", value.KindName(element))
		}
		if n.Deleted() {
			return at.fail("EntityNotFound", "what has been deleted cannot be changed")
		}
		for _, f := range names {
			list, err := f(x, row)
			if err != nil {
				return err
			}
			for _, name := range list {
				if err := change(x, n, name); err != nil {
					return err
				}
			}
		}
		return nil
	}
}
