package queries_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
	"github.com/newsgraph/newsgraph/queries"
)

// TestHolders asks who held an office before whom.
func TestHolders(t *testing.T) { holders(t, embedded.Memory(embedded.Options{})) }

// TestHoldersNeo4j asks a real server the same.
func TestHoldersNeo4j(t *testing.T) {
	neo4jtest.Each(t, func(t *testing.T, r neo4jtest.Release) { holders(t, r.Open(t)) })
}

func holders(t *testing.T, store graph.Store) {
	run(t, store, "CREATE FULLTEXT INDEX entity_text IF NOT EXISTS FOR (n:__Entity__) ON EACH [n.name, n.aliases_text]")
	run(t, store, "CALL db.awaitIndexes(60)")
	run(t, store, "CREATE (:__Entity__ {id: 'e_acme', name: 'Acme', name_norm: 'acme', aliases: ['Acme']})")
	for _, c := range []struct {
		person, day, role string
		sole              bool
	}{
		{"Ada", "2031-01-10", "chief executive", true},
		{"Ben", "2031-06-10", "chief executive", true},
		{"Cleo", "2031-01-11", "president", true},
		{"Dan", "2031-01-11", "president", true},
		{"Eva", "2031-01-12", "vice president", false},
		{"Finn", "2031-06-12", "vice president", false},
		{"Gus", "", "mayor", true},
		{"Hal", "2031-06-13", "mayor", true},
	} {
		at := "null"
		if c.day != "" {
			at = "datetime('" + c.day + "T10:00:00Z')"
		}
		run(t, store, fmt.Sprintf(`MATCH (o:__Entity__ {id: 'e_acme'})
CREATE (a:Article {id: 'a_%[1]s', published_at: %[2]s, published_prec: 'day'})-[:STATES]->(c:Claim {id: 'c_%[1]s', key: 'f_%[1]s',
  relation: 'LEADS', negated: false, modality: 'actual', former: false, role: '%[3]s', role_norm: '%[3]s', sole: %[4]v}),
  (p:__Entity__ {id: 'e_%[1]s', name: '%[1]s', name_norm: '%[1]s', aliases: ['%[1]s']}), (c)-[:SUBJECT]->(p), (c)-[:OBJECT]->(o),
  (p)-[:LEADS {key: 'f_%[1]s', status: 'asserted', modality: 'actual', former: false, articles: 1, last_seen: %[2]s, role: '%[3]s'}]->(o)`,
			c.person, at, c.role, c.sole))
	}
	for _, c := range []struct{ args, want string }{
		{"org=acme", `Hal contested an article names Gus as mayor null null
Finn present null null null
Ben present null after 2031-01-10 null
Eva present null null null
Cleo contested an article of 2031-01-11 names Dan as president null null
Dan contested an article of 2031-01-11 names Cleo as president null null
Gus contested an article of 2031-06-13 names Hal as mayor null null
Ada former a later article of 2031-06-10 names Ben as chief executive null by 2031-06-10
`},
		{"org=acme role=chief-executive as_of=2031-06-10", "Ben present null after 2031-01-10 null\n"},
		{"org=acme role=chief-executive as_of=2031-01-10", "Ada former a later article of 2031-06-10 names Ben as chief executive null by 2031-06-10\n"},
	} {
		if got := columns(t, store, "who-leads", c.args, "person", "state", "why", "since", "until"); got != c.want {
			t.Errorf("who-leads %s\n got\n%s\nwant\n%s", c.args, got, c.want)
		}
	}
	if got, want := columns(t, store, "rival-leaders", "", "role", "one", "other"), "mayor Gus Hal\npresident Cleo Dan\n"; got != want {
		t.Errorf("rival-leaders\n got\n%s\nwant\n%s", got, want)
	}
}

// columns asks a question and returns some columns of its rows, a row a line.
func columns(t *testing.T, store graph.Store, name, args string, some ...string) string {
	t.Helper()
	q, err := queries.Lookup(name)
	if err != nil {
		t.Fatal(err)
	}
	params, err := q.Bind(parsed(q, args))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	err = store.View(t.Context(), func(tx graph.Tx) error {
		b.Reset()
		_, err := tx.Run(t.Context(), q.Cypher, params, func(r graph.Row) error {
			var values []string
			for _, c := range some {
				v := r.Get(c)
				if s, ok := v.(string); ok {
					values = append(values, s)
				} else {
					values = append(values, graph.Text(v))
				}
			}
			b.WriteString(strings.Join(values, " ") + "\n")
			return nil
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
