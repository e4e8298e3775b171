package eval

import (
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

func isNull(f expr, not bool) expr {
	return func(x *exec, row []any) (any, error) {
		v, err := f(x, row)
		if err != nil {
			return nil, err
		}
		return (v == nil) != not, nil
	}
}

// The connectives of three-valued logic; their operands are booleans or nil.

func (c *compiler) logical(e *syntax.Binary) expr {
	f, g := c.truth(e.X), c.truth(e.Y)
	return func(x *exec, row []any) (any, error) {
		a, err := f(x, row)
		if err != nil {
			return nil, err
		}
		if e.Op == syntax.And && a == false || e.Op == syntax.Or && a == true {
			return a, nil
		}
		b, err := g(x, row)
		if err != nil {
			return nil, err
		}
		switch e.Op {
		case syntax.And:
			return value.And(a, b), nil
		case syntax.Or:
			return value.Or(a, b), nil
		}
		return value.Xor(a, b), nil
	}
}

// truth compiles a condition: a boolean or null, anything else is an error.
func (c *compiler) truth(e syntax.Expr) expr {
	f := c.expr(e)
	return func(x *exec, row []any) (any, error) {
		before := x.made
		v, err := f(x, row)
		if x.made = before; err != nil {
			return nil, err
		}
		switch v.(type) {
		case bool, nil:
			return v, nil
		case []any:
			if _, pattern := e.(*syntax.PatternComprehension); pattern {
				return len(v.([]any)) > 0, nil
			}
		}
		return nil, c.typeError(e, "a condition must be a boolean, not %s", value.KindName(v))
	}
}
