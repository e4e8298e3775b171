package syntax

import "strconv"

// pattern reads paths parted by commas. In MATCH parts of a path may be
// quantified.
func (p *parser) pattern(quantified bool) (paths []*Path) {
	for {
		paths = append(paths, p.path(quantified))
		if !p.op(",") {
			return paths
		}
	}
}

// path reads [var =] path, or a search for a shortest one.
func (p *parser) path(quantified bool) *Path {
	path := &Path{At: p.here()}
	if p.peek().isName() && p.ahead(1).isOp("=") {
		path.Var = p.variable()
		p.need("=")
	}
	if s := p.search(); s != EveryPath {
		p.searched(path, s)
		return path
	}
	p.refusePrefix()
	p.chain(path, quantified)
	return path
}

// refusePrefix refuses the words that Neo4j has before a path.
func (p *parser) refusePrefix() {
	switch t := p.peek(); {
	case (t.isWord("ANY") || t.isWord("ALL")) && p.ahead(1).isWord("SHORTEST"):
		p.unsupported(At(t.start), "a path selector ("+t.text+" SHORTEST)")
	case t.isWord("ANY"), t.isWord("ALL"), t.isWord("SHORTEST"):
		p.unsupported(At(t.start), "a path selector ("+t.text+")")
	case t.isWord("REPEATABLE"), t.isWord("DIFFERENT"):
		p.unsupported(At(t.start), "a match mode ("+t.text+")")
	case t.isWord("WALK"), t.isWord("TRAIL"), t.isWord("ACYCLIC"), t.isWord("SIMPLE"):
		p.unsupported(At(t.start), "a path mode ("+t.text+")")
	}
}

// search reads the word shortestPath or allShortestPaths before a bracket.
func (p *parser) search() Search {
	switch {
	case !p.ahead(1).isOp("("):
		return EveryPath
	case p.words("shortestPath"):
		return ShortestPath
	case p.words("allShortestPaths"):
		return AllShortestPaths
	}
	return EveryPath
}

// searched reads (path) after shortestPath.
func (p *parser) searched(path *Path, s Search) {
	path.Search = s
	p.need("(")
	p.chain(path, false)
	p.need(")")
	if len(path.Links) != 1 {
		p.fail(path.At, "UnexpectedSyntax", "shortestPath and allShortestPaths need a path of exactly one relationship")
	}
}

// chain reads nodes and what links them into path.
func (p *parser) chain(path *Path, quantified bool) {
	defer p.deeper()()
	if quantified && p.groupAhead() {
		path.Nodes = append(path.Nodes, &NodePattern{At: p.here(), Implicit: true})
	} else {
		path.Nodes = append(path.Nodes, p.node())
	}
	for length := 0; ; p.chained(&length) {
		switch {
		case p.relAhead(p.at):
			path.Links = append(path.Links, p.rel(quantified))
			path.Nodes = append(path.Nodes, p.node())
		case quantified && p.groupAhead():
			path.Links = append(path.Links, p.group())
			if p.peek().isOp("(") && !p.groupAhead() {
				path.Nodes = append(path.Nodes, p.node())
			} else {
				path.Nodes = append(path.Nodes, &NodePattern{At: p.here(), Implicit: true})
			}
		default:
			return
		}
	}
}

// groupAhead reports whether a path in brackets begins here.
func (p *parser) groupAhead() bool {
	return p.peek().isOp("(") && (p.ahead(1).isOp("(") || p.ahead(1).isName() && p.ahead(2).isOp("="))
}

// relAhead reports whether an edge begins at a token.
func (p *parser) relAhead(i int) bool {
	if p.tokenAt(i).isOp("<") {
		i++
	}
	return p.tokenAt(i).isOp("-") && (p.tokenAt(i+1).isOp("-") || p.tokenAt(i+1).isOp("["))
}

// group reads (path WHERE cond){min,max}.
func (p *parser) group() *QuantifiedPath {
	defer p.deeper()()
	g := &QuantifiedPath{At: p.here(), Path: &Path{}}
	p.need("(")
	g.Path.At = p.here()
	if p.ahead(1).isOp("=") {
		p.unsupported(p.here(), "a path variable inside a quantified path")
	}
	p.chain(g.Path, true)
	for _, l := range g.Path.Links {
		if _, ok := l.(*QuantifiedPath); ok {
			p.fail(At(l.Pos()), "UnexpectedSyntax", "quantified paths cannot be nested")
		}
	}
	g.Where = p.where()
	p.need(")")
	r, ok := p.quantifier()
	if !ok {
		p.unsupported(g.At, "a path in brackets without a quantifier")
	}
	if len(g.Path.Links) == 0 {
		p.fail(g.At, "UnexpectedSyntax", "a quantified path needs at least one relationship")
	}
	g.Range = r
	return g
}

// quantifier reads +, *, {n}, {n,}, {,n} or {n,m} if one is next.
func (p *parser) quantifier() (Range, bool) {
	at := p.here()
	switch {
	case p.op("+"):
		return Range{1, -1}, true
	case p.op("*"):
		return Range{0, -1}, true
	case !p.op("{"):
		return Range{}, false
	}
	r := Range{0, -1}
	if p.peek().kind == numberToken {
		r.Min = p.count()
		r.Max = r.Min
	}
	if p.op(",") {
		r.Max = -1
		if p.peek().kind == numberToken {
			r.Max = p.count()
		}
	}
	p.need("}")
	if r.Max == 0 || r.Max > 0 && r.Max < r.Min {
		p.fail(at, "UnexpectedSyntax", "a quantifier's upper bound must be positive and not below its lower bound")
	}
	return r, true
}

// count reads a small natural number.
func (p *parser) count() int {
	t := p.peek()
	n, err := strconv.ParseInt(t.text, 10, 32)
	if t.kind != numberToken || err != nil {
		p.unexpected("a whole number")
	}
	p.at++
	return int(n)
}

func (p *parser) node() *NodePattern {
	n := &NodePattern{At: p.here()}
	if !p.peek().isOp("(") {
		p.unexpected("a node pattern, (…)")
	}
	p.need("(")
	if p.peek().isName() && !p.are("WHERE") && !(p.are("IS") && p.ahead(1).isName()) {
		n.Var = p.variable()
	}
	n.Labels = p.patternLabels()
	n.Props = p.props()
	n.Where = p.where()
	p.need(")")
	return n
}

// patternLabels reads the labels or types of a pattern, nil if there are none.
func (p *parser) patternLabels() LabelExpr {
	if p.are("IS") && p.labeledAhead(1) {
		p.fail(p.here(), "UnexpectedSyntax", "IS LABELED is a condition, as in WHERE n IS LABELED A; in a pattern write IS %s", p.ahead(2).text)
	}
	if !p.op(":") && !p.words("IS") {
		return nil
	}
	first := p.at
	l := p.labels()
	for i := first; i < p.at && p.inserting; i++ {
		if t := p.tokens[i]; t.isOp(":") || t.isOp("$") {
			p.fail(At(t.start), "UnexpectedSyntax", "INSERT takes plain labels with & between them; CREATE takes this")
		}
	}
	return l
}

// props reads a map or a parameter in a pattern if one is next.
func (p *parser) props() Expr {
	inserting := p.inserting
	p.inserting = false // not in expressions
	defer func() { p.inserting = inserting }()
	switch t := p.peek(); {
	case t.kind == paramToken && inserting:
		p.fail(p.here(), "InvalidParameterUse", "INSERT takes properties as a map in braces; CREATE takes a parameter")
	case t.isOp("{"):
		return p.mapLiteral()
	case t.kind == paramToken:
		return p.parameter()
	}
	return nil
}

// rel reads an edge, and its quantifier if that is allowed.
func (p *parser) rel(quantified bool) Link {
	r := &RelPattern{At: p.here()}
	left := p.op("<")
	p.need("-")
	if p.op("[") {
		p.relDetail(r)
		p.need("]")
	}
	p.need("-")
	right := p.op(">")
	switch {
	case left && !right:
		r.Dir = Left
	case right && !left:
		r.Dir = Right
	}
	if !quantified {
		return r
	}
	q, ok := p.quantifier()
	if !ok {
		return r
	}
	if r.Length != nil {
		p.fail(r.At, "UnexpectedSyntax", "a relationship has either a quantifier or a *range")
	}
	ends := []*NodePattern{{At: r.At}, {At: r.At}}
	return &QuantifiedPath{At: r.At, Path: &Path{At: r.At, Nodes: ends, Links: []Link{r}}, Range: q}
}

// relDetail reads what stands between [ and ].
func (p *parser) relDetail(r *RelPattern) {
	if p.peek().isName() && !p.are("WHERE") && !(p.are("IS") && p.ahead(1).isName()) {
		r.Var = p.variable()
	}
	r.Types = p.patternLabels()
	if p.peek().isOp("..") {
		p.fail(p.here(), "InvalidRelationshipPattern", "a range needs a * before it")
	}
	if p.op("*") {
		r.Length = p.length()
	}
	r.Props = p.props()
	r.Where = p.where()
}

// length reads what follows the * of a variable length.
func (p *parser) length() *Range {
	if p.peek().isOp("-") {
		p.fail(p.here(), "InvalidRelationshipPattern", "a range cannot be negative")
	}
	r := &Range{1, -1}
	fixed := p.peek().kind == numberToken
	if fixed {
		r.Min = p.count()
	}
	switch {
	case p.op(".."):
		if p.peek().isOp("-") {
			p.fail(p.here(), "InvalidRelationshipPattern", "a range cannot be negative")
		}
		if p.peek().kind == numberToken {
			r.Max = p.count()
		}
	case fixed:
		r.Max = r.Min
	}
	if p.peek().kind == paramToken {
		p.fail(p.here(), "InvalidParameterUse", "a range cannot be a parameter")
	}
	return r
}

// labels reads a label expression. A colon between labels is an older & and does
// not go with the other signs, but for the |: between types.
func (p *parser) labels() LabelExpr {
	first := p.at
	x := p.labelOr()
	colon := -1
	for i := first; i < p.at; i++ {
		if p.tokens[i].isOp(":") && !p.tokens[i-1].isOp("|") && colon < 0 {
			colon = i
		}
		if p.tokens[i].isOp("$") || p.tokens[i].kind == paramToken {
			return x // the colon may be part of an expression
		}
	}
	for i := first; i < p.at && colon >= 0; i++ {
		if t := p.tokens[i]; t.isOp("|") || t.isOp("&") || t.isOp("!") || t.isOp("%") {
			p.fail(At(p.tokens[colon].start), "UnexpectedSyntax", "a colon between labels cannot be mixed with |, &, ! and %%; write & for it")
		}
	}
	return x
}

func (p *parser) labelOr() LabelExpr {
	defer p.deeper()()
	x := p.labelAnd()
	length := 0
	for p.peek().isOp("|") && p.at != p.bar {
		p.chained(&length)
		at := p.here()
		p.at++
		p.op(":")
		x = &LabelOr{at, x, p.labelAnd()}
	}
	return x
}

func (p *parser) labelAnd() LabelExpr {
	x := p.labelAtom()
	length := 0
	for p.peek().isOp("&") || p.peek().isOp(":") {
		p.chained(&length)
		at := p.here()
		p.at++
		x = &LabelAnd{at, x, p.labelAtom()}
	}
	return x
}

func (p *parser) labelAtom() LabelExpr {
	at := p.here()
	switch {
	case p.op("!"):
		defer p.deeper()()
		return &LabelNot{at, p.labelAtom()}
	case p.op("%"):
		return &LabelAny{at}
	case p.op("("):
		x := p.labelOr()
		p.need(")")
		return x
	case p.op("$"):
		return p.dynamic(at, false)
	case p.peek().kind == paramToken && p.ahead(1).isOp("("):
		word := p.peek().text
		if word == "any" || word == "all" {
			p.at++
			return p.dynamic(at, word == "any")
		}
	case p.peek().kind == paramToken:
		p.fail(at, "UnexpectedSyntax", "a label or type cannot be a parameter; write $($%s)", p.peek().text)
	}
	return &LabelName{at, p.name("a label or type")}
}

// dynamic reads (expr) after $ or $any.
func (p *parser) dynamic(at At, anyOf bool) LabelExpr {
	p.need("(")
	x := &LabelDynamic{at, p.expr(), anyOf}
	p.need(")")
	return x
}

// pathAhead reports whether the bracket at token i begins a path of at least one
// edge, and not an expression.
func (p *parser) pathAhead(i int) bool {
	if !p.tokenAt(i).isOp("(") || p.partner[i] < 0 {
		return false
	}
	end := p.partner[i]
	return p.nodeContent(i+1) && p.relAhead(end+1) && p.nodeAfterRel(end+1)
}

// nodeContent reports whether the tokens from i on can be the inside of a node.
func (p *parser) nodeContent(i int) bool {
	t := p.tokenAt(i)
	if t.isName() && !t.isWord("WHERE") {
		t = p.tokenAt(i + 1)
	}
	return t.isOp(")") || t.isOp(":") || t.isOp("{") || t.kind == paramToken || t.isWord("WHERE") || t.isWord("IS")
}

// nodeAfterRel reports whether the edge that begins at token i ends in a node.
func (p *parser) nodeAfterRel(i int) bool {
	if p.tokenAt(i).isOp("<") {
		i++
	}
	i++ // the first dash
	if p.tokenAt(i).isOp("[") {
		if i = p.partner[i]; i < 0 {
			return false
		}
		i++
	}
	if !p.tokenAt(i).isOp("-") {
		return false
	}
	i++
	if p.tokenAt(i).isOp(">") {
		i++
	}
	return p.tokenAt(i).isOp("(")
}
