package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/temporal"
)

// text renders a value for a table or a CSV cell: a node by its name, an edge by
// its key, nothing for null.
func text(v any) string {
	switch x := v.(type) {
	case nil:
		return ""
	case string:
		return x
	case float64:
		return strconv.FormatFloat(x, 'g', -1, 64)
	case []any:
		parts := make([]string, len(x))
		for i, e := range x {
			parts[i] = text(e)
		}
		return strings.Join(parts, ", ")
	case map[string]any:
		parts := make([]string, 0, len(x))
		for _, k := range names(x) {
			parts = append(parts, k+": "+text(x[k]))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case graph.Node:
		return nodeText(x)
	case graph.Edge:
		if key, ok := x.Props["key"].(string); ok {
			return key
		}
		return x.Type
	case graph.Path:
		return pathText(x)
	}
	if s, ok := temporal.Format(v); ok {
		return s
	}
	return fmt.Sprint(v)
}

// element renders a value as text does, but nodes and edges as Cypher writes them:
// (:Person Ada Finch), [:LEADS f_0a…].
func element(v any) string {
	switch x := v.(type) {
	case graph.Node:
		label := ""
		for _, l := range x.Labels {
			if !strings.HasPrefix(l, "__") {
				label += ":" + l
			}
		}
		return "(" + strings.TrimSpace(label+" "+nodeText(x)) + ")"
	case graph.Edge:
		if key := text(x); key != x.Type {
			return "[:" + x.Type + " " + key + "]"
		}
		return "[:" + x.Type + "]"
	case []any:
		parts := make([]string, len(x))
		for i, e := range x {
			parts[i] = element(e)
		}
		return strings.Join(parts, ", ")
	}
	return text(v)
}

func nodeText(n graph.Node) string {
	for _, p := range []string{"name", "title", "id"} {
		if s, ok := n.Props[p].(string); ok {
			return s
		}
	}
	return n.ID
}

// pathText writes a path as (a)-[LEADS]->(b)<-[MET_WITH alleged]-(c).
func pathText(p graph.Path) string {
	var b strings.Builder
	for i, n := range p.Nodes {
		if i > 0 {
			e := p.Edges[i-1]
			if e.From == p.Nodes[i-1].ID {
				fmt.Fprintf(&b, "-[%s]->", step(e))
			} else {
				fmt.Fprintf(&b, "<-[%s]-", step(e))
			}
		}
		b.WriteString("(" + nodeText(n) + ")")
	}
	return b.String()
}

// step writes an edge of a path: its type, and what keeps it from being a fact of
// today.
func step(e graph.Edge) string {
	s := e.Type
	if status, ok := e.Props["status"].(string); ok && status != "asserted" {
		s += " " + status
	}
	if former, _ := e.Props["former"].(bool); former {
		s += " former"
	}
	return s
}

// plain turns a value into what encoding/json writes: nodes, edges and paths
// become objects, times text. Numbers that JSON cannot hold become text.
func plain(v any) any {
	switch x := v.(type) {
	case float64:
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return text(x)
		}
		return json.Number(decimal(x))
	case nil, bool, int64, int, string:
		return x
	case []any:
		list := make([]any, len(x))
		for i, e := range x {
			list[i] = plain(e)
		}
		return list
	case map[string]any:
		m := make(map[string]any, len(x))
		for k, e := range x {
			m[k] = plain(e)
		}
		return m
	case graph.Node:
		return nodeJSON{lasting(x.ID), inOrder(x.Labels), plain(x.Props).(map[string]any)}
	case graph.Edge:
		return edgeJSON{lasting(x.ID), x.Type, lasting(x.From), lasting(x.To), plain(x.Props).(map[string]any)}
	case graph.Path:
		path := []any{}
		for i, n := range x.Nodes {
			if i > 0 {
				path = append(path, plain(x.Edges[i-1]))
			}
			path = append(path, plain(n))
		}
		return path
	}
	return text(v)
}

// lasting returns an id of the graph, and nothing for one that the store made up
// for an element without any.
func lasting(id string) string {
	if strings.HasPrefix(id, "#") {
		return ""
	}
	return id
}

// decimal writes a finite number so that it is seen not to be whole.
func decimal(x float64) string {
	s := strconv.FormatFloat(x, 'g', -1, 64)
	if !strings.ContainsAny(s, ".e") {
		s += ".0"
	}
	return s
}

// inOrder puts labels into one order, which a server does not: inner ones first, as
// they are written.
func inOrder(labels []string) []string {
	sorted := slices.Clone(labels)
	slices.SortFunc(sorted, func(a, b string) int {
		outer := func(l string) int {
			if strings.HasPrefix(l, "__") {
				return 0
			}
			return 1
		}
		return cmp.Or(outer(a)-outer(b), strings.Compare(a, b))
	})
	return sorted
}

// nodeJSON is a node as --json writes it.
type nodeJSON struct {
	ID         string         `json:"id,omitempty"`
	Labels     []string       `json:"labels"`
	Properties map[string]any `json:"properties"`
}

// edgeJSON is an edge as --json writes it.
type edgeJSON struct {
	ID         string         `json:"id,omitempty"`
	Type       string         `json:"type"`
	From       string         `json:"from,omitempty"`
	To         string         `json:"to,omitempty"`
	Properties map[string]any `json:"properties"`
}

// names returns the keys of a map, sorted.
func names(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
