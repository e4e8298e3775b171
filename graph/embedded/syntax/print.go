package syntax

import (
	"fmt"
	"strings"
)

// Print returns the canonical text of n: one line, keywords in capitals, only
// the brackets that are needed. Parsing it gives the same tree but for the
// positions, so printing is stable.
func Print(n Node) string {
	p := &printer{}
	switch n := n.(type) {
	case Statement:
		p.statement(n)
	case Clause:
		p.clause(n)
	case Expr:
		p.expr(n, 0)
	case LabelExpr:
		p.labels(n, 0)
	case *Path:
		p.path(n)
	case *RelPattern:
		p.rel(n)
	case *QuantifiedPath:
		p.group(n)
	default:
		panic(fmt.Sprintf("internal error: cannot print %T alone", n))
	}
	return p.String()
}

type printer struct{ strings.Builder }

// put writes strings.
func (p *printer) put(parts ...string) {
	for _, s := range parts {
		p.WriteString(s)
	}
}

// Quote returns name as it must be written in a statement: in back-quotes unless
// it is a plain word that no keyword shadows.
func Quote(name string) string {
	plain := name != ""
	for i, r := range name {
		if i == 0 && !isNameStart(r) || !isNamePart(r) {
			plain = false
		}
	}
	if plain && !isShadowed(name) {
		return name
	}
	return "`" + strings.ReplaceAll(name, "`", "``") + "`"
}

// isShadowed reports whether name, unquoted, could be taken for something else.
func isShadowed(name string) bool {
	for _, list := range [][]string{keywords[:], clauseWords[:], otherWords[:]} {
		for _, w := range list {
			if strings.EqualFold(w, name) {
				return true
			}
		}
	}
	return false
}

// otherWords are words with a meaning of their own besides the keywords.
var otherWords = [...]string{
	"TRUE", "FALSE", "NAN", "INF", "INFINITY", "COUNT", "EXISTS", "COLLECT", "all", "any", "none", "single", "reduce",
	"shortestPath", "allShortestPaths", "SHORTEST", "REPEATABLE", "DIFFERENT", "FINISH", "OFFSET", "IF", "FOR", "ON",
	"NODETACH", "BOTH", "LEADING", "TRAILING", "ASCENDING", "DESCENDING", "ASSERT", "OPTIONS", "EACH", "KEY", "NODE", "TYPED", "NORMALIZED",
	"LOAD", "USE", "PROFILE", "USING", "TERMINATE", "GRANT", "DENY", "REVOKE", "ALTER", "INSERT", "FILTER", "LET", "CYPHER", "START", "NEXT", "SEARCH",
}

// list writes the elements with a separator between.
func list[T any](p *printer, elems []T, separator string, one func(T)) {
	for i, e := range elems {
		if i > 0 {
			p.put(separator)
		}
		one(e)
	}
}

// where writes WHERE cond if there is one.
func (p *printer) where(cond Expr) {
	if cond != nil {
		p.put(" WHERE ")
		p.expr(cond, 0)
	}
}

func (p *printer) statement(s Statement) {
	switch s := s.(type) {
	case *Explain:
		p.put("EXPLAIN ")
		p.statement(s.Statement)
	case *Query:
		p.query(s)
	default:
		p.schema(s)
	}
}

func (p *printer) query(q *Query) {
	joint := " UNION "
	if q.All {
		joint = " UNION ALL "
	}
	list(p, q.Parts, joint, func(s *SingleQuery) {
		list(p, s.Clauses, " ", p.clause)
	})
}

func (p *printer) clause(c Clause) {
	p.put(Name(c))
	switch c := c.(type) {
	case *Match:
		p.put(" ")
		list(p, c.Pattern, ", ", p.path)
		p.where(c.Where)
	case *Unwind:
		p.put(" ")
		p.expr(c.List, 0)
		p.put(" AS ", Quote(c.Var.Name))
	case *With:
		p.with(c)
	case *Return:
		p.projection(c.Projection)
	case *CallSubquery:
		p.callSubquery(c)
	case *CallProcedure:
		p.callProcedure(c)
	case *Show:
		p.put([]string{" CONSTRAINTS", " INDEXES"}[c.Kind])
		p.yield(c.NoYield, c.YieldAll, c.Yield)
		p.where(c.Where)
	default:
		p.updatingClause(c)
	}
}

// updatingClause writes what follows the keyword.
func (p *printer) updatingClause(c Clause) {
	switch c := c.(type) {
	case *Create:
		p.put(" ")
		list(p, c.Pattern, ", ", p.path)
	case *Merge:
		p.put(" ")
		p.path(c.Path)
		p.setItems(" ON CREATE SET ", c.OnCreate)
		p.setItems(" ON MATCH SET ", c.OnMatch)
	case *Set:
		p.setItems(" ", c.Items)
	case *Remove:
		p.put(" ")
		list(p, c.Items, ", ", p.removeItem)
	case *Delete:
		p.put(" ")
		list(p, c.Exprs, ", ", func(e Expr) { p.expr(e, 0) })
	case *Foreach:
		p.put(" (", Quote(c.Var.Name), " IN ")
		p.expr(c.List, 0)
		p.put(" | ")
		list(p, c.Body, " ", p.clause)
		p.put(")")
	case *Finish:
	}
}

func (p *printer) callSubquery(c *CallSubquery) {
	switch {
	case c.All:
		p.put(" (*)")
	case c.Scoped:
		p.put(" (")
		list(p, c.Imports, ", ", func(v *Variable) { p.put(Quote(v.Name)) })
		p.put(")")
	}
	p.put(" { ")
	p.query(c.Query)
	p.put(" }")
}

func (p *printer) callProcedure(c *CallProcedure) {
	p.put(" ")
	p.dotted(c.Name)
	if !c.Implicit {
		p.put("(")
		list(p, c.Args, ", ", func(e Expr) { p.expr(e, 0) })
		p.put(")")
	}
	p.yield(c.NoYield, c.YieldAll, c.Yield)
	p.where(c.Where)
}

// dotted writes a name of several parts.
func (p *printer) dotted(name string) {
	list(p, strings.Split(name, "."), ".", func(part string) { p.put(quotePart(part)) })
}

// quotePart is Quote for a place where every word is a name.
func quotePart(name string) string {
	if isShadowed(name) {
		return name
	}
	return Quote(name)
}

func (p *printer) yield(none, all bool, items []*YieldItem) {
	switch {
	case none:
	case all:
		p.put(" YIELD *")
	case len(items) == 0:
		p.put(" YIELD -")
	default:
		p.put(" YIELD ")
		list(p, items, ", ", func(y *YieldItem) {
			p.put(Quote(y.Field))
			if y.Var.Name != y.Field {
				p.put(" AS ", Quote(y.Var.Name))
			}
		})
	}
}

// with writes what follows the keyword.
func (p *printer) with(c *With) {
	switch pr := c.Projection; pr.Form {
	case AsFilter:
		p.put(" ")
		p.expr(c.Where, 0)
	case AsLet:
		p.put(" ")
		list(p, pr.Items, ", ", func(item *ProjectionItem) {
			p.put(Quote(item.Alias.Name), " = ")
			p.expr(item.Expr, 0)
		})
	case AsPage:
		p.page(pr, withName(pr))
	default:
		p.projection(pr)
		p.where(c.Where)
	}
}

func (p *printer) projection(pr *Projection) {
	if pr.Distinct {
		p.put(" DISTINCT")
	}
	p.put(" ")
	if pr.Star {
		p.put("*")
		if len(pr.Items) > 0 {
			p.put(", ")
		}
	}
	list(p, pr.Items, ", ", func(item *ProjectionItem) {
		p.expr(item.Expr, 0)
		if item.Alias != nil {
			p.put(" AS ", Quote(item.Alias.Name))
		}
	})
	p.page(pr, "")
}

// page writes ORDER BY, SKIP and LIMIT, as far as they are there, but for the
// keyword that has been written.
func (p *printer) page(pr *Projection, written string) {
	keyword := func(word string) {
		if word != written {
			p.put(" ", word)
		}
		p.put(" ")
	}
	if len(pr.OrderBy) > 0 {
		keyword("ORDER BY")
		list(p, pr.OrderBy, ", ", func(s *SortItem) {
			p.expr(s.Expr, 0)
			if s.Desc {
				p.put(" DESC")
			}
		})
	}
	if pr.Skip != nil {
		keyword("SKIP")
		p.expr(pr.Skip, 0)
	}
	if pr.Limit != nil {
		keyword("LIMIT")
		p.expr(pr.Limit, 0)
	}
}

func (p *printer) setItems(before string, items []SetItem) {
	if len(items) > 0 {
		p.put(before)
		list(p, items, ", ", p.setItem)
	}
}

func (p *printer) setItem(item SetItem) {
	switch item := item.(type) {
	case *SetProperty:
		p.expr(item.Target, 0)
		p.put(" = ")
		p.expr(item.Value, 0)
	case *SetAll:
		op := " = "
		if item.Add {
			op = " += "
		}
		p.put(Quote(item.Var.Name), op)
		p.expr(item.Value, 0)
	case *SetLabels:
		p.labelled(item.Var, item.Labels)
	}
}

func (p *printer) removeItem(item RemoveItem) {
	switch item := item.(type) {
	case *RemoveProperty:
		p.expr(item.Target, 0)
	case *RemoveLabels:
		p.labelled(item.Var, item.Labels)
	}
}

func (p *printer) labelled(v *Variable, labels []LabelExpr) {
	p.put(Quote(v.Name))
	for _, l := range labels {
		p.put(":")
		p.labels(l, labelNot)
	}
}
