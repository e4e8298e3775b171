package english

import "strings"

// functionWords are words that make up two fifths of any English prose, without
// those that other languages write alike ("in", "was", "die").
const functionWords = " the of and to that for it on with as he be at by his are this from have not but which they an has its said " +
	"will she who their would been were or had is "

// Speaks reports whether a text is in English: whether at least one word in fourteen
// is an English function word. Names, tables and headlines lower the share (news prose has a third), other
// languages hardly ever reach it. A text of fewer than 60 words is
// believed.
func Speaks(text string) bool {
	all, function := 0, 0
	for word := range strings.FieldsSeq(text) {
		all++
		word = strings.ToLower(strings.Trim(word, ".,;:!?()[]\"'“”‘’—–-"))
		if word != "" && strings.Contains(functionWords, " "+word+" ") {
			function++
		}
	}
	return all < 60 || function*14 >= all
}
