package value

import (
	"slices"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
	"github.com/newsgraph/newsgraph/graph/embedded/temporal"
	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

// Operations compares and encodes values of any size: each look at an element of a
// list or map, and each stretch of a text, is booked as work.
type Operations struct{ *work.Account }

// texts books the work of comparing two texts.
func (w Operations) texts(s, t string) {
	if n := min(len(s), len(t)); n > 256 {
		w.Must(work.Bytes(n))
	}
}

// Equal is the = of Cypher: true, false, or nil where it cannot be known.
func (w Operations) Equal(a, b any) any {
	if a == nil || b == nil {
		return nil
	}
	switch x := a.(type) {
	case int64:
		switch y := b.(type) {
		case int64:
			return x == y
		case float64:
			return storage.CompareIntFloat(x, y) == 0 && y == y
		}
		return false
	case float64:
		switch y := b.(type) {
		case int64:
			return x == x && storage.CompareIntFloat(y, x) == 0
		case float64:
			return x == y
		}
		return false
	case string:
		y, ok := b.(string)
		if ok && len(x) == len(y) {
			w.texts(x, y)
		}
		return ok && x == y
	case bool:
		y, ok := b.(bool)
		return ok && x == y
	case []any:
		y, ok := b.([]any)
		if !ok {
			return false
		}
		return w.equalLists(x, y)
	case map[string]any:
		y, ok := b.(map[string]any)
		if !ok {
			return false
		}
		return w.equalMaps(x, y)
	case *Path:
		y, ok := b.(*Path)
		w.Must(len(x.Nodes))
		return ok && slices.Equal(x.Nodes, y.Nodes) && slices.Equal(x.Edges, y.Edges)
	case time.Time, graph.LocalDateTime:
		c, known := temporal.Compare(a, b)
		return known && c == 0
	}
	if _, list := b.([]any); list {
		return false
	}
	if _, isMap := b.(map[string]any); isMap {
		return false
	}
	return a == b // nodes and edges by identity, other temporal values by content
}

func (w Operations) equalLists(x, y []any) any {
	if len(x) != len(y) {
		return false
	}
	var unknown bool
	for i := range x {
		w.Must(1)
		switch w.Equal(x[i], y[i]) {
		case false:
			return false
		case nil:
			unknown = true
		}
	}
	if unknown {
		return nil
	}
	return true
}

func (w Operations) equalMaps(x, y map[string]any) any {
	if len(x) != len(y) {
		return false
	}
	w.Must(2 * len(x))
	for k := range x {
		if _, ok := y[k]; !ok {
			return false
		}
	}
	var unknown bool
	for k := range x {
		switch w.Equal(x[k], y[k]) {
		case false:
			return false
		case nil:
			unknown = true
		}
	}
	if unknown {
		return nil
	}
	return true
}

// In is the IN of Cypher: true, false, or nil where it cannot be known.
func (w Operations) In(list []any, v any) any {
	unknown := false
	for _, e := range list {
		w.Must(1)
		switch w.Equal(v, e) {
		case true:
			return true
		case nil:
			unknown = true
		}
	}
	if unknown {
		return nil
	}
	return false
}

// Compares is a comparison of Cypher: = <> < <= > or >=. It gives true, false, or nil
// where it cannot be known; a NaN is neither less than a number nor not less.
func (w Operations) Compares(op syntax.Op, a, b any) any {
	switch op {
	case syntax.Equal:
		return w.Equal(a, b)
	case syntax.NotEqual:
		return not(w.Equal(a, b))
	}
	if a == nil || b == nil {
		return nil
	}
	c, known := w.compare(a, b)
	if !known {
		if IsNumber(a) && IsNumber(b) {
			return false // NaN
		}
		return nil
	}
	switch op {
	case syntax.Less:
		return c < 0
	case syntax.LessEq:
		return c <= 0
	case syntax.Greater:
		return c > 0
	}
	return c >= 0
}
