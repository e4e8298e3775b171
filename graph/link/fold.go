package link

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/newsgraph/newsgraph/graph/load"
)

// Fold is the form in which names of tables and of the graph are compared: load.Norm,
// and accents, full stops, apostrophes and a leading article off, every other sign a
// blank.
func Fold(name string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(load.Norm(name)) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '.' || r == '\'':
		case letters[r] != "":
			b.WriteString(letters[r])
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	words := strings.Fields(b.String())
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

// letters maps letters that no accent made, and the sign for "and", to what a plain
// keyboard has for them.
var letters = map[rune]string{'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'ı': "i", '&': " and "}

// fuller reports whether a name says all that another says, and more: it has its words
// and others, or the other stands for its capitals.
func fuller(name, than string) bool {
	words, less := strings.Fields(Fold(name)), strings.Fields(Fold(than))
	if len(words) <= len(less) {
		return false
	}
	return contains(words, less) || len(less) == 1 && capitals(name) == less[0]
}

// contains reports whether the words of a name have all those of another.
func contains(words, others []string) bool {
	count := map[string]int{}
	for _, w := range words {
		count[w]++
	}
	for _, w := range others {
		if count[w]--; count[w] < 0 {
			return false
		}
	}
	return true
}

// capitals are the first letters of the words that begin with a capital, in lower case.
func capitals(name string) string {
	var b strings.Builder
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == '-' }) {
		if first := []rune(word)[0]; unicode.IsUpper(first) {
			b.WriteRune(unicode.ToLower(first))
		}
	}
	return b.String()
}

// fullName reports whether a folded name of a person has two words that are no initials.
func fullName(folded string) bool {
	n := 0
	for _, word := range strings.Fields(folded) {
		if len([]rune(word)) > 1 {
			n++
		}
	}
	return n > 1
}
