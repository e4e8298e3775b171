package identity

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// scope finds what tells the bearers of one name apart, where form has not: the country
// of a body that every country has, else the article itself.
func (s *setting) scope(i int) {
	e := &s.a.Entities[i]
	if s.another(e) || e.Identity.Scope != "" {
		return
	}
	switch e.Kind {
	case extract.Person:
		e.Identity.Scope = s.ofPerson(i)
	case extract.Organization, extract.Place, extract.Law, extract.Group:
		e.Identity.Scope = s.ofBody(i)
	}
}

// another gives up what the lists say of an acronym where the article is set in a country
// that is not the listed one's and does not name that: parties of two countries share it.
func (s *setting) another(e *extract.Entity) bool {
	if e.Kind != extract.Organization || !short(e.Name) || aboveCountries.Has(undotted(e.Name)) {
		return false
	}
	seat := cmp.Or(e.Identity.Scope, known.seat[strings.ToLower(undotted(e.Name))])
	if seat == "" || s.home == "" || s.home == seat || s.count[seat] > 0 {
		return false
	}
	e.Identity.Name, e.Identity.Scope = "", s.home
	return true
}

// called is the name of an entity by which it is judged.
func called(e *extract.Entity) string { return cmp.Or(e.Identity.Name, e.Name) }

// ofBody returns the scope of a body.
func (s *setting) ofBody(i int) string {
	e := &s.a.Entities[i]
	if known.of(e.Name) != "" {
		return ""
	}
	name := strings.ToLower(called(e))
	if e.Kind == extract.Organization && short(called(e)) {
		return s.ofAcronym(i, undotted(called(e)))
	}
	words := bodyWords(name)
	switch {
	case len(words) == 0 || !generic(words):
		return ""
	case everyState(words):
		return s.ofState(i, name)
	case e.Kind == extract.Group || known.listed[name] || known.body[name]:
		return ""
	}
	return extract.OwnArticle
}

// ofAcronym returns the scope of a body that the article knows by its acronym only. What
// the tables know is the one they know, unless the article is set in another country and
// does not name that one's.
func (s *setting) ofAcronym(i int, letters string) string {
	name := strings.ToLower(letters)
	seat := known.seat[name]
	switch c := s.told(i); {
	case aboveCountries.Has(letters):
		return ""
	case seat == "" && (known.listed[name] || known.body[name]):
		return ""
	case seat != "" && (c == seat || c == "" && (s.count[seat] > 0 || s.home == "")):
		return ""
	case c != "":
		return c
	}
	return cmp.Or(s.home, extract.OwnArticle)
}

// ofState returns the scope of a body that every country has.
func (s *setting) ofState(i int, name string) string {
	seat, world := known.seat[name], known.body[name]
	own := seat
	if world {
		own = ""
	}
	switch c := s.told(i); {
	case seat == "" && world:
		return ""
	case c != "" && c != seat:
		return c
	case seat != "" && (c == seat || s.count[seat] >= leastNamed && s.count[seat] == s.top()):
		return own
	case seat != "" && world && (s.home == "" && s.count[seat] > 0 || s.acronym(i)):
		return own
	}
	return cmp.Or(s.home, extract.OwnArticle)
}

// acronym reports whether the article has an acronym for an entity, too.
func (s *setting) acronym(i int) bool {
	e := &s.a.Entities[i]
	return acronym(e.Name) != "" || slices.ContainsFunc(e.Aliases, func(a string) bool { return acronym(a) != "" })
}

func undotted(s string) string { return strings.ReplaceAll(s, ".", "") }

// short reports whether a name is an acronym of so few letters that bodies of several
// countries may share it.
func short(name string) bool {
	s := undotted(name)
	return len(s) <= longestShared && acronym(name) != ""
}

// acronym returns the letters of a name that is one, in lower case, else "".
func acronym(name string) string {
	s := undotted(name)
	upper := 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			upper++
		case !unicode.IsLower(r) && r != '&' && !unicode.IsDigit(r):
			return ""
		}
	}
	if upper < 2 || upper*2 < len([]rune(s)) || len(s) > longestAcronym {
		return ""
	}
	return strings.ToLower(s)
}

// bodyWords returns the words of a body's name, in lower case and the singular.
func bodyWords(name string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`,"“”()/`, r) }) {
		w = strings.NewReplacer("’", "'", "‘", "'").Replace(w)
		if w = strings.TrimSuffix(strings.TrimSuffix(w, "'"), lexicon.Possessive); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// generic reports whether no word of a name is a body's own.
func generic(words []string) bool {
	some, all := false, strings.Join(words, " ")
	if slices.ContainsFunc(properPairs, func(pair string) bool { return strings.Contains(all, pair) }) {
		return false
	}
	for _, w := range words {
		switch {
		case smallWords.Has(w):
		case anyBody.Has(w) || anyBody.Has(lexicon.Singular(w)) || stateHeads.Has(w):
			some = true
		default:
			for part := range strings.SplitSeq(w, "-") {
				if !anyBody.Has(part) {
					return false
				}
			}
			some = true
		}
	}
	return some
}

// everyState reports whether a country has one body of such a name.
func everyState(words []string) bool {
	single, of := false, false
	for k, w := range words {
		if smallBodies.Has(w) {
			return false
		}
		of = of || stateAdjectives.Has(w) && len(words) > 1
		for n := k + 1; n <= len(words); n++ {
			single = single || stateHeads.Has(strings.Join(words[k:n], " "))
		}
	}
	return single || of
}

// ofPerson returns the scope of a person: one who is called by one name is known in the
// article only, unless a title tells which of all of that name reigns.
func (s *setting) ofPerson(i int) string {
	e := &s.a.Entities[i]
	switch {
	case !readPerson(e.Name).single:
		return ""
	case s.titled(i, soleSovereigns) != "":
		return s.titled(i, soleSovereigns)
	case s.titled(i, sovereigns) != "":
		return cmp.Or(s.told(i), s.home, extract.OwnArticle)
	}
	return extract.OwnArticle
}

// titled returns the title of a list with which the article names a person, "" if it
// never does.
func (s *setting) titled(i int, titles lexicon.Set) string {
	for _, m := range s.a.Entities[i].Mentions {
		x := &s.a.Mentions[m]
		if x.Form != extract.Proper {
			continue
		}
		for k := max(0, x.Start-1); k <= x.Start && k < len(s.lower); k++ {
			if w := strings.TrimSuffix(s.lower[k], "."); titles.Has(w) {
				return w
			}
		}
	}
	return ""
}
