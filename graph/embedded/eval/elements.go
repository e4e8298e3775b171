package eval

import (
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

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
func (c *compiler) lazily(e syntax.Expr) func(x *exec, row []any) (any, value.Elements, error) {
	call, lazy := c.isRange(e)
	if !lazy {
		f := c.expr(e)
		return func(x *exec, row []any) (any, value.Elements, error) {
			v, err := f(x, row)
			list, _ := v.([]any)
			return v, value.ElementsOf(list), err
		}
	}
	args := c.exprs(call.Args)
	return func(x *exec, row []any) (any, value.Elements, error) {
		bounds := make([]any, len(args))
		for i, f := range args {
			var err error
			if bounds[i], err = f(x, row); err != nil {
				return nil, value.Elements{}, err
			}
		}
		s, err := value.RangeOf(bounds)
		return []any{}, s, c.at(call, err)
	}
}

// elements compiles what must be a list; null gives known false.
func (c *compiler) elements(n syntax.Node, e syntax.Expr) func(x *exec, row []any) (s value.Elements, known bool, err error) {
	of := c.lazily(e)
	return func(x *exec, row []any) (value.Elements, bool, error) {
		v, s, err := of(x, row)
		if err != nil || v == nil {
			return value.Elements{}, false, err
		}
		if _, ok := v.([]any); !ok {
			return value.Elements{}, false, c.typeError(n, "a list is needed here, not %s", value.KindName(v))
		}
		return s, true, nil
	}
}
