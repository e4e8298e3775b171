package eval

import (
	"fmt"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

func (c *compiler) setItems(items []syntax.SetItem) action {
	var list []action
	for len(items) > 0 {
		if n := together(items); n > 0 {
			list = append(list, c.setProperties(items[:n]))
			items = items[n:]
			continue
		}
		switch it := items[0].(type) {
		case *syntax.SetAll:
			list = append(list, c.setAll(it))
		case *syntax.SetLabels:
			list = append(list, c.changeLabels(it.Var, it.Labels, addLabel))
		}
		items = items[1:]
	}
	return sequence(list)
}

// together returns how many items from the first on set properties of one
// variable. As on Neo4j these see nothing of each other: all values are taken
// first. An item that sets a property of something else is alone.
func together(items []syntax.SetItem) (n int) {
	of := ""
	for _, it := range items {
		set, ok := it.(*syntax.SetProperty)
		if !ok {
			return n
		}
		name, ok := ownerOf(set.Target)
		if n > 0 && (!ok || name != of) {
			return n
		}
		n++
		if !ok {
			return n
		}
		of = name
	}
	return n
}

// ownerOf returns the variable whose property a target is.
func ownerOf(target syntax.Expr) (name string, ok bool) {
	var of syntax.Expr
	switch t := target.(type) {
	case *syntax.Property:
		of = t.Of
	case *syntax.Index:
		of = t.Of
	}
	v, ok := of.(*syntax.Variable)
	if !ok {
		return "", false
	}
	return v.Name, true
}

// setProperties sets properties that see nothing of each other.
func (c *compiler) setProperties(items []syntax.SetItem) action {
	sets := make([]func(*exec, []any) (*assignment, error), len(items))
	for i, it := range items {
		set := it.(*syntax.SetProperty)
		sets[i] = c.assignment(set.Target, c.expr(set.Value))
	}
	return func(x *exec, row []any) error {
		taken := make([]*assignment, len(sets))
		for i, set := range sets {
			var err error
			if taken[i], err = set(x, row); err != nil {
				return err
			}
		}
		for _, a := range taken {
			if err := c.assign(x, a); err != nil {
				return err
			}
		}
		return nil
	}
}

func (c *compiler) removeItems(items []syntax.RemoveItem) action {
	var list []action
	for _, it := range items {
		switch it := it.(type) {
		case *syntax.RemoveProperty:
			list = append(list, c.setProperty(it.Target, constant(nil)))
		case *syntax.RemoveLabels:
			list = append(list, c.changeLabels(it.Var, it.Labels, removeLabel))
		}
	}
	return sequence(list)
}

// setProperty sets of.key or of[key]; null takes the property away.
func (c *compiler) setProperty(target syntax.Expr, value expr) action {
	take := c.assignment(target, value)
	return func(x *exec, row []any) error {
		a, err := take(x, row)
		if err != nil {
			return err
		}
		return c.assign(x, a)
	}
}

// assignment is a property about to be set.
type assignment struct {
	at      syntax.Node
	element any
	key     string
	value   any
}

func (c *compiler) assign(x *exec, a *assignment) error {
	if a == nil {
		return nil
	}
	return c.putProperty(x, a.at, a.element, a.key, a.value)
}

// assignment compiles what is to be set; it gives nil for a property of null.
func (c *compiler) assignment(target syntax.Expr, given expr) func(x *exec, row []any) (*assignment, error) {
	var of, key expr
	switch t := target.(type) {
	case *syntax.Property:
		of, key = c.expr(t.Of), constant(t.Key)
	case *syntax.Index:
		of, key = c.expr(t.Of), c.expr(t.Key)
	default:
		panic(fmt.Sprintf("internal error: SET of a %T", target))
	}
	return func(x *exec, row []any) (*assignment, error) {
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
			return nil, c.typeError(target, "a property key must be a string, not %s", value.KindName(k))
		}
		v, err := given(x, row)
		if err != nil {
			return nil, err
		}
		if err := storage.CheckValue(v); err != nil {
			return nil, &value.Error{Pos: c.place(target), Kind: "InvalidPropertyType", Msg: fmt.Sprintf("property %s: %s", name, err)}
		}
		return &assignment{target, element, name, value.Homogeneous(v)}, nil
	}
}

// putProperty sets a property. Of what has been deleted it sets nothing, as on
// Neo4j; labels of it cannot be changed.
func (c *compiler) putProperty(x *exec, at syntax.Node, element any, key string, v any) error {
	if isDeleted(element) {
		return nil
	}
	switch e := element.(type) {
	case *storage.Node:
		if v != nil || e.Get(key) != nil {
			x.counts.PropertiesSet++
		}
		return x.g.SetNodeProperty(e, key, v)
	case *storage.Edge:
		if v != nil || e.Get(key) != nil {
			x.counts.PropertiesSet++
		}
		return x.g.SetEdgeProperty(e, key, v)
	}
	return c.typeError(at, "properties are set on nodes and edges, not on %s", value.KindName(element))
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

func (c *compiler) gone(n syntax.Node) error {
	return &value.Error{Pos: c.place(n), Kind: "EntityNotFound", Msg: "what has been deleted cannot be changed"}
}

// setAll is var = map or var += map; the map may be another node or edge.
func (c *compiler) setAll(it *syntax.SetAll) action {
	target, given := c.expr(it.Var), c.expr(it.Value)
	return func(x *exec, row []any) error {
		element, err := target(x, row)
		if err != nil || element == nil || isDeleted(element) {
			return err
		}
		v, err := given(x, row)
		if err != nil {
			return err
		}
		given, ok := value.PropertiesOf(v)
		if isDeleted(v) {
			given = nil
		}
		if !ok {
			return c.typeError(it, "SET needs a map, a node or an edge on its right side, not %s", value.KindName(v))
		}
		next := make(map[string]any, len(given))
		if it.Add {
			old, ok := value.PropertiesOf(element)
			if !ok {
				return c.typeError(it, "properties are set on nodes and edges, not on %s", value.KindName(element))
			}
			for k, v := range old {
				next[k] = v
			}
		}
		for k, v := range given {
			next[k] = v
		}
		set := changedKeys(given, element, it.Add)
		if next, err = c.storable(x, it, next); err != nil {
			return err
		}
		x.counts.PropertiesSet += set
		return c.putProperties(x, it, element, next)
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

func (c *compiler) putProperties(x *exec, at syntax.Node, element any, props map[string]any) error {
	switch e := element.(type) {
	case *storage.Node:
		return x.g.SetNodeProperties(e, props)
	case *storage.Edge:
		return x.g.SetEdgeProperties(e, props)
	}
	return c.typeError(at, "properties are set on nodes and edges, not on %s", value.KindName(element))
}

func addLabel(x *exec, n *storage.Node, name string) error {
	added, err := x.g.AddLabel(n, name)
	if added {
		x.counts.LabelsAdded++
	}
	return err
}

func removeLabel(x *exec, n *storage.Node, name string) error {
	if x.g.RemoveLabel(n, name) {
		x.counts.LabelsRemoved++
	}
	return nil
}

func (c *compiler) changeLabels(v *syntax.Variable, labels []syntax.LabelExpr, change func(*exec, *storage.Node, string) error) action {
	target := c.expr(v)
	var names []func(x *exec, row []any) ([]string, error)
	for _, l := range labels {
		names = append(names, c.labelNames(l))
	}
	return func(x *exec, row []any) error {
		element, err := target(x, row)
		if err != nil || element == nil {
			return err
		}
		n, ok := element.(*storage.Node)
		if !ok {
			return c.typeError(v, "only nodes have labels, not %s", value.KindName(element))
		}
		if n.Deleted() {
			return c.gone(v)
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
