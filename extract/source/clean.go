package source

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"
)

// clean returns a text as its reader sees it: character references and what was
// encoded twice are undone, invisible characters are left out, and what looks like
// a blank, a hyphen or two letters is one. The article keeps this text, and offsets
// point into it. What was changed is counted, and noted where it is more than that.
func (in *Input) clean(number int, s string) string {
	s = dropNUL(s)
	if strings.Contains(s, "&") {
		s = in.reader.dereference(s)
	}
	if isASCII(s) && strings.IndexFunc(s, control) < 0 {
		return s
	}
	s, n := undouble(s)
	if n > 0 {
		in.note(number, "%s encoded twice: undone", count(n, "character", "characters"))
	}
	s, n = plain(s)
	in.reader.report.Characters += n
	return norm.NFC.String(s)
}

// reference is an HTML character reference with its semicolon; without one it may
// as well be part of a name: "AT&T".
var reference = regexp.MustCompile(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});`)

// dereference undoes the character references of a text, also those that were
// escaped once more. What is none, like "&T;", stays.
func (r *reader) dereference(s string) string {
	for range 2 {
		before := s
		s = reference.ReplaceAllStringFunc(s, func(ref string) string {
			c := html.UnescapeString(ref)
			if strings.HasSuffix(c, ";") && c != ";" { // unknown, or known only without its last letters
				return ref
			}
			r.report.Characters++
			return c
		})
		if s == before {
			break
		}
	}
	return dropNUL(s)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// count writes a number with its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// plain brings characters that a reader does not see, or sees as others, to their
// plain form, and counts them. To every later step they would be other words.
func plain(s string) (string, int) {
	var out strings.Builder
	n := 0
	before := ' '
	for i, r := range s {
		if r < utf8.RuneSelf && !control(r) {
			if r == '\n' && strings.HasSuffix(strings.TrimSuffix(s[:i], "\r"), softHyphen) {
				continue // a word that was parted at the end of a line
			}
			out.WriteRune(r)
			before = r
			continue
		}
		after, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
		if form, ok := plainForm(r); ok && !joins(r, before, after) {
			out.WriteString(form)
			n++
			continue
		}
		out.WriteRune(r)
		before = r
	}
	return out.String(), n
}

// control reports whether a character below 0x80 is a control character that no text
// has.
func control(r rune) bool {
	return r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == 0x7f
}

const softHyphen = "\u00ad"

// plainForm returns what stands for a character; ok is false for one that stays.
func plainForm(r rune) (form string, ok bool) {
	switch r {
	case 0xad, 0x34f, 0x61c, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064,
		0x2066, 0x2067, 0x2068, 0x2069, 0x206a, 0x206b, 0x206c, 0x206d, 0x206e, 0x206f, 0xfeff, 0xfff9, 0xfffa, 0xfffb:
		return "", true
	case 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a, 0x202f, 0x205f, 0x3000:
		return " ", true
	case 0x2010, 0x2011:
		return "-", true
	case 0x0b, 0x0c, 0x85, 0x2028:
		return "\n", true
	case 0xfffe, 0xffff:
		return "", true
	case 0x2029:
		return "\n\n", true
	case 0xfb00, 0xfb01, 0xfb02, 0xfb03, 0xfb04, 0xfb05, 0xfb06:
		return norm.NFKC.String(string(r)), true
	}
	return "", control(r)
}

// joins reports whether a joiner is part of a sign or a word: between two pictures
// or their modifiers, or between letters of a script that joins them.
func joins(r, before, after rune) bool {
	part := func(c rune) bool {
		return unicode.In(c, unicode.So, unicode.Sk, unicode.Mn, unicode.Me) || unicode.IsLetter(c) && !unicode.In(c, unicode.Latin, unicode.Cyrillic, unicode.Greek)
	}
	return (r == 0x200c || r == 0x200d) && part(before) && part(after)
}
