package plan

import (
	"fmt"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/exec"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

func (w writing) setItems(items []syntax.SetItem) exec.Action {
	var list []exec.Action
	for len(items) > 0 {
		if n := together(items); n > 0 {
			list = append(list, w.setProperties(items[:n]))
			items = items[n:]
			continue
		}
		switch it := items[0].(type) {
		case *syntax.SetAll:
			list = append(list, exec.SetAll(w.place(it), w.expr(it.Var), w.expr(it.Value), it.Add))
		case *syntax.SetLabels:
			list = append(list, w.changeLabels(it.Var, it.Labels, exec.AddLabel))
		}
		items = items[1:]
	}
	return exec.Sequence(list)
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

func (w writing) removeItems(items []syntax.RemoveItem) exec.Action {
	var list []exec.Action
	for _, it := range items {
		switch it := it.(type) {
		case *syntax.RemoveProperty:
			list = append(list, exec.SetProperties([]exec.Assigner{w.assigner(it.Target, exec.Constant(nil))}))
		case *syntax.RemoveLabels:
			list = append(list, w.changeLabels(it.Var, it.Labels, exec.RemoveLabel))
		}
	}
	return exec.Sequence(list)
}

// setProperties sets properties that see nothing of each other.
func (w writing) setProperties(items []syntax.SetItem) exec.Action {
	sets := make([]exec.Assigner, len(items))
	for i, it := range items {
		set := it.(*syntax.SetProperty)
		sets[i] = w.assigner(set.Target, w.expr(set.Value))
	}
	return exec.SetProperties(sets)
}

// assigner compiles what is to be set: of.key or of[key].
func (w writing) assigner(target syntax.Expr, value exec.Expr) exec.Assigner {
	switch t := target.(type) {
	case *syntax.Property:
		return exec.Assign(w.place(t), w.expr(t.Of), exec.Constant(t.Key), value)
	case *syntax.Index:
		return exec.Assign(w.place(t), w.expr(t.Of), w.expr(t.Key), value)
	}
	panic(fmt.Sprintf("internal error: SET of a %T", target))
}

func (w writing) changeLabels(v *syntax.Variable, labels []syntax.LabelExpr, change exec.LabelChange) exec.Action {
	target := w.expr(v)
	var names []exec.LabelNames
	for _, l := range labels {
		names = append(names, w.labelNames(l))
	}
	return exec.ChangeLabels(w.place(v), target, names, change)
}
