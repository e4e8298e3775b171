package load

import (
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
)

// reportedEdge: what officials or sources say is not what the article says.
func reportedEdge(t *testing.T, store graph.Store) {
	story := func(url string, reported bool, relation, object string) *extract.Article {
		return story{url: url, title: url, text: "Ada Low of Northern Rail , 1970-05-03 .", day: 3,
			entities: append(named(extract.Person, "Ada Low"), named(extract.Organization, "Northern Rail")...),
			claims:   []said{{subject: "Ada Low", relation: relation, object: object, reported: reported}}}.article(t)
	}
	ask := func(cypher, want string) {
		t.Helper()
		got := ""
		err := store.View(t.Context(), func(tx graph.Tx) error {
			_, err := tx.Run(t.Context(), cypher, nil, func(r graph.Row) error {
				got = graph.Text(r.Values[0])
				return nil
			})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Errorf("%s: %s, want %s", cypher, got, want)
		}
	}
	const status, born = "MATCH ()-[r:LEADS]->() RETURN r.status", "MATCH (p:Person) RETURN p.born_on"
	l := loader(t, store, Options{})
	load(t, l, story("https://example.com/officials", true, "LEADS", "Northern Rail"), story("https://example.com/sources", true, "BORN_ON", "1970-05-03"))
	ask(status, `"alleged"`)
	ask(born, "null")
	load(t, l, story("https://example.com/itself", false, "LEADS", "Northern Rail"), story("https://example.com/register", false, "BORN_ON", "1970-05-03"))
	ask(status, `"asserted"`)
	ask(born, "date(1970-05-03)")
}
