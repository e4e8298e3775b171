package embedded_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
)

// ask runs a statement in View.
func ask(ctx context.Context, s graph.Store, cypher string, params map[string]any) (rows [][]any, err error) {
	err = s.View(ctx, func(tx graph.Tx) error {
		rows = nil
		_, err := tx.Run(ctx, cypher, params, func(r graph.Row) error {
			rows = append(rows, r.Values)
			return nil
		})
		return err
	})
	return rows, err
}

func TestLimitsEndAStatement(t *testing.T) {
	small := embedded.Memory(embedded.Options{MaxRows: 100, MaxMemory: 1 << 20})
	short := embedded.Memory(embedded.Options{Timeout: 100 * time.Millisecond})
	run(t, short, "UNWIND range(1, 60) AS i CREATE (:N {i: i})", nil)
	for _, c := range []struct {
		text string
		want graph.Failure
	}{
		{"UNWIND range(1, 101) AS i RETURN i", graph.TooLarge},
		{"UNWIND range(1, 1000000) AS i RETURN collect(i) AS list", graph.TooLarge},
		{"RETURN size(range(1, 9223372036854775807)) AS n", graph.TooLarge},
		{"RETURN reduce(s = 'x', i IN range(1, 60) | s + s) AS s", graph.TooLarge},
		{"RETURN reduce(s = [1], i IN range(1, 60) | s + s) AS s", graph.TooLarge},
		{"RETURN reduce(s = [1], i IN range(1, 40000) | [s]) AS s", graph.TooLarge},
		{"RETURN size(reduce(s = 'xx', i IN range(1, 60) | replace(s, 'x', s))) AS s", graph.TooLarge},
		{"UNWIND range(1, 40000) AS i UNWIND [1, 2] AS j RETURN collect(j) AS list", graph.TooLarge},
		{"UNWIND range(1, 30000) AS i WITH i ORDER BY i RETURN count(*) AS n", graph.TooLarge},
		{"UNWIND range(1, 30000) AS i WITH DISTINCT i RETURN count(*) AS n", graph.TooLarge},
		{"UNWIND range(1, 30000) AS i WITH i, count(*) AS n RETURN count(*) AS m", graph.TooLarge},
		{"MATCH (a), (b), (c), (d), (e), (f) RETURN count(*) AS n", graph.TimedOut},
		{"MATCH (a) WHERE all(x IN range(1, 20000) WHERE any(y IN range(1, 20000) WHERE x + y < 0)) RETURN a", graph.TimedOut},
	} {
		s := small
		if c.want == graph.TimedOut {
			s = short
		}
		if _, err := ask(t.Context(), s, c.text, nil); graph.FailureOf(err) != c.want {
			t.Errorf("%s: %v", c.text, err)
		}
	}
	if rows, err := ask(t.Context(), small, "UNWIND range(1, 30000) AS i WITH i ORDER BY i DESC LIMIT 3 RETURN i", nil); err != nil || fmt.Sprint(rows) != "[[30000] [29999] [29998]]" {
		t.Errorf("the first three of many: %v, %v", rows, err)
	}
}

// TestMemoryIsGivenBack runs a subquery that holds little, but often.
func TestMemoryIsGivenBack(t *testing.T) {
	s := embedded.Memory(embedded.Options{MaxMemory: 1 << 20})
	for _, text := range []string{
		"UNWIND range(1, 5000) AS i CALL (i) { UNWIND range(1, 20) AS j WITH j ORDER BY j DESC RETURN collect(DISTINCT j)[0] AS top } RETURN sum(top) AS n",
		"UNWIND range(1, 5000) AS i RETURN sum(size(COLLECT { UNWIND range(1, 20) AS j RETURN DISTINCT j ORDER BY j })) AS n",
		"UNWIND range(1, 5000) AS i RETURN sum(20 * COUNT { UNWIND range(1, 20) AS j WITH max(j) AS m RETURN m }) AS n",
	} {
		if rows, err := ask(t.Context(), s, text, nil); err != nil || rows[0][0] != int64(100_000) {
			t.Errorf("%s: %v, %v", text, rows, err)
		}
	}
}

// TestForeachGoesElementByElement runs a body whose clauses depend on each other.
func TestForeachGoesElementByElement(t *testing.T) {
	s := embedded.Memory(embedded.Options{})
	run(t, s, "CREATE (a:A) FOREACH (i IN [1, 2, 1] | SET a.x = i MERGE (:T {v: a.x}))", nil)
	if rows := run(t, s, "MATCH (n:T) RETURN n.v AS v ORDER BY v", nil); fmt.Sprint(rows) != "[[1] [2]]" {
		t.Errorf("merged %v", rows)
	}
}

func TestCancelledContextEndsAStatement(t *testing.T) {
	s := embedded.Memory(embedded.Options{})
	run(t, s, "UNWIND range(1, 60) AS i CREATE (:N {i: i})", nil)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() {
		_, err := ask(ctx, s, "MATCH (a), (b), (c), (d), (e), (f), (g) RETURN count(*) AS n", nil)
		done <- err
	}()
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled statement gave %v", err)
	}
}

func TestFailedStatementLeavesNothingOfItself(t *testing.T) {
	s := embedded.Memory(embedded.Options{})
	run(t, s, "CREATE CONSTRAINT c FOR (n:N) REQUIRE n.id IS UNIQUE", nil)
	err := s.Update(t.Context(), func(tx graph.Tx) error {
		if _, err := tx.Run(t.Context(), "CREATE (:N {id: 1})-[:R]->(:N {id: 2})", nil, nil); err != nil {
			return err
		}
		_, err := tx.Run(t.Context(), "UNWIND [3, 4, 1] AS id CREATE (n:N {id: id}) SET n:M", nil, nil)
		if graph.FailureOf(err) != graph.Invalid {
			t.Errorf("a second node of one id gave %v", err)
		}
		if _, err := tx.Run(t.Context(), "MATCH (a:N {id: 1})-[r]->(b) DELETE r SET a.id = 5, b.id = 5", nil, nil); err == nil {
			t.Error("two nodes of one id")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	rows := run(t, s, "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN n.id AS id, labels(n) AS l, count(r) AS r ORDER BY id", nil)
	if got := fmt.Sprint(rows); got != "[[1 [N] 1] [2 [N] 0]]" {
		t.Errorf("left: %s", got)
	}
}

func TestRowFunctionMayNotRunStatements(t *testing.T) {
	s := embedded.Memory(embedded.Options{})
	err := s.Update(t.Context(), func(tx graph.Tx) error {
		_, err := tx.Run(t.Context(), "UNWIND [1, 2] AS i RETURN i", nil, func(graph.Row) error {
			_, err := tx.Run(t.Context(), "CREATE (:N)", nil, nil)
			return err
		})
		return err
	})
	if err == nil || !strings.Contains(err.Error(), "collect the rows first") {
		t.Errorf("a statement within a row function gave %v", err)
	}
}

// TestResultsAreCopies changes what a result holds; the graph must stay.
func TestResultsAreCopies(t *testing.T) {
	s := embedded.Memory(embedded.Options{})
	list := []any{"a", "b"}
	run(t, s, "CREATE (:N {list: $list})", map[string]any{"list": list})
	list[0] = "changed"
	rows := run(t, s, "MATCH (n:N) RETURN n, n.list, properties(n)", nil)
	rows[0][0].(graph.Node).Props["list"].([]any)[0] = "changed"
	rows[0][1].([]any)[0] = "changed"
	rows[0][2].(map[string]any)["list"].([]any)[0] = "changed"
	if got := fmt.Sprint(run(t, s, "MATCH (n:N) RETURN n.list", nil)); got != "[[[a b]]]" {
		t.Errorf("the graph holds %s", got)
	}
}

// TestJoinWithoutIndex joins many nodes by a property that no index covers: as a
// product these would be 10^9 pairs.
func TestJoinWithoutIndex(t *testing.T) {
	s := embedded.Memory(embedded.Options{})
	run(t, s, "UNWIND range(1, 30000) AS i CREATE (:A {n: i}), (:B {n: toFloat(i)})", nil)
	for _, c := range []struct{ text, want string }{
		{"MATCH (a:A), (b:B) WHERE a.n = b.n RETURN count(*), sum(b.n - a.n)", "[[30000 0]]"},
		{"MATCH (a:A) MATCH (b:B {n: a.n + 1}) RETURN count(*), min(b.n)", "[[29999 2]]"},
		{"MATCH (a:A) WHERE NOT EXISTS { MATCH (b:B) WHERE b.n = a.n + 10 } RETURN count(*), min(a.n)", "[[10 29991]]"},
		{"MATCH (b:B) WHERE b.n > 29990 WITH b MATCH (a:A {n: b.n}) CREATE (:A {n: b.n}) WITH b MATCH (a:A {n: b.n}) RETURN count(*), count(DISTINCT a)", "[[20 20]]"},
	} {
		if got := fmt.Sprint(run(t, s, c.text, nil)); got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}
