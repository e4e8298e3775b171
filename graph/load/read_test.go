package load

import (
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
)

// An edge whose key is an empty text is read as one without a key.
func TestReadEmptyKey(t *testing.T) {
	store := embedded.Memory(embedded.Options{})
	err := store.Update(t.Context(), func(tx graph.Tx) error {
		_, err := tx.Run(t.Context(), "CREATE (:A {id: 'a'})-[:T {key: ''}]->(:A {id: 'b'})", nil, nil)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := dump(t, store); !strings.Contains(got, `edge "r_`) {
		t.Errorf("the edge is lost: %s", got)
	}
}
