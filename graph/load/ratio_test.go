package load

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
	"github.com/newsgraph/newsgraph/graph/export"
	"github.com/newsgraph/newsgraph/graph/neo4j"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
)

// BenchmarkLimit writes the same graph twice in turn: by the loader, which
// computes it, and by plain MERGE statements of 5,000 finished rows, which is the
// limit. What counts is the ratio of the two times, and, on a machine that does
// other things too, that of the server's processor time.
func BenchmarkLimit(b *testing.B) {
	const n = 1000
	server := neo4jtest.Start(b)
	store, err := neo4j.Open(b.Context(), server.Config())
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close(b.Context())
	l, err := New(store, benchRelations(), "bench", Options{})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := l.ApplySchema(b.Context()); err != nil {
		b.Fatal(err)
	}
	var articles []*extract.Article
	for a := range benchArticles(0, n) {
		articles = append(articles, a)
	}
	plain := plainRows(b, inMemory(b, articles))
	by := func(write func()) spent {
		clearAll(b, store)
		start, cpu := time.Now(), server.CPU()
		write()
		return spent{time.Since(start), server.CPU() - cpu}
	}
	loads := func() {
		if r, err := l.Load(b.Context(), stream(articles...)); err != nil || r.Loaded != n {
			b.Fatal(r, err)
		}
	}
	writes := func() {
		for _, s := range plain {
			write(b, store, s)
		}
	}
	for range 3 { // the first rounds are of a server that is still cold
		by(loads)
		by(writes)
	}
	var loaded, written spent
	for b.Loop() {
		loaded = loaded.plus(by(loads))
		written = written.plus(by(writes))
	}
	total := float64(n * b.N)
	b.ReportMetric(total/loaded.wall.Seconds(), "articles/s")
	b.ReportMetric(total/written.wall.Seconds(), "plain-articles/s")
	b.ReportMetric(written.wall.Seconds()/loaded.wall.Seconds(), "of-the-limit")
	b.ReportMetric(loaded.server.Seconds()*1000/total, "server-ms/article")
	b.ReportMetric(written.server.Seconds()*1000/total, "plain-server-ms/article")
}

// spent is time gone by, and the server's processor time in it.
type spent struct{ wall, server time.Duration }

func (s spent) plus(t spent) spent { return spent{s.wall + t.wall, s.server + t.server} }

// inMemory loads articles into a store in memory.
func inMemory(b *testing.B, articles []*extract.Article) graph.Store {
	b.Helper()
	memory := embedded.Memory(embedded.Options{})
	l, err := New(memory, benchRelations(), "bench", Options{})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := l.ApplySchema(b.Context()); err != nil {
		b.Fatal(err)
	}
	if _, err := l.Load(b.Context(), stream(articles...)); err != nil {
		b.Fatal(err)
	}
	return memory
}

// BenchmarkAdmin imports the graph of as many articles by neo4j-admin, which
// takes an empty database that nobody uses.
func BenchmarkAdmin(b *testing.B) {
	const n = 10_000
	var articles []*extract.Article
	for a := range benchArticles(0, n) {
		articles = append(articles, a)
	}
	memory := inMemory(b, articles)
	for b.Loop() {
		dir := filepath.Join(b.TempDir(), "out")
		summary, err := export.Admin(dir, graph.Read(b.Context(), memory), "")
		if err != nil {
			b.Fatal(err)
		}
		args, err := os.ReadFile(filepath.Join(dir, export.AdminArgs))
		if err != nil {
			b.Fatal(err)
		}
		server := neo4jtest.Prepare(b)
		start := time.Now()
		if out, err := server.Admin(b.Context(), dir, slices.Concat([]string{"database", "import", "full", "neo4j"}, strings.Fields(string(args)))...); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		b.ReportMetric(float64(summary.Nodes+summary.Edges)/time.Since(start).Seconds(), "rows/s")
		b.ReportMetric(n/time.Since(start).Seconds(), "articles/s")
	}
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
