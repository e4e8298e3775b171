package load

import (
	"fmt"
	"testing"
	"time"

	"newsgraph/graph"
	"newsgraph/graph/embedded"
	"newsgraph/graph/neo4j/neo4jtest"
)

// BenchmarkLimit writes the same graph twice in turn: by the loader, which
// computes it, and by plain MERGE statements of 5,000 finished rows, which is the
// limit. The ratio of the two times is what counts; the machine's load cancels
// out.
func BenchmarkLimit(b *testing.B) {
	const n = 1000
	memory := embedded.Memory(embedded.Options{})
	store := neo4jtest.Open(b)
	for _, s := range []graph.Store{memory, store} {
		l, err := New(s, benchRelations(), "bench", Options{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := l.ApplySchema(b.Context()); err != nil {
			b.Fatal(err)
		}
		if s == memory {
			if _, err := l.Load(b.Context(), benchArticles(0, n)); err != nil {
				b.Fatal(err)
			}
		}
	}
	plain := plainRows(b, memory)
	var loaded, written time.Duration
	round := func() {
		clearAll(b, store)
		start := time.Now()
		l, err := New(store, benchRelations(), "bench", Options{Articles: 250})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := l.Load(b.Context(), benchArticles(0, n)); err != nil {
			b.Fatal(err)
		}
		loaded += time.Since(start)
		clearAll(b, store)
		start = time.Now()
		for _, s := range plain {
			write(b, store, s)
		}
		written += time.Since(start)
	}
	round()
	loaded, written = 0, 0
	for b.Loop() {
		round()
	}
	b.ReportMetric(float64(n*b.N)/loaded.Seconds(), "articles/s")
	b.ReportMetric(float64(n*b.N)/written.Seconds(), "plain-articles/s")
	b.ReportMetric(written.Seconds()/loaded.Seconds(), "of-the-limit")
}

// plainStatement is one statement with all rows of its shape.
type plainStatement struct {
	cypher string
	rows   []any
}

// plainRows makes of a graph the statements that a script would write it with.
func plainRows(b *testing.B, store graph.Store) []plainStatement {
	b.Helper()
	var order []string
	rows := map[string][]any{}
	add := func(cypher string, r row) {
		if rows[cypher] == nil {
			order = append(order, cypher)
		}
		rows[cypher] = append(rows[cypher], r)
	}
	kinds := map[string]string{}
	g := graph.Read(b.Context(), store)
	for node, err := range g.Nodes {
		if err != nil {
			b.Fatal(err)
		}
		label, more := node.Labels[0], ""
		if kind, ok := node.Props["kind"].(string); ok {
			label, more = "__Entity__", " SET n:"+kind
		}
		kinds[node.ID] = label
		add("UNWIND $rows AS row MERGE (n:"+label+" {id: row.id}) SET n = row.props"+more, row{"id": node.ID, "props": node.Props})
	}
	for e, err := range g.Edges {
		if err != nil {
			b.Fatal(err)
		}
		key := ""
		if _, ok := e.Props["key"]; ok {
			key = " {key: row.props.key}"
		}
		add(fmt.Sprintf("UNWIND $rows AS row MATCH (s:%s {id: row.s}) MATCH (o:%s {id: row.o}) MERGE (s)-[r:%s%s]->(o) SET r = row.props",
			kinds[e.From], kinds[e.To], e.Type, key), row{"s": e.From, "o": e.To, "props": e.Props})
	}
	var out []plainStatement
	for _, c := range order {
		out = append(out, plainStatement{c, rows[c]})
	}
	return out
}

func write(b *testing.B, store graph.Store, s plainStatement) {
	b.Helper()
	for at := 0; at < len(s.rows); at += 5000 {
		part := s.rows[at:min(at+5000, len(s.rows))]
		err := store.Update(b.Context(), func(tx graph.Tx) error {
			_, err := tx.Run(b.Context(), s.cypher, row{"rows": part}, nil)
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// clearAll empties the graph edges first, so that no transaction grows large.
func clearAll(b *testing.B, store graph.Store) {
	b.Helper()
	for _, part := range []string{"MATCH ()-[r]->() WITH r LIMIT 10000 DELETE r", "MATCH (n) WHERE NOT n:__Migration WITH n LIMIT 10000 DELETE n"} {
		for gone := 1; gone > 0; {
			err := store.Update(b.Context(), func(tx graph.Tx) error {
				c, err := tx.Run(b.Context(), part, nil, nil)
				gone = c.NodesDeleted + c.EdgesDeleted
				return err
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
