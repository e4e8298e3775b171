// Package value is the values of Cypher: what kinds there are, when two are equal,
// which of two is less, in which order they are sorted, by which key they are grouped,
// what operators make of them, and what callers see of them.
//
// Inside the engine a value is nil, bool, int64, float64, string, []any,
// map[string]any, *storage.Node, *storage.Edge, *Path or one of the temporal types
// of package graph (time.Time is a moment with a zone). Cypher has three notions of
// sameness, and they differ: Equal (= in a condition, where null and NaN equal
// nothing), AppendKey (DISTINCT and groups, where null is null and NaN is NaN), and
// Order (ORDER BY, total over all kinds).
package value

import (
	"math"
	"strconv"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// Path is a walk: nodes[i] –edges[i]– nodes[i+1].
type Path struct {
	Nodes []*storage.Node
	Edges []*storage.Edge
}

// Bytes is about what a path takes.
func (p *Path) Bytes() int { return 80 + 16*len(p.Nodes) }

// NodeID is the element id of a node, as users see it.
func NodeID(n *storage.Node) string { return "4:0:" + strconv.FormatInt(n.ID(), 10) }

// EdgeID is the element id of an edge, as users see it.
func EdgeID(e *storage.Edge) string { return "5:0:" + strconv.FormatInt(e.ID(), 10) }

// ElementNumber reads an element id back.
func ElementNumber(prefix, id string) (storage.ID, bool) {
	digits, ok := strings.CutPrefix(id, prefix)
	if !ok {
		return 0, false
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	return n, err == nil && strconv.FormatInt(n, 10) == digits
}

// KindName names the kind of a value for messages.
func KindName(v any) string {
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
	case *Path:
		return "a path"
	case graph.Duration:
		return "a duration"
	}
	return "a temporal value"
}

// IsScalar reports whether a value holds on to nothing.
func IsScalar(v any) bool {
	switch v.(type) {
	case string, []any, map[string]any, *Path:
		return false
	}
	return true
}

// IsNumber reports whether v is an integer or a float.
func IsNumber(v any) bool {
	switch v.(type) {
	case int64, float64:
		return true
	}
	return false
}

// AsFloat is a number as a float; ok is false for anything else.
func AsFloat(v any) (float64, bool) {
	switch v := v.(type) {
	case int64:
		return float64(v), true
	case float64:
		return v, true
	}
	return 0, false
}

// WholeFloat returns the integer that a float equals.
func WholeFloat(f float64) (int64, bool) {
	if f >= -(1<<63) && f < 1<<63 && f == math.Trunc(f) {
		return int64(f), true
	}
	return 0, false
}
