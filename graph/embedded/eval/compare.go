package eval

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
	"github.com/newsgraph/newsgraph/graph/embedded/temporal"
	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

// values compares and encodes values of any size: each look at an element of a
// list or map, and each stretch of a text, is booked as work.
type values struct{ *work.Account }

// texts books the work of comparing two texts.
func (w values) texts(s, t string) {
	if n := min(len(s), len(t)); n > 256 {
		w.Must(work.Bytes(n))
	}
}

// equal is the = of Cypher: true, false, or nil where it cannot be known.
func (w values) equal(a, b any) any {
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
	case *path:
		y, ok := b.(*path)
		w.Must(len(x.nodes))
		return ok && slices.Equal(x.nodes, y.nodes) && slices.Equal(x.edges, y.edges)
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

func (w values) equalLists(x, y []any) any {
	if len(x) != len(y) {
		return false
	}
	var unknown bool
	for i := range x {
		w.Must(1)
		switch w.equal(x[i], y[i]) {
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

func (w values) equalMaps(x, y map[string]any) any {
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
		switch w.equal(x[k], y[k]) {
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

// compare is the < of Cypher: known is false where values have no order among
// themselves.
func (w values) compare(a, b any) (c int, known bool) {
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
func (w values) compareMaps(x, y map[string]any) (int, bool) {
	keys := w.sortedKeys(x)
	if c := cmp.Or(cmp.Compare(len(x), len(y)), slices.Compare(keys, w.sortedKeys(y))); c != 0 {
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

func (w values) compareLists(x, y []any) (int, bool) {
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
	case *path:
		return 5
	}
	return storage.Rank(v)
}

// orderOf compares any two values for ORDER BY: a total order over all kinds, that of
// storage.Order for those that a property can have.
func (w values) orderOf(a, b any) int {
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
	case *path:
		if y, ok := b.(*path); ok {
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

func (w values) orderLists(x, y []any) int {
	for i := range min(len(x), len(y)) {
		w.Must(1)
		if c := w.orderOf(x[i], y[i]); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(x), len(y))
}

func (w values) orderMaps(x, y map[string]any) int {
	if c := cmp.Compare(len(x), len(y)); c != 0 {
		return c
	}
	a, b := w.sortedKeys(x), w.sortedKeys(y)
	if c := slices.Compare(a, b); c != 0 {
		return c
	}
	for _, k := range a {
		if c := w.orderOf(x[k], y[k]); c != 0 {
			return c
		}
	}
	return 0
}

func (w values) orderPaths(x, y *path) int {
	w.Must(len(x.nodes))
	for i := range min(len(x.nodes), len(y.nodes)) {
		if c := cmp.Compare(x.nodes[i].ID(), y.nodes[i].ID()); c != 0 {
			return c
		}
		if i < len(x.edges) && i < len(y.edges) {
			if c := cmp.Compare(x.edges[i].ID(), y.edges[i].ID()); c != 0 {
				return c
			}
		}
	}
	return cmp.Compare(len(x.nodes), len(y.nodes))
}

func (w values) sortedKeys(m map[string]any) []string {
	w.Must(4 * len(m)) // to sort them
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
