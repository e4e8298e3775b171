package check

import (
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// callSubquery checks CALL { } and adds its columns to the scope.
func (r *run) callSubquery(c *syntax.CallSubquery) {
	outer := r.scope
	inner := newScope(nil)
	imports := map[*syntax.SingleQuery]map[string]*variable{}
	switch {
	case c.All:
		inner.outer = outer
	case c.Scoped:
		inner.outer = newScope(nil)
		for _, v := range c.Imports {
			inner.outer.names[v.Name] = r.use(v)
		}
	default: // each part of a UNION sees what it imports itself
		for _, part := range c.Query.Parts {
			own := newScope(nil)
			r.importing(part, own)
			imports[part] = own.names
		}
	}
	r.scope = inner
	results := r.query(c.Query, imports, false)
	r.scope = outer
	for _, col := range results[0] {
		if outer.find(col.Name) != nil {
			r.fail(c, "VariableAlreadyBound", "variable %s, which CALL returns, is already defined", col.Name)
		}
		outer.names[col.Name] = &variable{col.Name, col.Slot, anything()}
	}
}

// importing puts the outer variables that a leading WITH names into a scope.
func (r *run) importing(part *syntax.SingleQuery, into *scope) {
	with, ok := part.Clauses[0].(*syntax.With)
	if !ok {
		return
	}
	p := with.Projection
	simple := with.Where == nil && !p.Distinct && p.OrderBy == nil && p.Skip == nil && p.Limit == nil
	for _, item := range p.Items {
		v, ok := item.Expr.(*syntax.Variable)
		simple = simple && ok && item.Name == v.Name
	}
	if !simple {
		return
	}
	if p.Star {
		for s := r.scope; s != nil; s = s.outer {
			for _, v := range s.sorted() {
				if into.names[v.name] == nil {
					into.names[v.name] = v
				}
			}
		}
	}
	for _, item := range p.Items {
		into.names[item.Name] = r.use(item.Expr.(*syntax.Variable))
	}
}

// callProcedure checks CALL proc(…). A standalone call returns its columns.
func (r *run) callProcedure(c *syntax.CallProcedure, standalone bool) []Column {
	proc := r.procedures[strings.ToLower(c.Name)]
	if proc == nil {
		if family, _, ok := strings.Cut(strings.ToLower(c.Name), "."); ok && (family == "db" || family == "dbms" || family == "tx") {
			if hint := syntax.Suggest(c.Name, r.procedureNames); hint == "" {
				r.unsupported(c, "procedure "+c.Name)
			}
		}
		r.fail(c, "ProcedureNotFound", "unknown procedure %s%s", c.Name, syntax.Suggest(c.Name, r.procedureNames))
	}
	r.info.Writes = r.info.Writes || proc.Writes
	r.arguments(c, proc, standalone)
	if c.YieldAll && !standalone {
		r.fail(c, "UnexpectedSyntax", "YIELD * is only for a CALL that is the whole statement")
	}
	if c.NoYield && !standalone && len(proc.Columns) > 0 {
		r.fail(c, "UndefinedVariable", "a CALL within a query must name the columns it wants: YIELD …")
	}
	columns := r.yield(c, proc.Columns, c.Yield, c.YieldAll || c.NoYield && standalone)
	r.where(c.Where)
	return columns
}

func (r *run) arguments(c *syntax.CallProcedure, proc *Procedure, standalone bool) {
	if c.Implicit {
		if !standalone {
			r.fail(c, "InvalidArgumentPassingMode", "only a CALL that is the whole statement may take its arguments from the parameters")
		}
		for _, a := range proc.Args {
			if !a.Optional {
				r.info.Params = append(r.info.Params, Param{a.Name, c.Pos()})
			}
		}
		return
	}
	least := 0
	for i, a := range proc.Args {
		if !a.Optional {
			least = i + 1
		}
	}
	if len(c.Args) < least || len(c.Args) > len(proc.Args) {
		r.fail(c, "InvalidNumberOfArguments", "procedure %s takes %s, not %d", proc.Name, count(least, len(proc.Args)), len(c.Args))
	}
	for i, a := range c.Args {
		r.want(a, r.expr(a), proc.Args[i].Kind, "InvalidArgumentType")
	}
}

// yield binds the columns of a procedure or of SHOW: those named, or all.
func (r *run) yield(c syntax.Clause, fields []Field, items []*syntax.YieldItem, all bool) (columns []Column) {
	var yields []Yield
	if all {
		for _, f := range fields {
			v := &variable{f.Name, r.slot(), one(f.Kind)}
			r.scope.names[f.Name] = v
			yields = append(yields, Yield{f.Name, v.slot})
			columns = append(columns, Column{f.Name, v.slot})
		}
	}
	for _, item := range items {
		f := field(fields, item.Field)
		if f == nil {
			r.fail(item, "UndefinedVariable", "there is no column %s%s", item.Field, syntax.Suggest(item.Field, fieldNames(fields)))
		}
		v := r.declareNew(item.Var, one(f.Kind))
		yields = append(yields, Yield{f.Name, v.slot})
		columns = append(columns, Column{item.Var.Name, v.slot})
	}
	r.info.yields[c] = yields
	return columns
}

func field(fields []Field, name string) *Field {
	for i := range fields {
		if fields[i].Name == name {
			return &fields[i]
		}
	}
	return nil
}

func fieldNames(fields []Field) (names []string) {
	for _, f := range fields {
		names = append(names, f.Name)
	}
	return names
}

// show checks SHOW CONSTRAINTS and SHOW INDEXES.
func (r *run) show(c *syntax.Show) []Column {
	fields, short := ShowFields(c.Kind)
	if c.NoYield {
		fields = fields[:short]
	}
	columns := r.yield(c, fields, c.Yield, c.NoYield || c.YieldAll)
	r.where(c.Where)
	return columns
}

// ShowFields returns the columns of SHOW; the first short of them are shown
// without YIELD.
func ShowFields(kind syntax.ShowKind) (fields []Field, short int) {
	if kind == syntax.ShowConstraints {
		return []Field{
			{Name: "id", Kind: Integer}, {Name: "name", Kind: String}, {Name: "type", Kind: String}, {Name: "entityType", Kind: String}, {Name: "labelsOrTypes", Kind: List},
			{Name: "properties", Kind: List}, {Name: "ownedIndex", Kind: String}, {Name: "propertyType", Kind: String},
			{Name: "options", Kind: Map}, {Name: "createStatement", Kind: String},
		}, 8
	}
	return []Field{
		{Name: "id", Kind: Integer}, {Name: "name", Kind: String}, {Name: "state", Kind: String}, {Name: "populationPercent", Kind: Float}, {Name: "type", Kind: String},
		{Name: "entityType", Kind: String}, {Name: "labelsOrTypes", Kind: List}, {Name: "properties", Kind: List}, {Name: "indexProvider", Kind: String},
		{Name: "owningConstraint", Kind: String}, {Name: "lastRead", Kind: Temporal}, {Name: "readCount", Kind: Integer},
		{Name: "options", Kind: Map}, {Name: "failureMessage", Kind: String}, {Name: "createStatement", Kind: String},
	}, 12
}
