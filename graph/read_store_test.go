package graph_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
)

// keeper is a store that lends nothing, and runs what reads twice, as a server does
// whose transaction is repeated.
type keeper struct{ graph.Store }

func (k keeper) View(ctx context.Context, fn func(graph.Tx) error) error {
	return k.Store.View(ctx, func(tx graph.Tx) error {
		if err := fn(struct{ graph.Tx }{tx}); err != nil {
			return err
		}
		return fn(struct{ graph.Tx }{tx})
	})
}

// strange fills a store with all kinds of ids, keys and values.
func strange(t *testing.T, schema ...string) *embedded.Store {
	t.Helper()
	s := embedded.Memory(embedded.Options{})
	random := rand.New(rand.NewPCG(5, 6))
	var nodes, edges []any
	for i := range 400 {
		id := []any{fmt.Sprint("n", random.IntN(1000)), fmt.Sprint("n", i), fmt.Sprint("n", i), nil, int64(i), ""}[random.IntN(6)]
		nodes = append(nodes, map[string]any{"i": int64(i), "props": map[string]any{"id": id, "i": int64(i), "at": time.Unix(int64(i), 5).In(time.FixedZone("", 3600)),
			"list": []any{"a", fmt.Sprint(i)}, "day": graph.Date(i), "long": graph.Duration{Months: 1, Days: int64(i)}, "real": float64(i) / 3}})
	}
	for i := range 900 {
		key := []any{fmt.Sprint("r", random.IntN(300)), fmt.Sprint("s", i), nil, nil, int64(i), ""}[random.IntN(6)]
		edges = append(edges, map[string]any{"from": random.Int64N(40), "to": random.Int64N(40), "props": map[string]any{"key": key, "w": random.Int64N(3)}})
	}
	err := s.Update(t.Context(), func(tx graph.Tx) error {
		for _, text := range append(schema,
			"UNWIND $nodes AS row CREATE (n:Node) SET n = row.props",
			"MATCH (n:Node) WHERE n.i % 3 = 0 SET n:Third", "MATCH (n:Node) WHERE n.i % 7 = 0 REMOVE n:Node SET n:Seventh",
			"MATCH (n:Seventh) WHERE n.i % 2 = 0 REMOVE n:Seventh", "CREATE (:__Migration {version: 1, id: 'm'})",
			"UNWIND $edges AS row MATCH (a {i: row.from}), (b {i: row.to}) CREATE (a)-[r:A]->(b) SET r = row.props",
			"UNWIND $edges AS row MATCH (a {i: row.from + 1}), (b {i: row.to}) CREATE (a)-[r:B]->(b) SET r = row.props SET r.key = r.key + 'b'",
			"UNWIND range(1, 30) AS i MATCH (a {i: i}), (b {i: i + 1}) CREATE (a)-[:`odd ``type`]->(b)") {
			if _, err := tx.Run(t.Context(), text, map[string]any{"nodes": nodes, "edges": edges}, nil); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestReadIsTheSameHoweverItIsRead: with and without indexes, lent or in pages of any
// size, sorted in memory or in files, a graph gives the same dump, in order, and
// leaves no file.
func TestReadIsTheSameHoweverItIsRead(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	want := ""
	for name, schema := range map[string][]string{
		"no index":     nil,
		"some indexes": {"CREATE INDEX FOR (n:Third) ON (n.id)", "CREATE INDEX FOR ()-[r:B]-() ON (r.key)"},
		"all indexes": {"CREATE INDEX FOR (n:Node) ON (n.id)", "CREATE INDEX FOR (n:Third) ON (n.id)", "CREATE INDEX FOR (n:Seventh) ON (n.id)",
			"CREATE INDEX FOR ()-[r:A]-() ON (r.key)", "CREATE INDEX FOR ()-[r:B]-() ON (r.key)"},
	} {
		s := strange(t, schema...)
		for _, size := range []struct{ held, page int }{{50_000, 5000}, {60, 7}, {300, 1}} {
			for _, store := range []graph.Store{s, keeper{s}} {
				var b bytes.Buffer
				if err := graph.Dump(&b, graph.ReadWith(t.Context(), store, size.held, size.page)); err != nil {
					t.Fatal(err)
				}
				got := ordered(t, b.String())
				if want == "" {
					want = got
				}
				if got != want {
					t.Errorf("%s, %+v, %T: the dump differs", name, size, store)
				}
			}
		}
	}
	if n := strings.Count(want, "\n"); n < 2000 {
		t.Errorf("%d lines only", n)
	}
	if left, _ := os.ReadDir(os.Getenv("TMPDIR")); len(left) > 0 {
		t.Errorf("%s is left", left[0].Name())
	}
}

// ordered checks that nodes and edges come in the order of their ids, and sorts the
// lines with equal ids, which have no order.
func ordered(t *testing.T, dump string) string {
	t.Helper()
	lines := strings.SplitAfter(dump, "\n")
	last := ""
	for _, line := range lines {
		if line == "" {
			continue
		}
		kind, rest, _ := strings.Cut(line, " ")
		id, _, _ := strings.Cut(rest[1:], `"`)
		if now := map[string]string{"node": "0", "edge": "1"}[kind] + id; now < last {
			t.Fatalf("%q comes after %q", now, last)
		} else {
			last = now
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}

// TestReadEndsEarly: who wants no more gets no more, and nothing is left.
func TestReadEndsEarly(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	s := strange(t, "CREATE INDEX FOR (n:Node) ON (n.id)", "CREATE INDEX FOR ()-[r:A]-() ON (r.key)")
	for _, store := range []graph.Store{s, keeper{s}} {
		g := graph.ReadWith(t.Context(), store, 10, 10)
		n := 0
		for _, err := range g.Nodes {
			if n++; err != nil || n == 5 {
				break
			}
		}
		for _, err := range g.Edges {
			if n++; err != nil || n == 10 {
				break
			}
		}
		if n != 10 {
			t.Errorf("%d elements, want 10", n)
		}
	}
	if left, _ := os.ReadDir(os.Getenv("TMPDIR")); len(left) > 0 {
		t.Errorf("%s is left", left[0].Name())
	}
	if err := s.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
}
