package plan

import (
	"fmt"

	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/exec"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

func (c *compiler) query(q *syntax.Query) *exec.Query {
	out := &exec.Query{Union: len(q.Parts) > 1 && !q.All, Columns: c.info.Results(q)}
	for _, single := range q.Parts {
		out.Parts = append(out.Parts, c.clauses(single.Clauses, c.info.Base(q)))
	}
	return out
}

func (c *compiler) clauses(list []syntax.Clause, base int) exec.Part {
	var p exec.Part
	for _, cl := range list {
		if s := c.clause(cl, base); s != nil {
			p = append(p, s)
		}
	}
	tallied(p)
	wished(p)
	return p
}

func (c *compiler) clause(cl syntax.Clause, base int) exec.Step {
	switch cl := cl.(type) {
	case *syntax.Match:
		m := c.pattern(cl.Pattern, cl.Where)
		m.Optional = cl.Optional
		return m
	case *syntax.Unwind:
		return &exec.Unwind{List: c.lazily(cl.List), Slot: c.slot(cl.Var)}
	case *syntax.With:
		return c.projection(cl.Projection, cl.Where, base)
	case *syntax.Return:
		return c.projection(cl.Projection, nil, base)
	case *syntax.Finish:
		return exec.Finish{}
	case *syntax.Create:
		return &exec.Write{Action: c.writes().create(cl)}
	case *syntax.Merge:
		return c.writes().merge(cl)
	case *syntax.Set:
		return &exec.Write{Action: c.writes().setItems(cl.Items)}
	case *syntax.Remove:
		return &exec.Write{Action: c.writes().removeItems(cl.Items)}
	case *syntax.Delete:
		return &exec.Delete{At: c.place(cl), Detach: cl.Detach, Exprs: c.exprs(cl.Exprs)}
	case *syntax.Foreach:
		return &exec.Write{Action: c.writes().foreach(cl)}
	case *syntax.CallSubquery:
		return c.callSubquery(cl)
	case *syntax.CallProcedure:
		return c.callProcedure(cl)
	case *syntax.Show:
		return c.show(cl)
	}
	panic(fmt.Sprintf("internal error: clause %T", cl))
}

func (c *compiler) callSubquery(cl *syntax.CallSubquery) exec.Step {
	out := &exec.CallSubquery{Query: c.query(cl.Query), Optional: cl.Optional, Writes: updates(cl.Query)}
	if len(out.Query.Columns) > 0 {
		out.Columns = out.Query.Columns[0]
	}
	return out
}

// updates reports whether a query writes anywhere.
func updates(q *syntax.Query) bool {
	for _, part := range q.Parts {
		for _, cl := range part.Clauses {
			switch cl := cl.(type) {
			case *syntax.Create, *syntax.Merge, *syntax.Set, *syntax.Remove, *syntax.Delete, *syntax.Foreach:
				return true
			case *syntax.CallSubquery:
				if updates(cl.Query) {
					return true
				}
			}
		}
	}
	return false
}

func (c *compiler) callProcedure(cl *syntax.CallProcedure) exec.Step {
	proc := exec.ProcedureNamed(cl.Name, c.extra)
	if proc == nil {
		c.unsupported(cl, "procedure "+cl.Name)
	}
	args := c.exprs(cl.Args)
	if cl.Implicit { // the parameters of the same names
		for _, a := range proc.Args {
			args = append(args, exec.Parameter(a.Name))
		}
	}
	return &exec.CallProcedure{Rows: exec.ProcedureRows(c.place(cl), proc, args), Optional: cl.Optional, Take: c.takes(cl, proc.Columns), Where: c.condition(cl.Where)}
}

// show is SHOW CONSTRAINTS and SHOW INDEXES.
func (c *compiler) show(cl *syntax.Show) exec.Step {
	fields, _ := check.ShowFields(cl.Kind)
	return &exec.CallProcedure{Rows: exec.ShowRows(cl.Kind, fields), Take: c.takes(cl, fields), Where: c.condition(cl.Where)}
}

func (c *compiler) takes(cl syntax.Clause, columns []check.Field) []exec.Taken {
	var list []exec.Taken
	for _, y := range c.info.Yields(cl) {
		for i, f := range columns {
			if f.Name == y.Field {
				list = append(list, exec.Taken{Column: i, Slot: y.Slot})
			}
		}
	}
	return list
}
