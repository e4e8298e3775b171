package source

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	utf "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// wide is an encoding whose characters have two or four bytes.
type wide struct {
	name  string
	mark  string // the byte order mark
	width int
	low   int // where the byte of an ASCII character stands among the width
	encoding.Encoding
}

// wides returns the encodings in the order in which their marks are asked for: the
// mark of UTF-32 begins with that of UTF-16.
func wides() []wide {
	return []wide{
		{"UTF-32", "\xff\xfe\x00\x00", 4, 0, utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)},
		{"UTF-32", "\x00\x00\xfe\xff", 4, 3, utf32.UTF32(utf32.BigEndian, utf32.UseBOM)},
		{"UTF-16", "\xff\xfe", 2, 0, utf.UTF16(utf.LittleEndian, utf.UseBOM)},
		{"UTF-16", "\xfe\xff", 2, 1, utf.UTF16(utf.BigEndian, utf.UseBOM)},
	}
}

// wideOf finds the wide encoding of a text that begins with head: by its mark, or
// because nearly all of its characters are ASCII with zeros around.
func wideOf(head []byte) (w wide, ok bool) {
	for _, w := range wides() {
		if bytes.HasPrefix(head, []byte(w.mark)) {
			return w, true
		}
	}
	for _, w := range wides() {
		if len(head) >= 8*w.width && w.fits(head) {
			return w, true
		}
	}
	return wide{}, false
}

// fits reports whether three quarters of the characters of head are printable ASCII
// in this encoding.
func (w wide) fits(head []byte) bool {
	ascii := 0
	for i := 0; i+w.width <= len(head); i += w.width {
		c := head[i+w.low]
		if bytes.Count(head[i:i+w.width], []byte{0}) == w.width-1 && (c >= ' ' && c < 0x7f || c == '\n' || c == '\r' || c == '\t') {
			ascii++
		}
	}
	return ascii*4 >= len(head)/w.width*3
}

// decode returns b as UTF-8 and, where it was not that, a word on how it was
// read. A byte order mark decides, then UTF-8 if it is valid, then the declared
// charset (may be empty) where the text fits it. What is neither is windows-1252,
// piece by piece. NUL is removed. ok is false for a charset that is not known.
func decode(b []byte, declared string) (text, note string, ok bool) {
	if w, found := wideOf(b); found {
		out, err := w.NewDecoder().Bytes(b)
		return dropNUL(string(out)), "read as " + w.name, err == nil
	}
	b, marked := bytes.CutPrefix(b, []byte("\ufeff"))
	if utf8.Valid(b) && (marked || !bytes.ContainsRune(b, 0x1b)) { // ISO-2022 writes all in ASCII
		return dropNUL(string(b)), "", true
	}
	if declared != "" && !marked {
		enc, name := charset.Lookup(declared)
		switch {
		case enc == nil || name == "replacement":
			return "", "", false
		case name == "windows-1252":
			return dropNUL(decode1252(b)), "read as windows-1252", true
		case !strings.HasPrefix(name, "utf-"):
			if out, err := enc.NewDecoder().Bytes(b); err == nil && fitting(string(out)) {
				return dropNUL(string(out)), "read as " + name, true
			}
		}
	}
	text, note = repair(b)
	return dropNUL(text), note, true
}

// fitting reports whether a text was decoded by the right charset: next to nothing is
// unknown to it, and the letters of other scripts are not strewn over Latin words.
func fitting(s string) bool {
	bad, mixed, foreign := 0, 0, 0
	var before *unicode.RangeTable
	for _, r := range s {
		if r == utf8.RuneError {
			bad++
		}
		script := scriptOf(r)
		if script != nil && script != unicode.Latin {
			foreign++
		}
		if script != nil && before != nil && script != before && (script == unicode.Latin || before == unicode.Latin) {
			mixed++
		}
		before = script
	}
	return bad*20 <= foreign && mixed*2 <= foreign
}

// scriptOf returns the script of a letter, nil for anything else.
func scriptOf(r rune) *unicode.RangeTable {
	for _, s := range []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Hebrew, unicode.Arabic, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai} {
		if unicode.Is(s, r) {
			return s
		}
	}
	return nil
}

// utf8 returns a record's bytes as UTF-8, with a note if they were not.
func (in *Input) utf8(b []byte, number int) []byte {
	if utf8.Valid(b) {
		return b
	}
	text, note, _ := decode(b, "")
	if note != "" {
		in.note(number, "%s", note)
	}
	return []byte(text)
}

func dropNUL(s string) string { return strings.ReplaceAll(s, "\x00", "") }

// repair reads what claims to be UTF-8 or says nothing. Pages are put together from
// sources of different charsets, so each line and each text between tags is judged
// by itself: without any valid sequence of UTF-8 it is windows-1252; in any other a
// bad byte is, where that makes it a letter of a word, and else becomes U+FFFD.
func repair(b []byte) (text, note string) {
	var out strings.Builder
	good, pieces := hasMultibyte(b), 0
	for len(b) > 0 {
		end := 1 + bytes.IndexAny(b[1:], "\n<>")
		if end == 0 {
			end = len(b)
		}
		switch piece := b[:end]; {
		case utf8.Valid(piece):
			out.Write(piece)
		case !hasMultibyte(piece):
			out.WriteString(decode1252(piece))
			pieces++
		default:
			pieces += mend(&out, piece)
		}
		b = b[end:]
	}
	switch {
	case pieces > 0 && good:
		return out.String(), "in parts not valid UTF-8: those read as windows-1252"
	case pieces > 0:
		return out.String(), "not valid UTF-8: read as windows-1252"
	}
	return out.String(), ""
}

// mend writes a piece with bad bytes in it and returns 1 if any of them was read as
// a letter of windows-1252.
func mend(out *strings.Builder, piece []byte) (letters int) {
	damaged := false // the last byte became U+FFFD: one for a row of them
	for i := 0; i < len(piece); {
		r, n := utf8.DecodeRune(piece[i:])
		switch {
		case r != utf8.RuneError || n > 1:
			out.WriteRune(r)
			damaged = false
		case letterOf1252(piece, i):
			out.WriteString(decode1252(piece[i : i+1]))
			letters, damaged = 1, false
		case !damaged:
			out.WriteRune(r)
			damaged = true
		}
		i += n
	}
	return letters
}

// letterOf1252 reports whether byte i of a piece is a letter beside an ASCII letter
// and not the beginning of a character of UTF-8 that was cut off.
func letterOf1252(piece []byte, i int) bool {
	near := func(k int) bool {
		return k >= 0 && k < len(piece) && (piece[k]|0x20 >= 'a' && piece[k]|0x20 <= 'z')
	}
	c := piece[i]
	cut := c == 0xc2 || c == 0xc3 || i+1 < len(piece) && piece[i+1]&0xc0 == 0x80
	return c >= 0xc0 && c != 0xd7 && c != 0xf7 && !cut && (near(i-1) || near(i+1))
}

// hasMultibyte reports whether b has a valid sequence of two or more bytes.
func hasMultibyte(b []byte) bool {
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if n > 1 && r != unicode.ReplacementChar {
			return true
		}
		b = b[n:]
	}
	return false
}

// decode1252 reads windows-1252; the five bytes without a character become U+FFFD.
func decode1252(b []byte) string {
	var out strings.Builder
	for _, c := range b {
		r := charmap.Windows1252.DecodeByte(c)
		if unicode.IsControl(r) && r >= 0x80 {
			r = utf8.RuneError
		}
		out.WriteRune(r)
	}
	return out.String()
}
