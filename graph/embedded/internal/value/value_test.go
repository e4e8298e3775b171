package value

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

func free() Operations { return Operations{work.Free()} }

// sample is a graph a–r→b with the path over it.
func sample(t *testing.T) (a, b *storage.Node, r *storage.Edge, p *Path) {
	t.Helper()
	g := storage.New()
	var err error
	if a, err = g.CreateNode([]string{"Person"}, map[string]any{"id": "a", "list": []any{int64(1)}}); err != nil {
		t.Fatal(err)
	}
	if b, err = g.CreateNode(nil, nil); err != nil {
		t.Fatal(err)
	}
	if r, err = g.CreateEdge("MET", a, b, map[string]any{"since": int64(1999)}); err != nil {
		t.Fatal(err)
	}
	return a, b, r, &Path{Nodes: []*storage.Node{a, b}, Edges: []*storage.Edge{r}}
}

func list(v ...any) []any { return v }

type dict = map[string]any

var nan = math.NaN()

func TestEqual(t *testing.T) {
	a, b, r, p := sample(t)
	utc := time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct{ a, b, want any }{
		{nil, nil, nil}, {nil, int64(1), nil}, {"a", nil, nil},
		{int64(1), int64(1), true}, {int64(1), int64(2), false}, {int64(1), 1.0, true}, {1.0, int64(1), true}, {int64(1), 1.5, false},
		{int64(math.MaxInt64), float64(1 << 63), false}, // 2^63-1 is not 2^63, though its float is
		{nan, nan, false}, {nan, int64(0), false}, {int64(0), nan, false}, {0.0, math.Copysign(0, -1), true},
		{"a", "a", true}, {"a", "A", false}, {"1", int64(1), false}, {int64(1), "1", false}, {1.0, true, false}, {true, true, true}, {true, false, false}, {false, "false", false},
		{list(), list(), true}, {list(int64(1)), list(1.0), true}, {list(int64(1)), list(int64(1), int64(2)), false},
		{list(nil), list(nil), nil}, {list(nil, int64(1)), list(nil, int64(2)), false}, {list(int64(1)), int64(1), false}, {int64(1), list(int64(1)), false},
		{dict{"a": int64(1)}, dict{"a": 1.0}, true}, {dict{"a": int64(1)}, dict{"b": int64(1)}, false}, {dict{"a": nil}, dict{"a": nil}, nil},
		{dict{"a": nil, "b": int64(1)}, dict{"a": nil, "b": int64(2)}, false}, {dict{"a": int64(1)}, dict{}, false}, {dict{}, list(), false}, {graph.Date(1), dict{}, false}, {graph.Date(1), list(), false},
		{a, a, true}, {a, b, false}, {a, r, false}, {r, r, true}, {p, p, true}, {p, &Path{Nodes: p.Nodes, Edges: p.Edges}, true}, {p, &Path{Nodes: p.Nodes[:1]}, false}, {p, a, false},
		{utc, utc.In(time.FixedZone("", 3600)), false}, {utc, utc.In(time.UTC), true}, {utc, utc.Add(1), false}, {graph.Date(5), graph.Date(5), true}, {graph.Date(5), graph.LocalTime(5), false},
		{graph.Duration{Months: 12}, graph.Duration{Months: 12}, true}, {graph.Duration{Days: 1}, graph.Duration{Seconds: 86400}, false},
	} {
		if got := free().Equal(c.a, c.b); got != c.want {
			t.Errorf("%v = %v is %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestCompares(t *testing.T) {
	const less, same, more, unknown = "<", "=", ">", "?"
	a, b, r, _ := sample(t)
	for _, c := range []struct {
		a, b any
		want string
	}{
		{int64(1), int64(2), less}, {int64(2), 1.5, more}, {1.5, int64(2), less}, {1.0, int64(1), same}, {int64(math.MaxInt64), float64(1 << 63), less}, {float64(1 << 63), int64(math.MaxInt64), more},
		{"a", "b", less}, {"a", "B", more}, {"a", "aa", less}, {"a", int64(1), unknown}, {nil, int64(1), unknown}, {int64(1), nil, unknown},
		{false, true, less}, {true, true, same}, {true, false, more},
		{list(int64(1)), list(int64(1), int64(2)), less}, {list(int64(2)), list(int64(1), int64(2)), more}, {list(int64(1), nil), list(int64(1), nil), unknown}, {list(int64(1), nil), list(int64(2), nil), less}, {list("a"), list(int64(1)), unknown},
		{dict{"a": int64(1)}, dict{"a": int64(2)}, less}, {dict{"b": int64(1)}, dict{"a": int64(1), "b": int64(1)}, less}, {dict{"b": int64(1)}, dict{"a": int64(2)}, more}, {dict{"a": "x"}, dict{"a": int64(2)}, unknown},
		{a, b, less}, {b, a, more}, {r, r, same}, {a, r, unknown},
		{graph.Date(1), graph.Date(2), less}, {graph.Date(1), graph.LocalTime(2), unknown}, {graph.Duration{Days: 1}, graph.Duration{Days: 2}, unknown},
	} {
		got := unknown
		switch {
		case free().Compares(syntax.Less, c.a, c.b) == true:
			got = less
		case free().Compares(syntax.Greater, c.a, c.b) == true:
			got = more
		case free().Compares(syntax.LessEq, c.a, c.b) == true:
			got = same
		}
		if got != c.want {
			t.Errorf("%v and %v: %s, want %s", c.a, c.b, got, c.want)
		}
		known := c.want != unknown
		for op, want := range map[syntax.Op]bool{syntax.LessEq: c.want != more, syntax.GreaterEq: c.want != less} {
			if v := free().Compares(op, c.a, c.b); known && v != want || !known && v != nil {
				t.Errorf("%v %s %v is %v", c.a, op, c.b, v)
			}
		}
	}
	for _, op := range []syntax.Op{syntax.Less, syntax.LessEq, syntax.Greater, syntax.GreaterEq, syntax.Equal} {
		if v := free().Compares(op, nan, int64(1)); v != false {
			t.Errorf("NaN %s 1 is %v, want false", op, v)
		}
	}
	if v := free().Compares(syntax.NotEqual, nan, nan); v != true {
		t.Errorf("NaN <> NaN is %v", v)
	}
}

func TestIn(t *testing.T) {
	for _, c := range []struct {
		v    any
		list []any
		want any
	}{
		{int64(1), list(int64(2), 1.0), true}, {int64(1), list(int64(2)), false}, {int64(1), list(int64(2), nil), nil}, {int64(1), list(nil, int64(1)), true},
		{nil, list(), false}, {nil, list(int64(1)), nil}, {list(nil), list(list(nil)), nil},
	} {
		if got := free().In(c.list, c.v); got != c.want {
			t.Errorf("%v IN %v is %v, want %v", c.v, c.list, got, c.want)
		}
	}
}

// ascending is values of all kinds in the order of ORDER BY.
func ascending(t *testing.T) []any {
	a, b, r, p := sample(t)
	short := &Path{Nodes: p.Nodes[:1]}
	utc := time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)
	return list(dict{}, dict{"a": int64(1)}, dict{"a": int64(2)}, dict{"b": int64(1)}, dict{"a": int64(1), "b": int64(1)}, a, b, r,
		list(), list("a"), list("a", "a"), list(int64(1)), short, p, utc, utc.Add(1), graph.LocalDateTime{UTC: utc}, graph.Date(1), graph.Date(2),
		graph.Time{Clock: 1}, graph.LocalTime(1), graph.Duration{Seconds: 1}, "", "a", "b", false, true, math.Inf(-1), int64(-1), 0.5, int64(1), int64(math.MaxInt64), float64(1<<63), math.Inf(1), nan, nil)
}

// ORDER BY is a total order: of any two values one comes first, whatever their kinds.
func TestOrder(t *testing.T) {
	values := ascending(t)
	for i, a := range values {
		for j, b := range values {
			if c := free().Order(a, b); (c < 0) != (i < j) || (c > 0) != (i > j) {
				t.Errorf("%v (%s) against %v (%s) is %d", a, KindName(a), b, KindName(b), c)
			}
		}
	}
	if free().Order(int64(1), 1.0) != 0 || free().Order(nan, nan) != 0 || free().Order(nil, nil) != 0 {
		t.Error("1 and 1.0, NaN and NaN, or null and null have an order among themselves")
	}
}

// The keys of different values differ, and those of the same value do not.
func TestAppendKey(t *testing.T) {
	key := func(v any) string { return string(free().AppendKey(nil, v)) }
	seen := map[string]any{}
	for _, v := range append(ascending(t), list(nil), list(list()), list("ab", "c"), list("a", "bc"), "1", true, graph.LocalTime(2), graph.Duration{Nanos: 1}, graph.Duration{Days: 1}, graph.Duration{Months: 1},
		time.Date(2024, 5, 1, 12, 0, 0, 0, time.FixedZone("", 3600)), time.Date(2024, 5, 1, 11, 0, 0, 0, time.UTC), graph.Time{Clock: 1, Offset: 3600}) {
		if v == true {
			continue // twice in the list
		}
		if other, twice := seen[key(v)]; twice {
			t.Errorf("%v (%s) and %v (%s) have one key", v, KindName(v), other, KindName(other))
		}
		seen[key(v)] = v
	}
	for _, same := range [][]any{{int64(1), 1.0}, {nan, math.Float64frombits(math.Float64bits(nan) ^ 1)}, {0.0, math.Copysign(0, -1)}, {dict{"a": 1.0, "b": nil}, dict{"b": nil, "a": int64(1)}}, {list(1.0), list(int64(1))}} {
		if key(same[0]) != key(same[1]) {
			t.Errorf("%v and %v have different keys", same[0], same[1])
		}
	}
	if got := free().AppendKey([]byte("x"), nil); !bytes.HasPrefix(got, []byte("x")) {
		t.Error("what was there before is lost")
	}
}

func TestTernary(t *testing.T) {
	values := list(true, false, nil)
	tables := map[string][]any{ // for both operands true, false, null
		"AND": list(true, false, nil, false, false, false, nil, false, nil),
		"OR":  list(true, true, true, true, false, nil, true, nil, nil),
		"XOR": list(false, true, nil, true, false, nil, nil, nil, nil),
	}
	operators := map[string]func(a, b any) any{"AND": And, "OR": Or, "XOR": Xor}
	for name, want := range tables {
		for i, a := range values {
			for j, b := range values {
				if got := operators[name](a, b); got != want[3*i+j] {
					t.Errorf("%v %s %v is %v, want %v", a, name, b, got, want[3*i+j])
				}
			}
		}
	}
	for _, c := range []struct {
		kind             syntax.QuantifierKind
		yes, unknown, no int
		want             any
	}{
		{syntax.All, 0, 0, 0, true}, {syntax.All, 2, 0, 0, true}, {syntax.All, 2, 1, 0, nil}, {syntax.All, 2, 1, 1, false},
		{syntax.Any, 0, 0, 0, false}, {syntax.Any, 1, 1, 1, true}, {syntax.Any, 0, 1, 1, nil}, {syntax.Any, 0, 0, 1, false},
		{syntax.None, 0, 0, 0, true}, {syntax.None, 1, 1, 0, false}, {syntax.None, 0, 1, 1, nil}, {syntax.None, 0, 0, 2, true},
		{syntax.Single, 1, 0, 3, true}, {syntax.Single, 2, 1, 0, false}, {syntax.Single, 1, 1, 0, nil}, {syntax.Single, 0, 0, 1, false}, {syntax.Single, 0, 1, 0, nil},
	} {
		if got := Quantified(c.kind, c.yes, c.unknown, c.no); got != c.want {
			t.Errorf("%v of %d true, %d null, %d false is %v, want %v", c.kind, c.yes, c.unknown, c.no, got, c.want)
		}
	}
}

func TestNames(t *testing.T) {
	a, _, r, p := sample(t)
	for _, c := range []struct {
		v         any
		kind, typ string
	}{
		{nil, "null", "NULL"}, {true, "a boolean", "BOOLEAN NOT NULL"}, {int64(1), "an integer", "INTEGER NOT NULL"}, {1.5, "a float", "FLOAT NOT NULL"}, {"a", "a string", "STRING NOT NULL"},
		{a, "a node", "NODE NOT NULL"}, {r, "an edge", "RELATIONSHIP NOT NULL"}, {p, "a path", "PATH NOT NULL"}, {dict{}, "a map", "MAP NOT NULL"},
		{graph.Duration{}, "a duration", "DURATION NOT NULL"}, {graph.Date(1), "a temporal value", "DATE NOT NULL"}, {graph.LocalTime(1), "a temporal value", "LOCAL TIME NOT NULL"},
		{graph.Time{}, "a temporal value", "ZONED TIME NOT NULL"}, {graph.LocalDateTime{}, "a temporal value", "LOCAL DATETIME NOT NULL"}, {time.Time{}, "a temporal value", "ZONED DATETIME NOT NULL"},
		{list(), "a list", "LIST<NOTHING> NOT NULL"}, {list(nil), "a list", "LIST<NULL> NOT NULL"}, {list(int64(1), "a", int64(2)), "a list", "LIST<STRING NOT NULL | INTEGER NOT NULL> NOT NULL"},
		{list(int64(1), nil), "a list", "LIST<INTEGER> NOT NULL"}, {list(list(), list(int64(1))), "a list", "LIST<LIST<INTEGER NOT NULL> NOT NULL> NOT NULL"},
		{list(list(nil), list(int64(1), nil)), "a list", "LIST<LIST<INTEGER> NOT NULL> NOT NULL"},
		{list(list("a"), list(int64(1))), "a list", "LIST<LIST<STRING NOT NULL> NOT NULL | LIST<INTEGER NOT NULL> NOT NULL> NOT NULL"},
	} {
		if got := KindName(c.v); got != c.kind {
			t.Errorf("%v is called %s, want %s", c.v, got, c.kind)
		}
		if got := free().TypeName(c.v); got != c.typ {
			t.Errorf("the type of %v is %s, want %s", c.v, got, c.typ)
		}
	}
}

// What compares values of any size ends with the context.
func TestOperationsEnd(t *testing.T) {
	a, b := make([]any, 5000), make([]any, 5000)
	for i := range a {
		a[i], b[i] = int64(i), int64(i)
	}
	text := strings.Repeat("x", 1<<20)
	keys := dict{}
	for i := range 500 {
		keys[fmt.Sprint(i)] = int64(i)
	}
	for name, do := range map[string]func(w Operations){
		"equal":   func(w Operations) { w.Equal(a, b) },
		"less":    func(w Operations) { w.Compares(syntax.Less, a, b) },
		"order":   func(w Operations) { w.Order(a, b) },
		"in":      func(w Operations) { w.In(a, "x") },
		"key":     func(w Operations) { w.AppendKey(nil, a) },
		"text":    func(w Operations) { w.Equal(text, text+"") },
		"texts":   func(w Operations) { w.Order(text, text+"") },
		"keytext": func(w Operations) { w.AppendKey(nil, text) },
		"maps":    func(w Operations) { w.Equal(keys, keys) },
		"keys":    func(w Operations) { w.SortedKeys(keys) },
		"public":  func(w Operations) { w.Public(a) },
		"type":    func(w Operations) { w.TypeName(a) },
	} {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		var err error
		func() {
			defer work.Catch(&err)
			do(Operations{work.New(ctx)})
		}()
		if err != context.Canceled {
			t.Errorf("%s goes on after the end of its context", name)
		}
	}
	if got := free().SortedKeys(dict{"b": 1, "a": 1, "B": 1}); !slices.Equal(got, []string{"B", "a", "b"}) {
		t.Errorf("keys come as %v", got)
	}
}
