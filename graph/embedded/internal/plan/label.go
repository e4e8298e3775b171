package plan

import (
	"fmt"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/exec"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// labels compiles a label expression to a test.
func (c *compiler) labels(e syntax.LabelExpr) exec.LabelTest {
	switch e := e.(type) {
	case *syntax.LabelName:
		return exec.Carries(e.Name)
	case *syntax.LabelAny:
		return exec.CarriesAny()
	case *syntax.LabelNot:
		return exec.CarriesNot(c.labels(e.X))
	case *syntax.LabelAnd:
		return exec.CarriesBoth(c.labels(e.X), c.labels(e.Y))
	case *syntax.LabelOr:
		return exec.CarriesEither(c.labels(e.X), c.labels(e.Y))
	case *syntax.LabelDynamic:
		return exec.CarriesNamed(c.dynamic(e), e.Any)
	}
	panic(fmt.Sprintf("internal error: label expression %T", e))
}

// dynamic compiles $(expr) to the names it stands for.
func (c *compiler) dynamic(e *syntax.LabelDynamic) exec.LabelNames {
	return exec.NamesOf(c.place(e), c.expr(e.Expr))
}

// plainLabels collects the names that a label expression demands in any case.
func plainLabels(e syntax.LabelExpr, list []string) []string {
	switch e := e.(type) {
	case *syntax.LabelName:
		return append(list, e.Name)
	case *syntax.LabelAnd:
		return plainLabels(e.Y, plainLabels(e.X, list))
	}
	return list
}

// alternatives returns the names of A|B|C; ok is false for anything else.
func alternatives(e syntax.LabelExpr, list []string) ([]string, bool) {
	switch e := e.(type) {
	case *syntax.LabelName:
		return append(list, e.Name), true
	case *syntax.LabelOr:
		list, ok := alternatives(e.X, list)
		if !ok {
			return nil, false
		}
		return alternatives(e.Y, list)
	}
	return nil, false
}
