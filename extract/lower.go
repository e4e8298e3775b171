package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Lower returns every token's form in lower case. The forms share one copy of
// the text, and all stages share the forms: nobody may change them.
func (a *Article) Lower() []string {
	if len(a.lower) != len(a.Tokens) || a.lowerOf != a.Text {
		a.lower, a.lowerOf = a.lowered(), a.Text
	}
	return a.lower
}

func (a *Article) lowered() []string {
	lower := make([]string, len(a.Tokens))
	text := strings.ToLower(a.Text)
	if !sameWidth(a.Text) {
		for i, t := range a.Tokens {
			lower[i] = strings.ToLower(a.Text[t.Start:t.End])
		}
		return lower
	}
	for i, t := range a.Tokens {
		lower[i] = text[t.Start:t.End]
	}
	return lower
}

// sameWidth reports whether every letter of a text has as many bytes in lower
// case, as all but a handful have, and the text is UTF-8.
func sameWidth(text string) bool {
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError || utf8.RuneLen(unicode.ToLower(r)) != n {
			return false
		}
		i += n
	}
	return true
}
