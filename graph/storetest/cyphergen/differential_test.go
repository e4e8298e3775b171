package cyphergen_test

import (
	"context"
	"errors"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
	"github.com/newsgraph/newsgraph/graph/storetest"
	"github.com/newsgraph/newsgraph/graph/storetest/cyphergen"
)

// queriesPerGraph is how many questions are asked about one graph.
const queriesPerGraph = 25

// neo4jForgets is in the error that Neo4j 5.26 gives for a path variable in the
// WHERE of a WITH that groups: it looks for the path's nodes, which are gone.
const neo4jForgets = "not possible to access variables declared before the WITH/RETURN"

// setting reads a number from the environment.
func setting(name string, otherwise uint64) uint64 {
	n, err := strconv.ParseUint(os.Getenv(name), 10, 64)
	if err != nil {
		return otherwise
	}
	return n
}

// TestSameAnswersAsNeo4j asks the embedded store and a real Neo4j the same random
// questions. CYPHERGEN_QUERIES is how many, CYPHERGEN_SEED the first seed. What
// it finds is kept as text in storetest/testdata.
func TestSameAnswersAsNeo4j(t *testing.T) { compareAnswers(t, cyphergen.Query) }

// TestSameFurtherAnswersAsNeo4j is the same for the constructs that these seldom
// have.
func TestSameFurtherAnswersAsNeo4j(t *testing.T) { compareAnswers(t, cyphergen.Further) }

func compareAnswers(t *testing.T, generate func(seed uint64) string) {
	real := neo4jtest.Open(t)
	t.Cleanup(func() { answer(context.Background(), real, "MATCH (n) DETACH DELETE n", true) })
	first, n := setting("CYPHERGEN_SEED", 0), setting("CYPHERGEN_QUERIES", 300)
	var ours graph.Store
	rows, unsupported, failed, forgotten := 0, 0, 0, 0
	var setup string
	for seed := first; seed < first+n; seed++ {
		if ours == nil || seed%queriesPerGraph == 0 {
			ours = embedded.Memory(embedded.Options{})
			setup = cyphergen.Graph(seed / queriesPerGraph)
			for _, store := range []graph.Store{ours, real} {
				for _, text := range []string{"MATCH (n) DETACH DELETE n", setup} {
					if got := answer(t.Context(), store, text, true); strings.HasPrefix(got[0], "error") {
						t.Fatalf("%s: %s", text, got)
					}
				}
			}
		}
		query := generate(seed)
		got, want := answer(t.Context(), ours, query, false), answer(t.Context(), real, query, false)
		switch {
		case strings.HasPrefix(got[0], "unsupported"):
			unsupported++
			t.Logf("seed %d: %s\n%s", seed, query, got[0])
		case strings.HasPrefix(got[0], "error") && strings.HasPrefix(want[0], "error"):
			failed++
		case strings.Contains(want[0], neo4jForgets):
			forgotten++
		case !slices.Equal(got, want):
			t.Errorf("seed %d\n%s\n%s\ngives %s\nwants %s", seed, setup, query, strings.Join(got, "\n      "), strings.Join(want, "\n      "))
		default:
			rows += len(got) - 1
		}
	}
	t.Logf("%d questions: %d rows equal, %d failed on both, %d not supported, %d with a path that Neo4j forgets",
		n, rows, failed, unsupported, forgotten)
}

// TestSameMomentsAsNeo4j compares dates, times and durations.
func TestSameMomentsAsNeo4j(t *testing.T) {
	real, ours := neo4jtest.Open(t), embedded.Memory(embedded.Options{})
	first, n := setting("CYPHERGEN_SEED", 0), setting("CYPHERGEN_QUERIES", 300)
	failed := 0
	for seed := first; seed < first+n; seed++ {
		query := cyphergen.Moment(seed)
		got, want := answer(t.Context(), ours, query, false), answer(t.Context(), real, query, false)
		switch {
		case strings.HasPrefix(got[0], "error") && strings.HasPrefix(want[0], "error"):
			failed++
		case !slices.Equal(got, want):
			t.Errorf("seed %d: %s\ngives %s\nwants %s", seed, query, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
	t.Logf("%d moments, %d failed on both", n, failed)
}

// TestSameChangesAsNeo4j lets both stores change the same random graphs and
// compares what is there afterwards.
func TestSameChangesAsNeo4j(t *testing.T) {
	real := neo4jtest.Open(t)
	t.Cleanup(func() { answer(context.Background(), real, "MATCH (n) DETACH DELETE n", true) })
	first, n := setting("CYPHERGEN_SEED", 0), setting("CYPHERGEN_QUERIES", 100)
	failed := 0
	for seed := first; seed < first+n; seed++ {
		ours := embedded.Memory(embedded.Options{})
		setup, change := cyphergen.Graph(seed), cyphergen.Change(seed)
		got, want := changed(t.Context(), ours, setup, change), changed(t.Context(), real, setup, change)
		switch {
		case strings.HasPrefix(got[0], "error") && strings.HasPrefix(want[0], "error"):
			failed++
		case neo4jWrong[seed] != "":
			t.Logf("seed %d: %s", seed, neo4jWrong[seed])
		case !slices.Equal(got, want):
			t.Errorf("seed %d\n%s\n%s\ngives %s\nwants %s", seed, setup, change, strings.Join(got, "\n      "), strings.Join(want, "\n      "))
		}
	}
	t.Logf("%d changes, %d failed on both", n, failed)
}

// neo4jWrong are seeds of Change on which Neo4j 5.26 is read to be wrong, and why.
var neo4jWrong = map[uint64]string{
	7138: "the label of COUNT { (n3:B)-… } in the WHERE of an OPTIONAL MATCH filters n3 outside of it, too; " +
		"the same pattern and WHERE as a plain MATCH give on Neo4j the rows that are missing here",
	100032: "the same: an OPTIONAL MATCH whose WHERE has a COUNT { } with labels loses rows that a plain MATCH gives",
}

// changed runs a statement on a graph and returns everything that is there then.
func changed(ctx context.Context, store graph.Store, setup, change string) []string {
	for _, text := range []string{"MATCH (n) DETACH DELETE n", setup, change} {
		if got := answer(ctx, store, text, true); got[0] != "" {
			return got
		}
	}
	nodes := answer(ctx, store, "MATCH (n) RETURN labels(n) AS l, properties(n) AS p", false)
	edges := answer(ctx, store, "MATCH (a)-[r]->(b) RETURN properties(a) AS a, type(r) AS t, properties(r) AS p, properties(b) AS b", false)
	return append(nodes, edges...)
}

// answer returns the columns and the rows, sorted unless the last RETURN orders
// them, or one line with the error.
func answer(ctx context.Context, store graph.Store, text string, write bool) (lines []string) {
	run := store.View
	if write {
		run = store.Update
	}
	err := run(ctx, func(tx graph.Tx) error {
		lines = []string{""}
		_, err := tx.Run(ctx, text, nil, func(r graph.Row) error {
			lines[0] = strings.Join(r.Columns, " | ")
			cells := make([]string, len(r.Values))
			for i, v := range r.Values {
				cells[i] = render(v)
			}
			lines = append(lines, strings.Join(cells, " | "))
			return nil
		})
		return err
	})
	var unsupported *syntax.UnsupportedError
	switch {
	case errors.As(err, &unsupported):
		return []string{"unsupported: " + err.Error()}
	case err != nil:
		return []string{"error: " + err.Error()}
	}
	if !storetest.Ordered(text) {
		slices.Sort(lines[1:])
	}
	return lines
}

// render writes a value; the elements of a list in any order.
func render(v any) string {
	switch v := v.(type) {
	case []any:
		parts := make([]string, len(v))
		for i, e := range v {
			parts[i] = render(e)
		}
		slices.Sort(parts)
		return "[" + strings.Join(parts, ", ") + "]"
	case graph.Node:
		return "(" + v.ID + ")"
	case graph.Edge:
		return "[" + v.ID + "]"
	case graph.Path:
		var b strings.Builder
		for i, n := range v.Nodes {
			b.WriteString(render(n))
			if i < len(v.Edges) {
				b.WriteString(render(v.Edges[i]))
			}
		}
		return b.String()
	}
	return graph.Text(v)
}
