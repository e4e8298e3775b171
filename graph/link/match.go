package link

import (
	"fmt"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph/load"
)

// names lists, folded, the names by which a node is looked up: its own, the one under
// which all articles know it, and those of its forms that say more than its own. What
// a form says less ("the bank") may be meant of anything.
func (n Node) names() []string {
	all := []string{Fold(n.Name), Fold(n.Norm)}
	all = append(all, n.fullerNames()...)
	slices.Sort(all)
	all = slices.Compact(all)
	return slices.DeleteFunc(all, func(name string) bool { return name == "" || n.Kind == extract.Person && !fullName(name) })
}

// fullerNames lists, folded, the forms that say more than the name.
func (n Node) fullerNames() []string {
	var list []string
	for _, alias := range n.Aliases {
		if fuller(alias, n.Name) {
			list = append(list, Fold(alias))
		}
	}
	return list
}

// Decide says what a node is. shared says that the name does not tell which node of the
// graph is meant: of this node, or of another with its kind and name.
func (t *Table) Decide(n Node, shared bool) Verdict {
	found := t.bearing(n.Kind, n.names())
	if len(found) == 0 {
		if n.Kind == extract.Person && len(t.bearing(n.Kind, []string{Fold(n.Name)})) > 0 {
			return Verdict{Outcome: Ambiguous, Why: "a person known by one word"}
		}
		return Verdict{Outcome: NotFound}
	}
	here := t.atlas.codesOf(n.Countries)
	agreeing := slices.DeleteFunc(slices.Clone(found), func(it *thing) bool { return !meet(it.countries, here) && !t.scoped(n, it) })
	switch {
	case len(agreeing) == 1 && !slices.ContainsFunc(found, func(it *thing) bool { return it != agreeing[0] && len(it.countries) == 0 }):
		return linked(agreeing[0], "name and country")
	case len(agreeing) > 1 || len(found) > 1:
		return t.byFullerName(n, found, here, shared)
	case t.atlas.apart(found[0].countries, here):
		return Verdict{Outcome: Ambiguous, Why: fmt.Sprintf("%s is of %s, the node of %s", found[0].id(), strings.Join(found[0].countries, ", "), strings.Join(here, ", "))}
	case n.Scoped || shared:
		return Verdict{Outcome: Ambiguous, Why: found[0].id() + " bears the name, and so may other nodes: no country agrees"}
	}
	return linked(found[0], "name")
}

// byFullerName decides between several bearers of a name: a form of the node that says
// more than its name must fit one of them, and none of the others.
func (t *Table) byFullerName(n Node, found []*thing, here []string, shared bool) Verdict {
	var ids []string
	for _, it := range found {
		ids = append(ids, it.id())
	}
	verdict := Verdict{Outcome: Ambiguous, Why: "several bear the name: " + strings.Join(ids, ", ")}
	if n.Scoped || shared {
		return verdict
	}
	full := t.bearing(n.Kind, slices.DeleteFunc(n.fullerNames(), func(name string) bool { return n.Kind == extract.Person && !fullName(name) }))
	if len(full) != 1 || t.atlas.apart(full[0].countries, here) {
		return verdict
	}
	return linked(full[0], "fuller name")
}

func linked(it *thing, why string) Verdict {
	return Verdict{Outcome: Linked, Wikidata: it.wikidata, External: it.external, Name: it.name, Why: why}
}

// scoped reports whether a node is that of its name in a country of the thing: the
// Foreign Ministry of Estmark.
func (t *Table) scoped(n Node, it *thing) bool {
	return n.Scoped && slices.ContainsFunc(it.countries, func(code string) bool {
		return slices.ContainsFunc(append([]string{code}, t.atlas.names[code]...), func(country string) bool { return load.NamedAs(n.ID, n.Kind, n.Norm, country) })
	})
}

// meet reports whether two lists of countries have one in common.
func meet(a, b []string) bool {
	return slices.ContainsFunc(a, func(code string) bool { return slices.Contains(b, code) })
}
