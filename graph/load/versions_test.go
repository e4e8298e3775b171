package load

import (
	"testing"

	"github.com/newsgraph/newsgraph/graph"
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

// rejectedVersion: the books balance, and the earlier version stays, when a later
// one cannot be used.
func rejectedVersion(t *testing.T, store graph.Store) {
	early, late := corpus(t)[0], corpus(t)[0]
	late.Published = late.Published.AddDate(0, 0, 1)
	late.Claims[0].Relation = "NO_SUCH"
	for _, size := range []int{1, 100} {
		clear(t, store)
		r := load(t, loader(t, store, Options{Articles: size}), early, late)
		if r.Loaded != 1 || r.Rejected != 1 || r.Duplicates != 0 {
			t.Errorf("books: %+v", r)
		}
	}
}

// earlierVersionAlone: an article that comes back as it was before is changed
// back, after whatever else the run brings.
func earlierVersionAlone(t *testing.T, store graph.Store) {
	early, late := corpus(t)[0], corpus(t)[0]
	late.Title, late.Published = "Corrected", late.Published.AddDate(0, 0, 1)
	load(t, loader(t, store, Options{}), early)
	want := dump(t, store)
	load(t, loader(t, store, Options{}), late)
	if r := load(t, loader(t, store, Options{}), early, early); r.Changed != 1 || r.Duplicates != 1 {
		t.Errorf("books: %+v", r)
	}
	same(t, "the earlier version", dump(t, store), want)
}
