package plan

import (
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/exec"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// expr compiles an expression. Values that stand in a slot already are read
// from there.
func (c *compiler) expr(e syntax.Expr) exec.Expr {
	c.done.Must(1)
	if slot, ok := c.info.Slot(e); ok {
		return c.read(slot)
	}
	return c.compute(e)
}

// optional compiles an expression that may be absent.
func (c *compiler) optional(e syntax.Expr) exec.Expr {
	if e == nil {
		return nil
	}
	return c.expr(e)
}

func (c *compiler) exprs(list []syntax.Expr) []exec.Expr {
	out := make([]exec.Expr, len(list))
	for i, e := range list {
		out[i] = c.expr(e)
	}
	return out
}

func (c *compiler) read(slot int) exec.Expr {
	c.reads = append(c.reads, slot)
	return exec.InSlot(slot)
}

// truth compiles a condition.
func (c *compiler) truth(e syntax.Expr) exec.Expr {
	_, pattern := e.(*syntax.PatternComprehension)
	return exec.Condition(c.place(e), c.expr(e), pattern)
}

// condition is truth for a condition that may be absent.
func (c *compiler) condition(e syntax.Expr) exec.Expr {
	if e == nil {
		return nil
	}
	return c.truth(e)
}

// compute compiles an expression that has to be evaluated.
func (c *compiler) compute(e syntax.Expr) exec.Expr {
	switch e := e.(type) {
	case *syntax.Literal:
		return exec.Constant(e.Value)
	case *syntax.Parameter:
		return exec.Parameter(e.Name)
	case *syntax.Property:
		return exec.Property(c.place(e), c.expr(e.Of), e.Key, c.keyRead())
	case *syntax.Index:
		return exec.Index(c.place(e), c.expr(e.Of), c.expr(e.Key))
	case *syntax.Slice:
		return exec.Slice(c.place(e), c.expr(e.Of), c.optional(e.From), c.optional(e.To))
	case *syntax.Unary:
		return exec.Unary(c.place(e), e.Op, c.expr(e.X))
	case *syntax.Binary:
		return c.binary(e)
	case *syntax.Comparison:
		return exec.Comparison(e.Ops, c.exprs(e.Operands))
	case *syntax.IsNull:
		return exec.IsNull(c.expr(e.X), e.Not)
	case *syntax.HasLabels:
		return exec.HasLabels(c.place(e), c.expr(e.Of), c.labels(e.Labels))
	case *syntax.List:
		return exec.List(c.exprs(e.Elems))
	case *syntax.Map:
		return c.mapLiteral(e)
	case *syntax.MapProjection:
		return c.mapProjection(e)
	case *syntax.Call:
		return c.call(e)
	case *syntax.Case:
		return c.caseOf(e)
	}
	return c.nested(e)
}

func (c *compiler) binary(e *syntax.Binary) exec.Expr {
	switch e.Op {
	case syntax.And, syntax.Or, syntax.Xor:
		return exec.Logical(e.Op, c.truth(e.X), c.truth(e.Y))
	case syntax.In:
		if _, lazy := c.isRange(e.Y); lazy {
			return exec.InRange(c.expr(e.X), c.lazily(e.Y))
		}
	}
	return exec.Binary(c.place(e), e.Op, c.expr(e.X), c.expr(e.Y))
}

func (c *compiler) mapLiteral(e *syntax.Map) exec.Expr {
	keys, values := make([]string, len(e.Entries)), make([]exec.Expr, len(e.Entries))
	for i, entry := range e.Entries {
		keys[i], values[i] = entry.Key, c.expr(entry.Value)
	}
	return exec.Map(keys, values)
}

func (c *compiler) mapProjection(e *syntax.MapProjection) exec.Expr {
	of := c.expr(e.Of)
	items := make([]exec.MapItem, len(e.Items))
	for i, it := range e.Items {
		items[i] = exec.MapItem{All: it.All, Property: it.Property, Key: it.Key, Value: c.optional(it.Value)}
	}
	return exec.MapProjection(c.place(e), of, items)
}

func (c *compiler) caseOf(e *syntax.Case) exec.Expr {
	test, otherwise := c.optional(e.Test), c.optional(e.Else)
	conds, values := make([]exec.Expr, len(e.Whens)), make([]exec.Expr, len(e.Whens))
	for i, w := range e.Whens {
		conds[i], values[i] = c.expr(w.Cond), c.expr(w.Value)
	}
	return exec.Case(test, otherwise, conds, values)
}

func (c *compiler) call(e *syntax.Call) exec.Expr {
	f := exec.FunctionNamed(e.Name)
	if f == nil {
		c.unsupported(e, "function "+e.Name)
	}
	args := make([]exec.Expr, len(e.Args))
	for i, a := range e.Args {
		if _, pattern := a.(*syntax.PatternPredicate); pattern && strings.EqualFold(f.Name, "exists") {
			args[i] = c.truth(a)
		} else {
			args[i] = c.expr(a)
		}
	}
	return exec.Call(c.place(e), f, args)
}

// isRange reports whether an expression is a call of range() whose value stands in
// no slot yet.
func (c *compiler) isRange(e syntax.Expr) (*syntax.Call, bool) {
	call, ok := e.(*syntax.Call)
	if !ok || !strings.EqualFold(call.Name, "range") {
		return nil, false
	}
	_, there := c.info.Slot(e)
	return call, !there
}

// lazily compiles an expression to its value or, for a range(), to the elements
// of it.
func (c *compiler) lazily(e syntax.Expr) exec.LazyList {
	if call, lazy := c.isRange(e); lazy {
		return exec.RangeOf(c.place(call), c.exprs(call.Args))
	}
	return exec.ListOfValue(c.expr(e))
}

// elements compiles what must be a list.
func (c *compiler) elements(n syntax.Node, e syntax.Expr) exec.ElementList {
	return exec.ElementsOf(c.place(n), c.lazily(e))
}
