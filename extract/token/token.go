// Package token splits text into tokens as the networks' weights expect them:
// the rules and the exceptions of spaCy's English tokenizer, byte for byte. The
// rules are code over sets of characters, for they need look-behind, which Go's
// regular expressions do not have; the sets and the exceptions are data.
package token

import (
	"slices"
	"unicode"

	"github.com/newsgraph/newsgraph/extract"
)

// Tables are the tokenizer's data.
type Tables struct {
	// Exceptions are chunks with fixed tokens: the chunk, then each token and its
	// normal form (empty if it is the token's own).
	Exceptions [][]string
	// Sequences are the token sequences into which the rules alone would take
	// exceptions apart.
	Sequences [][]string
	// Character classes, as pairs of first and last code point.
	Alpha, Upper, LowerQuote, UpperQuote, Icon, BeforeStop, TopLevel []int32
	// Lists of short strings.
	Punct, Quotes, Currency, Units, Hyphens []string
}

// Tokenizer splits texts. It may be used by several goroutines at once.
type Tokenizer struct {
	rules      *rules
	exceptions map[string][]piece
	longest    int // bytes of the longest exception
	sequences  *sequence
}

// piece is one token of an exception.
type piece struct {
	size int
	norm string
}

// sequence is a node of the tree of Tables.Sequences.
type sequence struct {
	next map[string]*sequence
	end  bool
}

// New returns a Tokenizer.
func New(t Tables) *Tokenizer {
	k := &Tokenizer{rules: newRules(t), exceptions: make(map[string][]piece, len(t.Exceptions)), sequences: &sequence{}}
	for _, e := range t.Exceptions {
		var pieces []piece
		for i := 1; i+1 < len(e); i += 2 {
			pieces = append(pieces, piece{len(e[i]), e[i+1]})
		}
		k.exceptions[e[0]] = pieces
		k.longest = max(k.longest, len(e[0]))
	}
	for _, words := range t.Sequences {
		n := k.sequences
		for _, w := range words {
			if n.next == nil {
				n.next = map[string]*sequence{}
			}
			if n.next[w] == nil {
				n.next[w] = &sequence{}
			}
			n = n.next[w]
		}
		n.end = true
	}
	return k
}

// Tokens splits a text. Tokens are in order and do not overlap; between two of
// them stands nothing or one blank. Longer white space is a token itself, less
// the blank that follows the token before it.
func (k *Tokenizer) Tokens(text string) []extract.Token {
	out := make([]extract.Token, 0, len(text)/5+4)
	start, space := 0, false
	for i, r := range text {
		s := isSpace(r)
		if i == 0 {
			space = s
		}
		if s == space {
			continue
		}
		if start < i {
			out = k.chunk(out, text, start, i)
		}
		start = i
		if r == ' ' {
			start = i + 1
		}
		space = s
	}
	if start < len(text) {
		out = k.chunk(out, text, start, len(text))
	}
	return k.rejoin(out, text)
}

// Spaced reports whether exactly one blank follows token i of a text, the blank
// that belongs to no token.
func Spaced(text string, tokens []extract.Token, i int) bool {
	end := tokens[i].End
	return end < len(text) && text[end] == ' ' && (i+1 == len(tokens) || tokens[i+1].Start > end)
}

// isSpace is Python's str.isspace for one rune: Go's, and four control characters.
func isSpace(r rune) bool {
	if r < 0x80 {
		return r == ' ' || r >= '\t' && r <= '\r' || r >= 0x1c && r <= 0x1f
	}
	return unicode.IsSpace(r)
}

// IsSpace reports whether text is white space only.
func IsSpace(text string) bool {
	for _, r := range text {
		if !isSpace(r) {
			return false
		}
	}
	return text != ""
}

// exception returns the fixed tokens of a chunk, nil if it has none.
func (k *Tokenizer) exception(s string) []piece {
	if len(s) > k.longest {
		return nil
	}
	return k.exceptions[s]
}

// lay appends an exception's tokens, the first of which begins at start.
func lay(out []extract.Token, pieces []piece, start int) []extract.Token {
	for _, p := range pieces {
		out = append(out, extract.Token{Start: start, End: start + p.size, Norm: p.norm})
		start += p.size
	}
	return out
}

// chunk appends the tokens of text[start:end], which is all white space or has none.
func (k *Tokenizer) chunk(out []extract.Token, text string, start, end int) []extract.Token {
	s := text[start:end]
	if pieces := k.exception(s); pieces != nil {
		return lay(out, pieces, start)
	}
	if letters(s) {
		return append(out, extract.Token{Start: start, End: end})
	}
	return k.split(out, text, start, end)
}

// letters reports whether s has ASCII letters only, so that no rule can apply.
func letters(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// split takes prefixes and suffixes off until an exception or nothing more is
// left, then looks for a URL, then splits at infixes.
func (k *Tokenizer) split(out []extract.Token, text string, start, end int) []extract.Token {
	var suffixes []extract.Token // the last one first
	for last := -1; start < end && end-start != last && k.exception(text[start:end]) == nil; {
		last = end - start
		a := k.rules.prefix(text[start:end])
		if a > 0 && k.exception(text[start+a:end]) != nil {
			out = append(out, extract.Token{Start: start, End: start + a})
			start += a
			break
		}
		b := k.rules.suffix(text[start+a : end])
		if b > 0 && k.exception(text[start:end-b]) != nil {
			suffixes = append(suffixes, extract.Token{Start: end - b, End: end})
			end -= b
			break
		}
		if a > 0 {
			out = append(out, extract.Token{Start: start, End: start + a})
			start += a
		}
		if b > 0 {
			suffixes = append(suffixes, extract.Token{Start: end - b, End: end})
			end -= b
		}
	}
	out = k.middle(out, text, start, end)
	slices.Reverse(suffixes)
	return append(out, suffixes...)
}

// middle appends what is left between prefixes and suffixes.
func (k *Tokenizer) middle(out []extract.Token, text string, start, end int) []extract.Token {
	s := text[start:end]
	if s == "" {
		return out
	}
	if pieces := k.exception(s); pieces != nil {
		return lay(out, pieces, start)
	}
	if k.rules.url(s) {
		return append(out, extract.Token{Start: start, End: end})
	}
	from := start
	for _, in := range k.rules.infixes(s) {
		if in.start == 0 {
			continue
		}
		if start+in.start != from {
			out = append(out, extract.Token{Start: from, End: start + in.start})
		}
		out = append(out, extract.Token{Start: start + in.start, End: start + in.end})
		from = start + in.end
	}
	if from < end {
		out = append(out, extract.Token{Start: from, End: end})
	}
	return out
}
