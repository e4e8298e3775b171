package plan

import (
	"fmt"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/exec"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// nested compiles the expressions with variables or patterns of their own, each
// once: a condition is compiled as a hint too, and they may stand in one another.
func (c *compiler) nested(e syntax.Expr) exec.Expr {
	known, ok := c.compiled[e]
	if !ok {
		known.reads = c.tracked(func() { known.expr = c.nest(e) })
		if c.compiled == nil {
			c.compiled = map[syntax.Expr]compiled{}
		}
		c.compiled[e] = known
		return known.expr
	}
	c.reads = append(c.reads, known.reads...)
	return known.expr
}

// compiled is an expression that has been compiled, with the slots it reads.
type compiled struct {
	expr  exec.Expr
	reads []int
}

func (c *compiler) nest(e syntax.Expr) exec.Expr {
	switch e := e.(type) {
	case *syntax.ListComprehension:
		return exec.ListComprehension(c.elements(e, e.List), c.slot(e.Var), c.condition(e.Where), c.optional(e.Map))
	case *syntax.PatternComprehension:
		m := c.pattern([]*syntax.Path{e.Path}, e.Where)
		return exec.PatternComprehension(m.Match, c.expr(e.Map))
	case *syntax.Quantifier:
		return exec.Quantifier(e.Kind, c.elements(e, e.List), c.slot(e.Var), c.truth(e.Where))
	case *syntax.Reduce:
		init, of := c.expr(e.Init), c.elements(e, e.List)
		return exec.Reduce(c.slot(e.Acc), init, of, c.slot(e.Var), c.expr(e.Body))
	case *syntax.PatternPredicate:
		return exec.PatternPredicate(c.pattern([]*syntax.Path{e.Path}, nil).Match)
	case *syntax.PathSearch:
		return exec.PathSearch(c.pattern([]*syntax.Path{e.Path}, nil).Match)
	case *syntax.Subquery:
		return c.subquery(e)
	}
	panic(fmt.Sprintf("internal error: expression %T at byte %d", e, e.Pos()))
}

func (c *compiler) subquery(e *syntax.Subquery) exec.Expr {
	q := c.query(e.Query)
	switch e.Kind {
	case syntax.ExistsSubquery:
		return exec.Exists(q)
	case syntax.CountSubquery:
		if m, ok := q.Parts[0][len(q.Parts[0])-1].(*pattern); ok && len(q.Parts) == 1 {
			m.Counted = true
		}
		return exec.Count(q)
	}
	return exec.Collect(q)
}
