package identity

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/newsgraph/newsgraph/extract/lexicon"
)

var (
	plainLetters    = runes(lexicon.Values("plain letters"))
	wordSpellings   = lexicon.Values("word spellings")
	leadingArticles = lexicon.Words("leading articles")
)

// runes is a list of letters and what is written for them, by letter.
func runes(values map[string]string) map[rune]string {
	m := make(map[rune]string, len(values))
	for letter, plain := range values {
		for _, r := range letter {
			m[r] = plain
		}
	}
	return m
}

// unaccented takes accents, quotation marks and apostrophes off and gives all dashes one
// form; capitals stay. Marks of other scripts than Latin stay, too: there they are letters.
func unaccented(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(norm.NFKC.String(s)) {
		switch {
		case r >= 0x300 && r <= 0x36F, quoting(r):
		case r >= 0x2010 && r <= 0x2015, r == 0x2212:
			b.WriteByte('-')
		default:
			b.WriteString(letter(r))
		}
	}
	return norm.NFC.String(b.String())
}

// letter writes a letter plainly, a capital as a capital.
func letter(r rune) string {
	plain := plainLetters[unicode.ToLower(r)]
	switch {
	case plain == "":
		return string(r)
	case unicode.IsUpper(r):
		return strings.ToUpper(plain[:1]) + plain[1:]
	}
	return plain
}

func quoting(r rune) bool {
	switch r {
	case '\'', '"', '‘', '’', '‚', '‛', '“', '”', '„', 'ʼ', 'ʻ', '`', '´', '«', '»', 'ʹ', 'ʿ', 'ʾ':
		return true
	}
	return r == 0xAD || r >= 0x200B && r <= 0x200F || r == 0x2060 || r == 0xFEFF
}

// parts splits a name without accents into its words as they are written: "&" stands
// alone, hyphens part, but between figures, commas and full stops go.
func parts(s string) []string {
	s = unaccented(s)
	var b strings.Builder
	var before rune
	for i, r := range s {
		switch {
		case r == '.' || r == ',' || r == '(' || r == ')':
			if r != '.' {
				b.WriteByte(' ')
			}
		case r == '&':
			b.WriteString(" & ")
		case r == '-' && !(unicode.IsDigit(before) && figure(s[i+1:])):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
		before = r
	}
	return strings.Fields(b.String())
}

// figure reports whether s begins with a figure.
func figure(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// fold is the form in which words of names are compared: lower case, one spelling, "and"
// for "&", no article before.
func fold(words []string) []string {
	out := make([]string, 0, len(words))
	for i, w := range words {
		w = strings.ToLower(w)
		if w == "&" {
			w = lexicon.And
		}
		if i == 0 && len(words) > 1 && leadingArticles.Has(w) {
			continue
		}
		if other, ok := wordSpellings[w]; ok {
			out = append(out, strings.Split(other, "-")...)
		} else {
			out = append(out, w)
		}
	}
	return out
}

// folded is fold of the words of a text, in one string.
func folded(s string) string { return strings.Join(fold(parts(s)), " ") }
