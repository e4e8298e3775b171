package exec

import (
	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
)

// Unwind gives a row for each element of a list.
type Unwind struct {
	List func(x *Run, row []any) (any, value.Elements, error)
	Slot int
	// counted: what comes next counts rows, and does not read the slot
	Counted bool
}

func (u *Unwind) start(x *Run, next stage) stage { return &unwinding{u, x, next} }

type unwinding struct {
	*Unwind
	x    *Run
	next stage
}

func (u *unwinding) row(row []any) error {
	before := u.x.made
	v, elems, err := u.List(u.x, row)
	if err != nil || v == nil {
		return err
	}
	u.x.settle(u.Slot, before, v)
	if _, ok := v.([]any); !ok {
		elems = value.ElementsOf([]any{v})
	}
	if u.Counted && elems.List == nil {
		row[u.Slot] = elems.From
		return u.next.(tallier).times(row, int64(elems.N))
	}
	for i := range elems.N {
		if err := u.x.Do(1); err != nil {
			return err
		}
		row[u.Slot] = elems.At(i)
		if err := u.next.row(row); err != nil {
			return err
		}
	}
	return nil
}

func (u *unwinding) end() error { return u.next.end() }

// Finish runs everything and gives nothing.
type Finish struct{}

func (Finish) start(_ *Run, next stage) stage { return finishing{next} }

type finishing struct{ next stage }

func (finishing) row([]any) error { return nil }
func (f finishing) end() error    { return f.next.end() }

// filter lets rows pass for which a condition is true.
type filter struct {
	cond Expr
	x    *Run
	next stage
}

func (f *filter) row(row []any) error {
	if ok, err := f.cond(f.x, row); err != nil || ok != true {
		return err
	}
	return f.next.row(row)
}

func (f *filter) end() error { return f.next.end() }

// distinctRows lets each result of a UNION pass once.
type distinctRows struct {
	x    *Run
	out  emit
	seen map[string]bool
	key  []byte
}

func (d *distinctRows) full() bool { return d.out.full() }

func (d *distinctRows) values(columns []check.Column, row []any) error {
	d.key = d.key[:0]
	for _, c := range columns {
		d.key = d.x.AppendKey(d.key, row[c.Slot])
	}
	if d.seen[string(d.key)] {
		return nil
	}
	d.seen[string(d.key)] = true
	if err := d.x.hold(keyBytes + len(d.key)); err != nil {
		return err
	}
	return d.out.values(columns, row)
}
