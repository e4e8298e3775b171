package syntax

import "strconv"

func (p *printer) path(path *Path) {
	if path.Var != nil {
		p.put(Quote(path.Var.Name), " = ")
	}
	switch path.Search {
	case ShortestPath:
		p.put("shortestPath(")
	case AllShortestPaths:
		p.put("allShortestPaths(")
	}
	p.node(path.Nodes[0])
	for i, l := range path.Links {
		switch l := l.(type) {
		case *RelPattern:
			p.rel(l)
		case *QuantifiedPath:
			p.group(l)
		}
		p.node(path.Nodes[i+1])
	}
	if path.Search != EveryPath {
		p.put(")")
	}
}

func (p *printer) group(g *QuantifiedPath) {
	p.put("(")
	p.path(g.Path)
	p.where(g.Where)
	p.put("){", strconv.Itoa(g.Range.Min), ",")
	if g.Range.Max >= 0 {
		p.put(strconv.Itoa(g.Range.Max))
	}
	p.put("}")
}

func (p *printer) node(n *NodePattern) {
	if n.Implicit {
		return
	}
	p.put("(")
	p.detail(n.Var, n.Labels, nil, n.Props, n.Where)
	p.put(")")
}

func (p *printer) rel(r *RelPattern) {
	if r.Dir == Left {
		p.put("<")
	}
	p.put("-[")
	p.detail(r.Var, r.Types, r.Length, r.Props, r.Where)
	p.put("]-")
	if r.Dir == Right {
		p.put(">")
	}
}

// detail writes the inside of a node or an edge.
func (p *printer) detail(v *Variable, labels LabelExpr, length *Range, props, where Expr) {
	space := ""
	if v != nil {
		p.put(Quote(v.Name))
		space = " "
	}
	if labels != nil {
		p.put(":")
		p.labels(labels, 0)
		space = " "
	}
	if length != nil {
		p.length(length)
		space = " "
	}
	if props != nil {
		p.put(space)
		p.expr(props, 0)
	}
	p.where(where)
}

func (p *printer) length(r *Range) {
	p.put("*")
	switch {
	case r.Min == 1 && r.Max == -1:
	case r.Min == r.Max:
		p.put(strconv.Itoa(r.Min))
	default:
		p.put(strconv.Itoa(r.Min), "..")
		if r.Max >= 0 {
			p.put(strconv.Itoa(r.Max))
		}
	}
}

// How tightly label expressions bind.
const (
	labelOr = iota
	labelAnd
	labelNot
)

// labels writes a label expression where one that binds at least as tightly as
// level can stand.
func (p *printer) labels(x LabelExpr, level int) {
	switch x := x.(type) {
	case *LabelName:
		p.put(quotePart(x.Name))
	case *LabelAny:
		p.put("%")
	case *LabelDynamic:
		p.put("$")
		if x.Any {
			p.put("any")
		}
		p.put("(")
		p.expr(x.Expr, 0)
		p.put(")")
	case *LabelNot:
		p.put("!")
		p.labels(x.X, labelNot)
	case *LabelAnd:
		p.labelPair(x.X, "&", x.Y, labelAnd, level)
	case *LabelOr:
		p.labelPair(x.X, "|", x.Y, labelOr, level)
	}
}

func (p *printer) labelPair(x LabelExpr, op string, y LabelExpr, own, level int) {
	if own < level {
		p.put("(")
	}
	p.labels(x, own)
	p.put(op)
	p.labels(y, own+1)
	if own < level {
		p.put(")")
	}
}

func (p *printer) schema(s Statement) {
	switch s := s.(type) {
	case *CreateConstraint:
		p.put("CREATE CONSTRAINT")
		p.schemaName(s.Name, s.IfNotExists)
		p.target(s.Edge, []string{s.Label})
		p.put(" REQUIRE ")
		p.properties("(", s.Props, ")")
		p.put(s.demand())
	case *CreateIndex:
		p.put([]string{"CREATE INDEX", "CREATE TEXT INDEX", "CREATE FULLTEXT INDEX"}[s.Kind])
		p.schemaName(s.Name, s.IfNotExists)
		p.target(s.Edge, s.Labels)
		p.put(" ON ")
		if s.Kind == FullText {
			p.put("EACH ")
			p.properties("[", s.Props, "]")
		} else {
			p.properties("(", s.Props, ")")
		}
		if s.Options != nil {
			p.put(" OPTIONS ")
			p.expr(s.Options, 0)
		}
	case *DropConstraint:
		p.drop("CONSTRAINT ", s.Name, s.IfExists)
	case *DropIndex:
		p.drop("INDEX ", s.Name, s.IfExists)
	}
}

// demand is the end of a constraint's text.
func (s *CreateConstraint) demand() string {
	switch {
	case s.Kind == Unique:
		return " IS UNIQUE"
	case s.Kind == NotNull:
		return " IS NOT NULL"
	case s.Edge:
		return " IS RELATIONSHIP KEY"
	}
	return " IS NODE KEY"
}

func (p *printer) drop(what, name string, ifExists bool) {
	p.put("DROP ", what, Quote(name))
	if ifExists {
		p.put(" IF EXISTS")
	}
}

func (p *printer) schemaName(name string, ifNotExists bool) {
	if name != "" {
		p.put(" ", Quote(name))
	}
	if ifNotExists {
		p.put(" IF NOT EXISTS")
	}
}

func (p *printer) target(edge bool, labels []string) {
	before, after := " FOR (x:", ")"
	if edge {
		before, after = " FOR ()-[x:", "]-()"
	}
	p.put(before)
	list(p, labels, "|", func(l string) { p.put(quotePart(l)) })
	p.put(after)
}

func (p *printer) properties(open string, props []string, closing string) {
	p.put(open)
	list(p, props, ", ", func(key string) { p.put("x.", quotePart(key)) })
	p.put(closing)
}
