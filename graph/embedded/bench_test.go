package embedded_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"testing"
	"time"

	"newsgraph/graph"
	"newsgraph/graph/embedded"
	"newsgraph/graph/neo4j/neo4jtest"
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
	run(tb, s, "CREATE CONSTRAINT person_id IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE", nil)
	benchLoadNodes(tb, s)
	benchLoadEdges(tb, s)
}

func benchLoadNodes(tb testing.TB, s graph.Store) {
	for at := 0; at < benchNodes; at += benchBatch {
		var rows []any
		for i := at; i < at+benchBatch; i++ {
			rows = append(rows, benchPerson(i))
		}
		run(tb, s, "UNWIND $rows AS row MERGE (n:Person {id: row.id}) SET n:Test, n += row.props", map[string]any{"rows": rows})
	}
}

func benchLoadEdges(tb testing.TB, s graph.Store) {
	random := rand.New(rand.NewPCG(1, 2))
	for at := 0; at < benchEdges; at += benchBatch {
		var rows []any
		for i := at; i < at+benchBatch; i++ {
			from := random.IntN(benchNodes)
			if i%3 == 0 {
				from = 0
			}
			rows = append(rows, map[string]any{"from": fmt.Sprintf("person-%d", from), "to": fmt.Sprintf("person-%d", random.IntN(benchNodes)),
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
		benchLoadNodes(b, s)
		nodes := b.Elapsed()
		benchLoadEdges(b, s)
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

// BenchmarkQuery asks this engine and, if NEO4J_URI is set, a real Neo4j, over the
// same graph.
func BenchmarkQuery(b *testing.B) {
	b.Run("embedded", func(b *testing.B) {
		s := embedded.Memory(embedded.Options{})
		benchLoad(b, s)
		benchQueries(b, s)
	})
	b.Run("neo4j", func(b *testing.B) {
		if os.Getenv("NEO4J_URI") == "" {
			b.Skip("NEO4J_URI is not set")
		}
		s := neo4jtest.Open(b)
		start := time.Now()
		benchLoad(b, s)
		b.Logf("%.0f elements/s loaded", (benchNodes+benchEdges)/time.Since(start).Seconds())
		benchQueries(b, s)
		for range benchNodes / benchBatch {
			run(b, s, "MATCH (n:Test) WITH n LIMIT 5000 DETACH DELETE n", nil)
		}
		run(b, s, "DROP CONSTRAINT person_id", nil)
	})
}

func benchQueries(b *testing.B, s graph.Store) {
	run(b, s, "CREATE FULLTEXT INDEX bench_text IF NOT EXISTS FOR (n:Person) ON EACH [n.name]", nil)
	run(b, s, "CALL db.awaitIndexes(300)", nil)
	for _, q := range []struct{ name, text string }{
		{"two hops", "MATCH (a:Person {id: 'person-17'})-[:MET]->()-[:MET]->(c) RETURN count(c)"},
		{"all two hops", "MATCH (a:Person)-[:MET]->(b)-[:MET]->(c) WHERE a.id <> 'person-0' RETURN count(*)"},
		{"shortest path", "MATCH (a:Person {id: 'person-17'}), (b:Person {id: 'person-4711'}) MATCH p = shortestPath((a)-[:MET*..6]-(b)) RETURN length(p)"},
		{"top k", "MATCH (a:Person)-[r:MET]->() RETURN a.id AS id, count(r) AS n ORDER BY n DESC, id LIMIT 10"},
		{"hub", "MATCH (a:Person {id: 'person-0'})-[r:MET]->(b) RETURN count(b), max(r.since)"},
		{"hub and rank", "MATCH (a:Person {id: 'person-0'})-[r:MET]->(b {rank: 7}) RETURN count(b)"},
		{"triangle", "MATCH (a:Person {rank: 5})-[:MET]->(b)-[:MET]->(c)-[:MET]->(a) RETURN count(*)"},
		{"group by rank", "MATCH (a:Person) RETURN a.rank AS rank, count(*) AS n ORDER BY n DESC, rank LIMIT 5"},
		{"full text", "CALL db.index.fulltext.queryNodes('bench_text', '4711') YIELD node, score RETURN node.id, score"},
	} {
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
