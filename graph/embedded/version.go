package embedded

import (
	"context"
	"time"

	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// version is the graph as one commit left it, with those who read it.
type version struct {
	graph   *storage.Graph
	readers int           // guarded by the store's mu
	gone    chan struct{} // closed when the last reader goes; nil if nobody waits for that
}

// pin keeps the newest version as it is until unpin.
func (s *Store) pin() (*version, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, errClosed
	}
	s.current.readers++
	return s.current, nil
}

func (s *Store) unpin(v *version) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if v.readers--; v.readers == 0 && v.gone != nil {
		close(v.gone)
		v.gone = nil
	}
}

// left returns a channel that is closed when nobody reads the version, which
// gets no new readers, any more. Nobody reads a nil version.
func (s *Store) left(v *version) <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if v == nil || v.readers == 0 {
		closed := make(chan struct{})
		close(closed)
		return closed
	}
	if v.gone == nil {
		v.gone = make(chan struct{})
	}
	return v.gone
}

// draft returns the copy of the graph that the writer may change: equal to the
// newest version, with the changes of the batch. The caller has the turn.
func (s *Store) draft(ctx context.Context) (*storage.Graph, error) {
	if s.spare == nil {
		s.spare = &version{graph: s.current.graph.Copy()}
	}
	if s.lag.Size() == 0 && !s.stale {
		return s.spare.graph, nil
	}
	select {
	case <-s.left(s.spare):
	default:
		if err := s.outwait(ctx); err != nil {
			return nil, err
		}
	}
	s.catchUp()
	return s.spare.graph, nil
}

// catchUp brings the spare up to the newest version, unless somebody reads it.
// The caller has the turn.
func (s *Store) catchUp() {
	select {
	case <-s.left(s.spare):
		if s.stale {
			s.spare, s.stale = nil, false // the old one first, then the new one
			s.spare = &version{graph: s.current.graph.Copy()}
		} else if s.lag.Size() > 0 {
			s.spare.graph.Follow(s.lag)
			s.lag = storage.Delta{}
		}
	default:
	}
}

// outwait waits until the readers of the spare have gone, or until waiting has
// taken about as long as a copy of the graph would. Then the spare is left to
// its readers, unless an older version still has some.
func (s *Store) outwait(ctx context.Context) error {
	spare, g := s.left(s.spare), s.current.graph
	select {
	case <-spare:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-s.left(s.retired):
	}
	patience := time.NewTimer(time.Duration(g.NodeCount()+g.EdgeCount()) * time.Microsecond / 2)
	defer patience.Stop()
	select {
	case <-spare:
	case <-ctx.Done():
		return ctx.Err()
	case <-patience.C:
		s.retired, s.spare = s.spare, &version{graph: g.Copy()}
		s.lag, s.stale = storage.Delta{}, false
	}
	return nil
}

// publish makes the draft the newest version. The one that falls behind follows
// when its readers have gone; if that would be as much work as a new copy, what it
// would take is not kept until then.
func (s *Store) publish() {
	g := s.spare.graph
	s.lag = g.Commit()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.current, s.spare = s.spare, s.current
	if s.spare.readers > 0 && s.lag.Size() > (g.NodeCount()+g.EdgeCount())/2 {
		s.lag, s.stale = storage.Delta{}, true
	}
}
