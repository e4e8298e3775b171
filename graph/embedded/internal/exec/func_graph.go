package exec

import (
	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

var graphFunctions = []function{
	{check.Function{Name: "id", Min: 1, Max: 1, Args: []check.Kind{check.Node | check.Edge}, Result: check.Integer}, false, numericID},
	{check.Function{Name: "elementId", Min: 1, Max: 1, Args: []check.Kind{check.Node | check.Edge}, Result: check.String}, false, elementID},
	{check.Function{Name: "labels", Min: 1, Max: 1, Args: []check.Kind{check.Node}, Result: check.List}, false, labelsOf},
	{check.Function{Name: "type", Min: 1, Max: 1, Args: []check.Kind{check.Edge}, Result: check.String}, false, typeOf},
	{check.Function{Name: "keys", Min: 1, Max: 1, Args: []check.Kind{check.Node | check.Edge | check.Map}, Result: check.List}, false, keysOf},
	{check.Function{Name: "properties", Min: 1, Max: 1, Args: []check.Kind{check.Node | check.Edge | check.Map}, Result: check.Map}, false, propertiesMap},
	{check.Function{Name: "nodes", Min: 1, Max: 1, Args: []check.Kind{check.Path}, Result: check.List}, false, nodesOf},
	{check.Function{Name: "relationships", Min: 1, Max: 1, Args: []check.Kind{check.Path}, Result: check.List}, false, edgesOfPath},
	{check.Function{Name: "length", Min: 1, Max: 1, Args: []check.Kind{check.Path}, Result: check.Integer}, false, lengthOf},
	{check.Function{Name: "startNode", Min: 1, Max: 1, Args: []check.Kind{check.Edge}, Result: check.Node}, false, startNode},
	{check.Function{Name: "endNode", Min: 1, Max: 1, Args: []check.Kind{check.Edge}, Result: check.Node}, false, endNode},
	{check.Function{Name: "exists", Min: 1, Max: 1, Result: check.Boolean}, true, existsValue},
}

func numericID(_ *Run, args []any) (any, error) {
	switch v := args[0].(type) {
	case *storage.Node:
		return v.ID(), nil
	case *storage.Edge:
		return v.ID(), nil
	}
	return nil, value.WrongKind("id()", "a node or an edge", args[0])
}

func elementID(_ *Run, args []any) (any, error) {
	switch v := args[0].(type) {
	case *storage.Node:
		return value.NodeID(v), nil
	case *storage.Edge:
		return value.EdgeID(v), nil
	}
	return nil, value.WrongKind("elementId()", "a node or an edge", args[0])
}

func labelsOf(_ *Run, args []any) (any, error) {
	n, ok := args[0].(*storage.Node)
	if !ok {
		return nil, value.WrongKind("labels()", "a node", args[0])
	}
	if n.Deleted() {
		return nil, value.NewError("EntityNotFound", "labels of a node that has been deleted")
	}
	return value.TextList(n.Labels()), nil
}

func typeOf(_ *Run, args []any) (any, error) {
	e, ok := args[0].(*storage.Edge)
	if !ok {
		return nil, value.WrongKind("type()", "an edge", args[0])
	}
	return e.Type.Name, nil
}

func keysOf(x *Run, args []any) (any, error) {
	switch v := args[0].(type) {
	case *storage.Node:
		if v.Deleted() {
			return nil, value.NewError("EntityNotFound", "keys of a node that has been deleted")
		}
		return value.TextList(v.Keys()), nil
	case *storage.Edge:
		if v.Deleted() {
			return nil, value.NewError("EntityNotFound", "keys of an edge that has been deleted")
		}
		return value.TextList(v.Keys()), nil
	case map[string]any:
		return value.TextList(x.SortedKeys(v)), nil
	}
	return nil, value.WrongKind("keys()", "a node, an edge or a map", args[0])
}

func propertiesMap(_ *Run, args []any) (any, error) {
	if m, ok := value.PropertiesOf(args[0]); ok {
		return m, nil
	}
	return nil, value.WrongKind("properties()", "a node, an edge or a map", args[0])
}

func nodesOf(_ *Run, args []any) (any, error) {
	p, ok := args[0].(*value.Path)
	if !ok {
		return nil, value.WrongKind("nodes()", "a path", args[0])
	}
	list := make([]any, len(p.Nodes))
	for i, n := range p.Nodes {
		list[i] = n
	}
	return list, nil
}

func edgesOfPath(_ *Run, args []any) (any, error) {
	p, ok := args[0].(*value.Path)
	if !ok {
		return nil, value.WrongKind("relationships()", "a path", args[0])
	}
	return value.EdgeList(p.Edges), nil
}

func lengthOf(_ *Run, args []any) (any, error) {
	p, ok := args[0].(*value.Path)
	if !ok {
		return nil, value.WrongKind("length()", "a path", args[0])
	}
	return int64(len(p.Edges)), nil
}

func startNode(_ *Run, args []any) (any, error) {
	e, ok := args[0].(*storage.Edge)
	if !ok {
		return nil, value.WrongKind("startNode()", "an edge", args[0])
	}
	return e.From, nil
}

func endNode(_ *Run, args []any) (any, error) {
	e, ok := args[0].(*storage.Edge)
	if !ok {
		return nil, value.WrongKind("endNode()", "an edge", args[0])
	}
	return e.To, nil
}

// existsValue is exists(n.key) and exists(pattern): not null, and not false.
func existsValue(_ *Run, args []any) (any, error) { return args[0] != nil && args[0] != false, nil }
