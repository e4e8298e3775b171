package identity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/extract"
)

// block finds by what a shorter form may mean the entity, and whether it is one.
func (s *setting) block(i int) {
	e := &s.a.Entities[i]
	switch e.Kind {
	case extract.Person:
		s.blockPerson(i)
	case extract.Organization:
		blockBody(e)
	}
}

// blockPerson finds the surname. One name alone that is a common first name is nobody's
// surname, unless a title goes before it that goes with surnames.
func (s *setting) blockPerson(i int) {
	e := &s.a.Entities[i]
	p := readPerson(called(e))
	own := readPerson(e.Name) // form parts words at hyphens
	e.Identity.Partial = own.single || own.pair
	switch title := s.titled(i, sovereigns); {
	case title != "" && own.single:
		e.Identity.Block = title + " " + p.surname
	case own.single && known.given[p.surname] && !s.surnamed(i):
	default:
		e.Identity.Block = p.surname
	}
}

// surnamed reports whether the article names a person with a title that goes with
// surnames: "Mr. Paul".
func (s *setting) surnamed(i int) bool {
	if s.titled(i, titlesOfFirst) != "" {
		return false
	}
	for _, m := range s.a.Entities[i].Mentions {
		x := &s.a.Mentions[m]
		if x.Form != extract.Proper {
			continue
		}
		for k := max(0, x.Start-1); k <= x.Start && k < len(s.lower); k++ {
			if known.title[strings.TrimSuffix(s.lower[k], ".")] {
				return true
			}
		}
	}
	return false
}

// blockBody finds the first word of a body that is its own, and its initials: those that
// the article gives it, else those of its words.
func blockBody(e *extract.Entity) {
	name := called(e)
	if a := acronym(e.Name); a != "" && e.Identity.Name == "" {
		e.Identity.Initials, e.Identity.Partial = a, true
		return
	}
	words := significant(name)
	for _, w := range words {
		if !anyBody.Has(w) && !generic([]string{w}) {
			e.Identity.Block = plain(w)
			break
		}
	}
	e.Identity.Partial = len(words) == 1
	if len(words) > 1 {
		e.Identity.Initials = acronymOf(words)
	}
	for _, alias := range e.Aliases {
		if a := acronym(alias); a != "" && fits(a, words) {
			e.Identity.Initials = a
			break
		}
	}
}

// significant returns the words of a body's name that its acronym is built of.
func significant(name string) []string {
	var out []string
	words := bodyWords(name)
	for k, w := range words {
		if smallWords.Has(w) || k == len(words)-1 && k > 0 && known.legalForm[strings.TrimSuffix(w, ".")] {
			continue
		}
		out = append(out, w)
	}
	return out
}

// acronymOf returns the first letters of words, of their parts at hyphens, too.
func acronymOf(words []string) string {
	var b strings.Builder
	for _, w := range words {
		for part := range strings.SplitSeq(w, "-") {
			if r, _ := utf8.DecodeRuneInString(plain(part)); unicode.IsLetter(r) || unicode.IsDigit(r) {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// fits reports whether an acronym can be that of words: its letters occur in order, and
// the first begins them.
func fits(acronym string, words []string) bool {
	rest := plain(strings.Join(words, " "))
	if len(words) < 2 || !strings.HasPrefix(rest, acronym[:1]) {
		return false
	}
	for _, r := range acronym {
		k := strings.IndexRune(rest, r)
		if k < 0 {
			return false
		}
		rest = rest[k+len(string(r)):]
	}
	return true
}
