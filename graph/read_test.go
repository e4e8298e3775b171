package graph

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// pairs is a store of edges of one type without keys, between nodes 0 … n.
type pairs int

func (n pairs) View(_ context.Context, fn func(Tx) error) error { return fn(pairsTx(n)) }
func (n pairs) Update(context.Context, func(Tx) error) error {
	panic("internal error: a reader writes")
}
func (n pairs) Close(context.Context) error { return nil }

type pairsTx int

func (n pairsTx) Run(_ context.Context, cypher string, _ map[string]any, row func(Row) error) (Counts, error) {
	switch {
	case strings.Contains(cypher, "type(r) AS type"):
		return Counts{}, row(Row{Values: []any{"T", int64(n), int64(0)}})
	case strings.Contains(cypher, "[r:`T`]"):
		for i := range int(n) {
			if err := row(Row{Values: []any{fmt.Sprint(i / 2), "x", Edge{Type: "T", Props: map[string]any{"n": int64(i)}}}}); err != nil {
				return Counts{}, err
			}
		}
	}
	return Counts{}, nil
}

// TestEdgesWithoutKeys: they come in one order, however few are held at a time.
func TestEdgesWithoutKeys(t *testing.T) {
	read := func(held int) (list []Edge) {
		for e, err := range (Graph{Edges: reader{ctx: t.Context(), store: pairs(500), held: held, page: 10}.edges}).Edges {
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, e)
		}
		return list
	}
	want := read(1000)
	if len(want) != 500 {
		t.Fatalf("%d edges, want 500", len(want))
	}
	for i := 1; i < len(want); i++ {
		if want[i-1].ID >= want[i].ID {
			t.Fatalf("%s stands before %s", want[i-1].ID, want[i].ID)
		}
	}
	for _, held := range []int{1, 7, 499, 500} {
		if got := read(held); !reflect.DeepEqual(got, want) {
			t.Errorf("held %d: the edges differ", held)
		}
	}
}
