package check

import (
	"slices"
	"testing"

	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

func TestErrorsNameThePlace(t *testing.T) {
	env := testEnv()
	env.Procedures = []Procedure{{Name: "db.names", Args: []Field{{Name: "limit", Kind: Integer, Optional: true}}, Columns: []Field{{Name: "name", Kind: String}}}}
	tests := []struct{ text, want string }{
		{"MATCH (person) RETURN persn", "1:23: variable persn is not defined; did you mean person?"},
		{"MATCH (n)\nRETURN toUper(n.name)", "2:8: unknown function toUper; did you mean toUpper?"},
		{"CALL db.name() YIELD name RETURN name", "1:1: unknown procedure db.name; did you mean db.names?"},
		{"CALL db.names() YIELD nam RETURN 1", "1:23: there is no column nam; did you mean name?"},
		{"CALL db.schema.visualization()", "1:1: procedure db.schema.visualization is not supported by the embedded graph"},
		{"RETURN point({x: 1, y: 2})", "1:8: function point is not supported by the embedded graph"},
		{"CALL db.names(1, 2)", "1:1: procedure db.names takes 0 to 1 arguments, not 2"},
		{"RETURN size()", "1:8: function size takes 1 argument, not 0"},
		{"MATCH (n) WHERE count(n) > 1 RETURN n", "1:17: aggregates are only possible in WITH and RETURN, and not within a comprehension"},
		{"MATCH (n)-[r]->() RETURN type(n)", "1:31: expected Edge, found Node"},
		{"MATCH (a) CALL (a) { MATCH (b) RETURN b AS a } RETURN a", "1:39: column a hides a variable from outside the subquery; give it another name"},
		{"MATCH (a) CALL { MATCH (b) RETURN b AS a } RETURN a", "1:11: variable a, which CALL returns, is already defined"},
		{"MATCH (a) CALL { RETURN a.x AS x } RETURN x", "1:25: variable a is not defined"},
		{"MATCH (n) WITH n.x AS x RETURN n", "1:32: variable n is not defined"},
		{"MATCH (n) RETURN DISTINCT n.x ORDER BY n.y", "1:40: variable n is not defined after the projection"},
		{"MATCH (n) RETURN n.x + count(*)", "1:18: beside an aggregate only constants, grouping keys and their properties are possible; project this by itself with WITH first"},
		{"MATCH (a)-[r:!T*1..2]->(b) RETURN r", "1:10: a relationship of variable length can only have types parted by |"},
		{"MATCH (a)-[*]->(b) (()-->()){2} (c) RETURN a", "1:10: a relationship of variable length, [*], and a quantified path cannot be in one MATCH"},
		{"RETURN COLLECT { MATCH (n) RETURN n, 1 AS one }", "1:8: COLLECT { } must return exactly one column"},
		{"MATCH (n {a: 1} WHERE n.b) CREATE (n)-[:T WHERE true]->()", "1:49: CREATE cannot have WHERE in its pattern"},
		{"MATCH (n) WHERE (n)-->(m) RETURN n", "1:24: variable m is not defined; a path used as a condition cannot bind one, EXISTS { } can"},
		{"MATCH (n) RETURN exists(n.x)", "1:26: exists(n.x) is no longer part of Cypher; write n.x IS NOT NULL"},
		{"MATCH (n) RETURN n.x + 1 AS x, sum(n.y) + 1 AS s ORDER BY s + sum(n.y)", "1:67: variable n is not defined after the projection"},
		{"MATCH (n:A:B|C) RETURN n", "1:11: a colon between labels cannot be mixed with |, &, ! and %; write & for it"},
		{"MATCH (n) RETURN n LIMIT $n + n.x", "1:29: LIMIT cannot depend on variables"},
	}
	for _, tt := range tests {
		_, err := run1(tt.text, env)
		if err == nil || err.Error() != tt.want {
			t.Errorf("%s\n got %v\nwant %s", tt.text, err, tt.want)
		}
	}
}

func TestAccepted(t *testing.T) {
	for _, text := range []string{
		"MATCH (n) RETURN n.x, n.x + count(*) ORDER BY n.x + count(*), n.x",
		"MATCH (n) WITH n AS m, count(*) AS c ORDER BY count(*), n.x RETURN m, c",
		"MATCH (n) RETURN DISTINCT n.x ORDER BY n.x",
		"MATCH (n) RETURN n AS m, [x IN collect(n.y) | x + n.z][0] ORDER BY m",
		"MATCH (n) WHERE EXISTS { WITH 1 AS one MATCH (n)-->(m) WHERE m.x = one } RETURN n",
		"MATCH (a) CALL (a) { WITH 1 AS one RETURN a.x AS x } RETURN x",
		"MATCH (a) CALL { WITH a MATCH (a)-->(b) RETURN b UNION WITH a MATCH (a)<--(b) RETURN b } RETURN a, b",
		"UNWIND [1, 2] AS x WITH x AS y WHERE x > 1 RETURN y",
		"MATCH p = (a)-[r*]->(b) WHERE all(e IN relationships(p) WHERE e.x = 1) RETURN p, [e IN r | e.x]",
		"MATCH (a) ((x)-[r]->(y) WHERE x.k < y.k){1,2} (b) RETURN [n IN x | n.k], size(r)",
	} {
		if _, err := run1(text, testEnv()); err != nil {
			t.Errorf("%s\n%v", text, err)
		}
	}
}

func TestInfo(t *testing.T) {
	text := "MATCH (n {k: $b})-[r]->() WITH n, count(r) AS c ORDER BY c DESC SET n.c = c RETURN n.k, $a AS a, $b AS b"
	info, err := run1(text, testEnv())
	if err != nil {
		t.Fatal(err)
	}
	if !info.Writes || info.Schema || !slices.Equal(info.Columns, []string{"n.k", "a", "b"}) {
		t.Errorf("writes %v, schema %v, columns %q", info.Writes, info.Schema, info.Columns)
	}
	if len(info.Params) != 2 || info.Params[0].Name != "b" || info.Params[1].Name != "a" {
		t.Errorf("parameters %v", info.Params)
	}
	if err := info.Missing(map[string]any{"b": 1, "c": 2}); err == nil || err.Error() != "1:89: parameter $a is missing" {
		t.Errorf("missing parameter: %v", err)
	}
	stmt, _ := syntax.Parse(text)
	if info, err = New(testEnv()).Check(text, stmt); err != nil {
		t.Fatal(err)
	}
	with := stmt.(*syntax.Query).Parts[0].Clauses[1].(*syntax.With).Projection
	p := info.Projection(with)
	if len(p.Items) != 2 || p.Items[0].Expr != nil || len(p.Keys) != 1 || len(p.Aggregates) != 1 {
		t.Errorf("projection %+v", p)
	}
	if slot, ok := info.Slot(with.OrderBy[0].Expr); !ok || slot != p.Items[1].Slot {
		t.Errorf("ORDER BY c is in slot %d, the column c in slot %d", slot, p.Items[1].Slot)
	}
}

// FuzzCheck looks for panics, and for slots outside the row.
func FuzzCheck(f *testing.F) {
	for _, s := range []string{
		"MATCH (a)-[r:T*1..2]->(b) WHERE a.x > 1 WITH a, count(b) AS c ORDER BY c DESC LIMIT 3 RETURN a.x, c",
		"UNWIND $rows AS row MERGE (n:A {id: row.id}) ON CREATE SET n += row.p RETURN collect(DISTINCT n.x)[0]",
		"MATCH (p) CALL (p) { MATCH (p)-->(q) RETURN q UNION MATCH (q) RETURN q } RETURN p {.x, y: [z IN q.l | z + 1]}",
		"MATCH p = (a) ((x)-[r]->(y) WHERE x.k < y.k){1,3} (b) WHERE EXISTS { (b)--(c) } RETURN reduce(s = 0, n IN x | s + n.k), size(r)",
		"RETURN CASE WHEN any(x IN [1] WHERE x = 1) THEN 1 ELSE 2 END AS a UNION RETURN 2 AS a",
	} {
		f.Add(s)
	}
	checker := New(testEnv())
	f.Fuzz(func(t *testing.T, text string) {
		stmt, err := syntax.Parse(text)
		if err != nil {
			return
		}
		info, err := checker.Check(text, stmt)
		if err != nil {
			return
		}
		syntax.Walk(stmt, func(n syntax.Node) bool {
			slot, ok := info.Slot(n)
			if ok && (slot < 0 || slot >= info.Slots) {
				t.Errorf("%s: slot %d of %d", text, slot, info.Slots)
			}
			if v, isVariable := n.(*syntax.Variable); isVariable && !ok {
				t.Errorf("%s: variable %s at %d has no slot", text, v.Name, v.Pos())
			}
			return true
		})
	})
}
