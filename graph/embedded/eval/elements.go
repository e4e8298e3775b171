package eval

import (
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// elements is the elements of a list, or of a range(), whose elements are made one
// by one when it is their turn.
type elements struct {
	list []any // nil for a range
	from int64
	step int64
	n    int
}

// at returns the i-th element.
func (s *elements) at(i int) any {
	if s.list != nil {
		return s.list[i]
	}
	return s.from + int64(i)*s.step
}

// room is how much place to make beforehand for something of each element.
func (s *elements) room() int { return min(s.n, max(len(s.list), 1000)) }

// holds is whether a value is in a range, as the operator IN says it.
func (s *elements) holds(v any) any {
	if v == nil && s.n > 0 {
		return nil
	}
	if f, ok := v.(float64); ok {
		i, whole := wholeFloat(f)
		if !whole {
			return false
		}
		v = i
	}
	i, ok := v.(int64)
	if !ok || s.step > 0 && i < s.from || s.step < 0 && i > s.from {
		return false
	}
	distance, step := uint64(i)-uint64(s.from), uint64(s.step)
	if s.step < 0 {
		distance, step = -distance, -step
	}
	return distance%step == 0 && distance/step < uint64(s.n)
}

// elementsOf is the elements of a value that is a list.
func elementsOf(list []any) elements {
	if list == nil {
		list = []any{}
	}
	return elements{list: list, n: len(list)}
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
func (c *compiler) lazily(e syntax.Expr) func(x *exec, row []any) (any, elements, error) {
	call, lazy := c.isRange(e)
	if !lazy {
		f := c.expr(e)
		return func(x *exec, row []any) (any, elements, error) {
			v, err := f(x, row)
			list, _ := v.([]any)
			return v, elementsOf(list), err
		}
	}
	args := c.exprs(call.Args)
	return func(x *exec, row []any) (any, elements, error) {
		bounds := make([]any, len(args))
		for i, f := range args {
			var err error
			if bounds[i], err = f(x, row); err != nil {
				return nil, elements{}, err
			}
		}
		s, err := rangeOf(bounds)
		return []any{}, s, c.at(call, err)
	}
}

// elements compiles what must be a list; null gives known false.
func (c *compiler) elements(n syntax.Node, e syntax.Expr) func(x *exec, row []any) (s elements, known bool, err error) {
	of := c.lazily(e)
	return func(x *exec, row []any) (elements, bool, error) {
		v, s, err := of(x, row)
		if err != nil || v == nil {
			return elements{}, false, err
		}
		if _, ok := v.([]any); !ok {
			return elements{}, false, c.typeError(n, "a list is needed here, not %s", kindName(v))
		}
		return s, true, nil
	}
}
