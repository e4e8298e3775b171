// Package link says which entry of a table each entity of a graph is: the table that
// comes with newsgraph (known), and files of the user's own. It reads tables, compares
// names, decides, and writes the ids as properties; it never makes two nodes one.
//
// A name alone decides only where it can: the kinds agree, one entry bears the name,
// and one node of the graph does. Else the countries must agree, or a fuller name of
// the node fits one entry only; and what the graph says of the country must not speak
// against the entry. A person known by one word is nobody.
package link

import (
	"cmp"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// Entry is one thing that a table knows.
type Entry struct {
	Source    string // names the table in the ids; empty for the one that comes with newsgraph
	ID        string // of the source
	Wikidata  string // Q…; may be empty
	Kind      extract.Kind
	Names     []string // the first is the main one
	Countries []string // codes or names
}

// external is the id with the name of its source.
func (e Entry) external() string {
	if e.Source == "" || e.ID == "" {
		return ""
	}
	return e.Source + ":" + e.ID
}

// Node is an entity of the graph.
type Node struct {
	ID      string
	Kind    extract.Kind
	Name    string
	Norm    string // the name under which all articles know it
	Aliases []string
	// Scoped says that the name alone does not make it this node: others of the name
	// are, or may be, other nodes.
	Scoped   bool
	Wikidata string // as stored
	External string // as stored
	// Countries are, by their names, the places that edges say it belongs to, each
	// with its further names.
	Countries [][]string
}

// Outcome is what became of a node.
type Outcome string

// The outcomes. Ambiguous is every node whose name is known but does not decide.
const (
	Linked    Outcome = "linked"
	Ambiguous Outcome = "ambiguous"
	NotFound  Outcome = "not found"
)

// Verdict is the decision on a node, and why.
type Verdict struct {
	Outcome  Outcome
	Wikidata string
	External string
	Name     string // of the entry
	Why      string
}

// thing is what one or more entries are, by their ids.
type thing struct {
	wikidata, external string
	kind               extract.Kind
	name               string
	names              map[string]bool // folded
	countries          []string        // codes, or folded names of what is no known country
}

// id names the thing.
func (t *thing) id() string { return cmp.Or(t.wikidata, t.external) }

// bearer is a name under which things are looked up.
type bearer struct {
	kind extract.Kind
	name string // folded
}

// Table holds the things that nodes may be.
type Table struct {
	things  []*thing
	byID    map[string]*thing
	byName  map[bearer][]*thing
	wanted  func(extract.Kind, string) bool
	atlas   atlas
	Entries int // that bear a name of the graph
}

// NewTable makes an empty table that keeps the entries with a name that is wanted,
// given folded; nil wants all.
func NewTable(wanted func(kind extract.Kind, name string) bool) (*Table, error) {
	known, err := Known()
	if err != nil {
		return nil, err
	}
	return &Table{byID: map[string]*thing{}, byName: map[bearer][]*thing{}, wanted: wanted, atlas: newAtlas(known)}, nil
}

// Add adds an entry. One with the Wikidata id of another, or with the same id of the
// same source, and of its kind, tells more of the same thing.
func (t *Table) Add(e Entry) {
	names := map[string]bool{}
	keep := t.wanted == nil
	for _, name := range e.Names {
		if f := Fold(name); f != "" {
			names[f] = true
			keep = keep || t.wanted(e.Kind, f)
		}
	}
	if !keep || len(names) == 0 {
		return
	}
	t.Entries++
	it := t.same(e)
	if it == nil {
		it = &thing{kind: e.Kind, name: e.Names[0], names: map[string]bool{}}
		t.things = append(t.things, it)
	}
	it.wikidata, it.external = cmp.Or(it.wikidata, e.Wikidata), cmp.Or(it.external, e.external())
	for _, id := range []string{e.Wikidata, e.external()} {
		if id != "" {
			t.byID[string(e.Kind)+id] = it
		}
	}
	for _, code := range t.atlas.codes(e.Countries) {
		if !slices.Contains(it.countries, code) {
			it.countries = append(it.countries, code)
		}
	}
	for name := range names {
		if !it.names[name] {
			it.names[name] = true
			t.byName[bearer{e.Kind, name}] = append(t.byName[bearer{e.Kind, name}], it)
		}
	}
}

// same finds the thing that an entry tells more of.
func (t *Table) same(e Entry) *thing {
	for _, id := range []string{e.Wikidata, e.external()} {
		if it := t.byID[string(e.Kind)+id]; id != "" && it != nil {
			return it
		}
	}
	return nil
}

// bearing lists the things of a kind that bear one of the names, in the order of
// their ids.
func (t *Table) bearing(kind extract.Kind, names []string) []*thing {
	var found []*thing
	for _, name := range names {
		for _, it := range t.byName[bearer{kind, name}] {
			if !slices.Contains(found, it) {
				found = append(found, it)
			}
		}
	}
	slices.SortFunc(found, func(a, b *thing) int { return strings.Compare(a.id(), b.id()) })
	return found
}
