package exec

import (
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// LazyList is a value or, of a range(), the elements of it: the value is then an
// empty list, and no list is made.
type LazyList func(x *Run, row []any) (any, value.Elements, error)

// ElementList is the elements of what must be a list; null gives known false.
type ElementList func(x *Run, row []any) (s value.Elements, known bool, err error)

// ListOfValue is a value whose elements are wanted, if it is a list.
func ListOfValue(f Expr) LazyList {
	return func(x *Run, row []any) (any, value.Elements, error) {
		v, err := f(x, row)
		list, _ := v.([]any)
		return v, value.ElementsOf(list), err
	}
}

// RangeOf is range(args…).
func RangeOf(at Place, args []Expr) LazyList {
	return func(x *Run, row []any) (any, value.Elements, error) {
		bounds := make([]any, len(args))
		for i, f := range args {
			var err error
			if bounds[i], err = f(x, row); err != nil {
				return nil, value.Elements{}, err
			}
		}
		s, err := value.RangeOf(bounds)
		return []any{}, s, at.mend(err)
	}
}

// ElementsOf refuses what is no list.
func ElementsOf(at Place, of LazyList) ElementList {
	return func(x *Run, row []any) (value.Elements, bool, error) {
		v, s, err := of(x, row)
		if err != nil || v == nil {
			return value.Elements{}, false, err
		}
		if _, ok := v.([]any); !ok {
			return value.Elements{}, false, at.typeError("a list is needed here, not %s", value.KindName(v))
		}
		return s, true, nil
	}
}

// ListComprehension is [slot IN of WHERE where | mapped]; where and mapped may be absent
// (nil).
func ListComprehension(of ElementList, slot int, where, mapped Expr) Expr {
	return func(x *Run, row []any) (any, error) {
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

// Quantifier is all(), any(), none() or single() of (slot IN of WHERE where).
func Quantifier(kind syntax.QuantifierKind, of ElementList, slot int, where Expr) Expr {
	return func(x *Run, row []any) (any, error) {
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
		return value.Quantified(kind, yes, unknown, list.N-yes-unknown), nil
	}
}

// Reduce is reduce(acc = init, slot IN of | body).
func Reduce(acc int, init Expr, of ElementList, slot int, body Expr) Expr {
	return func(x *Run, row []any) (any, error) {
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
	x      *Run
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
