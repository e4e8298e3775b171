package link

import (
	"cmp"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// atlas knows the codes of countries and what is called how, from the table that comes
// with newsgraph.
type atlas struct {
	known  map[string]bool     // codes
	names  map[string][]string // by code, of the country and its parts
	byName map[string]string   // folded name: the code; "" where several countries have it
}

func newAtlas(entries []Entry) atlas {
	a := atlas{known: map[string]bool{}, names: map[string][]string{}, byName: map[string]string{}}
	for _, e := range entries {
		if e.Kind != extract.Place || len(e.Countries) != 1 {
			continue
		}
		code := e.Countries[0]
		a.known[code] = true
		a.names[code] = append(a.names[code], e.Names...)
		for _, name := range e.Names {
			name = Fold(name)
			if other, there := a.byName[name]; there && other != code {
				code = ""
			}
			a.byName[name] = code
			code = e.Countries[0]
		}
	}
	return a
}

// code is the code of a country by its code, as "de", or by its name or the name of a
// part of it; what is none of these is its own, folded.
func (a atlas) code(name string) string {
	code, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(name)), "-")
	if a.known[code] {
		return code
	}
	name = Fold(name)
	return cmp.Or(a.byName[name], name)
}

// codes is code of each, sorted.
func (a atlas) codes(names []string) []string {
	var list []string
	for _, name := range names {
		if code := a.code(name); code != "" {
			list = append(list, code)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// codesOf gives the codes of places by their names; of the names of a place the first
// that is known counts.
func (a atlas) codesOf(places [][]string) []string {
	var list []string
	for _, names := range places {
		var codes []string
		for _, name := range names {
			codes = append(codes, a.byName[Fold(name)])
		}
		codes = slices.DeleteFunc(codes, func(code string) bool { return code == "" })
		switch {
		case len(codes) > 0:
			list = append(list, codes[0])
		case len(names) > 0:
			list = append(list, Fold(names[0]))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// apart reports whether two lists of countries, both with one that is known, have none
// in common.
func (a atlas) apart(one, other []string) bool {
	known := func(code string) bool { return a.known[code] }
	return slices.ContainsFunc(one, known) && slices.ContainsFunc(other, known) && !meet(one, other)
}
