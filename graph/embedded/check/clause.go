package check

import (
	"maps"
	"slices"

	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// query checks the parts of a query in the scope at hand, to which imports adds
// names for single parts, and returns their columns. standalone tells that the
// query is the whole statement.
func (r *run) query(q *syntax.Query, imports map[*syntax.SingleQuery]map[string]*variable, standalone bool) [][]Column {
	r.info.bases[q] = r.info.Slots
	start := r.scope
	var results [][]Column
	for i, part := range q.Parts {
		r.done.Must(4 * (1 + len(start.names)))
		r.scope = &scope{start.outer, clone(start.names)}
		maps.Copy(r.scope.names, imports[part])
		columns := r.singleQuery(part, standalone)
		if i > 0 {
			columns = r.inOrder(part, results[0], columns)
		}
		results = append(results, columns)
	}
	r.scope = start
	r.info.results[q] = results
	return results
}

// inOrder returns the columns of a part of a UNION in the order of the first.
func (r *run) inOrder(part *syntax.SingleQuery, first, columns []Column) (ordered []Column) {
	for _, want := range first {
		if i := slices.IndexFunc(columns, func(c Column) bool { return c.Name == want.Name }); i >= 0 {
			ordered = append(ordered, columns[i])
		}
	}
	if len(ordered) != len(first) || len(columns) != len(first) {
		r.fail(part, "DifferentColumnsInUnion", "all parts of a UNION must have columns of the same names")
	}
	return ordered
}

func clone(m map[string]*variable) map[string]*variable {
	c := make(map[string]*variable, len(m))
	for k, v := range m {
		c[k] = v
	}
	return c
}

func (r *run) singleQuery(s *syntax.SingleQuery, standalone bool) (columns []Column) {
	for i, c := range s.Clauses {
		last := i == len(s.Clauses)-1
		switch c := c.(type) {
		case *syntax.Return:
			columns = r.project(c.Projection, nil, true)
		case *syntax.CallProcedure:
			columns = r.callProcedure(c, standalone && len(s.Clauses) == 1)
		case *syntax.Show:
			columns = r.show(c)
		default:
			r.clause(c)
			columns = nil
		}
		if !last {
			columns = nil
		}
	}
	return columns
}

func (r *run) clause(c syntax.Clause) {
	switch c := c.(type) {
	case *syntax.Match:
		r.match(c)
	case *syntax.Unwind:
		list := r.expr(c.List)
		elem := Any
		if list.kind == List {
			elem = list.elem
		}
		r.declareNew(c.Var, one(elem))
	case *syntax.With:
		r.project(c.Projection, c.Where, false)
	case *syntax.CallSubquery:
		r.callSubquery(c)
	case *syntax.CallProcedure:
		r.callProcedure(c, false)
	case *syntax.Finish:
	default:
		r.info.Writes = true
		r.updatingClause(c)
	}
}

func (r *run) match(c *syntax.Match) {
	r.unmixed(c)
	r.pattern(c.Pattern, nil)
	r.where(c.Where)
}

// where checks a condition, which may be absent.
func (r *run) where(cond syntax.Expr) {
	if cond != nil {
		r.condition(cond)
	}
}

func (r *run) updatingClause(c syntax.Clause) {
	switch c := c.(type) {
	case *syntax.Create:
		for _, p := range c.Pattern {
			r.create(p, "CREATE")
		}
	case *syntax.Merge:
		r.create(c.Path, "MERGE")
		r.setItems(c.OnCreate)
		r.setItems(c.OnMatch)
	case *syntax.Set:
		r.setItems(c.Items)
	case *syntax.Remove:
		r.removeItems(c.Items)
	case *syntax.Delete:
		r.delete(c)
	case *syntax.Foreach:
		list := r.expr(c.List)
		r.want(c.List, list, List, "InvalidArgumentType")
		r.inside(func() {
			r.declare(c.Var, one(list.elem))
			for _, b := range c.Body {
				r.updatingClause(b)
			}
		})
	}
}

func (r *run) delete(c *syntax.Delete) {
	for _, e := range c.Exprs {
		if l, ok := e.(*syntax.HasLabels); ok {
			r.fail(l, "InvalidDelete", "labels are removed with REMOVE, not with DELETE")
		}
		r.want(e, r.expr(e), Node|Edge|Path, "InvalidArgumentType")
	}
}

func (r *run) setItems(items []syntax.SetItem) {
	for _, item := range items {
		switch item := item.(type) {
		case *syntax.SetProperty:
			r.propertyTarget(item.Target)
			r.expr(item.Value)
		case *syntax.SetAll:
			r.want(item.Var, r.use(item.Var).value, Node|Edge, "InvalidArgumentType")
			r.want(item.Value, r.expr(item.Value), Map|Node|Edge, "InvalidArgumentType")
		case *syntax.SetLabels:
			r.setLabels(item.Var, item.Labels)
		}
	}
}

func (r *run) removeItems(items []syntax.RemoveItem) {
	for _, item := range items {
		switch item := item.(type) {
		case *syntax.RemoveProperty:
			r.propertyTarget(item.Target)
		case *syntax.RemoveLabels:
			r.setLabels(item.Var, item.Labels)
		}
	}
}

// propertyTarget checks what a property is set on or removed from.
func (r *run) propertyTarget(target syntax.Expr) {
	var of syntax.Expr
	switch t := target.(type) {
	case *syntax.Property:
		of = t.Of
	case *syntax.Index:
		of = t.Of
		r.expr(t.Key)
	}
	r.want(of, r.expr(of), Node|Edge, "InvalidArgumentType")
}

func (r *run) setLabels(v *syntax.Variable, labels []syntax.LabelExpr) {
	r.want(v, r.use(v).value, Node, "InvalidArgumentType")
	for _, l := range labels {
		r.labels(l)
	}
}
