package load

import (
	"context"
	"fmt"

	"newsgraph/graph"
)

// Found is an article that a store holds.
type Found struct {
	ID, Title, URL, Source string
}

// Find returns the articles that a user means by ref, in the order of their ids:
// an id or an address, else a native id, else an exact title; or, if file is not
// empty, all that bear that file's name for want of a publisher.
func (l *Loader) Find(ctx context.Context, ref, file string) ([]Found, error) {
	for _, by := range []struct{ where, value string }{
		{"a.id = $value", articleRef(ref)}, {"a.native_id = $value", capped(ref)}, {"a.source = $value", file}, {"a.title = $value", capped(ref)},
	} {
		if by.value == "" {
			continue
		}
		found, err := l.articles(ctx, by.where, by.value)
		if err != nil {
			return nil, fmt.Errorf("look for the article %s: %w", ref, err)
		}
		if len(found) > 0 {
			return found, nil
		}
	}
	return nil, nil
}

// articles lists the articles that a condition holds for.
func (l *Loader) articles(ctx context.Context, where, value string) ([]Found, error) {
	var found []Found
	err := l.store.View(ctx, func(tx graph.Tx) error {
		found = nil
		_, err := tx.Run(ctx, "MATCH (a:Article) WHERE "+where+" RETURN a.id, a.title, a.url, a.source ORDER BY a.id", row{"value": value},
			func(r graph.Row) error {
				found = append(found, Found{graphID(r.Values[0]), graphID(r.Values[1]), graphID(r.Values[2]), graphID(r.Values[3])})
				return nil
			})
		return err
	})
	return found, err
}
