package load

import (
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
)

// entailedEdge: an edge that no article states is marked until one states it,
// and marked again when that one is retracted.
func entailedEdge(t *testing.T, store graph.Store) {
	story := func(url string, entailed bool, confidence float64) *extract.Article {
		return story{url: url, title: url, text: "Ada Low leads Northern Rail .", day: 3,
			entities: append(named(extract.Person, "Ada Low"), named(extract.Organization, "Northern Rail")...),
			claims:   []said{{subject: "Ada Low", relation: "LEADS", object: "Northern Rail", entailed: entailed, confidence: confidence}}}.article(t)
	}
	marked := func() (mark any) {
		t.Helper()
		err := store.View(t.Context(), func(tx graph.Tx) error {
			_, err := tx.Run(t.Context(), "MATCH ()-[r:LEADS]->() RETURN r.entailed AS mark", nil, func(r graph.Row) error {
				mark = r.Get("mark")
				return nil
			})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return mark
	}
	l := loader(t, store, Options{})
	load(t, l, story("https://example.com/entails", true, 0.95))
	if mark := marked(); mark != true {
		t.Errorf("entailed only: mark %v, want true", mark)
	}
	load(t, l, story("https://example.com/states", false, 0.5))
	if mark := marked(); mark != nil {
		t.Errorf("entailed and stated: mark %v, want none", mark)
	}
	if _, err := l.Retract(t.Context(), "https://example.com/states"); err != nil {
		t.Fatal(err)
	}
	if mark := marked(); mark != true {
		t.Errorf("statement retracted: mark %v, want true", mark)
	}
}
