package storage

import (
	"strings"
	"unicode"
)

// token is a word of a text as the full text index knows it.
type token struct {
	text     string
	position int
}

// tokens splits text into words: runs of letters and digits, folded. As in the
// word boundaries of Unicode (UAX #29), an apostrophe, a point or a colon
// between two letters, and a point or a comma between two digits, stay inside
// the word; an ideograph is a word by itself.
func tokens(text string, from int) []token {
	var out []token
	runes := []rune(text)
	for i := 0; i < len(runes); {
		if !wordRune(runes[i]) {
			i++
			continue
		}
		end := wordEnd(runes, i)
		out = append(out, token{Fold(string(runes[i:end])), from + len(out)})
		i = end
	}
	return out
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || unicode.Is(unicode.Mn, r)
}

func ideograph(r rune) bool { return unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hiragana, r) }

func wordEnd(runes []rune, i int) int {
	if ideograph(runes[i]) {
		return i + 1
	}
	for i++; i < len(runes); i++ {
		r := runes[i]
		switch {
		case ideograph(r):
			return i
		case wordRune(r):
		case i+1 < len(runes) && joins(runes[i-1], r, runes[i+1]):
		default:
			return i
		}
	}
	return i
}

func joins(before, r, after rune) bool {
	switch r {
	case '\'', '’', '.':
		return unicode.IsLetter(before) && unicode.IsLetter(after) || unicode.IsDigit(before) && unicode.IsDigit(after)
	case ':', '·':
		return unicode.IsLetter(before) && unicode.IsLetter(after)
	case ',', ';':
		return unicode.IsDigit(before) && unicode.IsDigit(after)
	}
	return false
}

// Fold returns text in lower case and without accents, so that words compare as
// people read them.
func Fold(text string) string {
	plain := true
	for i := 0; i < len(text); i++ {
		if c := text[i]; c >= 0x80 || 'A' <= c && c <= 'Z' {
			plain = false
			break
		}
	}
	if plain {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range text {
		r = unicode.ToLower(r)
		switch {
		case r < 0x80:
			b.WriteRune(r)
		case r == '’':
			b.WriteByte('\'')
		case unicode.Is(unicode.Mn, r):
		default:
			b.WriteString(unaccented(r))
		}
	}
	return b.String()
}

// unaccented returns the base letters of a lower-case letter.
func unaccented(r rune) string {
	for _, f := range folds {
		if r < f.low || r > f.high {
			continue
		}
		for i := range f.table {
			if strings.ContainsRune(f.table[i].accented, r) {
				return f.table[i].base
			}
		}
	}
	return string(r)
}
