package embedded_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
)

// plan returns the plan of a statement, as indented text.
func plan(tb testing.TB, s graph.Store, cypher string) string {
	tb.Helper()
	return planWith(tb, s, cypher, nil)
}

func planWith(tb testing.TB, s graph.Store, cypher string, params map[string]any) string {
	tb.Helper()
	rows, err := ask(tb.Context(), s, "EXPLAIN "+cypher, params)
	if err != nil {
		tb.Fatalf("EXPLAIN %s: %v", cypher, err)
	}
	var b strings.Builder
	for _, r := range rows {
		fmt.Fprintf(&b, "%s%s [%s] %d\n", strings.Repeat("  ", int(r[0].(int64))), r[1], r[2], r[3])
	}
	return b.String()
}

func TestExplain(t *testing.T) {
	s := embedded.Memory(embedded.Options{})
	run(t, s, "CREATE CONSTRAINT a_id FOR (n:A) REQUIRE n.id IS UNIQUE", nil)
	run(t, s, "CREATE INDEX b_k FOR (n:B) ON (n.k)", nil)
	run(t, s, "UNWIND range(1, 100) AS i CREATE (a:A {id: i})-[:R]->(:B {k: i % 10})-[:S]->(a)", nil)
	for _, tt := range []struct{ cypher, want string }{
		{"MATCH (a:A {id: 7})-[r:R]->(b) WHERE b.k > 3 AND a.x = b.x RETURN b.k AS k ORDER BY k DESC LIMIT 2", `
NodeUniqueIndexSeek [(a:A) by a_id on :A(id)] 1
Filter [a.id = 7] 1
Expand(All) [(a:A)-[r:R]->(b)] 3
Filter [b.k > 3 AND a.x = b.x] 1
Projection [b.k AS k] 1
Top [k DESC LIMIT 2] 1
ProduceResults [k] 1`},
		{"MATCH (a:A)-[:R]->(b:B {k: 3}) RETURN a", `
NodeIndexSeek [(b:B) by b_k on :B(k)] 10
Filter [b.k = 3] 10
Expand(All) [(a:A)-[:R]->(b:B) from (b:B)] 21
Projection [a] 21
ProduceResults [a] 21`},
		{"MATCH (a:A)-[:R]->(b) WHERE a.id > 95 RETURN count(*)", `
NodeIndexSeekByRange [(a:A) by a_id on :A(id)] 34
Filter [a.id > 95] 34
Expand(All) [(a:A)-[:R]->(b), counted] 67
Aggregation [count(*)] 1
ProduceResults [count(*)] 1`},
		{"MATCH (a:A) OPTIONAL MATCH p = shortestPath((a)-[*..3]-(b:B)) WHERE a <> b RETURN DISTINCT length(p) AS l SKIP 1", `
NodeByLabelScan [(a:A) by :A] 100
Optional [] 100
  NodeByLabelScan [(b:B) by :B] 10000
  Filter [a <> b] 5000
  ShortestPath [(a)-[*1..3]-(b:B)] 5000
Projection [length(p) AS l] 5000
Distinct [] 5000
Skip [SKIP 1] 4999
ProduceResults [l] 4999`},
		{"MATCH (a:A {id: 1}) CALL (a) { MATCH (a)--(b) RETURN b UNION MATCH (b:B) RETURN b } RETURN b", `
NodeUniqueIndexSeek [(a:A) by a_id on :A(id)] 1
Filter [a.id = 1] 1
Apply [] 1
  Union [] 105
    Expand(All) [(a)-[]-(b)] 5
    Projection [b] 5
    NodeByLabelScan [(b:B) by :B] 100
    Projection [b] 100
Projection [b] 105
ProduceResults [b] 105`},
		{"UNWIND [1, 2] AS i MERGE (a:A {id: i}) ON CREATE SET a.new = true DETACH DELETE a", `
Unwind [[1, 2] AS i] 2
Merge [(a:A {id: i})] 2
  NodeUniqueIndexSeek [(a:A) by a_id on :A(id)] 2
  Filter [a.id = i] 2
DetachDelete [a] 2`},
		{"CREATE INDEX x FOR (n:A) ON (n.x)", `
Schema [CREATE INDEX x FOR (x:A) ON (x.x)] 1`},
	} {
		if got := plan(t, s, tt.cypher); got != strings.TrimPrefix(tt.want, "\n")+"\n" {
			t.Errorf("%s\ngot\n%swant%s", tt.cypher, got, tt.want)
		}
	}
}

func TestExplainRunsNothing(t *testing.T) {
	s := embedded.Memory(embedded.Options{})
	for _, text := range []string{"CREATE (n:N) RETURN n", "UNWIND [1] AS i MERGE (n:N {i: 1 / 0})", "CREATE INDEX x FOR (n:A) ON (n.x)"} {
		if got := plan(t, s, text); got == "" {
			t.Errorf("%s has no plan", text)
		}
	}
	for _, text := range []string{"MATCH (n RETURN n", "RETURN m", "RETURN $nope", "RETURN nope()", "LOAD CSV FROM 'x' AS l RETURN l"} {
		if _, err := ask(t.Context(), s, "EXPLAIN "+text, nil); err == nil {
			t.Errorf("%s was explained", text)
		}
	}
	if rows := run(t, s, "MATCH (n) RETURN count(n)", nil); rows[0][0] != int64(0) {
		t.Errorf("there are %v nodes", rows[0][0])
	}
	if rows := run(t, s, "SHOW INDEXES", nil); len(rows) != 0 {
		t.Errorf("there are indexes: %v", rows)
	}
}
