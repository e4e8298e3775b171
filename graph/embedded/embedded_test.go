package embedded_test

import (
	"testing"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
	"github.com/newsgraph/newsgraph/graph/storetest"
)

// open opens a store in a folder of its own that is closed and checked when the
// test ends.
func open(t testing.TB) graph.Store {
	dir := t.TempDir()
	s, err := embedded.Open(t.Context(), dir, embedded.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(t.Context()); err != nil {
			t.Error(err)
		}
		if _, err := embedded.Inspect(dir); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestStore(t *testing.T) { storetest.Run(t, open) }
