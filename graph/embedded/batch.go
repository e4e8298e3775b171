package embedded

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// The largest batch: it bounds how long the first of it waits for the others.
const (
	batchCommits = 64
	batchBytes   = 4 << 20
)

// batch is transactions that are done but not yet on the disk.
type batch struct {
	records []byte
	commits int
	done    chan struct{} // closed when err is known
	err     error
}

// join seals a transaction and adds it to the batch. A transaction that changed
// nothing still waits for what it has seen; nil if it saw nothing of a batch.
func (s *Store) join(t *tx) (*batch, error) {
	if !t.drafting {
		return nil, nil
	}
	records := t.graph.Seal(t.start)
	if records == nil {
		return s.batch, nil
	}
	if s.batch == nil {
		s.batch = &batch{done: make(chan struct{})}
	}
	b := s.batch
	b.commits++
	b.records = append(b.records, records...)
	return b, nil
}

// endTurn lets the next writer go. The batch is left to him, if there is one and
// the batch is not full: he, or one after him, writes it.
func (s *Store) endTurn() {
	b := s.batch
	if b != nil && b.commits < batchCommits && len(b.records) < batchBytes && s.turns.pass() {
		return
	}
	s.flush()
	if s.lag.Size() < 1000 && !s.stale {
		s.catchUp()
		s.turns.leave()
		return
	}
	go func() { // beside what the writer does next; it is still its turn
		s.catchUp()
		s.turns.leave()
	}()
}

// flush writes the batch to the log as one record, waits until it is on the
// disk, makes it visible, and tells all whose transactions are in it.
func (s *Store) flush() error {
	b := s.batch
	if b == nil {
		return nil
	}
	s.batch = nil
	if s.log != nil {
		if err := s.log.append(b.records); err != nil {
			if s.log.broken {
				s.failed = err
			}
			s.spare.graph.Rollback(storage.Mark{})
			b.err = &graph.Error{Failure: graph.Unavailable, Message: "the changes could not be kept", Err: err}
			close(b.done)
			return b.err
		}
	}
	s.publish()
	close(b.done)
	if s.log != nil && s.log.due() {
		if err := s.compact(); err != nil {
			s.notice(fmt.Sprintf("compact %s: %v", s.dir, err))
			s.log.postpone()
		}
	}
	return nil
}

// turns lets one writer go at a time, in the order in which they came.
type turns struct {
	mu      sync.Mutex
	taken   bool
	waiting []chan struct{}
}

// take waits for the turn.
func (q *turns) take(ctx context.Context) error {
	q.mu.Lock()
	if !q.taken {
		q.taken = true
		q.mu.Unlock()
		return nil
	}
	mine := make(chan struct{})
	q.waiting = append(q.waiting, mine)
	q.mu.Unlock()
	select {
	case <-mine:
		return nil
	case <-ctx.Done():
		q.mu.Lock()
		defer q.mu.Unlock()
		if i := slices.Index(q.waiting, mine); i >= 0 {
			q.waiting = slices.Delete(q.waiting, i, i+1)
			return ctx.Err()
		}
		return nil // the turn came at the same moment, and with it a batch to end
	}
}

// pass gives the turn to the next who waits, if there is one.
func (q *turns) pass() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.waiting) == 0 {
		return false
	}
	close(q.waiting[0])
	q.waiting = q.waiting[1:]
	return true
}

// leave ends the turn of whoever has it.
func (q *turns) leave() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.taken = len(q.waiting) > 0; q.taken {
		close(q.waiting[0])
		q.waiting = q.waiting[1:]
	}
}
