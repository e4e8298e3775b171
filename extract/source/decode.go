package source

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode"
	stdutf16 "unicode/utf16"
	"unicode/utf8"
)

// utf16 reports whether b begins with a byte order mark of UTF-16.
func utf16(b []byte) bool {
	return bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff"))
}

// decode returns b as UTF-8 and, where it was not that, a word on how it was
// read. A byte order mark decides, then the declared charset (may be empty),
// then UTF-8 if it is valid. Text with some valid UTF-8 in it is damaged UTF-8:
// its bad bytes become U+FFFD. Any other is windows-1252. NUL is removed.
// ok is false for a charset that is not known here.
func decode(b []byte, declared string) (text, note string, ok bool) {
	switch {
	case utf16(b):
		return dropNUL(decode16(b)), "read as UTF-16", true
	case bytes.HasPrefix(b, []byte("\ufeff")):
		b = b[3:]
	case utf8.Valid(b):
	case latin(declared):
		return dropNUL(decode1252(b)), "read as windows-1252", true
	case declared != "" && !strings.EqualFold(declared, "utf-8") && !strings.EqualFold(declared, "utf8"):
		return "", "", false
	case !hasMultibyte(b) && declared == "":
		return dropNUL(decode1252(b)), "not valid UTF-8: read as windows-1252", true
	}
	return dropNUL(strings.ToValidUTF8(string(b), "\ufffd")), "", true
}

func dropNUL(s string) string { return strings.ReplaceAll(s, "\x00", "") }

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

func decode16(b []byte) string {
	var order binary.ByteOrder = binary.LittleEndian
	if b[0] == 0xfe {
		order = binary.BigEndian
	}
	units := make([]uint16, 0, len(b)/2)
	for b = b[2:]; len(b) >= 2; b = b[2:] {
		units = append(units, order.Uint16(b))
	}
	return string(stdutf16.Decode(units))
}

// latin reports whether a charset is read as windows-1252, as browsers do.
func latin(charset string) bool {
	switch strings.ToLower(charset) {
	case "windows-1252", "cp1252", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii":
		return true
	}
	return false
}

func decode1252(b []byte) string {
	// The characters of 0x80 to 0x9f; the five bytes without one become U+FFFD.
	const high = "€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ"
	table := []rune(high)
	var out strings.Builder
	for _, c := range b {
		if c >= 0x80 && c < 0xa0 {
			out.WriteRune(table[c-0x80])
		} else {
			out.WriteRune(rune(c))
		}
	}
	return out.String()
}
