package embedded

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
)

// TestNotHeld: only a lock that somebody holds is worth waiting for; one that
// cannot be opened is not.
func TestNotHeld(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "lock"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), dir, Options{}); err == nil || graph.FailureOf(err) == graph.Unavailable {
		t.Errorf("a lock that is a folder: %v", err)
	}
	held := t.TempDir()
	s, err := Open(t.Context(), held, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(t.Context())
	if _, err := Open(t.Context(), held, Options{}); graph.FailureOf(err) != graph.Unavailable {
		t.Errorf("a lock that is held: %v", err)
	}
}
