package syntax

import "slices"

// expr reads an expression. The functions follow the table at Expr.
func (p *parser) expr() Expr {
	defer p.deeper()()
	x := p.xor()
	length := 0
	for p.are("OR") {
		p.chained(&length)
		at := p.here()
		p.at++
		x = &Binary{at, Or, x, p.xor()}
	}
	return x
}

func (p *parser) xor() Expr {
	x := p.and()
	length := 0
	for p.are("XOR") {
		p.chained(&length)
		at := p.here()
		p.at++
		x = &Binary{at, Xor, x, p.and()}
	}
	return x
}

func (p *parser) and() Expr {
	x := p.not()
	length := 0
	for p.are("AND") {
		p.chained(&length)
		at := p.here()
		p.at++
		x = &Binary{at, And, x, p.not()}
	}
	return x
}

func (p *parser) not() Expr {
	at := p.here()
	if p.words("NOT") {
		defer p.deeper()()
		return &Unary{at, Not, p.not()}
	}
	return p.comparison()
}

func (p *parser) comparison() Expr {
	first := p.predicate()
	var c *Comparison
	for {
		op, ok := p.comparisonOp()
		if !ok {
			break
		}
		if c == nil {
			c = &Comparison{At: p.here(), Operands: []Expr{first}}
		}
		p.at++
		c.Ops = append(c.Ops, op)
		c.Operands = append(c.Operands, p.predicate())
	}
	if c == nil {
		return first
	}
	return c
}

// comparisonOp looks at the next token.
func (p *parser) comparisonOp() (Op, bool) {
	t := p.peek()
	if t.kind != opToken {
		return "", false
	}
	switch op := Op(t.text); op {
	case Equal, NotEqual, Less, LessEq, Greater, GreaterEq:
		return op, true
	}
	if t.isOp("!") && p.ahead(1).isOp("=") {
		p.fail(p.here(), "UnexpectedSyntax", "unknown operator !=; did you mean <>?")
	}
	return "", false
}

// predicate reads the operators that are words, and =~.
func (p *parser) predicate() Expr {
	x := p.sum()
	for length := 0; ; p.chained(&length) {
		at := p.here()
		switch {
		case p.words("STARTS", "WITH"):
			x = &Binary{at, StartsWith, x, p.sum()}
		case p.words("ENDS", "WITH"):
			x = &Binary{at, EndsWith, x, p.sum()}
		case p.words("CONTAINS"):
			x = &Binary{at, Contains, x, p.sum()}
		case p.words("IN"):
			x = &Binary{at, In, x, p.sum()}
		case p.op("=~"):
			x = &Binary{at, Regex, x, p.sum()}
		case p.words("IS"):
			x = p.is(at, x)
		case p.peek().isOp("::"):
			p.unsupported(at, "a type predicate (::)")
		default:
			return x
		}
	}
}

// is reads what follows IS.
func (p *parser) is(at At, x Expr) Expr {
	switch {
	case p.words("NULL"):
		return &IsNull{at, x, false}
	case p.words("NOT", "NULL"):
		return &IsNull{at, x, true}
	}
	i := 0
	if p.are("NOT") {
		i = 1
	}
	if p.labeledAhead(i) {
		p.at += i + 1
		return p.isLabeled(at, x, i == 1)
	}
	switch t := p.ahead(i); {
	case t.isOp("::"), t.isWord("TYPED"):
		p.unsupported(at, "a type predicate (IS ::)")
	case t.isWord("NORMALIZED"), p.ahead(i + 1).isWord("NORMALIZED"):
		p.unsupported(at, "IS NORMALIZED")
	case p.ahead(i+1).isWord("OF") && (t.isWord("SOURCE") || t.isWord("DESTINATION")):
		p.unsupported(at, "IS "+t.text+" OF")
	case i == 1 && !p.labelAhead(1):
		p.at++
		p.unexpected("NULL or a label")
	}
	p.at += i
	return p.isLabeled(at, x, i == 1)
}

// isLabeled reads the label expression of IS and IS NOT.
func (p *parser) isLabeled(at At, x Expr, not bool) Expr {
	x = &HasLabels{at, x, p.labels()}
	if not {
		x = &Unary{at, Not, x}
	}
	return x
}

// labeledAhead reports whether the word n tokens ahead is LABELED with a label
// behind it, and not a label of that name.
func (p *parser) labeledAhead(n int) bool {
	return p.ahead(n).isWord("LABELED") && p.labelAhead(n+1) &&
		!slices.ContainsFunc(afterCondition[:], func(word string) bool { return p.ahead(n + 1).isWord(word) })
}

// afterCondition are words that come behind a condition rather than being labels.
var afterCondition = [...]string{
	"AND", "OR", "XOR", "IN", "IS", "AS", "STARTS", "ENDS", "CONTAINS", "THEN", "ELSE", "WHEN", "END", "WHERE", "WITH", "RETURN", "ASC", "DESC",
}

func (p *parser) sum() Expr {
	x := p.product()
	length := 0
	for p.peek().isOp("+") || p.peek().isOp("-") || p.peek().isOp("||") {
		p.chained(&length)
		at, op := p.here(), Op(p.peek().text)
		p.at++
		x = &Binary{at, op, x, p.product()}
	}
	return x
}

func (p *parser) product() Expr {
	x := p.power()
	length := 0
	for p.peek().isOp("*") || p.peek().isOp("/") || p.peek().isOp("%") {
		p.chained(&length)
		at, op := p.here(), Op(p.peek().text)
		p.at++
		x = &Binary{at, op, x, p.power()}
	}
	return x
}

func (p *parser) power() Expr {
	x := p.sign()
	length := 0
	for p.peek().isOp("^") {
		p.chained(&length)
		at := p.here()
		p.at++
		x = &Binary{at, Pow, x, p.sign()}
	}
	return x
}

func (p *parser) sign() Expr {
	at := p.here()
	switch {
	case p.peek().isOp("-") && p.ahead(1).kind == numberToken:
		p.at++
		return p.afterAtom(p.number(at, "-"))
	case p.op("-"):
		defer p.deeper()()
		return &Unary{at, Sub, p.sign()}
	case p.op("+"):
		defer p.deeper()()
		return &Unary{at, Add, p.sign()}
	}
	return p.postfix()
}

func (p *parser) postfix() Expr { return p.afterAtom(p.atom()) }

// afterAtom reads what may follow an atom: keys, indexes, slices, labels.
func (p *parser) afterAtom(x Expr) Expr {
	for length := 0; ; p.chained(&length) {
		at := p.here()
		switch {
		case p.op("."):
			x = &Property{at, x, p.name("a property name")}
		case p.op("["):
			x = p.subscript(at, x)
		case p.peek().isOp(":") && p.labelAhead(1):
			p.at++
			x = &HasLabels{at, x, p.labels()}
		default:
			return x
		}
	}
}

// labelAhead reports whether a label expression begins n tokens ahead.
func (p *parser) labelAhead(n int) bool {
	t := p.ahead(n)
	return t.isName() || t.isOp("!") || t.isOp("%") || t.isOp("(") || t.isOp("$") || t.kind == paramToken
}

// subscript reads i] or from..to].
func (p *parser) subscript(at At, of Expr) Expr {
	var from, to Expr
	if !p.peek().isOp("..") {
		from = p.expr()
	}
	if !p.op("..") {
		p.need("]")
		return &Index{at, of, from}
	}
	if !p.peek().isOp("]") {
		to = p.expr()
	}
	p.need("]")
	return &Slice{at, of, from, to}
}

// barIn returns the token of a | directly between an opening bracket and its
// partner (the last such, or the first), -1 if there is none.
func (p *parser) barIn(open int, last bool) int {
	found := -1
	for i := open + 1; i < p.partner[open]; i++ {
		if p.partner[i] > 0 {
			i = p.partner[i]
			continue
		}
		if p.tokens[i].isOp("|") {
			if found = i; !last {
				break
			}
		}
	}
	return found
}

// commaIn reports whether there is a comma directly between an opening bracket
// and its partner.
func (p *parser) commaIn(open int) bool {
	for i := open + 1; i < p.partner[open]; i++ {
		if p.partner[i] > 0 {
			i = p.partner[i]
		} else if p.tokens[i].isOp(",") {
			return true
		}
	}
	return false
}

// exprUpTo reads an expression in which the token bar is not the | of a label
// expression but the end.
func (p *parser) exprUpTo(bar int) Expr {
	outer := p.bar
	p.bar = bar
	x := p.expr()
	p.bar = outer
	return x
}
