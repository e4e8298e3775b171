package embedded_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
)

// orderedBy are statements whose rows an index can give in their order, and others
// beside them. A tie is decided by i, or by the order of creation.
var orderedBy = []string{
	"MATCH (n:L) RETURN n.i ORDER BY n.p LIMIT 7",
	"MATCH (n:L) RETURN n.i ORDER BY n.p DESC LIMIT 7",
	"MATCH (n:L) RETURN n.i ORDER BY n.p",
	"MATCH (n:L) RETURN n.i, n.p AS p ORDER BY p DESC SKIP 3 LIMIT $few",
	"MATCH (n:L) WHERE n.p > $low RETURN n.i ORDER BY n.p LIMIT $few",
	"MATCH (n:L) WHERE n.p >= $low AND n.p < $high RETURN n.i ORDER BY n.p DESC SKIP 1 LIMIT 5",
	"MATCH (n:L) WHERE $high >= n.p RETURN n.i ORDER BY n.p DESC",
	"MATCH (n:L) WHERE n.p STARTS WITH $prefix RETURN n.i ORDER BY n.p DESC LIMIT 4",
	"MATCH (n:L) WHERE n.p IS NOT NULL RETURN n.i ORDER BY n.p LIMIT 9",
	"MATCH (n:L) WHERE n.p > $low AND n.i % 3 = 0 RETURN n.i ORDER BY n.p, n.i DESC LIMIT $few",
	"MATCH (n:L) RETURN n.i ORDER BY n.p DESC, n.i LIMIT 11",
	"MATCH (n:L) RETURN n.i ORDER BY n.p DESC, n.i DESC SKIP 30",
	"MATCH (n:L {q: $q}) RETURN n.i ORDER BY n.s LIMIT 5",
	"MATCH (n:L) WHERE n.q = $q AND n.s >= 'b' RETURN n.i ORDER BY n.q, n.s, n.i DESC LIMIT 5",
	"MATCH (n:L) RETURN n.i ORDER BY n.q DESC, n.s DESC LIMIT 12",
	"MATCH (n:L) RETURN n.i ORDER BY n.q, n.s DESC LIMIT 12",
	"MATCH (n:L) WHERE n.q > 1 RETURN n.i ORDER BY n.q, n.s, n.i SKIP 2 LIMIT 12",
	"MATCH (n:L) WITH n AS m, n.p AS p WHERE p > $low RETURN DISTINCT m.i, p ORDER BY p LIMIT 6",
	"MATCH (n:L) WITH DISTINCT n RETURN n.i ORDER BY n.p LIMIT 6",
	"WITH 3 AS few MATCH (n:L) WHERE n.q > few - 2 RETURN n.i ORDER BY n.p LIMIT 6",
	"MATCH (n:L) WITH n ORDER BY n.p LIMIT 10 RETURN collect(n.i)",
	"MATCH (n:L) WITH n ORDER BY n.p LIMIT 10 WHERE n.i % 2 = 0 RETURN n.i ORDER BY n.q DESC, n.i LIMIT 2",
	"MATCH (n:L) WHERE n.p > $low UNWIND [1, 2] AS u RETURN n.i, u ORDER BY n.p, u LIMIT 5",
	"MATCH (n:L) OPTIONAL MATCH (n)-[r:R]->() RETURN n.i, r.i ORDER BY n.p, n.i, r.i LIMIT 9",
	"MATCH (n:L)-[r]->(m) RETURN n.i, r.i ORDER BY n.p DESC, n.i, r.i LIMIT 9",
	"MATCH (n:L)-[r:R]-(m:L) WHERE m.q = $q RETURN n.i, r.i ORDER BY n.p, n.i, r.i",
	"MATCH (n:L) CALL (n) { MATCH (n)-[r:R]->(m) RETURN m ORDER BY r.p, r.i LIMIT 1 } RETURN n.i, m.i ORDER BY n.p, n.i LIMIT 5",
	"MATCH (n:L {q: 1}) CALL (n) { MATCH (m:L) WHERE m.p > n.p RETURN m ORDER BY m.p LIMIT 2 } RETURN n.i, m.i ORDER BY n.i, m.i",
	"MATCH ()-[r:R]->() RETURN r.i ORDER BY r.p LIMIT 7",
	"MATCH (a)-[r:R]->(b) WHERE r.p > $low RETURN a.i, r.i, b.i ORDER BY r.p DESC LIMIT $few",
	"MATCH (a:L)<-[r:R]-(b) WHERE r.p <= $high AND b.q > 0 RETURN a.i, r.i ORDER BY r.p, r.i",
	"MATCH (a)-[r:R]-(b) WHERE r.p > $low RETURN a.i, r.i ORDER BY r.p, r.i, a.i LIMIT 6",
	"MATCH (a)-[r:R {q: $q}]->(b) RETURN r.i, r.p AS key ORDER BY key LIMIT 5",
	"MATCH (a)-[r:R]->(a) RETURN r.i ORDER BY r.p LIMIT 5",
	"MATCH (n:L) RETURN n.i ORDER BY n.p LIMIT 0",
	"MATCH (n:L) RETURN n.i ORDER BY n.p SKIP 100000 LIMIT 3",
	"MATCH (n:L) WHERE n.p > null RETURN n.i ORDER BY n.p LIMIT 3",
	"MATCH (n:L) WHERE n.p = $low RETURN n.i ORDER BY n.p, n.i LIMIT 3",
	"MATCH (n:L) WHERE n.q = null RETURN n.i ORDER BY n.s LIMIT 3",
	"MATCH (n:L) RETURN n.i ORDER BY n.p LIMIT 3 UNION ALL MATCH (n:L) RETURN n.i ORDER BY n.p DESC LIMIT 3",
	"MATCH (n:L) RETURN n.p AS p, count(*) AS c ORDER BY p DESC LIMIT 3",
	"MATCH (n:None) RETURN n.i ORDER BY n.p LIMIT 3",
	"MATCH (n:L&M) WHERE n.p > $low RETURN n.i ORDER BY n.p LIMIT 3",
}

// property is a value of any kind, as a parameter.
func property(random *rand.Rand) any {
	n := random.Int64N(12)
	return []any{
		nil, n, n, n, float64(n) / 2, math.NaN(), fmt.Sprint("text ", n), fmt.Sprint("t", n), "", n%2 == 0, []any{n, int64(1)}, []any{},
		graph.Date(n), time.Unix(n, 0).UTC(), time.Unix(n, 0).In(time.FixedZone("", int(n)*60)), graph.LocalTime(n), graph.Duration{Days: n % 3, Seconds: n},
	}[random.IntN(17)]
}

// TestOrderOfAnIndexIsThatOfASort asks the same of two graphs with the same changes,
// one of which has indexes: before and after a commit, and among changes that are
// undone.
func TestOrderOfAnIndexIsThatOfASort(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 13))
	plain, indexed := embedded.Memory(embedded.Options{}), embedded.Memory(embedded.Options{})
	for _, text := range []string{
		"CREATE INDEX l_p FOR (n:L) ON (n.p)", "CREATE INDEX l_qs FOR (n:L) ON (n.q, n.s)", "CREATE INDEX r_p FOR ()-[r:R]-() ON (r.p)",
		"CREATE CONSTRAINT m_p FOR (n:M) REQUIRE n.i IS UNIQUE",
	} {
		run(t, indexed, text, nil)
	}
	next := 0
	for round := range 14 {
		changes := make([]map[string]any, 3)
		for i := range changes {
			changes[i] = changed(random, &next)
		}
		ask := map[string]any{"low": property(random), "high": property(random), "prefix": []any{"t", "", "text 1", nil, int64(1)}[random.IntN(5)],
			"q": random.Int64N(4), "few": 1 + random.Int64N(9), "n": int64(0)}
		undone := round%4 == 3
		want, got := answers(t, plain, changes, ask, undone), answers(t, indexed, changes, ask, undone)
		for i := range want {
			if want[i] != got[i] {
				t.Fatalf("round %d, %v: %s\ngives %s\nby a sort %s\n%s", round, ask, orderedBy[i%len(orderedBy)], got[i], want[i], plan(t, indexed, orderedBy[i%len(orderedBy)]))
			}
		}
	}
	used := 0
	for _, text := range orderedBy {
		if strings.Contains(planWith(t, indexed, text, map[string]any{"low": 1, "high": 5, "prefix": "t", "q": 1, "few": 3}), "ending order") {
			used++
		}
	}
	if used < 25 {
		t.Errorf("the order of an index is used by %d of %d statements only", used, len(orderedBy))
	}
}

// changed are the parameters of one round of changes: what is new, what gets another
// value, what goes.
func changed(random *rand.Rand, next *int) map[string]any {
	var nodes, edges, set, gone []any
	for range 25 {
		nodes = append(nodes, map[string]any{"i": int64(*next), "p": property(random), "q": random.Int64N(4), "s": []any{nil, "a", "b", "c"}[random.IntN(4)]})
		*next++
	}
	for range 30 {
		edges = append(edges, map[string]any{"a": random.Int64N(int64(*next)), "b": random.Int64N(int64(*next)),
			"props": map[string]any{"i": int64(*next), "p": property(random), "q": random.Int64N(4)}})
		*next++
	}
	for range 8 {
		set = append(set, map[string]any{"i": random.Int64N(int64(*next)), "p": property(random)})
		gone = append(gone, random.Int64N(int64(*next)))
	}
	return map[string]any{"nodes": nodes, "edges": edges, "set": set, "gone": gone[:4]}
}

// answers makes changes, each a statement of one transaction, and asks after each of
// them, and once more when they are committed or undone.
func answers(t *testing.T, s *embedded.Store, changes []map[string]any, params map[string]any, undone bool) (list []string) {
	t.Helper()
	ask := func(tx graph.Tx) {
		for _, text := range orderedBy {
			var rows []string
			_, err := tx.Run(t.Context(), text, params, func(r graph.Row) error {
				rows = append(rows, graph.Text(r.Values))
				return nil
			})
			list = append(list, fmt.Sprint(rows, err))
		}
	}
	regret := fmt.Errorf("undone")
	err := s.Update(t.Context(), func(tx graph.Tx) error {
		list = nil
		for _, c := range changes {
			for _, text := range []string{
				"UNWIND $nodes AS row CREATE (n:L) SET n = row SET n:M",
				"UNWIND $edges AS row MATCH (a:L {i: row.a}), (b:L {i: row.b}) CREATE (a)-[r:R]->(b) SET r = row.props",
				"UNWIND $set AS row MATCH (n:L {i: row.i}) SET n.p = row.p REMOVE n:M",
				"UNWIND $gone AS i MATCH (n:L {i: i}) DETACH DELETE n",
				"UNWIND $gone AS i MATCH ()-[r:R {i: i + 1}]->() DELETE r",
			} {
				if _, err := tx.Run(t.Context(), text, c, nil); err != nil {
					return err
				}
			}
			ask(tx)
		}
		if undone {
			return regret
		}
		return nil
	})
	if err != nil && (!undone || err != regret) {
		t.Fatal(err)
	}
	if err := s.View(t.Context(), func(tx graph.Tx) error { ask(tx); return nil }); err != nil {
		t.Fatal(err)
	}
	return list
}

// TestLimitEndsTheWalk asks for the first rows in the order of an index. A row
// further on would be an error, so nothing reads that far.
func TestLimitEndsTheWalk(t *testing.T) {
	s := embedded.Memory(embedded.Options{})
	run(t, s, "CREATE INDEX FOR (n:L) ON (n.p)", nil)
	run(t, s, "CREATE INDEX FOR ()-[r:R]-() ON (r.p)", nil)
	run(t, s, "UNWIND range(1, 2000) AS i CREATE (n:L {p: i * 7919 % 2000})-[:R {p: -i}]->(n)", nil)
	run(t, s, "MATCH (n:L)-[r]->() SET n.q = n.p - 1000, r.q = r.p + 1000", nil)
	for text, want := range map[string]string{
		"MATCH (n:L) WHERE 5 / n.q < 9 RETURN n.p AS p ORDER BY p SKIP 2 LIMIT 3":                             "[[2] [3] [4]]",
		"MATCH (n:L) WHERE 5 / n.q < 9 RETURN n.p ORDER BY n.p DESC LIMIT 2":                                  "[[1999] [1998]]",
		"MATCH (n:L) WHERE n.p > 10 AND 5 / n.q < 9 RETURN n.p ORDER BY n.p, n.q LIMIT 2":                     "[[11] [12]]",
		"MATCH (a)-[r:R]->(b) WHERE r.p < -1500 AND 5 / r.q < 9 RETURN r.p ORDER BY r.p DESC LIMIT 2":         "[[-1501] [-1502]]",
		"MATCH (n:L) WITH n ORDER BY n.p LIMIT 2 MATCH (n)-[r:R]->() WHERE 5 / n.q < 9 RETURN n.p":            "[[0] [1]]",
		"MATCH (n:L) OPTIONAL MATCH (n)-[r:R]->() WHERE 5 / n.q < 9 RETURN n.p, type(r) ORDER BY n.p LIMIT 1": "[[0 R]]",
	} {
		if got, err := answer(t.Context(), s, text); err != nil || got != want {
			t.Errorf("%s: %s, want %s (%v)", text, got, want, err)
		}
	}
	if _, err := answer(t.Context(), s, "MATCH (n:L) WHERE 5 / n.q < 9 RETURN n.p ORDER BY n.q LIMIT 1"); err == nil {
		t.Error("without an index on q all is read, and 5 / 0 is an error")
	}
}

// TestExplainOrder: the plan says where rows come in the order of an index, and what
// is left to sort.
func TestExplainOrder(t *testing.T) {
	s := embedded.Memory(embedded.Options{})
	run(t, s, "CREATE CONSTRAINT a_id FOR (n:A) REQUIRE n.id IS UNIQUE", nil)
	run(t, s, "CREATE INDEX b_ks FOR (n:B) ON (n.k, n.s)", nil)
	run(t, s, "CREATE INDEX r_key FOR ()-[r:R]-() ON (r.key)", nil)
	run(t, s, "UNWIND range(1, 1000) AS i CREATE (a:A {id: i})-[:R {key: i}]->(:B {k: i % 10, s: i})", nil)
	for _, tt := range []struct {
		cypher string
		want   []string
	}{
		{"MATCH (a:A) WHERE a.id > $after RETURN a ORDER BY a.id LIMIT 5", []string{"NodeIndexSeekByRange [(a:A) by a_id on :A(id), in ascending order] 5", "Limit [LIMIT 5] 5"}},
		{"MATCH (a:A) RETURN a.id AS id ORDER BY id DESC SKIP 3", []string{"NodeIndexScan [(a:A) by a_id on :A(id), in descending order] 1000", "Skip [SKIP 3] 997"}},
		{"MATCH (s)-[r:R]->(t) WHERE r.key > $after RETURN s, r.key AS key ORDER BY key LIMIT $limit",
			[]string{"RelationshipIndexSeekByRange [(s)-[r:R]->(t) by r_key on :R(key), in ascending order] 7", "Limit [LIMIT $`limit`] 7"}},
		{"MATCH (b:B {k: 3}) RETURN b ORDER BY b.s DESC LIMIT 5", []string{"NodeIndexSeekByRange [(b:B) by b_ks on :B(k, s), in descending order] 5", "Limit [LIMIT 5] 5"}},
		{"MATCH (b:B) RETURN b ORDER BY b.k, b.x LIMIT 5", []string{"NodeIndexScan [(b:B) by b_ks on :B(k, s), in ascending order] 5", "PartialTop [b.k, b.x LIMIT 5] 5"}},
		{"MATCH (b:B) RETURN b ORDER BY b.k, b.x", []string{"NodeIndexScan [(b:B) by b_ks on :B(k, s), in ascending order] 1000", "PartialSort [b.k, b.x] 1000"}},
		{"MATCH (b:B) RETURN b ORDER BY b.s LIMIT 5", []string{"NodeByLabelScan [(b:B) by :B] 1000", "Top [b.s LIMIT 5] 5"}},
		{"MATCH (a:A {id: 7})-[r:R]->(b:B) RETURN b ORDER BY b.k LIMIT 5", []string{"NodeUniqueIndexSeek [(a:A) by a_id on :A(id)] 1", "Top [b.k LIMIT 5] 3"}},
		{"UNWIND [1, 2] AS i MATCH (a:A) RETURN a ORDER BY a.id LIMIT 5", []string{"NodeByLabelScan [(a:A) by :A] 2000", "Top [a.id LIMIT 5] 5"}},
	} {
		got := strings.Split(planWith(t, s, tt.cypher, map[string]any{"after": 4, "limit": 7}), "\n")
		for _, line := range tt.want {
			if !slices.Contains(got, line) {
				t.Errorf("%s\nlacks %s:\n%s", tt.cypher, line, strings.Join(got, "\n"))
			}
		}
	}
}
