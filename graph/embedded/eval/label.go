package eval

import (
	"fmt"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

func (c *compiler) hasLabels(e *syntax.HasLabels) expr {
	of, fits := c.expr(e.Of), c.labels(e.Labels)
	return func(x *exec, row []any) (any, error) {
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
		return nil, c.typeError(e, "%s has no labels", value.KindName(v))
	}
}

// labelTest is a compiled label expression over the labels of a node or the one
// type of an edge.
type labelTest func(x *exec, row []any, labels []string) (bool, error)

func (c *compiler) labels(e syntax.LabelExpr) labelTest {
	switch e := e.(type) {
	case *syntax.LabelName:
		return func(_ *exec, _ []any, labels []string) (bool, error) { return contains(labels, e.Name), nil }
	case *syntax.LabelAny:
		return func(_ *exec, _ []any, labels []string) (bool, error) { return len(labels) > 0, nil }
	case *syntax.LabelNot:
		f := c.labels(e.X)
		return func(x *exec, row []any, labels []string) (bool, error) {
			ok, err := f(x, row, labels)
			return !ok, err
		}
	case *syntax.LabelAnd:
		f, g := c.labels(e.X), c.labels(e.Y)
		return func(x *exec, row []any, labels []string) (bool, error) {
			if ok, err := f(x, row, labels); !ok || err != nil {
				return false, err
			}
			return g(x, row, labels)
		}
	case *syntax.LabelOr:
		f, g := c.labels(e.X), c.labels(e.Y)
		return func(x *exec, row []any, labels []string) (bool, error) {
			if ok, err := f(x, row, labels); ok || err != nil {
				return ok, err
			}
			return g(x, row, labels)
		}
	case *syntax.LabelDynamic:
		names := c.dynamic(e)
		return func(x *exec, row []any, labels []string) (bool, error) {
			wanted, err := names(x, row)
			if err != nil {
				return false, err
			}
			for _, name := range wanted {
				if contains(labels, name) == e.Any {
					return e.Any, nil
				}
			}
			return !e.Any, nil
		}
	}
	panic(fmt.Sprintf("internal error: label expression %T", e))
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// dynamic compiles $(expr) to the names it stands for.
func (c *compiler) dynamic(e *syntax.LabelDynamic) func(x *exec, row []any) ([]string, error) {
	f := c.expr(e.Expr)
	return func(x *exec, row []any) ([]string, error) {
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
				return nil, c.typeError(e, "a label or type must be a string that is not empty, not %s", value.KindName(n))
			}
		}
		return names, nil
	}
}
