package check

import "github.com/newsgraph/newsgraph/graph/embedded/syntax"

// grouping checks the items with aggregates: what is not inside an aggregate
// must be a grouping key, or it would not have one value in a group.
func (pr *projector) grouping() {
	if len(pr.result.Aggregates) == 0 {
		pr.result.Keys = nil
		return
	}
	for _, e := range pr.exprs {
		pr.grouped(e)
	}
}

// grouped walks an expression with aggregates down to the keys, and notes the
// slots in which they stand.
func (pr *projector) grouped(n syntax.Node) {
	if e, ok := n.(syntax.Expr); ok {
		if pr.isAggregate(e) {
			return
		}
		if v, ok := e.(*syntax.Variable); ok {
			pr.groupedVariable(v)
			return
		}
		if slot, ok := pr.texts[pr.print(e)]; ok && isSimple(e) {
			pr.info.slots[e] = slot
			return
		}
	}
	for _, c := range syntax.Children(n) {
		pr.grouped(c)
	}
}

func (pr *projector) groupedVariable(v *syntax.Variable) {
	slot := pr.info.slots[v]
	if key, ok := pr.vars[slot]; ok {
		pr.info.slots[v] = key
	} else if slot < pr.mark { // not bound within the expression
		pr.ambiguous(v)
	}
}

func (pr *projector) ambiguous(n syntax.Node) {
	pr.fail(n, "AmbiguousAggregationExpression", "beside an aggregate only constants, grouping keys and their properties are possible; project this by itself with WITH first")
}

// isAggregate reports whether e is an aggregate of the projection.
func (pr *projector) isAggregate(e syntax.Expr) bool {
	for _, a := range pr.result.Aggregates {
		if a.Call == e {
			return true
		}
	}
	return false
}

// isSimple reports whether e is a variable or a property of one.
func isSimple(e syntax.Expr) bool {
	switch e := e.(type) {
	case *syntax.Variable:
		return true
	case *syntax.Property:
		return isSimple(e.Of)
	}
	return false
}

// mentions reports whether an expression has variables.
func mentions(e syntax.Expr) (found bool) {
	syntax.Walk(e, func(n syntax.Node) bool {
		_, ok := n.(*syntax.Variable)
		found = found || ok
		return !found
	})
	return found
}
