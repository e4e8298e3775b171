package exec

import "github.com/newsgraph/newsgraph/graph/embedded/internal/value"

// Project is WITH or RETURN.
type Project struct {
	Items    []Item
	Group    *Grouping // nil without aggregates
	Distinct bool
	Sort     []SortKey
	Skip     Expr
	Limit    Expr
	Where    Expr
	From     *Match // whose rows may come sorted
	Base     int
	Width    int
	Keep     []int // slots of the items
}

// Item is a value to work out, and the slot that it goes to.
type Item struct {
	Slot  int
	Value Expr // nil if the value is in the slot already
}

// start builds the stages of the projection from the last to the first: group,
// items, distinct, sort, skip and limit, where.
func (p *Project) start(x *Run, next stage) stage {
	if p.Where != nil {
		next = &filter{p.Where, x, next}
	}
	if len(p.Sort) > 0 {
		next = newSorting(p, x, next)
	} else if p.Skip != nil || p.Limit != nil {
		next = &limiting{Project: p, x: x, next: next, base: x.base}
	}
	if p.Distinct {
		next = &distinct{Project: p, x: x, next: next, seen: map[string]bool{}}
	}
	if len(p.Items) > 0 {
		next = &projecting{p, x, next, make([]any, len(p.Items)), make([]int64, len(p.Items))}
	}
	if p.Group != nil {
		next = p.Group.start(x, p, next)
	}
	return next
}

type projecting struct {
	*Project
	x      *Run
	next   stage
	values []any
	took   []int64 // to make each of them
}

func (p *projecting) row(row []any) error {
	before := p.x.made
	for i, it := range p.Items {
		var err error
		start := p.x.made
		if p.values[i], err = it.Value(p.x, row); err != nil {
			return err
		}
		p.took[i] = p.x.made - start
	}
	for i, it := range p.Items {
		row[it.Slot] = p.values[i]
		p.x.made = before + p.took[i]
		p.x.settle(it.Slot, before, p.values[i])
	}
	return p.next.row(row)
}

func (p *projecting) end() error { return p.next.end() }

type distinct struct {
	*Project
	x    *Run
	next stage
	seen map[string]bool
	key  []byte
	held int64
}

func (d *distinct) row(row []any) error {
	d.key = d.key[:0]
	for _, slot := range d.Keep {
		d.key = d.x.AppendKey(d.key, row[slot])
	}
	if d.seen[string(d.key)] {
		return nil
	}
	d.seen[string(d.key)] = true
	d.held += int64(keyBytes + len(d.key))
	if err := d.x.hold(keyBytes + len(d.key)); err != nil {
		return err
	}
	return d.next.row(row)
}

func (d *distinct) end() error {
	d.x.drop(d.held)
	d.held, d.seen = 0, nil
	return d.next.end()
}

// window is what is left of SKIP and LIMIT, evaluated once per run of the clause;
// limit -1 is none.
type window struct {
	known       bool
	skip, limit int64
}

func (w *window) find(p *Project, x *Run, row []any) error {
	if w.known {
		return nil
	}
	w.known, w.limit = true, -1
	if p.Skip != nil {
		v, err := p.Skip(x, row)
		if err != nil {
			return err
		}
		w.skip = min(v.(int64), 1<<40)
	}
	if p.Limit != nil {
		v, err := p.Limit(x, row)
		if err != nil {
			return err
		}
		w.limit = min(v.(int64), 1<<40)
	}
	return nil
}

// give hands a row on, unless it is to be skipped; after the last one that is wanted
// it wants no more.
func (w *window) give(next stage, row []any) error {
	switch {
	case w.limit == 0:
		return errStop
	case w.skip > 0:
		w.skip--
		return nil
	}
	if err := next.row(row); err != nil || w.limit < 0 {
		return err
	}
	if w.limit--; w.limit == 0 {
		return errStop
	}
	return nil
}

// limiting is SKIP and LIMIT without ORDER BY.
type limiting struct {
	*Project
	x    *Run
	next stage
	window
	base []any
}

func (l *limiting) row(row []any) error {
	if err := l.find(l.Project, l.x, row); err != nil {
		return err
	}
	return l.give(l.next, row)
}

// end finds the window even if no row came, so that a wrong LIMIT is an error.
func (l *limiting) end() error {
	if err := l.find(l.Project, l.x, l.base); err != nil {
		return err
	}
	return l.next.end()
}

// Wanted is how many rows SKIP and LIMIT take; ok is false without LIMIT.
func (p *Project) Wanted(x *Run) (rows float64, ok bool) {
	if p.Limit == nil {
		return 0, false
	}
	w, row := window{}, x.base
	if row == nil {
		row = make([]any, p.Width)
	}
	if err := w.find(p, x, row); err != nil {
		return 0, false // whoever counts rows will meet it
	}
	return float64(w.skip + w.limit), true
}

// RowCount is SKIP or LIMIT: an integer that is not negative.
func RowCount(at Place, f Expr, word string) Expr {
	return func(x *Run, row []any) (any, error) {
		v, err := f(x, row)
		if err != nil {
			return nil, err
		}
		n, ok := v.(int64)
		if !ok {
			return nil, at.fail("InvalidArgumentType", word+" needs an integer, not "+value.KindName(v))
		}
		if n < 0 {
			return nil, at.fail("NegativeIntegerArgument", word+" must not be negative")
		}
		return n, nil
	}
}
