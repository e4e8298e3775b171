package syntax

import "strings"

// tokenKind is the sort of a token.
type tokenKind byte

const (
	wordToken   tokenKind = iota // a name or keyword: which of them, its place decides
	quotedToken                  // `name`
	stringToken
	numberToken
	paramToken // $name
	opToken
	endToken
)

// token is one token; text is decoded: without quotes and with escapes replaced.
type token struct {
	kind       tokenKind
	text       string
	start, end int // bytes of the statement
}

// isWord reports whether t is the keyword word.
func (t token) isWord(word string) bool {
	return t.kind == wordToken && strings.EqualFold(t.text, word)
}

func (t token) isOp(op string) bool { return t.kind == opToken && t.text == op }

// isName reports whether t can be a name.
func (t token) isName() bool { return t.kind == wordToken || t.kind == quotedToken }

// operators longest first, so that the first that fits is the right one. Arrows
// are not among them: a<-1 is a comparison.
var operators = [...]string{
	"<>", "<=", ">=", "=~", "+=", "..", "||", "::",
	"(", ")", "[", "]", "{", "}", ",", ":", ";", ".", "|", "+", "-", "*", "/", "%", "^", "=", "<", ">", "&", "!", "$",
}
