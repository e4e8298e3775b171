package export

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
)

// An export that fails says so once and leaves nothing: neither half a database to
// be imported nor a folder that the next export refuses.
func TestAdminFailsCleanly(t *testing.T) {
	broken := errors.New("the disk is away")
	node := func(id string) graph.Node {
		return graph.Node{ID: id, Labels: []string{"Person"}, Props: map[string]any{"name": id}}
	}
	for name, want := range map[string]string{
		"broken":  ": the disk is away",
		"changed": ": 2 rows, then 1: the graph changed while it was read",
	} {
		run := 0
		g := graph.Graph{
			Nodes: func(yield func(graph.Node, error) bool) {
				run++
				switch {
				case !yield(node("a"), nil) || run == 1 && !yield(node("b"), nil):
				case run == 2 && name == "broken":
					yield(graph.Node{}, broken)
				}
			},
			Edges: func(func(graph.Edge, error) bool) {},
		}
		here := t.TempDir()
		dir := filepath.Join(here, "csv")
		if name == "changed" {
			want = ": " + filepath.Join(dir, "nodes-Person.csv") + want
		}
		if _, err := Admin(dir, g, ""); err == nil || err.Error() != "export to "+dir+want {
			t.Errorf("%s: error %v, want %s", name, err, want)
		}
		if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: the folder is left: %v", name, err)
		}
		if _, err := Admin(here, g, ""); err != nil {
			t.Errorf("%s: the third reading is complete, but: %v", name, err)
		}
	}
}

// A second export into a folder is refused, whatever it would write, and the first one
// stays whole.
func TestAdminKeepsAnEarlierExport(t *testing.T) {
	dir := t.TempDir()
	one := func(label string) graph.Graph {
		return graph.Graph{
			Nodes: func(yield func(graph.Node, error) bool) { yield(graph.Node{ID: "a", Labels: []string{label}}, nil) },
			Edges: func(func(graph.Edge, error) bool) {},
		}
	}
	if _, err := Admin(dir, one("Person"), "CREATE 1;\n"); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, label := range []string{"Person", "Place"} {
		if _, err := Admin(dir, one(label), "CREATE 2;\n"); err == nil || !strings.Contains(err.Error(), "of an earlier export: name a new folder") {
			t.Errorf("a second export of a %s: %v", label, err)
		}
	}
	after, err := os.ReadDir(dir)
	if err != nil || len(after) != len(before) || len(before) != 4 {
		t.Errorf("%d files before, %d after (%v)", len(before), len(after), err)
	}
	if text, err := os.ReadFile(filepath.Join(dir, AdminSchema)); string(text) != "CREATE 1;\n" {
		t.Errorf("the schema is now %q (%v)", text, err)
	}
}
