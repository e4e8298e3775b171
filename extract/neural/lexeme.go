package neural

import (
	"strconv"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"
)

// Lexeme is a word type. All that the networks see of a token depends on it
// alone, but for one bit: whether a blank follows.
type Lexeme struct {
	Text  string
	Lower string
	Space bool // white space only
	Long  bool // so long that nothing about it is remembered

	id, norm, prefix, suffix, shape uint64 // string ids of the text and of the features

	vectors [encoderSlots]atomic.Pointer[vector]
	used    [encoderSlots]atomic.Bool
}

// Word is a token as the networks see it.
type Word struct {
	*Lexeme
	Spaced bool // exactly one blank follows
}

const (
	// lexemes is how many word types a Lexicon remembers: some 13 MB.
	lexemes = 1 << 16
	// longWord is from how many bytes on a word is not remembered.
	longWord = 256
)

// Lexicon makes lexemes and remembers them. It may be shared by goroutines.
type Lexicon struct {
	symbols map[string]uint64 // spaCy's reserved names, which are not hashed
	norms   map[uint64]string
	words   *Cache[wordKey, *Lexeme]
}

type wordKey struct{ text, norm string }

// NewLexicon reads the sections "symbols" and "norms".
func NewLexicon(w *Weights) (*Lexicon, error) {
	l := &Lexicon{symbols: map[string]uint64{}, norms: map[uint64]string{}, words: NewCache[wordKey, *Lexeme](lexemes)}
	for _, r := range w.Records("symbols") {
		n, err := strconv.ParseUint(r[1], 10, 64)
		if err != nil {
			return nil, err
		}
		l.symbols[r[0]] = n
	}
	for _, r := range w.Records("norms") {
		n, err := strconv.ParseUint(r[0], 16, 64)
		if err != nil {
			return nil, err
		}
		l.norms[n] = r[1]
	}
	return l, w.Err()
}

// Word returns the lexeme of a token's text. norm is the normal form that the
// tokenizer's exceptions give ("not" for "n't"), or empty.
func (l *Lexicon) Word(text, norm string) *Lexeme {
	if len(text) >= longWord {
		return l.lexeme(text, norm)
	}
	return l.words.Get(wordKey{text, norm}, func(k wordKey) (wordKey, *Lexeme) {
		k = wordKey{strings.Clone(k.text), strings.Clone(k.norm)} // do not keep the article alive
		return k, l.lexeme(k.text, k.norm)
	})
}

// id is spaCy's number of a string: 0 for the empty one, the symbol's number
// for reserved names ("X", "case", "ORG"; they do occur as words, prefixes and
// shapes), else the hash.
func (l *Lexicon) id(s string) uint64 {
	if s == "" {
		return 0
	}
	if n, ok := l.symbols[s]; ok {
		return n
	}
	return hashString(s)
}

// lexeme computes the features: NORM (the exception's, else the table's, else
// lower case), PREFIX (one code point), SUFFIX (the last three), SHAPE.
func (l *Lexicon) lexeme(s, norm string) *Lexeme {
	x := &Lexeme{Text: s, Lower: Lower(s), Space: s != "", Long: len(s) >= longWord}
	if norm == "" {
		var ok bool
		if norm, ok = l.norms[l.id(s)]; !ok {
			norm = x.Lower
		}
	}
	_, first := utf8.DecodeRuneInString(s)
	last := len(s)
	for range 3 {
		_, n := utf8.DecodeLastRuneInString(s[:last])
		last -= n
	}
	x.id, x.norm, x.prefix, x.suffix, x.shape = l.id(s), l.id(norm), l.id(s[:first]), l.id(s[last:]), l.id(shape(s))
	for _, r := range s {
		x.Space = x.Space && isSpace(r)
	}
	return x
}

// shape is spaCy's: X, x and d for letters and digits, runs cut at four, "LONG"
// from a hundred code points on.
func shape(s string) string {
	if utf8.RuneCountInString(s) >= 100 {
		return "LONG"
	}
	var b strings.Builder
	last, run := rune(-1), 0
	for _, r := range s {
		c := r
		switch {
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsLetter(r):
			c = 'x'
		case isDigit(r):
			c = 'd'
		}
		if c == last {
			run++
		} else {
			run, last = 0, c
		}
		if run < 4 {
			b.WriteRune(c)
		}
	}
	return b.String()
}
