package value

import (
	"fmt"
	"math"
	"reflect"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// Public turns a value into what callers see: copies in the types of graph.
func (w Operations) Public(v any) any {
	switch v := v.(type) {
	case *storage.Node:
		return w.publicNode(v)
	case *storage.Edge:
		return w.publicEdge(v)
	case *Path:
		p := graph.Path{Nodes: make([]graph.Node, len(v.Nodes)), Edges: make([]graph.Edge, len(v.Edges))}
		for i, n := range v.Nodes {
			p.Nodes[i] = w.publicNode(n)
		}
		for i, e := range v.Edges {
			p.Edges[i] = w.publicEdge(e)
		}
		return p
	case []any:
		w.Must(len(v))
		list := make([]any, len(v))
		for i, e := range v {
			list[i] = w.Public(e)
		}
		return list
	case map[string]any:
		w.Must(4 * len(v))
		m := make(map[string]any, len(v))
		for k, e := range v {
			m[k] = w.Public(e)
		}
		return m
	}
	return v
}

func (w Operations) publicNode(n *storage.Node) graph.Node {
	return graph.Node{ID: PublicID(n.Get("id"), n, NodeID), Labels: append([]string{}, n.Labels()...), Props: w.publicProps(n.Keys(), n.Values())}
}

func (w Operations) publicEdge(e *storage.Edge) graph.Edge {
	return EdgeWith(e, w.publicProps(e.Keys(), e.Values()))
}

// EdgeWith is an edge as callers see it, with properties that have been copied already.
func EdgeWith(e *storage.Edge, props map[string]any) graph.Edge {
	from, to := PublicID(e.From.Get("id"), e.From, NodeID), PublicID(e.To.Get("id"), e.To, NodeID)
	return graph.Edge{ID: PublicID(e.Get("key"), e, EdgeID), Type: e.Type.Name, From: from, To: to, Props: props}
}

// publicProps copies properties, lists too.
func (w Operations) publicProps(keys []string, values []any) map[string]any {
	w.Must(1 + 4*len(keys))
	m := make(map[string]any, len(keys))
	for i, k := range keys {
		m[k] = w.Public(values[i])
	}
	return m
}

// PublicID is the application's id (id of nodes, key of edges), or, where there
// is none, the element id behind a #.
func PublicID[T any](own any, element T, idOf func(T) string) string {
	if id, ok := own.(string); ok {
		return id
	}
	return "#" + idOf(element)
}

// Normal turns a parameter into a value of the engine.
func (w Operations) Normal(v any, depth int) (any, error) {
	w.Must(1)
	if depth > 100 {
		return nil, fmt.Errorf("lists and maps are nested more than 100 deep")
	}
	switch v := v.(type) {
	case nil, bool, int64, float64, string, graph.Date, graph.LocalTime, graph.Time, graph.LocalDateTime, time.Time, graph.Duration:
		return v, nil
	case int:
		return int64(v), nil
	case []any:
		list := make([]any, len(v))
		for i, e := range v {
			var err error
			if list[i], err = w.Normal(e, depth+1); err != nil {
				return nil, err
			}
		}
		return list, nil
	case map[string]any:
		m := make(map[string]any, len(v))
		for k, e := range v {
			var err error
			if m[k], err = w.Normal(e, depth+1); err != nil {
				return nil, err
			}
		}
		return m, nil
	}
	return w.reflected(v, depth)
}

// reflected handles the other integers and floats, and typed slices and maps.
func (w Operations) reflected(v any, depth int) (any, error) {
	r := reflect.ValueOf(v)
	switch r.Kind() {
	case reflect.Int8, reflect.Int16, reflect.Int32:
		return r.Int(), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		if u := r.Uint(); u <= math.MaxInt64 {
			return int64(u), nil
		}
	case reflect.Float32:
		return r.Float(), nil
	case reflect.Slice, reflect.Array:
		list := make([]any, r.Len())
		for i := range list {
			list[i] = r.Index(i).Interface()
		}
		return w.Normal(list, depth)
	case reflect.Map:
		if r.Type().Key().Kind() == reflect.String {
			m := make(map[string]any, r.Len())
			for it := r.MapRange(); it.Next(); {
				m[it.Key().String()] = it.Value().Interface()
			}
			return w.Normal(m, depth)
		}
	}
	return nil, fmt.Errorf("a %T is not a value of a graph", v)
}
