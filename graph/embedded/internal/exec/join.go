package exec

import "github.com/newsgraph/newsgraph/graph/embedded/storage"

// joinScans is how often a scan is repeated over the same graph before its nodes
// are hashed.
const joinScans = 2

// joinTable holds the nodes of a scan by the value of one property, so that a
// scan that comes again for every row (a join without an index) is done once.
type joinTable struct {
	at    storage.Mark // the state of the graph that the table is of
	scans int
	nodes map[string][]*storage.Node // nil until it pays
}

// joined returns the nodes among which those of a scan are that fulfil its
// equality; ok is false if they have to be scanned.
func (s *search) joined(o *Move) (nodes []*storage.Node, ok bool, err error) {
	if o.Access.Join == nil {
		return nil, false, nil
	}
	t := s.x.joins[o]
	if now := s.x.Graph.Mark(); t == nil || t.at != now {
		t = &joinTable{at: now}
		s.x.joins[o] = t
	}
	if t.scans++; t.scans <= joinScans {
		return nil, false, nil
	}
	if t.nodes == nil {
		if err := s.fill(t, o); err != nil {
			return nil, false, err
		}
	}
	v, err := o.Access.Join.Value(s.x, s.row)
	if err != nil || v == nil {
		return nil, true, err
	}
	s.x.key = s.x.AppendKey(s.x.key[:0], v)
	return t.nodes[string(s.x.key)], true, nil
}

func (s *search) fill(t *joinTable, o *Move) error {
	t.nodes = map[string][]*storage.Node{}
	var failed error
	add := func(n *storage.Node) bool {
		if failed = s.x.Do(1); failed != nil {
			return false
		}
		v := n.Get(o.Access.Join.Key)
		if v == nil {
			return true
		}
		s.x.key = s.x.AppendKey(s.x.key[:0], v)
		list := t.nodes[string(s.x.key)]
		t.nodes[string(s.x.key)] = append(list, n)
		failed = s.x.hold(keyBytes + len(s.x.key))
		return failed == nil
	}
	if o.Access.Kind == AccessAll {
		s.x.Graph.EachNode(add)
	} else {
		s.x.Graph.Label(o.Access.Label).Each(add)
	}
	return failed
}
