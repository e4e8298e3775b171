package exec

import "github.com/newsgraph/newsgraph/graph/embedded/check"

// PatternComprehension is the list of mapped for each match of a pattern.
func PatternComprehension(m *Match, mapped Expr) Expr {
	return func(x *Run, row []any) (any, error) {
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

// PatternPredicate is whether a pattern has a match.
func PatternPredicate(m *Match) Expr {
	return func(x *Run, row []any) (any, error) {
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

// PathSearch is shortestPath(…) as an expression: a path or null, or a list.
func PathSearch(m *Match) Expr {
	return func(x *Run, row []any) (any, error) {
		out := growing{x: x, list: []any{}}
		s := &search{m: m, x: x}
		s.emit = func() error {
			before, p := x.made, s.build(&m.Paths[0])
			if err := x.make(p.Bytes()); err != nil {
				return err
			}
			return out.add(p, before)
		}
		if err := s.run(row); err != nil {
			return nil, err
		}
		if list := out.done(); m.Links[0].Search.All {
			return list, nil
		} else if len(list) > 0 {
			return list[0], nil
		}
		return nil, nil
	}
}

// Exists is EXISTS { q }.
func Exists(q *Query) Expr {
	return func(x *Run, row []any) (any, error) {
		out := &existing{}
		err := q.run(x, row, out)
		return out.some, err
	}
}

// Count is COUNT { q }.
func Count(q *Query) Expr {
	return func(x *Run, row []any) (any, error) {
		out := &countingRows{}
		err := q.run(x, row, out)
		return out.n, err
	}
}

// Collect is COLLECT { q }.
func Collect(q *Query) Expr {
	return func(x *Run, row []any) (any, error) {
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

// CallSubquery is CALL { } as a clause.
type CallSubquery struct {
	Query    *Query
	Optional bool
	Writes   bool
	Columns  []check.Column // of the first part: where the values go
}

func (c *CallSubquery) start(x *Run, next stage) stage {
	s := &calling{c, x, next}
	if c.Writes {
		return &collector{x: x, then: s.rows}
	}
	return s
}

// collector keeps all rows and hands them on at the end.
type collector struct {
	x    *Run
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
	*CallSubquery
	x    *Run
	next stage
}

func (s *calling) row(row []any) error {
	out := &returned{calling: s, outer: row, give: s.next.row}
	if err := s.Query.run(s.x, row, out); err != nil {
		return err
	}
	if out.stopped {
		return errStop
	}
	if len(s.Columns) == 0 {
		return s.next.row(row)
	}
	return s.none(out, row)
}

// none gives the row of nulls of an OPTIONAL CALL without rows.
func (s *calling) none(out *returned, row []any) error {
	if out.some || !s.Optional {
		return nil
	}
	for _, c := range s.Columns {
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
		err := s.Query.run(s.x, row, out)
		if err == nil && len(s.Columns) == 0 {
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
	for i, c := range r.Columns {
		r.outer[c.Slot] = values[i]
	}
	err := r.give(r.outer)
	if err == errStop {
		r.stopped = true
		return nil
	}
	return err
}
