package embedded_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
)

// The benchmark graph: people who met, with one of them who met everybody.
const (
	benchNodes = 100_000
	benchEdges = 300_000
	benchBatch = 5_000
)

func run(tb testing.TB, s graph.Store, cypher string, params map[string]any) (rows [][]any) {
	tb.Helper()
	err := s.Update(tb.Context(), func(tx graph.Tx) error {
		rows = nil
		_, err := tx.Run(tb.Context(), cypher, params, func(r graph.Row) error {
			rows = append(rows, r.Values)
			return nil
		})
		return err
	})
	if err != nil {
		tb.Fatalf("%s: %v", cypher, err)
	}
	return rows
}

func benchPerson(i int) map[string]any {
	return map[string]any{"id": fmt.Sprintf("person-%d", i), "props": map[string]any{
		"id": fmt.Sprintf("person-%d", i), "name": fmt.Sprintf("Person Number %d", i), "kind": "Person", "rank": int64(i % 1000)}}
}

// benchLoad fills a store as the loader does: MERGE in batches.
func benchLoad(tb testing.TB, s graph.Store) {
	benchSchema(tb, s)
	benchLoadNodes(tb, s, benchNodes)
	benchLoadEdges(tb, s, benchNodes, benchEdges)
}

func benchSchema(tb testing.TB, s graph.Store) {
	run(tb, s, "CREATE CONSTRAINT person_id IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE", nil)
	run(tb, s, "CREATE FULLTEXT INDEX bench_text IF NOT EXISTS FOR (n:Person) ON EACH [n.name]", nil)
	run(tb, s, "CALL db.awaitIndexes(300)", nil)
}

func benchLoadNodes(tb testing.TB, s graph.Store, nodes int) {
	for at := 0; at < nodes; at += benchBatch {
		var rows []any
		for i := at; i < at+benchBatch; i++ {
			rows = append(rows, benchPerson(i))
		}
		run(tb, s, "UNWIND $rows AS row MERGE (n:Person {id: row.id}) SET n:Test, n += row.props", map[string]any{"rows": rows})
	}
}

func benchLoadEdges(tb testing.TB, s graph.Store, nodes, edges int) {
	random := rand.New(rand.NewPCG(1, 2))
	for at := 0; at < edges; at += benchBatch {
		var rows []any
		for i := at; i < at+benchBatch; i++ {
			from := random.IntN(nodes)
			if i%3 == 0 {
				from = 0
			}
			rows = append(rows, map[string]any{"from": fmt.Sprintf("person-%d", from), "to": fmt.Sprintf("person-%d", random.IntN(nodes)),
				"props": map[string]any{"since": int64(i % 50), "weight": float64(i)}})
		}
		run(tb, s, `UNWIND $rows AS row
			MATCH (a:Person {id: row.from}) MATCH (b:Person {id: row.to})
			MERGE (a)-[r:MET]->(b) SET r += row.props`, map[string]any{"rows": rows})
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		s, err := embedded.Open(b.Context(), b.TempDir(), embedded.Options{})
		if err != nil {
			b.Fatal(err)
		}
		before := heap()
		start := b.Elapsed()
		run(b, s, "CREATE CONSTRAINT person_id IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE", nil)
		benchLoadNodes(b, s, benchNodes)
		nodes := b.Elapsed()
		benchLoadEdges(b, s, benchNodes, benchEdges)
		b.ReportMetric(benchNodes/(nodes-start).Seconds(), "nodes/s")
		b.ReportMetric(benchEdges/(b.Elapsed()-nodes).Seconds(), "edges/s")
		b.ReportMetric(float64(heap()-before)/(benchNodes+benchEdges), "bytes/element")
		s.Close(b.Context())
	}
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// BenchmarkQuery asks the questions of the comparison of this engine only.
func BenchmarkQuery(b *testing.B) {
	s := embedded.Memory(embedded.Options{})
	benchLoad(b, s)
	for _, q := range benchQuestions {
		b.Run(q.name, func(b *testing.B) {
			for b.Loop() {
				run(b, s, q.text, nil)
			}
		})
	}
}

func BenchmarkReopen(b *testing.B) {
	dir := b.TempDir()
	s, err := embedded.Open(b.Context(), dir, embedded.Options{})
	if err != nil {
		b.Fatal(err)
	}
	benchLoad(b, s)
	reopen := func(b *testing.B) {
		for b.Loop() {
			if err := s.Close(b.Context()); err != nil {
				b.Fatal(err)
			}
			if s, err = embedded.Open(b.Context(), dir, embedded.Options{}); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.N)*(benchNodes+benchEdges)/b.Elapsed().Seconds(), "elements/s")
	}
	b.Run("log", reopen)
	if err := s.Compact(b.Context()); err != nil {
		b.Fatal(err)
	}
	b.Run("snapshot", reopen)
	s.Close(b.Context())
}
