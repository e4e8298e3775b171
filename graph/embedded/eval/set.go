package eval

import (
	"fmt"

	"newsgraph/graph/embedded/storage"
	"newsgraph/graph/embedded/syntax"
)

func (c *compiler) setItems(items []syntax.SetItem) action {
	var list []action
	for _, it := range items {
		switch it := it.(type) {
		case *syntax.SetProperty:
			list = append(list, c.setProperty(it.Target, c.expr(it.Value)))
		case *syntax.SetAll:
			list = append(list, c.setAll(it))
		case *syntax.SetLabels:
			list = append(list, c.changeLabels(it.Var, it.Labels, addLabel))
		}
	}
	return sequence(list)
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
	var of, key expr
	switch t := target.(type) {
	case *syntax.Property:
		of, key = c.expr(t.Of), constant(t.Key)
	case *syntax.Index:
		of, key = c.expr(t.Of), c.expr(t.Key)
	default:
		panic(fmt.Sprintf("internal error: SET of a %T", target))
	}
	return func(x *exec, row []any) error {
		element, err := of(x, row)
		if err != nil || element == nil {
			return err
		}
		k, err := key(x, row)
		if err != nil {
			return err
		}
		name, ok := k.(string)
		if !ok {
			return c.typeError(target, "a property key must be a string, not %s", kindName(k))
		}
		v, err := value(x, row)
		if err != nil {
			return err
		}
		if err := storage.CheckValue(v); err != nil {
			return &Error{c.place(target), "InvalidPropertyType", fmt.Sprintf("property %s: %s", name, err)}
		}
		return c.putProperty(x, target, element, name, v)
	}
}

func (c *compiler) putProperty(x *exec, at syntax.Node, element any, key string, v any) error {
	switch e := element.(type) {
	case *storage.Node:
		if e.Deleted() {
			return c.gone(at)
		}
		if v != nil || e.Get(key) != nil {
			x.counts.PropertiesSet++
		}
		return x.g.SetNodeProperty(e, key, v)
	case *storage.Edge:
		if e.Deleted() {
			return c.gone(at)
		}
		if v != nil || e.Get(key) != nil {
			x.counts.PropertiesSet++
		}
		return x.g.SetEdgeProperty(e, key, v)
	}
	return c.typeError(at, "properties are set on nodes and edges, not on %s", kindName(element))
}

func (c *compiler) gone(n syntax.Node) error {
	return &Error{c.place(n), "EntityNotFound", "what has been deleted cannot be changed"}
}

// setAll is var = map or var += map; the map may be another node or edge.
func (c *compiler) setAll(it *syntax.SetAll) action {
	target, value := c.expr(it.Var), c.expr(it.Value)
	return func(x *exec, row []any) error {
		element, err := target(x, row)
		if err != nil || element == nil {
			return err
		}
		v, err := value(x, row)
		if err != nil {
			return err
		}
		given, ok := propertiesOf(v)
		if !ok {
			return c.typeError(it, "SET needs a map, a node or an edge on its right side, not %s", kindName(v))
		}
		next := make(map[string]any, len(given))
		if it.Add {
			old, ok := propertiesOf(element)
			if !ok {
				return c.typeError(it, "properties are set on nodes and edges, not on %s", kindName(element))
			}
			for k, v := range old {
				next[k] = v
			}
		}
		for k, v := range given {
			next[k] = v
		}
		set := changedKeys(given, element, it.Add)
		if next, err = c.storable(it, next); err != nil {
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
		if v != nil || propOf(element, k) != nil {
			n++
		}
	}
	if add {
		return n
	}
	old, _ := propertiesOf(element)
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
		if e.Deleted() {
			return c.gone(at)
		}
		return x.g.SetNodeProperties(e, props)
	case *storage.Edge:
		if e.Deleted() {
			return c.gone(at)
		}
		return x.g.SetEdgeProperties(e, props)
	}
	return c.typeError(at, "properties are set on nodes and edges, not on %s", kindName(element))
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
			return c.typeError(v, "only nodes have labels, not %s", kindName(element))
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
