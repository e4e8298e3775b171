package syntax

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

// scanner cuts a statement into tokens.
type scanner struct {
	text   string
	at     int
	tokens []token
}

// scan returns the tokens of text; the last is an endToken.
func scan(done *work.Account, text string) ([]token, error) {
	s := &scanner{text: text}
	for {
		if err := done.Do(1); err != nil {
			return nil, err
		}
		if err := s.skipBlank(); err != nil {
			return nil, err
		}
		if s.at == len(text) {
			s.add(endToken, "end of the statement", s.at)
			return s.tokens, nil
		}
		if err := s.next(); err != nil {
			return nil, err
		}
	}
}

func (s *scanner) add(kind tokenKind, text string, start int) {
	s.tokens = append(s.tokens, token{kind, text, start, s.at})
}

// fail returns an error at a byte offset.
func (s *scanner) fail(at int, kind, format string, args ...any) error {
	return &Error{Pos: PositionAt(s.text, at), Kind: kind, Msg: fmt.Sprintf(format, args...)}
}

// rune returns the code point at the scanner's place, 0 at the end.
func (s *scanner) rune() (rune, int) {
	if s.at >= len(s.text) {
		return 0, 0
	}
	return utf8.DecodeRuneInString(s.text[s.at:])
}

// byteAt returns the byte n places ahead, 0 past the end.
func (s *scanner) byteAt(n int) byte {
	if s.at+n < len(s.text) {
		return s.text[s.at+n]
	}
	return 0
}

// skipBlank skips white space and comments.
func (s *scanner) skipBlank() error {
	for s.at < len(s.text) {
		r, width := s.rune()
		switch rest := s.text[s.at:]; {
		case unicode.IsSpace(r) || r == '\uFEFF' || r >= 0x1C && r <= 0x1F || r == 0x180E:
			s.at += width
		case strings.HasPrefix(rest, "//"):
			if i := strings.IndexByte(rest, '\n'); i >= 0 {
				s.at += i
			} else {
				s.at = len(s.text)
			}
		case strings.HasPrefix(rest, "/*"):
			i := strings.Index(rest[2:], "*/")
			if i < 0 {
				return s.fail(s.at, "UnexpectedSyntax", "comment without its */")
			}
			s.at += i + 4
		default:
			return nil
		}
	}
	return nil
}

// next scans one token; there is one.
func (s *scanner) next() error {
	r, _ := s.rune()
	switch {
	case r == '\'' || r == '"':
		return s.string(byte(r))
	case r == '`':
		return s.quoted()
	case r == '$' && (s.byteAt(1) == '`' || isNamePart(s.runeAfterDollar())):
		return s.param()
	case isDigit(byte(r)) && r < utf8.RuneSelf, r == '.' && isDigit(s.byteAt(1)) && !s.afterOperand():
		return s.number()
	case isNameStart(r):
		start := s.at
		s.name()
		s.add(wordToken, s.text[start:s.at], start)
		return nil
	}
	return s.operator()
}

// runeAfterDollar returns the code point after a one-byte character.
func (s *scanner) runeAfterDollar() rune {
	r, _ := utf8.DecodeRuneInString(s.text[s.at+1:])
	return r
}

// afterOperand reports whether an operand ends right here, so that a point begins
// a key, not a number.
func (s *scanner) afterOperand() bool {
	if len(s.tokens) == 0 {
		return false
	}
	t := s.tokens[len(s.tokens)-1]
	if t.end != s.at {
		return false
	}
	return t.isName() || t.kind == paramToken || t.isOp(")") || t.isOp("]") || t.isOp("}")
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isNameStart(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.Is(unicode.Nl, r) || unicode.Is(unicode.Pc, r)
}

func isNamePart(r rune) bool {
	return isNameStart(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r)
}

// name skips the parts of a name.
func (s *scanner) name() {
	for {
		r, width := s.rune()
		if width == 0 || !isNamePart(r) {
			return
		}
		s.at += width
	}
}

func (s *scanner) param() error {
	start := s.at
	s.at++
	if s.byteAt(0) == '`' {
		if err := s.quoted(); err != nil {
			return err
		}
		t := &s.tokens[len(s.tokens)-1]
		t.kind, t.start = paramToken, start
		return nil
	}
	s.name()
	s.add(paramToken, s.text[start+1:s.at], start)
	return nil
}

// quoted scans `name`, in which two back-quotes stand for one.
func (s *scanner) quoted() error {
	start := s.at
	var b strings.Builder
	for s.at++; s.at < len(s.text); s.at++ {
		if s.text[s.at] != '`' {
			b.WriteByte(s.text[s.at])
			continue
		}
		if s.byteAt(1) != '`' {
			s.at++
			s.add(quotedToken, b.String(), start)
			return nil
		}
		s.at++
		b.WriteByte('`')
	}
	return s.fail(start, "UnexpectedSyntax", "name without its closing back-quote")
}

func (s *scanner) string(quote byte) error {
	start := s.at
	var b strings.Builder
	for s.at++; s.at < len(s.text); {
		switch c := s.text[s.at]; c {
		case quote:
			s.at++
			s.add(stringToken, b.String(), start)
			return nil
		case '\\':
			if err := s.escape(&b); err != nil {
				return err
			}
		default:
			b.WriteByte(c)
			s.at++
		}
	}
	return s.fail(start, "UnexpectedSyntax", "string without its closing quote")
}

// escape reads one escape sequence.
func (s *scanner) escape(b *strings.Builder) error {
	c := s.byteAt(1)
	switch c {
	case 'n':
		b.WriteByte('\n')
	case 't':
		b.WriteByte('\t')
	case 'r':
		b.WriteByte('\r')
	case 'b':
		b.WriteByte('\b')
	case 'f':
		b.WriteByte('\f')
	case '\\', '\'', '"', '`':
		b.WriteByte(c)
	case 'u':
		return s.codePoint(b)
	default: // a backslash that escapes nothing stands for itself
		b.WriteByte('\\')
		s.at++
		return nil
	}
	s.at += 2
	return nil
}

// codePoint reads \u and its four hexadecimal digits. Two halves of a surrogate
// pair make one code point.
func (s *scanner) codePoint(b *strings.Builder) error {
	start := s.at
	unit := func() (uint64, bool) {
		from, to := s.at+2, s.at+6
		if to > len(s.text) {
			return 0, false
		}
		v, err := strconv.ParseUint(s.text[from:to], 16, 32)
		s.at = to
		return v, err == nil
	}
	v, ok := unit()
	if ok && v >= 0xD800 && v < 0xDC00 && strings.HasPrefix(s.text[s.at:], "\\u") {
		low, lowOK := unit()
		ok = lowOK && low >= 0xDC00 && low < 0xE000
		v = 0x10000 + (v-0xD800)<<10 + (low - 0xDC00)
	}
	if !ok || !utf8.ValidRune(rune(v)) {
		return s.fail(start, "InvalidUnicodeLiteral", "\\u needs four hexadecimal digits that name a code point")
	}
	b.WriteRune(rune(v))
	return nil
}

// number scans an integer (decimal, 0x, 0o) or a float; its value is the
// parser's business. Digits may be parted by _.
func (s *scanner) number() error {
	start := s.at
	if s.byteAt(0) == '0' && strings.IndexByte("xXoO", s.byteAt(1)) >= 0 && s.byteAt(1) != 0 {
		s.at += 2
		s.name()
		s.add(numberToken, s.text[start:s.at], start)
		return nil
	}
	s.digits()
	if s.byteAt(0) == '.' && isDigit(s.byteAt(1)) {
		s.at++
		s.digits()
	}
	if c := s.byteAt(0); c == 'e' || c == 'E' {
		n := 1
		if sign := s.byteAt(1); sign == '+' || sign == '-' {
			n = 2
		}
		if isDigit(s.byteAt(n)) {
			s.at += n
			s.digits()
		}
	}
	s.floatLetter(start)
	if r, _ := s.rune(); isNameStart(r) {
		if len(s.tokens) > 0 && (s.tokens[len(s.tokens)-1].isOp("{") || s.tokens[len(s.tokens)-1].isOp(",")) && s.looksLikeKey() {
			return s.fail(start, "UnexpectedSyntax", "a key cannot begin with a digit; write it in back-quotes")
		}
		return s.fail(start, "InvalidNumberLiteral", "a number cannot end in a letter")
	}
	s.add(numberToken, s.text[start:s.at], start)
	return nil
}

// floatLetter skips the letter for its type that Java allows after a number with
// a point or an exponent.
func (s *scanner) floatLetter(start int) {
	if c := s.byteAt(0); c == 0 || strings.IndexByte("fFdD", c) < 0 || !strings.ContainsAny(s.text[start:s.at], ".eE") {
		return
	}
	s.at++
	if r, width := s.rune(); width > 0 && isNamePart(r) {
		s.at--
	}
}

// looksLikeKey reports whether the word at hand is followed by a colon.
func (s *scanner) looksLikeKey() bool {
	rest := strings.TrimLeftFunc(s.text[s.at:], func(r rune) bool { return isNamePart(r) || unicode.IsSpace(r) })
	return strings.HasPrefix(rest, ":")
}

func (s *scanner) digits() {
	for isDigit(s.byteAt(0)) || s.byteAt(0) == '_' && isDigit(s.byteAt(1)) {
		s.at++
	}
}

func (s *scanner) operator() error {
	start := s.at
	for _, op := range operators {
		if strings.HasPrefix(s.text[s.at:], op) {
			s.at += len(op)
			s.add(opToken, op, start)
			return nil
		}
	}
	r, _ := s.rune()
	kind := "UnexpectedSyntax"
	if r >= utf8.RuneSelf {
		kind = "InvalidUnicodeCharacter"
	}
	return s.fail(start, kind, "unexpected character %q", r)
}
