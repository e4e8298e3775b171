package queries_test

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
	"github.com/newsgraph/newsgraph/queries"
)

func TestSettings(t *testing.T) {
	for _, c := range []struct {
		text, statement string
		list            []queries.Setting
	}{
		{"RETURN $a", "RETURN $a", nil},
		{"// Title\n:param a => 1;\n\n// note\n  :param  b=>[x IN range(1, 2) | ';'] ;\nRETURN $a", "// Title\n\n\n// note\n\nRETURN $a",
			[]queries.Setting{{Name: "a", Expression: "1"}, {Name: "b", Expression: "[x IN range(1, 2) | ';']"}}},
		{"RETURN 1\n:param a => 1", "RETURN 1\n:param a => 1", nil},
		{":param a 1\nRETURN $a", ":param a 1\nRETURN $a", nil},
	} {
		list, statement := queries.Settings(c.text)
		if statement != c.statement || !reflect.DeepEqual(list, c.list) {
			t.Errorf("%q: %q, %q", c.text, list, statement)
		}
	}
}

// givenMap is the map at the head of a favourite.
var givenMap = regexp.MustCompile(`(?s)WITH (\{\n.*?\n\}) AS given\n`)

// TestFavourites runs the file of every question as it is, on the sample graph: each
// needs no parameter, and finds what the question finds.
func TestFavourites(t *testing.T) { favourites(t, embedded.Memory(embedded.Options{})) }

// TestFavouritesNeo4j is the same on a real server.
func TestFavouritesNeo4j(t *testing.T) { favourites(t, neo4jtest.Open(t)) }

// documented runs the statements of docs/neo4j.md: each finds something, and no
// article or claim where it speaks of entities.
func documented(t *testing.T, store graph.Store) {
	text, err := os.ReadFile(filepath.Join("..", "docs", "neo4j.md"))
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```cypher\n(.*?)```").FindAllStringSubmatch(string(text), -1)
	if len(blocks) != 3 {
		t.Fatalf("%d statements", len(blocks))
	}
	for i, block := range blocks {
		rows := 0
		err := store.View(t.Context(), func(tx graph.Tx) error {
			rows = 0
			_, err := tx.Run(t.Context(), block[1], nil, func(r graph.Row) error {
				rows++
				if text := graph.Text(r.Values); i < 2 && strings.Contains(text, ":Article") {
					return errors.New("it leads through an article: " + text)
				}
				return nil
			})
			return err
		})
		if err != nil || rows == 0 {
			t.Errorf("%s: %d rows, %v", block[1], rows, err)
		}
	}
}

func favourites(t *testing.T, store graph.Store) {
	for _, statement := range sampleGraph(t) {
		run(t, store, statement)
	}
	run(t, store, "CALL db.awaitIndexes(60)")
	documented(t, store)
	all, err := queries.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range all {
		text := q.Favourite()
		if !strings.HasPrefix(text, "// "+q.Title+"\n") {
			t.Errorf("%s does not begin with its title, which names it in Browser:\n%s", q.Name, text)
		}
		var rows, want []string
		err := store.View(t.Context(), func(tx graph.Tx) error {
			params := map[string]any{}
			for _, p := range q.Params {
				params[p.Name] = nil
				if n, err := strconv.ParseInt(p.Default, 10, 64); err == nil {
					params[p.Name] = n
				}
			}
			if m := givenMap.FindStringSubmatch(text); m != nil {
				if _, err := tx.Run(t.Context(), "RETURN "+m[1]+" AS given", nil, func(r graph.Row) error {
					maps.Copy(params, r.Values[0].(map[string]any))
					return nil
				}); err != nil {
					return err
				}
			}
			rows, want = nil, nil
			collect := func(list *[]string) func(graph.Row) error {
				return func(r graph.Row) error {
					*list = append(*list, fmt.Sprint(r.Columns, graph.Text(r.Values)))
					return nil
				}
			}
			if _, err := tx.Run(t.Context(), q.Cypher, params, collect(&want)); err != nil {
				return err
			}
			_, err := tx.Run(t.Context(), text, nil, collect(&rows))
			return err
		})
		if err != nil || len(rows) == 0 || !slices.Equal(rows, want) {
			t.Errorf("%s: %v; as a question with the same parameters %v; %v\n%s", q.Name, rows, want, err, text)
		}
	}
}
