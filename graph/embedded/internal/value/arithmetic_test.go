package value

import (
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

func TestArithmetic(t *testing.T) {
	const add, sub, mul, div, mod, pow = syntax.Add, syntax.Sub, syntax.Mul, syntax.Div, syntax.Mod, syntax.Pow
	most, least := int64(math.MaxInt64), int64(math.MinInt64)
	day := graph.Duration{Days: 1}
	for _, c := range []struct {
		a    any
		op   syntax.Op
		b    any
		want any // a value, or as an error its text
	}{
		{int64(2), add, int64(3), int64(5)}, {int64(2), sub, int64(3), int64(-1)}, {int64(2), mul, int64(3), int64(6)}, {int64(7), div, int64(2), int64(3)}, {int64(-7), div, int64(2), int64(-3)}, {int64(-7), mod, int64(2), int64(-1)},
		{int64(2), add, int64(0), int64(2)}, {int64(2), sub, int64(0), int64(2)}, {int64(0), mul, least, int64(0)}, {int64(2), pow, int64(3), 8.0}, {least, add, most, int64(-1)},
		{most, add, int64(1), errText("does not fit")}, {least, add, int64(-1), errText("does not fit")}, {least, sub, int64(1), errText("does not fit")}, {most, sub, int64(-1), errText("does not fit")},
		{most, mul, int64(2), errText("does not fit")}, {int64(-1), mul, least, errText("does not fit")}, {least, mul, int64(-1), errText("does not fit")}, {least, div, int64(-1), least}, {least, mod, int64(-1), int64(0)},
		{int64(1), div, int64(0), errText("division by zero")}, {int64(1), mod, int64(0), errText("division by zero")}, {1.0, div, int64(0), math.Inf(1)},
		{1.5, add, int64(1), 2.5}, {1.5, sub, int64(1), 0.5}, {1.5, mul, int64(2), 3.0}, {int64(3), div, 2.0, 1.5}, {5.5, mod, int64(2), 1.5}, {2.0, pow, int64(2), 4.0},
		{nil, add, int64(1), nil}, {int64(1), mul, nil, nil}, {"a", add, nil, nil}, {nil, add, nil, nil}, {list(), add, nil, nil},
		{"a", add, "b", "ab"}, {"a", add, int64(1), "a1"}, {1.0, add, "a", "1.0a"}, {"a", add, true, errText("+ cannot be applied to a string and a boolean")}, {"a", sub, "b", errText("- cannot be applied to a string and a string")},
		{list("a"), add, list("b"), list("a", "b")}, {list("a"), add, "b", list("a", "b")}, {"a", add, list("b"), list("a", "b")}, {list("a"), add, list(list("b")), list("a", list("b"))},
		{day, add, day, graph.Duration{Days: 2}}, {day, sub, day, graph.Duration{}}, {day, mul, int64(3), graph.Duration{Days: 3}}, {int64(3), mul, day, graph.Duration{Days: 3}}, {graph.Duration{Days: 3}, div, int64(3), day},
		{graph.Date(5), add, day, graph.Date(6)}, {day, add, graph.Date(5), graph.Date(6)}, {graph.Date(5), sub, day, graph.Date(4)}, {day, sub, graph.Date(5), errText("- cannot be applied to a duration and a temporal value")}, {graph.Date(5), add, graph.Date(5), errText("+ cannot be applied")},
	} {
		got, err := Arithmetic(c.op, c.a, c.b)
		if text, wrong := c.want.(errText); wrong {
			if err == nil || !strings.Contains(err.Error(), string(text)) {
				t.Errorf("%v %s %v gives %v and the error %v, want %q", c.a, c.op, c.b, got, err, text)
			}
		} else if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%v %s %v is %v (%v), want %v", c.a, c.op, c.b, got, err, c.want)
		}
	}
}

type errText string

// What operators make of lists shares nothing with them.
func TestJoinedIsNew(t *testing.T) {
	a := make([]any, 1, 10)
	a[0] = "a"
	one, _ := Arithmetic(syntax.Add, a, "b")
	Arithmetic(syntax.Add, a, "c")
	if !reflect.DeepEqual(one, list("a", "b")) {
		t.Errorf("the first list has become %v", one)
	}
	if got, err := Concat(list("a"), list("b")); err != nil || !reflect.DeepEqual(got, list("a", "b")) {
		t.Errorf("|| gives %v, %v", got, err)
	}
	if got, err := Concat("a", "b"); err != nil || got != "ab" {
		t.Errorf("|| gives %v, %v", got, err)
	}
	if got, err := Concat("a", int64(1)); err == nil {
		t.Errorf("|| joins a text and a number to %v", got)
	}
}

func TestUnary(t *testing.T) {
	for _, c := range []struct {
		op      syntax.Op
		v, want any
	}{
		{syntax.Not, true, false}, {syntax.Not, false, true}, {syntax.Sub, int64(2), int64(-2)}, {syntax.Add, int64(2), int64(2)}, {syntax.Sub, 1.5, -1.5}, {syntax.Add, 1.5, 1.5},
		{syntax.Sub, graph.Duration{Days: 1}, graph.Duration{Days: -1}},
	} {
		if got, err := Unary(c.op, c.v); err != nil || got != c.want {
			t.Errorf("%s %v is %v (%v), want %v", c.op, c.v, got, err, c.want)
		}
	}
	for op, v := range map[syntax.Op]any{syntax.Not: int64(1), syntax.Sub: int64(math.MinInt64), syntax.Add: true} {
		if got, err := Unary(op, v); err == nil {
			t.Errorf("%s %v is %v, want an error", op, v, got)
		}
	}
}

func TestTextOf(t *testing.T) {
	for want, v := range map[string]any{
		"7": int64(7), "1.0": 1.0, "-1.5": -1.5, "NaN": nan, "Infinity": math.Inf(1), "-Infinity": math.Inf(-1), "0.0": 0.0, "0.001": 0.001, "9.99E-4": 0.000999,
		"9999999.0": 9999999.0, "1.0E7": 1e7, "1.2345678E8": 123456780.0, "1.0E-10": 1e-10, "-1.0E7": -1e7,
	} {
		if got := TextOf(v); got != want {
			t.Errorf("%v is written %s, want %s", v, got, want)
		}
	}
}

func TestReadFloats(t *testing.T) {
	for text, want := range map[string]float64{"1.5": 1.5, "-2": -2, "1e3": 1000, "+1": 1, ".5": .5, "1e999": math.Inf(1)} {
		if got, ok := ParseFloat(text); !ok || got != want {
			t.Errorf("%q is read as %v, %v", text, got, ok)
		}
		if got, ok := JavaFloat(text + "d"); !ok || got != want {
			t.Errorf("%qd is read as %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "inf", "NaN", "0x10", "1_000", "1.5d", "e", " 1"} {
		if got, ok := ParseFloat(text); ok {
			t.Errorf("%q is read as %v", text, got)
		}
	}
	for text, want := range map[string]float64{"Infinity": math.Inf(1), "+Infinity": math.Inf(1), "-Infinity": math.Inf(-1), "0x1p4": 16, "1.5f": 1.5, "2D": 2} {
		if got, ok := JavaFloat(text); !ok || got != want {
			t.Errorf("%q is read as %v, %v", text, got, ok)
		}
	}
	if got, ok := JavaFloat("NaN"); !ok || got == got {
		t.Errorf("NaN is read as %v, %v", got, ok)
	}
	for _, text := range []string{"d", "0x10", "inf", "infinity", "0x1_0p4", "1dd"} {
		if got, ok := JavaFloat(text); ok {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}

func TestRounding(t *testing.T) {
	for _, c := range []struct {
		mode string
		want [5]float64 // of 2.5 1.1 -1.1 -2.5 -1.6
	}{
		{"UP", [5]float64{3, 2, -2, -3, -2}}, {"DOWN", [5]float64{2, 1, -1, -2, -1}}, {"CEILING", [5]float64{3, 2, -1, -2, -1}}, {"FLOOR", [5]float64{2, 1, -2, -3, -2}},
		{"HALF_UP", [5]float64{3, 1, -1, -3, -2}}, {"HALF_DOWN", [5]float64{2, 1, -1, -2, -2}}, {"HALF_EVEN", [5]float64{2, 1, -1, -2, -2}},
	} {
		for i, f := range []float64{2.5, 1.1, -1.1, -2.5, -1.6} {
			if got, err := Rounded(f, 0, c.mode); err != nil || got != c.want[i] {
				t.Errorf("%v rounded %s is %v (%v), want %v", f, c.mode, got, err, c.want[i])
			}
		}
	}
	for _, c := range []struct {
		f      float64
		digits int
		want   float64
	}{{1.005, 2, 1.01}, {1.249, 1, 1.2}, {3.5, 0, 4}, {-1.235, 2, -1.24}} { // the decimal that is written, not the binary value
		if got, err := Rounded(c.f, c.digits, "HALF_UP"); err != nil || got != c.want {
			t.Errorf("%v rounded to %d digits is %v (%v), want %v", c.f, c.digits, got, err, c.want)
		}
	}
	if got, _ := Rounded(3.5, 0, "HALF_EVEN"); got != 4.0 {
		t.Errorf("3.5 rounded to the even is %v", got)
	}
	if got, err := Rounded(1, 0, "half"); err == nil {
		t.Errorf("an unknown mode gives %v", got)
	}
	for f, want := range map[float64]int64{0.5: 1, -0.5: 0, 1.4: 1, -1.5: -1, -1.6: -2, 1e30: math.MaxInt64, -1e30: math.MinInt64} {
		if got := Nearest(f); got != want {
			t.Errorf("the nearest integer to %v is %d, want %d", f, got, want)
		}
	}
	for f, want := range map[float64]int64{1.9: 1, -1.9: -1, 1e30: math.MaxInt64, -1e30: math.MinInt64, float64(1 << 63): math.MaxInt64} {
		if got := Saturated(f); got != want {
			t.Errorf("%v as an integer is %d, want %d", f, got, want)
		}
	}
	if Saturated(nan) != 0 {
		t.Error("NaN as an integer is not 0")
	}
	for f, want := range map[float64]bool{1: true, 1.5: false, -1 << 63: true, 1 << 63: false} {
		if _, got := WholeFloat(f); got != want {
			t.Errorf("%v is whole: %v", f, got)
		}
	}
}

func TestRange(t *testing.T) {
	most, least := int64(math.MaxInt64), int64(math.MinInt64)
	for _, c := range []struct {
		args []any
		want []any
	}{
		{list(int64(1), int64(3)), list(int64(1), int64(2), int64(3))}, {list(int64(3), int64(1)), list()}, {list(int64(0), int64(5), int64(2)), list(int64(0), int64(2), int64(4))},
		{list(int64(5), int64(0), int64(-2)), list(int64(5), int64(3), int64(1))}, {list(int64(0), int64(5), int64(-1)), list()}, {list(most-1, most), list(most-1, most)}, {list(least, most, most), list(least, int64(-1), most-1)},
		{list(int64(1), int64(1), int64(-5)), list(int64(1))},
	} {
		s, err := RangeOf(c.args)
		if err != nil || s.N != len(c.want) {
			t.Errorf("range%v has %d elements (%v), want %v", c.args, s.N, err, c.want)
			continue
		}
		for i, want := range c.want {
			if s.At(i) != want || s.Holds(want) != true {
				t.Errorf("range%v: element %d is %v, want %v; holds it: %v", c.args, i, s.At(i), want, s.Holds(want))
			}
		}
	}
	s, _ := RangeOf(list(int64(2), int64(10), int64(4)))
	for v, want := range map[any]any{int64(1): false, int64(2): true, int64(4): false, int64(10): true, int64(14): false, 6.0: true, 6.5: false, "6": false, int64(-2): false} {
		if got := s.Holds(v); got != want {
			t.Errorf("%v IN range(2, 10, 4) is %v, want %v", v, got, want)
		}
	}
	down, _ := RangeOf(list(int64(10), int64(2), int64(-4)))
	for v, want := range map[any]any{int64(10): true, int64(6): true, int64(4): false, int64(14): false, int64(-2): false} {
		if got := down.Holds(v); got != want {
			t.Errorf("%v IN range(10, 2, -4) is %v, want %v", v, got, want)
		}
	}
	if s.Holds(nil) != nil {
		t.Error("null IN a range is known")
	}
	if none, _ := RangeOf(list(int64(2), int64(1))); none.Holds(nil) != false {
		t.Error("null IN an empty range is not false")
	}
	for _, args := range [][]any{list(int64(1), "2"), list(int64(1), int64(2), int64(0)), list(nil, int64(2))} {
		if _, err := RangeOf(args); err == nil {
			t.Errorf("range%v is no error", args)
		}
	}
	if got := ElementsOf(nil); got.N != 0 || got.List == nil {
		t.Error("the elements of null are those of a range")
	}
	if huge, _ := RangeOf(list(least, most)); huge.N != math.MaxInt || huge.Room() != 1000 {
		t.Errorf("a range over all integers has %d elements and takes room for %d", huge.N, huge.Room())
	}
}

func TestElement(t *testing.T) {
	a, _, r, _ := sample(t)
	for _, c := range []struct{ v, k, want any }{
		{list("a", "b"), int64(0), "a"}, {list("a", "b"), int64(-1), "b"}, {list("a", "b"), int64(2), nil}, {list("a", "b"), int64(-3), nil}, {list("a", "b"), int64(-2), "a"},
		{dict{"a": int64(1)}, "a", int64(1)}, {dict{}, "a", nil}, {a, "id", "a"}, {r, "since", int64(1999)}, {a, "none", nil}, {graph.Date(0), "year", int64(1970)},
	} {
		if got, err := Element(c.v, c.k); err != nil || got != c.want {
			t.Errorf("%v[%v] is %v (%v), want %v", c.v, c.k, got, err, c.want)
		}
	}
	for _, c := range []struct {
		v, k any
		part string
	}{
		{list(), "a", "the index of a list must be an integer"}, {dict{}, int64(1), "the key of a map must be a string"}, {"text", int64(1), "a string cannot be indexed by an integer"}, {"text", "a", "a string cannot be indexed"},
	} {
		if got, err := Element(c.v, c.k); err == nil || !strings.Contains(err.Error(), c.part) {
			t.Errorf("%v[%v] is %v, %v", c.v, c.k, got, err)
		}
	}
	if got := Homogeneous(list(int64(1), 2.5)); !reflect.DeepEqual(got, list(1.0, 2.5)) {
		t.Errorf("a list of numbers is stored as %v", got)
	}
	if got := Homogeneous(list(int64(1), int64(2))); !reflect.DeepEqual(got, list(int64(1), int64(2))) {
		t.Errorf("a list of integers is stored as %v", got)
	}
}

func TestTemporalText(t *testing.T) {
	noon := time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)
	for want, v := range map[string]any{"2024-05-01T12:00:00Z": noon, "2024-05-01T12:00:00": graph.LocalDateTime{UTC: noon}, "1970-01-02": graph.Date(1), "P1D": graph.Duration{Days: 1}} {
		if got, ok := TemporalText(v); !ok || got != want {
			t.Errorf("%v is written %s, want %s", v, got, want)
		}
	}
	if _, ok := TemporalField("2024", "year"); ok {
		t.Error("a text has a year")
	}
	if year, ok := TemporalField(noon, "year"); !ok || year != int64(2024) {
		t.Errorf("the year is %v", year)
	}
	if days, ok := TemporalField(graph.Duration{Days: 3}, "days"); !ok || days != int64(3) {
		t.Errorf("the days are %v", days)
	}
}

func TestCase(t *testing.T) {
	for text, want := range map[string]string{"straße": "STRASSE", "ŉ": "ʼN", "éa": "ÉA", "ﬁ": "FI"} {
		if got := Upper(text); got != want {
			t.Errorf("%q in capitals is %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{"ΟΔΟΣ": "οδος", "ΟΣΟ": "οσο", "Σ": "σ", "ΑΣ ΒΣ": "ας βς", "Α.Σ": "α.ς", "ΑΣ’Α": "ασ’α", "İ": "i\u0307", "ABC": "abc"} {
		if got := Lower(text); got != want {
			t.Errorf("%q in small letters is %q, want %q", text, got, want)
		}
	}
	for r, want := range map[rune]bool{' ': true, '\t': true, '\x1c': true, '\u00a0': false, '\u2007': false, '\u3000': true, '\u2028': true, 'a': false, '\x00': false} {
		if IsBlank(r) != want {
			t.Errorf("%q is blank: %v", r, !want)
		}
	}
	if !IsControl('\x00') || !IsControl(' ') || IsControl('!') {
		t.Error("what Java's trim takes away is not everything up to the space")
	}
}

func TestPublic(t *testing.T) {
	a, b, r, p := sample(t)
	got := free().Public(list(p, dict{"n": a})).([]any)
	path := got[0].(graph.Path)
	if path.Nodes[0].ID != "a" || path.Nodes[1].ID != "#"+NodeID(b) || path.Edges[0].ID != "#"+EdgeID(r) || path.Edges[0].From != "a" || path.Edges[0].Type != "MET" || path.Edges[0].Props["since"] != int64(1999) {
		t.Errorf("a path is given out as %+v", path)
	}
	node := got[1].(map[string]any)["n"].(graph.Node)
	node.Props["list"].([]any)[0] = "changed"
	node.Props["id"], node.Labels[0] = "changed", "changed"
	if a.Get("list").([]any)[0] != int64(1) || a.Get("id") != "a" || a.Labels()[0] != "Person" {
		t.Error("who changes a result changes the graph")
	}
	if n, ok := ElementNumber("4:0:", NodeID(a)); !ok || n != a.ID() {
		t.Errorf("the id of a node is read back as %v, %v", n, ok)
	}
	for _, id := range []string{"5:0:1", "4:0:01", "4:0:", "4:0:+1"} {
		if n, ok := ElementNumber("4:0:", id); ok {
			t.Errorf("%q is the node %d", id, n)
		}
	}
}

func TestNormal(t *testing.T) {
	type word string
	for _, c := range []struct{ v, want any }{
		{7, int64(7)}, {int8(7), int64(7)}, {uint16(7), int64(7)}, {float32(0.5), 0.5}, {[]string{"a"}, list("a")}, {[2]int{1, 2}, list(int64(1), int64(2))}, {map[word]int{"a": 1}, dict{"a": int64(1)}},
		{list(1, dict{"a": []int{1}}), list(int64(1), dict{"a": list(int64(1))})}, {nil, nil}, {graph.Date(1), graph.Date(1)},
	} {
		if got, err := free().Normal(c.v, 0); err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%#v becomes %#v (%v), want %#v", c.v, got, err, c.want)
		}
	}
	deep := any("x")
	for range 102 {
		deep = list(deep)
	}
	for _, v := range []any{uint64(math.MaxUint64), struct{}{}, map[int]int{1: 1}, list(struct{}{}), dict{"a": struct{}{}}, deep} {
		if got, err := free().Normal(v, 0); err == nil {
			t.Errorf("%#v becomes %#v", v, got)
		}
	}
}
