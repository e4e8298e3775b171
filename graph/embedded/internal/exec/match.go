package exec

import (
	"cmp"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// start makes the stage of a MATCH.
func (m *Match) start(x *Run, next stage) stage {
	s := &matchStage{search: search{m: m, x: x}, next: next}
	s.emit = s.found
	if m.Counted {
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
	if err := s.run(row); err != nil || s.some || !s.m.Optional {
		return err
	}
	for _, slot := range s.m.Emptied {
		row[slot] = nil
	}
	return s.next.row(row)
}

func (s *matchStage) end() error { return s.next.end() }

// search is one run of a pattern: it fills the slots of its row with one match
// after the other and calls emit for each.
type search struct {
	m      *Match
	x      *Run
	row    []any
	order  *Order
	emit   func() error
	tally  func(n int64) error   // emit for n equal rows; only if the pattern is counted
	known  [][]*storage.EdgeType // the types of links, once all of them are there
	within bool                  // the first move walks along an index, between bounds that are exact
	used   []*storage.Edge       // edges of the match so far: none may come twice
	sought [][]any               // by the sieves of each move
	walks  [][]*storage.Edge     // of links with more than one edge, in the order of the pattern
}

// run finds all matches for a row.
func (s *search) run(row []any) error {
	if s.m.Never {
		return nil
	}
	s.row, s.used = row, s.used[:0]
	s.order = s.m.Plan(s.x)
	if s.walks == nil {
		s.walks = make([][]*storage.Edge, len(s.m.Links))
	}
	for i := range s.m.Nodes {
		if s.m.Nodes[i].Bound {
			if ok, err := s.fits(&s.m.Nodes[i], row[s.m.Nodes[i].Slot]); !ok || err != nil {
				return err
			}
		}
	}
	if ok, err := s.holds(s.order.First); !ok || err != nil {
		return err
	}
	return s.move(0)
}

// fits tests whether a value is a node with the labels of the pattern.
func (s *search) fits(n *Node, v any) (bool, error) {
	node, ok := v.(*storage.Node)
	if !ok {
		if v == nil {
			return false, nil
		}
		return false, &value.Error{Kind: "TypeError", Msg: "a pattern needs a node here, not " + value.KindName(v)}
	}
	if n.Test == nil {
		return true, nil
	}
	return n.Test(s.x, s.row, node.Labels())
}

func (s *search) holds(conds []Expr) (bool, error) {
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
	if i == len(s.order.Moves) {
		return s.finish()
	}
	o := &s.order.Moves[i]
	if o.Tally {
		return s.count(o)
	}
	switch o.Kind {
	case ScanNodes:
		return s.scan(o, i)
	case ScanEdges:
		return s.scanEdges(o, i)
	case FollowBound:
		return s.boundEdge(o, i)
	}
	return s.follow(o, i)
}

// on goes on after a move has filled its slots, if its conditions hold.
func (s *search) on(i int) error {
	o := &s.order.Moves[i]
	if !s.within {
		if ok, err := s.holds(o.Ranges); !ok || err != nil {
			return err
		}
	}
	if ok, err := s.holds(o.Conds); !ok || err != nil {
		return err
	}
	return s.move(i + 1)
}

// finish builds the named paths, tests what depends on them, and emits.
func (s *search) finish() error {
	for i := range s.m.Paths {
		if p := &s.m.Paths[i]; p.Slot >= 0 && !s.searched(p) {
			built := s.build(p)
			if err := s.x.Do(len(built.Nodes)); err != nil {
				return err
			}
			s.row[p.Slot] = built
			s.x.put(p.Slot, int64(built.Bytes()))
		}
	}
	if ok, err := s.holds(s.order.Late); !ok || err != nil {
		return err
	}
	return s.emit()
}

// searched reports whether a shortest path search has put the path in its slot.
func (s *search) searched(p *Path) bool {
	return len(p.Links) == 1 && s.m.Links[p.Links[0]].Search != nil
}

// scan tries the candidates for a free node.
func (s *search) scan(o *Move, i int) error {
	n := &s.m.Nodes[o.Node]
	test := n.Test
	if n.Sole != "" && o.Access.carried() == n.Sole {
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
		if !s.passes(o.Sieves, wanted, node) {
			return true
		}
		if test != nil {
			ok, err := test(s.x, s.row, node.Labels())
			if failed = err; !ok || err != nil {
				return err == nil
			}
		}
		s.row[n.Slot] = node
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
	switch o.Access.Kind {
	case AccessAll:
		s.x.Graph.EachNode(try)
	case AccessLabel:
		s.x.Graph.Label(o.Access.Label).Each(try)
	case AccessOrdered:
		if err := s.inOrder(&o.Access, func(id storage.ID) bool { return try(s.x.Graph.Node(id)) }); err != nil {
			return err
		}
	case AccessID:
		v, err := o.Access.Hint.Value(s.x, s.row)
		if err != nil {
			return err
		}
		if node := s.x.Graph.Node(idOf("4:0:", v)); node != nil {
			try(node)
		}
	default:
		ids, ok, err := o.Access.seek(s.x, s.row)
		if err != nil {
			return err
		}
		if !ok {
			s.x.Graph.Label(o.Access.Index.Labels[0]).Each(try)
			return failed
		}
		for _, id := range ids {
			if !try(s.x.Graph.Node(id)) {
				break
			}
		}
	}
	return failed
}

// scanEdges tries the candidates for an edge both of whose ends are free.
func (s *search) scanEdges(o *Move, i int) error {
	l := &s.m.Links[o.Link]
	var failed error
	try := func(e *storage.Edge) bool {
		if failed = s.x.Do(1); failed != nil {
			return false
		}
		if l.Dir != storage.In {
			failed = s.ends(o, i, e, e.From, e.To)
		}
		if failed == nil && (l.Dir == storage.In || l.Dir == storage.Both && e.From != e.To) {
			failed = s.ends(o, i, e, e.To, e.From)
		}
		return failed == nil
	}
	switch o.Access.Kind {
	case AccessLabel:
		s.x.Graph.EdgeType(o.Access.Label).Each(try)
		return failed
	case AccessOrdered:
		err := s.inOrder(&o.Access, func(id storage.ID) bool { return try(s.x.Graph.Edge(id)) })
		return cmp.Or(err, failed)
	}
	ids, ok, err := o.Access.seek(s.x, s.row)
	if err != nil {
		return err
	}
	if !ok {
		s.x.Graph.EdgeType(o.Access.Index.Labels[0]).Each(try)
		return failed
	}
	for _, id := range ids {
		if !try(s.x.Graph.Edge(id)) {
			break
		}
	}
	return failed
}

// ends binds an edge with both of its ends.
func (s *search) ends(o *Move, i int, e *storage.Edge, from, to *storage.Node) error {
	l := &s.m.Links[o.Link]
	a, b := &s.m.Nodes[l.From], &s.m.Nodes[l.To]
	if l.From == l.To && from != to || s.taken(e) {
		return nil
	}
	if ok, err := s.fits(a, from); !ok || err != nil {
		return err
	}
	if ok, err := s.fits(b, to); !ok || err != nil {
		return err
	}
	s.row[a.Slot], s.row[b.Slot] = from, to
	return s.with(e, l, i)
}

// with goes on with an edge bound to a link.
func (s *search) with(e *storage.Edge, l *Link, i int) error {
	if s.taken(e) {
		return nil
	}
	s.row[l.Slot] = e
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
