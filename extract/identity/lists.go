package identity

import (
	"maps"
	"strings"

	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// The lists of words that scope and block ask; what each is for stands beside it in
// extract/lexicon/word/scope.txt.
var (
	aboveCountries   = lexicon.Words("acronyms above countries")
	partsOfCountries = lexicon.Values("parts of countries")
	usualBearers     = lexicon.Values("usual bearers")
	anyBody          = lexicon.Words("words of any body")
	generationMarks  = lexicon.Words("generation marks")
	koreanOrChinese  = lexicon.Words("surnames in first place")
	nameNumbers      = lexicon.Words("numbers of names")
	smallBodies      = lexicon.Words("words of small bodies")
	smallWords       = lexicon.Words("small words of bodies")
	properPairs      = lexicon.List("proper pairs")
	sovereigns       = lexicon.Words("titles of sovereigns")
	soleSovereigns   = lexicon.Words("title of one")
	spanish          = plainSet(lexicon.List("spanish surnames"))
	stateAdjectives  = lexicon.Words("adjectives of state bodies")
	stateHeads       = lexicon.Words("heads of state bodies")
	surnameArticles  = lexicon.List("surname articles")
	surnameParticles = lexicon.Words("surname particles")
	syllableStarts   = lexicon.Words("beginnings of syllables")
	syllableEnds     = lexicon.Words("ends of syllables")
	titlesOfFirst    = lexicon.Words("titles before first names")
)

// atlas is what the tables know of countries and of the bodies that sit in them; the
// countries are in lower case, as scopes are.
type atlas struct {
	country   map[string]string // its names, its people and their adjective
	capital   map[string]string
	place     map[string]string // other cities, and regions
	seat      map[string]string // bodies
	body      map[string]bool   // known under several names
	listed    map[string]bool   // known otherwise
	given     map[string]bool   // first names, folded
	title     map[string]bool   // before the name of a person
	legalForm map[string]bool
}

var known = readAtlas()

func readAtlas() atlas {
	k := atlas{country: map[string]string{}, capital: map[string]string{}, place: map[string]string{}, seat: map[string]string{},
		body: set("bodies", 0, ""), listed: set("organizations", 1, ""), given: map[string]bool{}, title: set("titles", 1, ""), legalForm: set("orgwords", 1, "suffix")}
	maps.Copy(k.body, set("bodies", 1, ""))
	for w := range set("names", 1, "") {
		k.given[plain(w)] = true
	}
	k.places()
	for name, country := range usualBearers {
		k.seat[name] = spaced(country)
	}
	for _, e := range lexicon.Table("seats") {
		for _, w := range e[1] {
			k.seat[strings.ToLower(w)] = strings.ToLower(e[0][0])
		}
	}
	return k
}

// places enters countries and what lies in them.
func (k *atlas) places() {
	continents := lexicon.Words("continents")
	for _, e := range lexicon.Table("countries") {
		if continents.Has(e[0][0]) {
			continue
		}
		name := strings.ToLower(e[0][0])
		if whole := partsOfCountries[name]; whole != "" {
			name = spaced(whole)
		}
		for f, values := range e {
			into := k.country
			if f == 2 {
				into = k.capital
			}
			enter(into, values, name)
		}
	}
	for _, list := range []string{"cities", "regions"} {
		for _, e := range lexicon.Table(list) {
			if len(e[0]) > 0 && !continents.Has(e[0][0]) {
				enter(k.place, e[1], strings.ToLower(e[0][0]))
			}
		}
	}
}

// spaced gives a country of a list its blanks.
func spaced(country string) string { return strings.ReplaceAll(country, "_", " ") }

// enter puts a country under names that no other has yet.
func enter(into map[string]string, names []string, country string) {
	for _, n := range names {
		if _, ok := into[n]; !ok {
			into[n] = country
		}
	}
}

// set returns a field of a table in lower case, of all entries or those of one sort.
func set(table string, field int, sort string) map[string]bool {
	out := map[string]bool{}
	for _, e := range lexicon.Table(table) {
		if sort != "" && e[0][0] != sort {
			continue
		}
		for _, n := range e[field] {
			out[strings.ToLower(n)] = true
		}
	}
	return out
}

func plainSet(names []string) map[string]bool {
	out := map[string]bool{}
	for _, n := range names {
		out[plain(n)] = true
	}
	return out
}

// of returns the country that a name of a place or people means, "" if none.
func (k *atlas) of(name string) string {
	if c := k.country[name]; c != "" {
		return c
	}
	if c := k.capital[name]; c != "" {
		return c
	}
	return k.place[name]
}

// plain returns a name in lower case without accents and apostrophes.
func plain(s string) string { return strings.ToLower(unaccented(s)) }
