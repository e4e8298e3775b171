package eval

import (
	"slices"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// match is a compiled pattern: its nodes (each once, however often it is
// written), the links between them, the paths to build, and its conditions.
type match struct {
	optional bool
	never    bool // an edge stands in it twice, and edges are unique
	nodes    []nodePattern
	links    []linkPattern
	paths    []pathPattern
	conds    []cond
	hints    []hint
	fresh    map[int]bool // slots that the pattern gives
	emptied  []int        // the same, which are null after an OPTIONAL MATCH
	counted  bool         // what comes next counts rows, and reads of them only the slots in needs
	needs    []int
	wish     *wish // in which order its rows are wanted; nil if it does not matter
	patternIndex
}

// patternIndex finds the parts of a pattern by slot.
type patternIndex struct {
	nodeAt, linkAt    map[int]int   // the node and the link of a slot
	hintsOf, sievesOf map[int][]int // for one element: hints, and conditions that are sieves
	condsOf           map[int][]int // the conditions that need the slot
	hinted            map[int][]int // the links and nodes (numbered as in planning) with hints that need it
}

// find makes the index over hints and conditions, when all are there.
func (m *match) find() {
	m.hintsOf, m.sievesOf, m.condsOf, m.hinted = map[int][]int{}, map[int][]int{}, map[int][]int{}, map[int][]int{}
	for i, l := range m.links {
		m.nodes[l.from].links = append(m.nodes[l.from].links, i)
		if l.to != l.from {
			m.nodes[l.to].links = append(m.nodes[l.to].links, i)
		}
	}
	for i, h := range m.hints {
		m.hintsOf[h.slot] = append(m.hintsOf[h.slot], i)
		of, ok := m.linkAt[h.slot]
		if n, isNode := m.nodeAt[h.slot]; isNode {
			of, ok = len(m.links)+n, true
		}
		for _, s := range h.deps {
			if ok {
				m.hinted[s] = append(m.hinted[s], of)
			}
		}
	}
	for i, c := range m.conds {
		for _, s := range c.deps {
			m.condsOf[s] = append(m.condsOf[s], i)
		}
		if c.sieve != nil {
			m.sievesOf[c.sieve.slot] = append(m.sievesOf[c.sieve.slot], i)
		}
	}
}

// nodePattern is a node to find or, if bound, to test.
type nodePattern struct {
	slot   int
	bound  bool
	labels []string // that it must carry, as far as they are plain names
	sole   string   // the label that is all of the test
	text   string   // for EXPLAIN
	test   labelTest
	links  []int // that begin or end at it
}

// linkPattern is an edge, a walk of a variable length or a quantified path
// between two nodes.
type linkPattern struct {
	slot     int // -1 for a quantified path
	text     string
	bound    bool
	from, to int // indexes of match.nodes
	dir      storage.Direction
	types    []string // nil: any, or test decides
	test     labelTest
	walk     *syntax.Range // variable length
	quant    *quantPattern
	search   *searchPattern
	each     []expr // conditions on every edge of a walk, which is in slot each time
}

// pathPattern is a path to build, named or not, when its links are found.
type pathPattern struct {
	slot  int // -1: not named
	nodes []int
	links []int
}

// cond is a condition and which slots of the pattern must be filled before.
type cond struct {
	test expr
	deps []int
	text string // for EXPLAIN
	// sieve is the same condition, if it may be tested before its slot is filled.
	sieve *sieve
}

// match compiles MATCH.
func (c *compiler) match(m *syntax.Match) *match {
	out := c.pattern(m.Pattern, m.Where)
	out.optional = m.Optional
	return out
}

// pattern compiles paths with the condition that belongs to them.
func (c *compiler) pattern(paths []*syntax.Path, where syntax.Expr) *match {
	m := newMatch()
	for _, p := range paths {
		c.path(m, p)
	}
	for _, p := range paths {
		for _, n := range p.Nodes {
			c.nodeConds(m, n)
		}
		for _, l := range p.Links {
			r, ok := l.(*syntax.RelPattern)
			switch {
			case !ok || p.Search != syntax.EveryPath:
			case r.Length == nil:
				c.edgeConds(m, r)
			default:
				c.walkConds(m, r)
			}
		}
	}
	for _, e := range conjuncts(where, nil) {
		if !c.searchCond(m, paths, e) {
			c.addCond(m, e)
		}
	}
	m.find()
	return m
}

func newMatch() *match {
	return &match{fresh: map[int]bool{}, patternIndex: patternIndex{nodeAt: map[int]int{}, linkAt: map[int]int{}}}
}

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

func (c *compiler) addCond(m *match, e syntax.Expr) {
	var f expr
	deps := c.tracked(func() { f = c.truth(e) })
	m.conds = append(m.conds, cond{f, m.own(deps), c.print(e), c.sieve(m, e)})
	c.hint(m, e)
}

// own returns the slots among deps that the pattern itself fills.
func (m *match) own(deps []int) []int {
	var own []int
	for _, s := range deps {
		if m.fresh[s] && !slices.Contains(own, s) {
			own = append(own, s)
		}
	}
	return own
}

func (m *match) gives(slot int) {
	m.fresh[slot] = true
	m.emptied = append(m.emptied, slot)
}

func (c *compiler) path(m *match, p *syntax.Path) {
	out := pathPattern{slot: -1}
	for _, n := range p.Nodes {
		out.nodes = append(out.nodes, c.node(m, n))
	}
	for i, l := range p.Links {
		link := linkPattern{slot: -1, from: out.nodes[i], to: out.nodes[i+1], text: syntax.Print(l)}
		switch l := l.(type) {
		case *syntax.RelPattern:
			c.rel(m, &link, l)
			if p.Search != syntax.EveryPath {
				link.search = &searchPattern{all: p.Search == syntax.AllShortestPaths, slot: -1, place: c.place(p)}
				if p.Var != nil {
					link.search.slot = c.slot(p.Var)
				}
			}
		case *syntax.QuantifiedPath:
			link.quant = c.quant(m, l)
		}
		out.links = append(out.links, len(m.links))
		m.links = append(m.links, link)
	}
	if p.Var != nil {
		out.slot = c.slot(p.Var)
		m.gives(out.slot)
	}
	m.paths = append(m.paths, out)
}

// node returns the index of a node pattern, which is the same for the same
// variable.
func (c *compiler) node(m *match, n *syntax.NodePattern) int {
	slot := c.slot(n)
	i, known := m.nodeAt[slot]
	if !known {
		i = len(m.nodes)
		m.nodeAt[slot] = i
		m.nodes = append(m.nodes, nodePattern{slot: slot, bound: c.info.Bound(n), text: nodeText(n)})
		if m.nodes[i].bound {
			c.reads = append(c.reads, slot)
		} else {
			m.gives(slot)
		}
	}
	if n.Labels != nil {
		m.nodes[i].labels = append(m.nodes[i].labels, plainLabels(n.Labels, nil)...)
		m.nodes[i].sole = ""
		if name, ok := n.Labels.(*syntax.LabelName); ok && m.nodes[i].test == nil {
			m.nodes[i].sole = name.Name
		}
		m.nodes[i].test = bothTests(m.nodes[i].test, c.labels(n.Labels))
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

func bothTests(a, b labelTest) labelTest {
	if a == nil {
		return b
	}
	return func(x *exec, row []any, labels []string) (bool, error) {
		if ok, err := a(x, row, labels); !ok || err != nil {
			return false, err
		}
		return b(x, row, labels)
	}
}

// plainLabels collects the names that a label expression demands in any case.
func plainLabels(e syntax.LabelExpr, list []string) []string {
	switch e := e.(type) {
	case *syntax.LabelName:
		return append(list, e.Name)
	case *syntax.LabelAnd:
		return plainLabels(e.Y, plainLabels(e.X, list))
	}
	return list
}

// rel fills a link from the pattern of an edge.
func (c *compiler) rel(m *match, link *linkPattern, r *syntax.RelPattern) {
	link.slot, link.bound, link.walk = c.slot(r), c.info.Bound(r), r.Length
	_, twice := m.linkAt[link.slot]
	m.never = m.never || twice
	m.linkAt[link.slot] = len(m.links)
	if link.bound {
		c.reads = append(c.reads, link.slot)
	} else {
		m.gives(link.slot)
	}
	link.dir = direction(r.Dir)
	if r.Types != nil {
		if names, ok := alternatives(r.Types, nil); ok {
			link.types = names
		} else {
			link.test = c.labels(r.Types)
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

// alternatives returns the names of A|B|C; ok is false for anything else.
func alternatives(e syntax.LabelExpr, list []string) ([]string, bool) {
	switch e := e.(type) {
	case *syntax.LabelName:
		return append(list, e.Name), true
	case *syntax.LabelOr:
		list, ok := alternatives(e.X, list)
		if !ok {
			return nil, false
		}
		return alternatives(e.Y, list)
	}
	return nil, false
}

func (c *compiler) nodeConds(m *match, n *syntax.NodePattern) {
	c.named(c.slot(n), n.Var)
	c.propConds(m, c.slot(n), n.Props)
	for _, e := range conjuncts(n.Where, nil) {
		c.addCond(m, e)
	}
}

// named notes what a slot is called, for EXPLAIN.
func (c *compiler) named(slot int, v *syntax.Variable) {
	if c.names == nil {
		c.names = map[int]string{}
	}
	if v != nil {
		c.names[slot] = syntax.Quote(v.Name)
	}
}

func (c *compiler) nameOf(slot int) string {
	if name, ok := c.names[slot]; ok {
		return name
	}
	return "_"
}

func (c *compiler) edgeConds(m *match, r *syntax.RelPattern) {
	c.named(c.slot(r), r.Var)
	c.propConds(m, c.slot(r), r.Props)
	for _, e := range conjuncts(r.Where, nil) {
		c.addCond(m, e)
	}
}

// walkConds adds the properties that every edge of a walk must have. They are
// tested edge by edge, or, if they depend on the rest of the pattern, when that
// has been found.
func (c *compiler) walkConds(m *match, r *syntax.RelPattern) {
	lit, ok := r.Props.(*syntax.Map)
	if !ok {
		return
	}
	slot := c.slot(r)
	link := m.linkAt[slot]
	for _, entry := range lit.Entries {
		var value expr
		deps := c.tracked(func() { value = c.expr(entry.Value) })
		if deps = m.own(deps); len(deps) == 0 {
			m.links[link].each = append(m.links[link].each, c.propTest(slot, entry.Key, value))
			continue
		}
		m.conds = append(m.conds, cond{c.everyPropTest(slot, entry.Key, value), m.own(append(deps, slot)), propText("every edge", entry), nil})
	}
}

// everyPropTest is propTest for a list of edges.
func (c *compiler) everyPropTest(slot int, key string, value expr) expr {
	read := c.keyRead()
	return func(x *exec, row []any) (any, error) {
		v, err := value(x, row)
		if err != nil {
			return nil, err
		}
		edges, _ := row[slot].([]any)
		for _, e := range edges {
			if x.Equal(x.propOf(e, key, read), v) != true {
				return false, nil
			}
		}
		return true, nil
	}
}

// propConds adds {key: value} in a pattern as conditions and hints.
func (c *compiler) propConds(m *match, slot int, props syntax.Expr) {
	lit, ok := props.(*syntax.Map)
	if !ok {
		if props != nil {
			for _, f := range c.propsTest(slot, props) {
				m.conds = append(m.conds, cond{f, m.own([]int{slot}), c.nameOf(slot) + " = " + syntax.Print(props), nil})
			}
		}
		return
	}
	for _, entry := range lit.Entries {
		var value expr
		deps := c.tracked(func() { value = c.expr(entry.Value) })
		m.hints = append(m.hints, hint{kind: hintEqual, slot: slot, key: entry.Key, value: value, deps: m.own(deps)})
		m.conds = append(m.conds, cond{c.propTest(slot, entry.Key, value), m.own(append(deps, slot)), propText(c.nameOf(slot), entry), c.sieveOf(m, slot, entry.Key, entry.Value)})
	}
}

func propText(of string, entry syntax.MapEntry) string {
	return of + "." + syntax.Quote(entry.Key) + " = " + syntax.Print(entry.Value)
}

// propsTest compiles the map of a pattern to tests of the element in slot.
func (c *compiler) propsTest(slot int, props syntax.Expr) []expr {
	if lit, ok := props.(*syntax.Map); ok {
		var tests []expr
		for _, entry := range lit.Entries {
			tests = append(tests, c.propTest(slot, entry.Key, c.expr(entry.Value)))
		}
		return tests
	}
	whole := c.expr(props)
	return []expr{func(x *exec, row []any) (any, error) {
		v, err := whole(x, row)
		if err != nil {
			return nil, err
		}
		want, ok := v.(map[string]any)
		if !ok {
			return nil, c.typeError(props, "the properties of a pattern must be a map, not %s", value.KindName(v))
		}
		for k, v := range want {
			if x.Equal(value.PropOf(row[slot], k), v) != true {
				return false, nil
			}
		}
		return true, nil
	}}
}

func (c *compiler) propTest(slot int, key string, value expr) expr {
	read := c.keyRead()
	return func(x *exec, row []any) (any, error) {
		v, err := value(x, row)
		if err != nil {
			return nil, err
		}
		return x.Equal(x.propOf(row[slot], key, read), v), nil
	}
}

// propOf returns a property of a node or edge, nil of anything else, for a read
// that is numbered.
func (x *exec) propOf(v any, key string, read int) any {
	switch v := v.(type) {
	case *storage.Node:
		return v.Find(key, &x.found[read])
	case *storage.Edge:
		return v.Find(key, &x.found[read])
	}
	return nil
}
