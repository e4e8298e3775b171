package eval

import (
	"slices"
	"strings"

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
	kind      hintKind
	slot      int
	key       string
	value     expr
	deps      []int // slots of the pattern that the value needs
	inclusive bool
}

// hint notes what a condition says that an index can use. The condition itself
// is tested all the same.
func (c *compiler) hint(m *match, e syntax.Expr) {
	switch e := e.(type) {
	case *syntax.Comparison:
		if len(e.Ops) == 1 {
			c.compareHint(m, e.Operands[0], e.Ops[0], e.Operands[1])
			c.compareHint(m, e.Operands[1], flipped(e.Ops[0]), e.Operands[0])
		}
	case *syntax.Binary:
		switch e.Op {
		case syntax.In:
			c.propertyHint(m, e.X, hintIn, e.Y, false)
		case syntax.StartsWith:
			c.propertyHint(m, e.X, hintPrefix, e.Y, false)
		}
	case *syntax.HasLabels:
		c.labelHint(m, e)
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

func (c *compiler) labelHint(m *match, e *syntax.HasLabels) {
	slot, ok := c.info.Slot(e.Of)
	if !ok {
		return
	}
	if i, ok := m.nodeAt[slot]; ok {
		m.nodes[i].labels = append(m.nodes[i].labels, plainLabels(e.Labels, nil)...)
	}
}

func (c *compiler) compareHint(m *match, x syntax.Expr, op syntax.Op, y syntax.Expr) {
	switch op {
	case syntax.Equal:
		if call, ok := x.(*syntax.Call); ok {
			c.idHint(m, call, y)
			return
		}
		c.propertyHint(m, x, hintEqual, y, true)
	case syntax.Less, syntax.LessEq:
		c.propertyHint(m, x, hintHigh, y, op == syntax.LessEq)
	case syntax.Greater, syntax.GreaterEq:
		c.propertyHint(m, x, hintLow, y, op == syntax.GreaterEq)
	}
}

func (c *compiler) propertyHint(m *match, x syntax.Expr, kind hintKind, y syntax.Expr, inclusive bool) {
	p, ok := x.(*syntax.Property)
	if !ok {
		return
	}
	if slot, ok := c.info.Slot(p.Of); ok && m.fresh[slot] {
		c.addHint(m, hint{kind: kind, slot: slot, key: p.Key, inclusive: inclusive}, y)
	}
}

func (c *compiler) idHint(m *match, call *syntax.Call, y syntax.Expr) {
	if !strings.EqualFold(call.Name, "elementId") && !strings.EqualFold(call.Name, "id") || len(call.Args) != 1 {
		return
	}
	if slot, ok := c.info.Slot(call.Args[0]); ok && m.fresh[slot] {
		c.addHint(m, hint{kind: hintID, slot: slot}, y)
	}
}

func (c *compiler) addHint(m *match, h hint, y syntax.Expr) {
	deps := c.tracked(func() { h.value = c.expr(y) })
	if h.deps = m.own(deps); !slices.Contains(h.deps, h.slot) {
		m.hints = append(m.hints, h)
	}
}
