package exec

import (
	"fmt"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// Delete is DELETE. Edges go first and nodes last, over all rows, so that a
// node may be deleted in one row and its edges in another.
type Delete struct {
	At     Place
	Detach bool
	Exprs  []Expr
}

func (d *Delete) start(x *Run, next stage) stage {
	return &collector{x: x, then: func(rows [][]any) error {
		if err := d.delete(x, rows); err != nil {
			return err
		}
		return drain(rows, next)
	}}
}

func (d *Delete) delete(x *Run, rows [][]any) error {
	var nodes []*storage.Node
	for _, row := range rows {
		for _, f := range d.Exprs {
			if err := x.Do(1); err != nil {
				return err
			}
			v, err := f(x, row)
			if err != nil {
				return err
			}
			if nodes, err = d.one(x, nodes, v); err != nil {
				return err
			}
		}
	}
	for _, n := range nodes {
		if n.Deleted() {
			continue
		}
		if d.Detach {
			for _, e := range edgesOf(n) {
				x.Must(1)
				x.Graph.DeleteEdge(e)
				x.Counts.EdgesDeleted++
			}
		} else if n.Degree(storage.Both, nil) > 0 {
			return d.At.fail("DeleteConnectedNode", fmt.Sprintf("node %s still has edges: delete them first, or use DETACH DELETE", value.NodeID(n)))
		}
		x.Graph.DeleteNode(n)
		x.Counts.NodesDeleted++
	}
	return nil
}

func edgesOf(n *storage.Node) []*storage.Edge {
	var edges []*storage.Edge
	n.EachEdge(storage.Both, nil, func(e *storage.Edge) bool {
		edges = append(edges, e)
		return true
	})
	return edges
}

// one deletes edges at once and notes nodes for later.
func (d *Delete) one(x *Run, nodes []*storage.Node, v any) ([]*storage.Node, error) {
	edge := func(e *storage.Edge) {
		if !e.Deleted() {
			x.Graph.DeleteEdge(e)
			x.Counts.EdgesDeleted++
		}
	}
	switch v := v.(type) {
	case nil:
	case *storage.Node:
		nodes = append(nodes, v)
	case *storage.Edge:
		edge(v)
	case *value.Path:
		for _, e := range v.Edges {
			edge(e)
		}
		nodes = append(nodes, v.Nodes...)
	case []any:
		var err error
		for _, e := range v {
			if nodes, err = d.one(x, nodes, e); err != nil {
				return nil, err
			}
		}
	default:
		return nil, d.At.fail("InvalidArgumentType", "DELETE needs nodes, edges or paths, not "+value.KindName(v))
	}
	return nodes, nil
}
