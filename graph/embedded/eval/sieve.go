package eval

import (
	"slices"

	"github.com/newsgraph/newsgraph/graph/embedded/storage"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// sieve is a condition that a property of an element equals a value. If the value
// is known before the element is, it is worked out once, and what does not equal
// it falls through before it gets a place in the row: in a scan of many nodes the
// processor then waits for the memory of several of them at a time.
type sieve struct {
	slot  int
	key   string
	read  int // of the key
	value expr
	deps  []int // slots of the pattern that the value needs
}

// sieve returns what a condition x = y is as a sieve; nil if it is none.
func (c *compiler) sieve(m *match, e syntax.Expr) *sieve {
	cmp, ok := e.(*syntax.Comparison)
	if !ok || len(cmp.Ops) != 1 || cmp.Ops[0] != syntax.Equal {
		return nil
	}
	for i, side := range cmp.Operands {
		p, ok := side.(*syntax.Property)
		if !ok {
			continue
		}
		if slot, ok := c.info.Slot(p.Of); ok && m.fresh[slot] {
			if s := c.sieveOf(m, slot, p.Key, cmp.Operands[1-i]); s != nil {
				return s
			}
		}
	}
	return nil
}

// sieveOf makes a sieve; nil if the value is not the same for every element.
func (c *compiler) sieveOf(m *match, slot int, key string, value syntax.Expr) *sieve {
	if !steady(value) {
		return nil
	}
	s := &sieve{slot: slot, key: key, read: c.keyRead()}
	deps := c.tracked(func() { s.value = c.expr(value) })
	if s.deps = m.own(deps); slices.Contains(s.deps, slot) {
		return nil
	}
	return s
}

// steady reports whether an expression gives the same value as long as its
// variables do not change.
func steady(e syntax.Expr) bool {
	switch e := e.(type) {
	case *syntax.Literal, *syntax.Parameter, *syntax.Variable:
		return true
	case *syntax.Property:
		_, variable := e.Of.(*syntax.Variable)
		return variable
	}
	return false
}

// sieves takes the conditions on a slot, not filled yet, that can be sieves.
func (p *planning) sieves(slot int) (list []int) {
	for _, i := range p.m.sievesOf[slot] {
		if s := p.m.conds[i].sieve; !p.conds[i] && p.filled(s.deps) {
			list = append(list, i)
		}
	}
	return list
}

// wanted are the values of the sieves of move i, for the row as it stands. An error
// matters only if there is an element to be tested.
func (s *search) wanted(o *op, i int) ([]any, error) {
	if len(o.sieves) == 0 {
		return nil, nil
	}
	if s.sought == nil {
		s.sought = make([][]any, len(s.order.ops))
	}
	values := s.sought[i][:0]
	for _, f := range o.sieves {
		v, err := f.value(s.x, s.row)
		if err != nil {
			return nil, err
		}
		values = append(values, v)
	}
	s.sought[i] = values
	return values, nil
}

// passes reports whether a node has the wanted values.
func (s *search) passes(sieves []*sieve, wanted []any, n *storage.Node) bool {
	for i, f := range sieves {
		v := n.Find(f.key, &s.x.found[f.read])
		switch w := wanted[i].(type) {
		case int64:
			if v, whole := v.(int64); whole {
				if v != w {
					return false
				}
				continue
			}
		case string:
			if v, text := v.(string); !text || v != w {
				return false
			}
			continue
		}
		if s.x.Equal(v, wanted[i]) != true {
			return false
		}
	}
	return true
}
