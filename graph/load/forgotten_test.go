package load

import (
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
)

// forgottenRelation: a loader without a relation that the store has claims of
// still removes and computes its edges.
func forgottenRelation(t *testing.T, store graph.Store) {
	story := func(url string, claims ...said) *extract.Article {
		return story{url: url, title: url, text: "Ada Low of Northern Rail , 1970-05-03 .", day: 3,
			entities: append(named(extract.Person, "Ada Low"), named(extract.Organization, "Northern Rail")...), claims: claims}.article(t)
	}
	leads := said{subject: "Ada Low", relation: "LEADS", object: "Northern Rail"}
	born := said{subject: "Ada Low", relation: "BORN_ON", object: "1970-05-03"}
	l := loader(t, store, Options{})
	load(t, l, story("https://example.com/mentions"))
	want := dump(t, store)
	load(t, l, story("https://example.com/one", leads, born))
	once := dump(t, store)
	load(t, l, story("https://example.com/two", leads, born))
	other, err := New(store, relations()[1:4], "test", Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct{ url, want string }{{"https://example.com/two", once}, {"https://example.com/one", want}} {
		if _, err := other.Retract(t.Context(), step.url); err != nil {
			t.Fatal(err)
		}
		same(t, step.url+" retracted", dump(t, store), step.want)
	}
}
