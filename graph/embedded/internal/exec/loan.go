package exec

import (
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// loan is a row that is used again for each result.
type loan struct {
	values  []any
	columns []lentColumn
}

// lentColumn is the last node or edge in a column: the next one takes its place, and
// most have the same keys.
type lentColumn struct {
	node  graph.Node
	edge  graph.Edge
	props map[string]any
	keys  []string // of the props
}

func newLoan(columns int) *loan {
	return &loan{make([]any, columns), make([]lentColumn, columns)}
}

// row turns a row into what callers see, as public does, but without a copy.
func (l *loan) row(x *Run, columns []check.Column, row []any) []any {
	for i, column := range columns {
		c := &l.columns[i]
		switch v := row[column.Slot].(type) {
		case *storage.Node:
			c.node = graph.Node{ID: value.PublicID(v.Get("id"), v, value.NodeID), Labels: v.Labels(), Props: c.propsOf(v.Keys(), v.Values())}
			l.values[i] = &c.node
		case *storage.Edge:
			c.edge = value.EdgeWith(v, c.propsOf(v.Keys(), v.Values()))
			l.values[i] = &c.edge
		default:
			l.values[i] = x.Public(v)
		}
	}
	return l.values
}

func (c *lentColumn) propsOf(keys []string, values []any) map[string]any {
	if c.props == nil {
		c.props = make(map[string]any, len(keys))
	}
	if len(keys) != len(c.keys) || len(keys) > 0 && &keys[0] != &c.keys[0] {
		clear(c.props)
		c.keys = keys
	}
	for i, k := range keys {
		c.props[k] = values[i]
	}
	return c.props
}
