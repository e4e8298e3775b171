package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
)

// Each reading sees the newest commit; one that has begun goes on with its own, and one
// that cannot be opened leaves the older.
func TestLatest(t *testing.T) {
	dir := t.TempDir()
	write := func(statement string) {
		t.Helper()
		store, err := embedded.Open(t.Context(), dir, embedded.Options{})
		if err != nil {
			t.Fatal(err)
		}
		err = store.Update(t.Context(), func(tx graph.Tx) error {
			_, err := tx.Run(t.Context(), statement, nil, nil)
			return err
		})
		if err := errors.Join(err, store.Close(t.Context())); err != nil {
			t.Fatal(err)
		}
	}
	counted := func(tx graph.Tx) (n int64) {
		t.Helper()
		if _, err := tx.Run(t.Context(), "MATCH (n) RETURN count(n)", nil, func(r graph.Row) error { n = r.Values[0].(int64); return nil }); err != nil {
			t.Error(err)
		}
		return n
	}
	write("CREATE (:A {id: 'a'})")
	openings, damaged := 0, false
	var said strings.Builder
	l := &latest{dir: dir, notice: func(s string) { said.WriteString(s) }, open: func(ctx context.Context, dir string) (graph.Store, error) {
		openings++
		if damaged {
			return nil, errors.New("damage")
		}
		return opened(ctx, dir, embedded.Options{ReadOnly: true})
	}}
	see := func(want int64) {
		t.Helper()
		if err := l.View(t.Context(), func(tx graph.Tx) error {
			if n := counted(tx); n != want {
				t.Errorf("sees %d, want %d", n, want)
			}
			return nil
		}); err != nil {
			t.Error(err)
		}
	}
	see(1)
	see(1)
	if openings != 1 {
		t.Errorf("%d openings of one commit", openings)
	}
	begun, written, ended := make(chan bool), make(chan bool), make(chan error)
	go func() {
		ended <- l.View(t.Context(), func(tx graph.Tx) error {
			begun <- true
			<-written
			if n := counted(tx); n != 1 {
				t.Errorf("one that had begun sees %d", n)
			}
			return nil
		})
	}()
	<-begun
	write("CREATE (:A {id: 'b'})")
	see(2)
	written <- true
	if err := <-ended; err != nil {
		t.Error(err)
	}
	damaged = true
	write("CREATE (:A {id: 'c'})")
	see(2)
	if !strings.Contains(said.String(), "the answers are from before: damage") {
		t.Errorf("said %q", said.String())
	}
	damaged = false
	see(3)
	if err := os.WriteFile(filepath.Join(dir, "notes.txt"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	before := openings
	see(3)
	if openings != before {
		t.Error("somebody else's file opens the graph anew")
	}
	if err := l.Update(t.Context(), nil); graph.FailureOf(err) != graph.Invalid {
		t.Errorf("Update: %v", err)
	}
	if err := l.Close(t.Context()); err != nil {
		t.Error(err)
	}
}
