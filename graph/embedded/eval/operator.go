package eval

import (
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

func (c *compiler) unary(e *syntax.Unary) expr {
	f := c.expr(e.X)
	return func(x *exec, row []any) (any, error) {
		v, err := f(x, row)
		if err != nil || v == nil {
			return nil, err
		}
		v, err = value.Unary(e.Op, v)
		return v, c.at(e, err)
	}
}

func (c *compiler) binary(e *syntax.Binary) expr {
	switch e.Op {
	case syntax.And, syntax.Or, syntax.Xor:
		return c.logical(e)
	}
	if _, lazy := c.isRange(e.Y); lazy && e.Op == syntax.In {
		return c.inRange(e)
	}
	f, g := c.expr(e.X), c.expr(e.Y)
	if e.Op == syntax.Regex {
		return c.regex(e, f, g)
	}
	apply := c.operator(e)
	return func(x *exec, row []any) (any, error) {
		a, err := f(x, row)
		if err != nil {
			return nil, err
		}
		b, err := g(x, row)
		if err != nil {
			return nil, err
		}
		return apply(x, a, b)
	}
}

// inRange compiles IN range(…), which makes no list.
func (c *compiler) inRange(e *syntax.Binary) expr {
	f, of := c.expr(e.X), c.lazily(e.Y)
	return func(x *exec, row []any) (any, error) {
		v, err := f(x, row)
		if err != nil {
			return nil, err
		}
		_, s, err := of(x, row)
		if err != nil {
			return nil, err
		}
		return s.Holds(v), nil
	}
}

func (c *compiler) operator(e *syntax.Binary) func(x *exec, a, b any) (any, error) {
	switch e.Op {
	case syntax.In:
		return func(x *exec, a, b any) (any, error) { return c.in(x, e, a, b) }
	case syntax.StartsWith:
		return texts(strings.HasPrefix)
	case syntax.EndsWith:
		return texts(strings.HasSuffix)
	case syntax.Contains:
		return texts(strings.Contains)
	case syntax.Concat:
		return func(x *exec, a, b any) (any, error) { return c.concat(x, e, a, b) }
	}
	return func(x *exec, a, b any) (any, error) { return c.arithmetic(x, e, e.Op, a, b) }
}

// texts makes an operator that is null for anything but two strings.
func texts(holds func(a, b string) bool) func(x *exec, a, b any) (any, error) {
	return func(x *exec, a, b any) (any, error) {
		s, ok := a.(string)
		t, ok2 := b.(string)
		if !ok || !ok2 {
			return nil, nil
		}
		return holds(s, t), x.Do(work.Bytes(len(s) + len(t)))
	}
}

func (c *compiler) in(x *exec, e syntax.Node, a, b any) (any, error) {
	if b == nil {
		return nil, nil
	}
	list, ok := b.([]any)
	if !ok {
		return nil, c.typeError(e, "IN needs a list, not %s", value.KindName(b))
	}
	return x.In(list, a), nil
}

func (c *compiler) concat(x *exec, e *syntax.Binary, a, b any) (any, error) {
	if a == nil || b == nil {
		return nil, nil
	}
	if err := x.joinable(a, b); err != nil {
		return nil, err
	}
	v, err := value.Concat(a, b)
	return v, c.at(e, err)
}

// The longest string and list that a statement may build.
const (
	longestString = 256 << 20
	longestList   = 32 << 20
)

// joinable books the making of two texts or lists out of two values; it is an
// error if they are too long to be put together.
func (x *exec) joinable(a, b any) error {
	s, _ := a.(string)
	t, _ := b.(string)
	if len(s)+len(t) > longestString {
		return &LimitError{"a string would be longer than 256 MiB"}
	}
	l, left := a.([]any)
	m, right := b.([]any)
	if len(l)+len(m) > longestList {
		return &LimitError{"a list would have more than 33,554,432 elements"}
	}
	if left || right {
		return x.grow(listBytes(len(l)+len(m)+1), len(l)+len(m))
	}
	return x.grow(len(s)+len(t), work.Bytes(len(s)+len(t)))
}

func (c *compiler) arithmetic(x *exec, n syntax.Node, op syntax.Op, a, b any) (any, error) {
	if op == syntax.Add && !(value.IsNumber(a) && value.IsNumber(b)) {
		if err := x.joinable(a, b); err != nil {
			return nil, err
		}
	}
	v, err := value.Arithmetic(op, a, b)
	return v, c.at(n, err)
}

// at gives an error of a leaf package its place in the statement.
func (c *compiler) at(n syntax.Node, err error) error {
	if err == nil {
		return nil
	}
	if e, ok := err.(*value.Error); ok && e.Pos == (syntax.Position{}) {
		return &value.Error{Pos: c.place(n), Kind: e.Kind, Msg: e.Msg}
	}
	return err
}

func (c *compiler) comparison(e *syntax.Comparison) expr {
	operands := c.exprs(e.Operands)
	if len(e.Ops) == 1 {
		f, g, op := operands[0], operands[1], e.Ops[0]
		return func(x *exec, row []any) (any, error) {
			a, err := f(x, row)
			if err != nil {
				return nil, err
			}
			b, err := g(x, row)
			if err != nil {
				return nil, err
			}
			return x.Compares(op, a, b), nil
		}
	}
	return func(x *exec, row []any) (any, error) {
		var result any = true
		a, err := operands[0](x, row)
		if err != nil {
			return nil, err
		}
		for i, op := range e.Ops {
			b, err := operands[i+1](x, row)
			if err != nil {
				return nil, err
			}
			result = value.And(result, x.Compares(op, a, b))
			a = b
		}
		return result, nil
	}
}
