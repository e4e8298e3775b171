package cyphergen

import "strings"

// number writes an expression that is a whole number or null.
func (g *generator) number(depth int) string {
	if depth == 0 || g.in(3) {
		return g.plainNumber()
	}
	switch g.IntN(12) {
	case 0:
		return "(" + g.number(depth-1) + one(g.source, " + ", " - ", " * ") + g.number(depth-1) + ")"
	case 1:
		return "(" + g.number(depth-1) + one(g.source, " % 3", " / 2", " % -2") + ")"
	case 2:
		return "size(" + g.list(depth-1) + ")"
	case 3:
		return "size(" + g.text(depth-1) + ")"
	case 4:
		return "coalesce(" + g.number(depth-1) + ", " + g.number(depth-1) + ")"
	case 5:
		return "CASE WHEN " + g.truth(depth-1) + " THEN " + g.number(depth-1) + one(g.source, "", " ELSE "+g.number(depth-1)) + " END"
	case 6:
		return "reduce(acc = 0, e IN " + g.list(depth-1) + " | acc + e)"
	case 7:
		if p, ok := g.some(path); ok {
			return "length(" + p + ")"
		}
	case 8:
		return "COUNT { " + g.hidden() + " }"
	case 9:
		return "CASE " + g.number(depth-1) + " WHEN 1 THEN 10 WHEN " + g.number(depth-1) + " THEN 20 ELSE 30 END"
	case 10:
		return "-" + g.plainNumber()
	case 11:
		if n, ok := g.some(node); ok {
			return "size(labels(" + n + "))"
		}
	}
	return g.plainNumber()
}

func (g *generator) plainNumber() string {
	switch g.IntN(4) {
	case 0:
		if v, ok := g.some(number); ok {
			return v
		}
	case 1:
		if v, ok := g.some(edge); ok {
			return v + ".w"
		}
	case 2:
		if v, ok := g.some(node); ok {
			return v + one(g.source, ".k", ".k", ".k", ".missing")
		}
	}
	return one(g.source, "0", "1", "2", "3", "-1", "null")
}

// text writes an expression that is a string or null.
func (g *generator) text(depth int) string {
	if depth == 0 || g.in(3) {
		return g.plainText()
	}
	switch g.IntN(8) {
	case 0:
		return "(" + g.text(depth-1) + " + " + g.text(depth-1) + ")"
	case 1:
		return one(g.source, "toUpper", "toLower", "reverse", "trim") + "(" + g.text(depth-1) + ")"
	case 2:
		return "substring(" + g.text(depth-1) + ", " + one(g.source, "0", "1", "0, 1", "1, 3") + ")"
	case 3:
		return "toString(" + g.number(depth-1) + ")"
	case 4:
		return "replace(" + g.text(depth-1) + ", 'a', " + one(g.source, "''", "'xx'") + ")"
	case 5:
		if e, ok := g.some(edge); ok {
			return "type(" + e + ")"
		}
	case 6:
		return "coalesce(" + g.text(depth-1) + ", 'none')"
	case 7:
		return "left(" + g.text(depth-1) + ", 1)"
	}
	return g.plainText()
}

func (g *generator) plainText() string {
	switch g.IntN(3) {
	case 0:
		if v, ok := g.some(text); ok {
			return v
		}
	case 1:
		if v, ok := g.some(node); ok {
			return v + one(g.source, ".s", ".s", ".id")
		}
	}
	return one(g.source, "'a'", "'b'", "'Ä'", "''", "null")
}

// list writes an expression that is a list of numbers or null.
func (g *generator) list(depth int) string {
	if depth == 0 || g.in(4) {
		if v, ok := g.some(node); ok && g.in(2) {
			return v + ".l"
		}
		return one(g.source, "[1, 2]", "[]", "[1, null, 3]", "range(0, 2)", "range(3, 1, -1)")
	}
	switch g.IntN(8) {
	case 0:
		return "[" + g.number(depth-1) + ", " + g.number(depth-1) + "]"
	case 1:
		return "[e IN " + g.list(depth-1) + one(g.source, "", " WHERE e > 1", " WHERE e IS NOT NULL") + one(g.source, "", " | e * 2") + "]"
	case 2:
		return "(" + g.list(depth-1) + " + " + g.list(depth-1) + ")"
	case 3:
		return g.list(0) + one(g.source, "[0..1]", "[1..]", "[..-1]", "[-2..]")
	case 4:
		if p, ok := g.some(path); ok {
			return "[m IN nodes(" + p + ") | m.k]"
		}
	case 5:
		if n, ok := g.some(node); ok {
			return "[(" + n + ")" + one(g.source, "-->", "--", "-[:T]->") + "(m" + one(g.source, "", ":A") + ")" + one(g.source, "", " WHERE m.k > 0") + " | m.k]"
		}
	case 6:
		if p, ok := g.some(path); ok {
			return "[m IN relationships(" + p + ") | m.w]"
		}
	case 7:
		return "COLLECT { MATCH " + g.hidden() + " RETURN " + one(g.source, "1", "2") + " }"
	}
	return "tail(" + g.list(0) + ")"
}

// truth writes a condition.
func (g *generator) truth(depth int) string {
	if depth == 0 {
		return g.comparison()
	}
	switch g.IntN(12) {
	case 0:
		return "(" + g.truth(depth-1) + one(g.source, " AND ", " OR ", " XOR ") + g.truth(depth-1) + ")"
	case 1:
		return "NOT " + g.truth(depth-1)
	case 2:
		return g.number(depth-1) + " IN " + g.list(depth-1)
	case 3:
		return one(g.source, "any", "all", "none", "single") + "(e IN " + g.list(depth-1) + " WHERE e " + one(g.source, "> 1", "= 1", "IS NULL") + ")"
	case 4:
		return g.text(depth-1) + one(g.source, " STARTS WITH ", " ENDS WITH ", " CONTAINS ") + g.text(depth-1)
	case 5:
		if n, ok := g.some(node); ok {
			return n + one(g.source, ":A", ":A|B", ":!C", ":A&B")
		}
	case 6:
		return "EXISTS { " + g.hidden() + one(g.source, "", " WHERE "+g.comparison()) + " }"
	case 7:
		return g.predicate()
	case 8:
		return one(g.source, g.number(depth-1), g.text(depth-1), g.list(depth-1)) + one(g.source, " IS NULL", " IS NOT NULL")
	case 9:
		if n, ok := g.some(node); ok {
			m, _ := g.some(node)
			return n + one(g.source, " = ", " <> ") + m
		}
	case 10:
		return g.list(depth-1) + one(g.source, " = ", " <> ") + g.list(depth-1)
	}
	return g.comparison()
}

func (g *generator) comparison() string {
	op := " " + one(g.source, "=", "<>", "<", "<=", ">", ">=") + " "
	if g.in(3) {
		return g.text(1) + op + g.text(1)
	}
	if g.in(6) {
		return strings.Join([]string{g.number(0), g.number(0), g.number(0)}, op)
	}
	return g.number(1) + op + g.number(1)
}
