package syntax

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph/embedded/tck"
)

// statements are read, printed and read again.
var statements = []string{
	"MATCH (n) RETURN n",
	"MATCH (n:A:B {k: 1})-[r:T|U*1..3 {x: $p}]->(m:C&!D|%) WHERE n.a < m.b <= 3 RETURN DISTINCT n.a AS x, count(*) ORDER BY x DESC SKIP 1 LIMIT $l",
	"OPTIONAL MATCH p = shortestPath((a)-[*..6]-(b)) RETURN p, length(p)",
	"MATCH p = allShortestPaths((a:P {id: 1})-[*..4]-(b)) RETURN count(p)",
	"MATCH (s:P {id: 'p1'}) ((a)-[r:T]->(b) WHERE a.x < b.x){1,2} (t:P) RETURN t.id, r",
	"MATCH (a)-[:T]->+(b)<-[:U]-{2,}(c) RETURN a",
	"MATCH ((a)-->(b))* RETURN a",
	"UNWIND $rows AS row MERGE (e:E {id: row.id}) ON CREATE SET e.n = 1, e += row.p ON MATCH SET e:K:L RETURN e",
	"MATCH (n) SET n = {a: 1}, n.b[0] = 2, n['k'] = null REMOVE n.x, n:A:B",
	"MATCH (a) FOREACH (x IN [1, 2] | CREATE (:T {v: x}) FOREACH (y IN [x] | SET a.y = y))",
	"CALL { MATCH (n) RETURN n UNION ALL MATCH (m) RETURN m AS n } RETURN n",
	"MATCH (p) CALL (p) { MATCH (p)-->(x) RETURN x.name AS n LIMIT 1 } RETURN n",
	"MATCH (p) CALL (*) { RETURN 1 AS one } CALL () { RETURN 2 AS two } RETURN one, two",
	"CALL db.index.fulltext.queryNodes('names', $q) YIELD node AS n, score WHERE score > 0 RETURN n.id",
	"MATCH (p) WHERE EXISTS { (p)-[:L]->() WHERE p.x = 1 } AND COUNT { (p)--() } > 2 RETURN COLLECT { MATCH (p)-->(q) RETURN q.id }",
	"MATCH (p) WHERE (p)-[:A]->(:E) AND NOT (p)<-[:L]-() RETURN [(p)-[:L]->(o) WHERE o.x:A | o.name], size([x IN p.l WHERE x:A|B | x + 1])",
	"RETURN all(x IN [1] WHERE x > 0), any(x IN [] WHERE true), none(x IN $l WHERE x IS NULL), single(x IN [1] WHERE x IS NOT NULL), reduce(s = 0, x IN [1, 2] | s + x)",
	"RETURN CASE WHEN 1 = 1 THEN 'a' ELSE 'b' END, CASE 1 WHEN 2 THEN 3 END, [1, 2][0], [1, 2, 3][1..], {a: 1, `b c`: [2]}.a",
	"MATCH (p) RETURN p {.id, .*, p, x: 1 + 2}, p.`odd key`, `odd var`",
	"RETURN NOT a AND b OR c XOR d, NOT (a AND b), -(5), - -5, -x ^ 2, (1 + 2) * 3, 1 - (2 - 3), 2 ^ 3 ^ 2, 'a' STARTS WITH 'b', 'x' =~ '.*', 1 IN [1], [(1 IN [1])], a || b",
	"RETURN 1.0, 1e100, .5, -0.0, 0x1F, 0o17, 'it\\'s', \"q\\\"\", '\\u00e4\\n'",
	"CREATE CONSTRAINT c IF NOT EXISTS FOR (n:P) REQUIRE n.id IS UNIQUE",
	"CREATE CONSTRAINT FOR ()-[r:T]-() REQUIRE (r.a, r.b) IS RELATIONSHIP KEY",
	"DROP CONSTRAINT c IF EXISTS",
	"CREATE INDEX i FOR (n:P) ON (n.a, n.b)",
	"CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (n:P|O) ON EACH [n.name, n.alias] OPTIONS {indexConfig: {a: 1}}",
	"DROP INDEX i",
	"SHOW CONSTRAINTS YIELD name, type AS t WHERE name = 'x' RETURN name",
	"SHOW INDEXES",
	"EXPLAIN MATCH (n) RETURN n",
	"MATCH (n:$(x))-[:$any($ts)]->() SET n:$(l) FINISH",
	"// comment\nMATCH (`the person`:`P`) /* in\n between */ RETURN `the person`.name AS `full name`;",
	"MATCH (end) WHERE end.type = 1 AND end.in = 2 RETURN end.end, end",
	"RETURN CASE x WHEN 1, 2 THEN 'a\\q' END, count(ALL x), match",
	"CYPHER 25 MATCH (n) FILTER n.x > 1 AND n IS LABELED A|B LET y = n.x + 1, z = n FILTER WHERE y < 3 ORDER BY y DESC SKIP 1 LIMIT 2 RETURN y, z",
	"EXPLAIN CYPHER 5 FOR x IN [1, 2] LIMIT 1 OFFSET 2 FOR y IN x INSERT (a:A&B {k: x:C:D})-[:T {w: 1}]->(IS C) FINISH",
	"MATCH (n) WHERE n IS NOT LABELED A&B AND n IS NOT C AND n IS LABELED AND n IS LABELED (LABELED) OR n IS LABELED LABELED RETURN n IS NOT NULL, n IS NOT LABELED !D = true",
	"WITH 1 AS filter, 2 AS let, 3 AS for, 4 AS insert, 5 AS next, 6 AS labeled, 7 AS cypher FILTER filter < let LET when = for FOR x IN [insert] RETURN filter.let, for + next, labeled, cypher, when, x",
	"RETURN [x IN xs WHERE x:A | x], [x IN xs], [x IN xs, 2], [(a)-->(b)], (a) - -1 < 2",
}

func TestPrintIsStable(t *testing.T) {
	for _, text := range statements {
		checkStable(t, text)
	}
}

func checkStable(t *testing.T, text string) {
	t.Helper()
	stmt, err := Parse(text)
	if err != nil {
		t.Errorf("%s\n%v", text, err)
		return
	}
	once := Print(stmt)
	again, err := Parse(once)
	if err != nil {
		t.Errorf("%s\nprinted %s\n%v", text, once, err)
		return
	}
	if twice := Print(again); twice != once {
		t.Errorf("%s\nprinted %s\nthen    %s", text, once, twice)
	}
}

var outline = regexp.MustCompile(`<[a-zA-Z0-9]+>`) // a place to be filled in

// TestTCKQueriesAreStable reads every query of the openCypher TCK.
func TestTCKQueriesAreStable(t *testing.T) {
	root := tck.Folder(t)
	var parsed, refused int
	err := filepath.WalkDir(filepath.Join(root, "features"), func(path string, _ os.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".feature") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for i, q := range strings.Split(string(data), `"""`) {
			if i%2 == 0 || outline.MatchString(q) {
				continue
			}
			if _, err := Parse(q); err != nil {
				refused++
				t.Logf("%s: %s\n%v", filepath.Base(path), q, err)
				continue
			}
			parsed++
			checkStable(t, q)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d parsed, %d refused", parsed, refused)
}

func TestErrors(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", "1:1: the statement is empty"},
		{"MATCH (n RETURN n", `1:10: expected ")", found "RETURN"`},
		{"MATCH (n:Person)\nWHRE n.id = 'p1' RETURN n.id", `2:1: unexpected "WHRE"; did you mean WHERE?`},
		{"MATCH (n) RETURN n.id blah blah", `1:23: unexpected "blah"`},
		{"RETURN 'open", "1:8: string without its closing quote"},
		{"RETURN 1 != 2", "1:10: unknown operator !=; did you mean <>?"},
		{"MATCH (n) WITH n", "1:11: a query cannot conclude with WITH; RETURN or an updating clause is missing"},
		{"CREATE (n) MATCH (m) RETURN m", "1:12: WITH is required between CREATE and MATCH"},
		{"RETURN 1 AS a UNION RETURN 2 AS a UNION ALL RETURN 3 AS a", "1:35: UNION and UNION ALL cannot be mixed"},
		{"LOAD CSV FROM 'x' AS l RETURN l", "1:1: LOAD CSV is not supported by the embedded graph"},
		{"MATCH (n) CALL { WITH n SET n.x = 1 } IN TRANSACTIONS", "1:39: CALL { } IN TRANSACTIONS is not supported by the embedded graph"},
		{"MATCH p = ANY SHORTEST (a)-[*]-(b) RETURN p", "1:11: a path selector (ANY SHORTEST) is not supported by the embedded graph"},
		{"RETURN 1 IS :: INTEGER", "1:10: a type predicate (IS ::) is not supported by the embedded graph"},
		{"USE neo4j MATCH (n) RETURN n", "1:1: USE is not supported by the embedded graph"},
		{"PROFILE MATCH (n) RETURN n", "1:1: PROFILE is not supported by the embedded graph"},
		{"MATCH (n:A) USING INDEX n:A(k) WHERE n.k = 1 RETURN n", "1:13: USING (planner hints) is not supported by the embedded graph"},
		{"MATCH ((a)-->(b)) RETURN a", "1:7: a path in brackets without a quantifier is not supported by the embedded graph"},
		{"MATCH REPEATABLE ELEMENTS (a)-->(b) RETURN a", "1:7: a match mode (REPEATABLE) is not supported by the embedded graph"},
		{"CYPHER 4.4 RETURN 1", "1:1: CYPHER 4.4 (CYPHER 5 and CYPHER 25 are read over) is not supported by the embedded graph"},
		{"CYPHER 25 runtime=slotted RETURN 1", "1:11: the query option runtime is not supported by the embedded graph"},
		{"EXPLAIN CYPHER planner=cost RETURN 1", "1:16: the query option planner is not supported by the embedded graph"},
		{"CYPHER 25", "1:10: the statement is empty"},
		{"CYPHER 5 PROFILE RETURN 1", "1:10: PROFILE is not supported by the embedded graph"},
		{"RETURN 1 AS x NEXT RETURN x", "1:15: NEXT is not supported by the embedded graph"},
		{"WHEN true THEN RETURN 1 ELSE RETURN 2", "1:1: WHEN (a conditional query) is not supported by the embedded graph"},
		{"CALL () { WHEN true THEN RETURN 1 }", "1:11: WHEN (a conditional query) is not supported by the embedded graph"},
		{"MATCH p = ALL SHORTEST (a)-->+(b) RETURN p", "1:11: a path selector (ALL SHORTEST) is not supported by the embedded graph"},
		{"MATCH SHORTEST 2 GROUPS (a)-->+(b) RETURN a", "1:7: a path selector (SHORTEST) is not supported by the embedded graph"},
		{"MATCH ACYCLIC (a)-->+(b) RETURN a", "1:7: a path mode (ACYCLIC) is not supported by the embedded graph"},
		{"MATCH (n) SEARCH n IN (VECTOR INDEX i FOR $v LIMIT 3) RETURN n", "1:11: SEARCH is not supported by the embedded graph"},
		{"MATCH (a)-[r]->() RETURN a IS SOURCE OF r", "1:28: IS SOURCE OF is not supported by the embedded graph"},
		{"MATCH (n IS LABELED Person) RETURN n", "1:10: IS LABELED is a condition, as in WHERE n IS LABELED A; in a pattern write IS Person"},
		{"INSERT (:A:B)", "1:11: INSERT takes plain labels with & between them; CREATE takes this"},
		{"INSERT (:A)-[:$(t)]->()", "1:15: INSERT takes plain labels with & between them; CREATE takes this"},
		{"INSERT (:A $props)", "1:12: INSERT takes properties as a map in braces; CREATE takes a parameter"},
		{"MATCH (n) FILTER n.x", "1:11: a query cannot conclude with FILTER; RETURN or an updating clause is missing"},
		{"FOR x OF [1] RETURN x", `1:7: expected IN, found "OF"`},
		{"LET x RETURN x", `1:7: expected "=", found "RETURN"`},
		{"SHOW FUNCTIONS", "1:1: SHOW of anything but constraints and indexes is not supported by the embedded graph"},
		{"CREATE POINT INDEX FOR (n:A) ON (n.p)", "1:1: CREATE POINT INDEX is not supported by the embedded graph"},
		{"CREATE CONSTRAINT FOR (n:A) REQUIRE n.p IS :: STRING", "1:44: a property type constraint is not supported by the embedded graph"},
		{"RETURN trim(BOTH 'x' FROM 'xax')", "1:13: trim(BOTH …) is not supported by the embedded graph"},
		{"RETURN CASE 1 WHEN > 2 THEN 3 END", "1:20: a comparison after WHEN is not supported by the embedded graph"},
		{"RETURN 'a' IS NFC NORMALIZED", "1:12: IS NORMALIZED is not supported by the embedded graph"},
		{"CREATE DATABASE x", "1:1: CREATE DATABASE is not supported by the embedded graph"},
		{"RETURN 99999999999999999999", "1:8: the integer 99999999999999999999 is too large"},
		{"RETURN [1, 2", "1:8: this [ is never closed"},
	}
	for _, tt := range tests {
		_, err := Parse(tt.text)
		if err == nil || err.Error() != tt.want {
			t.Errorf("%s\n got %v\nwant %s", tt.text, err, tt.want)
		}
		var wrong *Error
		var unsupported *UnsupportedError
		if err != nil && !errors.As(err, &wrong) && !errors.As(err, &unsupported) {
			t.Errorf("%s: error of type %T", tt.text, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range statements {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := Parse(text); err == nil {
			checkStable(t, text)
		}
	})
}
