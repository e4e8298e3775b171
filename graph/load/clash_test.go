package load

import (
	"testing"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
)

// TestClash: a later version that meets one the store has is a change, in
// whatever batch it comes, and the report names both.
func TestClash(t *testing.T) {
	const url = "https://example.com/twice"
	for _, size := range []int{1, 100} {
		var store graph.Store = embedded.Memory(embedded.Options{})
		first := story{url: url, title: "First", text: "Nothing happened .", day: 3}
		later := story{url: url, title: "Later", text: "Nothing happened .", day: 4}
		if _, err := loader(t, store, Options{}).ApplySchema(t.Context()); err != nil {
			t.Fatal(err)
		}
		load(t, loader(t, store, Options{Articles: size}), first.article(t))
		a, b := first.article(t), later.article(t)
		a.Source, b.Source = "a.txt", "b.txt"
		r := load(t, loader(t, store, Options{Articles: size}), a, b)
		if r.Changed != 1 || r.Unchanged != 0 || r.Duplicates != 1 || !r.Balanced() {
			t.Errorf("batches of %d: books %+v", size, r)
		}
		if len(r.Clashes) != 1 || r.Clashes[0].Kept != "b.txt" || r.Clashes[0].Left != "a.txt" {
			t.Errorf("batches of %d: clashes %v", size, r.Clashes)
		}
	}
}
