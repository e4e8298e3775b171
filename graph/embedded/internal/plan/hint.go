package plan

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/exec"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

type hintKind int

// What a condition says of a property (or of the id) of one element.
const (
	hintEqual  hintKind = iota
	hintIn              // the value is in a list
	hintPrefix          // STARTS WITH
	hintLow             // greater than the value, or equal if inclusive
	hintHigh            // less
	hintID              // elementId or id is the value
)

// hint is a condition that an index can help with.
type hint struct {
	kind hintKind
	slot int
	deps []int // slots of the pattern that the value needs
	// cond is the condition that says it, among those of the pattern; -1 if its value may
	// be another one each time.
	cond int
	exec.Probe
}

// hint notes what the last condition says that an index can use. The condition itself
// is tested all the same, unless a walk along the index guarantees it.
func (b *builder) hint(e syntax.Expr) {
	switch e := e.(type) {
	case *syntax.Comparison:
		if len(e.Ops) == 1 {
			b.compareHint(e.Operands[0], e.Ops[0], e.Operands[1])
			b.compareHint(e.Operands[1], flipped(e.Ops[0]), e.Operands[0])
		}
	case *syntax.Binary:
		switch e.Op {
		case syntax.In:
			b.propertyHint(e.X, hintIn, e.Y, false)
		case syntax.StartsWith:
			b.propertyHint(e.X, hintPrefix, e.Y, false)
		}
	case *syntax.HasLabels:
		b.labelHint(e)
	}
}

func flipped(op syntax.Op) syntax.Op {
	switch op {
	case syntax.Less:
		return syntax.Greater
	case syntax.LessEq:
		return syntax.GreaterEq
	case syntax.Greater:
		return syntax.Less
	case syntax.GreaterEq:
		return syntax.LessEq
	}
	return op
}

func (b *builder) labelHint(e *syntax.HasLabels) {
	slot, ok := b.c.info.Slot(e.Of)
	if !ok {
		return
	}
	if i, ok := b.m.nodeAt[slot]; ok {
		b.m.Nodes[i].Labels = append(b.m.Nodes[i].Labels, plainLabels(e.Labels, nil)...)
	}
}

func (b *builder) compareHint(x syntax.Expr, op syntax.Op, y syntax.Expr) {
	switch op {
	case syntax.Equal:
		if call, ok := x.(*syntax.Call); ok {
			b.idHint(call, y)
			return
		}
		b.propertyHint(x, hintEqual, y, true)
	case syntax.Less, syntax.LessEq:
		b.propertyHint(x, hintHigh, y, op == syntax.LessEq)
	case syntax.Greater, syntax.GreaterEq:
		b.propertyHint(x, hintLow, y, op == syntax.GreaterEq)
	}
}

func (b *builder) propertyHint(x syntax.Expr, kind hintKind, y syntax.Expr, inclusive bool) {
	p, ok := x.(*syntax.Property)
	if !ok {
		return
	}
	if slot, ok := b.c.info.Slot(p.Of); ok && b.m.fresh[slot] {
		b.addHint(hint{kind: kind, slot: slot, Probe: exec.Probe{Key: p.Key, Inclusive: inclusive}}, y)
	}
}

func (b *builder) idHint(call *syntax.Call, y syntax.Expr) {
	if !strings.EqualFold(call.Name, "elementId") && !strings.EqualFold(call.Name, "id") || len(call.Args) != 1 {
		return
	}
	if slot, ok := b.c.info.Slot(call.Args[0]); ok && b.m.fresh[slot] {
		b.addHint(hint{kind: hintID, slot: slot}, y)
	}
}

func (b *builder) addHint(h hint, y syntax.Expr) {
	deps := b.c.tracked(func() { h.Value = b.c.expr(y) })
	if h.cond = -1; steady(y) {
		h.cond = len(b.m.conds) - 1
	}
	if h.deps = b.m.own(deps); !slices.Contains(h.deps, h.slot) {
		b.m.hints = append(b.m.hints, h)
	}
}

// lookup is what the hint looks up; nil for no hint.
func (h *hint) lookup() *exec.Probe {
	if h == nil {
		return nil
	}
	return &h.Probe
}
