package plan

import (
	"github.com/newsgraph/newsgraph/graph/embedded/internal/exec"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// nodeAccess finds the cheapest way to enumerate candidates for a node.
func (p *planning) nodeAccess(i int) exec.Access {
	n := &p.m.Nodes[i]
	g := p.x.Graph
	best := exec.Access{Kind: exec.AccessAll, Rows: float64(g.NodeCount())}
	for _, j := range p.m.hintsOf[n.Slot] {
		if h := &p.m.hints[j]; h.kind == hintID && p.filled(h.deps) {
			return exec.Access{Kind: exec.AccessID, Hint: h.lookup(), Rows: 1, Unique: true}
		}
	}
	for _, name := range n.Labels {
		l := g.Label(name)
		if rows := float64(l.Count()); rows < best.Rows || best.Kind == exec.AccessAll {
			best = exec.Access{Kind: exec.AccessLabel, Label: name, Rows: rows}
		}
		for _, ix := range l.Indexes() {
			if a, ok := p.indexAccess(ix, n.Slot, l.Count()); ok && (a.Rows <= best.Rows || a.Unique) && !best.Unique {
				best = a
			}
		}
	}
	if best.Kind <= exec.AccessLabel && best.Rows > 100 {
		p.join(&best, n.Slot)
	}
	return best
}

// join notes an equality that makes a scan cheaper when it comes again.
func (p *planning) join(a *exec.Access, slot int) {
	for _, i := range p.m.hintsOf[slot] {
		if h := &p.m.hints[i]; h.kind == hintEqual && p.filled(h.deps) {
			a.Join = h.lookup()
			a.Rows /= 2
			return
		}
	}
}

func (p *planning) edgeAccess(l *exec.Link) exec.Access {
	t := p.x.Graph.EdgeType(l.Types[0])
	best := exec.Access{Kind: exec.AccessLabel, Label: l.Types[0], Rows: float64(t.Count())}
	for _, ix := range t.Indexes() {
		if a, ok := p.indexAccess(ix, l.Slot, t.Count()); ok && (a.Rows <= best.Rows || a.Unique) && !best.Unique {
			best = a
		}
	}
	return best
}

// indexAccess says how an index helps to find the element of a slot.
func (p *planning) indexAccess(ix *storage.Index, slot, count int) (exec.Access, bool) {
	if ix.Kind == storage.FullText {
		return exec.Access{}, false
	}
	a := exec.Access{Kind: exec.AccessEqual, Index: ix, Unique: ix.Kind == storage.Unique, Rows: 1}
	if !a.Unique {
		a.Rows = max(1, float64(count)/float64(max(ix.Size(), 1)))
	}
	for _, key := range ix.Props {
		if h := p.findHint(slot, key, hintEqual); h != nil {
			a.Hints = append(a.Hints, h.Probe)
		}
	}
	if len(a.Hints) == len(ix.Props) {
		return a, true
	}
	if len(ix.Props) > 1 {
		return exec.Access{}, false
	}
	if h := p.findHint(slot, ix.Props[0], hintIn); h != nil {
		return exec.Access{Kind: exec.AccessIn, Index: ix, Hint: h.lookup(), Rows: min(float64(count), a.Rows*5)}, true
	}
	if h := p.findHint(slot, ix.Props[0], hintPrefix); h != nil {
		return exec.Access{Kind: exec.AccessPrefix, Index: ix, Hint: h.lookup(), Rows: float64(count) / 10}, true
	}
	low, high := p.findHint(slot, ix.Props[0], hintLow), p.findHint(slot, ix.Props[0], hintHigh)
	if low != nil || high != nil {
		return exec.Access{Kind: exec.AccessRange, Index: ix, Hint: low.lookup(), High: high.lookup(), Rows: float64(count) / 3}, true
	}
	return exec.Access{}, false
}

func (p *planning) findHint(slot int, key string, kind hintKind) *hint {
	for _, i := range p.m.hintsOf[slot] {
		if h := &p.m.hints[i]; h.kind == kind && h.Key == key && p.filled(h.deps) {
			return h
		}
	}
	return nil
}
