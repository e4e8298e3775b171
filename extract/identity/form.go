package identity

import (
	"cmp"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// bearer is under which name, and of which country if the name says it, all articles know
// somebody or something.
type bearer struct{ name, scope string }

// form finds the one form of all spellings of a name: Identity.Name, and Identity.Scope
// where the name itself says of which country a body is. It looks at the name alone, so
// that an article in which it stands beside other names makes no difference.
func form(_ *extract.Article, e *extract.Entity) {
	b := canonical(e.Kind, e.Name)
	if b.scope == "" && e.Kind == extract.Organization {
		b.scope = countryOf(b.name, e.Aliases)
	}
	if b.name == strings.ToLower(e.Name) {
		b.name = ""
	}
	e.Identity.Name, e.Identity.Scope = b.name, b.scope
}

// canonical is who bears a name.
func canonical(kind extract.Kind, name string) bearer {
	var b bearer
	switch kind {
	case extract.Person:
		b.name = person(name)
	case extract.Organization:
		b = body(name)
	case extract.Place:
		b.name = place(name)
	case extract.Group:
		b.name = people(name)
	default:
		b.name = folded(name)
	}
	b.name = cmp.Or(b.name, strings.ToLower(name))
	return b
}

// countryOf is the country of the body that other names of it tell: where the article says
// "SPD", its Social Democratic Party is the German one.
func countryOf(name string, aliases []string) string {
	scope := ""
	for _, a := range aliases {
		switch b := body(a); {
		case b.name != name || b.scope == "" || b.scope == scope:
		case scope != "":
			return "" // of two countries: rather none
		default:
			scope = b.scope
		}
	}
	return scope
}
