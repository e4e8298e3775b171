package link

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/load"
)

// page is how many nodes one statement reads or writes.
const page = 2000

const readNodes = `MATCH (e:__Entity__) WHERE e.id > $after AND e.id < 'e` + "`" + `'
RETURN e.id, e.kind, e.name, e.name_norm, e.aliases, e.wikidata, e.ext_id ORDER BY e.id LIMIT $limit`

// readCountries gives the places that edges say a node belongs to, and those that these
// lie in. What is only alleged, disputed or denied says nothing.
const readCountries = `UNWIND $ids AS id
MATCH (e:__Entity__ {id: id})-[r:CITIZEN_OF|HEADQUARTERED_IN|LOCATED_IN|HOLDS_OFFICE_IN]->(p:Place)
WHERE r.status = 'asserted'
OPTIONAL MATCH (p)-[l:LOCATED_IN]->(q:Place) WHERE l.status = 'asserted'
RETURN id, p.id, p.name, p.aliases, q.id, q.name, q.aliases ORDER BY id, p.id, q.id`

const writeLinks = `UNWIND $rows AS row
MATCH (e:__Entity__ {id: row.id})
SET e.wikidata = row.wikidata, e.ext_id = row.ext_id`

// Nodes reads the entities of a graph, in the order of their ids, with the countries
// that edges name.
func Nodes(ctx context.Context, store graph.Store) ([]Node, error) {
	var nodes []Node
	for after, more := "e_", true; more; {
		var some []Node
		var last string
		err := store.View(ctx, func(tx graph.Tx) error {
			some = nil
			n := 0
			_, err := tx.Run(ctx, readNodes, map[string]any{"after": after, "limit": int64(page)}, func(r graph.Row) error {
				n++
				if last = textOf(r.Values[0]); load.Owns(last) {
					some = append(some, nodeOf(r.Values))
				}
				return nil
			})
			if more = n == page; err != nil {
				return err
			}
			return countries(ctx, tx, some)
		})
		if err != nil {
			return nil, fmt.Errorf("read the entities: %w", err)
		}
		nodes, after = append(nodes, some...), last
	}
	return nodes, nil
}

func nodeOf(values []any) Node {
	n := Node{ID: textOf(values[0]), Kind: extract.Kind(textOf(values[1])), Name: textOf(values[2]), Norm: textOf(values[3]),
		Aliases: textsOf(values[4]), Wikidata: textOf(values[5]), External: textOf(values[6])}
	n.Scoped = !load.NamedAs(n.ID, n.Kind, n.Norm, "")
	return n
}

// countries reads the places of some nodes, which are in the order of their ids.
func countries(ctx context.Context, tx graph.Tx, nodes []Node) error {
	ids := make([]any, len(nodes))
	for i, n := range nodes {
		ids[i] = n.ID
	}
	_, err := tx.Run(ctx, readCountries, map[string]any{"ids": ids}, func(r graph.Row) error {
		i, found := slices.BinarySearchFunc(nodes, textOf(r.Values[0]), func(n Node, id string) int { return strings.Compare(n.ID, id) })
		if !found {
			return nil
		}
		for at := 1; at < len(r.Values); at += 3 {
			if id := textOf(r.Values[at]); load.Owns(id) && id != nodes[i].ID {
				nodes[i].Countries = append(nodes[i].Countries, append([]string{textOf(r.Values[at+1])}, textsOf(r.Values[at+2])...))
			}
		}
		return nil
	})
	return err
}

func textOf(v any) string {
	s, _ := v.(string)
	return s
}

func textsOf(v any) []string {
	list, _ := v.([]any)
	var out []string
	for _, x := range list {
		out = append(out, textOf(x))
	}
	return out
}

// Names returns what tells whether an entry bears a name of some nodes: NewTable's.
func Names(nodes []Node) func(extract.Kind, string) bool {
	known := map[bearer]bool{}
	for _, n := range nodes {
		known[bearer{n.Kind, Fold(n.Name)}] = true
		for _, name := range n.names() {
			known[bearer{n.Kind, name}] = true
		}
	}
	return func(kind extract.Kind, name string) bool { return known[bearer{kind, name}] }
}

// Decision is the verdict on a node of a graph.
type Decision struct {
	Node    Node
	Verdict Verdict
}

// changes reports whether the node has not the ids of the verdict.
func (d Decision) changes() bool {
	return d.Node.Wikidata != d.Verdict.Wikidata || d.Node.External != d.Verdict.External
}

// DecideAll decides on all nodes of a graph.
func (t *Table) DecideAll(nodes []Node) []Decision {
	scoped := map[bearer]bool{}
	for _, n := range nodes {
		if n.Scoped {
			scoped[bearer{n.Kind, Fold(n.Name)}] = true
		}
	}
	list := make([]Decision, len(nodes))
	for i, n := range nodes {
		list[i] = Decision{n, t.Decide(n, scoped[bearer{n.Kind, Fold(n.Name)}])}
	}
	return list
}

// RemoveAll decides that no node is linked.
func RemoveAll(nodes []Node) []Decision {
	list := make([]Decision, len(nodes))
	for i, n := range nodes {
		list[i] = Decision{n, Verdict{Outcome: NotFound}}
	}
	return list
}

// Changes counts entities whose ids a run changes.
type Changes struct{ New, Other, Removed int }

// Count counts what Write changes.
func Count(decisions []Decision) (c Changes) {
	for _, d := range decisions {
		switch {
		case !d.changes():
		case d.Node.Wikidata+d.Node.External == "":
			c.New++
		case d.Verdict.Wikidata+d.Verdict.External == "":
			c.Removed++
		default:
			c.Other++
		}
	}
	return c
}

// Write makes the ids of a graph those of the decisions, and touches no node that has
// the right ones.
func Write(ctx context.Context, store graph.Store, decisions []Decision) error {
	var rows []any
	for _, d := range decisions {
		if d.changes() {
			rows = append(rows, map[string]any{"id": d.Node.ID, "wikidata": orNull(d.Verdict.Wikidata), "ext_id": orNull(d.Verdict.External)})
		}
	}
	for some := range slices.Chunk(rows, page) {
		err := store.Update(ctx, func(tx graph.Tx) error {
			_, err := tx.Run(ctx, writeLinks, map[string]any{"rows": some}, nil)
			return err
		})
		if err != nil {
			return fmt.Errorf("write the links: %w", err)
		}
	}
	return nil
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// Shared is an id that several nodes have: they may be one thing, which only the rules
// or the judgements of identity may make them.
type Shared struct {
	ID    string
	Nodes []Node
}

// SharedIDs lists the ids that several nodes got, sorted.
func SharedIDs(decisions []Decision) []Shared {
	byID := map[string][]Node{}
	for _, d := range decisions {
		if d.Verdict.Outcome == Linked {
			id := cmp.Or(d.Verdict.Wikidata, d.Verdict.External)
			byID[id] = append(byID[id], d.Node)
		}
	}
	var list []Shared
	for id, nodes := range byID {
		if len(nodes) > 1 {
			list = append(list, Shared{id, nodes})
		}
	}
	slices.SortFunc(list, func(a, b Shared) int { return strings.Compare(a.ID, b.ID) })
	return list
}
