package main

import (
	"context"
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/source"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
	"github.com/newsgraph/newsgraph/graph/ingest"
	"github.com/newsgraph/newsgraph/graph/load"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
	"github.com/newsgraph/newsgraph/queries"
)

// testLanguage returns the pipeline as the commands have it without flags.
func testLanguage(t *testing.T) ingest.Language {
	t.Helper()
	l, err := newLanguage(cli.NewContext(nil, flag.NewFlagSet("", flag.ContinueOnError), nil))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// readArticles runs the pipeline over the test articles once for all tests here.
func readArticles(t *testing.T) (ingest.Language, []*extract.Article) {
	t.Helper()
	l := testLanguage(t)
	var articles []*extract.Article
	input := source.Open([]string{filepath.Join("..", "..", "testdata", "article")}, source.Options{})
	for a, err := range l.Pipeline.Run(t.Context(), input, 2) {
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, a)
	}
	return l, articles
}

// loadInto loads articles into a store and returns the books.
func loadInto(t *testing.T, store graph.Store, l ingest.Language, articles []*extract.Article) load.Report {
	t.Helper()
	loader, err := load.New(store, l.Relations, l.Rules(), load.Options{Articles: 4})
	if err != nil {
		t.Fatal(err)
	}
	if loader.CheckSchema(t.Context()) != nil {
		if _, err := loader.ApplySchema(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	r, err := loader.Load(t.Context(), func(yield func(*extract.Article, error) bool) {
		for _, a := range articles {
			if !yield(a, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if !r.Balanced() || r.Rejected > 0 {
		t.Fatalf("the books: %+v", r)
	}
	return r
}

// promised checks what holds for every store: a second load changes nothing, the
// order of the articles does not matter, and after a retraction the graph is as
// if the article had never been read. It leaves all articles in the store.
func promised(t *testing.T, store graph.Store, l ingest.Language, articles []*extract.Article) {
	t.Helper()
	most, last := articles[:len(articles)-1], articles[len(articles)-1]
	loadInto(t, store, l, most)
	before := digest(t, store)
	loadInto(t, store, l, []*extract.Article{last})
	all := digest(t, store)
	if all == before {
		t.Error("another article changes nothing")
	}
	if r := loadInto(t, store, l, articles); r.Counts.Changed() || r.Unchanged != len(articles) {
		t.Errorf("the second load is not without change: %+v", r)
	}
	loader, err := load.New(store, l.Relations, l.Rules(), load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r, err := loader.Retract(t.Context(), last.URL); err != nil || r.Retracted != 1 {
		t.Fatalf("retract %s: %+v, %v", last.URL, r, err)
	}
	if got := digest(t, store); got != before {
		t.Error("after the retraction the graph is not what it was before the article")
	}
	backwards := slices.Clone(articles)
	slices.Reverse(backwards)
	loadInto(t, store, l, backwards)
	if got := digest(t, store); got != all {
		t.Error("the order of the articles changes the graph")
	}
	if v, err := loader.Verify(t.Context(), source.Open([]string{filepath.Join("..", "..", "testdata", "article")}, source.Options{})); err != nil || len(v.Findings) > 0 || v.Quotes == 0 {
		t.Errorf("verify: %+v, %v", v, err)
	}
}

func digest(t *testing.T, store graph.Store) string {
	t.Helper()
	d, err := graph.Digest(t.Context(), store)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// allAnswers asks every stored question, with arguments from the graph itself.
func allAnswers(t *testing.T, store graph.Store) map[string]string {
	t.Helper()
	all, err := queries.All()
	if err != nil {
		t.Fatal(err)
	}
	column := func(cypher string) []string {
		var values []string
		for _, row := range rowsOf(t, store, cypher, nil) {
			values = append(values, text(row[0]))
		}
		return values
	}
	entities := column("MATCH (e:__Entity__) RETURN e.name AS name ORDER BY COUNT { (e)--() } DESC, e.id LIMIT 6")
	keys := column("MATCH (:__Entity__)-[r]->(:__Entity__) RETURN r.key AS key ORDER BY key LIMIT 6")
	articles := column("MATCH (a:Article) RETURN a.id AS id ORDER BY id LIMIT 6")
	relations := column("MATCH (:__Entity__)-[r]->(:__Entity__) RETURN DISTINCT type(r) AS name ORDER BY name LIMIT 6")
	answers := map[string]string{}
	for _, q := range all {
		for i := range 3 {
			args := map[string]string{}
			for j, p := range q.Params {
				switch {
				case p.Optional:
				case p.Name == "key":
					args[p.Name] = keys[i]
				case p.Name == "article":
					args[p.Name] = articles[i]
				case p.Name == "relation":
					args[p.Name] = relations[i]
				case p.Type == "date":
					args[p.Name] = fmt.Sprintf("20%02d-01-01", 15+4*i)
				default:
					args[p.Name] = entities[(i+j)%len(entities)]
				}
			}
			params, err := q.Bind(args)
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			if err := (table{columns: q.Columns, rows: rowsOf(t, store, q.Cypher, params)}).writeJSON(&b); err != nil {
				t.Fatal(err)
			}
			answers[fmt.Sprintf("%s %v", q.Name, args)] = b.String()
		}
	}
	return answers
}

func rowsOf(t *testing.T, store graph.Store, cypher string, params map[string]any) [][]any {
	t.Helper()
	var rows [][]any
	err := store.View(t.Context(), func(tx graph.Tx) error {
		rows = nil
		_, err := tx.Run(t.Context(), cypher, params, func(r graph.Row) error {
			rows = append(rows, slices.Clone(r.Values))
			return nil
		})
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v", cypher, err)
	}
	return rows
}

func TestPromisesEmbedded(t *testing.T) {
	l, articles := readArticles(t)
	dir := t.TempDir()
	store, err := embedded.Open(t.Context(), dir, embedded.Options{})
	if err != nil {
		t.Fatal(err)
	}
	promised(t, store, l, articles)
	want := digest(t, store)
	if err := store.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	again, err := embedded.Open(t.Context(), dir, embedded.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close(context.Background())
	if got := digest(t, again); got != want {
		t.Error("the graph that is opened again is another one")
	}
}

// TestStoresAgree loads the same articles into both stores: the promises hold on
// the server too, the graphs are equal, and every question has the same answer, byte
// for byte.
func TestStoresAgree(t *testing.T) {
	l, articles := readArticles(t)
	folder := embedded.Memory(embedded.Options{})
	loadInto(t, folder, l, articles)
	here := allAnswers(t, folder)
	neo4jtest.Each(t, func(t *testing.T, r neo4jtest.Release) {
		server := r.Open(t)
		promised(t, server, l, articles)
		if digest(t, folder) != digest(t, server) {
			t.Error("the two graphs are not equal")
		}
		there := allAnswers(t, server)
		for question, rows := range here {
			if rows != there[question] {
				t.Errorf("%s\nfolder:\n%s\nserver:\n%s", question, rows, there[question])
			}
		}
	})
}
