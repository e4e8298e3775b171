package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// seen is what another reader sees of a file.
type seen struct {
	Reader        string
	Labels, Types map[string]int
	Nodes, Edges  map[string]map[string]any
}

// otherReaders runs NetworkX and igraph over a file. They are Python packages:
// on a machine without them the test is skipped, in CI it fails.
func otherReaders(t *testing.T, path string) []seen {
	t.Helper()
	python := os.Getenv("NEWSGRAPH_PYTHON")
	if python == "" {
		python = "python3"
	}
	if out, err := exec.Command(python, "-c", "import networkx, igraph").CombinedOutput(); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("CI needs networkx and igraph (pip install networkx igraph): %s", out)
		}
		t.Skip("no Python with networkx and igraph (set NEWSGRAPH_PYTHON to one that has them)")
	}
	var stderr bytes.Buffer
	run := exec.Command(python, filepath.Join("testdata", "interop.py"), path)
	run.Stderr = &stderr
	out, err := run.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, stderr.String())
	}
	var all []seen
	for d := json.NewDecoder(bytes.NewReader(out)); d.More(); {
		var s seen
		if err := d.Decode(&s); err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	return all
}

// TestOtherReaders compares what NetworkX and igraph see with what our own
// reader sees: counts per label and type, and every property with its type.
func TestOtherReaders(t *testing.T) {
	text, rep := write(t, sample(), Options{Full: true})
	path := filepath.Join(t.TempDir(), "g.graphml")
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
	want := map[string]map[string]any{}
	c := newChecker(bytes.NewReader(text))
	c.visit = func(e *element) { want[e.id] = typed(c, e) }
	if err := c.run(); err != nil {
		t.Fatal(err)
	}
	readers := otherReaders(t, path)
	if len(readers) != 2 {
		t.Fatalf("%d readers", len(readers))
	}
	for _, s := range readers {
		compareCounts(t, s.Reader+" labels", rep.Labels, s.Labels)
		compareCounts(t, s.Reader+" types", rep.Types, s.Types)
		if len(s.Nodes)+len(s.Edges) != len(want) {
			t.Errorf("%s sees %d nodes and %d edges, want %d together", s.Reader, len(s.Nodes), len(s.Edges), len(want))
		}
		for id, w := range want {
			got := s.Nodes[id]
			if got == nil {
				got = s.Edges[id]
			}
			compareElement(t, s.Reader, id, got, w)
		}
	}
}

// typed gives the values of an element as JSON would have them.
func typed(c *checker, e *element) map[string]any {
	out := map[string]any{}
	if e.edge {
		out["source"], out["target"] = e.from, e.to
	}
	for k, text := range e.data {
		switch d := c.keys[k]; d.kind {
		case "boolean":
			out[d.name] = text == "true"
		case "int", "long", "double":
			n, _ := strconv.ParseFloat(text, 64)
			out[d.name] = n
		default:
			out[d.name] = text
		}
	}
	return out
}

func compareCounts(t *testing.T, what string, want []Count, got map[string]int) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
	for _, c := range want {
		if got[c.Name] != c.N {
			t.Errorf("%s: %d %s, want %d", what, got[c.Name], c.Name, c.N)
		}
	}
}

// compareElement compares all attributes. igraph has no booleans of its own and
// gives false to an element that has none.
func compareElement(t *testing.T, reader, id string, got, want map[string]any) {
	t.Helper()
	for name, w := range want {
		if fmt.Sprint(got[name]) != fmt.Sprint(w) {
			t.Errorf("%s: %s of %s is %#v, want %#v", reader, name, id, got[name], w)
		}
	}
	for name, g := range got {
		if _, ok := want[name]; !ok && !(g == false && strings.HasPrefix(reader, "igraph")) {
			t.Errorf("%s: %s has %s = %#v", reader, id, name, g)
		}
	}
}
