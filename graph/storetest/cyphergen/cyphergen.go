// Package cyphergen writes random Cypher, for comparing two stores: small graphs,
// and statements about them whose answer does not depend on the order in which a
// store finds things. The same seed gives the same text.
//
// Statements are well typed, and divide by nothing that may be zero, so that a
// store that fails has met something it cannot do. Edges and nodes have an id of
// their own; the elements of lists may come in any order.
package cyphergen

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// source is the dice.
type source struct{ *rand.Rand }

func newSource(seed uint64, salt uint64) source { return source{rand.New(rand.NewPCG(seed, salt))} }

// one picks an element.
func one[T any](s source, from ...T) T { return from[s.IntN(len(from))] }

// in reports true once in n times.
func (s source) in(n int) bool { return s.IntN(n) == 0 }

// Graph returns one CREATE statement. Nodes have id, and some of k (a number), s
// (a string) and l (a list of numbers); edges have key, and some have w.
func Graph(seed uint64) string {
	s := newSource(seed, 1)
	var parts []string
	n := 3 + s.IntN(7)
	for i := range n {
		labels := ""
		for _, l := range []string{"A", "B", "C"} {
			if s.in(2) {
				labels += ":" + l
			}
		}
		props := fmt.Sprintf("id: 'n%d'", i)
		if !s.in(4) {
			props += fmt.Sprintf(", k: %d", s.IntN(4))
		}
		if !s.in(4) {
			props += ", s: " + one(s, "'a'", "'b'", "'ab'", "''", "'Ä'")
		}
		if s.in(2) {
			props += ", l: " + one(s, "[]", "[1]", "[2, 1]", "[1, 1, 3]")
		}
		parts = append(parts, fmt.Sprintf("(n%d%s {%s})", i, labels, props))
	}
	for i := range n + s.IntN(n+1) {
		props := fmt.Sprintf("key: 'e%d'", i)
		if !s.in(3) {
			props += fmt.Sprintf(", w: %d", s.IntN(3))
		}
		parts = append(parts, fmt.Sprintf("(n%d)-[:%s {%s}]->(n%d)", s.IntN(n), one(s, "T", "T", "U", "V"), props, s.IntN(n)))
	}
	return "CREATE " + strings.Join(parts, ", ")
}

// kind is what a variable holds.
type kind int

const (
	node kind = iota
	edge
	path
	number
	text
	list // of numbers
	truth
)

// variable is a name in scope.
type variable struct {
	name string
	kind kind
}

// generator writes one statement.
type generator struct {
	source
	scope []variable
	next  int // number of the next new name
	depth int // of subqueries
	// quantified tells that the MATCH at hand has quantified paths.
	quantified bool
}

// Query returns a statement that reads.
func Query(seed uint64) string {
	g := &generator{source: newSource(seed, 2)}
	if g.in(12) {
		return g.union()
	}
	if g.in(10) {
		return g.shortest()
	}
	return g.part()
}

// fresh makes a new name.
func (g *generator) fresh(k kind) variable {
	g.next++
	return variable{fmt.Sprintf("%c%d", "nrpitlb"[k], g.next), k}
}

// some picks a variable of a kind in scope.
func (g *generator) some(k kind) (string, bool) {
	var names []string
	for _, v := range g.scope {
		if v.kind == k {
			names = append(names, v.name)
		}
	}
	if len(names) == 0 {
		return "", false
	}
	return one(g.source, names...), true
}

// part writes clauses and a RETURN.
func (g *generator) part() string {
	clauses := []string{g.match()}
	for range g.IntN(4) {
		clauses = append(clauses, g.clause())
	}
	return strings.Join(append(clauses, g.returns()), " ")
}

// union writes two parts with equal columns.
func (g *generator) union() string {
	var parts []string
	for range 2 + g.IntN(2) {
		g.scope = nil
		clause := g.match()
		parts = append(parts, clause+" RETURN "+g.number(1)+" AS x, "+g.text(1)+" AS y")
	}
	return strings.Join(parts, one(g.source, " UNION ", " UNION ALL "))
}

func (g *generator) clause() string {
	switch g.IntN(9) {
	case 0, 1:
		return g.match()
	case 2, 3:
		return "OPTIONAL " + g.match()
	case 4:
		l := g.list(1)
		v := g.fresh(number)
		g.scope = append(g.scope, v)
		return "UNWIND " + l + " AS " + v.name
	case 5:
		if g.depth < 2 {
			return g.call()
		}
	}
	return g.with()
}

// call writes a subquery that gives new columns.
func (g *generator) call() string {
	outer := g.scope
	imports := "(*)"
	if !g.in(3) {
		var names []string
		var kept []variable
		for _, v := range g.scope {
			if g.in(2) {
				names, kept = append(names, v.name), append(kept, v)
			}
		}
		imports = "(" + strings.Join(names, ", ") + ")"
		g.scope = kept
	}
	g.depth++
	body := g.match()
	if g.in(3) {
		body = "OPTIONAL " + body
	}
	v := g.fresh(number)
	switch g.IntN(3) {
	case 0:
		body += " RETURN " + g.number(1) + " AS " + v.name
	case 1:
		body += " RETURN " + g.aggregate() + " AS " + v.name
	case 2:
		body += " RETURN DISTINCT " + g.number(1) + " AS " + v.name + " ORDER BY " + v.name + one(g.source, "", " DESC") + " LIMIT 2"
	}
	g.depth--
	g.scope = append(outer[:len(outer):len(outer)], v)
	return "CALL " + imports + " { " + body + " }"
}

// with writes WITH, and forgets what it does not hand on.
func (g *generator) with() string {
	var items []string
	var kept []variable
	distinct := one(g.source, "", "", "DISTINCT ")
	for _, v := range g.scope {
		if !g.in(4) {
			items, kept = append(items, v.name), append(kept, v)
		}
	}
	v := g.fresh(number)
	switch g.IntN(4) {
	case 0:
		items, kept = append(items, g.aggregate()+" AS "+v.name), append(kept, v)
	case 1:
		items, kept = append(items, g.number(2)+" AS "+v.name), append(kept, v)
	case 2:
		v = g.fresh(text)
		items, kept = append(items, g.text(2)+" AS "+v.name), append(kept, v)
	}
	if len(items) == 0 {
		items, kept = []string{"1 AS " + v.name}, []variable{v}
	}
	g.scope = kept
	clause := "WITH " + distinct + strings.Join(items, ", ")
	if g.in(3) {
		clause += " WHERE " + g.truth(2)
	}
	return clause
}

// returns writes RETURN: everything in scope, or values, or groups, or the first
// of what is fully ordered.
func (g *generator) returns() string {
	distinct := one(g.source, "", "", "", "DISTINCT ")
	switch g.IntN(4) {
	case 0:
		if len(g.scope) > 0 {
			return "RETURN " + distinct + "*"
		}
	case 1:
		return "RETURN " + g.value() + " AS a, " + g.aggregate() + " AS b, " + g.aggregate() + " AS c"
	case 2:
		order := one(g.source, "a, b", "b DESC, a", "a DESC, b DESC")
		limit := one(g.source, "", " LIMIT 3", " SKIP 1", " SKIP 1 LIMIT 2")
		return "RETURN " + distinct + g.number(2) + " AS a, " + g.text(2) + " AS b ORDER BY " + order + limit
	}
	items := []string{g.value() + " AS a"}
	if g.in(2) {
		items = append(items, g.value()+" AS b")
	}
	return "RETURN " + distinct + strings.Join(items, ", ")
}

// aggregate writes an aggregate that is a number, or null.
func (g *generator) aggregate() string {
	switch g.IntN(8) {
	case 0:
		return "count(*)"
	case 1:
		return "count(" + g.value() + ")"
	case 2:
		return "count(DISTINCT " + g.value() + ")"
	case 3:
		return "sum(" + g.number(1) + ")"
	case 4:
		return "min(" + g.number(1) + ")"
	case 5:
		return "max(" + g.number(1) + ")"
	case 6:
		return "size(collect(" + one(g.source, "", "DISTINCT ") + g.value() + "))"
	}
	return "sum(DISTINCT " + g.number(1) + ")"
}

// value writes any expression.
func (g *generator) value() string {
	switch g.IntN(6) {
	case 0:
		return g.text(2)
	case 1:
		return g.truth(2)
	case 2:
		return g.list(2)
	case 3:
		if name, ok := g.some(node); ok {
			return name
		}
	case 4:
		if name, ok := g.some(edge); ok {
			return name
		}
	}
	return g.number(2)
}
