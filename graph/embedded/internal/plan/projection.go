package plan

import (
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/exec"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// projection is a step of WITH or RETURN, with what its sort keys read.
type projection struct {
	*exec.Project
	reads []read
}

func (c *compiler) projection(p *syntax.Projection, where syntax.Expr, base int) exec.Step {
	meaning := c.info.Projection(p)
	out := &projection{Project: &exec.Project{Distinct: p.Distinct, Base: base, Width: c.info.Slots}}
	keys := map[int]bool{}
	if len(meaning.Aggregates) > 0 {
		out.Group = c.grouping(meaning)
		for _, i := range meaning.Keys {
			keys[i] = true
		}
	}
	for i, it := range meaning.Items {
		out.Keep = append(out.Keep, it.Slot)
		switch {
		case it.Expr == nil: // what stands there already is read all the same
			c.reads = append(c.reads, it.Slot)
		case !keys[i]:
			out.Items = append(out.Items, exec.Item{Slot: it.Slot, Value: c.expr(it.Expr)})
		}
	}
	c.copies.sameAs(c.info, meaning.Items)
	for _, s := range p.OrderBy {
		out.Sort = append(out.Sort, exec.SortKey{Value: c.expr(s.Expr), Desc: s.Desc})
		from, _ := c.copies.readOf(c.info, s.Expr)
		out.reads = append(out.reads, from)
	}
	if p.Skip != nil {
		out.Skip = exec.RowCount(c.place(p.Skip), c.expr(p.Skip), "SKIP")
	}
	if p.Limit != nil {
		out.Limit = exec.RowCount(c.place(p.Limit), c.expr(p.Limit), "LIMIT")
	}
	out.Where = c.condition(where)
	return out
}

func (c *compiler) grouping(p *check.Projection) *exec.Grouping {
	g := &exec.Grouping{}
	g.Needs = c.tracked(func() {
		for _, i := range p.Keys {
			it := p.Items[i]
			if it.Expr == nil {
				g.Keys = append(g.Keys, exec.Item{Slot: it.Slot, Value: c.read(it.Slot)})
			} else {
				g.Keys = append(g.Keys, exec.Item{Slot: it.Slot, Value: c.expr(it.Expr)})
			}
		}
	})
	for _, a := range p.Aggregates {
		var agg exec.Aggregate
		reads := c.tracked(func() { agg = c.aggregate(a) })
		if call, ok := a.Call.(*syntax.Call); ok && !isPlainCount(call) {
			g.Needs = append(g.Needs, reads...)
		}
		g.Aggregates = append(g.Aggregates, agg)
	}
	return g
}

// isPlainCount reports whether a call is count(variable): then only matters
// whether the variable is null.
func isPlainCount(call *syntax.Call) bool {
	_, variable := call.Args[0].(*syntax.Variable)
	return variable && !call.Distinct && strings.EqualFold(call.Name, "count")
}

func (c *compiler) aggregate(a check.Aggregate) exec.Aggregate {
	call, ok := a.Call.(*syntax.Call)
	if !ok {
		return exec.CountRows(a.Slot)
	}
	out := exec.Aggregate{Slot: a.Slot, Arg: c.expr(call.Args[0]), Distinct: call.Distinct}
	if len(call.Args) > 1 {
		out.Second = c.expr(call.Args[1])
	}
	if !out.Called(call.Name) {
		c.unsupported(call, "the aggregate "+call.Name)
	}
	return out
}
