package syntax

import (
	"math"
	"strconv"
	"strings"
)

// How tightly expressions bind, as in the table at Expr.
const (
	bindOr = iota
	bindXor
	bindAnd
	bindNot
	bindComparison
	bindPredicate
	bindSum
	bindProduct
	bindPower
	bindSign
	bindPostfix
)

// binding returns how tightly the outermost operator of x binds.
func binding(x Expr) int {
	switch x := x.(type) {
	case *Unary:
		if x.Op == Not {
			return bindNot
		}
		return bindSign
	case *Binary:
		return bindingOf(x.Op)
	case *Comparison:
		return bindComparison
	case *IsNull:
		return bindPredicate
	case *Literal:
		if negative(x.Value) {
			return bindSign
		}
	}
	return bindPostfix
}

func bindingOf(op Op) int {
	switch op {
	case Or:
		return bindOr
	case Xor:
		return bindXor
	case And:
		return bindAnd
	case Add, Sub, Concat:
		return bindSum
	case Mul, Div, Mod:
		return bindProduct
	case Pow:
		return bindPower
	}
	return bindPredicate
}

// negative reports whether a literal is written with a minus.
func negative(v any) bool {
	switch v := v.(type) {
	case int64:
		return v < 0
	case float64:
		return math.Signbit(v)
	}
	return false
}

// expr writes x, in brackets if it binds less tightly than level.
func (p *printer) expr(x Expr, level int) {
	if binding(x) < level {
		p.put("(")
		p.expr(x, 0)
		p.put(")")
		return
	}
	switch x := x.(type) {
	case *Literal:
		p.literal(x.Value)
	case *Parameter:
		p.put("$", Quote(x.Name))
	case *Variable:
		p.put(Quote(x.Name))
	case *Unary:
		p.unary(x)
	case *Binary:
		own := binding(x)
		p.expr(x.X, own)
		p.put(" ", string(x.Op), " ")
		p.expr(x.Y, own+1)
	case *Comparison:
		p.expr(x.Operands[0], bindPredicate)
		for i, op := range x.Ops {
			p.put(" ", string(op), " ")
			p.expr(x.Operands[i+1], bindPredicate)
		}
	case *IsNull:
		p.expr(x.X, bindPredicate)
		p.put(" IS ")
		if x.Not {
			p.put("NOT ")
		}
		p.put("NULL")
	case *PatternPredicate:
		p.path(x.Path)
	case *PathSearch:
		p.path(x.Path)
	case *CountStar:
		p.put("count(*)")
	default:
		p.compound(x)
	}
}

func (p *printer) unary(x *Unary) {
	if x.Op == Not {
		p.put("NOT ")
		p.expr(x.X, bindNot)
		return
	}
	p.put(string(x.Op))
	if l, ok := leftmost(x.X).(*Literal); ok && !negative(l.Value) { // -(5) is not the literal -5
		p.put("(")
		p.expr(x.X, 0)
		p.put(")")
		return
	}
	p.expr(x.X, bindSign)
}

// leftmost is the atom that an operand begins with.
func leftmost(x Expr) Expr {
	switch y := x.(type) {
	case *Property:
		return leftmost(y.Of)
	case *Index:
		return leftmost(y.Of)
	case *Slice:
		return leftmost(y.Of)
	case *HasLabels:
		return leftmost(y.Of)
	}
	return x
}

// compound writes the expressions that have their own brackets or follow an atom.
func (p *printer) compound(x Expr) {
	switch x := x.(type) {
	case *Property:
		p.expr(x.Of, bindPostfix)
		p.put(".", quotePart(x.Key))
	case *Index:
		p.expr(x.Of, bindPostfix)
		p.put("[")
		p.expr(x.Key, 0)
		p.put("]")
	case *Slice:
		p.slice(x)
	case *HasLabels:
		if _, ok := x.Of.(*HasLabels); ok { // x:A:B is one condition
			p.put("(")
			p.expr(x.Of, 0)
			p.put(")")
		} else {
			p.expr(x.Of, bindPostfix)
		}
		p.put(":")
		p.labels(x.Labels, labelNot)
	case *List:
		p.put("[")
		list(p, x.Elems, ", ", p.element)
		p.put("]")
	case *Map:
		p.mapLiteral(x)
	case *MapProjection:
		p.mapProjection(x)
	case *Call:
		p.call(x)
	case *Case:
		p.caseExpr(x)
	default:
		p.scoped(x)
	}
}

// element writes an element of a list. What could begin with "x IN" is put in
// brackets, or the list would look like a comprehension.
func (p *printer) element(x Expr) { p.expr(x, bindSum) }

func (p *printer) slice(x *Slice) {
	p.expr(x.Of, bindPostfix)
	p.put("[")
	if x.From != nil {
		p.expr(x.From, 0)
	}
	p.put("..")
	if x.To != nil {
		p.expr(x.To, 0)
	}
	p.put("]")
}

func (p *printer) mapLiteral(m *Map) {
	p.put("{")
	list(p, m.Entries, ", ", func(e MapEntry) {
		p.put(quotePart(e.Key), ": ")
		p.expr(e.Value, 0)
	})
	p.put("}")
}

func (p *printer) mapProjection(m *MapProjection) {
	p.put(Quote(m.Of.Name), " {")
	list(p, m.Items, ", ", func(item MapItem) {
		switch {
		case item.All:
			p.put(".*")
		case item.Property:
			p.put(".", quotePart(item.Key))
		default:
			p.put(quotePart(item.Key), ": ")
			p.expr(item.Value, 0)
		}
	})
	p.put("}")
}

func (p *printer) call(x *Call) {
	p.dotted(x.Name)
	p.put("(")
	if x.Distinct {
		p.put("DISTINCT ")
	}
	list(p, x.Args, ", ", p.element)
	p.put(")")
}

func (p *printer) caseExpr(x *Case) {
	p.put("CASE")
	if x.Test != nil {
		p.put(" ")
		p.expr(x.Test, 0)
	}
	for _, w := range x.Whens {
		p.put(" WHEN ")
		p.expr(w.Cond, 0)
		p.put(" THEN ")
		p.expr(w.Value, 0)
	}
	if x.Else != nil {
		p.put(" ELSE ")
		p.expr(x.Else, 0)
	}
	p.put(" END")
}

// scoped writes the expressions that bind variables.
func (p *printer) scoped(x Expr) {
	switch x := x.(type) {
	case *ListComprehension:
		p.put("[", Quote(x.Var.Name), " IN ")
		p.expr(x.List, 0)
		p.where(x.Where)
		if x.Map != nil {
			p.put(" | ")
			p.expr(x.Map, 0)
		}
		p.put("]")
	case *PatternComprehension:
		p.put("[")
		p.path(x.Path)
		p.where(x.Where)
		p.put(" | ")
		p.expr(x.Map, 0)
		p.put("]")
	case *Quantifier:
		p.put([]string{"all", "any", "none", "single"}[x.Kind], "(", Quote(x.Var.Name), " IN ")
		p.expr(x.List, 0)
		p.where(x.Where)
		p.put(")")
	case *Reduce:
		p.put("reduce(", Quote(x.Acc.Name), " = ")
		p.expr(x.Init, 0)
		p.put(", ", Quote(x.Var.Name), " IN ")
		p.expr(x.List, 0)
		p.put(" | ")
		p.expr(x.Body, 0)
		p.put(")")
	case *Subquery:
		p.put([]string{"EXISTS", "COUNT", "COLLECT"}[x.Kind], " { ")
		p.query(x.Query)
		p.put(" }")
	}
}

func (p *printer) literal(v any) {
	switch v := v.(type) {
	case nil:
		p.put("null")
	case bool:
		p.put(strconv.FormatBool(v))
	case int64:
		p.put(strconv.FormatInt(v, 10))
	case float64:
		p.put(float(v))
	case string:
		p.put(QuoteString(v))
	}
}

// float writes a float so that it is read as one.
func float(v float64) string {
	if math.IsNaN(v) {
		return "NaN"
	}
	if math.IsInf(v, 0) {
		return "Infinity"
	}
	s := strconv.FormatFloat(v, 'g', -1, 64)
	if !strings.ContainsAny(s, ".e") {
		s += ".0"
	}
	return s
}

// QuoteString returns s as a string literal.
func QuoteString(s string) string {
	var b strings.Builder
	b.WriteByte('\'')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '\'', '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case '\n':
			b.WriteString(`\n`)
		case '\r':
			b.WriteString(`\r`)
		case '\t':
			b.WriteString(`\t`)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('\'')
	return b.String()
}
