package exec

import (
	"errors"

	"github.com/newsgraph/newsgraph/graph/embedded/check"
)

// stage takes rows and gives rows to the next stage. A row belongs to the giver:
// a stage that keeps it copies it. After an error no more rows come; end is
// called after the last row, not after an error other than errStop.
type stage interface {
	row(row []any) error
	end() error
}

// Step is a compiled clause.
type Step interface {
	start(x *Run, next stage) stage
}

// Query is a compiled query: parts of a UNION.
type Query struct {
	Parts   []Part
	Union   bool // rows without repetition
	Columns [][]check.Column
}

// Part is the clauses of one single query.
type Part []Step

// emit is what a query's last stage calls with each finished row; columns say
// where the values of this part stand, none if it returns nothing. A full emit
// wants no more rows.
type emit interface {
	values(columns []check.Column, row []any) error
	full() bool
}

// ending is the last stage of a part.
type ending struct {
	out     emit
	columns []check.Column
}

func (e *ending) row(row []any) error {
	if err := e.out.values(e.columns, row); err != nil {
		return err
	}
	if e.out.full() {
		return errStop
	}
	return nil
}

func (e *ending) end() error { return nil }

// times takes a row as n equal ones; only COUNT { } is given rows so.
func (e *ending) times(_ []any, n int64) error {
	e.out.(*countingRows).n += n
	return nil
}

// run runs all parts on a row and gives what they return.
func (q *Query) run(x *Run, row []any, out emit) error {
	if q.Union {
		out = &distinctRows{x: x, out: out, seen: map[string]bool{}}
	}
	before := x.base
	defer func() { x.base = before }()
	for i, p := range q.Parts {
		x.base = row
		var columns []check.Column
		if i < len(q.Columns) {
			columns = q.Columns[i]
		}
		if err := feed(p.start(x, &ending{out, columns}), row); err != nil || out.full() {
			return err
		}
	}
	return nil
}

func (p Part) start(x *Run, last stage) stage {
	for i := len(p) - 1; i >= 0; i-- {
		last = p[i].start(x, last)
	}
	return last
}

// feed gives a stage its only row.
func feed(s stage, row []any) error {
	if err := s.row(row); err != nil && err != errStop {
		return err
	}
	return s.end()
}

// drain gives rows to a stage until it wants no more, and ends it.
func drain(rows [][]any, next stage) error {
	for _, row := range rows {
		if err := next.row(row); err == errStop {
			break
		} else if err != nil {
			return err
		}
	}
	return next.end()
}

// errStop ends the stages above a stage that needs no more rows.
var errStop = errors.New("no more rows are wanted")
