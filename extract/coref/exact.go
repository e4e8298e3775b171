package coref

import "newsgraph/extract"

// exact joins names with the same words. A person joins only persons: "Jordan"
// the player and the country stay apart, all other kinds are one thing under
// kinds that the network mixed up.
func exact(r *resolver) {
	seen := map[string]int{}
	for i := range r.mentions {
		x := &r.mentions[i]
		if x.Form != extract.Proper || x.cluster >= 0 {
			continue
		}
		if x.key == "" {
			continue
		}
		key := class(x) + x.key + x.edition
		c, ok := seen[key]
		if !ok {
			seen[key] = r.open(i)
			continue
		}
		r.join(i, c)
	}
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
