package ingest

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/load"
)

// Unshared refuses a database that holds somebody else's nodes.
func Unshared(ctx context.Context, store graph.Store) error {
	found, err := load.Foreign(ctx, store)
	if err != nil || len(found) == 0 {
		return err
	}
	var list []string
	for _, label := range Tallied(found) {
		list = append(list, fmt.Sprintf("%d %s", found[label], cmp.Or(label, "without a label")))
	}
	return &graph.Error{Failure: graph.Refused,
		Message: "the database holds nodes of somebody else (" + strings.Join(list, ", ") + "): name another one by --database, or load beside them with --into-existing"}
}

// Tallied returns the names of a tally, most first, those of one count by name.
func Tallied(t load.Tally) []string {
	return slices.SortedFunc(maps.Keys(t), func(a, b string) int {
		return cmp.Or(cmp.Compare(t[b], t[a]), cmp.Compare(a, b))
	})
}
