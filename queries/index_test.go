package queries_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
	"github.com/newsgraph/newsgraph/queries"
)

// TestNamesAreFoundByIndexes explains every question that takes an entity or a key: no
// step may look at all nodes of a label or all edges of a type, unless it stands behind
// the test that no name was given.
func TestNamesAreFoundByIndexes(t *testing.T) {
	s := embedded.Memory(embedded.Options{})
	for _, statement := range worldSchema {
		run(t, s, statement)
	}
	run(t, s, "UNWIND range(1, 500) AS i CREATE (a:Article {id: 'a_' + i})-[:STATES]->(c:Claim {id: 'c_' + i, key: 'f_' + i})-[:SUBJECT]->(e:__Entity__ {id: 'e_' + i, name_norm: 'n' + i})<-[:MENTIONS]-(a) CREATE (e)<-[:OBJECT]-(c)-[:ATTRIBUTED_TO]->(e)-[:LEADS]->(e)")
	all, err := queries.All()
	if err != nil {
		t.Fatal(err)
	}
	looked := 0
	for _, q := range all {
		args := map[string]string{}
		for _, p := range q.Params {
			if p.Type == queries.Entity || p.Name == "key" {
				args[p.Name] = "somebody"
			} else if !p.Optional {
				args[p.Name] = "2031-01-01"
			}
		}
		params, err := q.Bind(args)
		if err != nil {
			t.Fatal(err)
		}
		if len(args) == 0 || q.Name == "new-since" || q.Name == "article" { // an address has no index: it may be longer than Neo4j can index
			continue
		}
		looked++
		for _, step := range scans(t, s, q.Cypher, params) {
			t.Errorf("%s looks at all of them: %s", q.Name, step)
		}
	}
	if looked < 10 {
		t.Errorf("%d questions were looked at", looked)
	}
	if got := scans(t, s, "MATCH (x:__Entity__) WHERE toLower(x.name_norm) = $name RETURN x", map[string]any{"name": "x"}); len(got) != 1 {
		t.Errorf("a scan of a label is not seen: %v", got)
	}
}

// scans lists the steps of a plan that look at all nodes or edges of a kind.
func scans(t *testing.T, s graph.Store, cypher string, params map[string]any) (list []string) {
	err := s.View(t.Context(), func(tx graph.Tx) error {
		list = nil
		gate := map[int64]bool{} // depths at which nothing comes through when a name is given
		_, err := tx.Run(t.Context(), "EXPLAIN "+cypher, params, func(r graph.Row) error {
			depth, step, detail := r.Values[0].(int64), r.Values[1].(string), r.Values[2].(string)
			switch {
			case step == "Filter" && detail == "name IS NULL":
				gate[depth] = true
			case step == "Projection":
				gate[depth] = false
			}
			if strings.HasSuffix(step, "Scan") && !gate[depth] {
				list = append(list, fmt.Sprintf("%s %s", step, detail))
			}
			return nil
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}
