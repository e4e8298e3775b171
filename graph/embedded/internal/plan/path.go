package plan

import (
	"github.com/newsgraph/newsgraph/graph/embedded/internal/exec"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// conjuncts splits a condition at its ANDs.
func conjuncts(e syntax.Expr, list []syntax.Expr) []syntax.Expr {
	if e == nil {
		return list
	}
	if b, ok := e.(*syntax.Binary); ok && b.Op == syntax.And {
		return conjuncts(b.Y, conjuncts(b.X, list))
	}
	return append(list, e)
}

func (b *builder) addCond(e syntax.Expr) {
	var f exec.Expr
	deps := b.c.tracked(func() { f = b.c.truth(e) })
	b.m.conds = append(b.m.conds, cond{f, b.m.own(deps), b.c.print(e), b.sieve(e)})
	b.hint(e)
}

func (b *builder) path(p *syntax.Path) {
	out := exec.Path{Slot: -1}
	for _, n := range p.Nodes {
		out.Nodes = append(out.Nodes, b.node(n))
	}
	for i, l := range p.Links {
		link := exec.Link{Slot: -1, From: out.Nodes[i], To: out.Nodes[i+1], Text: syntax.Print(l)}
		switch l := l.(type) {
		case *syntax.RelPattern:
			b.rel(&link, l)
			if p.Search != syntax.EveryPath {
				link.Search = &exec.Shortest{All: p.Search == syntax.AllShortestPaths, Slot: -1, Place: b.c.place(p)}
				if p.Var != nil {
					link.Search.Slot = b.c.slot(p.Var)
				}
			}
		case *syntax.QuantifiedPath:
			link.Quant = b.quant(l)
		}
		out.Links = append(out.Links, len(b.m.Links))
		b.m.Links = append(b.m.Links, link)
	}
	if p.Var != nil {
		out.Slot = b.c.slot(p.Var)
		b.m.gives(out.Slot)
	}
	b.m.Paths = append(b.m.Paths, out)
}

// node returns the index of a node pattern, which is the same for the same
// variable.
func (b *builder) node(n *syntax.NodePattern) int {
	slot := b.c.slot(n)
	i, known := b.m.nodeAt[slot]
	if !known {
		i = len(b.m.Nodes)
		b.m.nodeAt[slot] = i
		b.m.Nodes = append(b.m.Nodes, exec.Node{Slot: slot, Bound: b.c.info.Bound(n), Text: nodeText(n)})
		if b.m.Nodes[i].Bound {
			b.c.reads = append(b.c.reads, slot)
		} else {
			b.m.gives(slot)
		}
	}
	if n.Labels != nil {
		b.m.Nodes[i].Labels = append(b.m.Nodes[i].Labels, plainLabels(n.Labels, nil)...)
		b.m.Nodes[i].Sole = ""
		if name, ok := n.Labels.(*syntax.LabelName); ok && b.m.Nodes[i].Test == nil {
			b.m.Nodes[i].Sole = name.Name
		}
		b.m.Nodes[i].Test = exec.CarriesBoth(b.m.Nodes[i].Test, b.c.labels(n.Labels))
	}
	return i
}

// nodeText is a node without its conditions.
func nodeText(n *syntax.NodePattern) string {
	text := ""
	if n.Var != nil {
		text = syntax.Quote(n.Var.Name)
	}
	if n.Labels != nil {
		text += ":" + syntax.Print(n.Labels)
	}
	return "(" + text + ")"
}

// rel fills a link from the pattern of an edge.
func (b *builder) rel(link *exec.Link, r *syntax.RelPattern) {
	link.Slot, link.Bound, link.Walk = b.c.slot(r), b.c.info.Bound(r), r.Length
	_, twice := b.m.linkAt[link.Slot]
	b.m.Never = b.m.Never || twice
	b.m.linkAt[link.Slot] = len(b.m.Links)
	if link.Bound {
		b.c.reads = append(b.c.reads, link.Slot)
	} else {
		b.m.gives(link.Slot)
	}
	link.Dir = direction(r.Dir)
	if r.Types != nil {
		if names, ok := alternatives(r.Types, nil); ok {
			link.Types = names
		} else {
			link.Test = b.c.labels(r.Types)
		}
	}
}

func direction(d syntax.Direction) storage.Direction {
	switch d {
	case syntax.Right:
		return storage.Out
	case syntax.Left:
		return storage.In
	}
	return storage.Both
}

func (b *builder) nodeConds(n *syntax.NodePattern) {
	b.c.names.note(b.c.slot(n), n.Var)
	b.propConds(b.c.slot(n), n.Props)
	for _, e := range conjuncts(n.Where, nil) {
		b.addCond(e)
	}
}

func (b *builder) edgeConds(r *syntax.RelPattern) {
	b.c.names.note(b.c.slot(r), r.Var)
	b.propConds(b.c.slot(r), r.Props)
	for _, e := range conjuncts(r.Where, nil) {
		b.addCond(e)
	}
}

// walkConds adds the properties that every edge of a walk must have. They are
// tested edge by edge, or, if they depend on the rest of the pattern, when that
// has been found.
func (b *builder) walkConds(r *syntax.RelPattern) {
	lit, ok := r.Props.(*syntax.Map)
	if !ok {
		return
	}
	slot := b.c.slot(r)
	link := b.m.linkAt[slot]
	for _, entry := range lit.Entries {
		var value exec.Expr
		deps := b.c.tracked(func() { value = b.c.expr(entry.Value) })
		if deps = b.m.own(deps); len(deps) == 0 {
			b.m.Links[link].Each = append(b.m.Links[link].Each, exec.PropTest(slot, entry.Key, value, b.c.keyRead()))
			continue
		}
		b.m.conds = append(b.m.conds, cond{exec.EveryPropTest(slot, entry.Key, value, b.c.keyRead()), b.m.own(append(deps, slot)), propText("every edge", entry), nil})
	}
}

// propConds adds {key: value} in a pattern as conditions and hints.
func (b *builder) propConds(slot int, props syntax.Expr) {
	lit, ok := props.(*syntax.Map)
	if !ok {
		if props != nil {
			f := exec.PropsTest(b.c.place(props), slot, b.c.expr(props))
			b.m.conds = append(b.m.conds, cond{f, b.m.own([]int{slot}), b.c.names.of(slot) + " = " + syntax.Print(props), nil})
		}
		return
	}
	for _, entry := range lit.Entries {
		var value exec.Expr
		deps := b.c.tracked(func() { value = b.c.expr(entry.Value) })
		b.m.hints = append(b.m.hints, hint{kind: hintEqual, slot: slot, cond: -1, deps: b.m.own(deps), Probe: exec.Probe{Key: entry.Key, Value: value}})
		b.m.conds = append(b.m.conds, cond{exec.PropTest(slot, entry.Key, value, b.c.keyRead()), b.m.own(append(deps, slot)), propText(b.c.names.of(slot), entry), b.sieveOf(slot, entry.Key, entry.Value)})
	}
}

func propText(of string, entry syntax.MapEntry) string {
	return of + "." + syntax.Quote(entry.Key) + " = " + syntax.Print(entry.Value)
}

// names are what the slots of patterns are called, for EXPLAIN.
type names map[int]string

// note notes what a slot is called, if it is.
func (n names) note(slot int, v *syntax.Variable) {
	if v != nil {
		n[slot] = syntax.Quote(v.Name)
	}
}

func (n names) of(slot int) string {
	if name, ok := n[slot]; ok {
		return name
	}
	return "_"
}
