package load

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// separator stands between the fields of an id; Norm removes it from text.
const separator = "\x1f"

// Norm is the form in which names are compared: compatibility-composed (NFKC),
// one kind of quote and of hyphen, nothing invisible, lower case, single
// blanks. Accents stay.
func Norm(s string) string {
	var b strings.Builder
	blank := false
	for _, r := range norm.NFKC.String(strings.ToValidUTF8(s, "\uFFFD")) {
		r = plain(r)
		switch {
		case r < 0:
		case unicode.IsSpace(r) || unicode.IsControl(r):
			blank = b.Len() > 0
		default:
			if blank {
				b.WriteByte(' ')
				blank = false
			}
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// plain maps typographic variants of a rune to one; -1 drops it.
func plain(r rune) rune {
	switch {
	case r == '‘' || r == '’' || r == 'ʼ' || r == '`' || r == '´':
		return '\''
	case r == '“' || r == '”':
		return '"'
	case r >= 0x2010 && r <= 0x2015 || r == 0x2212:
		return '-'
	case r == 0xAD || r >= 0x200B && r <= 0x200F || r == 0x2060 || r == 0xFEFF:
		return -1
	}
	return r
}

// id hashes its fields, so that the same input has the same ids on any machine:
// k + "_" + the first 24 hexadecimal digits of a SHA-256.
func id(k string, fields ...string) string {
	sum := sha256.Sum256([]byte("newsgraph/1" + separator + k + separator + strings.Join(fields, separator)))
	return k + "_" + hex.EncodeToString(sum[:12])
}

// articleID prefers the address, because dumps number their rows 1, 2, 3 … and
// collide.
func articleID(address, publisher, native, hash string) string {
	switch {
	case address != "":
		return id("a", "url", canonicalURL(address))
	case native != "":
		return id("a", "native", publisher, native)
	}
	return id("a", "text", hash)
}

// contentHash tells whether an article's words changed.
func contentHash(title, text string) string {
	sum := sha256.Sum256([]byte(title + separator + text))
	return hex.EncodeToString(sum[:])
}

// keyOf is the id of the edge that a claim supports. The ends of a symmetric
// relation must come smaller id first; a literal object is "=" and its value.
func keyOf(relation, subject, object string) string { return id("f", relation, subject, object) }

func claimID(article, sentence, key string, negated bool, speaker string) string {
	polarity := "pos"
	if negated {
		polarity = "neg"
	}
	return id("c", article, sentence, key, polarity, speaker)
}
