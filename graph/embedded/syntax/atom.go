package syntax

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

// atom reads an expression that needs no operator.
func (p *parser) atom() Expr {
	t, at := p.peek(), p.here()
	switch t.kind {
	case stringToken:
		p.at++
		return &Literal{at, t.text}
	case numberToken:
		return p.number(at, "")
	case paramToken:
		return p.parameter()
	case quotedToken:
		return p.variableOrProjection()
	case wordToken:
		return p.word()
	case opToken:
		switch t.text {
		case "(":
			return p.bracket()
		case "[":
			return p.squareBracket()
		case "{":
			return p.mapLiteral()
		}
	}
	p.unexpected("an expression")
	return nil
}

func (p *parser) parameter() Expr {
	at, t := p.here(), p.peek()
	p.at++
	return &Parameter{at, t.text}
}

// number reads a number with the sign that was before it.
func (p *parser) number(at At, sign string) Expr {
	t := p.peek()
	p.at++
	text := strings.ReplaceAll(sign+t.text, "_", "")
	lower := strings.ToLower(text)
	if strings.ContainsAny(text, "XO") {
		p.fail(at, "InvalidNumberLiteral", "the letter after 0 must be small: %s", lower)
	}
	base := 10
	if i := strings.IndexAny(lower, "xo"); i >= 0 {
		base = map[byte]int{'x': 16, 'o': 8}[lower[i]]
		lower = sign + lower[i+1:]
	} else if strings.ContainsAny(lower, ".e") {
		f, err := strconv.ParseFloat(strings.TrimRight(lower, "fd"), 64)
		if err != nil || math.IsInf(f, 0) {
			p.fail(at, "FloatingPointOverflow", "the number %s is too large", text)
		}
		return &Literal{at, f}
	}
	if digits := strings.TrimPrefix(lower, sign); base == 10 && len(digits) > 1 && digits[0] == '0' {
		p.fail(at, "InvalidNumberLiteral", "an octal number is written 0o%s", strings.TrimLeft(digits, "0"))
	}
	n, err := strconv.ParseInt(lower, base, 64)
	switch {
	case errors.Is(err, strconv.ErrRange):
		p.fail(at, "IntegerOverflow", "the integer %s is too large", text)
	case err != nil:
		p.fail(at, "InvalidNumberLiteral", "%s is not a number", text)
	}
	return &Literal{at, n}
}

// bracket reads a path used as a condition, or an expression in brackets.
func (p *parser) bracket() Expr {
	at := p.here()
	if p.pathAhead(p.at) {
		path := &Path{At: at}
		p.chain(path, false)
		return &PatternPredicate{at, path}
	}
	p.need("(")
	x := p.expr()
	p.need(")")
	return x
}

// squareBracket reads a list or one of the comprehensions.
func (p *parser) squareBracket() Expr {
	at, open := p.here(), p.at
	p.need("[")
	if p.partner[open] < 0 {
		p.fail(at, "UnexpectedSyntax", "this [ is never closed")
	}
	if !p.commaIn(open) {
		bar := p.barIn(open, true)
		if p.peek().isName() && p.ahead(1).isWord("IN") {
			return p.listComprehension(at, bar)
		}
		if named := p.peek().isName() && p.ahead(1).isOp("=") && p.pathAhead(p.at+2); bar >= 0 && (named || p.pathAhead(p.at)) {
			return p.patternComprehension(at, bar)
		}
	}
	l := &List{At: at}
	for !p.op("]") {
		l.Elems = append(l.Elems, p.expr())
		p.comma("]")
	}
	return l
}

func (p *parser) listComprehension(at At, bar int) Expr {
	c := &ListComprehension{At: at, Var: p.variable()}
	p.needWord("IN")
	c.List = p.exprUpTo(bar)
	if p.words("WHERE") {
		c.Where = p.exprUpTo(bar)
	}
	if p.op("|") {
		c.Map = p.expr()
	}
	p.need("]")
	return c
}

func (p *parser) patternComprehension(at At, bar int) Expr {
	c := &PatternComprehension{At: at, Path: p.path(false)}
	if p.words("WHERE") {
		c.Where = p.exprUpTo(bar)
	}
	p.need("|")
	c.Map = p.expr()
	p.need("]")
	return c
}

func (p *parser) mapLiteral() *Map {
	defer p.deeper()()
	m := &Map{At: p.here()}
	p.need("{")
	for !p.op("}") {
		at := p.here()
		key := p.name("a key")
		p.need(":")
		m.Entries = append(m.Entries, MapEntry{at, key, p.expr()})
		p.comma("}")
	}
	return m
}

// word reads an expression that begins with a word.
func (p *parser) word() Expr {
	at, t := p.here(), p.peek()
	if x, ok := p.constant(); ok {
		return x
	}
	if t.isWord("CASE") && !p.endsOperand(p.ahead(1)) {
		return p.caseExpr()
	}
	if p.ahead(1).isOp("{") {
		if kind, ok := subqueryKind(t); ok {
			return p.subquery(kind)
		}
	}
	if p.ahead(1).isOp("(") {
		if kind, ok := quantifierKind(t); ok && p.ahead(2).isName() && p.ahead(3).isWord("IN") {
			return p.quantifierExpr(kind)
		}
		if t.isWord("reduce") {
			return p.reduce()
		}
		if s := p.search(); s != EveryPath {
			path := &Path{At: at}
			p.searched(path, s)
			return &PathSearch{at, path}
		}
	}
	if p.callAhead() {
		return p.functionCall()
	}
	if p.reserved(t) {
		p.unexpected("an expression")
	}
	return p.variableOrProjection()
}

// constant reads a literal that is a word.
func (p *parser) constant() (Expr, bool) {
	at, t := p.here(), p.peek()
	if p.ahead(1).isOp("(") {
		return nil, false
	}
	var value any
	switch {
	case t.isWord("NULL"):
	case t.isWord("TRUE"):
		value = true
	case t.isWord("FALSE"):
		value = false
	case t.isWord("NAN"):
		value = math.NaN()
	case t.isWord("INFINITY"), t.isWord("INF"):
		value = math.Inf(1)
	default:
		return nil, false
	}
	p.at++
	return &Literal{at, value}, true
}

// endsOperand reports whether t can follow an operand: then the word before it is
// a variable, whatever it is called.
func (p *parser) endsOperand(t token) bool {
	return t.kind == endToken || t.kind == opToken && !t.isOp("(") && !t.isOp("[") && !t.isOp("{") && !t.isOp("-") && !t.isOp("+") && !t.isOp("$")
}

// reserved reports whether t is the first word of a clause and stands where it
// cannot be a variable.
func (p *parser) reserved(t token) bool {
	for _, w := range clauseWords {
		if t.isWord(w) {
			return !p.endsOperand(p.ahead(1)) || p.ahead(1).isOp("*")
		}
	}
	return false
}

var clauseWords = [...]string{
	"MATCH", "OPTIONAL", "WITH", "RETURN", "UNWIND", "CREATE", "MERGE", "SET", "REMOVE", "DELETE", "DETACH", "FOREACH",
	"CALL", "UNION", "WHERE", "ORDER", "SKIP", "LIMIT", "YIELD", "WHEN", "THEN", "ELSE", "AS", "AND", "OR", "XOR", "IN",
}

// variableOrProjection reads a variable, and a map projection if one follows.
func (p *parser) variableOrProjection() Expr {
	v := p.variable()
	if !p.peek().isOp("{") {
		return v
	}
	defer p.deeper()()
	m := &MapProjection{At: v.At, Of: v}
	p.need("{")
	for !p.op("}") {
		m.Items = append(m.Items, p.mapItem())
		p.comma("}")
	}
	return m
}

func (p *parser) mapItem() MapItem {
	at := p.here()
	if p.op(".") {
		if p.op("*") {
			return MapItem{At: at, All: true}
		}
		return MapItem{At: at, Key: p.name("a property name"), Property: true}
	}
	key := p.name("a key, .property or .*")
	if p.op(":") {
		return MapItem{At: at, Key: key, Value: p.expr()}
	}
	return MapItem{At: at, Key: key, Value: &Variable{at, key}}
}

// callAhead reports whether name( or a.b.name( is next.
func (p *parser) callAhead() bool {
	n := 1
	for p.ahead(n).isOp(".") && p.ahead(n+1).isName() {
		n += 2
	}
	return p.ahead(n).isOp("(")
}

func (p *parser) functionCall() Expr {
	at := p.here()
	c := &Call{At: at, Name: p.dotted("the name of a function")}
	p.need("(")
	if p.op("*") {
		p.need(")")
		if !strings.EqualFold(c.Name, "count") {
			p.fail(at, "UnexpectedSyntax", "only count can be called with *")
		}
		return &CountStar{at}
	}
	c.Distinct = p.words("DISTINCT")
	if p.are("ALL") && !p.endsOperand(p.ahead(1)) && !p.ahead(1).isOp("(") {
		p.at++ // count(ALL x) is count(x)
	}
	if strings.EqualFold(c.Name, "trim") && (p.are("BOTH") || p.are("LEADING") || p.are("TRAILING")) && !p.endsOperand(p.ahead(1)) {
		p.unsupported(p.here(), "trim("+strings.ToUpper(p.peek().text)+" …)")
	}
	for !p.op(")") {
		c.Args = append(c.Args, p.expr())
		p.comma(")")
	}
	return c
}

func (p *parser) caseExpr() Expr {
	c := &Case{At: p.here()}
	p.needWord("CASE")
	if !p.are("WHEN") {
		c.Test = p.expr()
	}
	for p.are("WHEN") {
		c.Whens = append(c.Whens, p.whens(c.Test != nil)...)
	}
	if len(c.Whens) == 0 {
		p.unexpected("WHEN")
	}
	if p.words("ELSE") {
		c.Else = p.expr()
	}
	p.needWord("END")
	return c
}

// whens reads WHEN a, b THEN value, which is two of them with one value.
func (p *parser) whens(tested bool) (whens []When) {
	at := p.here()
	p.needWord("WHEN")
	for {
		if _, ok := p.comparisonOp(); tested && (ok || p.are("IS") && !p.endsOperand(p.ahead(1))) {
			p.unsupported(p.here(), "a comparison after WHEN")
		}
		whens = append(whens, When{At: at, Cond: p.expr()})
		if !tested || !p.op(",") {
			break
		}
	}
	p.needWord("THEN")
	value := p.expr()
	for i := range whens {
		whens[i].Value = value
	}
	return whens
}

func quantifierKind(t token) (QuantifierKind, bool) {
	switch {
	case t.isWord("all"):
		return All, true
	case t.isWord("any"):
		return Any, true
	case t.isWord("none"):
		return None, true
	case t.isWord("single"):
		return Single, true
	}
	return 0, false
}

func (p *parser) quantifierExpr(kind QuantifierKind) Expr {
	q := &Quantifier{At: p.here(), Kind: kind}
	p.at++
	p.need("(")
	q.Var = p.variable()
	p.needWord("IN")
	q.List = p.expr()
	p.needWord("WHERE")
	q.Where = p.expr()
	p.need(")")
	return q
}

func (p *parser) reduce() Expr {
	r := &Reduce{At: p.here()}
	p.needWord("reduce")
	open := p.at
	p.need("(")
	r.Acc = p.variable()
	p.need("=")
	r.Init = p.expr()
	p.need(",")
	r.Var = p.variable()
	p.needWord("IN")
	r.List = p.exprUpTo(p.barIn(open, false))
	p.need("|")
	r.Body = p.expr()
	p.need(")")
	return r
}

func subqueryKind(t token) (SubqueryKind, bool) {
	switch {
	case t.isWord("EXISTS"):
		return ExistsSubquery, true
	case t.isWord("COUNT"):
		return CountSubquery, true
	case t.isWord("COLLECT"):
		return CollectSubquery, true
	}
	return 0, false
}

// subquery reads EXISTS { … } and its kin; inside is a query or a bare pattern.
func (p *parser) subquery(kind SubqueryKind) Expr {
	s := &Subquery{At: p.here(), Kind: kind}
	p.at++
	p.need("{")
	outer := p.bar
	p.bar = -1
	if p.peek().isOp("(") || p.ahead(1).isOp("=") || p.ahead(1).isOp("(") && (p.are("shortestPath") || p.are("allShortestPaths")) {
		defer p.deeper()()
		at := p.here()
		m := &Match{At: at, Pattern: p.pattern(true)}
		m.Where = p.where()
		s.Query = &Query{At: at, Parts: []*SingleQuery{{At: at, Clauses: []Clause{m}}}}
	} else {
		s.Query = p.query(kind == CollectSubquery)
	}
	p.bar = outer
	p.need("}")
	return s
}
