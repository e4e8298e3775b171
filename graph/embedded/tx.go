package embedded

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/exec"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/plan"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

// tx is one transaction.
type tx struct {
	store    *Store
	graph    *storage.Graph // what the statements see
	write    bool
	busy     bool
	drafting bool         // graph is the draft, which may be changed
	start    storage.Mark // in the draft
}

// draft goes over from the newest version to the draft, which is equal until
// this transaction changes it.
func (t *tx) draft(ctx context.Context) error {
	g, err := t.store.draft(ctx)
	if err == nil {
		t.graph, t.start, t.drafting = g, g.Mark(), true
	}
	return err
}

// Run runs one statement. What it changed is undone if it fails.
func (t *tx) Run(ctx context.Context, cypher string, params map[string]any, row func(graph.Row) error) (graph.Counts, error) {
	return t.run(ctx, cypher, params, row, (*plan.Plan).Run)
}

// Lend is Run with rows that hold until the next one: see graph.Lender.
func (t *tx) Lend(ctx context.Context, cypher string, params map[string]any, row func(graph.Row) error) (graph.Counts, error) {
	return t.run(ctx, cypher, params, row, (*plan.Plan).Lend)
}

// runner is how a plan is run.
type runner = func(p *plan.Plan, done *work.Account, g *storage.Graph, params map[string]any, limits exec.Limits, row func([]any) error) (graph.Counts, error)

func (t *tx) run(ctx context.Context, cypher string, params map[string]any, row func(graph.Row) error, with runner) (graph.Counts, error) {
	s := t.store
	if t.busy {
		return graph.Counts{}, fmt.Errorf("a statement is run while another one gives its rows: collect the rows first")
	}
	if s.options.Timeout > 0 && !t.write {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, s.options.Timeout)
		defer cancel()
	}
	if err := ctx.Err(); err != nil {
		return graph.Counts{}, classify(err)
	}
	done := work.New(ctx)
	plan, err := s.plans.get(s, done, cypher)
	if err != nil {
		return graph.Counts{}, classify(err)
	}
	if plan.Writes() && !t.write {
		return graph.Counts{}, &graph.Error{Failure: graph.Invalid, Message: "the statement writes, but this is a transaction for reading"}
	}
	if plan.Writes() && !t.drafting {
		if err := t.draft(ctx); err != nil {
			return graph.Counts{}, err
		}
	}
	t.busy = true
	mark := t.graph.Mark()
	kept := false
	defer func() {
		t.busy = false
		if !kept && t.drafting {
			t.graph.Rollback(mark)
		}
	}()
	limits := exec.Limits{Rows: s.options.MaxRows, Memory: s.options.MaxMemory}
	counts, err := with(plan, done, t.graph, params, limits, t.giver(plan, row))
	if err != nil {
		return graph.Counts{}, classify(err)
	}
	kept = true
	return counts, nil
}

// rowError carries an error of the caller's row function past classify.
type rowError struct{ err error }

func (e rowError) Error() string { return e.err.Error() }

func (t *tx) giver(plan *plan.Plan, row func(graph.Row) error) func([]any) error {
	if row == nil {
		return nil
	}
	columns := plan.Columns()
	return func(values []any) error {
		if err := row(graph.Row{Columns: columns, Values: values}); err != nil {
			return rowError{err}
		}
		return nil
	}
}

// classify says what a caller can do about an error.
func classify(err error) error {
	if own, ok := err.(rowError); ok {
		return own.err
	}
	var limit *exec.LimitError
	var run *value.Error
	var text *syntax.Error
	var unsupported *syntax.UnsupportedError
	var constraint *storage.ConstraintError
	switch {
	case errors.As(err, &limit):
		return &graph.Error{Failure: graph.TooLarge, Err: err}
	case errors.Is(err, context.DeadlineExceeded):
		return &graph.Error{Failure: graph.TimedOut, Message: "the statement took longer than it was allowed", Err: err}
	case errors.As(err, &run), errors.As(err, &text), errors.As(err, &unsupported), errors.As(err, &constraint):
		return &graph.Error{Failure: graph.Invalid, Err: err}
	}
	return err
}

// maxPlans is how many plans are kept; then all are dropped.
const maxPlans = 500

// plans keeps the plans of statements by their text.
type plans struct {
	sync.Mutex
	byText map[string]*plan.Plan
}

func (p *plans) get(s *Store, done *work.Account, text string) (*plan.Plan, error) {
	p.Lock()
	known := p.byText[text]
	p.Unlock()
	if known != nil {
		return known, nil
	}
	stmt, err := syntax.ParseWithin(done, text)
	if err != nil {
		return nil, err
	}
	info, err := s.checker.CheckWithin(done, text, stmt)
	if err != nil {
		return nil, err
	}
	compiled, err := plan.Compile(done, text, stmt, info, s.extra...)
	if err != nil {
		return nil, err
	}
	p.Lock()
	defer p.Unlock()
	if p.byText == nil || len(p.byText) >= maxPlans {
		p.byText = map[string]*plan.Plan{}
	}
	p.byText[text] = compiled
	return compiled, nil
}
