package eval

import (
	"fmt"

	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

// compiler turns trees into functions and stages.
type compiler struct {
	done   *work.Account
	info   *check.Info
	text   string
	extra  []Procedure
	names  map[int]string // of the slots of patterns
	keys   int            // how many reads of a property there are, each with a storage.Place at run time
	copies map[int]read   // slots of projections that only repeat what was there before
	// compiled are the expressions with a scope of their own
	compiled map[syntax.Expr]compiled
	reads    []int // slots read by what has been compiled since the last look
}

// unsupported is the panic for what the checker should have refused.
type unsupported struct{ err error }

func (c *compiler) catch(err *error) {
	switch p := recover().(type) {
	case nil:
	case unsupported:
		*err = p.err
	default:
		panic(p)
	}
}

func (c *compiler) unsupported(n syntax.Node, construct string) {
	panic(unsupported{&syntax.UnsupportedError{Pos: syntax.PositionAt(c.text, n.Pos()), Construct: construct}})
}

// print is the canonical text of an expression.
func (c *compiler) print(e syntax.Node) string {
	text := syntax.Print(e)
	c.done.Must(work.Bytes(len(text)))
	return text
}

// place returns the position of a node for errors at run time.
func (c *compiler) place(n syntax.Node) syntax.Position {
	return syntax.PositionAt(c.text, n.Pos())
}

func (c *compiler) slot(n syntax.Node) int {
	s, ok := c.info.Slot(n)
	if !ok {
		panic(fmt.Sprintf("internal error: no slot for the %T at byte %d", n, n.Pos()))
	}
	return s
}

// keyRead numbers a place of the statement where a property is read.
func (c *compiler) keyRead() int {
	c.keys++
	return c.keys - 1
}

// tracked compiles something and returns which slots it reads.
func (c *compiler) tracked(compile func()) []int {
	before := c.reads
	c.reads = nil
	compile()
	reads := c.reads
	c.reads = append(before, reads...)
	return reads
}

// stage takes rows and gives rows to the next stage. A row belongs to the giver:
// a stage that keeps it copies it. After an error no more rows come; end is
// called after the last row, not after an error other than errStop.
type stage interface {
	row(row []any) error
	end() error
}

// step is a compiled clause.
type step interface {
	start(x *exec, next stage) stage
}

// query is a compiled query: parts of a UNION.
type query struct {
	parts   []part
	union   bool // rows without repetition
	columns [][]check.Column
	base    int
	slots   int
}

// part is the clauses of one single query.
type part []step

func (c *compiler) query(q *syntax.Query) *query {
	out := &query{union: len(q.Parts) > 1 && !q.All, columns: c.info.Results(q), base: c.info.Base(q), slots: c.info.Slots}
	for _, single := range q.Parts {
		out.parts = append(out.parts, c.clauses(single.Clauses, out.base))
	}
	return out
}

func (c *compiler) clauses(list []syntax.Clause, base int) part {
	var p part
	for _, cl := range list {
		if s := c.clause(cl, base); s != nil {
			p = append(p, s)
		}
	}
	return p.tallied().wished()
}

func (c *compiler) clause(cl syntax.Clause, base int) step {
	switch cl := cl.(type) {
	case *syntax.Match:
		return c.match(cl)
	case *syntax.Unwind:
		return &unwind{list: c.lazily(cl.List), slot: c.slot(cl.Var)}
	case *syntax.With:
		return c.projection(cl.Projection, cl.Where, base)
	case *syntax.Return:
		return c.projection(cl.Projection, nil, base)
	case *syntax.Finish:
		return finish{}
	case *syntax.Create:
		return c.create(cl)
	case *syntax.Merge:
		return c.merge(cl)
	case *syntax.Set:
		return &write{do: c.setItems(cl.Items)}
	case *syntax.Remove:
		return &write{do: c.removeItems(cl.Items)}
	case *syntax.Delete:
		return c.delete(cl)
	case *syntax.Foreach:
		return &write{do: c.foreach(cl)}
	case *syntax.CallSubquery:
		return c.callSubquery(cl)
	case *syntax.CallProcedure:
		return c.callProcedure(cl)
	case *syntax.Show:
		return c.show(cl)
	}
	panic(fmt.Sprintf("internal error: clause %T", cl))
}

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
func (q *query) run(x *exec, row []any, out emit) error {
	if q.union {
		out = &distinctRows{x: x, out: out, seen: map[string]bool{}}
	}
	before := x.base
	defer func() { x.base = before }()
	for i, p := range q.parts {
		x.base = row
		var columns []check.Column
		if i < len(q.columns) {
			columns = q.columns[i]
		}
		if err := feed(p.start(x, &ending{out, columns}), row); err != nil || out.full() {
			return err
		}
	}
	return nil
}

func (p part) start(x *exec, last stage) stage {
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
