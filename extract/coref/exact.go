package coref

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// exact joins names with the same words. A person joins only persons: "Jordan"
// the player and the country stay apart, all other kinds are one thing under
// kinds that the network mixed up.
func exact(r *resolver) {
	seen := map[string]int{}
	forms := map[string]string{} // key → the first legal form, or generation, seen with it
	for i := range r.mentions {
		x := &r.mentions[i]
		if x.Form != extract.Proper || x.cluster >= 0 {
			continue
		}
		if x.key == "" {
			continue
		}
		key := class(x) + x.key + x.edition
		legal := legalForm(x) + generation(x)
		if c, ok := forms[key]; !ok && legal != "" {
			forms[key] = legal
		} else if legal != "" && c != legal {
			key += " " + legal
		}
		c, ok := seen[key]
		if !ok {
			seen[key] = r.open(i)
			continue
		}
		r.join(i, c)
	}
}

// legalForm returns the form of a company's name that tells it from a company of
// the same name in another country: "Acme GmbH", "Acme Group plc"; "" if none.
func legalForm(x *mention) string {
	if x.Kind != extract.Organization {
		return ""
	}
	w := strings.ToLower(undotted(x.form))
	w = w[strings.LastIndexByte(w, ' ')+1:]
	if tellingLegalForms.Has(w) {
		return w
	}
	return ""
}

// generation returns "sr" or "jr" of a person's name, "" if it says neither.
func generation(x *mention) string {
	if x.Kind != extract.Person {
		return ""
	}
	w := strings.ToLower(undotted(x.form))
	switch w = w[strings.LastIndexByte(w, ' ')+1:]; {
	case generations.Has(w):
		return w
	}
	return ""
}

// class keeps apart what never is the same under one name.
func class(x *mention) string {
	switch x.Kind {
	case extract.Person:
		return "p "
	case extract.Group:
		if !x.demonym {
			return "g "
		}
	}
	return "  "
}
