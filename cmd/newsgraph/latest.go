package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
)

// latest reads the graph in a folder as it is when it is asked: what is open shows the
// commit that was the last when it was opened, and a server may run for days.
type latest struct {
	dir    string
	open   func(ctx context.Context, dir string) (graph.Store, error)
	notice func(string)

	mu    sync.Mutex
	now   *opening
	stamp string // of the files that now was opened from
}

// opening is an open store with those who read in it.
type opening struct {
	store   graph.Store
	readers sync.WaitGroup
}

// View runs fn on the newest commit.
func (l *latest) View(ctx context.Context, fn func(graph.Tx) error) error {
	o, err := l.current(ctx)
	if err != nil {
		return err
	}
	defer o.readers.Done()
	return o.store.View(ctx, fn)
}

// current is the newest opening, of which the caller is a reader.
func (l *latest) current(ctx context.Context) (*opening, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	stamp, err := stampOf(l.dir)
	if l.now == nil || err == nil && stamp != l.stamp {
		// Not within the time of whoever asks: others wait for it, too.
		store, failed := l.open(context.WithoutCancel(ctx), l.dir)
		switch {
		case failed == nil:
			l.leave()
			l.now, l.stamp = &opening{store: store}, stamp
		case l.now == nil:
			return nil, failed
		default: // what is open still answers
			l.notice(fmt.Sprintf("the graph has changed and cannot be opened anew, the answers are from before: %v", failed))
		}
	}
	l.now.readers.Add(1)
	return l.now, nil
}

// leave closes what is open once its last reader has gone.
func (l *latest) leave() {
	if old := l.now; old != nil {
		go func() {
			old.readers.Wait()
			_ = old.store.Close(context.Background()) // nothing was written
		}()
	}
}

// Close closes the store when the last reader has gone.
func (l *latest) Close(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.now == nil {
		return nil
	}
	l.now.readers.Wait()
	err := l.now.store.Close(ctx)
	l.now = nil
	return err
}

// Update refuses: it is for reading.
func (l *latest) Update(context.Context, func(graph.Tx) error) error {
	return &graph.Error{Failure: graph.Invalid, Message: "the graph is open for reading"}
}

// stampOf changes when a graph's files do.
func stampOf(dir string) (string, error) {
	entries, err := os.ReadDir(dir) // in the order of names
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, e := range entries {
		if !embedded.Owns(e.Name()) {
			continue
		}
		info, err := e.Info()
		if errors.Is(err, os.ErrNotExist) {
			continue // a file that a commit has just replaced
		}
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "%s %d %d\n", e.Name(), info.Size(), info.ModTime().UnixNano())
	}
	return b.String(), nil
}
