package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// misread is a charset in which UTF-8 was once read and then written as UTF-8 again.
type misread struct {
	*charmap.Charmap
	leads string // what the first byte of a character looks like; empty: any letter
}

// misreads are the charsets whose traces are looked for. Those of old computers
// count only where signs begin a character that stand in no prose.
func misreads() []misread {
	return []misread{{charmap.Windows1252, ""}, {charmap.Macintosh, "√¬‚"}, {charmap.CodePage437, "├┬Γ"}}
}

// byteOf returns the byte that was read as r. The five bytes that windows-1252 has no
// character for stand as the control characters of the same number.
func (m misread) byteOf(r rune) (byte, bool) {
	if r >= 0x80 && r < 0xa0 {
		return byte(r), m.leads == ""
	}
	return m.EncodeRune(r)
}

// typographic are the signs of windows-1252 that also stand in prose behind a letter
// of another language, so that two of them prove nothing: “CAFÉ”.
const typographic = "‘’‚“”„–—…•›‹«»€™†‡"

// character reads one character that was encoded twice from the beginning of s and
// returns how long it is there, 0 for none. It is sure if no prose has such a
// sequence behind the character before.
func (m misread) character(before rune, s string) (r rune, size int, sure bool) {
	first, size := utf8.DecodeRuneInString(s)
	lead, ok := m.byteOf(first)
	if !ok || lead < 0xc2 || lead > 0xf4 || m.leads != "" && !strings.ContainsRune(m.leads, first) {
		return 0, 0, false
	}
	buf := []byte{lead}
	sure = m.leads != "" || unicode.IsUpper(first) && unicode.IsLower(before)
	for !utf8.FullRune(buf) {
		next, n := utf8.DecodeRuneInString(s[size:])
		c, ok := m.byteOf(next)
		if !ok || c&0xc0 != 0x80 {
			if string(buf) == "\xe2\x80" && m.leads == "" {
				return '”', size, true // its third byte is no character of windows-1252 and mostly gets lost
			}
			return 0, 0, false
		}
		sure = sure || !strings.ContainsRune(typographic, next) || lead == 0xe2 && next == '€' || lead == 0xc3 && next == '«'
		buf, size = append(buf, c), size+n
	}
	r, n := utf8.DecodeRune(buf)
	if n != len(buf) || !readable(r) {
		return 0, 0, false
	}
	return r, size, sure
}

// readable reports whether an English text may have a character: other letters than
// those of Europe, like those of phonetics, are rather chance.
func readable(r rune) bool {
	switch {
	case r == 'ƒ': // a letter of windows-1252, on the way to what was encoded three times
		return true
	case r >= 0x180 && r < 0x218, r >= 0x21c && r < 0x2b0, r >= 0x590 && r < 0x1e00, r >= 0x2e80 && r < 0xfb00:
		return false
	}
	return unicode.IsLetter(r) || unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.Is(unicode.Cf, r) || r == '\u00a0' || r >= 0x2000 && r <= 0x202f || r == '\ufe0f'
}

// undouble undoes what was encoded twice, or more often, where that is certain: a
// sequence of characters that no prose has and that is one character of UTF-8 in
// another charset. It returns the number of characters that it changed.
func undouble(s string) (string, int) {
	all := 0
	for range 3 { // as often as it happens
		n := 0
		for _, m := range misreads() {
			if s, n = m.undo(s, all > 0); n > 0 {
				break
			}
		}
		if n == 0 {
			break
		}
		all += n
	}
	return s, all
}

// undo makes one pass over a text. A sequence that is not sure counts where another
// one in the text is, and its line has nothing else beyond ASCII.
func (m misread) undo(s string, certain bool) (string, int) {
	m.each(s, func(_ string, _ rune, sure bool) { certain = certain || sure })
	if !certain {
		return s, 0
	}
	var out strings.Builder
	n := 0
	for line := range strings.Lines(s) {
		whole := true
		m.each(line, func(stands string, r rune, _ bool) { whole = whole && (r != 0 || stands[0] < utf8.RuneSelf) })
		m.each(line, func(stands string, r rune, sure bool) {
			if r != 0 && (sure || whole) {
				stands = string(r)
				n++
			}
			out.WriteString(stands)
		})
	}
	return out.String(), n
}

// each calls do with every character of a text as it stands and, if it was encoded
// twice, with what it is.
func (m misread) each(s string, do func(stands string, r rune, sure bool)) {
	before := ' '
	for len(s) > 0 {
		r, size, sure := rune(0), 0, false
		if s[0] >= utf8.RuneSelf {
			r, size, sure = m.character(before, s)
		}
		if size == 0 {
			before, size = utf8.DecodeRuneInString(s)
		}
		do(s[:size], r, sure)
		if r != 0 {
			before = r
		}
		s = s[size:]
	}
}
