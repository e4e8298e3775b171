package eval

import "newsgraph/graph/embedded/syntax"

// elements evaluates a list; null gives known false.
func (c *compiler) elements(n syntax.Node, f expr, x *exec, row []any) (list []any, known bool, err error) {
	v, err := f(x, row)
	if err != nil || v == nil {
		return nil, false, err
	}
	list, ok := v.([]any)
	if !ok {
		return nil, false, c.typeError(n, "a list is needed here, not %s", kindName(v))
	}
	return list, true, nil
}

func (c *compiler) listComprehension(e *syntax.ListComprehension) expr {
	of, slot := c.expr(e.List), c.slot(e.Var)
	var where, mapped expr
	if e.Where != nil {
		where = c.truth(e.Where)
	}
	mapped = c.optional(e.Map)
	return func(x *exec, row []any) (any, error) {
		list, known, err := c.elements(e, of, x, row)
		if err != nil || !known {
			return nil, err
		}
		out := growing{x: x, list: make([]any, 0, len(list))}
		for _, v := range list {
			if err := x.tick(); err != nil {
				return nil, err
			}
			row[slot] = v
			if where != nil {
				if ok, err := where(x, row); err != nil {
					return nil, err
				} else if ok != true {
					continue
				}
			}
			if mapped != nil {
				if v, err = mapped(x, row); err != nil {
					return nil, err
				}
			}
			if err := out.add(v); err != nil {
				return nil, err
			}
		}
		return out.list, nil
	}
}

func (c *compiler) quantifier(e *syntax.Quantifier) expr {
	of, slot, where := c.expr(e.List), c.slot(e.Var), c.truth(e.Where)
	return func(x *exec, row []any) (any, error) {
		list, known, err := c.elements(e, of, x, row)
		if err != nil || !known {
			return nil, err
		}
		yes, unknown := 0, 0
		for _, v := range list {
			if err := x.tick(); err != nil {
				return nil, err
			}
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
		return quantified(e.Kind, yes, unknown, len(list)-yes-unknown), nil
	}
}

// quantified decides by how many elements fulfil a condition, may, or do not.
func quantified(kind syntax.QuantifierKind, yes, unknown, no int) any {
	switch kind {
	case syntax.All:
		return verdict(no > 0, unknown > 0, false)
	case syntax.Any:
		return verdict(yes > 0, unknown > 0, true)
	case syntax.None:
		return verdict(yes > 0, unknown > 0, false)
	}
	if yes > 1 {
		return false
	}
	return verdict(unknown > 0, unknown > 0, nil, yes == 1)
}

// verdict is result if decided, else null if unknown, else the opposite of
// result or what is given for it.
func verdict(decided, unknown bool, result any, otherwise ...any) any {
	switch {
	case decided:
		return result
	case unknown:
		return nil
	case len(otherwise) > 0:
		return otherwise[0]
	}
	return not(result)
}

func (c *compiler) reduce(e *syntax.Reduce) expr {
	init, of := c.expr(e.Init), c.expr(e.List)
	acc, slot := c.slot(e.Acc), c.slot(e.Var)
	body := c.expr(e.Body)
	return func(x *exec, row []any) (any, error) {
		list, known, err := c.elements(e, of, x, row)
		if err != nil || !known {
			return nil, err
		}
		sum, err := init(x, row)
		for i, v := range list {
			if err == nil {
				err = x.tick()
			}
			if i%500 == 499 && deeper(sum, 1000) {
				err = &LimitError{"reduce() makes a value that is nested more than 1000 deep"}
			}
			if err == nil && (i%100 == 99 || long(sum)) {
				err = x.fits(weight(sum, x.most()))
			}
			if err != nil {
				return nil, err
			}
			row[acc], row[slot] = sum, v
			sum, err = body(x, row)
		}
		return sum, err
	}
}

// long reports whether a string is worth a look at every step.
func long(v any) bool {
	s, ok := v.(string)
	return ok && len(s) > 1<<16
}

// deeper reports whether lists and maps are nested in v more than so many deep.
// Only reduce can build such a value; what reads values walks them recursively.
func deeper(v any, depth int) bool {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if depth == 0 || deeper(e, depth-1) {
				return true
			}
		}
	case map[string]any:
		for _, e := range v {
			if depth == 0 || deeper(e, depth-1) {
				return true
			}
		}
	}
	return false
}
