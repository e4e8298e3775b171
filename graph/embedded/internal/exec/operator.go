package exec

import (
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/javaregex"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

// Unary is NOT f, +f or -f.
func Unary(at Place, op syntax.Op, f Expr) Expr {
	return func(x *Run, row []any) (any, error) {
		v, err := f(x, row)
		if err != nil || v == nil {
			return nil, err
		}
		v, err = value.Unary(op, v)
		return v, at.mend(err)
	}
}

// operator makes a value of the values of two operands.
type operator func(x *Run, a, b any) (any, error)

// Binary is f op g, for every operator but AND, OR, XOR and the comparisons.
func Binary(at Place, op syntax.Op, f, g Expr) Expr {
	apply := operatorOf(at, op)
	return func(x *Run, row []any) (any, error) {
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

// InRange is f IN range(…), which makes no list.
func InRange(f Expr, of LazyList) Expr {
	return func(x *Run, row []any) (any, error) {
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

func operatorOf(at Place, op syntax.Op) operator {
	switch op {
	case syntax.In:
		return func(x *Run, a, b any) (any, error) { return in(at, x, a, b) }
	case syntax.StartsWith:
		return texts(strings.HasPrefix)
	case syntax.EndsWith:
		return texts(strings.HasSuffix)
	case syntax.Contains:
		return texts(strings.Contains)
	case syntax.Concat:
		return func(x *Run, a, b any) (any, error) { return concat(at, x, a, b) }
	case syntax.Regex:
		return func(x *Run, a, b any) (any, error) { return matches(at, x, a, b) }
	}
	return func(x *Run, a, b any) (any, error) { return arithmetic(at, x, op, a, b) }
}

// texts makes an operator that is null for anything but two strings.
func texts(holds func(a, b string) bool) operator {
	return func(x *Run, a, b any) (any, error) {
		s, ok := a.(string)
		t, ok2 := b.(string)
		if !ok || !ok2 {
			return nil, nil
		}
		return holds(s, t), x.Do(work.Bytes(len(s) + len(t)))
	}
}

func in(at Place, x *Run, a, b any) (any, error) {
	if b == nil {
		return nil, nil
	}
	list, ok := b.([]any)
	if !ok {
		return nil, at.typeError("IN needs a list, not %s", value.KindName(b))
	}
	return x.In(list, a), nil
}

func concat(at Place, x *Run, a, b any) (any, error) {
	if a == nil || b == nil {
		return nil, nil
	}
	if err := x.joinable(a, b); err != nil {
		return nil, err
	}
	v, err := value.Concat(a, b)
	return v, at.mend(err)
}

// The longest string and list that a statement may build.
const (
	longestString = 256 << 20
	longestList   = 32 << 20
)

// joinable books the making of two texts or lists out of two values; it is an
// error if they are too long to be put together.
func (x *Run) joinable(a, b any) error {
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

func arithmetic(at Place, x *Run, op syntax.Op, a, b any) (any, error) {
	if op == syntax.Add && !(value.IsNumber(a) && value.IsNumber(b)) {
		if err := x.joinable(a, b); err != nil {
			return nil, err
		}
	}
	v, err := value.Arithmetic(op, a, b)
	return v, at.mend(err)
}

// matches is =~, which must match the whole text.
func matches(at Place, x *Run, a, b any) (any, error) {
	s, ok := a.(string)
	p, ok2 := b.(string)
	if !ok || !ok2 {
		return nil, nil
	}
	re, err := x.regexp(p)
	if err != nil {
		return nil, at.fail("ArgumentError", "regular expression: "+err.Error())
	}
	return re.Match(x.Account, s), nil
}

// regexp compiles a pattern once per statement.
func (x *Run) regexp(pattern string) (*javaregex.Regexp, error) {
	if re := x.regexps[pattern]; re != nil {
		return re, nil
	}
	re, err := javaregex.Compile(x.Account, pattern)
	if err != nil {
		return nil, err
	}
	if len(x.regexps) >= 1000 || x.regexps == nil {
		x.regexps = map[string]*javaregex.Regexp{}
	}
	x.regexps[pattern] = re
	return re, nil
}
