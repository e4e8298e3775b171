package embedded_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
)

// FuzzStatement runs arbitrary statements: none may panic or hang, and one that
// fails may change nothing.
func FuzzStatement(f *testing.F) {
	for _, s := range []string{
		"MATCH (a:A)-[r:R*0..3]-(b) WHERE a.n < b.n RETURN a, collect(DISTINCT r), count(*) ORDER BY a.n DESC SKIP 1 LIMIT 2",
		"MATCH p = shortestPath((a:A {n: 1})-[*..4]-(b:B)) WHERE all(x IN nodes(p) WHERE x.n > 0) RETURN p",
		"MATCH (a) ((x)-[r:R]->(y) WHERE x.n <> 2){0,2} (b) RETURN [i IN r | type(i)], size(x), b",
		"UNWIND [1, 2.5, 'a', null, [1], {k: 1}] AS v WITH v ORDER BY v RETURN collect(v), min(v), max(v)",
		"MERGE (a:A {n: 7}) ON CREATE SET a.new = true ON MATCH SET a += {n: 8} REMOVE a:B RETURN a {.n, all: labels(a)}",
		"MATCH (a:A) CALL (a) { MATCH (a)--(b) RETURN b ORDER BY b.n LIMIT 1 UNION RETURN a AS b } RETURN a, b",
		"MATCH (a) WHERE EXISTS { (a)-->(:B) } AND COUNT { (a)--() } > 1 OPTIONAL MATCH (a)-[r]->(x:C|!B) DETACH DELETE x RETURN r",
		"FOREACH (i IN range(0, 3) | CREATE (:T {at: date('2020-01-01') + duration({days: i})}))",
		"RETURN reduce(s = 0, x IN [1, 2] | s + x) AS a, CASE 1 WHEN 1 THEN 'x' ELSE null END AS b, [x IN range(1, 3) WHERE x % 2 = 1 | x ^ 2][1..] AS c",
		"CREATE CONSTRAINT FOR (a:B) REQUIRE a.n IS UNIQUE",
		"CALL db.index.fulltext.queryNodes('t', 'one* AND -two') YIELD node, score RETURN node.text, score",
		"RETURN toString(datetime('2020-02-30T25:00')) AS t, 1 / 0 AS z, [1][9223372036854775807] AS i",
	} {
		f.Add(s)
	}
	s := embedded.Memory(embedded.Options{MaxRows: 10_000, MaxMemory: 16 << 20})
	run(f, s, "CREATE (a:A {n: 1, text: 'one two'})-[:R {w: 1}]->(b:B {n: 2, text: 'two'})-[:R]->(c:A:C {n: 3})-[:S]->(a), (b)-[:R]->(b)", nil)
	run(f, s, "CREATE FULLTEXT INDEX t FOR (n:A|B) ON EACH [n.text]", nil)
	run(f, s, "CREATE INDEX FOR (n:A) ON (n.n)", nil)
	f.Fuzz(func(t *testing.T, cypher string) {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		var before, after bytes.Buffer
		s.Dump(&before)
		start := time.Now()
		s.Update(ctx, func(tx graph.Tx) error {
			tx.Run(ctx, cypher, nil, func(graph.Row) error { return nil })
			return context.Canceled // roll back
		})
		if time.Since(start) > 20*time.Second {
			t.Error("the statement did not end with its context")
		}
		s.Dump(&after)
		if !bytes.Equal(before.Bytes(), after.Bytes()) {
			t.Error("what was rolled back has changed the graph")
		}
	})
}
