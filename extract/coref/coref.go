// Package coref joins the mentions of one article into entities: names that
// name the same, descriptions ("the Alibaba chairman", "the September summit")
// and pronouns.
//
// It is a row of sieves in order of precision (Raghunathan et al., 2010; Lee et
// al., 2013): each looks at what the earlier ones left open. A wrong join makes
// false claims, a missed one only a hole, so every sieve leaves alone what it
// cannot tell.
package coref

import (
	"context"
	"slices"

	"github.com/newsgraph/newsgraph/extract"
)

// Gender is the gender by which English pronouns tell people apart.
type Gender byte

// The genders; the zero value is "not known".
const (
	Male   Gender = 'm'
	Female Gender = 'f'
)

// Role tells what a role noun ("chairman", "daughter") says about its holder.
type Role struct {
	Sort   string // head: leads a body or country; office, job, kin
	Gender Gender
}

// Lists are the word lists of the language. All keys are lower case, except
// those of Country and Demonym, which are as written.
type Lists struct {
	Country  map[string]string // every name of a country to its usual name
	Demonym  map[string]string // "Chinese", "Americans" to the country's usual name
	Capital  map[string]string // capital to the country's usual name
	Alias    map[string]string // well-known short name of a body to its full name
	Title    map[string]Gender // "mr", "president"
	Role     map[string]Role
	First    map[string]Gender // first names, lower case
	Suffix   map[string]bool   // "inc", "holding"
	OrgWord  map[string]bool   // "commission", "university"
	Event    map[string]string // head noun of events to its class
	Paper    map[string]extract.Kind
	Group    map[string]bool           // plural nouns for bodies of people
	Force    map[Force]map[string]bool // nouns for armed people, by what they say of them
	OrgNoun  map[string]bool           // common nouns for organisations: "company", "firm"
	LandNoun map[string]bool           // common nouns for places: "country", "city"
}

// sieve is one pass over the mentions.
type sieve struct {
	name string
	run  func(*resolver)
}

// sieves returns the passes in order of precision.
func sieves() []sieve {
	return []sieve{
		{"exact", exact},
		{"acronym", acronyms},
		{"person", people},
		{"short", shortForms},
		{"edition", editions},
		{"appositive", appositives},
		{"pair", pairs},
		{"event", events},
		{"group", groups},
		{"force", forces},
		{"role", roles},
		{"noun", nouns},
		{"relative", relatives},
		{"pronoun", pronouns},
		{"agreement", agreements},
		{"nameless", nameless},
	}
}

// SieveNames returns the names of the sieves, in order.
func SieveNames() []string {
	var names []string
	for _, s := range sieves() {
		names = append(names, s.name)
	}
	return names
}

// New returns the stage that fills Article.Entities and Mention.Entity and adds
// the descriptions and pronouns that it resolved to Article.Mentions. Sieves
// named in without are left out; that is for measuring what each is worth.
func New(l Lists, without ...string) extract.Stage {
	return extract.Stage{
		Name: "coref",
		Doc:  "joins the mentions of an article into entities",
		Run: func(_ context.Context, a *extract.Article) error {
			r := newResolver(a, &l)
			for _, s := range sieves() {
				if !slices.Contains(without, s.name) {
					a.Spend(len(a.Tokens))
					s.run(r)
				}
			}
			r.write()
			return nil
		},
	}
}
