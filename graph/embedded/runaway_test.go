package embedded_test

import (
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
)

// TestRunawaysEnd runs statements that would take hours or all memory, each with a
// time limit, a memory limit, or both: they end with an error that says which.
func TestRunawaysEnd(t *testing.T) {
	const twice = "UNWIND range(1, 100000) AS i UNWIND range(1, 100000) AS j "
	fill := func(o embedded.Options) *embedded.Store {
		s := embedded.Memory(o)
		run(t, s, "UNWIND range(1, 40) AS i CREATE (:N {i: i, text: 'node number ' + toString(i)})", nil)
		run(t, s, "MATCH (a:N), (b:N) WHERE a <> b CREATE (a)-[:TO {w: a.i * b.i}]->(b)", nil)
		run(t, s, "CREATE (:Far {i: 0})", nil)
		run(t, s, "CREATE FULLTEXT INDEX words FOR (n:N) ON EACH [n.text]", nil)
		return s
	}
	timed := fill(embedded.Options{Timeout: 200 * time.Millisecond})
	small := fill(embedded.Options{MaxMemory: 4 << 20})
	few := fill(embedded.Options{MaxRows: 1000})
	for _, c := range []struct {
		s    *embedded.Store
		text string
	}{
		{timed, "UNWIND range(1, 100000) AS i UNWIND range(1, 100000) AS j WITH i WHERE i < 0 RETURN i"},
		{timed, "UNWIND range(1, 100000) AS i UNWIND range(1, 100000) AS j RETURN sum(i * j)"},
		{timed, "MATCH (a:N), (b:N), (c:N), (d:N), (e:N), (f:N) RETURN count(*)"},
		{timed, "MATCH p = (a:N {i: 1})-[:TO*]->(b:Far) RETURN p"},
		{timed, "MATCH (a:N {i: 1})-[:TO*1..12]->(b:N {i: 2}) RETURN count(*)"},
		{timed, "MATCH (a:N {i: 1}) ((x)-[:TO]->(y)){1,12} (b:N {i: 2}) RETURN count(*)"},
		{timed, "MATCH (a:N {i: 1}) ((x)-[:TO]->(y) WHERE x.i < 1000)+ (b:Far) RETURN count(*)"},
		{timed, "MATCH (a:N {i: 1}), (b:Far) MATCH p = shortestPath((a)-[*..15]-(b)) WHERE all(n IN nodes(p) WHERE all(x IN range(1, 1000000) WHERE x > 0)) RETURN p"},
		{timed, "MATCH (a:N {i: 1}), (b:N {i: 2}) MATCH p = shortestPath((a)-[:TO*]->(b)) WHERE length(p) > 15 RETURN p"},
		{timed, "MATCH (a:N {i: 1}), (b:N {i: 2}) MATCH p = allShortestPaths((a)-[:TO*]->(b)) WHERE reduce(s = 0, r IN relationships(p) | s + r.w) < 0 RETURN p"},
		{timed, "RETURN size([x IN range(1, 100000) WHERE any(y IN range(1, 100000) WHERE x + y < 0)]) AS n"},
		{timed, "RETURN all(x IN range(1, 100000) WHERE none(y IN range(1, 100000) WHERE x + y < 0)) AS n"},
		{timed, "RETURN reduce(s = 0, x IN range(1, 100000) | s + reduce(t = 0, y IN range(1, 100000) | t + y)) AS n"},
		{timed, "MATCH (a:N) WHERE EXISTS { MATCH (a)-[:TO*8..9]->(:Far) } RETURN a"},
		{timed, "MATCH (a:N) RETURN COUNT { (a)-[:TO*8]->() } AS n"},
		{timed, "UNWIND range(1, 1000000) AS i CALL (i) { UNWIND range(1, 1000000) AS j RETURN max(j) AS m } RETURN sum(m)"},
		{timed, "UNWIND range(1, 1000000) AS i MATCH (n:N) WHERE n.text =~ '(.*o.*)+e.*x' RETURN count(*)"},
		{timed, "UNWIND range(1, 1000000) AS i CALL db.index.fulltext.queryNodes('words', 'number~ node*') YIELD node RETURN count(*)"},

		{small, "RETURN [x IN range(1, 1000000000) | x] AS list"},
		{small, twice + "RETURN collect(i + j)"},
		{small, twice + "RETURN count(DISTINCT i * 100000 + j)"},
		{small, twice + "WITH i, j ORDER BY i + j RETURN count(*)"},
		{small, twice + "WITH DISTINCT i, j RETURN count(*)"},
		{small, twice + "RETURN i, j, count(*)"},
		{small, twice + "RETURN percentileDisc(i + j, 0.5)"},
		{small, twice + "WITH collect([i, j]) AS list RETURN size(list)"},
		{small, twice + "RETURN i * 100000 + j AS i UNION UNWIND range(1, 100000) AS i RETURN i"},
		{small, "MATCH (a:N), (b:N), (c:N), (d:N) RETURN collect(a)"},
		{small, "MATCH p = (:N)-[:TO*3]->() RETURN collect(p)"},
		{small, "MATCH (a:N) ((x)-[r:TO]->(y)){4} (b) RETURN collect([x, r, y])"},
		{small, "MATCH p = (:N)-[:TO*2]->() WITH collect(p) AS all UNWIND range(1, 1000) AS i RETURN collect([i, all])"},
		{small, "RETURN [x IN range(1, 10000) | [y IN range(1, 10000) | x * y]] AS list"},
		{small, "RETURN reduce(s = 'a', x IN range(1, 100) | s + s) AS text"},
		{small, "RETURN reduce(s = 'a', x IN range(1, 100000) | s + 'bcdefgh' + s) AS text"},
		{small, "RETURN reduce(s = 'xx', i IN range(1, 60) | replace(s, 'x', s)) AS text"},
		{small, "RETURN reduce(s = [], x IN range(1, 100000) | s + [range(1, 1000)]) AS list"},
		{small, "RETURN reduce(s = [], x IN range(1, 10000) | s + ('text number ' + toString(x) + reduce(t = 'x', i IN range(1, 12) | t + t))) AS list"},
		{small, "RETURN split(reduce(s = 'a', x IN range(1, 20) | s + s), '') AS list"},
		{small, "RETURN size(split(reduce(s = 'a;', x IN range(1, 17) | s + s), [',', ';'])) AS n"},
		{small, "MATCH (a:N {i: 1}) RETURN [(a)-[:TO*4]->(b) | b.text] AS list"},
		{small, "MATCH (a:N {i: 1}) RETURN COLLECT { MATCH (a)-[:TO*4]->(b) RETURN b.text } AS list"},

		{few, "UNWIND range(1, 100000) AS i RETURN i"},
		{few, "MATCH (a:N), (b:N) RETURN a, b"},
		{few, "UNWIND range(1, 600) AS i RETURN i UNION ALL UNWIND range(1, 600) AS i RETURN i"},
	} {
		if testing.Short() && c.s != few {
			continue
		}
		want, says := graph.TooLarge, "hold more than"
		switch c.s {
		case timed:
			want, says = graph.TimedOut, "longer than it was allowed"
		case few:
			says = "more than 1000 rows"
		}
		_, err := ask(t.Context(), c.s, c.text, nil)
		if graph.FailureOf(err) != want || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", c.text, err)
		}
	}
}
