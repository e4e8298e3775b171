package embedded_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
	"github.com/newsgraph/newsgraph/graph/neo4j"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
)

// benchQuestions are asked of both engines over the benchmark graph.
var benchQuestions = []struct{ name, text string }{
	{"two hops from one node", "MATCH (a:Person {id: 'person-17'})-[:MET]->()-[:MET]->(c) RETURN count(c)"},
	{"all two hops", "MATCH (a:Person)-[:MET]->(b)-[:MET]->(c) WHERE a.id <> 'person-0' RETURN count(*)"},
	{"shortest path", "MATCH (a:Person {id: 'person-17'}), (b:Person {id: 'person-4711'}) MATCH p = shortestPath((a)-[:MET*..6]-(b)) RETURN length(p)"},
	{"triangle", "MATCH (a:Person {rank: 5})-[:MET]->(b)-[:MET]->(c)-[:MET]->(a) RETURN count(*)"},
	{"top k", "MATCH (a:Person)-[r:MET]->() RETURN a.id AS id, count(r) AS n ORDER BY n DESC, id LIMIT 10"},
	{"group by rank", "MATCH (a:Person) RETURN a.rank AS rank, count(*) AS n ORDER BY n DESC, rank LIMIT 5"},
	{"full text", "CALL db.index.fulltext.queryNodes('bench_text', '4711') YIELD node, score RETURN node.id"},
	{"hub of 100,000 edges", "MATCH (a:Person {id: 'person-0'})-[r:MET]->(b) RETURN count(b), max(r.since)"},
	{"hub, its neighbours' rank", "MATCH (a:Person {id: 'person-0'})-[r:MET]->(b {rank: 7}) RETURN count(b)"},
}

// BenchmarkVersusNeo4j loads the same graph by the same statements into this
// engine, on a disk, and into a real Neo4j, and asks both the same
// questions in turns. It prints one table: rates of loading, medians of questions,
// and the ratio. Both are warm before anything is measured. Use -benchtime=1x.
func BenchmarkVersusNeo4j(b *testing.B) {
	there := versus(b)
	here, err := embedded.Open(b.Context(), b.TempDir(), embedded.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer here.Close(b.Context())
	table := os.Stdout // row by row: a run takes minutes, and b.Log would cut it
	fmt.Fprintf(table, "\n| | embedded | Neo4j | ratio |\n|---|---|---|---|\n")
	versusLoad(b, table, here, there)
	load, _ := os.ReadFile("/proc/loadavg")
	for _, q := range benchQuestions {
		versusQuestion(b, table, here, there, q.name, q.text)
	}
	after, _ := os.ReadFile("/proc/loadavg")
	fmt.Fprintf(table, "\nload average before the questions %safter them %s", load, after)
}

// versus is the server named by NEO4J_URI, emptied, or one of its own.
func versus(b *testing.B) *neo4j.Store {
	if os.Getenv("NEO4J_URI") != "" {
		return neo4jtest.Open(b)
	}
	s, err := neo4j.Open(b.Context(), neo4jtest.Start(b).Config())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close(context.Background()) })
	return s
}

// versusLoad loads a small graph, takes it out again, and then loads the whole
// one, batch after batch.
func versusLoad(b *testing.B, table io.Writer, stores ...graph.Store) {
	var nodes, edges []float64
	for _, s := range stores {
		benchSchema(b, s)
		benchLoadNodes(b, s, 4*benchBatch)
		benchLoadEdges(b, s, 4*benchBatch, 8*benchBatch)
		for range 8 {
			run(b, s, "MATCH ()-[r:MET]->() WITH r LIMIT 5000 DELETE r", nil)
		}
		run(b, s, "MATCH (n:Person) DETACH DELETE n", nil)
	}
	for _, s := range stores {
		start := time.Now()
		benchLoadNodes(b, s, benchNodes)
		nodes = append(nodes, benchNodes/time.Since(start).Seconds())
	}
	for _, s := range stores {
		start := time.Now()
		benchLoadEdges(b, s, benchNodes, benchEdges)
		edges = append(edges, benchEdges/time.Since(start).Seconds())
	}
	fmt.Fprintf(table, "| load nodes, MERGE in batches of 5,000 | %.0f/s | %.0f/s | %.1f |\n", nodes[0], nodes[1], nodes[0]/nodes[1])
	fmt.Fprintf(table, "| load edges, MERGE in batches of 5,000 | %.0f/s | %.0f/s | %.1f |\n", edges[0], edges[1], edges[0]/edges[1])
}

// versusQuestion asks both in turns, compares their answers, and prints medians.
func versusQuestion(b *testing.B, table io.Writer, here, there graph.Store, name, text string) {
	var took [2][]time.Duration
	var answers [2]string
	start := time.Now()
	const warm, asked = 10, 15
	for round := range warm + asked {
		if round < warm && round > 2 && time.Since(start) > 15*time.Second {
			continue
		}
		for i, s := range []graph.Store{here, there} {
			began := time.Now()
			rows, err := ask(b.Context(), s, text, nil)
			if err != nil {
				b.Fatalf("%s: %v", name, err)
			}
			if round >= warm {
				took[i] = append(took[i], time.Since(began))
			}
			answers[i] = fmt.Sprint(rows)
		}
	}
	if answers[0] != answers[1] {
		b.Errorf("%s: %s here, %s there", name, answers[0], answers[1])
	}
	slices.Sort(took[0])
	slices.Sort(took[1])
	a, c := took[0][asked/2], took[1][asked/2]
	fmt.Fprintf(table, "| %s | %.2f ms | %.2f ms | %.1f |\n", name, a.Seconds()*1000, c.Seconds()*1000, c.Seconds()/a.Seconds())
}
