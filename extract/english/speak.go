package english

import (
	"strings"
	"unicode"
)

// functionWords are words that make up two fifths of any English prose, without
// those that other languages write alike ("in", "was", "die").
const functionWords = " the of and to that for it on with as he be at by his are this from have not but which they an has its said " +
	"will she who their would been were or had is "

// otherWords are the function words of German, French, Spanish, Italian, Dutch,
// Portuguese, Swedish, Danish and Polish that are no English words and no part
// of names (not "von", "de", "la").
const otherWords = " und nicht das ein eine einen einem einer ist sind wird wurde mit auf für dem im zu sich auch nach bei aus wie über " +
	"les des est une dans pour qui sur pas par avec ont été cette ses leur mais plus aux " +
	"que las por con una para se su fue como más pero sobre este ha han también " +
	"che della delle per non sono nel dei gli anche alla dal stato è " +
	"het een niet zijn voor dat aan ook naar bij werd wordt heeft " +
	"não uma com dos foi ao pela mais são " +
	"och att som det är på till inte av ett har med og ikke til af på blev " +
	"się nie że jest przez dla oraz "

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
		case strings.Contains(functionWords, " "+lower+" "):
			function++
		case strings.Contains(otherWords, " "+word+" "): // as it is written: "Los Angeles" is a name
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
