package cyphergen

import "strings"

// Further returns a statement that reads and is made of what Query seldom or never
// writes: quantified paths with variables of their own, subqueries that import and
// unite, COLLECT { }, maps and their projection, label expressions of every form,
// dates, regular expressions, aggregates over them.
func Further(seed uint64) string {
	g := &generator{source: newSource(seed, 5)}
	clauses := []string{g.start()}
	for range 1 + g.IntN(2) {
		clauses = append(clauses, g.furtherClause())
	}
	return strings.Join(append(clauses, g.furtherReturn()), " ")
}

// start binds nodes, and perhaps an edge or a path.
func (g *generator) start() string {
	n := g.fresh(node)
	g.scope = append(g.scope, n)
	switch g.IntN(4) {
	case 0:
		return "MATCH (" + n.name + g.labelled() + ")"
	case 1:
		r, m, p := g.fresh(edge), g.fresh(node), g.fresh(path)
		g.scope = append(g.scope, r, m, p)
		return "MATCH " + p.name + " = (" + n.name + g.labelled() + ")-[" + r.name + one(g.source, "", ":T", ":!T", ":T|U", ":%", ":!(T|U)") + "]-" +
			one(g.source, "", ">") + "(" + m.name + g.labelled() + ")"
	case 2:
		m := g.fresh(node)
		g.scope = append(g.scope, m)
		return "MATCH (" + n.name + ") OPTIONAL MATCH (" + n.name + ")" + one(g.source, "-->", "<--", "-[:T]-") + "(" + m.name + g.labelled() + ")" +
			one(g.source, "", " WHERE "+m.name+".k > 0", " WHERE "+n.name+".k < "+m.name+".k")
	}
	return g.repeated(n.name)
}

// labelled writes a label expression, or none.
func (g *generator) labelled() string {
	return one(g.source, "", "", "", ":A", ":A|B", ":A&B", ":!A", ":%", ":!%", ":(A|B)&!C", ":A&!(B|C)", " IS A", " IS !B|C", ":$('A')", ":$(['A', 'B'])")
}

// repeated writes MATCH of a quantified path whose variables are lists outside.
func (g *generator) repeated(from string) string {
	x, y, r, to := g.fresh(list).name, g.fresh(list).name, g.fresh(list).name, g.fresh(node)
	g.scope = append(g.scope, to)
	where := one(g.source, "", "", " WHERE "+x+".k < "+y+".k", " WHERE "+r+".w > 0", " WHERE "+x+".k IS NOT NULL OR "+y+":A", " WHERE "+x+" <> "+y)
	inner := "(" + x + g.labelled() + ")-[" + r + one(g.source, "", ":T", ":T|U") + "]" + one(g.source, "->", "-", "->") + "(" + y + ")"
	times := one(g.source, "{1,2}", "{0,2}", "{2}", "{1,3}", "{,2}")
	p := g.fresh(path)
	text := "MATCH " + p.name + " = (" + from + g.labelled() + ") (" + inner + where + ")" + times + " (" + to.name + g.labelled() + ")"
	g.scope = append(g.scope, p, variable{"[v IN " + x + " | v.k]", list}, variable{"[v IN " + y + " | v.k]", list}, variable{"[v IN " + r + " | v.w]", list},
		variable{"size(" + r + ")", number})
	return text
}

func (g *generator) furtherClause() string {
	switch g.IntN(6) {
	case 0:
		return g.importing()
	case 1:
		return g.united()
	case 2:
		v := g.fresh(list)
		text := "WITH *, " + g.collected() + " AS " + v.name
		g.scope = append(g.plain(), v)
		return text
	case 3:
		return g.grouped()
	case 4:
		g.scope = g.plain()
		if n, ok := g.some(node); ok {
			return "MATCH (" + n + ")" + one(g.source, "-[:T*1..2]->", "-[*0..1]-", "-->", "-[:U*2]-") + "(" + g.bind(node) + g.labelled() + ")"
		}
	}
	v := g.fresh(number)
	text := "WITH *, " + g.furtherNumber() + " AS " + v.name + one(g.source, "", " WHERE "+g.furtherTruth())
	g.scope = append(g.plain(), v)
	return text
}

// plain is what in scope is a name, not an expression.
func (g *generator) plain() []variable {
	var kept []variable
	for _, v := range g.scope {
		if !strings.ContainsAny(v.name, "[(") {
			kept = append(kept, v)
		}
	}
	return kept
}

// bind makes a new name and puts it in scope.
func (g *generator) bind(k kind) string {
	v := g.fresh(k)
	g.scope = append(g.scope, v)
	return v.name
}

// importing writes a subquery that imports by WITH or by a list, and gives a value
// for each row, or none.
func (g *generator) importing() string {
	g.scope = g.plain()
	n, ok := g.some(node)
	if !ok {
		return "WITH *"
	}
	outer := g.scope
	g.scope = []variable{{n, node}}
	m, v := g.fresh(node).name, g.fresh(number)
	g.scope = append(g.scope, variable{m, node})
	body := "MATCH (" + n + ")" + one(g.source, "--", "-->", "<-[:T]-") + "(" + m + g.labelled() + ")"
	result := one(g.source, m+".k AS "+v.name, "count(*) AS "+v.name, "max("+m+".k) AS "+v.name, "DISTINCT size(labels("+m+")) AS "+v.name, "sum("+g.furtherNumber()+") AS "+v.name)
	g.scope = append(outer[:len(outer):len(outer)], v)
	optional := one(g.source, "", "", "OPTIONAL ")
	if g.in(2) {
		return optional + "CALL { WITH " + n + " " + body + " RETURN " + result + " }"
	}
	return optional + "CALL (" + n + ") { " + body + " RETURN " + result + " }"
}

// united writes a subquery of two parts.
func (g *generator) united() string {
	g.scope = g.plain()
	n, ok := g.some(node)
	if !ok {
		return "WITH *"
	}
	v := g.fresh(number)
	joint := one(g.source, " UNION ", " UNION ALL ")
	text := "CALL { WITH " + n + " RETURN " + n + ".k AS " + v.name + joint + one(g.source, "WITH "+n+" MATCH ("+n+")-->(z) RETURN z.k AS "+v.name,
		"MATCH (z"+g.labelled()+") RETURN z.k AS "+v.name, "UNWIND [1, 2, null] AS "+v.name+" RETURN "+v.name) + " }"
	g.scope = append(g.scope, v)
	return text
}

// grouped writes WITH that groups, and forgets the rest.
func (g *generator) grouped() string {
	v, w := g.fresh(number), g.fresh(number)
	key := one(g.source, g.furtherNumber(), g.furtherNumber(), "coalesce("+g.furtherText()+", '') = ''")
	total := one(g.source, "count(*)", "count(DISTINCT "+g.furtherNumber()+")", "min("+g.furtherNumber()+")", "size(collect("+g.furtherText()+"))", "sum("+g.furtherNumber()+")",
		"count("+g.furtherNumber()+") + 1")
	if strings.HasPrefix(key, "coalesce(") && strings.HasSuffix(key, "''") {
		v.kind = truth
	}
	g.scope = []variable{v, w}
	return "WITH " + key + " AS " + v.name + ", " + total + " AS " + w.name + one(g.source, "", " WHERE "+w.name+" > 1")
}

// collected writes a list of numbers made by COLLECT { }.
func (g *generator) collected() string {
	n, ok := g.some(node)
	if !ok {
		return "COLLECT { UNWIND [2, 1, null] AS u RETURN u" + one(g.source, "", " ORDER BY u", " LIMIT 2") + " }"
	}
	return "COLLECT { MATCH (" + n + ")" + one(g.source, "--", "-->", "<--") + "(u" + g.labelled() + ")" + one(g.source, "", " WHERE u.k > 0", " WHERE u.k = "+n+".k") +
		" RETURN " + one(g.source, "", "DISTINCT ") + one(g.source, "u.k", "size(u.s)", "coalesce(u.k, -1)") + " }"
}

// furtherNumber writes a whole number or null.
func (g *generator) furtherNumber() string {
	switch g.IntN(10) {
	case 0:
		return "size(" + g.furtherList() + ")"
	case 1:
		return "COUNT { " + g.hidden() + one(g.source, "", " WHERE "+g.comparison()) + " }"
	case 2:
		if n, ok := g.some(node); ok {
			return n + " {.k, twice: " + n + ".k * 2}." + one(g.source, "k", "twice", "other")
		}
	case 3:
		return "{a: " + g.plainNumber() + ", b: {c: " + g.plainNumber() + "}}" + one(g.source, ".a", ".b.c", "['a']", ".z")
	case 4:
		return "(date('2024-02-" + one(g.source, "27", "28", "29") + "')" + one(g.source, "", " + duration({days: "+one(g.source, "1", "2", "400")+"})", " - duration('P1M')") + ")" +
			one(g.source, ".day", ".month", ".dayOfWeek", ".week", ".ordinalDay")
	case 5:
		return "duration.between(date('2024-01-31'), date('2024-0" + one(g.source, "2-29", "3-01", "1-01") + "'))" + one(g.source, ".days", ".months")
	case 6:
		return "toInteger(" + g.furtherText() + ")"
	case 7:
		return one(g.source, "head", "last") + "(" + g.list(0) + ")" // of a list in whatever order the first is anybody's guess
	case 8:
		if p, ok := g.some(path); ok {
			return "reduce(a = 0, v IN nodes(" + p + ") | a + coalesce(v.k, 1))"
		}
	}
	return g.plainNumber()
}

// furtherText writes a string or null.
func (g *generator) furtherText() string {
	switch g.IntN(7) {
	case 0:
		return "toString(" + g.furtherNumber() + ")"
	case 1:
		return "split(" + g.plainText() + " + ',b', ',')[" + one(g.source, "0", "-1", "1", "5") + "]"
	case 2:
		return "toString(date('2024-12-3" + one(g.source, "0", "1") + "')" + one(g.source, "", " + duration('P1D')") + ")"
	case 3:
		return one(g.source, "left", "right") + "(" + g.plainText() + ", " + one(g.source, "0", "1", "9") + ")"
	case 4:
		return "CASE " + g.plainNumber() + " WHEN 1, 2 THEN 'few' WHEN null THEN 'none' ELSE " + g.plainText() + " END"
	case 5:
		return "valueType(" + one(g.source, g.plainNumber(), g.plainText(), "[1, null]") + ")"
	}
	return g.plainText()
}

// furtherList writes a list of numbers or null.
func (g *generator) furtherList() string {
	switch g.IntN(6) {
	case 0:
		return g.collected()
	case 1:
		return "tail(" + g.list(0) + ")"
	case 2:
		return "[e IN " + g.list(1) + " WHERE e " + one(g.source, "<> 1", "IN [1, 2]", "IS NOT NULL") + " | e + 1]"
	case 3:
		if p, ok := g.some(path); ok {
			return one(g.source, "[v IN nodes("+p+") WHERE v:A | v.k]", "[v IN relationships("+p+") | v.w]")
		}
	case 4:
		return "reverse([" + g.plainNumber() + ", 2])"
	}
	return g.list(1)
}

// furtherTruth writes a condition.
func (g *generator) furtherTruth() string {
	n, ok := g.some(node)
	switch g.IntN(8) {
	case 0:
		return g.furtherText() + " =~ " + one(g.source, "'a.*'", "'(?i)A?B*'", "'[ab]+'", "'\\\\d+'", "'.'", "''")
	case 1:
		if ok {
			return "EXISTS { MATCH (" + n + ")--(u) " + one(g.source, "WHERE u.k > 0 ", "", "WITH u WHERE u:A ") + "RETURN u" + one(g.source, "", " LIMIT 1") + " }"
		}
	case 2:
		if ok {
			return n + one(g.source, ":A|B", ":!A", ":%", ":(A|B)&!C", " IS A")
		}
	case 3:
		return one(g.source, "all", "any", "none", "single") + "(e IN " + g.furtherList() + " WHERE e " + one(g.source, "> 0", "= 2", "IS NULL", "<> 1") + ")"
	case 4:
		return g.furtherNumber() + " IN " + one(g.source, "[1, 2, null]", "tail([0, null, 1])", "[0, 2]", "[]")
	case 5:
		return "{a: " + g.plainNumber() + "} = {a: " + g.plainNumber() + "}"
	case 6:
		return "date('2024-01-0" + one(g.source, "1", "2") + "') " + one(g.source, "<", "=", ">=", "<>") + " date('2024-01-0" + one(g.source, "1", "2") + "')"
	}
	return g.furtherNumber() + " " + one(g.source, "<", ">", "=", "<>", ">=") + " " + g.furtherNumber()
}

// furtherReturn writes RETURN of values, of groups, or of the first of an order.
func (g *generator) furtherReturn() string {
	switch g.IntN(5) {
	case 0:
		return "RETURN " + g.furtherNumber() + " AS a, " + g.condition() + " AS b, count(*) AS c"
	case 1:
		return "RETURN " + g.furtherText() + " AS a, " + g.aggregate() + " AS b, size(collect(DISTINCT " + g.furtherNumber() + ")) AS c"
	case 2:
		return "RETURN DISTINCT " + g.furtherNumber() + " AS a, " + g.furtherText() + " AS b ORDER BY a" + one(g.source, "", " DESC") + ", b" + one(g.source, "", " SKIP 1", " LIMIT 3")
	case 3:
		if n, ok := g.some(node); ok {
			return "RETURN " + n + one(g.source, " {.k, .s}", " {.*}", " {.id, more: "+g.furtherNumber()+"}", " {.missing, l: size("+n+".l)}") + " AS a, " + g.furtherNumber() + " AS b"
		}
	}
	return "RETURN " + g.furtherNumber() + " AS a, " + g.furtherList() + " AS b, " + g.condition() + " AS c"
}

// condition is a condition as a value: a path alone cannot be one.
func (g *generator) condition() string { return "(" + g.furtherTruth() + ")" }
