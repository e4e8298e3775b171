package load

import (
	"context"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
)

// updates counts the transactions that write.
type updates struct {
	graph.Store
	n int
}

func (u *updates) Update(ctx context.Context, fn func(graph.Tx) error) error {
	u.n++
	return u.Store.Update(ctx, fn)
}

// An empty store gets its schema in one transaction, the mark of its version in
// another; a store with data gets it statement by statement, and nothing twice.
func TestSchemaOfAnEmptyStoreIsOneTransaction(t *testing.T) {
	store := &updates{Store: embedded.Memory(embedded.Options{})}
	l := loader(t, store, Options{})
	first, err := l.ApplySchema(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if store.n != 2 || first.ConstraintsAdded+first.IndexesAdded != len(l.Schema()) {
		t.Errorf("%d transactions made %+v of %d statements", store.n, first, len(l.Schema()))
	}
	again, err := l.ApplySchema(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if again != (graph.Counts{}) || store.n != 2+len(l.Schema()) {
		t.Errorf("%d transactions made %+v the second time", store.n-2, again)
	}
}
