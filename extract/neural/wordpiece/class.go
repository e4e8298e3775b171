package wordpiece

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// class is what the basic tokenizer does with a character.
type class uint8

const (
	skip        class = iota // it is left out
	letter                   // it is part of a word
	space                    // it ends a word
	punctuation              // it is a word
)

// asciiClass has the classes of ASCII: all that is neither letter nor digit, and
// can be seen, is punctuation.
var asciiClass = func() (table [128]class) {
	for c := range table {
		switch {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			table[c] = space
		case c < ' ' || c == 127:
			table[c] = skip
		case '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z':
			table[c] = letter
		default:
			table[c] = punctuation
		}
	}
	return table
}()

// removed reports whether a character is left out before all else: control and
// format characters, those of private use, and what stands for bytes that are no
// text.
func removed(r rune) bool {
	return r == unicode.ReplacementChar || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co)
}

// classify returns the class of a character beyond ASCII once it is taken apart,
// and its small letter.
func classify(r rune) (rune, class) {
	switch {
	case r < 128:
		return r | rune(lowerBit(byte(r))), asciiClass[r]
	case unicode.Is(unicode.Mn, r):
		return r, skip
	case unicode.IsSpace(r):
		return r, space
	case unicode.IsPunct(r):
		return r, punctuation
	}
	return unicode.ToLower(r), letter
}

// chinese reports whether a character is an ideograph, which is a word of its own.
// The blocks are those of BERT, and of tokenizers the first of the fifth.
func chinese(r rune) bool {
	return r >= 0x3400 && (r <= 0x4dbf || 0x4e00 <= r && r <= 0x9fff || 0xf900 <= r && r <= 0xfaff ||
		0x20000 <= r && r <= 0x2a6df || 0x2a700 <= r && r <= 0x2b81f || 0x2b920 <= r && r <= 0x2ceaf || 0x2f800 <= r && r <= 0x2fa1f)
}

// maxParts is the most characters that one is taken apart into.
const maxParts = 8

// The syllables of Korean are taken apart by arithmetic (Unicode, chapter 3.12).
const (
	syllables, lead, vowel, tail = 0xac00, 0x1100, 0x1161, 0x11a7
	vowels, tails, syllableCount = 21, 28, 11172
)

// decompose appends a character's canonical decomposition. The order of marks
// does not matter: those that have one are left out.
func decompose(out []rune, r rune) []rune {
	if s := r - syllables; 0 <= s && s < syllableCount {
		out = append(out, lead+s/(vowels*tails), vowel+s%(vowels*tails)/tails)
		if s%tails != 0 {
			out = append(out, tail+s%tails)
		}
		return out
	}
	var bytes [4]byte
	n := utf8.EncodeRune(bytes[:], r)
	parts := norm.NFD.Properties(bytes[:n]).Decomposition()
	if parts == nil {
		return append(out, r)
	}
	for _, p := range string(parts) {
		out = append(out, p)
	}
	return out
}
