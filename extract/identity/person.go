package identity

import (
	"strings"
	"unicode"

	"github.com/newsgraph/newsgraph/extract/lexicon"
)

var (
	personTitles     = titles()
	transliterations = spellings()
	younger          = lexicon.Values("younger")
	umlauts          = lexicon.Values("umlauts written out")
	noUmlauts        = lexicon.Words("no umlauts")
	nameEndings      = lexicon.Values("name endings")
	arabicArticles   = lexicon.Words("arabic names' articles")
	arabicLikened    = lexicon.Words("arabic names' likened articles")
	servantNames     = lexicon.Words("servant names")
	servantHeads     = lexicon.List("servant heads")
	noServants       = lexicon.Words("no servant names")
	servantName      = lexicon.List("servant name")[0]
)

// titles are the titles of people of one word.
func titles() map[string]bool {
	m := map[string]bool{}
	for _, e := range lexicon.Table("titles") {
		for _, t := range e[1] {
			if t = folded(t); !strings.Contains(t, " ") {
				m[t] = true
			}
		}
	}
	return m
}

// spellings are the names of table/transliterations by their other spellings.
func spellings() map[string]string {
	m := map[string]string{}
	for _, e := range lexicon.Table("transliterations") {
		for _, n := range e[1] {
			m[n] = ended(e[0][0])
		}
	}
	return m
}

// piece is a word of a person's name in lower case, and whether a hyphen ties it to the
// next.
type piece struct {
	word string
	tied bool
}

// person is the one form of a person's name: without accents, hyphens, titles and Arabic
// articles, names of other scripts in one spelling. Initials stay, as they tell people
// apart, and so does the order.
func person(name string) string {
	pieces := pieced(name)
	for len(pieces) > 2 && personTitles[pieces[0].word] && !pieces[0].tied {
		pieces = pieces[1:]
	}
	pieces = served(pieces)
	var words []string
	for i, p := range pieces {
		if !article(pieces, i) {
			words = append(words, spelled(p.word, i == len(pieces)-1 && i > 0))
		}
	}
	return strings.Join(words, " ")
}

// pieced splits a name at blanks and hyphens, and at the full stops and capitals that run
// initials together: "J.K.", "JK".
func pieced(name string) []piece {
	plain := strings.NewReplacer(".", ". ", ",", " ", "-", "- ", "(", " ", ")", " ").Replace(unaccented(name))
	shouted := plain == strings.ToUpper(plain)
	var out []piece
	for _, w := range strings.Fields(plain) {
		tied := strings.HasSuffix(w, "-")
		if w = strings.Trim(w, ".-"); w == "" {
			continue
		}
		if !shouted && len(w) == 2 && len(out) == 0 && initials(w) {
			out = append(out, piece{strings.ToLower(w[:1]), false})
			w = w[1:]
		}
		if rest := grown(w); rest != "" {
			w = rest
		}
		out = append(out, piece{strings.ToLower(w), tied})
	}
	return out
}

// initials reports whether two letters are initials: two capitals, neither a vowel.
func initials(w string) bool {
	return w == strings.ToUpper(w) && w != strings.ToLower(w) && !strings.ContainsAny(strings.ToLower(w), lexicon.Vowels)
}

// grown is what follows an Arabic article that is grown together with it: "ElBaradei".
func grown(w string) string {
	for i, r := range w {
		if i > 1 && unicode.IsUpper(r) && arabicArticles.Has(strings.ToLower(w[:i])) && len(w) > i+2 && w != strings.ToUpper(w) {
			return w[i:]
		}
		if i > 2 {
			break
		}
	}
	return ""
}

// served gives names of the sort of "Abdul Rahman" one form, however their parts are
// joined.
func served(pieces []piece) []piece {
	var out []piece
	for i := 0; i < len(pieces); i++ {
		p := pieces[i]
		if rest := serving(p.word); rest != "" {
			out = append(out, piece{servantName, false}, piece{rest, p.tied})
			continue
		}
		if !servantNames.Has(p.word) || i == len(pieces)-1 {
			out = append(out, p)
			continue
		}
		if next := pieces[i+1].word; i+2 < len(pieces) && (arabicArticles.Has(next) || arabicLikened.Has(next)) {
			i++
		}
		out = append(out, piece{servantName, false})
	}
	return out
}

// serving is what follows the first part of such a name in one word: "rahman" of
// "abdelrahman".
func serving(word string) string {
	if noServants.Has(word) {
		return ""
	}
	for _, head := range servantHeads {
		if rest, ok := strings.CutPrefix(word, head); ok && len(rest) > 3 {
			return rest
		}
	}
	return ""
}

// article reports whether piece i is an Arabic article that belongs to the next.
func article(pieces []piece, i int) bool {
	p := pieces[i]
	if i == len(pieces)-1 {
		return false
	}
	if arabicArticles.Has(p.word) {
		return p.tied || i > 0
	}
	return p.tied && arabicLikened.Has(p.word) && p.word[1] == pieces[i+1].word[0]
}

// spelled gives a word of a name one spelling.
func spelled(word string, last bool) string {
	if form, ok := younger[word]; ok && last {
		return form
	}
	if form, ok := transliterations[word]; ok {
		return form
	}
	if form, ok := umlauts[word]; ok {
		return form
	}
	return ended(withoutUmlaut(word))
}

// withoutUmlaut takes the "e" off an umlaut that is written out between consonants.
func withoutUmlaut(word string) string {
	if len(word) < shortestEnded || noUmlauts.Has(word) {
		return word
	}
	for i := 1; i < len(word)-2; i++ {
		if (word[i] != 'a' && word[i] != 'o') || word[i+1] != 'e' || vowel(word[i-1]) || vowel(word[i+2]) {
			continue
		}
		if next := word[i+2]; next == 'v' || next == 'l' && (len(word) == i+3 || word[i+3] != 'l') {
			continue // Tokaev; Michaels
		}
		return word[:i+1] + word[i+2:]
	}
	return word
}

func vowel(c byte) bool { return strings.IndexByte(lexicon.Vowels, c) >= 0 }

// shortestEnded is how many letters a word has at least whose ending is looked at.
const shortestEnded = 5

// ended gives the ending of a Slavic name one spelling.
func ended(word string) string {
	if len(word) < shortestEnded {
		return word
	}
	for n := min(5, len(word)-2); n > 1; n-- {
		if to, ok := nameEndings[word[len(word)-n:]]; ok {
			return word[:len(word)-n] + to
		}
	}
	return word
}
