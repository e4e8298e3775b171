// Package exec runs compiled statements over a graph.
//
// It has the operators: expressions, functions of a row (Expr), and the steps of
// clauses (Step), whose stages push rows to one another. It is given them put
// together, by package plan, and knows nothing of trees. Rows are slices of values
// in numbered slots (package check numbers them); one row is reused wherever no stage
// has to keep it. What writes collects all of its input first, so that a clause never
// sees its own work. A Run books its work and what it holds, and ends at a limit.
package exec

import (
	"fmt"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/javaregex"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

// Limits end a runaway statement. Zero means no limit.
type Limits struct {
	Rows   int   // of the result
	Memory int64 // bytes that values, rows and groups may take at a time, estimated
}

// LimitError is a statement ended by a limit.
type LimitError struct{ Msg string }

func (e *LimitError) Error() string { return e.Msg }

// Run is one run of a plan.
type Run struct {
	value.Operations
	memory
	Graph  *storage.Graph
	params map[string]any
	limits Limits
	Counts graph.Counts
	now    time.Time
	orders map[*Match]*Order
	joins  map[*Move]*joinTable
	// regexps are the regular expressions compiled so far.
	regexps map[string]*javaregex.Regexp
	found   []storage.Place // of the keys of the properties that are read
	key     []byte          // scratch
	base    []any           // the row that the query being started was given
}

// result is the last stage: it hands rows to the caller.
type result struct {
	x    *Run
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

// New is a run over a graph of a plan whose rows have so many slots and which reads
// properties at so many places.
func New(done *work.Account, g *storage.Graph, params map[string]any, limits Limits, slots, reads int) *Run {
	return &Run{Operations: value.Operations{Account: done}, memory: memory{limit: limits.Memory, slots: make([]int64, slots)}, Graph: g, params: params, limits: limits,
		now: time.Now(), found: make([]storage.Place, reads), orders: map[*Match]*Order{}, joins: map[*Move]*joinTable{}}
}

// Answer runs a query. row gets the values of each row in the types of package graph;
// the slice is its own.
func (x *Run) Answer(q *Query, row func([]any) error) error {
	return q.run(x, make([]any, x.Width()), &result{x: x, give: row})
}

// Lend is answer, but the values of a row, and what is in them, hold until row
// returns. Nodes and edges are pointers.
func (x *Run) Lend(q *Query, columns int, row func([]any) error) error {
	return q.run(x, make([]any, x.Width()), &result{x: x, give: row, loan: newLoan(columns)})
}

// Width is how many slots a row has.
func (x *Run) Width() int { return len(x.slots) }
