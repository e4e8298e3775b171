package plan

import (
	"slices"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/exec"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// tallied lets a pattern, or a range that is unwound, be counted by the aggregation
// after it.
func tallied(p exec.Part) {
	for i := 1; i < len(p); i++ {
		next, isProject := p[i].(*projection)
		if !isProject || next.Group == nil || !next.Group.Countable() {
			continue
		}
		switch before := p[i-1].(type) {
		case *pattern:
			before.Counted, before.needs = true, next.Group.Needs
		case *exec.Unwind:
			before.Counted = !slices.Contains(next.Group.Needs, before.Slot)
		}
	}
}

// tally says whether the last move of an order may be replaced by a count: nothing
// may depend on what it would find.
func (p *planning) tally() {
	last := len(p.order.Moves) - 1
	if !p.m.Counted || last < 0 || len(p.order.Late) > 0 || slices.ContainsFunc(p.m.Paths, func(q exec.Path) bool { return q.Slot >= 0 }) {
		return
	}
	o := &p.order.Moves[last]
	if len(o.Conds)+len(o.Sieves) > 0 || o.Access.Join != nil {
		return
	}
	unread := func(slot int) bool { return !slices.Contains(p.m.needs, slot) }
	free := func(node int) bool { return unread(p.m.Nodes[node].Slot) && p.m.Nodes[node].Test == nil }
	switch o.Kind {
	case exec.ScanNodes:
		n := &p.m.Nodes[o.Node]
		o.Tally = unread(n.Slot) && (o.Access.Kind == exec.AccessAll && n.Test == nil || o.Access.Kind == exec.AccessLabel && n.Sole == o.Access.Label)
	case exec.ScanEdges:
		l := &p.m.Links[o.Link]
		o.Tally = last == 0 && o.Access.Kind == exec.AccessLabel && l.Dir != storage.Both && l.From != l.To && unread(l.Slot) && free(l.From) && free(l.To)
	case exec.ExpandFree:
		l := &p.m.Links[o.Link]
		to := o.Target(p.m.Match)
		o.Tally = to >= 0 && l.Test == nil && unread(l.Slot) && free(to)
	}
}
