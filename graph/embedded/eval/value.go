package eval

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// Inside the engine a value is nil, bool, int64, float64, string, []any,
// map[string]any, *storage.Node, *storage.Edge, *path or one of the temporal
// types of package graph (time.Time is a moment with a zone).

// path is a walk: nodes[i] –edges[i]– nodes[i+1].
type path struct {
	nodes []*storage.Node
	edges []*storage.Edge
}

// bytes is about what a path takes.
func (p *path) bytes() int { return 80 + 16*len(p.nodes) }

// nodeID and edgeID are the element ids shown to users.
func nodeID(n *storage.Node) string { return "4:0:" + strconv.FormatInt(n.ID(), 10) }
func edgeID(e *storage.Edge) string { return "5:0:" + strconv.FormatInt(e.ID(), 10) }

// elementNumber reads an element id back.
func elementNumber(prefix, id string) (storage.ID, bool) {
	digits, ok := strings.CutPrefix(id, prefix)
	if !ok {
		return 0, false
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	return n, err == nil && strconv.FormatInt(n, 10) == digits
}

// public turns a value into what callers see: copies in the types of graph.
func (w values) public(v any) any {
	switch v := v.(type) {
	case *storage.Node:
		return w.publicNode(v)
	case *storage.Edge:
		return w.publicEdge(v)
	case *path:
		p := graph.Path{Nodes: make([]graph.Node, len(v.nodes)), Edges: make([]graph.Edge, len(v.edges))}
		for i, n := range v.nodes {
			p.Nodes[i] = w.publicNode(n)
		}
		for i, e := range v.edges {
			p.Edges[i] = w.publicEdge(e)
		}
		return p
	case []any:
		w.Must(len(v))
		list := make([]any, len(v))
		for i, e := range v {
			list[i] = w.public(e)
		}
		return list
	case map[string]any:
		w.Must(4 * len(v))
		m := make(map[string]any, len(v))
		for k, e := range v {
			m[k] = w.public(e)
		}
		return m
	}
	return v
}

func (w values) publicNode(n *storage.Node) graph.Node {
	return graph.Node{ID: publicID(n.Get("id"), n, nodeID), Labels: append([]string{}, n.Labels()...), Props: w.publicProps(n.Keys(), n.Values())}
}

func (w values) publicEdge(e *storage.Edge) graph.Edge {
	return edgeWith(e, w.publicProps(e.Keys(), e.Values()))
}

func edgeWith(e *storage.Edge, props map[string]any) graph.Edge {
	from, to := publicID(e.From.Get("id"), e.From, nodeID), publicID(e.To.Get("id"), e.To, nodeID)
	return graph.Edge{ID: publicID(e.Get("key"), e, edgeID), Type: e.Type.Name, From: from, To: to, Props: props}
}

// publicProps copies properties, lists too.
func (w values) publicProps(keys []string, values []any) map[string]any {
	w.Must(1 + 4*len(keys))
	m := make(map[string]any, len(keys))
	for i, k := range keys {
		m[k] = w.public(values[i])
	}
	return m
}

// publicID is the application's id (id of nodes, key of edges), or, where there
// is none, the element id behind a #.
func publicID[T any](own any, element T, idOf func(T) string) string {
	if id, ok := own.(string); ok {
		return id
	}
	return "#" + idOf(element)
}

// normal turns a parameter into a value of the engine.
func (w values) normal(v any, depth int) (any, error) {
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
			if list[i], err = w.normal(e, depth+1); err != nil {
				return nil, err
			}
		}
		return list, nil
	case map[string]any:
		m := make(map[string]any, len(v))
		for k, e := range v {
			var err error
			if m[k], err = w.normal(e, depth+1); err != nil {
				return nil, err
			}
		}
		return m, nil
	}
	return w.reflected(v, depth)
}

// reflected handles the other integers and floats, and typed slices and maps.
func (w values) reflected(v any, depth int) (any, error) {
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
		return w.normal(list, depth)
	case reflect.Map:
		if r.Type().Key().Kind() == reflect.String {
			m := make(map[string]any, r.Len())
			for it := r.MapRange(); it.Next(); {
				m[it.Key().String()] = it.Value().Interface()
			}
			return w.normal(m, depth)
		}
	}
	return nil, fmt.Errorf("a %T is not a value of a graph", v)
}

// kindName names the kind of a value for messages.
func kindName(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case bool:
		return "a boolean"
	case int64:
		return "an integer"
	case float64:
		return "a float"
	case string:
		return "a string"
	case []any:
		return "a list"
	case map[string]any:
		return "a map"
	case *storage.Node:
		return "a node"
	case *storage.Edge:
		return "an edge"
	case *path:
		return "a path"
	case graph.Duration:
		return "a duration"
	}
	return "a temporal value"
}
