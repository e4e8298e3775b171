package export

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"iter"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/graph"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// list makes a stream of values.
func list[T any](values ...T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, v := range values {
			if !yield(v, nil) {
				return
			}
		}
	}
}

type props = map[string]any

// sample is a graph with all that makes readers stumble: two labels, parallel
// edges, lists, dates, mixed types, names of all kinds, a denied edge, an
// article with a property called source, bookkeeping.
func sample() graph.Graph {
	day := graph.DateOf(time.Date(2024, 5, 16, 0, 0, 0, 0, time.UTC))
	at := time.Date(2024, 5, 16, 15, 40, 0, 0, time.UTC)
	return graph.Graph{
		Nodes: list(
			graph.Node{ID: "#4:ab:7", Labels: []string{"Note"}, Props: props{"name": "no id"}},
			graph.Node{ID: "__b", Labels: []string{"__Batch"}, Props: props{"id": "__b"}},
			graph.Node{ID: "a_1", Labels: []string{"Article"}, Props: props{"id": "a_1", "name": "Ferry pact", "title": "Ferry pact", "source": "Harbour Wire", "published_at": at}},
			graph.Node{ID: "e_1", Labels: []string{"__Entity__", "Person"}, Props: props{"id": "e_1", "name": "Oda Berg", "kind": "Person",
				"aliases": []any{"Berg", "O. \"Oda\" Berg", "奥达·贝格"}, "score": int64(3), "big": int64(1 << 60), "mixed": true, "uid": "own"}},
			graph.Node{ID: "e_2", Labels: []string{"Event", "__Entity__"}, Props: props{"id": "e_2", "name": "Forum ]]> & <Moss> \x01😀\r\n", "kind": "Event",
				"date": day, "score": 2.5, "big": int64(4), "mixed": "x", "label": "L", "n_label": "N", "nan": math.NaN(), "ratio": math.Inf(1)}},
			graph.Node{ID: "e_3", Labels: []string{"Place", "__Entity__"}, Props: props{"id": "e_3", "name": "Moss", "kind": "Place", "far": int64(1 << 40), "ok": false}},
		),
		Edges: list(
			graph.Edge{ID: "f_1", Type: "ATTENDED", From: "e_1", To: "e_2", Props: props{"key": "f_1", "status": "asserted", "articles": int64(2), "confidence": 0.9, "event_date": day, "article_ids": []any{"a_1"}}},
			graph.Edge{ID: "f_2", Type: "HOSTED", From: "e_1", To: "e_2", Props: props{"key": "f_2", "status": "alleged", "articles": int64(1), "confidence": int64(1)}},
			graph.Edge{ID: "f_3", Type: "LOCATED_IN", From: "e_2", To: "e_3", Props: props{"key": "f_3", "status": "denied", "former": false}},
			graph.Edge{ID: "r_1", Type: "MENTIONS", From: "a_1", To: "e_1", Props: props{"count": int64(4), "forms": []any{"Berg"}}},
			graph.Edge{ID: "r_2", Type: "SEEN", From: "#4:ab:7", To: "e_3", Props: props{}},
		),
	}
}

func write(t *testing.T, g graph.Graph, opts Options) ([]byte, Report) {
	t.Helper()
	var b bytes.Buffer
	rep, err := WriteGraphML(&b, g, opts)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), rep
}

func TestWriteGraphML(t *testing.T) {
	for _, c := range []struct {
		name string
		opts Options
	}{{"facts", Options{}}, {"denied", Options{WithDenied: true}}, {"full", Options{Full: true}}} {
		t.Run(c.name, func(t *testing.T) {
			got, rep := write(t, sample(), c.opts)
			again, _ := write(t, sample(), c.opts)
			if !bytes.Equal(got, again) {
				t.Error("the second writing differs")
			}
			sum, findings, err := CheckGraphML(bytes.NewReader(got))
			if err != nil || !reflect.DeepEqual(sum, rep.Summary) {
				t.Errorf("read back %+v (%v), wrote %+v", sum, err, rep.Summary)
			}
			if len(findings) > 0 {
				t.Errorf("the check finds %v", findings)
			}
			golden := filepath.Join("testdata", c.name+".graphml")
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil || !bytes.Equal(got, want) {
				t.Errorf("differs from %s (rewrite with -update):\n%s", golden, got)
			}
		})
	}
}

func TestReport(t *testing.T) {
	_, rep := write(t, sample(), Options{Full: true})
	got := fmt.Sprintf("%d nodes %v, %d edges %v; replaced %d omitted %d big %d renamed %d",
		rep.Nodes, rep.Labels, rep.Edges, rep.Types, rep.Replaced, rep.Omitted, rep.Big, rep.Renamed)
	want := "5 nodes [{Article 1} {Event 1} {Note 1} {Person 1} {Place 1} {__Entity__ 3}], " +
		"5 edges [{ATTENDED 1} {HOSTED 1} {LOCATED_IN 1} {MENTIONS 1} {SEEN 1}]; replaced 2 omitted 2 big 1 renamed 1"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestValuesComeBack reads every property of the sample back, by the names that
// readers show.
func TestValuesComeBack(t *testing.T) {
	got, _ := write(t, sample(), Options{Full: true})
	seen := map[string]map[string]string{}
	c := newChecker(bytes.NewReader(got))
	c.visit = func(e *element) {
		shown := map[string]string{"source": e.from, "target": e.to}
		for k, v := range e.data {
			shown[c.keys[k].name+":"+c.keys[k].kind] = v
		}
		seen[e.id] = shown
	}
	if err := c.run(); err != nil {
		t.Fatal(err)
	}
	for _, want := range [][3]string{
		{"z_23343a61623a37", "uid:string", "#4:ab:7"},
		{"a_1", "n_source:string", "Harbour Wire"},
		{"a_1", "published_at:string", "2024-05-16T15:40:00Z"},
		{"a_1", "published_atYear:int", "2024"},
		{"e_1", "labels:string", ":Person:__Entity__"},
		{"e_1", "label:string", "Oda Berg"},
		{"e_1", "aliases:string", `["Berg","O. \"Oda\" Berg","奥达·贝格"]`},
		{"e_1", "score:double", "3.0"},
		{"e_1", "big:string", "1152921504606846976"},
		{"e_1", "mixed:string", "true"},
		{"e_1", "n_uid-:string", "own"},
		{"e_2", "name:string", "Forum ]]> & <Moss> \ufffd😀\r\n"},
		{"e_2", "n_label:string", "L"},
		{"e_2", "n_n_label:string", "N"},
		{"e_2", "date:string", "2024-05-16"},
		{"e_2", "dateYear:int", "2024"},
		{"e_3", "far:long", "1099511627776"},
		{"e_3", "ok:boolean", "false"},
		{"f_1", "weight:double", "2.0"},
		{"f_1", "interaction:string", "ATTENDED"},
		{"f_1", "uid:string", "f_1"},
		{"f_2", "confidence:double", "1.0"},
		{"r_1", "weight:double", "4.0"},
		{"r_2", "source", "z_23343a61623a37"},
	} {
		if got, ok := seen[want[0]][want[1]]; !ok || got != want[2] {
			t.Errorf("%s %s: got %q, want %q", want[0], want[1], got, want[2])
		}
	}
	for _, absent := range [][2]string{{"e_2", "nan:double"}, {"f_1", "key:string"}, {"e_1", "id:string"}} {
		if v, ok := seen[absent[0]][absent[1]]; ok {
			t.Errorf("%s has %s = %q", absent[0], absent[1], v)
		}
	}
}

// TestCheck holds what the check finds in each file that breaks some reader.
func TestCheck(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "check", "*.graphml"))
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		_, findings, err := CheckGraphML(bytes.NewReader(text))
		fmt.Fprintf(&got, "%s: %d findings, error %v\n", filepath.Base(name), len(findings), err)
		for _, f := range findings {
			fmt.Fprintf(&got, "\t%s\n", f)
		}
		if clean := filepath.Base(name) == "C_profile.graphml"; clean != (len(findings) == 0) {
			t.Errorf("%s: %v", name, findings)
		}
	}
	golden := filepath.Join("testdata", "check.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil || got.String() != string(want) {
		t.Errorf("differs from %s (rewrite with -update):\n%s", golden, got.String())
	}
}

func TestCheckBounds(t *testing.T) {
	for name, text := range map[string]string{
		"deep":      `<graphml xmlns="` + namespace + `">` + strings.Repeat("<x>", 100),
		"many":      `<graphml xmlns="` + namespace + `"><graph edgedefault="directed">` + strings.Repeat(`<node/>`, 10000) + `</graph></graphml>`,
		"other XML": "<rss><channel/></rss>",
		"no XML":    "hello",
		"empty":     "",
		"charset":   `<?xml version="1.0" encoding="latin1"?><graphml/>`,
	} {
		_, findings, err := CheckGraphML(strings.NewReader(text))
		if err != nil || len(findings) == 0 || len(findings) > 40 {
			t.Errorf("%s: %d findings, error %v", name, len(findings), err)
		}
	}
}

func TestWriteFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "g.graphml")
	if _, err := WriteFile(path, Formats()[0], sample(), Options{}); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	broken := sample()
	broken.Edges = func(yield func(graph.Edge, error) bool) { yield(graph.Edge{}, errors.New("the store is gone")) }
	if _, err := WriteFile(path, Formats()[0], broken, Options{}); err == nil || !strings.Contains(err.Error(), "the store is gone") {
		t.Errorf("got %v", err)
	}
	after, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(before, after) {
		t.Error("the file of the run before was touched")
	}
	if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}

func TestGraphThatCannotBeWritten(t *testing.T) {
	for name, g := range map[string]graph.Graph{
		"a node twice":  {Nodes: list(graph.Node{ID: "a"}, graph.Node{ID: "a"}), Edges: list[graph.Edge]()},
		"dangling edge": {Nodes: list(graph.Node{ID: "a"}), Edges: list(graph.Edge{ID: "r", From: "a", To: "b"})},
	} {
		if _, err := WriteGraphML(&bytes.Buffer{}, g, Options{Full: true}); err == nil {
			t.Errorf("%s was written", name)
		}
	}
}

// TestBodyThatIsWrittenAgain: whether the elements are kept in memory, in a file or
// not at all, and whether their form has to be changed in the end, the bytes are the
// same.
func TestBodyThatIsWrittenAgain(t *testing.T) {
	day := graph.DateOf(time.Date(2024, 5, 16, 0, 0, 0, 0, time.UTC))
	for name, last := range map[string]props{
		"as it was":         {"n": int64(1), "r": 0.5, "d": day},
		"floats":            {"n": 2.5, "r": int64(1), "d": day},
		"texts":             {"n": "x", "r": "y", "d": "z"},
		"the year's name":   {"dYear": "taken"},
		"floats, then text": {"r": int64(7), "n": true},
	} {
		var nodes []graph.Node
		for i := range 6000 {
			nodes = append(nodes, graph.Node{ID: fmt.Sprintf("e_%05d", i), Labels: []string{"__Entity__"}, Props: props{"n": int64(i), "r": 0.25, "d": day, "text": "some text that fills the file"}})
		}
		nodes = append(nodes, graph.Node{ID: "e_last", Labels: []string{"__Entity__"}, Props: last}, graph.Node{ID: "e_text", Labels: []string{"__Entity__"}, Props: props{"r": last["n"]}})
		g := graph.Graph{Nodes: list(nodes...), Edges: list[graph.Edge]()}
		t.Setenv("TMPDIR", t.TempDir())
		want, rep := write(t, g, Options{})
		if sum, findings, err := checkGraphML(bytes.NewReader(want)); err != nil || len(findings) > 0 || !reflect.DeepEqual(sum, rep.Summary) {
			t.Errorf("%s: %v %v", name, findings, err)
		}
		if left, _ := os.ReadDir(os.Getenv("TMPDIR")); len(left) > 0 {
			t.Errorf("%s: %s is left", name, left[0].Name())
		}
		t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "none"))
		if got, again := write(t, g, Options{}); !bytes.Equal(got, want) || !reflect.DeepEqual(again, rep) {
			t.Errorf("%s: without a temporary file the bytes differ, or %+v is told instead of %+v", name, again, rep)
		}
	}
}

// FuzzGraphML holds for any names, texts and values that the file passes its own
// check and that the text comes back, but for what is counted as replaced.
func FuzzGraphML(f *testing.F) {
	f.Add("name", "Oda ]]> & \"Berg\"", "KNOWS", int64(1), 2.5)
	f.Add("id", "\x00\xff\ufffe", "A:B", int64(math.MaxInt64), math.NaN())
	f.Add("", "\r\n\t", "", int64(-1), math.Inf(-1))
	f.Fuzz(func(t *testing.T, name, text, kind string, n int64, x float64) {
		g := graph.Graph{
			Nodes: list(graph.Node{ID: "a", Labels: []string{kind}, Props: props{name: text, "list": []any{text, n, x}, "n": n}},
				graph.Node{ID: "b", Labels: []string{"X", kind + "Y"}, Props: props{name + "Year": x, "n": x, "map": props{text: x}}}),
			Edges: list(graph.Edge{ID: "f", Type: kind, From: "a", To: "b", Props: props{name: x, text: n}}),
		}
		out, rep := write(t, g, Options{Full: true})
		var node *element
		c := newChecker(bytes.NewReader(out))
		c.visit = func(e *element) {
			if e.id == "a" {
				node = e
			}
		}
		if err := c.run(); err != nil {
			t.Fatal(err)
		}
		for _, one := range c.found() {
			if !one.Warning {
				t.Fatalf("%s\n%s", one, out)
			}
		}
		if sum := c.summary(); !reflect.DeepEqual(sum, rep.Summary) {
			t.Fatalf("read back %+v, wrote %+v", sum, rep.Summary)
		}
		if name == "id" || name == "list" || name == "n" {
			return
		}
		found := false
		for k, v := range node.data {
			found = found || c.keys[k].domain == "node" && v == text && k != "nodelabel"
		}
		if !found && rep.Replaced == 0 {
			t.Fatalf("%q is lost:\n%s", text, out)
		}
	})
}

// Entities say how often they are mentioned, and with Connected those without an edge
// in the file are left out, whose number is told.
func TestConnectedAndCounted(t *testing.T) {
	entityNode := func(id string) graph.Node {
		return graph.Node{ID: id, Labels: []string{entity, "Person"}, Props: map[string]any{"id": id, "name": id}}
	}
	nodes := []graph.Node{{ID: "a_1", Labels: []string{"Article"}, Props: map[string]any{}}, {ID: "a_2", Labels: []string{"Article"}, Props: map[string]any{}},
		entityNode("e_1"), entityNode("e_2"), entityNode("e_3"), entityNode("e_4")}
	edges := []graph.Edge{
		{ID: "f_1", Type: "MET_WITH", From: "e_1", To: "e_2", Props: map[string]any{"status": "asserted"}},
		{ID: "f_2", Type: "MET_WITH", From: "e_1", To: "e_4", Props: map[string]any{"status": "denied"}},
		{ID: "r_1", Type: "MENTIONS", From: "a_1", To: "e_1", Props: map[string]any{"count": int64(3)}},
		{ID: "r_2", Type: "MENTIONS", From: "a_2", To: "e_1", Props: map[string]any{"count": int64(1)}},
		{ID: "r_3", Type: "MENTIONS", From: "a_2", To: "e_3", Props: map[string]any{"count": int64(5)}}}
	g := graph.Graph{
		Nodes: func(yield func(graph.Node, error) bool) {
			for _, n := range nodes {
				if !yield(n, nil) {
					return
				}
			}
		},
		Edges: func(yield func(graph.Edge, error) bool) {
			for _, e := range edges {
				if !yield(e, nil) {
					return
				}
			}
		}}
	for _, tt := range []struct {
		opts        Options
		nodes, lone int
		want        string
	}{
		{Options{}, 4, 0, `<data key="n_uid">e_3</data><data key="n_articles">1</data><data key="n_mentions">5</data>`},
		{Options{Connected: true}, 2, 2, `<data key="n_uid">e_1</data><data key="n_articles">2</data><data key="n_mentions">4</data>`},
		{Options{Connected: true, WithDenied: true}, 3, 1, `<data key="n_uid">e_4</data><data key="n_articles">0</data>`},
		{Options{Connected: true, Full: true}, 6, 0, `<data key="n_uid">e_1</data><data key="n_articles">2</data>`},
	} {
		var out strings.Builder
		report, err := WriteGraphML(&out, g, tt.opts)
		if err != nil || report.Nodes != tt.nodes || report.Lone != tt.lone || !strings.Contains(out.String(), tt.want) {
			t.Errorf("%+v: %d nodes, %d left out, %v\n%s", tt.opts, report.Nodes, report.Lone, err, out.String())
		}
	}
	if _, there := nodes[2].Props["articles"]; there {
		t.Error("the graph itself was changed")
	}
}
