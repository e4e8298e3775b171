package plan

import (
	"github.com/newsgraph/newsgraph/graph/embedded/internal/exec"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// writing compiles the clauses that change the graph.
type writing struct{ *compiler }

func (c *compiler) writes() writing { return writing{c} }

func (w writing) create(cl *syntax.Create) exec.Action {
	var list []exec.Action
	for _, p := range cl.Pattern {
		list = append(list, w.createPath(p))
	}
	return exec.Sequence(list)
}

// createPath compiles the creation of what is not bound in a path.
func (w writing) createPath(p *syntax.Path) exec.Action {
	var list []exec.Action
	nodes, edges := make([]int, len(p.Nodes)), make([]int, len(p.Links))
	for i, n := range p.Nodes {
		nodes[i] = w.slot(n)
		list = append(list, w.createNode(n))
	}
	for i, l := range p.Links {
		r, ok := l.(*syntax.RelPattern)
		if !ok {
			w.unsupported(l, "a quantified path in CREATE or MERGE")
		}
		edges[i] = w.slot(r)
		from, to := nodes[i], nodes[i+1]
		if r.Dir == syntax.Left {
			from, to = to, from
		}
		list = append(list, exec.CreateEdge(w.place(r), edges[i], from, to, w.labelNames(r.Types), w.properties(r.Props)))
	}
	if p.Var != nil {
		list = append(list, exec.CreatedPath(w.slot(p.Var), nodes, edges))
	}
	return exec.Sequence(list)
}

func (w writing) createNode(n *syntax.NodePattern) exec.Action {
	if w.info.Bound(n) {
		return exec.BoundNode(w.place(n), w.slot(n))
	}
	return exec.CreateNode(w.slot(n), w.labelNames(n.Labels), w.properties(n.Props))
}

// labelNames compiles labels, or a type, to the names that are written.
func (w writing) labelNames(e syntax.LabelExpr) exec.LabelNames {
	switch e := e.(type) {
	case nil:
		return exec.PlainNames()
	case *syntax.LabelName:
		return exec.PlainNames(e.Name)
	case *syntax.LabelAnd:
		return exec.BothNames(w.labelNames(e.X), w.labelNames(e.Y))
	case *syntax.LabelDynamic:
		return w.dynamic(e)
	}
	w.unsupported(e, "this label expression in CREATE or MERGE")
	return nil
}

// properties compiles the properties of something to create.
func (w writing) properties(props syntax.Expr) exec.PropertyMap {
	if props == nil {
		return exec.NoProperties
	}
	return exec.Properties(w.place(props), w.expr(props))
}

// foreach is FOREACH: the whole body runs for one element after the other.
func (w writing) foreach(cl *syntax.Foreach) exec.Action {
	list, slot := w.elements(cl, cl.List), w.slot(cl.Var)
	return exec.Foreach(list, slot, w.clauses(cl.Body, 0))
}

// mergeStep is MERGE, with the plan of its path.
type mergeStep struct {
	*exec.Merge
	path *pattern
}

func (w writing) merge(cl *syntax.Merge) exec.Step {
	path := w.pattern([]*syntax.Path{cl.Path}, nil)
	out := &exec.Merge{
		Pattern:  path.Match,
		Create:   w.createPath(cl.Path),
		OnCreate: w.setItems(cl.OnCreate),
		OnMatch:  w.setItems(cl.OnMatch),
	}
	for _, n := range cl.Path.Nodes {
		if !w.info.Bound(n) {
			out.Nulls = append(out.Nulls, w.nullCheck(path, n.Props)...)
		}
	}
	for _, l := range cl.Path.Links {
		if r, ok := l.(*syntax.RelPattern); ok {
			out.Nulls = append(out.Nulls, w.nullCheck(path, r.Props)...)
		}
	}
	return &mergeStep{out, path}
}

// nullCheck compiles the check of a map; one that depends on what the pattern
// itself finds or makes cannot be made before.
func (w writing) nullCheck(m *pattern, props syntax.Expr) []exec.NullCheck {
	if props == nil {
		return nil
	}
	var f exec.Expr
	if reads := w.tracked(func() { f = w.expr(props) }); len(m.own(reads)) > 0 {
		return nil
	}
	return []exec.NullCheck{exec.NotNull(w.place(props), f)}
}
