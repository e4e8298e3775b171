package eval

import (
	"cmp"
	"slices"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// start makes the stage of a MATCH.
func (m *match) start(x *exec, next stage) stage {
	s := &matchStage{search: search{m: m, x: x}, next: next}
	s.emit = s.found
	if m.counted {
		taker := next.(tallier)
		s.tally = func(n int64) error {
			s.some = true
			return taker.times(s.search.row, n)
		}
	}
	return s
}

type matchStage struct {
	search
	next stage
	some bool
}

func (s *matchStage) found() error {
	s.some = true
	return s.next.row(s.search.row)
}

func (s *matchStage) row(row []any) error {
	s.some = false
	if err := s.run(row); err != nil || s.some || !s.m.optional {
		return err
	}
	for _, slot := range s.m.emptied {
		row[slot] = nil
	}
	return s.next.row(row)
}

func (s *matchStage) end() error { return s.next.end() }

// search is one run of a pattern: it fills the slots of its row with one match
// after the other and calls emit for each.
type search struct {
	m      *match
	x      *exec
	row    []any
	order  *order
	emit   func() error
	tally  func(n int64) error   // emit for n equal rows; only if the pattern is counted
	known  [][]*storage.EdgeType // the types of links, once all of them are there
	used   []*storage.Edge       // edges of the match so far: none may come twice
	sought [][]any               // by the sieves of each move
	walks  [][]*storage.Edge     // of links with more than one edge, in the order of the pattern
}

// run finds all matches for a row.
func (s *search) run(row []any) error {
	if s.m.never {
		return nil
	}
	s.row, s.used = row, s.used[:0]
	s.order = s.m.plan(s.x)
	if s.walks == nil {
		s.walks = make([][]*storage.Edge, len(s.m.links))
	}
	for i := range s.m.nodes {
		if s.m.nodes[i].bound {
			if ok, err := s.fits(&s.m.nodes[i], row[s.m.nodes[i].slot]); !ok || err != nil {
				return err
			}
		}
	}
	if ok, err := s.holds(s.order.first); !ok || err != nil {
		return err
	}
	return s.move(0)
}

// fits tests whether a value is a node with the labels of the pattern.
func (s *search) fits(n *nodePattern, v any) (bool, error) {
	node, ok := v.(*storage.Node)
	if !ok {
		if v == nil {
			return false, nil
		}
		return false, &value.Error{Kind: "TypeError", Msg: "a pattern needs a node here, not " + value.KindName(v)}
	}
	if n.test == nil {
		return true, nil
	}
	return n.test(s.x, s.row, node.Labels())
}

func (s *search) holds(conds []expr) (bool, error) {
	for _, f := range conds {
		if v, err := f(s.x, s.row); v != true || err != nil {
			return false, err
		}
	}
	return true, nil
}

// move carries out one move of the plan and, for each of its results, the rest.
func (s *search) move(i int) error {
	if err := s.x.Do(1); err != nil {
		return err
	}
	before := s.x.made
	err := s.carryOut(i)
	s.x.made = before // what the values took that were looked for
	return err
}

func (s *search) carryOut(i int) error {
	if i == len(s.order.ops) {
		return s.finish()
	}
	o := &s.order.ops[i]
	if o.tally {
		return s.count(o)
	}
	switch o.kind {
	case opScan:
		return s.scan(o, i)
	case opEdge:
		return s.scanEdges(o, i)
	case opBound:
		return s.boundEdge(o, i)
	}
	return s.follow(o, i)
}

// on goes on after a move has filled its slots, if its conditions hold.
func (s *search) on(i int) error {
	if ok, err := s.holds(s.order.ops[i].conds); !ok || err != nil {
		return err
	}
	return s.move(i + 1)
}

// finish builds the named paths, tests what depends on them, and emits.
func (s *search) finish() error {
	for i := range s.m.paths {
		if p := &s.m.paths[i]; p.slot >= 0 && !s.searched(p) {
			built := s.build(p)
			if err := s.x.Do(len(built.Nodes)); err != nil {
				return err
			}
			s.row[p.slot] = built
			s.x.put(p.slot, int64(built.Bytes()))
		}
	}
	if ok, err := s.holds(s.order.late); !ok || err != nil {
		return err
	}
	return s.emit()
}

// searched reports whether a shortest path search has put the path in its slot.
func (s *search) searched(p *pathPattern) bool {
	return len(p.links) == 1 && s.m.links[p.links[0]].search != nil
}

// scan tries the candidates for a free node.
func (s *search) scan(o *op, i int) error {
	n := &s.m.nodes[o.node]
	test := n.test
	if n.sole != "" && o.access.carried() == n.sole {
		test = nil // they all carry it
	}
	wanted, unknown := s.wanted(o, i)
	var failed error
	try := func(node *storage.Node) bool {
		if failed = s.x.Do(1); failed == nil {
			failed = unknown
		}
		if failed != nil {
			return false
		}
		if !s.passes(o.sieves, wanted, node) {
			return true
		}
		if test != nil {
			ok, err := test(s.x, s.row, node.Labels())
			if failed = err; !ok || err != nil {
				return err == nil
			}
		}
		s.row[n.slot] = node
		failed = s.on(i)
		return failed == nil
	}
	if nodes, ok, err := s.joined(o); err != nil {
		return err
	} else if ok {
		for _, node := range nodes {
			if !try(node) {
				break
			}
		}
		return failed
	}
	switch o.access.kind {
	case accessAll:
		s.x.g.EachNode(try)
	case accessLabel:
		s.x.g.Label(o.access.label).Each(try)
	case accessOrdered:
		if err := s.inOrder(&o.access, func(id storage.ID) bool { return try(s.x.g.Node(id)) }); err != nil {
			return err
		}
	case accessID:
		v, err := o.access.hint.value(s.x, s.row)
		if err != nil {
			return err
		}
		if node := s.x.g.Node(idOf("4:0:", v)); node != nil {
			try(node)
		}
	default:
		ids, ok, err := s.seek(&o.access)
		if err != nil {
			return err
		}
		if !ok {
			s.x.g.Label(o.access.index.Labels[0]).Each(try)
			return failed
		}
		for _, id := range ids {
			if !try(s.x.g.Node(id)) {
				break
			}
		}
	}
	return failed
}

// idOf reads an id or element id; -1 if it is none.
func idOf(prefix string, v any) storage.ID {
	switch v := v.(type) {
	case int64:
		return v
	case string:
		if id, ok := value.ElementNumber(prefix, v); ok {
			return id
		}
	}
	return -1
}

// seek asks an index; ok is false if it cannot tell.
func (s *search) seek(a *access) (ids []storage.ID, ok bool, err error) {
	switch a.kind {
	case accessEqual:
		if len(a.hints) == 1 {
			v, err := a.hints[0].value(s.x, s.row)
			if err != nil {
				return nil, false, err
			}
			return a.index.Find(v), true, nil
		}
		values := make([]any, len(a.hints))
		for i, h := range a.hints {
			if values[i], err = h.value(s.x, s.row); err != nil {
				return nil, false, err
			}
		}
		return a.index.Find(values...), true, nil
	case accessIn:
		return s.seekIn(a)
	case accessPrefix:
		v, err := a.hint.value(s.x, s.row)
		if prefix, text := v.(string); text && err == nil {
			ids := a.index.Prefix(prefix)
			return ids, true, s.x.Do(len(ids))
		}
		return nil, true, err
	}
	return s.seekRange(a)
}

func (s *search) seekIn(a *access) ([]storage.ID, bool, error) {
	v, err := a.hint.value(s.x, s.row)
	if err != nil {
		return nil, false, err
	}
	list, ok := v.([]any)
	if !ok {
		return nil, false, nil
	}
	var ids []storage.ID
	for _, v := range list {
		found := a.index.Find(v)
		if err := s.x.Do(1 + len(found)); err != nil {
			return nil, false, err
		}
		ids = append(ids, found...)
	}
	slices.Sort(ids)
	return slices.Compact(ids), true, nil
}

func (s *search) seekRange(a *access) ([]storage.ID, bool, error) {
	var bounds [2]storage.Bound
	for i, h := range []*hint{a.hint, a.high} {
		if h == nil {
			continue
		}
		v, err := h.value(s.x, s.row)
		if err != nil || v == nil {
			return nil, true, err
		}
		bounds[i] = storage.Bound{Value: v, Inclusive: h.inclusive}
	}
	ids, ok := a.index.Between(bounds[0], bounds[1])
	return ids, ok, s.x.Do(len(ids))
}

// scanEdges tries the candidates for an edge both of whose ends are free.
func (s *search) scanEdges(o *op, i int) error {
	l := &s.m.links[o.link]
	var failed error
	try := func(e *storage.Edge) bool {
		if failed = s.x.Do(1); failed != nil {
			return false
		}
		if l.dir != storage.In {
			failed = s.ends(o, i, e, e.From, e.To)
		}
		if failed == nil && (l.dir == storage.In || l.dir == storage.Both && e.From != e.To) {
			failed = s.ends(o, i, e, e.To, e.From)
		}
		return failed == nil
	}
	switch o.access.kind {
	case accessLabel:
		s.x.g.EdgeType(o.access.label).Each(try)
		return failed
	case accessOrdered:
		err := s.inOrder(&o.access, func(id storage.ID) bool { return try(s.x.g.Edge(id)) })
		return cmp.Or(err, failed)
	}
	ids, ok, err := s.seek(&o.access)
	if err != nil {
		return err
	}
	if !ok {
		s.x.g.EdgeType(o.access.index.Labels[0]).Each(try)
		return failed
	}
	for _, id := range ids {
		if !try(s.x.g.Edge(id)) {
			break
		}
	}
	return failed
}

// ends binds an edge with both of its ends.
func (s *search) ends(o *op, i int, e *storage.Edge, from, to *storage.Node) error {
	l := &s.m.links[o.link]
	a, b := &s.m.nodes[l.from], &s.m.nodes[l.to]
	if l.from == l.to && from != to || s.taken(e) {
		return nil
	}
	if ok, err := s.fits(a, from); !ok || err != nil {
		return err
	}
	if ok, err := s.fits(b, to); !ok || err != nil {
		return err
	}
	s.row[a.slot], s.row[b.slot] = from, to
	return s.with(e, l, i)
}

// with goes on with an edge bound to a link.
func (s *search) with(e *storage.Edge, l *linkPattern, i int) error {
	if s.taken(e) {
		return nil
	}
	s.row[l.slot] = e
	s.used = append(s.used, e)
	err := s.on(i)
	s.used = s.used[:len(s.used)-1]
	return err
}

func (s *search) taken(e *storage.Edge) bool {
	for i := len(s.used) - 1; i >= 0; i-- {
		if s.used[i] == e {
			return true
		}
	}
	return false
}
