package load

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
)

// resolvable are articles among whose names several have to be moved.
func resolvable(t *testing.T) []*extract.Article {
	return []*extract.Article{
		meeting(t, 1, "Marten Obrand", "Petra Moll", "Harbour Board", "Norvania"),
		meeting(t, 2, "Obrand", "Petra Moll", "Harbour Board", "Norvania"),
		meeting(t, 3, "Obrand", "Petra Moll", "HB", "Norvania"),
		meeting(t, 4, "Marten K. Obrand", "Moll", "Harbour Board", "Norvania"),
	}
}

// TestResolveKilled kills a load at every statement and commit of its resolution. The next
// load, to which all articles are known, makes good what is left.
func TestResolveKilled(t *testing.T) {
	if folder := os.Getenv("NEWSGRAPH_TEST_RESOLVING"); folder != "" {
		resolving(t, folder)
		return
	}
	calm := memory(t)
	load(t, loader(t, calm, Options{}), resolvable(t)...)
	want := dump(t, calm)
	killed := 0
	for at := 1; ; at++ {
		folder := t.TempDir()
		cmd := exec.Command(os.Args[0], "-test.run=^TestResolveKilled$")
		cmd.Env = append(os.Environ(), "NEWSGRAPH_TEST_RESOLVING="+folder, fmt.Sprintf("NEWSGRAPH_TEST_KILL=%d", at))
		out, err := cmd.CombinedOutput()
		if err == nil { // it ended before it came to that
			break
		}
		if bytes.Contains(out, []byte("FAIL")) || bytes.Contains(out, []byte("panic: ")) { // Windows calls what was killed exited too
			t.Fatalf("the load was to be killed, but ended: %v\n%s", err, out)
		}
		killed++
		store, err := embedded.Open(t.Context(), folder, embedded.Options{})
		if err != nil {
			t.Fatal(err)
		}
		load(t, loader(t, store, Options{}), resolvable(t)...)
		sound(t, store)
		same(t, fmt.Sprintf("killed at step %d", at), dump(t, store), want)
		if err := store.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		if t.Failed() {
			return
		}
	}
	if killed < 20 {
		t.Errorf("killed at %d points, want at least 20: does the load resolve anything?", killed)
	}
}

// resolving loads into a folder and kills itself at a step of the resolution.
func resolving(t *testing.T, folder string) {
	store, err := embedded.Open(t.Context(), folder, embedded.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := loader(t, store, Options{}).ApplySchema(t.Context()); err != nil {
		t.Fatal(err)
	}
	var at, step int
	if _, err := fmt.Sscan(os.Getenv("NEWSGRAPH_TEST_KILL"), &at); err != nil {
		t.Fatal(err)
	}
	next := func() {
		if step++; step == at {
			self, err := os.FindProcess(os.Getpid())
			if err == nil {
				err = self.Kill()
			}
			if err != nil {
				panic(err)
			}
			select {} // until the signal arrives
		}
	}
	l := loader(t, store, Options{})
	written := newRun(l, store.Update)
	w := newWriter(t.Context(), written)
	err = written.read(w, (&gate{run: written}).through(t.Context(), stream(resolvable(t)...)))
	if closed := w.close(); err != nil || closed != nil {
		t.Fatal(err, closed)
	}
	if _, err := l.On(steppedStore{store, next}).Resolve(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// steppedStore tells before every statement of an Update, and after its commit.
type steppedStore struct {
	graph.Store
	next func()
}

func (s steppedStore) Update(ctx context.Context, fn func(graph.Tx) error) error {
	err := s.Store.Update(ctx, func(tx graph.Tx) error {
		return fn(watchedTx{tx, func(string) { s.next() }})
	})
	if err == nil {
		s.next()
	}
	return err
}
