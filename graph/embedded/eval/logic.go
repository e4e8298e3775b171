package eval

import "github.com/newsgraph/newsgraph/graph/embedded/syntax"

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

func not(a any) any {
	if b, ok := a.(bool); ok {
		return !b
	}
	return nil
}

func and(a, b any) any {
	switch {
	case a == false || b == false:
		return false
	case a == nil || b == nil:
		return nil
	}
	return true
}

func or(a, b any) any {
	switch {
	case a == true || b == true:
		return true
	case a == nil || b == nil:
		return nil
	}
	return false
}

func xor(a, b any) any {
	if a == nil || b == nil {
		return nil
	}
	return a != b
}

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
			return and(a, b), nil
		case syntax.Or:
			return or(a, b), nil
		}
		return xor(a, b), nil
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
		return nil, c.typeError(e, "a condition must be a boolean, not %s", kindName(v))
	}
}
