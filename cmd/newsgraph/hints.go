package main

import (
	"fmt"
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
	"github.com/newsgraph/newsgraph/queries"
)

// unknown says what a question without an answer asked for that nothing in the
// graph has. It helps; if it fails, nothing is lost.
func (con *console) unknown(run answers, q queries.Query, params map[string]any) {
	known := true
	for _, p := range q.Params {
		value, _ := params[p.Name].(string)
		switch {
		case value == "":
		case p.Type == queries.Entity:
			known = con.unknownName(run, value) && known
		case q.Name == "find-entity" && p.Name == "text":
			con.unknownName(run, value)
		case p.Type == queries.Kind:
			con.unknownKind(run, value)
		case p.Name == "key":
			con.notice(fmt.Sprintf("no edge and no claim in the graph has the key or id %q", value))
		}
	}
	if q.Name == "shortest-path" && known {
		con.unconnected(run, params)
	}
}

// unknownName says so if nothing has a name, with what is called nearly so, and
// reports whether something has it.
func (con *console) unknownName(run answers, name string) bool {
	t, err := bearing(run, name)
	if err != nil || len(t.rows) > 0 {
		return true
	}
	near := longerNames(run, name)
	if len(near) == 0 {
		near = likeNames(run, name)
	}
	message := fmt.Sprintf("nothing in the graph is called %q", name)
	if len(near) > 0 {
		message += "; did you mean " + strings.Join(near, ", ") + "?"
	}
	con.notice(message)
	return false
}

// longerNames lists a few names whose words begin with those of a name.
func longerNames(run answers, name string) (names []string) {
	find, err := queries.Lookup("find-entity")
	if err != nil {
		return nil
	}
	t, err := run(find.Cypher, map[string]any{"text": name, "kind": nil, "limit": int64(3)})
	if err != nil {
		return nil
	}
	for _, row := range t.rows {
		names = append(names, text(row[1]))
	}
	return names
}

// mostNames is how many entities are looked at for one whose name was mistyped.
const mostNames = 100_000

// likeNames lists a few names that differ by some letters from a name.
func likeNames(run answers, name string) []string {
	t, err := run("MATCH (e:__Entity__) RETURN e.name AS name, e.aliases AS aliases ORDER BY e.id LIMIT $most", map[string]any{"most": int64(mostNames)})
	if err != nil {
		return nil
	}
	l := likeness{typed: name}
	for _, row := range t.rows {
		l.look(text(row[0]), text(row[0]))
		forms, _ := row[1].([]any)
		for _, f := range forms {
			l.look(text(row[0]), text(f))
		}
	}
	return l.best(3)
}

// unknownKind says so if no entity is of a kind.
func (con *console) unknownKind(run answers, kind string) {
	t, err := run("MATCH (e:__Entity__) RETURN DISTINCT e.kind AS kind ORDER BY kind", nil)
	if err != nil {
		return
	}
	var all []string
	for _, row := range t.rows {
		if strings.EqualFold(text(row[0]), kind) {
			return
		}
		all = append(all, text(row[0]))
	}
	con.notice(fmt.Sprintf("nothing in the graph is of the kind %q; its kinds are %s", kind, strings.Join(all, ", ")))
}

// unconnected says why two entities that are there have no path.
func (con *console) unconnected(run answers, params map[string]any) {
	if params["from"] == params["to"] {
		con.notice("from and to are the same entity")
		return
	}
	t, err := run(`MATCH (a:__Entity__ {id: $from}), (b:__Entity__ {id: $to})
MATCH path = shortestPath((a)-[*..6]-(b))
WHERE all(n IN nodes(path) WHERE n:__Entity__)
RETURN length(path) AS steps`, map[string]any{"from": params["from"], "to": params["to"]})
	switch {
	case err != nil:
	case len(t.rows) > 0:
		con.notice("the only paths of at most 6 steps go through denied edges")
	default:
		con.notice("no path of at most 6 steps joins them")
	}
}

// hintNames warns of labels, relation types and properties that a statement names
// and nothing in the graph has: a misspelt one gives no rows, and no error.
func hintNames(con *console, run answers, statement string) {
	stmt, err := syntax.Parse(statement)
	if err != nil {
		return // the server understood it; it is not for us to judge
	}
	seen := map[string]bool{}
	for _, n := range namesIn(stmt) {
		if seen[n.probe] {
			continue
		}
		seen[n.probe] = true
		if t, err := run(n.probe, nil); err == nil && len(t.rows) == 0 {
			con.notice(fmt.Sprintf("nothing in the graph has the %s %s", n.what, n.name))
		}
	}
}

// named is a name in a statement and the statement that finds one that has it.
type named struct{ what, name, probe string }

// namesIn lists the labels, relation types and properties in the order of the text.
func namesIn(stmt syntax.Node) []named {
	var all []named
	probes := map[string]func(string) named{} // by variable: what a label of it is
	properties := func(props syntax.Expr) {
		if m, ok := props.(*syntax.Map); ok {
			for _, e := range m.Entries {
				all = append(all, property(e.Key))
			}
		}
	}
	syntax.Walk(stmt, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.NodePattern:
			bind(probes, n.Var, nodeLabel)
			all = append(all, labels(n.Labels, nodeLabel)...)
			properties(n.Props)
		case *syntax.RelPattern:
			bind(probes, n.Var, relationType)
			all = append(all, labels(n.Types, relationType)...)
			properties(n.Props)
		case *syntax.Property:
			// Variables of other values have properties that are none of the graph's.
			if v, ok := n.Of.(*syntax.Variable); ok && probes[v.Name] != nil {
				all = append(all, property(n.Key))
			}
		case *syntax.HasLabels:
			if v, ok := n.Of.(*syntax.Variable); ok && probes[v.Name] != nil {
				all = append(all, labels(n.Labels, probes[v.Name])...)
			}
		}
		return true
	})
	return all
}

func bind(probes map[string]func(string) named, v *syntax.Variable, probe func(string) named) {
	if v != nil {
		probes[v.Name] = probe
	}
}

// labels lists the names in a label expression.
func labels(in syntax.LabelExpr, probe func(string) named) []named {
	var all []named
	if in != nil {
		syntax.Walk(in, func(n syntax.Node) bool {
			if l, ok := n.(*syntax.LabelName); ok {
				all = append(all, probe(l.Name))
			}
			return true
		})
	}
	return all
}

func nodeLabel(name string) named {
	return named{"label", name, "MATCH (n:" + quoted(name) + ") RETURN 1 AS x LIMIT 1"}
}

func relationType(name string) named {
	return named{"relation type", name, "MATCH ()-[r:" + quoted(name) + "]->() RETURN 1 AS x LIMIT 1"}
}

func property(name string) named {
	key := quoted(name)
	return named{"property", name, "CALL () { MATCH (n) WHERE n." + key + " IS NOT NULL RETURN 1 AS x LIMIT 1 " +
		"UNION MATCH ()-[r]->() WHERE r." + key + " IS NOT NULL RETURN 1 AS x LIMIT 1 } RETURN x"}
}

// quoted writes a name so that Cypher takes any.
func quoted(name string) string { return "`" + strings.ReplaceAll(name, "`", "``") + "`" }
