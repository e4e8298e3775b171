package storage

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/graph"
)

// anyValue is a value of any kind, or none, often one that was there before.
func anyValue(random *rand.Rand) any {
	n := random.Int64N(40)
	return []any{
		nil, n, n, float64(n) / 2, math.NaN(), math.Copysign(0, -1), math.Inf(int(n%2)*2 - 1), fmt.Sprint("text ", n), "", n%2 == 0,
		[]any{n, "a"}, []any{}, graph.Date(n), time.Unix(n, 0).UTC(), time.Unix(n, 0).In(time.FixedZone("", int(n)*60)),
		graph.LocalDateTime{UTC: time.Unix(n, 0).UTC()}, graph.LocalTime(n), graph.Time{Clock: graph.LocalTime(n), Offset: int(n%3) * 60}, graph.Duration{Days: n % 3, Seconds: n},
	}[random.IntN(19)]
}

// TestOrderIsKeptUp changes elements of all kinds of values at random: the order,
// made once, must stay that of the values, and a walk must give each span of it, up
// and down, as a sort of all elements does.
func TestOrderIsKeptUp(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	g := New()
	for _, props := range [][]string{{"p"}, {"q", "p"}} {
		if err := g.CreateIndex(Definition{Name: fmt.Sprint(props), Kind: Range, Labels: []string{"L"}, Props: props}); err != nil {
			t.Fatal(err)
		}
	}
	for round := range 12 {
		for range 1500 {
			n := g.Node(random.Int64N(6000))
			switch {
			case n == nil || random.IntN(3) > 0:
				g.CreateNode([]string{"L"}, map[string]any{"p": anyValue(random), "q": random.Int64N(3)})
			case random.IntN(2) == 0:
				g.DeleteNode(n)
			default:
				g.SetNodeProperty(n, "p", anyValue(random))
			}
		}
		if round%5 == 4 {
			g.Rollback(Mark{})
		}
		g.Commit()
		if err := g.Verify(); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		for range 8 {
			low, high := Bound{anyValue(random), random.IntN(2) == 0}, Bound{anyValue(random), random.IntN(2) == 0}
			span := []Span{{}, {Low: low}, {High: high}, {Low: low, High: high}, {Prefix: "text 1"}}[random.IntN(5)]
			checkWalk(t, g, "[p]", span)
			span.Equal = []any{random.Int64N(4)}
			checkWalk(t, g, "[q p]", span)
		}
	}
}

func checkWalk(t *testing.T, g *Graph, index string, span Span) {
	t.Helper()
	settled := span
	empty, _ := settled.settle()
	var all []*Node
	g.Label("L").Each(func(n *Node) bool {
		value := n.Get("p")
		if len(span.Equal) > 0 {
			value = tuple{n.Get("q"), value}
		}
		if !empty && settled.side(value) == 0 {
			all = append(all, n)
		}
		return true
	})
	for _, descending := range []bool{false, true} {
		slices.SortStableFunc(all, func(a, b *Node) int {
			c := Order(a.Get("p"), b.Get("p"))
			if descending {
				return -c
			}
			return c
		})
		i := 0
		g.Index(index).Walk(span, descending, func(id ID) bool {
			if i == len(all) || all[i].ID() != id {
				t.Fatalf("%s %v, descending %v: element %d is %d", index, span, descending, i, id)
			}
			i++
			return true
		})
		if i != len(all) {
			t.Fatalf("%s %v, descending %v: %d elements of %d", index, span, descending, i, len(all))
		}
	}
}

func TestWalkReadsNoMoreThanIsWanted(t *testing.T) {
	g := New()
	if err := g.CreateIndex(Definition{Name: "i", Kind: Unique, Labels: []string{"L"}, Props: []string{"p"}}); err != nil {
		t.Fatal(err)
	}
	for i := range int64(10_000) {
		g.CreateNode([]string{"L"}, map[string]any{"p": i * 7919 % 10_000})
	}
	for _, tt := range []struct {
		descending bool
		want       []any
	}{{false, []any{int64(41), int64(42), int64(43)}}, {true, []any{int64(9999), int64(9998), int64(9997)}}} {
		var got []any
		g.Index("i").Walk(Span{Low: Bound{int64(40), false}}, tt.descending, func(id ID) bool {
			got = append(got, g.Node(id).Get("p"))
			return len(got) < 3
		})
		if !slices.Equal(got, tt.want) {
			t.Errorf("descending %v: %v, want %v", tt.descending, got, tt.want)
		}
	}
}
