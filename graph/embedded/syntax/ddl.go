package syntax

// schema reads a statement about constraints or indexes, or returns nil.
func (p *parser) schema() Statement {
	at := p.here()
	switch {
	case p.words("CREATE", "CONSTRAINT"):
		return p.createConstraint(at)
	case p.words("DROP", "CONSTRAINT"):
		name := p.name("the name of a constraint")
		return &DropConstraint{at, name, p.words("IF", "EXISTS")}
	case p.words("DROP", "INDEX"):
		name := p.name("the name of an index")
		return &DropIndex{at, name, p.words("IF", "EXISTS")}
	case p.words("CREATE", "INDEX"), p.words("CREATE", "RANGE", "INDEX"):
		return p.createIndex(at, RangeIndex)
	case p.words("CREATE", "TEXT", "INDEX"):
		return p.createIndex(at, TextIndex)
	case p.words("CREATE", "FULLTEXT", "INDEX"):
		return p.createIndex(at, FullText)
	case p.are("CREATE") && p.ahead(2).isWord("INDEX"):
		p.unsupported(at, "CREATE "+p.ahead(1).text+" INDEX")
	case p.are("CREATE", "OR", "REPLACE"):
		p.unsupported(at, "CREATE OR REPLACE")
	case p.are("CREATE", "USER"), p.are("CREATE", "ROLE"), p.are("CREATE", "DATABASE"), p.are("CREATE", "ALIAS"),
		p.are("DROP", "USER"), p.are("DROP", "ROLE"), p.are("DROP", "DATABASE"), p.are("DROP", "ALIAS"):
		p.unsupported(at, p.peek().text+" "+p.ahead(1).text)
	}
	return nil
}

// schemaName reads the name and IF NOT EXISTS, both of which may be absent.
func (p *parser) schemaName() (name string, ifNotExists bool) {
	if p.peek().isName() && !p.are("IF", "NOT") && !p.are("FOR") || p.are("FOR", "IF") || p.are("FOR", "FOR") {
		name = p.name("a name")
	}
	return name, p.words("IF", "NOT", "EXISTS")
}

// target reads FOR (n:A|B) or FOR ()-[r:T]-().
func (p *parser) target() (variable string, edge bool, labels []string) {
	p.needWord("FOR")
	p.need("(")
	edge = p.op(")")
	if edge {
		p.op("<")
		p.need("-")
		p.need("[")
	}
	variable = p.name("a variable")
	p.need(":")
	labels = append(labels, p.name("a label or type"))
	for p.op("|") {
		labels = append(labels, p.name("a label or type"))
	}
	if edge {
		p.need("]")
		p.need("-")
		p.op(">")
		p.need("(")
	}
	p.need(")")
	return variable, edge, labels
}

// properties reads v.a, v.b between brackets; the brackets may be absent around
// one property of a constraint.
func (p *parser) properties(variable, open, closing string) (props []string) {
	bracketed := p.op(open)
	for {
		at := p.here()
		if v := p.name("a variable"); v != variable {
			p.fail(at, "UndefinedVariable", "variable %s is not defined; the one of this statement is %s", v, variable)
		}
		p.need(".")
		props = append(props, p.name("a property name"))
		if !bracketed || !p.op(",") {
			break
		}
	}
	if bracketed {
		p.need(closing)
	}
	return props
}

func (p *parser) createConstraint(at At) Statement {
	c := &CreateConstraint{At: at}
	c.Name, c.IfNotExists = p.schemaName()
	variable, edge, labels := p.target()
	if len(labels) > 1 {
		p.fail(at, "UnexpectedSyntax", "a constraint is for one label or type")
	}
	c.Edge, c.Label = edge, labels[0]
	if p.are("ASSERT") {
		p.fail(p.here(), "UnexpectedSyntax", "ASSERT is no longer part of Cypher; did you mean REQUIRE?")
	}
	p.needWord("REQUIRE")
	c.Props = p.properties(variable, "(", ")")
	if p.peek().isOp("::") {
		p.unsupported(p.here(), "a property type constraint")
	}
	p.needWord("IS")
	switch {
	case p.words("UNIQUE"), p.words("NODE", "UNIQUE"), p.words("RELATIONSHIP", "UNIQUE"), p.words("REL", "UNIQUE"):
		c.Kind = Unique
	case p.words("NODE", "KEY"), p.words("RELATIONSHIP", "KEY"), p.words("REL", "KEY"), p.words("KEY"):
		c.Kind = Key
	case p.words("NOT", "NULL"):
		c.Kind = NotNull
	case p.peek().isOp("::"), p.are("TYPED"):
		p.unsupported(p.here(), "a property type constraint")
	default:
		p.unexpected("UNIQUE, NODE KEY, RELATIONSHIP KEY or NOT NULL")
	}
	p.noOptions()
	return c
}

// noOptions refuses OPTIONS of constraints and of indexes but full-text ones.
func (p *parser) noOptions() {
	if p.are("OPTIONS") {
		p.unsupported(p.here(), "OPTIONS")
	}
}

func (p *parser) createIndex(at At, kind IndexKind) Statement {
	x := &CreateIndex{At: at, Kind: kind}
	x.Name, x.IfNotExists = p.schemaName()
	variable, edge, labels := p.target()
	if len(labels) > 1 && kind != FullText {
		p.fail(at, "UnexpectedSyntax", "only a full-text index can be for several labels or types")
	}
	x.Edge, x.Labels = edge, labels
	p.needWord("ON")
	open, closing := "(", ")"
	if kind == FullText {
		p.needWord("EACH")
		open, closing = "[", "]"
	}
	if !p.peek().isOp(open) {
		p.need(open)
	}
	x.Props = p.properties(variable, open, closing)
	if kind == FullText && p.words("OPTIONS") {
		x.Options = p.mapLiteral()
	}
	p.noOptions()
	return x
}

// show reads SHOW CONSTRAINTS or SHOW INDEXES, and what to yield of them.
func (p *parser) show() Clause {
	s := &Show{At: p.here()}
	switch {
	case p.words("SHOW", "CONSTRAINTS"), p.words("SHOW", "CONSTRAINT"), p.words("SHOW", "ALL", "CONSTRAINTS"):
		s.Kind = ShowConstraints
	case p.words("SHOW", "INDEXES"), p.words("SHOW", "INDEX"), p.words("SHOW", "ALL", "INDEXES"):
		s.Kind = ShowIndexes
	default:
		p.unsupported(s.At, "SHOW of anything but constraints and indexes")
	}
	s.NoYield = !p.words("YIELD")
	if s.NoYield {
		s.Where = p.where()
		return s
	}
	s.YieldAll, s.Yield, s.Where = p.yield()
	return s
}
