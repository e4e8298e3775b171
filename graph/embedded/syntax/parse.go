package syntax

import (
	"fmt"

	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

const (
	// maxDepth is how deep expressions, patterns and subqueries may nest.
	maxDepth = 300
	// maxLength is how many bytes a statement may have.
	maxLength = 1 << 20
	// maxChain is how many operators of one kind, keys or edges may follow one upon
	// the other: each is a level of the tree, or a move of a search.
	maxChain = 10_000
)

// parser is a recursive descent over the tokens of one statement. What a bracket
// begins is decided by looking ahead to its partner, never by trying and going
// back, so parsing takes time in proportion to length times depth.
type parser struct {
	done    *work.Account
	text    string
	tokens  []token
	partner []int // of a bracket's token: the token of its closing bracket, or -1
	at      int
	depth   int
	bar     int // the token | that ends a list comprehension's condition, or -1
	// inserting: a pattern of INSERT is read, which may have less than one of CREATE
	inserting bool
}

// bailout carries an error from the depth of the descent to Parse.
type bailout struct{ err error }

// Parse is ParseWithin without an end.
func Parse(text string) (Statement, error) { return ParseWithin(work.Free(), text) }

// ParseWithin returns the statement in text, which may end in a semicolon, and
// books the work. Its error is *Error or *UnsupportedError, or that of the account.
func ParseWithin(done *work.Account, text string) (stmt Statement, err error) {
	if len(text) > maxLength {
		return nil, &Error{Pos: PositionAt(text, maxLength), Kind: "UnexpectedSyntax",
			Msg: fmt.Sprintf("the statement goes on here after %d bytes, which is all it may have: give long lists and texts as parameters", maxLength)}
	}
	tokens, err := scan(done, text)
	if err != nil {
		return nil, err
	}
	p := &parser{done: done, text: text, tokens: tokens, partner: partners(tokens), bar: -1}
	defer work.Catch(&err)
	defer func() {
		switch r := recover().(type) {
		case nil:
		case bailout:
			stmt, err = nil, r.err
		default:
			panic(r)
		}
	}()
	stmt = p.statement()
	p.op(";")
	if p.peek().kind != endToken {
		p.unexpected("")
	}
	return stmt, nil
}

// partners finds the closing bracket of every opening one.
func partners(tokens []token) []int {
	partner := make([]int, len(tokens))
	var open []int
	for i, t := range tokens {
		partner[i] = -1
		if t.kind != opToken {
			continue
		}
		switch t.text {
		case "(", "[", "{":
			open = append(open, i)
		case ")", "]", "}":
			if len(open) == 0 {
				return partner
			}
			partner[open[len(open)-1]] = i
			open = open[:len(open)-1]
		}
	}
	return partner
}

func (p *parser) peek() token { return p.tokens[p.at] }

// ahead returns the token n places ahead; past the end it is the end.
func (p *parser) ahead(n int) token { return p.tokenAt(p.at + n) }

func (p *parser) tokenAt(i int) token {
	return p.tokens[min(max(i, 0), len(p.tokens)-1)]
}

// here is the position of the next token.
func (p *parser) here() At { return At(p.peek().start) }

// fail ends the parse with an error at a byte offset.
func (p *parser) fail(at At, kind, format string, args ...any) {
	panic(bailout{&Error{Pos: PositionAt(p.text, int(at)), Kind: kind, Msg: fmt.Sprintf(format, args...)}})
}

// unsupported ends the parse: Neo4j knows the construct, we do not.
func (p *parser) unsupported(at At, construct string) {
	panic(bailout{&UnsupportedError{Pos: PositionAt(p.text, int(at)), Construct: construct}})
}

// unexpected ends the parse at the next token; want may be empty.
func (p *parser) unexpected(want string) {
	t := p.peek()
	p.refuse(t)
	found := fmt.Sprintf("%q", t.text)
	switch t.kind {
	case endToken:
		found = t.text
	case stringToken:
		found = "a string"
	}
	hint := ""
	if t.kind == wordToken {
		hint = Suggest(t.text, keywords[:])
	}
	if want == "" {
		p.fail(At(t.start), "UnexpectedSyntax", "unexpected %s%s", found, hint)
	}
	p.fail(At(t.start), "UnexpectedSyntax", "expected %s, found %s%s", want, found, hint)
}

// refuse ends the parse if t begins a construct of Neo4j that we do not have.
func (p *parser) refuse(t token) {
	for _, u := range notHere {
		if t.isWord(u.first) && (u.second == "" || p.tokenAt(p.at+1).isWord(u.second)) {
			p.unsupported(At(t.start), u.construct)
		}
	}
}

// notHere are the words that begin constructs Neo4j has and this engine has not.
var notHere = [...]struct{ first, second, construct string }{
	{"LOAD", "CSV", "LOAD CSV"},
	{"USE", "", "USE"},
	{"PROFILE", "", "PROFILE"},
	{"USING", "", "USING (planner hints)"},
	{"TERMINATE", "", "TERMINATE"},
	{"GRANT", "", "GRANT"},
	{"DENY", "", "DENY"},
	{"REVOKE", "", "REVOKE"},
	{"ALTER", "", "ALTER"},
	{"SHOW", "", "SHOW of anything but constraints and indexes"},
	{"NEXT", "", "NEXT"},
	{"SEARCH", "", "SEARCH"},
	{"START", "", "START"},
	{"IN", "TRANSACTIONS", "CALL { } IN TRANSACTIONS"},
	{"IN", "CONCURRENT", "CALL { } IN CONCURRENT TRANSACTIONS"},
	{"SHORTEST", "", "SHORTEST (path selectors)"},
}

// keywords are what a misspelt word may have meant.
var keywords = [...]string{
	"MATCH", "OPTIONAL", "WHERE", "WITH", "RETURN", "DISTINCT", "ORDER", "BY", "SKIP", "LIMIT", "UNWIND", "UNION",
	"CALL", "YIELD", "CREATE", "MERGE", "SET", "REMOVE", "DELETE", "DETACH", "FOREACH", "EXPLAIN", "SHOW", "DROP",
	"FILTER", "LET", "FOR", "INSERT", "FINISH", "LABELED",
	"AND", "OR", "XOR", "NOT", "IN", "IS", "NULL", "STARTS", "ENDS", "CONTAINS", "CASE", "WHEN", "THEN", "ELSE", "END",
	"ASC", "DESC", "AS", "CONSTRAINT", "INDEX", "REQUIRE", "UNIQUE",
}

// op reads the operator if it is next.
func (p *parser) op(op string) bool {
	if !p.peek().isOp(op) {
		return false
	}
	p.at++
	return true
}

// need reads the operator, which must be next.
func (p *parser) need(op string) {
	if !p.op(op) {
		p.unexpected(fmt.Sprintf("%q", op))
	}
}

// are reports whether the next tokens are these keywords.
func (p *parser) are(words ...string) bool {
	for i, w := range words {
		if !p.ahead(i).isWord(w) {
			return false
		}
	}
	return true
}

// words reads the keywords if all of them are next.
func (p *parser) words(words ...string) bool {
	if !p.are(words...) {
		return false
	}
	p.at += len(words)
	return true
}

// needWord reads the keyword, which must be next.
func (p *parser) needWord(word string) {
	if !p.words(word) {
		p.unexpected(word)
	}
}

// name reads a name; what says of what.
func (p *parser) name(what string) string {
	t := p.peek()
	if !t.isName() {
		p.unexpected(what)
	}
	p.at++
	return t.text
}

// dotted reads a name of several parts, a.b.c.
func (p *parser) dotted(what string) string {
	name := p.name(what)
	for p.op(".") {
		name += "." + p.name(what)
	}
	return name
}

// variable reads a variable.
func (p *parser) variable() *Variable {
	at := p.here()
	return &Variable{at, p.name("a variable")}
}

// deeper counts a level of nesting and returns the function that ends it.
func (p *parser) deeper() func() {
	p.done.Must(1)
	p.depth++
	if p.depth > maxDepth {
		p.fail(p.here(), "UnexpectedSyntax", "nested deeper than %d levels", maxDepth)
	}
	return p.shallower
}

func (p *parser) shallower() { p.depth-- }

// chained counts a link of a chain.
func (p *parser) chained(length *int) {
	p.done.Must(1)
	if *length++; *length > maxChain {
		p.fail(p.here(), "UnexpectedSyntax", "more than %d parts in a row; a list and IN, or several clauses, take more", maxChain)
	}
}

// where reads WHERE cond if it is next.
func (p *parser) where() Expr {
	if p.words("WHERE") {
		return p.expr()
	}
	return nil
}

// since returns the text from a token to the one just read.
func (p *parser) since(token int) string {
	return p.text[p.tokens[token].start:p.tokens[p.at-1].end]
}
