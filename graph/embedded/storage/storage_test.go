package storage

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

// bytesOf is the whole graph as records.
func bytesOf(t *testing.T, g *Graph) []byte {
	t.Helper()
	if err := g.Verify(); err != nil {
		t.Fatal(err)
	}
	var b []byte
	w := *g
	w.symbols.logged = len(g.symbols.names)
	if err := w.EachBlock(1<<30, func(block []byte) error {
		b = append(b, block...)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return b
}

// worker changes a graph at random.
type worker struct {
	*Graph
	random *rand.Rand
}

func (w *worker) node() *Node { return w.Node(w.random.Int64N(int64(len(w.nodes)) + 1)) }
func (w *worker) edge() *Edge { return w.Edge(w.random.Int64N(int64(len(w.edges)) + 1)) }

func (w *worker) props() map[string]any {
	p := map[string]any{}
	for _, k := range []string{"id", "name", "n", "list", "day"} {
		if w.random.IntN(2) == 0 {
			p[k] = w.value(k)
		}
	}
	return p
}

func (w *worker) value(key string) any {
	switch key {
	case "id":
		return fmt.Sprint("id", w.random.IntN(200))
	case "name":
		return []string{"Zoë Ångström", "Al Smith", "Zoe Smith"}[w.random.IntN(3)]
	case "n":
		return []any{int64(w.random.IntN(5)), float64(w.random.IntN(5)), true}[w.random.IntN(3)]
	case "day":
		return []any{graph.Date(w.random.IntN(9)), time.Unix(int64(w.random.IntN(9)), 5).UTC(), graph.Duration{Months: 1, Nanos: 7}}[w.random.IntN(3)]
	}
	return []any{"a", fmt.Sprint(w.random.IntN(3))}
}

// change does one thing; constraints may refuse it.
func (w *worker) change() error {
	labels := []string{"A", "B", "C"}
	switch n, e := w.node(), w.edge(); w.random.IntN(12) {
	case 0, 1, 2:
		_, err := w.CreateNode(labels[:w.random.IntN(4)], w.props())
		return err
	case 3, 4:
		if m := w.node(); n != nil && m != nil {
			_, err := w.CreateEdge([]string{"R", "S"}[w.random.IntN(2)], n, m, w.props())
			return err
		}
	case 5:
		if n != nil && n.Degree(Both, nil) == 0 {
			w.DeleteNode(n)
		}
	case 6:
		if e != nil {
			w.DeleteEdge(e)
		}
	case 7:
		if n != nil {
			_, err := w.AddLabel(n, labels[w.random.IntN(3)])
			return err
		}
	case 8:
		if n != nil {
			w.RemoveLabel(n, labels[w.random.IntN(3)])
		}
	case 9:
		if n != nil {
			key := []string{"id", "name", "n", "list", "day"}[w.random.IntN(5)]
			var v any
			if w.random.IntN(3) > 0 {
				v = w.value(key)
			}
			return w.SetNodeProperty(n, key, v)
		}
	case 10:
		if n != nil {
			return w.SetNodeProperties(n, w.props())
		}
	default:
		if e != nil {
			return errors.Join(w.SetEdgeProperty(e, "n", w.value("n")), w.SetEdgeProperties(e, w.props()))
		}
	}
	return nil
}

func indexed(t testing.TB) *worker {
	w := &worker{Graph: New(), random: rand.New(rand.NewPCG(7, 11))}
	for _, d := range []Definition{
		{Name: "a_id", Kind: Unique, Labels: []string{"A"}, Props: []string{"id"}},
		{Name: "r_id", Kind: Unique, OnEdges: true, Labels: []string{"R"}, Props: []string{"id", "n"}},
		{Name: "b_n", Kind: Range, Labels: []string{"B"}, Props: []string{"n"}},
		{Name: "b_both", Kind: Range, Labels: []string{"B"}, Props: []string{"name", "day"}},
		{Name: "text", Kind: FullText, Labels: []string{"A", "B"}, Props: []string{"name", "list"}},
	} {
		if err := w.CreateIndex(d); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

// order asks for the order of every index, so that it is kept up from then on.
func (w *worker) order() {
	for _, ix := range w.Indexes() {
		if ix.Kind != FullText {
			ix.inOrder()
		}
	}
}

// TestUndo rolls back statements and transactions at random: the graph must be
// as before, and the log of what was committed must give the same graph again.
func TestUndo(t *testing.T) {
	w := indexed(t)
	log := [][]byte{bytes.Clone(w.Seal(Mark{}))}
	w.Commit()
	for range 400 {
		before := bytesOf(t, w.Graph)
		for range w.random.IntN(4) {
			mark, state := w.Mark(), bytesOf(t, w.Graph)
			w.order()
			for range w.random.IntN(30) {
				w.change()
			}
			if w.random.IntN(3) == 0 {
				w.Rollback(mark)
				if !bytes.Equal(records(state), records(bytesOf(t, w.Graph))) {
					t.Fatal("after undoing a statement the graph differs")
				}
			}
		}
		if w.random.IntN(3) == 0 {
			w.Rollback(Mark{})
			if !bytes.Equal(records(before), records(bytesOf(t, w.Graph))) {
				t.Fatal("after undoing a transaction the graph differs")
			}
			continue
		}
		log = append(log, bytes.Clone(w.Seal(Mark{})))
		w.Commit()
	}
	again := New()
	l := NewLoader(again)
	for _, block := range log {
		if err := l.Apply(block); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Finish(); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(bytesOf(t, w.Graph), bytesOf(t, again)) {
		t.Error("the log gives another graph")
	}
	t.Logf("%d nodes, %d edges", w.NodeCount(), w.EdgeCount())
}

// records drops the names at the beginning: a name stays known after an undo.
func records(b []byte) []byte {
	l := &Loader{text: string(b), at: 1}
	for n := l.uint(); n > 0; n-- {
		l.string()
	}
	return b[l.at:]
}

func TestIndexFindsWhatAScanFinds(t *testing.T) {
	w := indexed(t)
	for range 3000 {
		w.change()
	}
	b := w.Label("B")
	n, name := w.Index("b_n"), w.Index("b_both")
	for i := range 5 {
		var want, between []ID
		b.Each(func(x *Node) bool {
			switch v := x.Get("n").(type) {
			case int64:
				if v == int64(i) {
					want = append(want, x.ID())
				}
				if v >= int64(i) && v < 4 {
					between = append(between, x.ID())
				}
			case float64:
				if v == float64(i) {
					want = append(want, x.ID())
				}
				if v >= float64(i) && v < 4 {
					between = append(between, x.ID())
				}
			}
			return true
		})
		if got := n.Find(float64(i)); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("n = %d: index %v, scan %v", i, got, want)
		}
		if got, ok := n.Between(Bound{int64(i), true}, Bound{4.0, false}); !ok || fmt.Sprint(got) != fmt.Sprint(between) {
			t.Errorf("n from %d below 4: index %v, scan %v", i, got, between)
		}
	}
	var want []ID
	b.Each(func(x *Node) bool {
		if x.Get("name") == "Al Smith" && x.Get("day") == graph.Date(3) {
			want = append(want, x.ID())
		}
		return true
	})
	if got := name.Find("Al Smith", graph.Date(3)); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("two properties: index %v, scan %v", got, want)
	}
}

func TestHubLosesItsEdgesOneByOne(t *testing.T) {
	g := New()
	hub, _ := g.CreateNode(nil, nil)
	for range 20_000 {
		n, _ := g.CreateNode(nil, nil)
		if _, err := g.CreateEdge("TO", hub, n, nil); err != nil {
			t.Fatal(err)
		}
	}
	for id := range ID(20_000) {
		g.DeleteEdge(g.Edge(id))
		if want := int(20_000 - id - 1); hub.Degree(Both, nil) != want {
			t.Fatalf("degree %d, want %d", hub.Degree(Both, nil), want)
		}
	}
	g.Rollback(Mark{})
	if g.NodeCount() != 0 || g.EdgeCount() != 0 {
		t.Errorf("%d nodes and %d edges are left", g.NodeCount(), g.EdgeCount())
	}
}

func TestEachEdgeGoesByID(t *testing.T) {
	g := New()
	a, _ := g.CreateNode(nil, nil)
	b, _ := g.CreateNode(nil, nil)
	for _, e := range []struct {
		typ      string
		from, to *Node
	}{{"R", a, b}, {"S", b, a}, {"R", a, a}, {"S", a, b}, {"R", b, a}} {
		if _, err := g.CreateEdge(e.typ, e.from, e.to, nil); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		dir   Direction
		types []*EdgeType
		want  string
	}{
		{Both, nil, "[0 1 2 3 4]"},
		{Out, nil, "[0 2 3]"},
		{In, nil, "[1 2 4]"},
		{Both, []*EdgeType{g.EdgeType("R")}, "[0 2 4]"},
		{In, []*EdgeType{g.EdgeType("S")}, "[1]"},
		{Both, []*EdgeType{}, "[]"},
	} {
		ids := []ID{}
		a.EachEdge(c.dir, c.types, func(e *Edge) bool {
			ids = append(ids, e.ID())
			return true
		})
		if got := fmt.Sprint(ids); got != c.want {
			t.Errorf("direction %d, types %v: edges %s, want %s", c.dir, c.types, got, c.want)
		}
	}
}

func TestFullText(t *testing.T) {
	g := New()
	if err := g.CreateIndex(Definition{Name: "t", Kind: FullText, Labels: []string{"P"}, Props: []string{"name", "text"}}); err != nil {
		t.Fatal(err)
	}
	for _, p := range []map[string]any{
		{"name": "Zoë Ångström", "text": "She met O'Neil at the river bank."},
		{"name": "Al Bank", "text": "A bank is not a river."},
		{"name": "River Ltd", "text": "The bank of the river, the river itself, and the 3.5 percent."},
		{"name": "Straße 7", "text": []any{"first part", "second part"}},
	} {
		if _, err := g.CreateNode([]string{"P"}, p); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ query, want string }{
		{"zoe", "[0]"},
		{"ANGSTRÖM", "[0]"},
		{"strasse", "[3]"},
		{"o'neil", "[0]"},
		{"bank", "[1 0 2]"},
		{"river AND bank", "[1 2 0]"},
		{"+river -percent", "[1 0]"},
		{"river NOT bank", "[]"},
		{`"river bank"`, "[0]"},
		{`"bank of the river"`, "[2]"},
		{"3.5", "[2]"},
		{"name:bank", "[1]"},
		{"per*", "[2]"},
		{"b?nk AND name:al", "[1]"},
		{"rivre~", "[2 0 1]"},
		{"(zoe OR strasse) part", "[3 0]"},
		{"nothing", "[]"},
		{"bank^3 zoe", "[1 0 2]"},
		{`o\:neil`, "[]"},
	} {
		hits, err := g.Index("t").Search(work.Free(), c.query)
		if err != nil {
			t.Errorf("%s: %v", c.query, err)
			continue
		}
		ids := []ID{}
		for _, h := range hits {
			ids = append(ids, h.ID)
		}
		if got := fmt.Sprint(ids); got != c.want {
			t.Errorf("%s: %s, want %s (%v)", c.query, got, c.want, hits)
		}
	}
	for _, bad := range []string{"(a", "a)", `"a`, "[a TO b]", "/a/", "other:a", "a^", "", "AND"} {
		if _, err := g.Index("t").Search(work.Free(), bad); err == nil && bad != "" {
			t.Errorf("%q is no query, but gave no error", bad)
		}
	}
}

func FuzzTextQuery(f *testing.F) {
	for _, s := range []string{"a AND b", `"a b" +c -d`, "(a OR b*)^2", "x:y", `\*~1`} {
		f.Add(s)
	}
	g := New()
	g.CreateIndex(Definition{Name: "t", Kind: FullText, Labels: []string{"P"}, Props: []string{"x"}})
	g.CreateNode([]string{"P"}, map[string]any{"x": "a b c d"})
	f.Fuzz(func(t *testing.T, query string) { g.Index("t").Search(work.Free(), query) })
}

// FuzzApply reads any block: it never panics, and a graph that it gives is whole
// and written and read again the same.
func FuzzApply(f *testing.F) {
	w := indexed(f)
	for range 50 {
		w.change()
	}
	f.Add(w.Seal(Mark{}))
	f.Add([]byte{1, 2, 1, 'A', 1, 'B', 2, 0, 1, 0, 0, 2, 1, 0, 1, 1, 5, 1, 'x', 8, 0, 1, 0, 1, 0, 9, 0, 14, 5, 5})
	f.Fuzz(func(t *testing.T, block []byte) {
		g := New()
		l := NewLoader(g)
		l.Gap = 1000
		if l.Apply(block) != nil || l.Finish() != nil {
			return
		}
		first := bytesOf(t, g)
		again := New()
		l = NewLoader(again)
		if err := l.Apply(first); err != nil {
			t.Fatal(err)
		}
		if err := l.Finish(); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, bytesOf(t, again)) {
			t.Fatal("written and read again the graph differs")
		}
	})
}

// Values are shared, and never taken for others of another kind or bit pattern.
func TestSharedValuesStayWhatTheyAre(t *testing.T) {
	var in interner
	values := []any{int64(1), 1.0, "1", true, math.Copysign(0, -1), 0.0, int64(0), int64(4096), int64(-4096), int64(1), strings.Repeat("x", 50), "", 0.5}
	for range 2 {
		for _, v := range values {
			got := in.value(v)
			if got != v {
				t.Errorf("%v (%T) became %v (%T)", v, v, got, got)
			}
			if f, ok := v.(float64); ok && math.Signbit(f) != math.Signbit(got.(float64)) {
				t.Errorf("%v became %v", v, got)
			}
		}
	}
	if nan := in.value(math.NaN()).(float64); nan == nan {
		t.Errorf("NaN became %v", nan)
	}
}
