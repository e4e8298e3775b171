package load

import (
	"testing"

	"newsgraph/graph"
)

// equalVersions: two records of one article, equal but for what no hash covers,
// give the same graph in either order.
func equalVersions(t *testing.T, store graph.Store) {
	const url = "https://example.com/twice"
	a := story{url: url, title: "Twice", text: "Nothing happened .", day: 3}.article(t)
	b := story{url: url + "?utm_source=mail", title: "Twice", text: "Nothing happened .", day: 3}.article(t)
	b.Authors = []string{"Ada Low"}
	load(t, loader(t, store, Options{}), a, b)
	want := dump(t, store)
	if _, err := loader(t, store, Options{}).Retract(t.Context(), url); err != nil {
		t.Fatal(err)
	}
	load(t, loader(t, store, Options{}), b, a)
	same(t, "the other way round", dump(t, store), want)
}
