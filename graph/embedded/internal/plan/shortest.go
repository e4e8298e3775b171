package plan

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/exec"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// searchCond takes a condition that belongs to a shortest path search: all(…)
// and none(…) over its nodes or edges, or anything else that reads the path.
func (b *builder) searchCond(paths []*syntax.Path, e syntax.Expr) bool {
	b.c.done.Must(len(b.m.Links) / 16)
	for i := range b.m.Links {
		s := b.m.Links[i].Search
		if s == nil || s.Slot < 0 {
			continue
		}
		if b.elementCond(s, e) {
			return true
		}
		var f exec.Expr
		reads := b.c.tracked(func() { f = b.c.truth(e) })
		if slices.Contains(reads, s.Slot) || !b.m.Links[i].Bound && slices.Contains(reads, b.m.Links[i].Slot) {
			s.Rest = append(s.Rest, f)
			return true
		}
	}
	return false
}

func (b *builder) elementCond(s *exec.Shortest, e syntax.Expr) bool {
	q, ok := e.(*syntax.Quantifier)
	if !ok || q.Kind != syntax.All && q.Kind != syntax.None {
		return false
	}
	call, ok := q.List.(*syntax.Call)
	if !ok || len(call.Args) != 1 {
		return false
	}
	if slot, ok := b.c.info.Slot(call.Args[0]); !ok || slot != s.Slot {
		return false
	}
	cond := exec.ElementCondition{Slot: b.c.slot(q.Var), Want: q.Kind == syntax.All}
	if reads := b.c.tracked(func() { cond.Test = b.c.truth(q.Where) }); slices.Contains(reads, s.Slot) {
		return false
	}
	switch {
	case strings.EqualFold(call.Name, "nodes"):
		s.Nodes = append(s.Nodes, cond)
	case strings.EqualFold(call.Name, "relationships"):
		s.Edges = append(s.Edges, cond)
	default:
		return false
	}
	return true
}
