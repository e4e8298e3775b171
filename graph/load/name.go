package load

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
)

// naming is an entity with all its mentions, of which it takes its names: the
// same as name.cypher computes of those that the store has. Verify compares the
// two.
type naming struct {
	node  node
	votes map[string]int // articles by name
	forms []string       // sorted
	dates map[dated]int  // articles by date
}

type dated struct {
	day       graph.Date
	precision string
}

// add counts the mention of one article.
func (n *naming) add(m row) {
	if n.votes == nil {
		n.votes, n.dates = map[string]int{}, map[dated]int{}
	}
	n.votes[m["name"].(string)]++
	for _, form := range stringsOf(m["forms"]) {
		if at, found := slices.BinarySearch(n.forms, form); !found {
			n.forms = slices.Insert(n.forms, at, form)
		}
	}
	if day, ok := m["date"].(graph.Date); ok {
		precision, _ := m["date_prec"].(string)
		n.dates[dated{day, precision}]++
	}
}

func (n *naming) names() []string { return sortedKeys(n.votes) }

// name is the one that most articles use, then the longer, then the smaller. One in
// capitals, shouted or an acronym, loses against any other, so that the node has the
// full name of a body.
func (n *naming) name() string {
	return slices.MinFunc(n.names(), func(a, b string) int {
		return cmp.Or(capitals(a)-capitals(b), n.votes[b]-n.votes[a], utf8.RuneCountInString(b)-utf8.RuneCountInString(a), strings.Compare(a, b))
	})
}

// capitals is 0 for a name with a small letter, 1 for another.
func capitals(name string) int {
	if strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Ll, r) }) {
		return 0
	}
	return 1
}

// props is the whole node.
func (n *naming) props() row {
	p := n.node.props()
	p["name"], p["aliases"] = n.name(), listOf(n.forms)
	var text strings.Builder
	for _, f := range n.forms {
		text.WriteString(f + " ; ")
	}
	p["aliases_text"] = text.String()
	if d, ok := n.date(); ok {
		p["date"] = d.day
		set(p, "date_prec", d.precision)
	}
	return p
}

// props are the properties that do not depend on mentions, and a name for the time
// until they are counted.
func (n node) props() row {
	p := row{"id": n.id, "kind": string(n.kind), "name_norm": n.norm, "name": n.name}
	set(p, "scope", n.scope)
	set(p, "block", n.block)
	set(p, "initials", n.initials)
	set(p, "of", n.of)
	if n.partial {
		p["partial"] = true
	}
	return p
}

// date is the one stated most precisely, then by most articles, then the earlier.
func (n *naming) date() (best dated, found bool) {
	for d, votes := range n.dates {
		order := cmp.Or(d.rank()-best.rank(), n.dates[best]-votes, cmp.Compare(d.day, best.day), strings.Compare(d.precision, best.precision))
		if !found || order < 0 {
			best, found = d, true
		}
	}
	return best, found
}

func (d dated) rank() int {
	order := []extract.Precision{extract.Day, extract.Week, extract.Month, extract.Quarter}
	if i := slices.Index(order, extract.Precision(d.precision)); i >= 0 {
		return i
	}
	return len(order)
}
