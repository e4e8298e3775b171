package embedded_test

import (
	"context"
	"errors"
	"fmt"
	"runtime/metrics"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
)

// errOver is the error of a context that has ended.
var errOver = errors.New("the context is over")

// ending is a context that ends after it has been asked so many times. It notes what
// is done between two looks at it.
type ending struct {
	context.Context
	left    int
	after   int    // how often it was asked after its end
	before  uint64 // bytes allocated by the look before
	between uint64 // the most bytes allocated between two looks
}

func (e *ending) Err() error {
	now := allocated()
	if e.before > 0 {
		e.between = max(e.between, now-e.before)
	}
	e.before = now
	if e.left--; e.left >= 0 {
		return nil
	}
	e.after++
	return errOver
}

// allocated is how many bytes this process has ever allocated.
func allocated() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// hostileMemory is how much a statement may hold.
const hostileMemory = 32 << 20

// hostileStore has a graph in which there is much to find.
func hostileStore(t testing.TB) *embedded.Store {
	s := embedded.Memory(embedded.Options{MaxMemory: hostileMemory})
	run(t, s, "UNWIND range(1, 40) AS i CREATE (:N {i: i, text: 'node number ' + toString(i), tags: ['a', 'b', toString(i)]})", nil)
	run(t, s, "MATCH (a:N), (b:N) WHERE a <> b CREATE (a)-[:TO {w: a.i * b.i}]->(b)", nil)
	run(t, s, "UNWIND range(1, 3000) AS i CREATE (:Chain {i: i})", nil)
	run(t, s, "MATCH (a:Chain), (b:Chain) WHERE b.i = a.i + 1 CREATE (a)-[:NEXT]->(b)", nil)
	run(t, s, "CREATE INDEX n_i FOR (n:N) ON (n.i)", nil)
	run(t, s, "CREATE FULLTEXT INDEX words FOR (n:N) ON EACH [n.text]", nil)
	return s
}

// endless are statements that would go on for hours.
var endless = []string{
	// steps that copy
	"RETURN size(reduce(l = range(1, 100000), x IN range(1, 1000000) | l[1..] + [x]))",
	"RETURN size(reduce(l = range(1, 100000), x IN range(1, 1000000) | tail(l) + x))",
	"RETURN size(reduce(l = range(1, 100000), x IN range(1, 1000000) | reverse(l)))",
	"RETURN size(reduce(l = range(1, 100000), x IN range(1, 1000000) | [x] + l[..-1]))",
	"RETURN size(reduce(l = range(1, 100000), x IN range(1, 1000000) | [y IN l | y + 1]))",
	"RETURN size(reduce(l = [], x IN range(1, 1000000) | CASE WHEN size(l) > 1000 THEN [] ELSE l + [x] END))",
	"RETURN size(reduce(s = reduce(t = 'ab', i IN range(1, 20) | t + t), x IN range(1, 1000000) | reverse(s)))",
	"RETURN size(reduce(s = reduce(t = 'ab', i IN range(1, 20) | t + t), x IN range(1, 1000000) | toUpper(toLower(s))))",
	"RETURN size(reduce(s = reduce(t = 'ab', i IN range(1, 20) | t + t), x IN range(1, 1000000) | replace(replace(s, 'a', 'c'), 'c', 'a')))",
	"RETURN size(reduce(s = reduce(t = 'ab', i IN range(1, 20) | t + t), x IN range(1, 1000000) | substring(s, 1) + 'x'))",
	"RETURN size(reduce(s = reduce(t = 'ab', i IN range(1, 20) | t + t), x IN range(1, 1000000) | trim(' ' + s)))",
	"RETURN reduce(n = 0, x IN range(1, 10000000) | n + size(split(reduce(t = 'a,', i IN range(1, 14) | t + t), ',')))",
	"WITH reduce(t = 'ab', i IN range(1, 20) | t + t) AS s UNWIND range(1, 10000000) AS x RETURN sum(size(s + 'x'))",
	"WITH range(1, 100000) AS l UNWIND range(1, 10000000) AS x RETURN sum(size(l || [x]))",
	"WITH range(1, 100000) AS l UNWIND range(1, 10000000) AS x WITH [l, x] + l AS m RETURN max(size(m))",
	"WITH range(1, 100000) AS l UNWIND range(1, 10000000) AS x RETURN count([toStringList(l), x])",
	"UNWIND range(1, 10000000) AS x WITH range(1, 100000) AS l RETURN sum(size(l))",
	"UNWIND range(1, 10000000) AS x RETURN sum(size([y IN range(1, 100000) | {a: y, b: [y]}]))",
	"UNWIND range(1, 10000000) AS x RETURN sum(size(keys({a: x, b: properties({c: x})})))",
	"MATCH (n:N) UNWIND range(1, 10000000) AS x RETURN sum(size(keys(n)) + size(keys(properties(n))) + x + size(labels(n)))",
	"MATCH (n:N) UNWIND range(1, 10000000) AS x RETURN sum(size(keys(n {.*, x: x, y: [x]})))",

	// steps that compare
	"WITH range(1, 100000) AS l UNWIND range(1, 10000000) AS x RETURN sum(CASE WHEN l = range(1, 100000) THEN 1 ELSE 0 END)",
	"WITH range(1, 100000) AS l, range(1, 100000) AS m UNWIND range(1, 10000000) AS x WITH x WHERE l < m RETURN count(*)",
	"WITH range(1, 100000) AS l UNWIND range(1, 10000000) AS x RETURN count(DISTINCT l)",
	"WITH range(1, 100000) AS l UNWIND range(1, 10000000) AS x WITH DISTINCT l, 1 AS one RETURN count(*)",
	"WITH range(1, 100000) AS l UNWIND range(1, 10000000) AS x RETURN l, count(*)",
	"WITH range(1, 100000) AS l UNWIND range(1, 10000000) AS x RETURN max([l, x])[1]",
	"WITH range(1, 100000) AS l UNWIND range(1, 10000000) AS x RETURN sum(CASE WHEN -x IN l THEN 1 ELSE 0 END)",
	"WITH range(1, 100000) AS l UNWIND range(1, 10000000) AS x RETURN max(valueType(l) + toString(x))",
	"WITH [x IN range(1, 100000) | [x]] AS l UNWIND range(1, 10000000) AS x RETURN max(valueType(l) + toString(x))",
	"WITH reduce(t = 'ab', i IN range(1, 20) | t + t) AS s UNWIND range(1, 10000000) AS x RETURN sum(CASE WHEN s + 'x' = s + 'y' THEN 1 ELSE 0 END)",
	"WITH reduce(t = 'ab', i IN range(1, 20) | t + t) AS s UNWIND range(1, 10000000) AS x RETURN sum(CASE WHEN s CONTAINS 'ba' + toString(x) THEN 1 ELSE 0 END)",
	"WITH reduce(t = 'ab', i IN range(1, 20) | t + t) AS s UNWIND range(1, 10000000) AS x RETURN sum(CASE WHEN s =~ '(a|b|ab)*(aa|bb){1,300}c' THEN 1 ELSE 0 END)",
	"UNWIND range(1, 10000000) AS x RETURN sum(CASE WHEN 'aaaaaaaaaaaaaaaaaaaaaaaa' =~ '(a{1,30}){1,30}' + toString(x) THEN 1 ELSE 0 END)",
	"WITH reduce(m = {a: 1}, x IN range(1, 60) | {a: m, b: m}) AS m RETURN m = m",
	"WITH reduce(m = [1], x IN range(1, 60) | [m, m]) AS m RETURN m < m",
	"WITH reduce(m = [1], x IN range(1, 60) | [m, m]) AS m UNWIND [m, m] AS n RETURN count(DISTINCT n)",
	"WITH reduce(m = [1], x IN range(1, 60) | [m, m]) AS m UNWIND [m, m] AS n WITH n ORDER BY n RETURN count(*)",
	"WITH reduce(m = [1], x IN range(1, 60) | [m, m]) AS m RETURN valueType(m)",
	"WITH reduce(m = [1], x IN range(1, 60) | [m, m]) AS m RETURN m IN [m, m]",

	// rows without end
	"UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN sum(a + b)",
	"UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a WHERE a < 0 RETURN a",
	"UNWIND range(1, 1000000) AS a CALL (a) { UNWIND range(1, 1000000) AS b RETURN max(b) AS m } RETURN sum(m)",
	"UNWIND range(1, 1000000) AS a RETURN sum(COUNT { UNWIND range(1, 1000000) AS b WITH b WHERE b > a RETURN b })",
	"UNWIND range(1, 1000000) AS a WITH a WHERE EXISTS { UNWIND range(1, 1000000) AS b WITH b WHERE b < 0 RETURN b } RETURN a",
	"UNWIND range(1, 1000000) AS a RETURN sum(size(COLLECT { UNWIND range(1, 100000) AS b WITH b WHERE b % 1000 = 0 RETURN COUNT { UNWIND range(1, b) AS c WITH c WHERE c < 0 RETURN c } }))",
	"UNWIND range(1, 1000000000) AS a RETURN stDev(a), avg(a)",
	"UNWIND range(1, 1000000000) AS a RETURN max(date('2020-01-01') + duration({months: a % 1000}) - duration({days: a % 999}))",
	"UNWIND range(1, 1000000000) AS a RETURN sum(duration.inSeconds(datetime('2020-01-01T00:00'), datetime('2021-01-01T00:00') + duration({seconds: a % 1000})))",
	"RETURN all(a IN range(1, 1000000) WHERE none(b IN range(1, 1000000) WHERE a + b < 0))",
	"RETURN size([a IN range(1, 1000000) WHERE single(b IN range(1, 1000000) WHERE b = a) AND any(b IN range(1, 1000000) WHERE b < 0) | a])",
	"UNWIND range(1, 100000000) AS a WITH a ORDER BY a % 1000 LIMIT 3 RETURN a",

	// patterns
	"MATCH (a:N), (b:N), (c:N), (d:N), (e:N), (f:N) RETURN count(*), max(a.i + f.i)",
	"MATCH (a), (b), (c), (d) WHERE a.i + b.i + c.i + d.i < 0 RETURN a",
	"MATCH p = (a:N {i: 1})-[:TO*]->(b) WHERE b.i < 0 RETURN p",
	"MATCH (a:N {i: 1}) ((x)-[:TO]->(y)){1,12} (b:N {i: 2}) RETURN count(*)",
	"MATCH (a:N {i: 1}), (b:N {i: 2}) MATCH p = shortestPath((a)-[:TO*]->(b)) WHERE length(p) > 15 RETURN p",
	"MATCH (a:N {i: 1}), (b:N {i: 2}) MATCH p = allShortestPaths((a)-[:TO*]->(b)) WHERE reduce(s = 0, r IN relationships(p) | s + r.w) < 0 RETURN p",
	"UNWIND range(1, 1000000) AS x MATCH p = shortestPath((a:Chain {i: 1})-[:NEXT*]->(b:Chain {i: 3000})) RETURN sum(length(p))",
	"MATCH p = (a:Chain)-[:NEXT*]->(b:Chain) RETURN sum(size(nodes(p)) + size(relationships(p)))",
	"MATCH (a:Chain)-[r:NEXT*]->(b:Chain) UNWIND range(1, 1000) AS x MATCH (a)-[r*]->(c) RETURN count(c)",
	"MATCH (a:N) RETURN size([(a)-[:TO*6]->(b) WHERE b.i < 0 | b.text])",
	"MATCH (a:N) WHERE (a)-[:TO*8..9]->(:Chain) RETURN a",
	"MATCH (a:N)" + strings.Repeat("-[:TO]->(:N)", 60) + " RETURN count(*)",
	"MATCH (a)" + strings.Repeat("--()", 5000) + " RETURN count(*), max(a.i)",
	"UNWIND range(1, 100000) AS x CALL db.index.fulltext.queryNodes('words', '" + strings.Repeat("node* OR number~ ", 400) + "') YIELD node RETURN count(node)",
	"UNWIND range(1, 100000) AS x CALL db.index.fulltext.queryNodes('words', '\"" + strings.Repeat("node number ", 1000) + "\"') YIELD node RETURN count(node)",
}

// TestEndlessStatementsEnd ends the context of each statement after some looks at
// it: the statement ends with it, does nothing more, and never does much between
// two looks.
func TestEndlessStatementsEnd(t *testing.T) {
	s := hostileStore(t)
	for _, text := range endless {
		for _, explain := range []string{"", "EXPLAIN "} {
			for _, looks := range []int{1, 60} {
				ctx := &ending{Context: t.Context(), left: looks}
				_, err := ask(ctx, s, explain+text, nil)
				if explain == "" && !errors.Is(err, errOver) || err != nil && !errors.Is(err, errOver) {
					t.Errorf("%.200s after %d looks: %v", explain+text, looks, err)
				}
				if ctx.after > 2 {
					t.Errorf("%.200s: asked %d times after the end", explain+text, ctx.after)
				}
				if ctx.between > hostileMemory {
					t.Errorf("%.200s: %d bytes between two looks", explain+text, ctx.between)
				}
			}
		}
	}
}

// long are statements that take long to read, check or plan, and how often the
// context is asked at least until that is done.
var long = []struct {
	text  string
	looks int
}{
	{"MATCH ()" + strings.Repeat("--()", 800) + " RETURN 1", 10},
	{"MATCH ()" + strings.Repeat("--()", 5000) + " RETURN 1", 60},
	{"MATCH (a)" + strings.Repeat(", (a)-->()", 5000) + " RETURN 1", 60},
	{"MATCH (a0 {x: 1})" + numbered(3000, "-->(a%d {x: a0.y})") + " WHERE a1.z = a2.z RETURN a1", 60},
	{"RETURN 1 AS x" + strings.Repeat(" UNION ALL RETURN 1 AS x", 20000), 100},
	{"RETURN 1 AS x" + strings.Repeat(" UNION RETURN 2 AS x", 20000), 100},
	{"RETURN true" + strings.Repeat(" AND true", 9000), 20},
	{"MATCH (n) WHERE n.i = 1" + strings.Repeat(" OR n.i = 2", 9000) + " RETURN n", 20},
	{"RETURN 1 IN [1" + strings.Repeat(", 1", 200000) + "]", 200},
	{"RETURN [0" + strings.Repeat(", {a: [1, 2]}", 50000) + "]", 200},
	{"RETURN " + strings.Repeat("(", 250) + "1" + strings.Repeat(")", 250) + strings.Repeat(" + 1", 9000), 20},
	{"RETURN " + strings.Repeat("[", 250) + "1" + strings.Repeat("]", 250) + strings.Repeat(" + 1", 9000), 20},
	{"RETURN " + strings.Repeat("CASE WHEN true THEN ", 200) + "1" + strings.Repeat(" END", 200) + strings.Repeat(" + 1", 9000), 20},
	{"MATCH (n) RETURN n.a" + strings.Repeat(" + n.a", 9000) + " + count(*)", 20},
	{"WITH 1 AS a0" + numbered(2000, " WITH *, 1 AS a%d") + " RETURN *", 100},
	{"MATCH (a0)" + numbered(3000, " MATCH (a%d)") + " RETURN a0", 100},
	{"MATCH (n) WHERE " + strings.Repeat("n.i = COUNT { MATCH (n) WHERE ", 60) + "true" + strings.Repeat(" }", 60) + " RETURN n", 1},
	{"MATCH (n) WHERE " + strings.Repeat("EXISTS { MATCH (n)-->(m) WHERE ", 60) + "true" + strings.Repeat(" }", 60) + " RETURN n", 1},
	{"RETURN " + strings.Repeat("[x IN ", 200) + "[1]" + strings.Repeat(" | x]", 200) + strings.Repeat(" + 1", 9000), 20},
	{"UNWIND [1] AS x " + strings.Repeat("CALL (x) { ", 100) + "RETURN x AS y" + strings.Repeat(" } RETURN y", 99) + " } RETURN 1" + strings.Repeat(" + 1", 9000), 10},
}

// numbered is a format once for each number.
func numbered(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i+1)
	}
	return b.String()
}

// TestLongStatementsEnd ends the context while a statement is read and planned.
func TestLongStatementsEnd(t *testing.T) {
	for i, c := range long {
		for _, looks := range []int{1, c.looks / 2} {
			s := hostileStore(t) // which knows no plans yet
			ctx := &ending{Context: t.Context(), left: looks + 1}
			_, err := ask(ctx, s, "EXPLAIN "+c.text, nil)
			if !errors.Is(err, errOver) && c.looks > 1 {
				t.Errorf("%d: %.100s after %d looks: %v", i, c.text, looks, err)
			}
			if ctx.after > 2 {
				t.Errorf("%d: %.100s: asked %d times after the end", i, c.text, ctx.after)
			}
		}
	}
}

// TestTooLongStatements are refused where they become too long or too deep.
func TestTooLongStatements(t *testing.T) {
	s := embedded.Memory(embedded.Options{})
	for _, c := range []struct{ text, want string }{
		{"RETURN\n '" + strings.Repeat("x", 1<<20) + "'", "2:1048570: the statement goes on here after 1048576 bytes"},
		{"RETURN 1" + strings.Repeat("+1", 10001), "1:20009: more than 10000 parts in a row"},
		{"RETURN 1\nAND " + strings.Repeat("1 = 1 OR ", 10001) + "true", "2:90011: more than 10000 parts in a row"},
		{"MATCH (a)" + strings.Repeat("--()", 10001) + " RETURN a", "more than 10000 parts in a row"},
		{"RETURN a" + strings.Repeat(".b", 10001), "more than 10000 parts in a row"},
		{"MATCH (a:A" + strings.Repeat("&A", 10001) + ") RETURN a", "more than 10000 parts in a row"},
		{"RETURN " + strings.Repeat("(", 301) + "1" + strings.Repeat(")", 301), "1:307: nested deeper than 300 levels"},
		{"RETURN " + strings.Repeat("[", 100000), "1:8: this [ is never closed"},
		{"RETURN " + strings.Repeat("NOT ", 301) + "true", "nested deeper than 300 levels"},
		{"MATCH (n) WHERE " + strings.Repeat("EXISTS { MATCH (n) WHERE ", 301) + "true" + strings.Repeat("}", 301) + " RETURN n", "nested deeper than 300 levels"},
	} {
		_, err := ask(t.Context(), s, c.text, nil)
		if graph.FailureOf(err) != graph.Invalid || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.60s…: %v, want %s", c.text, err, c.want)
		}
	}
}

// TestLargeStatementsAreRefused run out of memory before they take it.
func TestLargeStatementsAreRefused(t *testing.T) {
	s := hostileStore(t)
	const many, holds = "UNWIND range(1, 1000000) AS i ", "would hold more than 33554432 bytes: make it return, collect or sort less"
	for _, c := range []struct{ text, want string }{
		{"RETURN reduce(m = {a: 1}, x IN range(1, 18) | {a: m, b: m})", "too large to be written out"},
		{"RETURN reduce(m = [1], x IN range(1, 60) | [m, m])", "too large to be written out"},
		{"RETURN reduce(m = [1], x IN range(1, 900) | [m, m])", "too large to be written out"},
		{"WITH {a: 1} AS m" + strings.Repeat(" WITH {a: m, b: m} AS m", 60) + " RETURN m", "too large to be written out"},
		{"WITH range(1, 100000) AS l RETURN [x IN range(1, 1000) | l]", "too large to be written out"},
		{"WITH reduce(t = 'ab', i IN range(1, 20) | t + t) AS s RETURN [s, s, s, s, s]", "too large to be written out"},
		{"RETURN reduce(m = [1], x IN range(1, 5000) | [m, m])", "nested more than 1000 deep"},
		{"RETURN reduce(m = [1], x IN range(1, 5000) | {a: m})", "nested more than 1000 deep"},
		{"RETURN size([range(1, 1000000), range(1, 1000000)])", holds},
		{"WITH range(1, 1000000) AS a, range(1, 1000000) AS b RETURN size(a) + size(b)", holds},
		{"WITH range(1, 1000000) AS a WITH a, range(1, 1000000) AS b RETURN size(a) + size(b)", holds},
		{many + "WITH i, range(1, 1000) AS l ORDER BY i RETURN sum(size(l))", holds},
		{many + "WITH i, range(1, 1000) AS l RETURN count(collect(l))", "aggregate"},
		{many + "WITH i, range(1, 1000) AS l WITH collect(l) AS all RETURN size(all)", holds},
		{many + "WITH i, collect(range(1, 1000)) AS l RETURN sum(size(l))", holds},
		{many + "WITH i, max(range(1, 1000)) AS l RETURN sum(size(l))", holds},
		{many + "RETURN size(COLLECT { UNWIND range(1, 1000000) AS j RETURN range(1, j) })", holds},
		{many + "RETURN count(DISTINCT range(1, i))", holds},
		{many + "WITH DISTINCT i, range(1, i % 1000) AS l RETURN l, collect(i)", holds},
		{many + "WITH toString(i) + ' ' AS s WITH collect(s + s) AS all RETURN size(all)", holds},
		{"RETURN size([x IN range(1, 1000000000) | x])", holds},
		{"RETURN size([x IN range(1, 1000000) | {x: x}])", holds},
		{"MATCH p = (:N)-[:TO*3]->() RETURN count(*), size(collect(p))", holds},
		{"MATCH (a:N)-[:TO]->(b)-[:TO]->(c)-[:TO]->(d) RETURN size(collect([a, b, c, d]))", holds},
		{"RETURN reduce(s = 'a', x IN range(1, 100000) | s + s)", holds},
		{"RETURN size(reduce(s = 'xx', i IN range(1, 60) | replace(s, 'x', s)))", holds},
		{"RETURN size(split(reduce(s = 'a', x IN range(1, 22) | s + s), ''))", holds},
		{"RETURN 'a' =~ '((a{100}){100}){100}'", "invalid repeat count"},
		{"RETURN 'a' =~ '(a{999}){1}(b{999}){1}" + strings.Repeat("(c{999})", 30) + "'", "too large"},
		{"CALL db.index.fulltext.queryNodes('words', '" + strings.Repeat("node ", 2000) + "') YIELD node RETURN count(node)", "more than 1024 words"},
	} {
		_, err := ask(t.Context(), s, c.text, nil)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.200s: %v, want %s", c.text, err, c.want)
		}
	}
}

// TestGarbageIsNotHeld: what a statement makes and lets go again does not count.
func TestGarbageIsNotHeld(t *testing.T) {
	s := hostileStore(t)
	const many = "UNWIND range(1, 2000) AS i "
	for _, text := range []string{
		many + "RETURN sum(size(range(1, 1000))) AS n",
		many + "WITH range(1, 1000) AS l RETURN sum(size(l)) AS n",
		many + "WITH i, range(1, 1000) AS l WITH size(l) AS n RETURN sum(n) AS n",
		many + "WITH size(range(1, 1000)) AS n WITH collect(n) AS all RETURN reduce(s = 0, n IN all | s + n) AS n",
		many + "WITH i WHERE size(range(1, 1000)) > 0 RETURN 1000 * count(*) AS n",
		many + "CALL (i) { WITH range(1, 1000) AS l RETURN size(l) AS n } RETURN sum(n) AS n",
		many + "CALL (i) { UNWIND range(1, 1000) AS j RETURN collect(j) AS l } RETURN sum(size(l)) AS n",
		many + "RETURN sum(size(COLLECT { UNWIND range(1, 1000) AS j RETURN j })) AS n",
		many + "WITH i % 10 AS k, range(1, 1000) AS l ORDER BY k, size(l) LIMIT 5 RETURN 400 * sum(size(l)) AS n",
		"RETURN 4 * size(reduce(l = range(1, 500000), x IN range(1, 50) | l[1..] + [x])) AS n",
		"RETURN reduce(n = 0, x IN range(1, 2000) | n + size(range(1, 1000))) AS n",
		"RETURN size(reduce(l = [], x IN range(1, 5000) | [x] + l[..1000])) * 1998 + 2 AS n",
		"RETURN size([x IN range(1, 2000) WHERE size(range(1, 1000)) > 0 | size(toString(x) + 'abc')]) * 1000 AS n",
		"WITH range(1, 500000) AS l UNWIND range(1, 4) AS i WITH l, i ORDER BY i RETURN sum(size(l)) AS n",
		"WITH range(1, 500000) AS l UNWIND range(1, 4) AS i WITH collect(l) AS all RETURN reduce(n = 0, l IN all | n + size(l)) AS n",
		"MATCH p = (:N)-[:TO*2]->(:N) WITH 2000000 / 59280 AS each, length(p) AS n RETURN 2000000 + 0 * sum(n * each) AS n",
	} {
		rows, err := ask(t.Context(), s, text, nil)
		if err != nil || len(rows) != 1 || rows[0][0] != int64(2_000_000) {
			t.Errorf("%s: %v, %v", text, rows, err)
		}
	}
}

// TestRangesAreNotMade: a range that is only gone through takes no memory.
func TestRangesAreNotMade(t *testing.T) {
	s := embedded.Memory(embedded.Options{MaxMemory: 1 << 20})
	for _, c := range []struct{ text, want string }{
		{"UNWIND range(1, 1000000000) AS x RETURN count(x)", "[[1000000000]]"},
		{"UNWIND range(1, 1000000000) AS x RETURN count(*)", "[[1000000000]]"},
		{"UNWIND [1, 2, 3] AS y UNWIND range(y, 1000000000, y) AS x RETURN y, count(x) ORDER BY y", "[[1 1000000000] [2 500000000] [3 333333333]]"},
		{"UNWIND range(1, 1000000) AS x RETURN count(x), sum(x), max(x)", "[[1000000 500000500000 1000000]]"},
		{"UNWIND range(1000000, 1, -3) AS x RETURN count(DISTINCT x % 7), min(x)", "[[7 1]]"},
		{"UNWIND range(1, 9223372036854775807) AS x WITH x LIMIT 3 RETURN collect(x)", "[[[1 2 3]]]"},
		{"UNWIND range(1, 0) AS x RETURN count(x)", "[[0]]"},
		{"RETURN 5 IN range(1, 1000000000), 6 IN range(1, 1000000000, 2), 7.0 IN range(1, 9223372036854775807), 7.5 IN range(1, 10)", "[[true false true false]]"},
		{"RETURN null IN range(1, 10), null IN range(1, 0), 'a' IN range(1, 10), 3 IN range(9, 0, -3), 4 IN range(9, 0, -3), -9223372036854775807 IN range(1, 5)", "[[<nil> false false true false false]]"},
		{"RETURN reduce(n = 0, x IN range(1, 1000000) | n + x)", "[[500000500000]]"},
		{"RETURN all(x IN range(1, 1000000) WHERE x > 0), none(x IN range(1, 1000000) WHERE x > 0), any(x IN range(1, 1000000) WHERE x = 77), single(x IN range(1, 1000000) WHERE x = 77)", "[[true false true true]]"},
		{"RETURN [x IN range(1, 1000000) WHERE x % 250000 = 0 | x + 1]", "[[[250001 500001 750001 1000001]]]"},
		{"WITH range(1, 3) AS l UNWIND l AS x UNWIND range(x, 3) AS y RETURN collect(x * 10 + y)", "[[[11 12 13 22 23 33]]]"},
	} {
		rows, err := ask(t.Context(), s, c.text, nil)
		if got := fmt.Sprint(rows); err != nil || got != c.want {
			t.Errorf("%s: %s, %v, want %s", c.text, got, err, c.want)
		}
	}
	for _, c := range []struct{ text, want string }{
		{"UNWIND range(1, null) AS x RETURN x", "1:8: range() needs integers, not null"},
		{"RETURN 1 IN range(1, 'a')", "1:13: range() needs integers, not a string"},
		{"RETURN [x IN range(1, 2, 0) | x]", "1:14: the step of range() must not be 0"},
	} {
		if _, err := ask(t.Context(), s, c.text, nil); err == nil || err.Error() != c.want {
			t.Errorf("%s: %v, want %s", c.text, err, c.want)
		}
	}
}
