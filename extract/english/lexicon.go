package english

import (
	"maps"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/entail"
	"github.com/newsgraph/newsgraph/extract/judge"
	"github.com/newsgraph/newsgraph/extract/lexicon"
	"github.com/newsgraph/newsgraph/extract/ner"
	"github.com/newsgraph/newsgraph/extract/relation"
)

var continents = lexicon.Words("continents")

// words returns field f of every entry of a list in one set, in lower case.
func words(name string, f int) map[string]bool {
	set := map[string]bool{}
	for _, e := range lexicon.Table(name) {
		for _, w := range e[f] {
			set[strings.ToLower(w)] = true
		}
	}
	return set
}

// gender reads "m", "f" or "-".
func gender(s []string) coref.Gender {
	switch s[0] {
	case "m":
		return coref.Male
	case "f":
		return coref.Female
	}
	return 0
}

// corefLists fills the word lists that coreference asks for.
func corefLists() coref.Lists {
	l := coref.Lists{
		Country: map[string]string{}, Demonym: map[string]string{}, Capital: map[string]string{}, Alias: map[string]string{},
		Title: map[string]coref.Gender{}, Role: map[string]coref.Role{}, First: map[string]coref.Gender{},
		Suffix: map[string]bool{}, OrgWord: map[string]bool{}, Event: map[string]string{}, Paper: map[string]extract.Kind{},
		Group: words("groups", 0), OrgNoun: map[string]bool{}, LandNoun: map[string]bool{},
	}
	for _, e := range lexicon.Table("countries") {
		name := e[0][0]
		l.Country[name] = name
		for _, w := range e[1] {
			l.Demonym[w] = name
		}
		for _, w := range e[2] {
			l.Capital[w] = name
		}
		if len(e) > 3 {
			for _, w := range e[3] {
				l.Country[w] = name
			}
		}
	}
	for _, e := range lexicon.Table("bodies") {
		for _, w := range e[1] {
			l.Alias[strings.ToLower(w)] = e[0][0]
		}
	}
	l.Force = map[coref.Force]map[string]bool{}
	for _, e := range lexicon.Table("forces") {
		set := map[string]bool{}
		for _, w := range e[1] {
			set[w] = true
		}
		l.Force[coref.Force(e[0][0])] = set
	}
	corefPeople(&l)
	corefNouns(&l)
	return l
}

func corefPeople(l *coref.Lists) {
	for _, e := range lexicon.Table("titles") {
		for _, w := range e[1] {
			l.Title[w] = gender(e[0])
		}
	}
	for _, e := range lexicon.Table("roles") {
		for _, w := range e[2] {
			if _, ok := l.Role[w]; !ok {
				l.Role[w] = coref.Role{Sort: e[0][0], Gender: gender(e[1])}
			}
		}
	}
	for _, e := range lexicon.Table("names") {
		for _, w := range e[1] {
			l.First[strings.ToLower(w)] = gender(e[0])
		}
	}
}

func corefNouns(l *coref.Lists) {
	for _, e := range lexicon.Table("orgwords") {
		for _, w := range e[1] {
			switch e[0][0] {
			case "suffix":
				l.Suffix[w] = true
			case "end", "start":
				l.OrgWord[w] = true
			case "noun":
				l.OrgNoun[w] = true
			}
		}
	}
	for _, e := range lexicon.Table("placewords") {
		if e[0][0] == "noun" {
			for _, w := range e[1] {
				l.LandNoun[w] = true
			}
		}
	}
	for _, e := range lexicon.Table("events") {
		for _, w := range e[1] {
			if _, ok := l.Event[w]; !ok && e[0][0] != "name" {
				l.Event[w] = e[0][0]
			}
		}
	}
	for _, e := range lexicon.Table("papers") {
		if strings.HasPrefix(e[0][0], "name ") {
			continue
		}
		for _, w := range e[1] {
			l.Paper[w] = extract.Agreement
			if e[0][0] == "law" {
				l.Paper[w] = extract.Law
			}
		}
	}
}

// gazetteer fills the lists of the second look at names.
func gazetteer() ner.Gazetteer {
	g := ner.Gazetteer{
		Country: map[string]bool{}, Demonym: map[string]bool{}, City: map[string]bool{}, Region: map[string]bool{}, First: words("names", 1), Title: words("titles", 1), Role: words("roles", 2),
		Org: map[string]bool{}, OrgEnd: map[string]bool{}, OrgHead: map[string]bool{}, Place: map[string]bool{}, Institution: map[string]bool{}, Event: map[string]bool{},
		Paper: map[string]extract.Kind{}, Topic: map[string]bool{}, NoName: map[string]bool{},
	}
	put := func(set map[string]bool, values []string) {
		for _, w := range values {
			set[w] = true
		}
	}
	for _, e := range lexicon.Table("countries") {
		put(g.Country, e[0])
		put(g.Demonym, e[1])
		put(g.City, e[2])
		if len(e) > 3 {
			put(g.Country, e[3])
		}
	}
	for _, e := range lexicon.Table("peoples") {
		put(g.Demonym, e[0])
	}
	for _, e := range lexicon.Table("cities") {
		put(g.City, e[1])
	}
	for _, e := range lexicon.Table("regions") {
		put(g.Region, e[1])
	}
	for _, e := range lexicon.Table("organizations") {
		put(g.Org, e[1])
	}
	for _, e := range lexicon.Table("orgwords") {
		switch e[0][0] {
		case "suffix", "end":
			put(g.OrgEnd, e[1])
		case "start":
			put(g.OrgHead, e[1])
		}
	}
	for _, e := range lexicon.Table("placewords") {
		if e[0][0] != "noun" {
			put(g.Place, e[1])
		}
		if e[0][0] == "institution" {
			put(g.Institution, e[1])
		}
	}
	for _, e := range lexicon.Table("events") {
		if e[0][0] == "name" {
			put(g.Event, e[1])
		}
	}
	for _, e := range lexicon.Table("papers") {
		for _, w := range e[1] {
			switch e[0][0] {
			case "name agreement":
				g.Paper[w] = extract.Agreement
			case "name law":
				g.Paper[w] = extract.Law
			case "name topic":
				g.Paper[w] = extract.Topic
			}
		}
	}
	for _, e := range lexicon.Table("topics") {
		put(g.Topic, e[0])
	}
	for _, e := range lexicon.Table("nonames") {
		put(g.NoName, e[0])
	}
	return g
}

// judgeLists fills what a judge knows of names.
func judgeLists() judge.Lists {
	g := gazetteer()
	l := judge.Lists{Known: map[string]bool{}, Demonym: corefLists().Demonym, Title: g.Title}
	for _, set := range []map[string]bool{g.Country, g.Region, g.City, g.Org} {
		maps.Copy(l.Known, set)
	}
	return l
}

// relationNames fills the names that frames ask for.
func relationNames() relation.Names {
	n := relation.Names{Armed: armed()}
	for _, e := range lexicon.Table("movements") {
		n.Movements = append(n.Movements, e[0]...)
	}
	for _, e := range lexicon.Table("countries") {
		if continent(e[0][0]) {
			continue
		}
		n.Countries = append(n.Countries, e[0]...)
		if len(e) > 3 {
			n.Countries = append(n.Countries, e[3]...)
		}
	}
	return n
}

// armed returns the singular of the nouns for who and what fights.
func armed() []string {
	var list []string
	for _, e := range lexicon.Table("forces") {
		switch e[0][0] {
		case "armed", "kit", "unit":
		default:
			continue
		}
		for _, w := range e[1] {
			if !strings.Contains(w, " ") {
				list = append(list, lexicon.Singular(w))
			}
		}
	}
	return list
}

// entailLists fills what is known of places and the seats of bodies.
func entailLists() entail.Lists {
	l := entail.Lists{Country: map[string]bool{}, Place: map[string]string{}, Seat: map[string]string{}, Demonym: map[string]string{}}
	for _, e := range lexicon.Table("countries") {
		if continent(e[0][0]) {
			continue
		}
		l.Country[e[0][0]] = true
		for _, w := range e[1] {
			l.Demonym[w] = e[0][0]
		}
	}
	put := func(to map[string]string, list string) {
		for _, e := range lexicon.Table(list) {
			if len(e[0]) == 0 {
				continue
			}
			for _, w := range e[1] {
				if _, ok := to[w]; !ok {
					to[w] = e[0][0]
				}
			}
		}
	}
	put(l.Place, "cities")
	put(l.Place, "regions")
	put(l.Seat, "seats")
	for _, e := range lexicon.Table("countries") {
		for _, w := range e[2] {
			if _, ok := l.Place[w]; !ok {
				l.Place[w] = e[0][0]
			}
		}
	}
	return l
}

// continent reports whether the table of countries has a continent under a name: no
// body has its seat there.
func continent(name string) bool { return continents.Has(name) }
