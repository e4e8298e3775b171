package eval

import (
	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

func (c *compiler) patternComprehension(e *syntax.PatternComprehension) expr {
	m := c.pattern([]*syntax.Path{e.Path}, e.Where)
	mapped := c.expr(e.Map)
	return func(x *exec, row []any) (any, error) {
		out := growing{x: x, list: []any{}}
		s := &search{m: m, x: x}
		s.emit = func() error {
			before := x.made
			v, err := mapped(x, s.row)
			if err != nil {
				return err
			}
			return out.add(v, before)
		}
		if err := s.run(row); err != nil {
			return nil, err
		}
		return out.done(), nil
	}
}

func (c *compiler) patternPredicate(e *syntax.PatternPredicate) expr {
	m := c.pattern([]*syntax.Path{e.Path}, nil)
	return func(x *exec, row []any) (any, error) {
		s := &search{m: m, x: x, emit: func() error { return errStop }}
		switch err := s.run(row); err {
		case errStop:
			return true, nil
		case nil:
			return false, nil
		default:
			return nil, err
		}
	}
}

// pathSearch is shortestPath(…) as an expression: a path or null, or a list.
func (c *compiler) pathSearch(e *syntax.PathSearch) expr {
	m := c.pattern([]*syntax.Path{e.Path}, nil)
	link := &m.links[0]
	return func(x *exec, row []any) (any, error) {
		out := growing{x: x, list: []any{}}
		s := &search{m: m, x: x}
		s.emit = func() error {
			before, p := x.made, s.build(&m.paths[0])
			if err := x.make(p.Bytes()); err != nil {
				return err
			}
			return out.add(p, before)
		}
		if err := s.run(row); err != nil {
			return nil, err
		}
		if list := out.done(); link.search.all {
			return list, nil
		} else if len(list) > 0 {
			return list[0], nil
		}
		return nil, nil
	}
}

func (c *compiler) subquery(e *syntax.Subquery) expr {
	q := c.query(e.Query)
	switch e.Kind {
	case syntax.ExistsSubquery:
		return func(x *exec, row []any) (any, error) {
			out := &existing{}
			err := q.run(x, row, out)
			return out.some, err
		}
	case syntax.CountSubquery:
		if m, ok := q.parts[0][len(q.parts[0])-1].(*match); ok && len(q.parts) == 1 {
			m.counted = true
		}
		return func(x *exec, row []any) (any, error) {
			out := &countingRows{}
			err := q.run(x, row, out)
			return out.n, err
		}
	}
	return func(x *exec, row []any) (any, error) {
		out := &collectingRows{growing{x: x, list: []any{}}}
		err := q.run(x, row, out)
		return out.done(), err
	}
}

type existing struct{ some bool }

func (e *existing) full() bool { return e.some }
func (e *existing) values([]check.Column, []any) error {
	e.some = true
	return nil
}

type countingRows struct{ n int64 }

func (c *countingRows) full() bool { return false }
func (c *countingRows) values([]check.Column, []any) error {
	c.n++
	return nil
}

type collectingRows struct{ growing }

func (c *collectingRows) full() bool { return false }
func (c *collectingRows) values(columns []check.Column, row []any) error {
	return c.add(row[columns[0].Slot], c.x.made)
}

// callSubquery is CALL { } as a clause.
type callSubquery struct {
	query    *query
	optional bool
	writes   bool
	columns  []check.Column // of the first part: where the values go
}

func (c *compiler) callSubquery(cl *syntax.CallSubquery) step {
	out := &callSubquery{query: c.query(cl.Query), optional: cl.Optional, writes: updates(cl.Query)}
	if len(out.query.columns) > 0 {
		out.columns = out.query.columns[0]
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

func (c *callSubquery) start(x *exec, next stage) stage {
	s := &calling{c, x, next}
	if c.writes {
		return &collector{x: x, then: s.rows}
	}
	return s
}

// collector keeps all rows and hands them on at the end.
type collector struct {
	x    *exec
	kept [][]any
	held int64 // bytes
	then func([][]any) error
}

func (c *collector) row(row []any) error {
	kept, held, err := c.x.keep(row)
	c.kept = append(c.kept, kept)
	c.held += held
	return err
}

func (c *collector) end() error {
	rows := c.kept
	c.kept = nil
	err := c.then(rows)
	c.x.drop(c.held)
	c.held = 0
	return err
}

type calling struct {
	*callSubquery
	x    *exec
	next stage
}

func (s *calling) row(row []any) error {
	out := &returned{calling: s, outer: row, give: s.next.row}
	if err := s.query.run(s.x, row, out); err != nil {
		return err
	}
	if out.stopped {
		return errStop
	}
	if len(s.columns) == 0 {
		return s.next.row(row)
	}
	return s.none(out, row)
}

// none gives the row of nulls of an OPTIONAL CALL without rows.
func (s *calling) none(out *returned, row []any) error {
	if out.some || !s.optional {
		return nil
	}
	for _, c := range s.columns {
		row[c.Slot] = nil
	}
	return out.give(row)
}

func (s *calling) end() error { return s.next.end() }

// rows runs a subquery that writes: first for all rows, then the rest goes on.
func (s *calling) rows(rows [][]any) error {
	var results [][]any
	give := func(row []any) error {
		kept, _, err := s.x.keep(row)
		results = append(results, kept)
		return err
	}
	for _, row := range rows {
		out := &returned{calling: s, outer: row, give: give}
		err := s.query.run(s.x, row, out)
		if err == nil && len(s.columns) == 0 {
			err = give(row)
		} else if err == nil {
			err = s.none(out, row)
		}
		if err != nil {
			return err
		}
	}
	return drain(results, s.next)
}

// returned puts what a subquery returns into the outer row.
type returned struct {
	*calling
	outer   []any
	give    func([]any) error
	some    bool
	stopped bool
}

func (r *returned) full() bool { return r.stopped }

func (r *returned) values(columns []check.Column, row []any) error {
	if len(columns) == 0 {
		return nil
	}
	r.some = true
	values := make([]any, len(columns))
	for i, c := range columns {
		values[i] = row[c.Slot]
	}
	for i, c := range r.columns {
		r.outer[c.Slot] = values[i]
	}
	err := r.give(r.outer)
	if err == errStop {
		r.stopped = true
		return nil
	}
	return err
}
