// Package embedded is a graph.Store in this process: a property graph in memory
// that answers Cypher, with a log on disk that survives a crash.
//
// A store is a folder. Every statement either gives what Neo4j 5 gives or an
// error that names the construct and where it stands. One process may write to a
// folder, and any number may read it: each has the graph in memory as the last
// commit before it was opened left it. A graph must fit in memory, from the first
// change on twice. The package knows nothing of news.
//
// One writer works at a time, and any number of readers beside it, who neither
// wait for it nor see half of its work. For this there are two copies of the
// graph, which share keys and values. Readers hold the newest committed one. The
// writer changes the other, and when its log is on the disk the two change
// places; before the next change the copy that fell behind follows, once its
// last reader has left. If readers stay longer than it takes to copy the graph,
// the writer leaves them that version and makes itself a new copy: there are
// never more than three.
//
// Writers who wait for one another share one fsync: each makes its changes upon
// those of the one before, and the last of a batch writes all of them as one
// record. All are acknowledged, and become visible, when it is on the disk, or
// none.
package embedded

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/exec"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// Options say how a store is opened.
type Options struct {
	ReadOnly  bool          // refuse writes and leave the folder as it is
	Trial     bool          // with ReadOnly: Update changes the graph in memory alone
	Timeout   time.Duration // of one statement in View; 0 is none
	MaxRows   int           // rows of one result; 0 is no limit
	MaxMemory int64         // bytes one statement may hold; 0 is no limit
	Notice    func(string)  // told of what was kept aside on opening, and what stays behind; may be nil
}

// Store is an open graph. It may be used by many goroutines.
type Store struct {
	options Options
	dir     string
	files   files
	lock    *fileLock
	checker *check.Checker
	plans   plans
	extra   []exec.Procedure // besides those of the engine

	mu      sync.Mutex // for moments: guards current, closed and the counts of readers
	current *version   // what readers see
	closed  bool       // changed with mu and the turn

	turns   turns         // of writers; the rest belongs to who has the turn
	spare   *version      // where the next commit is made; nil before the first
	lag     storage.Delta // by which the spare is behind; nothing if it is stale
	stale   bool          // the spare is to be copied anew, not to follow
	retired *version      // an older version that was left to its readers
	batch   *batch        // sealed, not yet on the disk; nil if empty
	log     *logFile      // nil in memory or read-only
	failed  error         // why nothing can be written any more
}

// errClosed is the error of a store that has been closed.
var errClosed = errors.New("the graph has been closed")

// Memory returns an empty store that is kept nowhere.
func Memory(o Options) *Store {
	return &Store{options: o, current: &version{graph: storage.New()}, checker: check.New(exec.Env())}
}

// View runs fn in a transaction that refuses writes and sees the graph as the
// last commit before it left it, whatever is written meanwhile. It never waits
// for a writer. fn must not close the store.
func (s *Store) View(ctx context.Context, fn func(graph.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	v, err := s.pin()
	if err != nil {
		return err
	}
	defer s.unpin(v)
	return fn(&tx{store: s, graph: v.graph})
}

// Update runs fn in a transaction: all of it is kept, on disk when Update
// returns, or nothing. Writers take turns, in the order in which they came. fn
// must not call Update, Compact or Close.
func (s *Store) Update(ctx context.Context, fn func(graph.Tx) error) error {
	if err := s.turns.take(ctx); err != nil {
		return err
	}
	b, err := s.attempt(ctx, fn)
	if err != nil || b == nil {
		return err
	}
	<-b.done
	return b.err
}

// attempt runs fn, gives the turn on, and returns the batch whose end decides
// about the transaction; nil if there is nothing to wait for.
func (s *Store) attempt(ctx context.Context, fn func(graph.Tx) error) (*batch, error) {
	defer s.endTurn()
	if err := errors.Join(s.writable(), ctx.Err()); err != nil {
		return nil, err
	}
	t := &tx{store: s, write: true, graph: s.current.graph}
	if s.batch != nil { // what it holds is in the draft only
		if err := t.draft(ctx); err != nil {
			return nil, err
		}
	}
	done := false
	defer func() {
		if !done && t.drafting {
			t.graph.Rollback(t.start)
		}
	}()
	if err := fn(t); err != nil {
		return nil, err
	}
	b, err := s.join(t)
	done = err == nil
	return b, err
}

// writable says why nothing can be written, if so. The caller has the turn.
func (s *Store) writable() error {
	switch {
	case s.closed:
		return errClosed
	case s.options.ReadOnly && !s.options.Trial:
		return &graph.Error{Failure: graph.Refused, Message: "the graph was opened for reading only"}
	case s.failed != nil:
		return &graph.Error{Failure: graph.Unavailable, Message: "the graph takes no more changes until it is opened again", Err: s.failed}
	}
	return nil
}

func (s *Store) notice(message string) {
	if s.options.Notice != nil {
		s.options.Notice(message)
	}
}

// Close waits for those who read and write, and gives the folder free. Closing
// twice does nothing.
func (s *Store) Close(context.Context) error {
	if err := s.turns.take(context.Background()); err != nil {
		return err
	}
	defer s.turns.leave()
	if s.closed {
		return nil
	}
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.flush() // the batch that a writer has left to us; its writers are told
	for _, v := range []*version{s.current, s.spare, s.retired} {
		<-s.left(v)
	}
	var err error
	if s.log != nil {
		err = s.log.close()
	}
	return errors.Join(err, s.lock.release())
}
