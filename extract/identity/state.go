package identity

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/lexicon"
)

var (
	stateBodies       = lexicon.Words("state bodies")
	stateBodyWords    = lexicon.Words("state body words")
	stateBodyLinks    = lexicon.Words("state body links")
	ministryHeads     = lexicon.Words("ministry heads")
	ministry          = lexicon.Words("ministry head of all")
	governmentFields  = lexicon.Values("government fields")
	doubtfulCountries = lexicon.Words("doubtful countries")
	continents        = lexicon.Words("continents")
	seats             = seatsOf()

	belonging = belongings()
)

// belongings are the words before a body that tell its country: "kenyan", "kenya",
// "kenyas". Those of continents have an empty value, as the longest that fits counts.
func belongings() map[string]string {
	m := map[string]string{}
	for _, e := range lexicon.Table("countries") {
		country := folded(e[0][0])
		if continents.Has(e[0][0]) {
			country = ""
		}
		names := slices.Concat(e[0], e[1])
		if len(e) > 3 {
			names = append(names, e[3]...)
		}
		for _, n := range names {
			if n = folded(n); doubtfulCountries.Has(n) {
				continue
			}
			m[n] = country
			if !strings.HasSuffix(n, lexicon.S) {
				m[n+lexicon.S] = country
			}
		}
	}
	return m
}

// seatsOf are the countries of well-known bodies of one word.
func seatsOf() map[string]string {
	m := map[string]string{}
	for _, e := range lexicon.Table("seats") {
		for _, n := range e[1] {
			if n = folded(n); !strings.Contains(n, " ") && !stateBodies.Has(n) {
				m[n] = folded(e[0][0])
			}
		}
	}
	return m
}

// longestCountry is how many words the name of a country has at most.
const longestCountry = 8

// ofState takes the country out of the name of a body that every country has: "kenyan
// defence ministry" and "ministry of defence of kenya" are one. It refuses names that say
// no country, or two, or more than such bodies have in common.
func ofState(words []string) (bearer, bool) {
	if len(words) == 0 {
		return bearer{}, false
	}
	front, before := leading(words)
	back, behind := trailing(words)
	switch {
	case before == "" && behind == "":
		return bearer{name: strings.Join(field(words), " ")}, len(words) > 1 && general(words)
	case before != "" && behind != "":
		return bearer{}, false
	case before != "":
		words = words[front:]
	default:
		words = words[:back]
	}
	country := before + behind
	if before != "" && len(words) == 1 && seats[words[0]] == country {
		return bearer{name: words[0]}, true
	}
	if !general(words) {
		return bearer{}, false
	}
	return bearer{strings.Join(field(words), " "), country}, true
}

// leading is the country that the first words name, and how many they are.
func leading(words []string) (int, string) {
	for n := min(longestCountry, len(words)-1); n > 0; n-- {
		if country, ok := belonging[strings.Join(words[:n], " ")]; ok {
			return n, country
		}
	}
	return 0, ""
}

// trailing is the country that the words after the first fitting "of" name, and where
// what they tell of begins.
func trailing(words []string) (int, string) {
	for i := 1; i < len(words)-1; i++ {
		if words[i] != lexicon.Of && words[i] != lexicon.In {
			continue
		}
		rest := words[i+1:]
		if len(rest) > 1 && rest[0] == lexicon.The {
			rest = rest[1:]
		}
		name := strings.Join(rest, " ")
		if c, ok := countries[name]; ok && !doubtfulCountries.Has(name) && belonging[name] != "" {
			return i, c.to.name
		}
	}
	return 0, ""
}

// general reports whether a name has only words that such bodies of all countries share.
func general(words []string) bool {
	if len(words) == 0 {
		return false
	}
	if ministry.Has(words[0]) && len(words) > 2 || ministry.Has(words[len(words)-1]) && len(words) > 1 {
		return true
	}
	if whole := strings.Join(words, " "); stateBodies.Has(whole) {
		return true
	}
	return len(words) > 1 && !slices.ContainsFunc(words, func(w string) bool { return !stateBodyWords.Has(w) && !stateBodyLinks.Has(w) })
}

// field gives a ministry's name one order, "ministry of defence", and its field one name.
func field(words []string) []string {
	last := len(words) - 1
	head, of := words[0], words[1:]
	switch {
	case ministryHeads.Has(head) && last > 1 && (of[0] == lexicon.Of || of[0] == lexicon.For):
		of = of[1:]
	case last > 0 && ministryHeads.Has(words[last]):
		head, of = words[last], words[:last]
	default:
		return words
	}
	if len(of) > 1 && of[0] == lexicon.The {
		of = of[1:]
	}
	if other, ok := governmentFields[strings.Join(of, " ")]; ok {
		of = strings.Fields(other)
	}
	return append([]string{head, lexicon.Of}, of...)
}
