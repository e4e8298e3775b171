package load

import (
	"cmp"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
)

// move takes the mentions and the claims' ends of names to other nodes, and notes the
// edges and nodes that have to be computed again.
func (s *resolution) move() error {
	if len(s.moves) == 0 {
		return nil
	}
	s.report.wrote = true
	if err := s.targets(); err != nil {
		return err
	}
	ends, err := s.stated()
	if err != nil {
		return err
	}
	if err := s.run("move", s.moves); err != nil {
		return err
	}
	if err := s.rewire(ends); err != nil {
		return err
	}
	var noted []row
	var back []string
	for _, m := range s.moves {
		from, to, id := m["from"].(string), m["to"].(string), m["name"].(string)
		for _, n := range []string{from, to} {
			s.entities[n], s.before[n] = false, true
		}
		if id != m["id"] && s.names[id].of == "" {
			back = append(back, m["id"].(string))
		}
		if id == to {
			back = append(back, id)
			continue
		}
		n := s.names[id]
		props := row{"id": id, "kind": n.Kind, "name_norm": n.Name, "root": to, "block": n.Block, "initials": n.Initials, "scope": n.scope, "of": n.of}
		for k, v := range props {
			if v == "" {
				delete(props, k)
			}
		}
		if n.Partial {
			props["partial"] = true
		}
		noted = append(noted, row{"props": props})
	}
	if err := s.run("note", noted); err != nil {
		return err
	}
	return s.runIDs("forget", back, nil)
}

// forgetAbsent forgets the names that no article has any more.
func (s *resolution) forgetAbsent() error {
	var gone []string
	open := s.open()
	for _, n := range open {
		if n.noted && len(n.Articles) == 0 {
			gone = append(gone, n.ID)
		}
	}
	return s.runIDs("forget", gone, nil)
}

// targets makes the nodes that are not there: a name goes back to its own, which went
// with its last mention.
func (s *resolution) targets() error {
	want := map[string]bool{}
	for _, m := range s.moves {
		want[m["to"].(string)] = true
	}
	there := map[string]bool{}
	var ask []row
	for _, id := range sortedKeys(want) {
		ask = append(ask, row{"id": id, "names": []any{}, "forms": []any{}})
	}
	err := s.runWith("there", "rows", anyOf(ask), nil, func(r graph.Row) error {
		there[graphID(r.Values[0])] = true
		return nil
	})
	if err != nil {
		return err
	}
	byKind := map[string][]row{}
	for _, id := range sortedKeys(want) {
		if n := s.names[id]; !there[id] && n != nil {
			byKind[n.Kind] = append(byKind[n.Kind], row{"props": n.node().props()})
		}
	}
	for _, k := range extract.Kinds() {
		if err := s.run("entity "+string(k), byKind[string(k)]); err != nil {
			return err
		}
	}
	return nil
}

// node is the node of a name of its own, before it has its mentions.
func (n *name) node() node {
	return node{id: n.ID, kind: extract.Kind(n.Kind), name: n.Name, norm: n.Name, scope: n.scope, block: n.Block, initials: n.Initials, partial: n.Partial, of: n.of}
}

// ended are the new ends of a claim, by the type of the edge: the name at it and the node
// to which it goes.
type ended map[string][2]string

// stated finds the claims of which an end moves.
func (s *resolution) stated() (map[string]ended, error) {
	claims := map[string]ended{}
	err := s.runWith("stated", "rows", anyOf(s.moves), nil, func(r graph.Row) error {
		claim := graphID(r.Get("claim"))
		if claims[claim] == nil {
			claims[claim] = ended{}
		}
		claims[claim][graphID(r.Get("end"))] = [2]string{graphID(r.Get("name")), graphID(r.Get("to"))}
		return nil
	})
	return claims, err
}

// rewire gives claims their new ends and keys.
func (s *resolution) rewire(claims map[string]ended) error {
	var rows, objects, speakers []row
	err := s.runIDs("ends", sortedKeys(claims), func(r graph.Row) error {
		c := s.rewired(r, claims[graphID(r.Get("id"))])
		rows = append(rows, c)
		if c["o"] != nil {
			objects = append(objects, row{"id": c["id"], "o": c["o"]})
		}
		if c["p"] != nil {
			speakers = append(speakers, row{"c": c["id"], "e": c["p"]})
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := s.runIDs("unend", sortedKeys(claims), nil); err != nil {
		return err
	}
	if err := s.run("end", rows); err != nil {
		return err
	}
	if err := s.run("object", objects); err != nil {
		return err
	}
	return s.run("speaker", speakers)
}

// rewired computes the ends of one claim; its old edge and its new one have to be
// computed again.
func (s *resolution) rewired(r graph.Row, to ended) row {
	relation := graphID(r.Get("relation"))
	out := row{"id": r.Get("id")}
	node := map[string]string{} // the node at each end
	key := map[string]any{}     // the name there, where it is another
	for _, e := range []struct{ edge, node, key string }{{"SUBJECT", "s", "subject_name_id"}, {"OBJECT", "o", "object_name_id"}, {"ATTRIBUTED_TO", "p", "speaker_name_id"}} {
		node[e.node], key[e.key] = graphID(r.Get(e.node)), r.Get(e.key)
		if moved, ok := to[e.edge]; ok {
			node[e.node], key[e.key] = moved[1], nil
			if moved[0] != moved[1] {
				key[e.key] = moved[0]
			}
		}
	}
	s.touchKey(graphID(r.Get("key")), relation, graphID(r.Get("s")), graphID(r.Get("o")))
	object := "=" + graphID(r.Get("value"))
	if node["o"] != "" {
		if s.loader.reader.relations[relation].Symmetric && before(node["o"], key["object_name_id"], node["s"], key["subject_name_id"]) {
			node["s"], node["o"] = node["o"], node["s"]
			key["subject_name_id"], key["object_name_id"] = key["object_name_id"], key["subject_name_id"]
		}
		object = node["o"]
	}
	out["key"] = keyOf(relation, node["s"], object)
	s.touchKey(out["key"].(string), relation, node["s"], node["o"])
	for _, end := range []string{"s", "o", "p"} {
		if node[end] != "" {
			out[end] = node[end]
		}
	}
	for k, v := range key {
		out[k] = v
	}
	return out
}

// before orders the ends of a symmetric claim: by node, and where both became one, by
// name.
func before(node string, name any, other string, otherName any) bool {
	return cmp.Or(strings.Compare(node, other), strings.Compare(cmp.Or(graphID(name), node), cmp.Or(graphID(otherName), other))) < 0
}

// touchKey notes that an edge has to be computed again.
func (b *batch) touchKey(key, relation, subject, object string) {
	b.keys[key] = edge{relation: relation, subject: subject, object: object, dead: true, supported: true}
}

// loop reports whether both ends became one node: then there is no edge.
func (e edge) loop() bool { return e.object != "" && e.subject == e.object }
