package eval

import (
	"fmt"
	"slices"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// action changes the graph for one row.
type action func(x *exec, row []any) error

// write is a clause that changes the graph. It takes all rows before it changes
// anything, and gives them on when it has changed everything.
type write struct{ do action }

func (w *write) start(x *exec, next stage) stage {
	return &collector{x: x, then: func(rows [][]any) error {
		for _, row := range rows {
			if err := x.Do(1); err != nil {
				return err
			}
			before := x.made
			if err := w.do(x, row); err != nil {
				return err
			}
			x.made = before // it is the graph's now
		}
		return drain(rows, next)
	}}
}

// sequence carries out actions in turn.
func sequence(list []action) action {
	return func(x *exec, row []any) error {
		for _, do := range list {
			if err := do(x, row); err != nil {
				return err
			}
		}
		return nil
	}
}

func (c *compiler) create(cl *syntax.Create) step {
	var list []action
	for _, p := range cl.Pattern {
		list = append(list, c.createPath(p))
	}
	return &write{do: sequence(list)}
}

// createPath compiles the creation of what is not bound in a path.
func (c *compiler) createPath(p *syntax.Path) action {
	var list []action
	for _, n := range p.Nodes {
		list = append(list, c.createNode(n))
	}
	for i, l := range p.Links {
		r, ok := l.(*syntax.RelPattern)
		if !ok {
			c.unsupported(l, "a quantified path in CREATE or MERGE")
		}
		list = append(list, c.createEdge(r, c.slot(p.Nodes[i]), c.slot(p.Nodes[i+1])))
	}
	if p.Var != nil {
		list = append(list, c.createdPath(p))
	}
	return sequence(list)
}

func (c *compiler) createNode(n *syntax.NodePattern) action {
	slot := c.slot(n)
	if c.info.Bound(n) {
		return func(_ *exec, row []any) error {
			if _, ok := row[slot].(*storage.Node); !ok && row[slot] != nil {
				return c.typeError(n, "a node is needed here, not %s", value.KindName(row[slot]))
			}
			return nil
		}
	}
	labels, props := c.labelNames(n.Labels), c.properties(n.Props)
	return func(x *exec, row []any) error {
		names, err := labels(x, row)
		if err != nil {
			return err
		}
		values, err := props(x, row)
		if err != nil {
			return err
		}
		node, err := x.g.CreateNode(names, values)
		if err != nil {
			return err
		}
		x.counts.NodesCreated++
		x.counts.LabelsAdded += len(node.Labels())
		x.counts.PropertiesSet += len(values)
		row[slot] = node
		return nil
	}
}

func (c *compiler) createEdge(r *syntax.RelPattern, from, to int) action {
	slot := c.slot(r)
	if r.Dir == syntax.Left {
		from, to = to, from
	}
	types, props := c.labelNames(r.Types), c.properties(r.Props)
	return func(x *exec, row []any) error {
		names, err := types(x, row)
		if err != nil {
			return err
		}
		if len(names) != 1 {
			return c.typeError(r, "an edge needs exactly one type")
		}
		values, err := props(x, row)
		if err != nil {
			return err
		}
		a, okA := row[from].(*storage.Node)
		b, okB := row[to].(*storage.Node)
		if !okA || !okB {
			return &value.Error{Pos: c.place(r), Kind: "TypeError", Msg: "an edge cannot be created: one of its nodes is null"}
		}
		if a.Deleted() || b.Deleted() {
			return &value.Error{Pos: c.place(r), Kind: "EntityNotFound", Msg: "an edge cannot be created: one of its nodes has been deleted"}
		}
		e, err := x.g.CreateEdge(names[0], a, b, values)
		if err != nil {
			return err
		}
		x.counts.EdgesCreated++
		x.counts.PropertiesSet += len(values)
		row[slot] = e
		return nil
	}
}

// createdPath builds the path of a created pattern.
func (c *compiler) createdPath(p *syntax.Path) action {
	slot := c.slot(p.Var)
	nodes, edges := make([]int, len(p.Nodes)), make([]int, len(p.Links))
	for i, n := range p.Nodes {
		nodes[i] = c.slot(n)
	}
	for i, l := range p.Links {
		edges[i] = c.slot(l)
	}
	return func(_ *exec, row []any) error {
		out := &value.Path{}
		for _, s := range nodes {
			out.Nodes = append(out.Nodes, row[s].(*storage.Node))
		}
		for _, s := range edges {
			out.Edges = append(out.Edges, row[s].(*storage.Edge))
		}
		row[slot] = out
		return nil
	}
}

// labelNames compiles labels, or a type, to the names that are written.
func (c *compiler) labelNames(e syntax.LabelExpr) func(x *exec, row []any) ([]string, error) {
	switch e := e.(type) {
	case nil:
		return func(*exec, []any) ([]string, error) { return nil, nil }
	case *syntax.LabelName:
		return func(*exec, []any) ([]string, error) { return []string{e.Name}, nil }
	case *syntax.LabelAnd:
		f, g := c.labelNames(e.X), c.labelNames(e.Y)
		return func(x *exec, row []any) ([]string, error) {
			a, err := f(x, row)
			if err != nil {
				return nil, err
			}
			b, err := g(x, row)
			return append(slices.Clone(a), b...), err
		}
	case *syntax.LabelDynamic:
		return c.dynamic(e)
	}
	c.unsupported(e, "this label expression in CREATE or MERGE")
	return nil
}

// properties compiles the properties of something to create; nulls are left out.
func (c *compiler) properties(props syntax.Expr) func(x *exec, row []any) (map[string]any, error) {
	if props == nil {
		return func(*exec, []any) (map[string]any, error) { return nil, nil }
	}
	f := c.expr(props)
	return func(x *exec, row []any) (map[string]any, error) {
		v, err := f(x, row)
		if err != nil {
			return nil, err
		}
		m, ok := v.(map[string]any)
		if !ok {
			return nil, c.typeError(props, "properties must be a map, not %s", value.KindName(v))
		}
		return c.storable(x, props, m)
	}
}

// storable checks the values of a map and leaves the nulls out.
func (c *compiler) storable(x *exec, n syntax.Node, m map[string]any) (map[string]any, error) {
	out := make(map[string]any, len(m))
	for _, k := range x.SortedKeys(m) {
		if m[k] == nil {
			continue
		}
		if err := storage.CheckValue(m[k]); err != nil {
			return nil, &value.Error{Pos: c.place(n), Kind: "InvalidPropertyType", Msg: fmt.Sprintf("property %s: %s", k, err)}
		}
		out[k] = value.Homogeneous(m[k])
	}
	return out, nil
}

func (c *compiler) delete(cl *syntax.Delete) step {
	exprs := c.exprs(cl.Exprs)
	return &deletion{c: c, clause: cl, exprs: exprs}
}

// deletion is DELETE. Edges go first and nodes last, over all rows, so that a
// node may be deleted in one row and its edges in another.
type deletion struct {
	c      *compiler
	clause *syntax.Delete
	exprs  []expr
}

func (d *deletion) start(x *exec, next stage) stage {
	return &collector{x: x, then: func(rows [][]any) error {
		if err := d.delete(x, rows); err != nil {
			return err
		}
		return drain(rows, next)
	}}
}

func (d *deletion) delete(x *exec, rows [][]any) error {
	var nodes []*storage.Node
	for _, row := range rows {
		for _, f := range d.exprs {
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
		if d.clause.Detach {
			for _, e := range edgesOf(n) {
				x.Must(1)
				x.g.DeleteEdge(e)
				x.counts.EdgesDeleted++
			}
		} else if n.Degree(storage.Both, nil) > 0 {
			return &value.Error{Pos: d.c.place(d.clause), Kind: "DeleteConnectedNode", Msg: fmt.Sprintf("node %s still has edges: delete them first, or use DETACH DELETE", value.NodeID(n))}
		}
		x.g.DeleteNode(n)
		x.counts.NodesDeleted++
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
func (d *deletion) one(x *exec, nodes []*storage.Node, v any) ([]*storage.Node, error) {
	edge := func(e *storage.Edge) {
		if !e.Deleted() {
			x.g.DeleteEdge(e)
			x.counts.EdgesDeleted++
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
		return nil, &value.Error{Pos: d.c.place(d.clause), Kind: "InvalidArgumentType", Msg: "DELETE needs nodes, edges or paths, not " + value.KindName(v)}
	}
	return nodes, nil
}

// foreach is FOREACH: the whole body runs for one element after the other.
func (c *compiler) foreach(cl *syntax.Foreach) action {
	list, slot := c.elements(cl, cl.List), c.slot(cl.Var)
	body := c.clauses(cl.Body, 0)
	return func(x *exec, row []any) error {
		elems, known, err := list(x, row)
		if err != nil || !known {
			return err
		}
		for i := range elems.N {
			if err := x.Do(1); err != nil {
				return err
			}
			row[slot] = elems.At(i)
			before := x.made
			if err := feed(body.start(x, nothing{}), row); err != nil {
				return err
			}
			x.made = before
		}
		return nil
	}
}

// nothing is a last stage that drops its rows.
type nothing struct{}

func (nothing) row([]any) error { return nil }
func (nothing) end() error      { return nil }
