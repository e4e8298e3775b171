package eval

import (
	"fmt"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// expr is a compiled expression.
type expr func(x *exec, row []any) (any, error)

func constant(v any) expr { return func(*exec, []any) (any, error) { return v, nil } }

// expr compiles an expression. Values that stand in a slot already are read
// from there.
func (c *compiler) expr(e syntax.Expr) expr {
	c.done.Must(1)
	if slot, ok := c.info.Slot(e); ok {
		return c.read(slot)
	}
	return c.compute(e)
}

func (c *compiler) read(slot int) expr {
	c.reads = append(c.reads, slot)
	return func(_ *exec, row []any) (any, error) { return row[slot], nil }
}

// optional compiles an expression that may be absent.
func (c *compiler) optional(e syntax.Expr) expr {
	if e == nil {
		return nil
	}
	return c.expr(e)
}

func (c *compiler) exprs(list []syntax.Expr) []expr {
	out := make([]expr, len(list))
	for i, e := range list {
		out[i] = c.expr(e)
	}
	return out
}

// compute compiles an expression that has to be evaluated.
func (c *compiler) compute(e syntax.Expr) expr {
	switch e := e.(type) {
	case *syntax.Literal:
		return constant(e.Value)
	case *syntax.Parameter:
		name := e.Name
		return func(x *exec, _ []any) (any, error) { return x.params[name], nil }
	case *syntax.Property:
		return c.property(e)
	case *syntax.Index:
		return c.index(e)
	case *syntax.Slice:
		return c.slice(e)
	case *syntax.Unary:
		return c.unary(e)
	case *syntax.Binary:
		return c.binary(e)
	case *syntax.Comparison:
		return c.comparison(e)
	case *syntax.IsNull:
		return isNull(c.expr(e.X), e.Not)
	case *syntax.HasLabels:
		return c.hasLabels(e)
	case *syntax.List:
		return c.list(e)
	case *syntax.Map:
		return c.mapLiteral(e)
	case *syntax.MapProjection:
		return c.mapProjection(e)
	case *syntax.Call:
		return c.call(e)
	case *syntax.Case:
		return c.caseExpr(e)
	}
	return c.nested(e)
}

// nested compiles the expressions with variables or patterns of their own, each
// once: a condition is compiled as a hint too, and they may stand in one another.
func (c *compiler) nested(e syntax.Expr) expr {
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
	expr  expr
	reads []int
}

func (c *compiler) nest(e syntax.Expr) expr {
	switch e := e.(type) {
	case *syntax.ListComprehension:
		return c.listComprehension(e)
	case *syntax.PatternComprehension:
		return c.patternComprehension(e)
	case *syntax.Quantifier:
		return c.quantifier(e)
	case *syntax.Reduce:
		return c.reduce(e)
	case *syntax.PatternPredicate:
		return c.patternPredicate(e)
	case *syntax.PathSearch:
		return c.pathSearch(e)
	case *syntax.Subquery:
		return c.subquery(e)
	}
	panic(fmt.Sprintf("internal error: expression %T at byte %d", e, e.Pos()))
}

func (c *compiler) typeError(n syntax.Node, format string, args ...any) error {
	return &value.Error{Pos: c.place(n), Kind: "TypeError", Msg: fmt.Sprintf(format, args...)}
}

func (c *compiler) property(e *syntax.Property) expr {
	of, key, at, read := c.expr(e.Of), e.Key, e, c.keyRead()
	return func(x *exec, row []any) (any, error) {
		v, err := of(x, row)
		if err != nil {
			return nil, err
		}
		switch v := v.(type) {
		case *storage.Node:
			if v.Deleted() {
				return nil, &value.Error{Pos: c.place(at), Kind: "EntityNotFound", Msg: "property ." + key + " of a node that has been deleted"}
			}
			return v.Find(key, &x.found[read]), nil
		case *storage.Edge:
			if v.Deleted() {
				return nil, &value.Error{Pos: c.place(at), Kind: "EntityNotFound", Msg: "property ." + key + " of an edge that has been deleted"}
			}
			return v.Find(key, &x.found[read]), nil
		case map[string]any:
			return v[key], nil
		case nil:
			return nil, nil
		}
		if field, ok := value.TemporalField(v, key); ok {
			return field, nil
		}
		return nil, c.typeError(at, "%s has no property .%s", value.KindName(v), key)
	}
}

func (c *compiler) index(e *syntax.Index) expr {
	of, key := c.expr(e.Of), c.expr(e.Key)
	return func(x *exec, row []any) (any, error) {
		v, err := of(x, row)
		if err != nil {
			return nil, err
		}
		k, err := key(x, row)
		if err != nil || v == nil || k == nil {
			return nil, err
		}
		v, err = value.Element(v, k)
		return v, c.at(e, err)
	}
}

func (c *compiler) slice(e *syntax.Slice) expr {
	of, from, to := c.expr(e.Of), c.optional(e.From), c.optional(e.To)
	return func(x *exec, row []any) (any, error) {
		v, err := of(x, row)
		if err != nil || v == nil {
			return nil, err
		}
		list, ok := v.([]any)
		if !ok {
			return nil, c.typeError(e, "%s cannot be sliced", value.KindName(v))
		}
		low, okLow, err := c.bound(e, x, row, from, 0, len(list))
		if err != nil {
			return nil, err
		}
		high, okHigh, err := c.bound(e, x, row, to, len(list), len(list))
		if err != nil || !okLow || !okHigh {
			return nil, err
		}
		if low >= high {
			return []any{}, nil
		}
		return list[low:high:high], nil
	}
}

// bound evaluates one end of a slice; known is false for null.
func (c *compiler) bound(e *syntax.Slice, x *exec, row []any, end expr, absent, length int) (n int, known bool, err error) {
	if end == nil {
		return absent, true, nil
	}
	v, err := end(x, row)
	if err != nil || v == nil {
		return 0, false, err
	}
	i, ok := v.(int64)
	if !ok {
		return 0, false, c.typeError(e, "the bounds of a slice must be integers, not %s", value.KindName(v))
	}
	if i < 0 {
		i += int64(length)
	}
	return int(max(0, min(int64(length), i))), true, nil
}

func (c *compiler) list(e *syntax.List) expr {
	elems := c.exprs(e.Elems)
	return func(x *exec, row []any) (any, error) {
		if err := x.grow(listBytes(len(elems)), len(elems)); err != nil {
			return nil, err
		}
		list := make([]any, len(elems))
		for i, f := range elems {
			var err error
			if list[i], err = f(x, row); err != nil {
				return nil, err
			}
		}
		return list, nil
	}
}

func (c *compiler) mapLiteral(e *syntax.Map) expr {
	keys, values := make([]string, len(e.Entries)), make([]expr, len(e.Entries))
	for i, entry := range e.Entries {
		keys[i], values[i] = entry.Key, c.expr(entry.Value)
	}
	return func(x *exec, row []any) (any, error) {
		if err := x.grow(mapBytes(len(keys)), len(keys)); err != nil {
			return nil, err
		}
		m := make(map[string]any, len(keys))
		for i, f := range values {
			v, err := f(x, row)
			if err != nil {
				return nil, err
			}
			m[keys[i]] = v
		}
		return m, nil
	}
}

func (c *compiler) mapProjection(e *syntax.MapProjection) expr {
	of := c.expr(e.Of)
	values := make([]expr, len(e.Items))
	for i, item := range e.Items {
		values[i] = c.optional(item.Value)
	}
	return func(x *exec, row []any) (any, error) {
		v, err := of(x, row)
		if err != nil || v == nil {
			return nil, err
		}
		props, ok := value.PropertiesOf(v)
		if !ok {
			return nil, c.typeError(e, "%s cannot be projected to a map", value.KindName(v))
		}
		if err := x.grow(mapBytes(len(props)+len(e.Items)), 2*len(props)+len(e.Items)); err != nil {
			return nil, err
		}
		m := map[string]any{}
		for i, item := range e.Items {
			switch {
			case item.All:
				for k, p := range props {
					m[k] = p
				}
			case item.Property:
				m[item.Key] = props[item.Key]
			default:
				if m[item.Key], err = values[i](x, row); err != nil {
					return nil, err
				}
			}
		}
		return m, nil
	}
}

func (c *compiler) caseExpr(e *syntax.Case) expr {
	test, otherwise := c.optional(e.Test), c.optional(e.Else)
	conds, values := make([]expr, len(e.Whens)), make([]expr, len(e.Whens))
	for i, w := range e.Whens {
		conds[i], values[i] = c.expr(w.Cond), c.expr(w.Value)
	}
	return func(x *exec, row []any) (any, error) {
		var subject any
		var err error
		if test != nil {
			if subject, err = test(x, row); err != nil {
				return nil, err
			}
		}
		for i, cond := range conds {
			v, err := cond(x, row)
			if err != nil {
				return nil, err
			}
			if test != nil && x.Equal(subject, v) == true || test == nil && v == true {
				return values[i](x, row)
			}
		}
		if otherwise == nil {
			return nil, nil
		}
		return otherwise(x, row)
	}
}
