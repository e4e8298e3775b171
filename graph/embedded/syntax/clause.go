package syntax

// statement reads one statement.
func (p *parser) statement() Statement {
	p.version()
	at := p.here()
	switch {
	case p.words("EXPLAIN"):
		defer p.deeper()()
		return &Explain{at, p.statement()}
	case p.peek().kind == endToken:
		p.fail(at, "UnexpectedSyntax", "the statement is empty")
	}
	if s := p.schema(); s != nil {
		return s
	}
	return p.query(true)
}

// version reads over CYPHER 5 and CYPHER 25: what this engine has means the same in
// both. Options change how a server runs a statement.
func (p *parser) version() {
	at := p.here()
	if !p.words("CYPHER") {
		return
	}
	if t := p.peek(); t.kind == numberToken {
		if t.text != "5" && t.text != "25" {
			p.unsupported(at, "CYPHER "+t.text+" (CYPHER 5 and CYPHER 25 are read over)")
		}
		p.at++
	}
	if t := p.peek(); t.isName() && p.ahead(1).isOp("=") {
		p.unsupported(At(t.start), "the query option "+t.text)
	}
}

// query reads single queries joined by UNION. If each must be concluded, it has
// to end in RETURN or in a clause that does something.
func (p *parser) query(concluded bool) *Query {
	defer p.deeper()()
	q := &Query{At: p.here()}
	if p.are("WHEN") {
		p.unsupported(p.here(), "WHEN (a conditional query)")
	}
	q.Parts = append(q.Parts, p.singleQuery(concluded))
	for p.are("UNION") {
		at := p.here()
		p.at++
		all := p.words("ALL")
		if !all {
			p.words("DISTINCT")
		}
		if len(q.Parts) > 1 && all != q.All {
			p.fail(at, "InvalidClauseComposition", "UNION and UNION ALL cannot be mixed")
		}
		q.All = all
		q.Parts = append(q.Parts, p.singleQuery(concluded))
	}
	return q
}

// singleQuery reads clauses up to a RETURN or to what is no clause.
func (p *parser) singleQuery(concluded bool) *SingleQuery {
	s := &SingleQuery{At: p.here()}
	for {
		c := p.clause()
		if c == nil {
			break
		}
		if len(s.Clauses) > 0 {
			p.order(s.Clauses[len(s.Clauses)-1], c)
		}
		s.Clauses = append(s.Clauses, c)
	}
	if len(s.Clauses) == 0 {
		p.unexpected("a clause")
	}
	switch last := s.Clauses[len(s.Clauses)-1].(type) {
	case *Match, *Unwind, *With:
		if concluded {
			if p.peek().kind == wordToken {
				p.unexpected("")
			}
			p.fail(At(last.Pos()), "InvalidClauseComposition", "a query cannot conclude with %s; RETURN or an updating clause is missing", Name(last))
		}
	}
	return s
}

// order refuses a clause that cannot follow the one before it.
func (p *parser) order(before, next Clause) {
	at := At(next.Pos())
	switch b := before.(type) {
	case *Return, *Finish:
		p.fail(at, "InvalidClauseComposition", "%s must be the last clause", Name(before))
	case *Show:
		if _, ok := next.(*Return); !ok || b.NoYield {
			p.fail(at, "InvalidClauseComposition", "after SHOW … YIELD only RETURN can follow")
		}
	}
	if _, ok := next.(*Show); ok {
		p.fail(at, "InvalidClauseComposition", "SHOW must be the first clause")
	}
	if updates(before) && reads(next) {
		p.fail(at, "InvalidClauseComposition", "WITH is required between %s and %s", Name(before), Name(next))
	}
}

// updates reports whether c is an updating clause.
func updates(c Clause) bool {
	switch c.(type) {
	case *Create, *Merge, *Set, *Remove, *Delete, *Foreach:
		return true
	}
	return false
}

// reads reports whether c is a reading clause, which after an updating one needs
// a WITH between.
func reads(c Clause) bool {
	switch c.(type) {
	case *Match, *Unwind, *CallProcedure, *CallSubquery:
		return true
	}
	return false
}

// clause reads a clause, or returns nil if none begins here.
func (p *parser) clause() Clause {
	at := p.here()
	switch {
	case p.words("OPTIONAL", "MATCH"):
		return p.match(at, true)
	case p.words("MATCH"):
		return p.match(at, false)
	case p.words("UNWIND"):
		list := p.expr()
		p.needWord("AS")
		return &Unwind{at, list, p.variable()}
	case p.words("FOR"):
		v := p.variable()
		p.needWord("IN")
		return &Unwind{at, p.expr(), v}
	case p.words("FILTER"):
		p.words("WHERE")
		return &With{at, &Projection{At: at, Form: AsFilter, Star: true}, p.expr()}
	case p.words("LET"):
		return &With{at, &Projection{At: at, Form: AsLet, Star: true, Items: p.letItems()}, nil}
	case p.are("ORDER", "BY"), p.are("SKIP"), p.are("OFFSET"), p.are("LIMIT"):
		pr := &Projection{At: at, Form: AsPage, Star: true}
		p.page(pr)
		return &With{at, pr, nil}
	case p.words("WITH"):
		return &With{at, p.projection(), p.where()}
	case p.words("RETURN"):
		return &Return{at, p.projection()}
	case p.words("FINISH"):
		return &Finish{at}
	case p.words("OPTIONAL", "CALL"):
		return p.call(at, true)
	case p.words("CALL"):
		return p.call(at, false)
	case p.are("SHOW"):
		return p.show()
	}
	return p.updatingClause()
}

func (p *parser) match(at At, optional bool) *Match {
	m := &Match{At: at, Optional: optional, Pattern: p.pattern(true)}
	m.Where = p.where()
	return m
}

// updatingClause reads a clause that changes the graph, or returns nil.
func (p *parser) updatingClause() Clause {
	at := p.here()
	switch {
	case p.words("CREATE"):
		return &Create{at, p.pattern(false)}
	case p.words("INSERT"):
		p.inserting = true
		c := &Create{at, p.pattern(false)}
		p.inserting = false
		return c
	case p.words("MERGE"):
		return p.merge(at)
	case p.words("SET"):
		return &Set{at, p.setItems()}
	case p.words("REMOVE"):
		return &Remove{at, p.removeItems()}
	case p.words("DETACH", "DELETE"):
		return &Delete{at, true, p.exprs()}
	case p.words("NODETACH", "DELETE"), p.words("DELETE"):
		return &Delete{at, false, p.exprs()}
	case p.words("FOREACH"):
		return p.foreach(at)
	}
	return nil
}

func (p *parser) merge(at At) *Merge {
	m := &Merge{At: at, Path: p.path(false)}
	for p.are("ON") {
		switch {
		case p.words("ON", "CREATE", "SET"):
			m.OnCreate = append(m.OnCreate, p.setItems()...)
		case p.words("ON", "MATCH", "SET"):
			m.OnMatch = append(m.OnMatch, p.setItems()...)
		default:
			p.at++
			p.unexpected("CREATE SET or MATCH SET after ON")
		}
	}
	return m
}

func (p *parser) foreach(at At) *Foreach {
	defer p.deeper()()
	open := p.at
	p.need("(")
	f := &Foreach{At: at, Var: p.variable()}
	p.needWord("IN")
	f.List = p.exprUpTo(p.barIn(open, false))
	p.need("|")
	for !p.op(")") {
		c := p.updatingClause()
		if c == nil {
			p.unexpected("an updating clause in FOREACH")
		}
		f.Body = append(f.Body, c)
	}
	if len(f.Body) == 0 {
		p.fail(at, "UnexpectedSyntax", "FOREACH without a clause in it")
	}
	return f
}

// call reads what follows CALL.
func (p *parser) call(at At, optional bool) Clause {
	if p.peek().isOp("{") || p.peek().isOp("(") {
		return p.callSubquery(at, optional)
	}
	c := &CallProcedure{At: at, Optional: optional, Name: p.dotted("the name of a procedure")}
	if p.op("(") {
		for !p.op(")") {
			c.Args = append(c.Args, p.expr())
			p.comma(")")
		}
	} else {
		c.Implicit = true
	}
	c.NoYield = !p.words("YIELD")
	if c.NoYield {
		return c
	}
	if p.op("-") { // YIELD -: no columns
		return c
	}
	c.YieldAll, c.Yield, c.Where = p.yield()
	return c
}

// comma reads a comma unless the closing operator is next.
func (p *parser) comma(closing string) {
	if p.peek().isOp(closing) {
		return
	}
	p.need(",")
	if p.peek().isOp(closing) {
		p.unexpected("another element after the comma")
	}
}

// yield reads what follows YIELD.
func (p *parser) yield() (all bool, items []*YieldItem, where Expr) {
	if p.op("*") {
		return true, nil, p.where()
	}
	for {
		at := p.here()
		v := p.variable()
		item := &YieldItem{at, v.Name, v}
		if p.words("AS") {
			item.Var = p.variable()
		}
		items = append(items, item)
		if !p.op(",") {
			return false, items, p.where()
		}
	}
}

func (p *parser) callSubquery(at At, optional bool) *CallSubquery {
	c := &CallSubquery{At: at, Optional: optional}
	if p.op("(") {
		c.Scoped = true
		if p.op("*") {
			c.All = true
			p.need(")")
		} else {
			for !p.op(")") {
				c.Imports = append(c.Imports, p.variable())
				p.comma(")")
			}
		}
	}
	p.need("{")
	c.Query = p.query(true)
	p.need("}")
	if p.are("IN") {
		p.refuse(p.peek())
	}
	return c
}

// projection reads what follows WITH or RETURN.
func (p *parser) projection() *Projection {
	pr := &Projection{At: p.here(), Distinct: p.words("DISTINCT")}
	pr.Star = p.op("*")
	if !pr.Star || p.op(",") {
		for {
			pr.Items = append(pr.Items, p.projectionItem())
			if !p.op(",") {
				break
			}
		}
	}
	p.page(pr)
	return pr
}

// page reads ORDER BY, SKIP and LIMIT, each of which may be absent.
func (p *parser) page(pr *Projection) {
	if p.words("ORDER", "BY") {
		pr.OrderBy = p.sortItems()
	}
	if p.words("SKIP") || p.words("OFFSET") {
		pr.Skip = p.expr()
	}
	if p.words("LIMIT") {
		pr.Limit = p.expr()
	}
}

// letItems reads what follows LET.
func (p *parser) letItems() (items []*ProjectionItem) {
	for {
		at, v := p.here(), p.variable()
		p.need("=")
		items = append(items, &ProjectionItem{At: at, Expr: p.expr(), Alias: v, Name: v.Name})
		if !p.op(",") {
			return items
		}
	}
}

func (p *parser) projectionItem() *ProjectionItem {
	first := p.at
	item := &ProjectionItem{At: p.here(), Expr: p.expr()}
	item.Name = p.since(first)
	if v, ok := item.Expr.(*Variable); ok {
		item.Name = v.Name
	}
	if p.words("AS") {
		item.Alias = p.variable()
		item.Name = item.Alias.Name
	}
	return item
}

func (p *parser) sortItems() (items []*SortItem) {
	for {
		item := &SortItem{At: p.here(), Expr: p.expr()}
		item.Desc = p.words("DESC") || p.words("DESCENDING")
		if !item.Desc && !p.words("ASC") {
			p.words("ASCENDING")
		}
		items = append(items, item)
		if !p.op(",") {
			return items
		}
	}
}

// exprs reads expressions parted by commas, at least one.
func (p *parser) exprs() (exprs []Expr) {
	for {
		exprs = append(exprs, p.expr())
		if !p.op(",") {
			return exprs
		}
	}
}
