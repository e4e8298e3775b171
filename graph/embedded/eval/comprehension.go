package eval

import (
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

func (c *compiler) listComprehension(e *syntax.ListComprehension) expr {
	of, slot := c.elements(e, e.List), c.slot(e.Var)
	var where, mapped expr
	if e.Where != nil {
		where = c.truth(e.Where)
	}
	mapped = c.optional(e.Map)
	return func(x *exec, row []any) (any, error) {
		list, known, err := of(x, row)
		if err != nil || !known {
			return nil, err
		}
		out := growing{x: x, list: make([]any, 0, list.Room())}
		for i := range list.N {
			if err := x.Do(1); err != nil {
				return nil, err
			}
			v := list.At(i)
			row[slot] = v
			if where != nil {
				if ok, err := where(x, row); err != nil {
					return nil, err
				} else if ok != true {
					continue
				}
			}
			before := x.made
			if mapped != nil {
				if v, err = mapped(x, row); err != nil {
					return nil, err
				}
			}
			if err := out.add(v, before); err != nil {
				return nil, err
			}
		}
		return out.done(), nil
	}
}

func (c *compiler) quantifier(e *syntax.Quantifier) expr {
	of, slot, where := c.elements(e, e.List), c.slot(e.Var), c.truth(e.Where)
	return func(x *exec, row []any) (any, error) {
		list, known, err := of(x, row)
		if err != nil || !known {
			return nil, err
		}
		yes, unknown := 0, 0
		for i := range list.N {
			if err := x.Do(1); err != nil {
				return nil, err
			}
			v := list.At(i)
			row[slot] = v
			ok, err := where(x, row)
			if err != nil {
				return nil, err
			}
			switch ok {
			case true:
				yes++
			case nil:
				unknown++
			}
		}
		return value.Quantified(e.Kind, yes, unknown, list.N-yes-unknown), nil
	}
}

func (c *compiler) reduce(e *syntax.Reduce) expr {
	init, of := c.expr(e.Init), c.elements(e, e.List)
	acc, slot := c.slot(e.Acc), c.slot(e.Var)
	body := c.expr(e.Body)
	return func(x *exec, row []any) (any, error) {
		list, known, err := of(x, row)
		if err != nil || !known {
			return nil, err
		}
		before := x.made
		sum, err := init(x, row)
		f := folding{x: x, before: before}
		for i := range list.N {
			if err == nil {
				err = f.look(sum, i)
			}
			if err != nil {
				return nil, err
			}
			row[acc], row[slot] = sum, list.At(i)
			sum, err = body(x, row)
		}
		return sum, err
	}
}

// folding looks after the accumulator of a reduce(): what it was in earlier steps
// is garbage, which x.made would count.
type folding struct {
	x      *exec
	before int64 // what had been made before
	next   int64 // measure again when so much has been made
}

// deepest is how deep lists and maps may be nested in what reduce() makes: what
// reads values walks them recursively.
const deepest = 1000

func (f *folding) look(sum any, step int) error {
	x := f.x
	switch v := sum.(type) {
	case string:
		x.made = min(x.made, f.before+int64(len(v)))
	case []any, map[string]any, *value.Path:
		if took := x.made - f.before; took > max(f.next, 1<<16) || x.check() != nil {
			t := tree{Operations: x.Operations}
			if size := t.size(sum); size < float64(took) {
				x.made = f.before + int64(size)
			}
			f.next = 2 * (x.made - f.before)
		}
		if step%500 == 499 {
			h := height{Operations: x.Operations, seen: map[piece]int{}}
			if h.of(sum) > deepest {
				return &LimitError{"reduce() makes a value that is nested more than 1000 deep"}
			}
		}
	default:
		x.made = f.before
	}
	if err := x.check(); err != nil {
		return err
	}
	return x.Do(1)
}

// height measures how deep lists and maps are nested; it looks at each once.
type height struct {
	value.Operations
	seen map[piece]int
}

func (h *height) of(v any) int {
	var p piece
	most := 0
	switch v := v.(type) {
	case []any:
		p = pieceOfList(v)
		if n, known := h.seen[p]; known || len(v) == 0 {
			return n
		}
		h.Must(len(v))
		for _, e := range v {
			most = max(most, h.of(e))
		}
	case map[string]any:
		p = pieceOfMap(v)
		if n, known := h.seen[p]; known {
			return n
		}
		h.Must(len(v))
		for _, e := range v {
			most = max(most, h.of(e))
		}
	default:
		return 0
	}
	h.seen[p] = most + 1
	return most + 1
}
