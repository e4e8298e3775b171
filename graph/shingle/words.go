package shingle

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// word is a word as it is compared: a hash of its letters in lower case.
type word struct {
	hash   uint64
	marked bool // has a capital or a digit
}

// wordsOf takes a text apart into words: runs of letters and digits. Punctuation,
// blanks and lines make no difference. Scripts that leave no blanks between words
// give a word for each letter.
func wordsOf(text string) []word {
	const seed, prime = 14695981039346656037, 1099511628211 // FNV-1a
	var out []word
	var now word
	open := false
	end := func() {
		if open {
			now.hash = mix(now.hash)
			out = append(out, now)
		}
		open = false
	}
	for _, r := range norm.NFKC.String(text) {
		if r >= utf8.RuneSelf && unicode.Is(unicode.Mn, r) {
			continue
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			end()
			continue
		}
		alone := r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
		if alone {
			end()
		}
		if !open {
			open, now = true, word{hash: seed}
		}
		now.marked = now.marked || unicode.IsUpper(r) || unicode.IsDigit(r)
		now.hash = (now.hash ^ uint64(unicode.ToLower(r))) * prime
		if alone {
			end()
		}
	}
	end()
	return out
}
