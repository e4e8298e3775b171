package check

import (
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// projector checks one WITH or RETURN.
type projector struct {
	*run
	p      *syntax.Projection
	result *Projection
	texts  map[string]int // canonical text of an item's expression to its slot
	after  *scope         // what is projected
	vars   map[int]int    // slot before the projection to slot after, of variables that are keys
	mark   int            // slots from here on belong to the projection's own expressions
	exprs  []syntax.Expr  // the expressions of the items with aggregates
}

// project checks WITH or RETURN, replaces the scope, and returns the columns.
func (r *run) project(p *syntax.Projection, where syntax.Expr, isReturn bool) []Column {
	pr := &projector{run: r, p: p, result: &Projection{}, texts: map[string]int{}, vars: map[int]int{}, mark: r.info.Slots}
	pr.after = newScope(r.scope.outer)
	outerFound, outerAggregates := r.found, r.aggregates
	r.found, r.aggregates = nil, allowed
	if p.Form == syntax.AsLet {
		r.aggregates = refused
	}
	pr.star(isReturn)
	for _, item := range p.Items {
		pr.item(item)
	}
	pr.result.Aggregates = r.found
	pr.grouping()
	pr.tail(where)
	if !isReturn {
		pr.aliases()
	}
	r.found, r.aggregates = outerFound, outerAggregates
	r.scope = pr.after
	r.info.projections[p] = pr.result
	var columns []Column
	for _, item := range pr.result.Items {
		columns = append(columns, Column{item.Name, item.Slot})
	}
	return columns
}

// star adds what * stands for.
func (pr *projector) star(isReturn bool) {
	if !pr.p.Star {
		return
	}
	vars := pr.scope.sorted()
	pr.done.Must(8 * len(vars))
	if len(vars) == 0 && isReturn && pr.scope.outer == nil {
		pr.fail(pr.p, "NoVariablesInScope", "RETURN * without any variables")
	}
	for i, v := range vars {
		pr.result.Keys = append(pr.result.Keys, i)
		pr.add(Item{v.name, v.slot, nil}, v.value)
		pr.vars[v.slot] = v.slot
		pr.texts[syntax.Quote(v.name)] = v.slot
	}
}

// add appends an item to the result and its name to the new scope.
func (pr *projector) add(item Item, val value) {
	pr.result.Items = append(pr.result.Items, item)
	pr.after.names[item.Name] = &variable{item.Name, item.Slot, val}
}

func (pr *projector) item(item *syntax.ProjectionItem) {
	before := len(pr.found)
	if pr.p.Form == syntax.AsLet && pr.scope.find(item.Name) != nil {
		pr.fail(item, "VariableAlreadyBound", "variable %s is already defined", item.Name)
	}
	if pr.after.names[item.Name] != nil {
		pr.fail(item, "ColumnNameConflict", "there are two columns called %s", item.Name)
	}
	val := pr.expr(item.Expr)
	out := Item{Name: item.Name, Expr: item.Expr}
	v, plain := item.Expr.(*syntax.Variable)
	if plain && v.Name == item.Name {
		out.Slot, out.Expr = pr.info.slots[v], nil
	} else {
		out.Slot = pr.slot()
	}
	if plain {
		pr.vars[pr.info.slots[v]] = out.Slot
	}
	pr.info.slots[item] = out.Slot
	if item.Alias != nil {
		pr.info.slots[item.Alias] = out.Slot
	}
	if len(pr.found) > before {
		pr.exprs = append(pr.exprs, item.Expr)
	} else {
		pr.result.Keys = append(pr.result.Keys, len(pr.result.Items))
	}
	if text := pr.print(item.Expr); !mentionsVolatile(item.Expr, pr.functions) {
		pr.texts[text] = out.Slot
	}
	if outer := pr.scope.outer.find(item.Name); outer != nil && outer.slot != out.Slot {
		pr.fail(item, "VariableAlreadyBound", "column %s hides a variable from outside the subquery; give it another name", item.Name)
	}
	pr.add(out, val)
}

// mentionsVolatile reports whether e has another value each time it is evaluated.
func mentionsVolatile(e syntax.Expr, functions map[string]*Function) (found bool) {
	syntax.Walk(e, func(n syntax.Node) bool {
		if c, ok := n.(*syntax.Call); ok {
			f := functions[strings.ToLower(c.Name)]
			found = found || f != nil && f.Volatile
		}
		return !found
	})
	return found
}

// aliases refuses an expression in WITH that has no name.
func (pr *projector) aliases() {
	for _, item := range pr.p.Items {
		if _, ok := item.Expr.(*syntax.Variable); !ok && item.Alias == nil {
			pr.fail(item, "NoExpressionAlias", "an expression in WITH needs a name: … AS name")
		}
	}
}
