package eval

import (
	"slices"

	"newsgraph/graph/embedded/syntax"
)

// project is WITH or RETURN.
type project struct {
	items    []item
	group    *grouping // nil without aggregates
	distinct bool
	sort     []sortKey
	skip     expr
	limit    expr
	where    expr
	base     int
	width    int
	keep     []int // slots of the items
}

type item struct {
	slot  int
	value expr // nil if the value is in the slot already
}

func (c *compiler) projection(p *syntax.Projection, where syntax.Expr, base int) step {
	meaning := c.info.Projection(p)
	out := &project{distinct: p.Distinct, base: base, width: c.info.Slots}
	keys := map[int]bool{}
	if len(meaning.Aggregates) > 0 {
		out.group = c.grouping(meaning)
		for _, i := range meaning.Keys {
			keys[i] = true
		}
	}
	for i, it := range meaning.Items {
		out.keep = append(out.keep, it.Slot)
		switch {
		case it.Expr == nil: // what stands there already is read all the same
			c.reads = append(c.reads, it.Slot)
		case !keys[i]:
			out.items = append(out.items, item{it.Slot, c.expr(it.Expr)})
		}
	}
	for _, s := range p.OrderBy {
		out.sort = append(out.sort, sortKey{c.expr(s.Expr), s.Desc})
	}
	if p.Skip != nil {
		out.skip = c.count(p.Skip, "SKIP")
	}
	if p.Limit != nil {
		out.limit = c.count(p.Limit, "LIMIT")
	}
	if where != nil {
		out.where = c.truth(where)
	}
	return out
}

// count compiles SKIP or LIMIT: an integer that is not negative.
func (c *compiler) count(e syntax.Expr, word string) expr {
	f := c.expr(e)
	return func(x *exec, row []any) (any, error) {
		v, err := f(x, row)
		if err != nil {
			return nil, err
		}
		n, ok := v.(int64)
		if !ok {
			return nil, &Error{c.place(e), "InvalidArgumentType", word + " needs an integer, not " + kindName(v)}
		}
		if n < 0 {
			return nil, &Error{c.place(e), "NegativeIntegerArgument", word + " must not be negative"}
		}
		return n, nil
	}
}

// start builds the stages of the projection from the last to the first: group,
// items, distinct, sort, skip and limit, where.
func (p *project) start(x *exec, next stage) stage {
	if p.where != nil {
		next = &filter{p.where, x, next}
	}
	if len(p.sort) > 0 {
		next = newSorting(p, x, next)
	} else if p.skip != nil || p.limit != nil {
		next = &limiting{project: p, x: x, next: next, base: x.base}
	}
	if p.distinct {
		next = &distinct{project: p, x: x, next: next, seen: map[string]bool{}}
	}
	if len(p.items) > 0 {
		next = &projecting{p, x, next, make([]any, len(p.items))}
	}
	if p.group != nil {
		next = p.group.start(x, p, next)
	}
	return next
}

type projecting struct {
	*project
	x      *exec
	next   stage
	values []any
}

func (p *projecting) row(row []any) error {
	for i, it := range p.items {
		var err error
		if p.values[i], err = it.value(p.x, row); err != nil {
			return err
		}
	}
	for i, it := range p.items {
		row[it.slot] = p.values[i]
	}
	return p.next.row(row)
}

func (p *projecting) end() error { return p.next.end() }

type distinct struct {
	*project
	x    *exec
	next stage
	seen map[string]bool
	key  []byte
	held int
}

func (d *distinct) row(row []any) error {
	d.key = d.key[:0]
	for _, slot := range d.keep {
		d.key = appendKey(d.key, row[slot])
	}
	if d.seen[string(d.key)] {
		return nil
	}
	d.seen[string(d.key)] = true
	d.held += len(d.key) + 32
	if err := d.x.hold(len(d.key) + 32); err != nil {
		return err
	}
	return d.next.row(row)
}

func (d *distinct) end() error {
	d.x.drop(d.held)
	d.held, d.seen = 0, nil
	return d.next.end()
}

// window is SKIP and LIMIT, evaluated once per run of the clause; limit -1 is
// none.
type window struct {
	known       bool
	skip, limit int64
}

func (w *window) find(p *project, x *exec, row []any) error {
	if w.known {
		return nil
	}
	w.known, w.limit = true, -1
	if p.skip != nil {
		v, err := p.skip(x, row)
		if err != nil {
			return err
		}
		w.skip = min(v.(int64), 1<<40)
	}
	if p.limit != nil {
		v, err := p.limit(x, row)
		if err != nil {
			return err
		}
		w.limit = min(v.(int64), 1<<40)
	}
	return nil
}

// limiting is SKIP and LIMIT without ORDER BY.
type limiting struct {
	*project
	x    *exec
	next stage
	window
	base  []any
	given int64
}

func (l *limiting) row(row []any) error {
	if err := l.find(l.project, l.x, row); err != nil {
		return err
	}
	if l.window.limit >= 0 && l.given >= l.window.limit {
		return errStop
	}
	if l.window.skip > 0 {
		l.window.skip--
		return nil
	}
	l.given++
	if err := l.next.row(row); err != nil {
		return err
	}
	if l.given == l.window.limit {
		return errStop
	}
	return nil
}

// end finds the window even if no row came, so that a wrong LIMIT is an error.
func (l *limiting) end() error {
	if err := l.find(l.project, l.x, l.base); err != nil {
		return err
	}
	return l.next.end()
}

// sortKey is one expression of ORDER BY.
type sortKey struct {
	value expr
	desc  bool
}

// sorted is a row with the values of its sort keys.
type sorted struct {
	row  []any
	keys []any
	seq  int // order of arrival: ties stay as they came
}

// sorting is ORDER BY, with LIMIT as a heap of the best rows.
type sorting struct {
	*project
	x    *exec
	next stage
	window
	base []any
	rows []sorted
	keys []any // for the next row, until it is kept
	seq  int
}

func newSorting(p *project, x *exec, next stage) stage {
	return &sorting{project: p, x: x, next: next, base: x.base}
}

func (s *sorting) compare(a, b sorted) int {
	for i, k := range s.sort {
		if c := orderOf(a.keys[i], b.keys[i]); c != 0 {
			if k.desc {
				return -c
			}
			return c
		}
	}
	return a.seq - b.seq
}

func (s *sorting) row(row []any) error {
	if err := s.find(s.project, s.x, row); err != nil {
		return err
	}
	if s.keys == nil {
		s.keys = make([]any, len(s.sort))
	}
	entry := sorted{seq: s.seq, keys: s.keys}
	s.seq++
	for i, k := range s.sort {
		var err error
		if entry.keys[i], err = k.value(s.x, row); err != nil {
			return err
		}
	}
	if most := s.window.skip + s.window.limit; s.window.limit >= 0 && int64(len(s.rows)) >= most {
		if most == 0 || s.compare(entry, s.rows[0]) >= 0 {
			return nil
		}
		copy(s.rows[0].row, row)
		entry.row = s.rows[0].row
		s.keys = s.rows[0].keys // those of the row that leaves
		s.rows[0] = entry
		s.sink(0)
		return nil
	}
	var err error
	if entry.row, err = s.x.keep(row); err != nil {
		return err
	}
	s.rows, s.keys = append(s.rows, entry), nil
	if s.window.limit >= 0 {
		s.rise(len(s.rows) - 1)
	}
	return nil
}

// The heap has the worst of the kept rows at its root.

func (s *sorting) rise(i int) {
	for i > 0 {
		parent := (i - 1) / 2
		if s.compare(s.rows[i], s.rows[parent]) <= 0 {
			return
		}
		s.rows[i], s.rows[parent] = s.rows[parent], s.rows[i]
		i = parent
	}
}

func (s *sorting) sink(i int) {
	for {
		worst := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(s.rows); child++ {
			if s.compare(s.rows[child], s.rows[worst]) > 0 {
				worst = child
			}
		}
		if worst == i {
			return
		}
		s.rows[i], s.rows[worst] = s.rows[worst], s.rows[i]
		i = worst
	}
}

func (s *sorting) end() error {
	if err := s.find(s.project, s.x, s.base); err != nil {
		return err
	}
	slices.SortFunc(s.rows, s.compare)
	from := min(int(s.window.skip), len(s.rows))
	for _, r := range s.rows[from:] {
		if err := s.next.row(r.row); err == errStop {
			break
		} else if err != nil {
			return err
		}
	}
	for _, r := range s.rows {
		s.x.drop(rowBytes(r.row))
	}
	s.rows = nil
	return s.next.end()
}
