package phrasing

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed words.txt
var words string

// lexicon is words.txt, by what it is asked for.
type lexicon struct {
	openings     [][]string
	dropped      map[string]bool
	contractions map[string][]string
	same         map[string][]string // word: the first words of its lines
	kinds        map[string]string
	asked        map[string][]string
	titles       [][]string
	lemmas       map[string][]string // form of an irregular verb
	prepositions map[string]bool
	weekdays     map[string]int
	months       map[string]int
}

// theLexicon reads words.txt once.
var theLexicon = sync.OnceValue(func() *lexicon {
	x := &lexicon{dropped: map[string]bool{}, contractions: map[string][]string{}, same: map[string][]string{}, kinds: map[string]string{}, asked: map[string][]string{},
		lemmas: map[string][]string{}, prepositions: map[string]bool{}, weekdays: map[string]int{}, months: map[string]int{}}
	heading, n := "", 0
	for line := range strings.Lines(words) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			heading, n = strings.Trim(line, "[]"), 0
		default:
			x.take(heading, line, n)
			n++
		}
	}
	return x
})

// take takes in the n-th line below a heading.
func (x *lexicon) take(heading, line string, n int) {
	fields := strings.Fields(line)
	key, value, _ := strings.Cut(line, " = ")
	sets := map[string]map[string]bool{"dropped": x.dropped, "prepositions": x.prepositions}
	numbers := map[string]map[string]int{"weekdays": x.weekdays, "months": x.months}
	for _, f := range fields {
		if sets[heading] != nil {
			sets[heading][f] = true
		}
		if numbers[heading] != nil {
			numbers[heading][f] = n
		}
	}
	switch heading {
	case "openings":
		x.openings = append(x.openings, fields)
	case "titles":
		x.titles = append(x.titles, fields)
	case "contractions":
		x.contractions[key] = strings.Fields(value)
	case "asked":
		x.asked[key] = strings.Fields(value)
	case "kinds":
		for f := range strings.FieldsSeq(value) {
			x.kinds[f] = key
		}
	case "same":
		for _, f := range fields {
			x.same[f] = append(x.same[f], fields[0])
		}
	case "irregular":
		for _, f := range fields[1:] {
			x.lemmas[f] = append(x.lemmas[f], fields[0])
		}
	}
}

// lemmas lists the words that a word may be a form of, itself first.
func (x *lexicon) lemmasOf(word string) []string {
	all := append([]string{word}, x.lemmas[word]...)
	add := func(stem string) {
		if len(stem) > 1 && !slices.Contains(all, stem) {
			all = append(all, stem)
		}
	}
	for _, ending := range []string{"ing", "ed"} {
		if stem, ok := strings.CutSuffix(word, ending); ok && len(stem) > 1 {
			add(stem)
			add(stem + "e")
			if n := len(stem); n > 2 && stem[n-1] == stem[n-2] {
				add(stem[:n-1])
			}
		}
	}
	if stem, ok := strings.CutSuffix(word, "ied"); ok {
		add(stem + "y")
	}
	if stem, ok := strings.CutSuffix(word, "ies"); ok {
		add(stem + "y")
	}
	if stem, ok := strings.CutSuffix(word, "es"); ok {
		add(stem)
	}
	if stem, ok := strings.CutSuffix(word, "s"); ok && !strings.HasSuffix(stem, "s") {
		add(stem)
	}
	return all
}

// meant lists what a word stands for: the first words of the lines that it, or what it is
// a form of, stands in, and its lemmas.
func (x *lexicon) meant(word string) []string {
	var all []string
	for _, lemma := range x.lemmasOf(word) {
		all = append(all, lemma)
		all = append(all, x.same[lemma]...)
	}
	return all
}

// token is a word of a question.
type token struct {
	word       string   // in lower case
	means      []string // what it may stand for
	start, end int      // where it stands in the question, in bytes
	dropped    bool
}

// Joins reports whether a word joins others and names nothing: "of", "with".
func Joins(word string) bool { return theLexicon().prepositions[strings.ToLower(word)] }

// possessive is the token for the ending of a genitive.
const possessive = "'s"

// tokens takes a question apart: words in lower case without punctuation around them,
// contractions as several, genitives as two.
func (x *lexicon) tokens(text string) []token {
	var all []token
	add := func(word string, start, end int) {
		all = append(all, token{word: word, means: x.meant(word), start: start, end: end, dropped: x.dropped[word]})
	}
	for start := 0; start < len(text); {
		r, size := utf8.DecodeRuneInString(text[start:])
		if !inWord(r) {
			start += size
			continue
		}
		end := start
		for end < len(text) {
			r, size := utf8.DecodeRuneInString(text[end:])
			if !inWord(r) && !joins(text, end) {
				break
			}
			end += size
		}
		word := strings.ReplaceAll(strings.ToLower(text[start:end]), "’", "'")
		stem, genitive := strings.CutSuffix(word, possessive)
		switch long, short := x.contractions[word]; {
		case short:
			for _, w := range long {
				add(w, start, end)
			}
		case genitive && stem != "":
			cut := end - len(text[start:end]) + len(strings.TrimSuffix(strings.TrimSuffix(text[start:end], "s"), "S"))
			cut = start + len(strings.TrimRight(text[start:cut], "'’"))
			add(stem, start, cut)
			add(possessive, cut, end)
		default:
			add(word, start, end)
		}
		start = end
	}
	x.plain(all)
	return all
}

// plain leaves out the auxiliaries that change nothing of what is asked: "who is running
// X" asks what "who runs X" does, "who has been met" what "who was met".
func (x *lexicon) plain(all []token) {
	last := -1
	for i, t := range all {
		if t.dropped {
			continue
		}
		if last >= 0 {
			before := all[last].means
			all[last].dropped = slices.Contains(before, "be") && strings.HasSuffix(t.word, "ing") || slices.Contains(before, "do") && slices.Contains(t.means, "be")
		}
		last = i
	}
}

// inWord reports whether a character is part of a word.
func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || strings.ContainsRune("&_%", r)
}

// joins reports whether what stands at a place joins two parts of one word: "O'Dell",
// "2024-05-01", "e.g".
func joins(text string, at int) bool {
	r, size := utf8.DecodeRuneInString(text[at:])
	if !strings.ContainsRune("'’-.:/", r) || at == 0 || at+size >= len(text) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at+size:])
	return inWord(before) && inWord(after)
}

// headed returns how many tokens one of the phrases takes at the beginning, the longest.
func headed(tokens []token, phrases [][]string) int {
	longest := 0
	for _, p := range phrases {
		if len(p) > longest && len(p) <= len(tokens) && slices.EqualFunc(p, tokens[:len(p)], func(w string, t token) bool { return w == t.word }) {
			longest = len(p)
		}
	}
	return longest
}
