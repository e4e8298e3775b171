package value

import (
	"math"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
	"github.com/newsgraph/newsgraph/graph/embedded/temporal"
)

// Unary is NOT v, +v or -v for a v that is not null.
func Unary(op syntax.Op, v any) (any, error) {
	switch n := v.(type) {
	case bool:
		if op == syntax.Not {
			return !n, nil
		}
	case int64:
		switch {
		case op == syntax.Add:
			return n, nil
		case op == syntax.Sub && n == math.MinInt64:
			return nil, overflow()
		case op == syntax.Sub:
			return -n, nil
		}
	case float64:
		switch op {
		case syntax.Add:
			return n, nil
		case syntax.Sub:
			return -n, nil
		}
	case graph.Duration:
		if op == syntax.Sub {
			return temporal.Negate(n), nil
		}
	}
	return nil, TypeError("%s cannot be applied to %s", op, KindName(v))
}

// Concat is the || of Cypher for two values that are not null.
func Concat(a, b any) (any, error) {
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
	return nil, TypeError("|| cannot join %s and %s", KindName(a), KindName(b))
}

func joined(a, b []any) []any {
	return append(append(make([]any, 0, len(a)+len(b)), a...), b...)
}

// Arithmetic is + - * / % or ^ of two values. Numbers are added, lists and texts
// joined, durations added to times and scaled. Null makes null.
func Arithmetic(op syntax.Op, a, b any) (any, error) {
	i, intA := a.(int64)
	j, intB := b.(int64)
	if intA && intB && op != syntax.Pow {
		return integers(op, i, j)
	}
	if op == syntax.Add {
		if v, ok := add(a, b); ok {
			return v, nil
		}
	}
	if a == nil || b == nil {
		return nil, nil
	}
	f, okA := AsFloat(a)
	g, okB := AsFloat(b)
	if okA && okB {
		return floats(op, f, g), nil
	}
	if v, ok, err := temporalArithmetic(op, a, b); ok {
		return v, err
	}
	return nil, TypeError("%s cannot be applied to %s and %s", op, KindName(a), KindName(b))
}

// add joins lists and strings; numbers are left to arithmetic.
func add(a, b any) (any, bool) {
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
	case textA && IsNumber(b):
		return s + TextOf(b), true
	case textB && IsNumber(a):
		return TextOf(a) + t, true
	}
	return nil, false
}

func integers(op syntax.Op, i, j int64) (any, error) {
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
			return nil, NewError("ArithmeticError", "division by zero")
		}
		if op == syntax.Mod {
			if j == -1 {
				return int64(0), nil
			}
			return i % j, nil
		}
		return i / j, nil // the least integer by -1 stays what it is, as in Java
	}
	return nil, overflow()
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

// temporalArithmetic adds and takes away durations and scales them; ok is false
// if the operands are not for it.
func temporalArithmetic(op syntax.Op, a, b any) (v any, ok bool, err error) {
	d, left := a.(graph.Duration)
	e, right := b.(graph.Duration)
	switch {
	case op == syntax.Add && left && right:
		return temporal.AddDurations(d, e), true, nil
	case op == syntax.Sub && left && right:
		return temporal.AddDurations(d, temporal.Negate(e)), true, nil
	case op == syntax.Mul && left && IsNumber(b):
		v, err = temporal.Scale(d, b, false)
		return v, true, ArgumentError(err)
	case op == syntax.Mul && right && IsNumber(a):
		v, err = temporal.Scale(e, a, false)
		return v, true, ArgumentError(err)
	case op == syntax.Div && left && IsNumber(b):
		v, err = temporal.Scale(d, b, true)
		return v, true, ArgumentError(err)
	case right && isTemporal(a) && op == syntax.Add:
		v, err = temporal.Add(a, e)
		return v, true, ArgumentError(err)
	case right && isTemporal(a) && op == syntax.Sub:
		v, err = temporal.Add(a, temporal.Negate(e))
		return v, true, ArgumentError(err)
	case left && isTemporal(b) && op == syntax.Add:
		v, err = temporal.Add(b, d)
		return v, true, ArgumentError(err)
	}
	return nil, false, nil
}

// isTemporal reports whether v marks a point in time.
func isTemporal(v any) bool { return rank(v) >= rank(time.Time{}) && rank(v) < rank(graph.Duration{}) }

// AddDurations adds part by part: months, days, seconds and nanoseconds.
func AddDurations(a, b graph.Duration) graph.Duration { return temporal.AddDurations(a, b) }

// DivideDuration divides each part; what is left of a month goes on in days, and so on.
func DivideDuration(d graph.Duration, n float64) (any, error) {
	v, err := temporal.Scale(d, n, true)
	return v, ArgumentError(err)
}
