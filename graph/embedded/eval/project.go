package eval

import (
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
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
	from     *match // whose rows may come sorted
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
	c.sameAs(meaning.Items)
	for _, s := range p.OrderBy {
		key := sortKey{value: c.expr(s.Expr), desc: s.Desc}
		key.read, _ = c.readOf(s.Expr)
		out.sort = append(out.sort, key)
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
			return nil, &value.Error{Pos: c.place(e), Kind: "InvalidArgumentType", Msg: word + " needs an integer, not " + value.KindName(v)}
		}
		if n < 0 {
			return nil, &value.Error{Pos: c.place(e), Kind: "NegativeIntegerArgument", Msg: word + " must not be negative"}
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
		next = &projecting{p, x, next, make([]any, len(p.items)), make([]int64, len(p.items))}
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
	took   []int64 // to make each of them
}

func (p *projecting) row(row []any) error {
	before := p.x.made
	for i, it := range p.items {
		var err error
		start := p.x.made
		if p.values[i], err = it.value(p.x, row); err != nil {
			return err
		}
		p.took[i] = p.x.made - start
	}
	for i, it := range p.items {
		row[it.slot] = p.values[i]
		p.x.made = before + p.took[i]
		p.x.settle(it.slot, before, p.values[i])
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
	held int64
}

func (d *distinct) row(row []any) error {
	d.key = d.key[:0]
	for _, slot := range d.keep {
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
	*project
	x    *exec
	next stage
	window
	base []any
}

func (l *limiting) row(row []any) error {
	if err := l.find(l.project, l.x, row); err != nil {
		return err
	}
	return l.give(l.next, row)
}

// end finds the window even if no row came, so that a wrong LIMIT is an error.
func (l *limiting) end() error {
	if err := l.find(l.project, l.x, l.base); err != nil {
		return err
	}
	return l.next.end()
}
