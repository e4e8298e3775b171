package check

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// want fails if a value of n cannot be of kind k.
func (r *run) want(n syntax.Node, v value, k Kind, kind string) {
	if !v.kind.can(k) {
		r.fail(n, kind, "expected %s, found %s", k, v.kind)
	}
}

// condition checks an expression that must be true, false or null. Only there
// may a path stand for "there is such a path".
func (r *run) condition(e syntax.Expr) value {
	switch e := e.(type) {
	case *syntax.PatternPredicate:
		r.pattern([]*syntax.Path{e.Path}, r.unbound)
		return one(Boolean)
	case *syntax.Binary:
		if e.Op == syntax.And || e.Op == syntax.Or || e.Op == syntax.Xor {
			r.condition(e.X)
			r.condition(e.Y)
			return one(Boolean)
		}
	case *syntax.Unary:
		if e.Op == syntax.Not {
			r.condition(e.X)
			return one(Boolean)
		}
	}
	v := r.expr(e)
	r.want(e, v, Boolean, "InvalidArgumentType")
	return v
}

// unbound refuses a new variable in a path that is a condition.
func (r *run) unbound(v *syntax.Variable) {
	r.fail(v, "UndefinedVariable", "variable %s is not defined; a path used as a condition cannot bind one, EXISTS { } can", v.Name)
}

// expr checks an expression and returns what is known of its value.
func (r *run) expr(e syntax.Expr) value {
	r.done.Must(1)
	switch e := e.(type) {
	case *syntax.Literal:
		return literal(e.Value)
	case *syntax.Parameter:
		return anything()
	case *syntax.Variable:
		return r.use(e).value
	case *syntax.Property:
		return r.property(e)
	case *syntax.Index:
		return r.index(e)
	case *syntax.Slice:
		r.want(e.Of, r.expr(e.Of), List, "InvalidArgumentType")
		r.optional(Integer, e.From, e.To)
		return one(List)
	case *syntax.Unary:
		return r.unary(e)
	case *syntax.Binary:
		return r.binary(e)
	case *syntax.Comparison:
		for _, x := range e.Operands {
			r.expr(x)
		}
		return one(Boolean)
	case *syntax.IsNull:
		r.expr(e.X)
		return one(Boolean)
	case *syntax.HasLabels:
		r.want(e.Of, r.expr(e.Of), Node|Edge, "InvalidArgumentType")
		r.labels(e.Labels)
		return one(Boolean)
	case *syntax.List:
		return r.list(e)
	case *syntax.Map:
		for _, entry := range e.Entries {
			r.expr(entry.Value)
		}
		return one(Map)
	case *syntax.MapProjection:
		return r.mapProjection(e)
	case *syntax.Call:
		return r.call(e)
	case *syntax.CountStar:
		r.aggregate(e)
		return one(Integer)
	case *syntax.Case:
		return r.caseExpr(e)
	}
	return r.scoped(e)
}

func literal(v any) value {
	switch v.(type) {
	case bool:
		return one(Boolean)
	case int64:
		return one(Integer)
	case float64:
		return one(Float)
	case string:
		return one(String)
	}
	return anything()
}

// optional checks expressions that may be absent.
func (r *run) optional(k Kind, exprs ...syntax.Expr) {
	for _, e := range exprs {
		if e != nil {
			r.want(e, r.expr(e), k, "InvalidArgumentType")
		}
	}
}

func (r *run) property(e *syntax.Property) value {
	of := r.expr(e.Of)
	r.want(e.Of, of, Node|Edge|Map|Temporal|Duration, "InvalidArgumentType")
	if of.kind&^(Node|Edge) == 0 { // what can be stored
		const stored = Any &^ (Node | Edge | Path | Map)
		return value{kind: stored, elem: stored &^ List}
	}
	return anything()
}

func (r *run) index(e *syntax.Index) value {
	of, key := r.expr(e.Of), r.expr(e.Key)
	r.want(e.Of, of, List|Map|Node|Edge, "InvalidArgumentType")
	if of.kind == List {
		r.want(e.Key, key, Integer, "InvalidArgumentType")
		return one(of.elem)
	}
	return anything()
}

func (r *run) unary(e *syntax.Unary) value {
	if e.Op == syntax.Not {
		return r.condition(e)
	}
	v := r.expr(e.X)
	r.want(e.X, v, Number|Duration, "InvalidArgumentType")
	return one(v.kind)
}

func (r *run) binary(e *syntax.Binary) value {
	switch e.Op {
	case syntax.And, syntax.Or, syntax.Xor:
		return r.condition(e)
	case syntax.In:
		r.expr(e.X)
		r.want(e.Y, r.expr(e.Y), List, "InvalidArgumentType")
		return one(Boolean)
	case syntax.Regex, syntax.StartsWith, syntax.EndsWith, syntax.Contains:
		r.expr(e.X)
		r.expr(e.Y)
		return one(Boolean)
	}
	x, y := r.expr(e.X), r.expr(e.Y)
	operands := Any
	switch e.Op {
	case syntax.Add:
		r.addable(e, x, y)
	case syntax.Sub:
		operands = Number | Temporal | Duration
	case syntax.Mul, syntax.Div:
		operands = Number | Duration
	case syntax.Mod, syntax.Pow:
		operands = Number
	}
	r.want(e.X, x, operands, "InvalidArgumentType")
	r.want(e.Y, y, operands, "InvalidArgumentType")
	return arithmetic(e.Op, x, y)
}

// addable checks the operands of +: one may be anything if the other is a list.
func (r *run) addable(e *syntax.Binary, x, y value) {
	const some = Number | String | List | Temporal | Duration
	if !x.kind.can(some) && !y.kind.can(List) {
		r.want(e.X, x, some, "InvalidArgumentType")
	}
	if !y.kind.can(some) && !x.kind.can(List) {
		r.want(e.Y, y, some, "InvalidArgumentType")
	}
	if !x.kind.can(List) && !y.kind.can(List) && (x.kind == Boolean || y.kind == Boolean) {
		r.fail(e, "InvalidArgumentType", "+ cannot join %s and %s", x.kind, y.kind)
	}
}

// arithmetic is what is known of x op y.
func arithmetic(op syntax.Op, x, y value) value {
	switch {
	case op == syntax.Pow:
		return one(Float)
	case x.kind == Integer && y.kind == Integer:
		return one(Integer)
	case x.kind|y.kind == Number, x.kind == Float && y.kind == Float:
		return one(Number)
	case op == syntax.Add && (x.kind == List || y.kind == List):
		return one(List)
	}
	return anything()
}

func (r *run) list(e *syntax.List) value {
	var elem Kind
	for _, x := range e.Elems {
		elem |= r.expr(x).kind
	}
	return listOf(elem)
}

func (r *run) mapProjection(e *syntax.MapProjection) value {
	r.want(e.Of, r.use(e.Of).value, Node|Edge|Map, "InvalidArgumentType")
	for _, item := range e.Items {
		if item.Value != nil {
			r.expr(item.Value)
		}
	}
	return one(Map)
}

func (r *run) caseExpr(e *syntax.Case) value {
	if e.Test != nil {
		r.expr(e.Test)
	}
	var kind Kind
	for _, w := range e.Whens {
		if e.Test != nil {
			r.expr(w.Cond)
		} else {
			r.condition(w.Cond)
		}
		kind |= r.expr(w.Value).kind
	}
	if e.Else != nil {
		kind |= r.expr(e.Else).kind
	}
	return one(kind)
}

// otherFunctions are those that Neo4j has and this engine has not.
var otherFunctions = [...]string{
	"normalize", "point", "point.distance", "point.withinbbox", "distance", "file", "linenumber", "graph.names",
	"graph.propertiesbyname", "graph.byname", "graph.byelementid", "db.namefromelementid", "vector.similarity.cosine",
	"vector.similarity.euclidean",
}

// call checks a call of a function or an aggregate.
func (r *run) call(e *syntax.Call) value {
	f := r.functions[strings.ToLower(e.Name)]
	if f == nil {
		if slices.Contains(otherFunctions[:], strings.ToLower(e.Name)) {
			r.unsupported(e, "function "+e.Name)
		}
		r.fail(e, "UnknownFunction", "unknown function %s%s", e.Name, syntax.Suggest(e.Name, r.functionNames))
	}
	if len(e.Args) < f.Min || f.Max >= 0 && len(e.Args) > f.Max {
		r.fail(e, "InvalidNumberOfArguments", "function %s takes %s, not %d", f.Name, count(f.Min, f.Max), len(e.Args))
	}
	if e.Distinct && !f.Aggregate {
		r.fail(e, "UnexpectedSyntax", "DISTINCT is only for aggregates, not for %s", f.Name)
	}
	if r.aggregates == nested && f.Volatile {
		r.fail(e, "NonConstantExpression", "%s cannot be used in an aggregate", f.Name)
	}
	if f.Aggregate {
		r.aggregate(e)
	}
	outer := r.aggregates
	if f.Aggregate {
		r.aggregates = nested
	}
	for i, a := range e.Args {
		if strings.EqualFold(f.Name, "exists") {
			r.exists(a)
			continue
		}
		v := r.expr(a)
		if i < len(f.Args) {
			r.want(a, v, f.Args[i], "InvalidArgumentType")
		}
	}
	r.aggregates = outer
	return one(f.Result)
}

// exists checks the argument of exists(): a path. Of a property it asked in older
// versions.
func (r *run) exists(arg syntax.Expr) {
	p, ok := arg.(*syntax.PatternPredicate)
	if !ok {
		text := r.print(arg)
		r.fail(arg, "UnexpectedSyntax", "exists(%s) is no longer part of Cypher; write %s IS NOT NULL", text, text)
	}
	r.condition(p)
}

// aggregate notes a call of an aggregate where there may be one.
func (r *run) aggregate(e syntax.Expr) {
	switch r.aggregates {
	case refused:
		r.fail(e, "InvalidAggregation", "aggregates are only possible in WITH and RETURN, and not within a comprehension")
	case nested:
		r.fail(e, "NestedAggregation", "an aggregate cannot be in an aggregate")
	}
	slot := r.slot()
	r.info.slots[e] = slot
	r.found = append(r.found, Aggregate{e, slot})
}

// without runs f where no aggregates are possible.
func (r *run) without(f func()) {
	outer := r.aggregates
	r.aggregates = refused
	f()
	r.aggregates = outer
}
