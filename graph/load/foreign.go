package load

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
)

// Foreign counts the nodes of a store that are none of this program's, by their
// labels ("Customer:Person", "" for none), so that a load into somebody's database can be
// refused before it begins. Of a store that holds none it costs only counts.
func Foreign(ctx context.Context, store graph.Store) (Tally, error) {
	own := []string{"__Entity__", "Article", "Claim", "__Migration", "__Batch"}
	var found Tally
	err := store.View(ctx, func(tx graph.Tx) error {
		found = Tally{}
		left, err := counted(ctx, tx, "MATCH (n) RETURN count(n) AS n")
		where := "true"
		for _, l := range own {
			if err != nil {
				return err
			}
			var n int64
			n, err = counted(ctx, tx, "MATCH (n:"+l+") RETURN count(n) AS n")
			left -= n
			where += " AND NOT n:" + l
		}
		if err != nil || left == 0 {
			return err
		}
		_, err = tx.Run(ctx, "MATCH (n) WHERE "+where+" RETURN labels(n) AS labels, count(*) AS n", nil, func(r graph.Row) error {
			list, _ := r.Values[0].([]any)
			labels := stringsOf(list)
			slices.Sort(labels)
			n, _ := r.Values[1].(int64)
			found[strings.Join(labels, ":")] += int(n)
			return nil
		})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("look for foreign data: %w", err)
	}
	return found, nil
}

func counted(ctx context.Context, tx graph.Tx, cypher string) (n int64, err error) {
	_, err = tx.Run(ctx, cypher, nil, func(r graph.Row) error {
		n, _ = r.Values[0].(int64)
		return nil
	})
	return n, err
}
