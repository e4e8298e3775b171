// Package plan turns a checked Cypher tree into what package exec runs, and explains it.
//
// Compile makes a Plan once per statement: every expression becomes a function on a
// row, every clause a step that starts a stage. A Plan is not changed by running it,
// so that many readers can share it.
//
// Which index is used, and in which order the parts of a pattern are searched, depends
// on the graph: that is chosen when a run comes to the pattern, by the function that
// the plan has put into it (exec.Match.Choose). So plan knows exec, and exec knows
// nothing of plan, of trees, or of how costs are estimated.
package plan

import (
	"fmt"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/exec"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

// Plan is a compiled statement.
type Plan struct {
	info   *check.Info
	query  *exec.Query
	schema func(x *exec.Run) error
	text   string
	keys   int // how often it reads a property
	// explained is the statement of EXPLAIN, of which nothing is run.
	explained syntax.Statement
}

// Compile makes the plan of a checked statement, which may call extra procedures,
// and books the work.
func Compile(done *work.Account, text string, stmt syntax.Statement, info *check.Info, extra ...exec.Procedure) (plan *Plan, err error) {
	c := &compiler{done: done, info: info, text: text, extra: extra, names: names{}, copies: copies{}}
	defer work.Catch(&err)
	defer refused(&err)
	defer func() { c.done = nil }() // the plan may live longer
	p := &Plan{info: info, text: text}
	switch s := stmt.(type) {
	case *syntax.Query:
		p.query = c.query(s)
	case *syntax.Explain:
		if plan, err = Compile(done, text, s.Statement, info, extra...); err == nil {
			plan.explained = s.Statement
		}
		return plan, err
	default:
		p.schema = c.schema(s)
	}
	p.keys = c.keys
	return p, nil
}

// Columns are the names of the result's columns.
func (p *Plan) Columns() []string {
	if p.explained != nil {
		return []string{"depth", "operator", "details", "rows"}
	}
	return p.info.Columns
}

// Writes reports whether the statement changes the graph or its schema.
func (p *Plan) Writes() bool { return p.explained == nil && (p.info.Writes || p.info.Schema) }

// Run runs the plan over a graph. row gets the values of each row in the types
// of package graph; the slice is its own. What the statement changed stays, even
// after an error: the caller rolls back to the mark before it.
func (p *Plan) Run(done *work.Account, g *storage.Graph, params map[string]any, limits exec.Limits, row func([]any) error) (graph.Counts, error) {
	return p.run(done, g, params, limits, row, false)
}

// Lend is Run, but the values of a row, and what is in them, hold until row returns,
// and must not be changed. Nodes and edges are pointers.
func (p *Plan) Lend(done *work.Account, g *storage.Graph, params map[string]any, limits exec.Limits, row func([]any) error) (graph.Counts, error) {
	return p.run(done, g, params, limits, row, true)
}

func (p *Plan) run(done *work.Account, g *storage.Graph, params map[string]any, limits exec.Limits, row func([]any) error, lend bool) (counts graph.Counts, err error) {
	defer work.Catch(&err)
	bound, err := p.bind(value.Operations{Account: done}, params)
	if err != nil {
		return counts, err
	}
	x := exec.New(done, g, bound, limits, p.info.Slots, p.keys)
	defer func() { counts = x.Counts }()
	switch {
	case p.explained != nil:
		return counts, p.explain(x, row)
	case p.schema != nil:
		return counts, p.schema(x)
	case lend:
		return counts, x.Lend(p.query, len(p.info.Columns), row)
	}
	return counts, x.Answer(p.query, row)
}

// bind takes the parameters that the statement uses.
func (p *Plan) bind(w value.Operations, params map[string]any) (map[string]any, error) {
	if err := p.info.Missing(params); err != nil {
		return nil, err
	}
	bound := make(map[string]any, len(p.info.Params))
	for _, need := range p.info.Params {
		v, err := w.Normal(params[need.Name], 0)
		if err != nil {
			return nil, fmt.Errorf("parameter $%s: %w", need.Name, err)
		}
		bound[need.Name] = v
	}
	return bound, nil
}
