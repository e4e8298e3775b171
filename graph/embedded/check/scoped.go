package check

import (
	"fmt"

	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// count says how many arguments are possible.
func count(least, most int) string {
	switch {
	case most < 0:
		return fmt.Sprintf("at least %d arguments", least)
	case least == most && least == 1:
		return "1 argument"
	case least == most:
		return fmt.Sprintf("%d arguments", least)
	}
	return fmt.Sprintf("%d to %d arguments", least, most)
}

// scoped checks the expressions that bind variables of their own.
func (r *run) scoped(e syntax.Expr) (v value) {
	switch e := e.(type) {
	case *syntax.ListComprehension:
		return r.listComprehension(e)
	case *syntax.Quantifier:
		list := r.expr(e.List)
		r.want(e.List, list, List, "InvalidArgumentType")
		r.local(func() {
			r.declare(e.Var, one(list.elem))
			r.condition(e.Where)
		})
		return one(Boolean)
	case *syntax.Reduce:
		init := r.expr(e.Init)
		list := r.expr(e.List)
		r.want(e.List, list, List, "InvalidArgumentType")
		r.local(func() {
			r.declare(e.Acc, anything())
			r.declare(e.Var, one(list.elem))
			v = r.expr(e.Body)
		})
		return one(v.kind | init.kind)
	case *syntax.PatternComprehension:
		r.local(func() {
			r.pattern([]*syntax.Path{e.Path}, nil)
			r.where(e.Where)
			v = r.expr(e.Map)
		})
		return listOf(v.kind)
	case *syntax.PathSearch:
		r.local(func() { r.pattern([]*syntax.Path{e.Path}, r.unbound) })
		if e.Path.Search == syntax.AllShortestPaths {
			return listOf(Path)
		}
		return one(Path)
	case *syntax.PatternPredicate:
		r.fail(e, "UnexpectedSyntax", "a path can be a condition in WHERE, but not a value; use EXISTS { } or [path | value]")
	case *syntax.Subquery:
		return r.subquery(e)
	}
	panic(fmt.Sprintf("internal error: expression of type %T", e))
}

// local runs f in a scope of its own, without aggregates.
func (r *run) local(f func()) {
	r.without(func() { r.inside(f) })
}

func (r *run) listComprehension(e *syntax.ListComprehension) value {
	list := r.expr(e.List)
	r.want(e.List, list, List, "InvalidArgumentType")
	v := one(list.elem)
	r.local(func() {
		r.declare(e.Var, v)
		r.where(e.Where)
		if e.Map != nil {
			v = r.expr(e.Map)
		}
	})
	return listOf(v.kind)
}

// subquery checks EXISTS { }, COUNT { } and COLLECT { }.
func (r *run) subquery(e *syntax.Subquery) value {
	syntax.Walk(e.Query, func(n syntax.Node) bool {
		switch n.(type) {
		case *syntax.Create, *syntax.Merge, *syntax.Set, *syntax.Remove, *syntax.Delete, *syntax.Foreach:
			r.fail(n, "InvalidClauseComposition", "a subquery that is an expression cannot change the graph")
		}
		return true
	})
	found := r.found
	r.local(func() {
		results := r.query(e.Query, nil, false)
		if e.Kind == syntax.CollectSubquery && len(results[0]) != 1 {
			r.fail(e, "UnexpectedSyntax", "COLLECT { } must return exactly one column")
		}
	})
	r.found = found
	switch e.Kind {
	case syntax.ExistsSubquery:
		return one(Boolean)
	case syntax.CountSubquery:
		return one(Integer)
	}
	return one(List)
}
