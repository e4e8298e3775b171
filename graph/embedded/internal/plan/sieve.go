package plan

import (
	"slices"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/exec"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// A condition that a property equals a value can be a sieve: the value is worked out
// once, and what does not equal it falls through before it gets a place in the row.

// sieve returns what a condition x = y is as a sieve; nil if it is none.
func (b *builder) sieve(e syntax.Expr) *early {
	cmp, ok := e.(*syntax.Comparison)
	if !ok || len(cmp.Ops) != 1 || cmp.Ops[0] != syntax.Equal {
		return nil
	}
	for i, side := range cmp.Operands {
		p, ok := side.(*syntax.Property)
		if !ok {
			continue
		}
		if slot, ok := b.c.info.Slot(p.Of); ok && b.m.fresh[slot] {
			if s := b.sieveOf(slot, p.Key, cmp.Operands[1-i]); s != nil {
				return s
			}
		}
	}
	return nil
}

// sieveOf makes a sieve; nil if the value is not the same for every element.
func (b *builder) sieveOf(slot int, key string, value syntax.Expr) *early {
	if !steady(value) {
		return nil
	}
	s := &early{slot: slot, sieve: &exec.Sieve{Key: key, Read: b.c.keyRead()}}
	deps := b.c.tracked(func() { s.sieve.Value = b.c.expr(value) })
	if s.deps = b.m.own(deps); slices.Contains(s.deps, slot) {
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
