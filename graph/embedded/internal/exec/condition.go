package exec

import (
	"slices"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// IsNull is f IS NULL, or IS NOT NULL.
func IsNull(f Expr, not bool) Expr {
	return func(x *Run, row []any) (any, error) {
		v, err := f(x, row)
		if err != nil {
			return nil, err
		}
		return (v == nil) != not, nil
	}
}

// Logical is f AND g, OR or XOR, for two conditions; g is asked only if it matters.
func Logical(op syntax.Op, f, g Expr) Expr {
	return func(x *Run, row []any) (any, error) {
		a, err := f(x, row)
		if err != nil {
			return nil, err
		}
		if op == syntax.And && a == false || op == syntax.Or && a == true {
			return a, nil
		}
		b, err := g(x, row)
		if err != nil {
			return nil, err
		}
		switch op {
		case syntax.And:
			return value.And(a, b), nil
		case syntax.Or:
			return value.Or(a, b), nil
		}
		return value.Xor(a, b), nil
	}
}

// Condition is a condition: a boolean or null, anything else is an error. Of a pattern
// the list must not be empty.
func Condition(at Place, f Expr, pattern bool) Expr {
	return func(x *Run, row []any) (any, error) {
		before := x.made
		v, err := f(x, row)
		if x.made = before; err != nil {
			return nil, err
		}
		switch v := v.(type) {
		case bool, nil:
			return v, nil
		case []any:
			if pattern {
				return len(v) > 0, nil
			}
		}
		return nil, at.typeError("a condition must be a boolean, not %s", value.KindName(v))
	}
}

// Comparison is a chain of comparisons: operands[0] ops[0] operands[1] …
func Comparison(ops []syntax.Op, operands []Expr) Expr {
	if len(ops) == 1 {
		f, g, op := operands[0], operands[1], ops[0]
		return func(x *Run, row []any) (any, error) {
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
	return func(x *Run, row []any) (any, error) {
		var result any = true
		a, err := operands[0](x, row)
		if err != nil {
			return nil, err
		}
		for i, op := range ops {
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

// HasLabels is of:labels.
func HasLabels(at Place, of Expr, fits LabelTest) Expr {
	return func(x *Run, row []any) (any, error) {
		v, err := of(x, row)
		if err != nil || v == nil {
			return nil, err
		}
		switch v := v.(type) {
		case *storage.Node:
			return fits(x, row, v.Labels())
		case *storage.Edge:
			return fits(x, row, []string{v.Type.Name})
		}
		return nil, at.typeError("%s has no labels", value.KindName(v))
	}
}

// LabelTest is a compiled label expression over the labels of a node or the one
// type of an edge.
type LabelTest func(x *Run, row []any, labels []string) (bool, error)

// Carries tests for one label.
func Carries(name string) LabelTest {
	return func(_ *Run, _ []any, labels []string) (bool, error) { return slices.Contains(labels, name), nil }
}

// CarriesAny tests for any label.
func CarriesAny() LabelTest {
	return func(_ *Run, _ []any, labels []string) (bool, error) { return len(labels) > 0, nil }
}

// CarriesNot is the opposite of a test.
func CarriesNot(f LabelTest) LabelTest {
	return func(x *Run, row []any, labels []string) (bool, error) {
		ok, err := f(x, row, labels)
		return !ok, err
	}
}

// CarriesEither is true if one of two tests is.
func CarriesEither(f, g LabelTest) LabelTest {
	return func(x *Run, row []any, labels []string) (bool, error) {
		if ok, err := f(x, row, labels); ok || err != nil {
			return ok, err
		}
		return g(x, row, labels)
	}
}

// CarriesNamed tests for all, or any, of the labels whose names are worked out.
func CarriesNamed(names LabelNames, one bool) LabelTest {
	return func(x *Run, row []any, labels []string) (bool, error) {
		wanted, err := names(x, row)
		if err != nil {
			return false, err
		}
		for _, name := range wanted {
			if slices.Contains(labels, name) == one {
				return one, nil
			}
		}
		return !one, nil
	}
}

// CarriesBoth is true if both tests are; the first may be nil.
func CarriesBoth(a, b LabelTest) LabelTest {
	if a == nil {
		return b
	}
	return func(x *Run, row []any, labels []string) (bool, error) {
		if ok, err := a(x, row, labels); !ok || err != nil {
			return false, err
		}
		return b(x, row, labels)
	}
}

// LabelNames works out labels, or a type, that are to be set or looked for.
type LabelNames func(x *Run, row []any) ([]string, error)

// NamesOf is the names that an expression stands for: a string or a list of them.
func NamesOf(at Place, f Expr) LabelNames {
	return func(x *Run, row []any) ([]string, error) {
		before := x.made
		v, err := f(x, row)
		if x.made = before; err != nil {
			return nil, err
		}
		list, ok := v.([]any)
		if !ok {
			list = []any{v}
		}
		names := make([]string, len(list))
		for i, n := range list {
			if names[i], ok = n.(string); !ok || names[i] == "" {
				return nil, at.typeError("a label or type must be a string that is not empty, not %s", value.KindName(n))
			}
		}
		return names, nil
	}
}
