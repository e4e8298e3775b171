package value

import (
	"cmp"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
	"github.com/newsgraph/newsgraph/graph/embedded/temporal"
)

// compare is the < of Cypher: known is false where values have no order among
// themselves.
func (w Operations) compare(a, b any) (c int, known bool) {
	switch x := a.(type) {
	case int64:
		switch y := b.(type) {
		case int64:
			return cmp.Compare(x, y), true
		case float64:
			return storage.CompareIntFloat(x, y), y == y
		}
	case float64:
		switch y := b.(type) {
		case int64:
			return -storage.CompareIntFloat(y, x), x == x
		case float64:
			return cmp.Compare(x, y), x == x && y == y
		}
	case string:
		if y, ok := b.(string); ok {
			w.texts(x, y)
			return strings.Compare(x, y), true
		}
	case bool:
		if y, ok := b.(bool); ok {
			return compareBools(x, y), true
		}
	case []any:
		if y, ok := b.([]any); ok {
			return w.compareLists(x, y)
		}
	case map[string]any:
		if y, ok := b.(map[string]any); ok {
			return w.compareMaps(x, y)
		}
	case *storage.Node:
		if y, ok := b.(*storage.Node); ok {
			return cmp.Compare(x.ID(), y.ID()), true
		}
	case *storage.Edge:
		if y, ok := b.(*storage.Edge); ok {
			return cmp.Compare(x.ID(), y.ID()), true
		}
	case graph.Duration:
		return 0, false
	}
	return temporal.Compare(a, b)
}

// compareMaps compares the number of keys, then the keys, then the values.
func (w Operations) compareMaps(x, y map[string]any) (int, bool) {
	keys := w.SortedKeys(x)
	if c := cmp.Or(cmp.Compare(len(x), len(y)), slices.Compare(keys, w.SortedKeys(y))); c != 0 {
		return c, true
	}
	for _, k := range keys {
		if c, known := w.compare(x[k], y[k]); !known || c != 0 {
			return c, known
		}
	}
	return 0, true
}

func compareBools(x, y bool) int {
	switch {
	case x == y:
		return 0
	case y:
		return -1
	}
	return 1
}

func (w Operations) compareLists(x, y []any) (int, bool) {
	for i := range min(len(x), len(y)) {
		w.Must(1)
		if x[i] == nil || y[i] == nil {
			return 0, false
		}
		c, known := w.compare(x[i], y[i])
		if !known || c != 0 {
			return c, known
		}
	}
	return cmp.Compare(len(x), len(y)), true
}

// rank is the place of a value's kind in ORDER BY.
func rank(v any) int {
	switch v.(type) {
	case map[string]any:
		return 1
	case *storage.Node:
		return 2
	case *storage.Edge:
		return 3
	case *Path:
		return 5
	}
	return storage.Rank(v)
}

// Order compares any two values for ORDER BY: a total order over all kinds, that of
// storage.Order for those that a property can have.
func (w Operations) Order(a, b any) int {
	switch x := a.(type) {
	case *storage.Node:
		if y, ok := b.(*storage.Node); ok {
			return cmp.Compare(x.ID(), y.ID())
		}
	case *storage.Edge:
		if y, ok := b.(*storage.Edge); ok {
			return cmp.Compare(x.ID(), y.ID())
		}
	case []any:
		if y, ok := b.([]any); ok {
			return w.orderLists(x, y)
		}
	case map[string]any:
		if y, ok := b.(map[string]any); ok {
			return w.orderMaps(x, y)
		}
	case *Path:
		if y, ok := b.(*Path); ok {
			return w.orderPaths(x, y)
		}
	}
	if c := cmp.Compare(rank(a), rank(b)); c != 0 {
		return c
	}
	if s, ok := a.(string); ok {
		w.texts(s, b.(string))
	}
	return storage.Order(a, b)
}

func (w Operations) orderLists(x, y []any) int {
	for i := range min(len(x), len(y)) {
		w.Must(1)
		if c := w.Order(x[i], y[i]); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(x), len(y))
}

func (w Operations) orderMaps(x, y map[string]any) int {
	if c := cmp.Compare(len(x), len(y)); c != 0 {
		return c
	}
	a, b := w.SortedKeys(x), w.SortedKeys(y)
	if c := slices.Compare(a, b); c != 0 {
		return c
	}
	for _, k := range a {
		if c := w.Order(x[k], y[k]); c != 0 {
			return c
		}
	}
	return 0
}

func (w Operations) orderPaths(x, y *Path) int {
	w.Must(len(x.Nodes))
	for i := range min(len(x.Nodes), len(y.Nodes)) {
		if c := cmp.Compare(x.Nodes[i].ID(), y.Nodes[i].ID()); c != 0 {
			return c
		}
		if i < len(x.Edges) && i < len(y.Edges) {
			if c := cmp.Compare(x.Edges[i].ID(), y.Edges[i].ID()); c != 0 {
				return c
			}
		}
	}
	return cmp.Compare(len(x.Nodes), len(y.Nodes))
}

// SortedKeys are the keys of a map, byte by byte in ascending order.
func (w Operations) SortedKeys(m map[string]any) []string {
	w.Must(4 * len(m)) // to sort them
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
