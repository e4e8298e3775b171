package english

import (
	"strings"
	"unicode"

	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// Functional words of English, and those of other languages that no English text has.
var (
	functionWords = lexicon.Words("function words")
	otherWords    = lexicon.Words("german words", "french words", "spanish words", "italian words", "dutch words",
		"portuguese words", "scandinavian words", "polish words")
)

// Speaks reports whether a text is in English. Of a long text at least one word
// in fourteen must be an English function word, of one of 20 to 59 words one in
// thirty: names, tables and headlines lower the share (news prose has a third),
// other languages hardly ever reach it. A text of whatever length is not English
// when function words of other languages outnumber the English ones, or when
// most of its letters are not Latin.
func Speaks(text string) bool {
	all, function, other := 0, 0, 0
	for word := range strings.FieldsSeq(text) {
		all++
		word = strings.Trim(word, ".,;:!?()[]\"'“”‘’«»—–-")
		switch lower := strings.ToLower(word); {
		case word == "":
		case functionWords.Has(lower):
			function++
		case otherWords.Has(word): // as it is written: "Los Angeles" is a name
			other++
		}
	}
	switch {
	case other >= 3 && other > function, foreignScript(text):
		return false
	case all < 20:
		return true
	case all < 60:
		return function*30 >= all
	}
	return function*14 >= all
}

// foreignScript reports whether most letters of a text are not Latin.
func foreignScript(text string) bool {
	latin, letters := 0, 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
			if unicode.Is(unicode.Latin, r) {
				latin++
			}
		}
	}
	return latin*2 < letters
}
