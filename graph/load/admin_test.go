package load

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
	"github.com/newsgraph/newsgraph/graph/export"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
)

// TestAdminImport exports a graph, with names that break CSV, for neo4j-admin,
// imports it into a real server and compares the digests.
func TestAdminImport(t *testing.T) {
	neo4jtest.Slow(t)
	t.Parallel()
	store := embedded.Memory(embedded.Options{})
	l := loader(t, store, Options{})
	if _, err := l.ApplySchema(t.Context()); err != nil {
		t.Fatal(err)
	}
	odd := `"quoted",;=1+1\`
	s := story{url: "https://odd.example/", title: "A \"title\"\nof; two, lines", day: 5,
		text: odd + " met\nSomebody .", entities: named(extract.Person, odd, "Somebody")}
	a := s.article(t)
	a.Sentences = []extract.Sentence{{Span: extract.Span{Start: 0, End: len(a.Tokens)}}}
	a.Claims = []extract.Claim{{Relation: "MET_WITH", Subject: 0, Object: 1, Speaker: -1, Modality: extract.Actual, Evidence: a.Sentences[0].Span, Confidence: 1}}
	load(t, l, append(corpus(t), a)...)
	dir := filepath.Join(t.TempDir(), "out")
	summary, err := export.Admin(dir, graph.Read(t.Context(), store), l.Script())
	if err != nil || summary.Nodes == 0 || summary.Edges == 0 {
		t.Fatalf("export: %+v, %v", summary, err)
	}
	if _, err := export.Admin(dir, graph.Read(t.Context(), store), l.Script()); err == nil {
		t.Error("a second export into the same folder overwrote the first")
	}
	server := neo4jtest.Prepare(t)
	args, err := os.ReadFile(filepath.Join(dir, export.AdminArgs))
	if err != nil {
		t.Fatal(err)
	}
	out, err := server.Admin(t.Context(), dir, slices.Concat([]string{"database", "import", "full", "neo4j"}, strings.Fields(string(args)))...)
	if err != nil {
		t.Fatalf("import: %v\n%s", err, out)
	}
	if err := server.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	imported := openNeo4j(t, server.Config())
	same(t, "imported", dump(t, imported), dump(t, store))
	again, err := New(imported, relations(), "rules 1", Options{})
	if err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile(filepath.Join(dir, export.AdminSchema))
	if err != nil {
		t.Fatal(err)
	}
	for s := range strings.SplitSeq(strings.TrimSpace(string(script)), ";\n") {
		update1(t, imported, strings.TrimSuffix(s, ";"))
	}
	if err := again.CheckSchema(t.Context()); err != nil {
		t.Errorf("after %s: %v", export.AdminSchema, err)
	}
	if r := load(t, again, corpus(t)...); r.Unchanged != 4 || r.Counts.Changed() {
		t.Errorf("loading the same into the imported database: %+v", r)
	}
}
