// Package eval turns a checked Cypher tree into rows.
//
// Compile makes a Plan once per statement: every expression becomes a function
// on a row, every clause a step that starts a stage. A Plan is not changed by
// running it, so that many readers can share it. Rows are slices of values in
// numbered slots (package check numbers them) and are pushed from stage to
// stage; one row is reused wherever no stage has to keep it. What writes
// collects all of its input first, so that a clause never sees its own work.
package eval

import (
	"errors"
	"fmt"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/javaregex"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

// Limits end a runaway statement. Zero means no limit.
type Limits struct {
	Rows   int   // of the result
	Memory int64 // bytes that values, rows and groups may take at a time, estimated
}

// Plan is a compiled statement.
type Plan struct {
	info   *check.Info
	query  *query
	schema func(x *exec) error
	text   string
	keys   int // how often it reads a property
	// explained is the statement of EXPLAIN, of which nothing is run.
	explained syntax.Statement
}

// LimitError is a statement ended by a limit.
type LimitError struct{ Msg string }

func (e *LimitError) Error() string { return e.Msg }

// errStop ends the stages above a stage that needs no more rows.
var errStop = errors.New("no more rows are wanted")

// exec is one run of a plan.
type exec struct {
	value.Operations
	memory
	g      *storage.Graph
	params map[string]any
	limits Limits
	counts graph.Counts
	now    time.Time
	orders map[*match]*order
	joins  map[*op]*joinTable
	// regexps are the regular expressions compiled so far.
	regexps map[string]*javaregex.Regexp
	found   []storage.Place // of the keys of the properties that are read
	key     []byte          // scratch
	base    []any           // the row that the query being started was given
}

// Compile makes the plan of a checked statement, which may call extra procedures,
// and books the work.
func Compile(done *work.Account, text string, stmt syntax.Statement, info *check.Info, extra ...Procedure) (plan *Plan, err error) {
	c := &compiler{done: done, info: info, text: text, extra: extra}
	defer work.Catch(&err)
	defer c.catch(&err)
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
func (p *Plan) Run(done *work.Account, g *storage.Graph, params map[string]any, limits Limits, row func([]any) error) (graph.Counts, error) {
	return p.run(done, g, params, limits, row, nil)
}

// Lend is Run, but the values of a row, and what is in them, hold until row returns,
// and must not be changed. Nodes and edges are pointers.
func (p *Plan) Lend(done *work.Account, g *storage.Graph, params map[string]any, limits Limits, row func([]any) error) (graph.Counts, error) {
	return p.run(done, g, params, limits, row, newLoan(len(p.Columns())))
}

func (p *Plan) run(done *work.Account, g *storage.Graph, params map[string]any, limits Limits, row func([]any) error, loan *loan) (counts graph.Counts, err error) {
	x := &exec{Operations: value.Operations{Account: done}, memory: memory{limit: limits.Memory, slots: make([]int64, p.info.Slots)}, g: g, limits: limits,
		now: time.Now(), found: make([]storage.Place, p.keys), orders: map[*match]*order{}, joins: map[*op]*joinTable{}}
	defer func() { counts = x.counts }()
	defer work.Catch(&err)
	if x.params, err = p.bind(x, params); err != nil {
		return counts, err
	}
	switch {
	case p.explained != nil:
		return counts, p.explain(x, row)
	case p.schema != nil:
		return counts, p.schema(x)
	}
	return counts, p.query.run(x, make([]any, p.info.Slots), &result{x: x, give: row, loan: loan})
}

// bind takes the parameters that the statement uses.
func (p *Plan) bind(x *exec, params map[string]any) (map[string]any, error) {
	if err := p.info.Missing(params); err != nil {
		return nil, err
	}
	bound := make(map[string]any, len(p.info.Params))
	for _, need := range p.info.Params {
		v, err := x.Normal(params[need.Name], 0)
		if err != nil {
			return nil, fmt.Errorf("parameter $%s: %w", need.Name, err)
		}
		bound[need.Name] = v
	}
	return bound, nil
}

// result is the last stage: it hands rows to the caller.
type result struct {
	x    *exec
	give func([]any) error
	rows int
	loan *loan // nil for rows that are copies
}

func (r *result) full() bool { return false }

func (r *result) values(columns []check.Column, row []any) error {
	if len(columns) == 0 {
		return nil
	}
	if r.rows++; r.x.limits.Rows > 0 && r.rows > r.x.limits.Rows {
		return &LimitError{fmt.Sprintf("the result has more than %d rows: add LIMIT", r.x.limits.Rows)}
	}
	if r.give == nil {
		return nil
	}
	if r.loan != nil {
		return r.give(r.loan.row(r.x, columns, row))
	}
	if err := r.x.givable(columns, row); err != nil {
		return err
	}
	values := make([]any, len(columns))
	for i, c := range columns {
		values[i] = r.x.Public(row[c.Slot])
	}
	return r.give(values)
}
