package cyphergen

import "strings"

// match writes MATCH with one or two paths.
func (g *generator) match() string {
	edges := 0
	outer := g.quantified
	defer func() { g.quantified = outer }()
	g.quantified = g.in(6)
	paths := []string{g.path(&edges)}
	if g.in(4) {
		paths = append(paths, g.path(&edges))
	}
	clause := "MATCH " + strings.Join(paths, ", ")
	if g.in(2) {
		clause += " WHERE " + g.truth(2)
	}
	return clause
}

// path writes a path of at most three edges, and binds what it names.
func (g *generator) path(edges *int) string {
	var bound []variable
	text := ""
	text += g.node(&bound)
	start := *edges
	for *edges < 3 && !g.in(2) {
		*edges++
		if g.quantified && g.in(2) {
			text += "((:" + one(g.source, "A", "B", "A|B|C") + ")-[:" + one(g.source, "T", "T|U") + "]->())" + one(g.source, "{1,2}", "{2}", "{0,2}")
		} else {
			text += g.edge(&bound)
		}
		text += g.node(&bound)
	}
	g.scope = append(g.scope, bound...)
	if *edges > start && g.in(4) {
		p := g.fresh(path)
		g.scope = append(g.scope, p)
		return p.name + " = " + text
	}
	return text
}

// node writes a node: one that is bound, a new one, or one without a name.
func (g *generator) node(bound *[]variable) string {
	name := ""
	switch g.IntN(5) {
	case 0, 1:
		if known, ok := g.some(node); ok {
			name = known
			break
		}
		fallthrough
	case 2, 3:
		v := g.fresh(node)
		name = v.name
		*bound = append(*bound, v)
	}
	return "(" + name + one(g.source, "", "", "", "", "", ":A", ":B", ":C", ":A|B", ":!A", ":A&B", ":B|!C") +
		one(g.source, "", "", "", "", "", "", "", "", " {k: 1}", " {s: 'a'}") + ")"
}

// edge writes an edge, of one or of several steps.
func (g *generator) edge(bound *[]variable) string {
	name := ""
	length := one(g.source, "", "", "", "*1..2", "*2", "*0..1", "*..2")
	if length == "" && g.in(2) {
		v := g.fresh(edge)
		name = v.name
		*bound = append(*bound, v)
	}
	if g.quantified {
		length = "" // Neo4j does not mix the two
	}
	types := one(g.source, "", "", ":T", ":U", ":T|U", ":!T")
	if length != "" && types == ":!T" {
		types = ":V"
	}
	detail := "[" + name + types + length + one(g.source, "", "", "", "", "", "", " {w: 1}") + "]"
	switch g.IntN(3) {
	case 0:
		return "-" + detail + "->"
	case 1:
		return "<-" + detail + "-"
	}
	return "-" + detail + "-"
}

// shortest writes MATCH of two nodes and of the shortest paths between them.
func (g *generator) shortest() string {
	a, b, p := g.fresh(node), g.fresh(node), g.fresh(path)
	g.scope = append(g.scope, a, b)
	text := "MATCH (" + a.name + one(g.source, "", ":A", ":B") + "), (" + b.name + one(g.source, "", ":C", ":A") + ") WHERE " +
		a.name + " <> " + b.name + " " + one(g.source, "", "OPTIONAL ") + "MATCH " + p.name + " = "
	edge := one(g.source, "-[%*]->", "-[%*]-", "<-[%*..3]-", "-[%*..2]-", "-[:T*]-", "-[:T|U*..3]->")
	edge = strings.ReplaceAll(edge, "%", "")
	text += one(g.source, "shortestPath", "allShortestPaths") + "((" + a.name + ")" + edge + "(" + b.name + "))"
	condition := one(g.source, "", "", " WHERE all(x IN nodes(%) WHERE x.k IS NULL OR x.k < 3)", " WHERE none(x IN nodes(%) WHERE x:C)",
		" WHERE all(x IN relationships(%) WHERE type(x) <> 'V')", " WHERE length(%) > 1", " WHERE all(x IN relationships(%) WHERE x.w > 0)")
	return text + strings.ReplaceAll(condition, "%", p.name) + " RETURN " + one(g.source, "", "DISTINCT ") + a.name + ", " + b.name + ", length(" + p.name + ") AS l"
}

// hidden writes a short path for a subquery: it binds nothing outside.
func (g *generator) hidden() string {
	var bound []variable
	return g.node(&bound) + g.edge(&bound) + g.node(&bound)
}

// predicate writes a path as a condition, which can only use what is bound.
func (g *generator) predicate() string {
	name, ok := g.some(node)
	if !ok {
		return "true"
	}
	to, _ := g.some(node)
	end := one(g.source, "()", "(:A)", "("+to+")")
	edge := one(g.source, "-->", "<--", "--", "-[:T]->", "-[:T|U]-", "-[:T*1..2]->")
	if g.quantified {
		edge = "-[:T|U]->"
	}
	return "(" + name + ")" + edge + end
}
