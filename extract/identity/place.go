package identity

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/lexicon"
)

var (
	countries = countryNames()
	places    = placeNames()
)

// name is an entry of a table of names: what it stands for, and whether it counts in
// capitals only, as a short acronym does.
type name struct {
	to       bearer
	capitals bool
}

// shortest is how long an acronym may be that only counts in capitals: the WHO is not the
// Who, but Nato is NATO.
const shortest = 3

// acronymic reports whether a name is one word of capitals, so short that in small letters
// it is another word.
func acronymic(s string) bool {
	s = strings.ReplaceAll(s, ".", "")
	return len(s) <= shortest && s == strings.ToUpper(s) && s != strings.ToLower(s)
}

// put adds a name to a table. It counts in small letters, too, if one of its spellings
// does: "Pa." beside "PA".
func put(table map[string]name, key, written string, to bearer) {
	other, ok := table[key]
	table[key] = name{to, acronymic(written) && (!ok || other.capitals)}
}

// fits reports whether a name as it is written may mean the entry.
func (n name) fits(written string) bool {
	if !n.capitals {
		return true
	}
	words := parts(written)
	if len(words) > 1 && leadingArticles.Has(strings.ToLower(words[0])) {
		words = words[1:]
	}
	return !slices.ContainsFunc(words, func(w string) bool { return w != strings.ToUpper(w) })
}

// countryNames are the usual names of countries in lower case by all their names.
func countryNames() map[string]name {
	m := map[string]name{}
	for _, e := range lexicon.Table("countries") {
		usual := bearer{name: folded(e[0][0])}
		names := e[0]
		if len(e) > 3 {
			names = append(names, e[3]...)
		}
		for _, n := range names {
			if key := folded(n); key == usual.name || !doubtfulCountries.Has(key) {
				put(m, key, n, usual)
			}
		}
	}
	return m
}

// placeNames are the usual names of other places by all their names.
func placeNames() map[string]name {
	m := map[string]name{}
	for _, e := range lexicon.Table("places") {
		for _, n := range append(e[0], e[1]...) {
			put(m, folded(n), n, bearer{name: folded(e[0][0])})
		}
	}
	return m
}

// place is the one form of the name of a place.
func place(written string) string {
	key := folded(written)
	for _, table := range []map[string]name{countries, places, bodies} {
		if n, ok := table[key]; ok && n.fits(written) {
			return n.to.name
		}
	}
	return key
}
