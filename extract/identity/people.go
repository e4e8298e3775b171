package identity

import (
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

var peoples = peopleNames()

// peopleNames are the forms of each people, faith and movement that are one: the singular,
// the plural and the adjective. Of a country's they are those that table/peoples says or
// that differ by an ending.
func peopleNames() map[string]string {
	m := map[string]string{}
	for _, e := range lexicon.Table("kinsfolk") {
		for _, n := range append(e[0], e[1]...) {
			m[folded(n)] = folded(e[0][0])
		}
	}
	var all []string
	for _, e := range lexicon.Table("countries") {
		all = append(all, e[1]...)
	}
	for _, e := range lexicon.Table("peoples") {
		all = append(all, e[0]...)
	}
	known := map[string]bool{}
	for _, n := range all {
		known[folded(n)] = true
	}
	for n := range known {
		if one := lexicon.Singular(n); one != n && known[one] && m[n] == "" {
			m[n] = one
			if other := m[one]; other != "" {
				m[n] = other
			}
		}
	}
	return m
}

// people is the one form of the name of a people, a faith or a movement.
func people(name string) string {
	key := folded(name)
	if one, ok := peoples[key]; ok {
		return one
	}
	return key
}
