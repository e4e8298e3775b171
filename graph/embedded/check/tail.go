package check

import "github.com/newsgraph/newsgraph/graph/embedded/syntax"

// tail checks ORDER BY, SKIP, LIMIT and the WHERE of a WITH. They see what is
// projected and, where each row comes from one row, also what was before.
func (pr *projector) tail(where syntax.Expr) {
	before := pr.scope
	pr.done.Must(4 * (len(before.names) + len(pr.after.names)))
	both := &scope{before.outer, clone(before.names)}
	for name, v := range pr.after.names { // each into its own key: any order will do
		both.names[name] = v
	}
	pr.run.scope = both
	if len(pr.result.Aggregates) == 0 {
		pr.run.aggregates = refused
	}
	for _, s := range pr.p.OrderBy {
		pr.tailExpr(s.Expr, func() { pr.expr(s.Expr) })
	}
	if where != nil {
		pr.tailExpr(where, func() { pr.condition(where) })
	}
	pr.run.aggregates = refused
	pr.run.scope = newScope(nil)
	pr.amount(pr.p.Skip, "SKIP")
	pr.amount(pr.p.Limit, "LIMIT")
	pr.run.scope = before
}

// tailExpr checks one expression after the projection.
func (pr *projector) tailExpr(e syntax.Expr, check func()) {
	mark := pr.info.Slots
	pr.run.found = nil
	if _, isVariable := e.(*syntax.Variable); !isVariable {
		if slot, ok := pr.texts[pr.print(e)]; ok {
			pr.info.slots[e] = slot
			return
		}
	}
	check()
	if !pr.p.Distinct && len(pr.result.Aggregates) == 0 {
		return
	}
	added := pr.found
	for _, a := range added {
		if !pr.sameAggregate(a) {
			pr.newAggregate(a)
		}
	}
	pr.collapsed(e, len(added) > 0, mark)
}

// sameAggregate gives an aggregate the slot of an equal column.
func (pr *projector) sameAggregate(a Aggregate) bool {
	slot, ok := pr.texts[pr.print(a.Call)]
	if ok {
		pr.info.slots[a.Call] = slot
	}
	return ok
}

// newAggregate refuses an aggregate that is no column.
func (pr *projector) newAggregate(a Aggregate) {
	syntax.Walk(a.Call, func(n syntax.Node) bool {
		if v, ok := n.(*syntax.Variable); ok {
			slot := pr.info.slots[v]
			if kept, ok := pr.vars[slot]; !ok || kept != slot {
				pr.undefined(v)
			}
		}
		return true
	})
	pr.fail(a.Call, "InvalidAggregation", "an aggregate in ORDER BY or WHERE must be a projected column too")
}

func (pr *projector) undefined(v *syntax.Variable) {
	pr.fail(v, "UndefinedVariable", "variable %s is not defined after the projection%s", v.Name, syntax.Suggest(v.Name, pr.after.visible()))
}

// collapsed finds the projected parts of an expression that comes after grouping
// or DISTINCT; whatever else it uses is undefined. Slots from mark on are of
// variables bound within the expression.
func (pr *projector) collapsed(n syntax.Node, aggregating bool, mark int) {
	if e, ok := n.(syntax.Expr); ok {
		if _, known := pr.info.slots[e]; known && isCall(e) {
			return
		}
		v, isVariable := e.(*syntax.Variable)
		if isVariable && (pr.info.slots[v] >= mark || pr.isAfter(v)) {
			return
		}
		if slot, same := pr.texts[pr.print(e)]; same {
			if aggregating && !isSimple(e) && mentions(e) {
				pr.ambiguous(e)
			}
			pr.info.slots[e] = slot
			return
		}
		if isVariable {
			pr.undefined(v)
		}
	}
	for _, c := range syntax.Children(n) {
		pr.collapsed(c, aggregating, mark)
	}
}

// isAfter reports whether v is a variable that the projection made.
func (pr *projector) isAfter(v *syntax.Variable) bool {
	after := pr.after.find(v.Name)
	return after != nil && after.slot == pr.info.slots[v]
}

// isCall reports whether e has the form of an aggregate.
func isCall(e syntax.Expr) bool {
	switch e.(type) {
	case *syntax.Call, *syntax.CountStar:
		return true
	}
	return false
}

// amount checks the number of SKIP and LIMIT.
func (pr *projector) amount(e syntax.Expr, clause string) {
	if e == nil {
		return
	}
	if mentions(e) {
		pr.fail(e, "NonConstantExpression", "%s cannot depend on variables", clause)
	}
	pr.want(e, pr.expr(e), Integer, "InvalidArgumentType")
	if l, ok := e.(*syntax.Literal); ok {
		if n, ok := l.Value.(int64); ok && n < 0 {
			pr.fail(e, "NegativeIntegerArgument", "%s cannot be negative", clause)
		}
	}
}
