package cyphergen

import "strings"

// Change returns a statement that writes. What it writes does not depend on what
// it has written in an earlier row, so that the order of rows does not matter.
func Change(seed uint64) string {
	g := &generator{source: newSource(seed, 3)}
	clauses := []string{g.match()}
	if g.in(3) {
		clauses = append(clauses, "OPTIONAL "+g.match())
	}
	if g.in(4) {
		clauses = append(clauses, "WITH DISTINCT *")
	}
	for range 1 + g.IntN(2) {
		clauses = append(clauses, g.update())
	}
	return strings.Join(clauses, " ")
}

// update writes one updating clause.
func (g *generator) update() string {
	n, ok := g.some(node)
	if !ok {
		return "MERGE (:D {v: " + one(g.source, "1", "2") + "})"
	}
	m, _ := g.some(node)
	r, hasEdge := g.some(edge)
	switch g.IntN(12) {
	case 0:
		return "SET " + n + ".x = " + one(g.source, "1", "'a'", "[1, 2.5]", "null", n+".id", "date('2020-01-01')")
	case 1:
		return "SET " + n + " += " + one(g.source, "{x: 1, k: null}", "{s: 'new'}", "{}")
	case 2:
		return "SET " + n + one(g.source, ":New", ":New:A", ":B")
	case 3:
		return "REMOVE " + n + one(g.source, ":A", ".k", ":A:B", ".nothing")
	case 4:
		return "CREATE (" + n + ")-[:M {from: " + n + ".id}]->(:N {of: " + n + ".id})"
	case 5:
		return "MERGE (" + n + ")" + one(g.source, "-[:M]->", "<-[:M]-", "-[:T]->", "-[:M {w: 1}]->") + "(" + m + ")"
	case 6:
		return "MERGE (" + g.fresh(node).name + ":D {of: " + n + ".id})"
	case 7:
		return "DETACH DELETE " + n
	case 8:
		if hasEdge {
			return "DELETE " + r
		}
	case 9:
		if hasEdge {
			return "SET " + r + one(g.source, ".w = 7", " += {y: true}", ".w = null")
		}
	case 10:
		return "FOREACH (i IN range(1, 2) | CREATE (:F {i: i, of: " + n + ".id}))"
	case 11:
		return "FOREACH (i IN CASE WHEN " + n + ".k > 1 THEN [1] ELSE [] END | SET " + n + ".big = true)"
	}
	return "MERGE (:D {of: " + n + ".id}) ON CREATE SET " + n + ".made = true ON MATCH SET " + n + ".found = true"
}
