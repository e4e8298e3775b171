package main

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/urfave/cli/v2"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// suggest returns "; did you mean X?" with the one of known that word was typed
// for, or those that begin with it; "" if there is none.
func suggest(word string, known []string) string { return meant(nearest(word, known)) }

// suggestFlag does so for a flag, without its dashes.
func suggestFlag(name string, flags []cli.Flag) string {
	var known []string
	for _, f := range flags {
		known = append(known, f.Names()...)
	}
	near := nearest(name, known)
	for i := range near {
		near[i] = dashed(near[i])
	}
	return meant(near)
}

func meant(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return "; did you mean " + strings.Join(names, " or ") + "?"
}

// nearest returns the one of known that differs from word by the fewest letters,
// one in three at most, else those that begin with it, if they are few.
func nearest(word string, known []string) (names []string) {
	typed, limit := strings.ToLower(word), len(word)/3
	for _, k := range known {
		d := syntax.Distance(typed, strings.ToLower(k), limit)
		if d > 0 && d <= limit && (names == nil || d < limit) {
			names, limit = []string{k}, d
		}
	}
	if names != nil {
		return names
	}
	for _, k := range known {
		if len(word) > 2 && strings.HasPrefix(strings.ToLower(k), typed) && len(k) > len(word) {
			names = append(names, k)
		}
	}
	if len(names) > 3 {
		return nil
	}
	return names
}

// plainName is a name without the case and the marks on its letters, which are
// left out first when somebody types a foreign one.
func plainName(s string) string {
	plain, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), s)
	if err != nil {
		return strings.ToLower(s)
	}
	return strings.ToLower(plain)
}

// likeness collects the names that a mistyped one may stand for.
type likeness struct {
	typed string
	found []likely
}

type likely struct {
	name string
	away int // letters to change
}

// mostSlips is how many letters of a name may be wrong.
const mostSlips = 3

// look compares a form of a name, and each of its words if one word was typed.
func (l *likeness) look(name, form string) {
	typed, form := plainName(l.typed), plainName(form)
	forms := []string{form}
	if !strings.Contains(typed, " ") {
		forms = append(forms, strings.Fields(form)...)
	}
	limit := min(len([]rune(typed))/3, mostSlips)
	for _, f := range forms {
		if d := syntax.Distance(typed, f, limit); d <= limit {
			l.found = append(l.found, likely{name, d})
		}
	}
}

// best returns the nearest names, at most n, each once.
func (l *likeness) best(n int) []string {
	slices.SortStableFunc(l.found, func(a, b likely) int { return cmp.Or(a.away-b.away, strings.Compare(a.name, b.name)) })
	var names []string
	for _, f := range l.found {
		if len(names) < n && !slices.Contains(names, f.name) {
			names = append(names, f.name)
		}
	}
	return names
}
