package embedded_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
)

// TestNewWords runs the clauses that came with GQL.
func TestNewWords(t *testing.T) {
	s := embedded.Memory(embedded.Options{})
	run(t, s, "CYPHER 25 INSERT (a:Person&Boss {name: 'Ada', age: 40})-[:LEADS {since: 2020}]->(:Org {name: 'Norvane'}), (:Person {name: 'Ben', age: 30}), (b IS Person {name: 'Cid', age: 50})<-[:KNOWS]-(a)", nil)
	for _, c := range []struct{ text, want string }{
		{"CYPHER 5 RETURN 1", "[[1]]"},
		{"cypher 25 MATCH (n:Person) RETURN count(n)", "[[3]]"},
		{"CYPHER MATCH (n:Person) RETURN count(n)", "[[3]]"},
		{"FOR x IN [1, 2] RETURN x", "[[1] [2]]"},
		{"FOR x IN [1, [2, null]] FOR y IN x RETURN y", "[[1] [2] [<nil>]]"},
		{"FOR x IN null RETURN x", "[]"},
		{"FOR x IN range(1, 1000000000) RETURN count(x)", "[[1000000000]]"},
		{"FOR x IN [3, 1, 2] FILTER x > 1 RETURN x", "[[3] [2]]"},
		{"FOR x IN [3, 1, 2] FILTER WHERE x > 1 LET y = x * 2, z = x + 1 RETURN y + z", "[[10] [7]]"},
		{"FOR x IN [3, 1, null] FILTER x <> 1 RETURN *", "[[3]]"},
		{"LET x = 1 LET y = x + 1 RETURN x, y", "[[1 2]]"},
		{"FOR x IN [3, 1, 2] ORDER BY x DESC SKIP 1 RETURN x", "[[2] [1]]"},
		{"FOR x IN [3, 1, 2] ORDER BY x LIMIT 2 LET y = -x ORDER BY y RETURN x", "[[2] [1]]"},
		{"FOR x IN [3, 1, 2] OFFSET 2 RETURN x", "[[2]]"},
		{"MATCH (n:Person) FILTER n.age > 30 LET twice = 2 * n.age ORDER BY twice LIMIT 1 RETURN n.name, twice", "[[Ada 80]]"},
		{"MATCH (n) RETURN n.name, n IS LABELED Person, n IS NOT LABELED Boss, n IS NOT Org&Boss ORDER BY n.name", "[[Ada true false true] [Ben true true true] [Cid true true true] [Norvane false true true]]"},
		{"MATCH ()-[r]->() WHERE r IS LABELED LEADS|NONE RETURN r.since", "[[2020]]"},
		{"OPTIONAL MATCH (n:None) RETURN n IS LABELED A, n IS NOT LABELED A, n IS NOT NULL", "[[<nil> <nil> false]]"},
		{"WITH 1 AS filter, 2 AS let FILTER filter < let LET for = let FOR in IN [for] RETURN filter, let, for, in", "[[1 2 2 2]]"},
		{"MATCH (n:Person) CALL (n) { LET a = n.age FILTER a > 30 RETURN a } RETURN sum(a)", "[[90]]"},
		{"RETURN COUNT { MATCH (n:Person) FILTER n.age > 30 RETURN n }", "[[2]]"},
	} {
		rows, err := ask(t.Context(), s, c.text, nil)
		if got := fmt.Sprint(rows); err != nil || got != c.want {
			t.Errorf("%s: %s, %v, want %s", c.text, got, err, c.want)
		}
	}
	for _, c := range []struct{ text, want string }{
		{"LET x = 1 LET x = 2 RETURN x", "1:15: variable x is already defined"},
		{"LET x = 1, y = x RETURN y", "1:16: variable x is not defined"},
		{"MATCH (n) LET c = count(n) RETURN c", "1:19: aggregates are only possible in WITH and RETURN"},
		{"MATCH (n) FILTER count(n) > 1 RETURN n", "1:18: aggregates are only possible"},
		{"FOR x IN [1] FOR x IN [2] RETURN x", "1:18: variable x is already defined"},
		{"INSERT (a)-[:T]-(b)", "needs a direction"},
		{"RETURN 1 IS NOT LABELED A", "expected Node or Edge"},
	} {
		if _, err := ask(t.Context(), s, c.text, nil); graph.FailureOf(err) != graph.Invalid || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.text, err, c.want)
		}
	}
	explained := plan(t, s, "CYPHER 25 MATCH (n:Person) FILTER n.age > 1 LET a = n.age ORDER BY a RETURN a")
	if again := plan(t, s, "MATCH (n:Person) WITH * WHERE n.age > 1 WITH *, n.age AS a WITH * ORDER BY a RETURN a"); explained != again || explained == "" {
		t.Errorf("the plan of new words is\n%sand of old ones\n%s", explained, again)
	}
}
