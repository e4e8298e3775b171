package identity

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// The lists that tell events apart; what each is for stands beside it in
// extract/lexicon/word/event.txt.
var (
	recurringEvents   = foldedWords(lexicon.Words("recurring events"))
	recurringNames    = foldedWords(lexicon.Words("recurring names"))
	eventPrepositions = lexicon.Words("event name prepositions")
	wordsOfManyEvents = foldedWords(lexicon.Words("words of many events"))
	eventsOfSports    = foldedValues(lexicon.Values("events of many sports"))
	sports            = lexicon.Values("sports")
	otherEditions     = lexicon.Words("other editions")
	usualRecurring    = foldedValues(lexicon.Values("usual names of recurring events"))
	eventFillers      = lexicon.Words("event fillers")
	editionNumerals   = lexicon.Words("edition numerals")
	numberedSeries    = lexicon.List("numbered series")
	ordinals          = lexicon.Numbers("ordinals")
	ordinalEndings    = lexicon.List("ordinal endings")
	happenedOnce      = usualNames(lexicon.Table("eventnames"))
)

// usualNames maps every name of a table, and the usual one itself, to the usual one.
func usualNames(table [][][]string) map[string]string {
	usual := map[string]string{}
	for _, entry := range table {
		for _, names := range entry {
			for _, name := range names {
				usual[folded(name)] = folded(entry[0][0])
			}
		}
	}
	return usual
}

// foldedWords is a list in the form in which names are compared; of an entry of several
// words it has these as well, for a hyphen may be written or not.
func foldedWords(list lexicon.Set) map[string]bool {
	words := map[string]bool{}
	for _, entry := range list.List() {
		words[folded(entry)] = true
		if strings.Contains(entry, "-") {
			for _, w := range fold(parts(entry)) {
				words[w] = true
			}
		}
	}
	return words
}

func foldedValues(list map[string]string) map[string]string {
	values := map[string]string{}
	for name, value := range list {
		values[folded(name)] = folded(value)
	}
	return values
}

// event finds the name that all editions of a named event share, and the edition. What
// happened once has none. Of what is held again and again the year decides: the one in
// the name or beside it, else the one of the article, where nothing says that it speaks
// of another; without either nobody can tell, and the article keeps the event to itself.
func event(a *extract.Article, e *extract.Entity) {
	n := split(fold(parts(e.Name)))
	e.Identity.Name, e.Identity.Scope = n.base, ""
	switch {
	case n.once:
	case n.general():
		e.Identity.Scope = extract.OwnArticle
		// "The Meeting" is no name, only a description in capitals.
		e.Unnamed = n.year == "" && n.ordinal == "" && e.Ordinal == "" && e.When.IsZero()
	case n.year != "":
		e.Identity.Scope = n.year
	case yearOf(e.When) != "":
		e.Identity.Scope = yearOf(e.When)
	case n.ordinal != "" || e.Ordinal != "":
		e.Identity.Scope = "#" + cmp.Or(n.ordinal, e.Ordinal)
	case n.numbered() || !n.recurs():
	default:
		e.Identity.Scope = cmp.Or(yearOfArticle(a, e), extract.OwnArticle)
	}
	bySport(a, e, n.sport)
}

// eventName is the name of an event, taken apart.
type eventName struct {
	base          string
	words         []string // of base
	year, ordinal string
	once          bool   // it happened once: it has no editions
	sport         string // that the name says
}

// split takes off what tells editions apart, and what is no part of the name.
func split(words []string) eventName {
	var n eventName
	for _, w := range words {
		w = strings.Trim(w, ",.\"“”")
		number := ordinalOf(w)
		switch {
		case w == "":
		case year(w) != "":
			n.year = year(w)
		case number != "" && len(n.words) == 0:
			// Only at the head of the name: "the third World Forum", not "Forum of the
			// Third World".
			n.ordinal = number
		case eventFillers.Has(w) && len(n.words) == 0:
		default:
			n.words = append(n.words, w)
		}
	}
	// "Second World War" is a name, and so are "11 September 2001" and "1967 War".
	whole := strings.TrimPrefix(strings.Join(trimmed(words), " "), lexicon.The+" ")
	for _, name := range []string{whole, strings.Join(n.words, " ")} {
		if usual, ok := happenedOnce[name]; ok {
			return eventName{base: usual, once: true}
		}
	}
	if len(n.words) == 0 {
		n.words = words
	}
	// "FIFA World Cup" is a World Cup of football.
	if rest := strings.Join(n.words[1:], " "); sports[n.words[0]] != "" {
		if _, ok := eventsOfSports[cmp.Or(usualRecurring[rest], rest)]; ok {
			n.sport, n.words = sports[n.words[0]], n.words[1:]
		}
	}
	n.base = strings.Join(n.words, " ")
	n.base = cmp.Or(usualRecurring[n.base], n.base)
	return n
}

// trimmed takes the marks off the ends of words.
func trimmed(words []string) []string {
	var out []string
	for _, w := range words {
		if w = strings.Trim(w, ",.\"“”"); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// general reports whether the name is only of words that many events bear: "general
// election", "annual congress".
func (n eventName) general() bool {
	return !slices.ContainsFunc(n.words, func(w string) bool { return !wordsOfManyEvents[w] })
}

// numbered reports whether the name itself counts the editions: "Super Bowl LIX",
// "COP28".
func (n eventName) numbered() bool {
	last := n.words[len(n.words)-1]
	if len(n.words) > 1 && (editionNumerals.Has(last) || isNumber(last)) {
		return true
	}
	return slices.ContainsFunc(n.words, func(w string) bool {
		for _, series := range numberedSeries {
			if number, ok := strings.CutPrefix(w, series); ok && isNumber(number) {
				return true
			}
		}
		return false
	})
}

// recurs reports whether the event is held again and again.
func (n eventName) recurs() bool {
	if _, ok := eventsOfSports[n.base]; ok || recurringNames[n.base] {
		return true
	}
	for i, w := range n.words {
		if recurringEvents[w] && (i == len(n.words)-1 || eventPrepositions.Has(n.words[i+1])) {
			return true
		}
	}
	return false
}

// bySport keeps apart what several sports call by one name: the World Cup of 2019 may be
// one of rugby, as its name or its article says.
func bySport(a *extract.Article, e *extract.Entity, named string) {
	usual, ok := eventsOfSports[e.Identity.Name]
	if !ok || e.Identity.Scope == extract.OwnArticle {
		return
	}
	spoken := spokenOf(a)
	switch {
	case named != "":
		usual = named
	case len(spoken) == 1:
		usual = spoken[0]
	case len(spoken) > 1 || usual == "":
		e.Identity.Scope = extract.OwnArticle
		return
	}
	e.Identity.Scope = strings.TrimSpace(e.Identity.Scope + " " + usual)
}

// spokenOf lists the sports of which an article speaks.
func spokenOf(a *extract.Article) []string {
	var spoken []string
	for _, w := range a.Lower() {
		if sport := sports[w]; sport != "" && !slices.Contains(spoken, sport) {
			spoken = append(spoken, sport)
		}
	}
	a.Spend(len(a.Tokens))
	return spoken
}

// year is the year or season that a word states, "" if it is none: "2022", "2014/15".
func year(w string) string {
	first, rest, season := strings.Cut(strings.ReplaceAll(w, "/", "-"), "-")
	if len(first) != 4 || !isNumber(first) || first < "1000" || first > "2999" {
		return ""
	}
	if season && (!isNumber(rest) || len(rest) != 2 && len(rest) != 4) {
		return ""
	}
	if season {
		return first + "-" + rest[len(rest)-2:]
	}
	return first
}

func isNumber(w string) bool { return w != "" && strings.Trim(w, "0123456789") == "" }

// ordinalOf is the number that an ordinal stands for, "" if the word is none.
func ordinalOf(w string) string {
	if n := ordinals[w]; n > 0 {
		return strconv.Itoa(n)
	}
	for _, ending := range ordinalEndings {
		if number, ok := strings.CutSuffix(w, ending); ok && isNumber(number) {
			return number
		}
	}
	return ""
}
