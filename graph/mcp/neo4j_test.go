package mcp

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
	"github.com/newsgraph/newsgraph/queries"
)

// A real server gives the answers that the embedded store gives, with the same sentences,
// and refuses by itself what writes.
func TestAnswersNeo4j(t *testing.T) {
	neo4jtest.Each(t, func(t *testing.T, r neo4jtest.Release) {
		here, there := usual(t), usual(t)
		store := r.Open(t)
		fill(t, store)
		there.Graph = store
		one, err := New(here)
		if err != nil {
			t.Fatal(err)
		}
		other, err := New(there)
		if err != nil {
			t.Fatal(err)
		}
		rows := 0
		same := func(name string, ask func(*Server) (any, error)) {
			t.Helper()
			want, err := ask(one)
			if err != nil {
				t.Fatal(err)
			}
			got, err := ask(other)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				return
			}
			if a, ok := got.(Answer); ok {
				rows += len(a.Rows)
			}
			if asJSON(t, got) != asJSON(t, want) {
				t.Errorf("%s: got\n%s\nwant\n%s", name, asJSON(t, got), asJSON(t, want))
			}
		}
		for _, q := range here.Questions {
			args := json.RawMessage(asJSON(t, likely(q)))
			same(q.Name, func(s *Server) (any, error) { return s.question(t.Context(), q, args) })
		}
		same("evidence known by a day", func(s *Server) (any, error) {
			q, err := queries.Lookup("evidence")
			if err != nil {
				return nil, err
			}
			return s.question(t.Context(), q, json.RawMessage(`{"key":"f_met_with_okafor_sorel","known_by":"2031-06-20"}`))
		})
		same("read_cypher", func(s *Server) (any, error) {
			return s.cypher(t.Context(), json.RawMessage(`{"statement":"MATCH (a)-[r:MET_WITH]->(b) RETURN a, r, b, date('2031-01-01') AS d ORDER BY r.key LIMIT $n","parameters":{"n":3},"rows":2}`))
		})
		same("schema", func(s *Server) (any, error) { return s.shape(t.Context()) })
		if rows < 60 {
			t.Errorf("only %d rows", rows)
		}
		for _, statement := range []string{"CREATE (n:Person) RETURN n", "MATCH (n) SET n.x = 1", "CREATE INDEX some FOR (n:Person) ON (n.x)"} {
			if err := other.config.Graph.View(t.Context(), func(tx graph.Tx) error {
				_, err := tx.Run(t.Context(), statement, nil, nil)
				return err
			}); err == nil {
				t.Errorf("the server runs %q in a transaction for reading", statement)
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		_, err = other.cypher(ctx, json.RawMessage(`{"statement":"UNWIND range(1, 1000000000) AS x WITH x WHERE x < 0 RETURN x","rows":1}`))
		if err = other.advised(err); err == nil || !strings.Contains(err.Error(), "no answer within") {
			t.Errorf("a statement without an end: %v", err)
		}
	})
}
