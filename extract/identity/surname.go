package identity

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// fullName is the name of a person in its parts, folded.
type fullName struct {
	words   []string // without what stands behind the surname
	surname string
	single  bool // one name alone, or only initials before it
	pair    bool // the two surnames of a Spanish speaker
}

// readPerson takes a name apart.
func readPerson(name string) fullName {
	p := fullName{words: personWords(name)}
	if len(p.words) == 0 {
		return p
	}
	n := len(p.words)
	p.single = !slices.ContainsFunc(p.words[:n-1], func(w string) bool { return !surnameParticles.Has(w) && !initial(w) })
	p.pair = n == 2 && spanish[p.words[0]] && !known.given[p.words[0]]
	switch {
	case surnameFirst(p.words), p.pair:
		p.surname = p.words[0]
	case n > 2 && spanish[p.words[n-2]] && known.given[p.words[0]]:
		p.surname = p.words[n-2]
	default:
		p.surname = bare(p.words[n-1])
	}
	return p
}

// personWords returns the words of a name, folded, without what stands behind the surname.
func personWords(name string) []string {
	var words []string
	name = plain(strings.TrimSuffix(strings.TrimSuffix(name, lexicon.Possessive), lexicon.CurlyPossessive))
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`,"“”()`, r) }) {
		if w = strings.TrimSuffix(w, lexicon.Possessive); w != "" {
			words = append(words, w)
		}
	}
	for len(words) > 1 && behindSurname(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return words
}

// behindSurname reports whether a word behind a surname only tells which of several
// bears it.
func behindSurname(w string) bool {
	return nameNumbers.Has(w) || generationMarks.Has(strings.TrimSuffix(w, "."))
}

// initial reports whether a word is a first name of one letter: "J", "J.K.".
func initial(w string) bool {
	return utf8.RuneCountInString(w) == 1 || strings.HasSuffix(w, ".") && !strings.ContainsFunc(w, func(r rune) bool { return r == '-' }) && utf8.RuneCountInString(w) <= 4
}

// bare takes the article off an Arabic surname.
func bare(w string) string {
	for _, a := range surnameArticles {
		if rest, ok := strings.CutPrefix(w, a); ok && len(rest) > 2 {
			return rest
		}
	}
	return w
}

// surnameFirst reports whether a name begins with its surname, as those of Chinese and
// Koreans do: the surname is one of theirs and what follows is made of their syllables.
func surnameFirst(words []string) bool {
	if len(words) < 2 || len(words) > 3 || !koreanOrChinese.Has(words[0]) {
		return false
	}
	for _, w := range words[1:] {
		parts := strings.Split(strings.ReplaceAll(w, "'", ""), "-")
		if len(parts) > 2 || len(parts) == 2 && len(words) > 2 {
			return false
		}
		most := 1
		if len(words) == 2 && len(parts) == 1 {
			most = 2
		}
		for _, part := range parts {
			if len(part) > 2*6 || !syllables(part, most) {
				return false
			}
		}
	}
	return true
}

// syllables reports whether a word is made of at most so many syllables of Chinese or
// Korean.
func syllables(w string, most int) bool {
	if w == "" {
		return true
	}
	if most == 0 {
		return false
	}
	for n := len(w); n > 0; n-- {
		if syllable(w[:n]) && syllables(w[n:], most-1) {
			return true
		}
	}
	return false
}

func syllable(w string) bool {
	if syllableEnds.Has(w) {
		return true
	}
	for n := 1; n <= 2 && n < len(w); n++ {
		if syllableStarts.Has(w[:n]) && syllableEnds.Has(w[n:]) {
			return true
		}
	}
	return false
}
