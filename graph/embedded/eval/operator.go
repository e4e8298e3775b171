package eval

import (
	"math"
	"strings"

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
		switch n := v.(type) {
		case bool:
			if e.Op == syntax.Not {
				return !n, nil
			}
		case int64:
			switch {
			case e.Op == syntax.Add:
				return n, nil
			case e.Op == syntax.Sub && n == math.MinInt64:
				return nil, c.overflow(e)
			case e.Op == syntax.Sub:
				return -n, nil
			}
		case float64:
			switch e.Op {
			case syntax.Add:
				return n, nil
			case syntax.Sub:
				return -n, nil
			}
		}
		if d, ok := negated(v); ok && e.Op == syntax.Sub {
			return d, nil
		}
		return nil, c.typeError(e, "%s cannot be applied to %s", e.Op, kindName(v))
	}
}

func (c *compiler) overflow(n syntax.Node) error {
	return &Error{c.place(n), "ArithmeticError", "the result does not fit an integer of 64 bits"}
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
		return s.holds(v), nil
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
		return nil, c.typeError(e, "IN needs a list, not %s", kindName(b))
	}
	unknown := false
	for _, v := range list {
		x.Must(1)
		switch x.equal(a, v) {
		case true:
			return true, nil
		case nil:
			unknown = true
		}
	}
	if unknown {
		return nil, nil
	}
	return false, nil
}

func (c *compiler) concat(x *exec, e *syntax.Binary, a, b any) (any, error) {
	if a == nil || b == nil {
		return nil, nil
	}
	if err := x.joinable(a, b); err != nil {
		return nil, err
	}
	switch s := a.(type) {
	case string:
		if t, ok := b.(string); ok {
			return s + t, nil
		}
	case []any:
		if t, ok := b.([]any); ok {
			return joined(s, t), nil
		}
	}
	return nil, c.typeError(e, "|| cannot join %s and %s", kindName(a), kindName(b))
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

func joined(a, b []any) []any {
	return append(append(make([]any, 0, len(a)+len(b)), a...), b...)
}

func (c *compiler) arithmetic(x *exec, n syntax.Node, op syntax.Op, a, b any) (any, error) {
	i, intA := a.(int64)
	j, intB := b.(int64)
	if intA && intB && op != syntax.Pow {
		return c.integers(n, op, i, j)
	}
	if op == syntax.Add {
		if err := x.joinable(a, b); err != nil {
			return nil, err
		}
		if v, ok := c.add(a, b); ok {
			return v, nil
		}
	}
	if a == nil || b == nil {
		return nil, nil
	}
	f, okA := asFloat(a)
	g, okB := asFloat(b)
	if okA && okB {
		return floats(op, f, g), nil
	}
	if v, ok, err := temporalArithmetic(op, a, b); ok {
		return v, c.at(n, err)
	}
	return nil, c.typeError(n, "%s cannot be applied to %s and %s", op, kindName(a), kindName(b))
}

// at gives an error of a leaf package its place in the statement.
func (c *compiler) at(n syntax.Node, err error) error {
	if err == nil {
		return nil
	}
	if e, ok := err.(*Error); ok && e.Pos == (syntax.Position{}) {
		return &Error{c.place(n), e.Kind, e.Msg}
	}
	return err
}

// add joins lists and strings; numbers are left to arithmetic.
func (c *compiler) add(a, b any) (any, bool) {
	if list, ok := a.([]any); ok {
		switch t := b.(type) {
		case nil:
			return nil, true
		case []any:
			return joined(list, t), true
		}
		return joined(list, []any{b}), true
	}
	if list, ok := b.([]any); ok && a != nil {
		return joined([]any{a}, list), true
	}
	s, textA := a.(string)
	t, textB := b.(string)
	switch {
	case textA && textB:
		return s + t, true
	case textA && isNumber(b):
		return s + textOf(b), true
	case textB && isNumber(a):
		return textOf(a) + t, true
	}
	return nil, false
}

func isNumber(v any) bool {
	switch v.(type) {
	case int64, float64:
		return true
	}
	return false
}

func asFloat(v any) (float64, bool) {
	switch v := v.(type) {
	case int64:
		return float64(v), true
	case float64:
		return v, true
	}
	return 0, false
}

func (c *compiler) integers(n syntax.Node, op syntax.Op, i, j int64) (any, error) {
	switch op {
	case syntax.Add:
		if s := i + j; (s > i) == (j > 0) {
			return s, nil
		}
	case syntax.Sub:
		if d := i - j; (d < i) == (j > 0) {
			return d, nil
		}
	case syntax.Mul:
		if p := i * j; i == 0 || p/i == j && !(i == -1 && j == math.MinInt64) {
			return p, nil
		}
	case syntax.Div, syntax.Mod:
		if j == 0 {
			return nil, &Error{c.place(n), "ArithmeticError", "division by zero"}
		}
		if op == syntax.Mod {
			if j == -1 {
				return int64(0), nil
			}
			return i % j, nil
		}
		return i / j, nil // the least integer by -1 stays what it is, as in Java
	}
	return nil, c.overflow(n)
}

func floats(op syntax.Op, f, g float64) any {
	switch op {
	case syntax.Add:
		return f + g
	case syntax.Sub:
		return f - g
	case syntax.Mul:
		return f * g
	case syntax.Div:
		return f / g
	case syntax.Mod:
		return math.Mod(f, g)
	case syntax.Pow:
		return math.Pow(f, g)
	}
	panic("internal error: operator " + string(op))
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
			return x.compares(op, a, b), nil
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
			result = and(result, x.compares(op, a, b))
			a = b
		}
		return result, nil
	}
}

func (w values) compares(op syntax.Op, a, b any) any {
	switch op {
	case syntax.Equal:
		return w.equal(a, b)
	case syntax.NotEqual:
		return not(w.equal(a, b))
	}
	if a == nil || b == nil {
		return nil
	}
	c, known := w.compare(a, b)
	if !known {
		if isNumber(a) && isNumber(b) {
			return false // NaN
		}
		return nil
	}
	switch op {
	case syntax.Less:
		return c < 0
	case syntax.LessEq:
		return c <= 0
	case syntax.Greater:
		return c > 0
	}
	return c >= 0
}
