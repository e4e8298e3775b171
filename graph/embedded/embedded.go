// Package embedded is a graph.Store in this process: a property graph in memory
// that answers Cypher, with a log on disk that survives a crash.
//
// A store is a folder. Every statement either gives what Neo4j 5 gives or an
// error that names the construct and where it stands. There is one writer, or
// many readers, at a time; one process may write to a folder, or several may
// read it. A graph must fit in memory. The package knows nothing of news.
package embedded

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"newsgraph/graph"
	"newsgraph/graph/embedded/check"
	"newsgraph/graph/embedded/eval"
	"newsgraph/graph/embedded/storage"
)

// Options say how a store is opened.
type Options struct {
	ReadOnly  bool          // refuse writes and leave the folder as it is
	Timeout   time.Duration // of one statement in View; 0 is none
	MaxRows   int           // rows of one result; 0 is no limit
	MaxMemory int64         // bytes one statement may hold; 0 is no limit
	Notice    func(string)  // told of what was repaired on opening; may be nil
}

// Store is an open graph. It may be used by many goroutines.
type Store struct {
	options Options
	dir     string
	files   files
	lock    *fileLock
	checker *check.Checker
	plans   plans
	extra   []eval.Procedure // besides those of the engine

	mu     sync.RWMutex // held by the writer, shared by readers
	graph  *storage.Graph
	log    *logFile // nil in memory or read-only
	failed error    // why nothing can be written any more
	closed bool
}

// errClosed is the error of a store that has been closed.
var errClosed = errors.New("the graph has been closed")

// Memory returns an empty store that is kept nowhere.
func Memory(o Options) *Store {
	return &Store{options: o, graph: storage.New(), checker: check.New(eval.Env())}
}

// View runs fn in a transaction that refuses writes. fn must not call the store,
// only the transaction.
func (s *Store) View(ctx context.Context, fn func(graph.Tx) error) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.closed {
		return errClosed
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return fn(&tx{store: s})
}

// Update runs fn in a transaction: all of it is kept, on disk when Update
// returns, or nothing. fn must not call the store, only the transaction.
func (s *Store) Update(ctx context.Context, fn func(graph.Tx) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.closed:
		return errClosed
	case s.options.ReadOnly:
		return &graph.Error{Failure: graph.Refused, Message: "the graph was opened for reading only"}
	case s.failed != nil:
		return &graph.Error{Failure: graph.Unavailable, Message: "the graph takes no more changes until it is opened again", Err: s.failed}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	done := false
	defer func() {
		if !done {
			s.graph.Rollback(storage.Mark{})
		}
	}()
	if err := fn(&tx{store: s, write: true}); err != nil {
		return err
	}
	if err := s.commit(); err != nil {
		return err
	}
	done = true
	return nil
}

// commit writes the changes to the log and keeps them.
func (s *Store) commit() error {
	changes := s.graph.Changes()
	if changes != nil && s.log != nil {
		if err := s.log.append(changes); err != nil {
			if s.log.broken {
				s.failed = err
			}
			return &graph.Error{Failure: graph.Unavailable, Message: "the changes could not be kept", Err: err}
		}
	}
	s.graph.Commit()
	if s.log != nil && s.log.due() {
		if err := s.compact(); err != nil {
			s.notice(fmt.Sprintf("compact %s: %v", s.dir, err))
			s.log.postpone()
		}
	}
	return nil
}

func (s *Store) notice(message string) {
	if s.options.Notice != nil {
		s.options.Notice(message)
	}
}

// Close gives the folder free. Closing twice does nothing.
func (s *Store) Close(context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	var err error
	if s.log != nil {
		err = s.log.close()
	}
	return errors.Join(err, s.lock.release())
}
