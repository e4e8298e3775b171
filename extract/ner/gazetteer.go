package ner

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// Gazetteer holds the lists of the second look. Names are as written, words in
// lower case.
type Gazetteer struct {
	Country     map[string]bool // countries under all their names
	Demonym     map[string]bool // "Chinese", "Americans"; peoples, faiths and movements
	Region      map[string]bool // states, provinces, parts of the world
	City        map[string]bool
	First       map[string]bool         // first names, lower case
	Title       map[string]bool         // "mr", "president"
	Org         map[string]bool         // organisations known by name
	Role        map[string]bool         // "chairman", "rapper"
	OrgEnd      map[string]bool         // last words of organisations
	OrgHead     map[string]bool         // first words of organisations before "of" and "for"
	Place       map[string]bool         // last words of buildings, waters, regions
	Institution map[string]bool         // those of Place that are bodies, too
	Event       map[string]bool         // last words of named events
	Paper       map[string]extract.Kind // last words of named agreements and laws
	Topic       map[string]bool         // diseases and the like
	NoName      map[string]bool         // abbreviations and words that name nobody
}

// kind returns the kind that a name's own words tell for certain, or "".
func (g *Gazetteer) kind(name string) extract.Kind {
	if g.Demonym[name] {
		return extract.Group
	}
	if g.Country[name] {
		return extract.Place
	}
	if g.Org[name] {
		return extract.Organization
	}
	if g.Region[name] || g.City[name] && strings.Contains(name, " ") {
		return extract.Place
	}
	w := strings.Fields(strings.ToLower(name))
	if len(w) < 2 {
		return ""
	}
	last := strings.Trim(w[len(w)-1], ".,")
	if g.OrgEnd[last] || g.OrgHead[w[0]] && (w[1] == lexicon.Of || w[1] == lexicon.For) {
		return extract.Organization
	}
	if g.Place[last] {
		return extract.Place
	}
	return ""
}
