// Package review is what a person needs who judges who is who: it finds whom a name
// means, shows which names a node is made of and why, tells what a judgement would change,
// and proposes pairs that are worth a look. It reads the store and writes nothing; the
// writing is graph/load's.
package review

import (
	"context"

	"github.com/newsgraph/newsgraph/graph"
)

// row is one row of an answer, by column.
type row map[string]any

func (r row) text(column string) string { s, _ := r[column].(string); return s }

func (r row) number(column string) int { n, _ := r[column].(int64); return int(n) }

func (r row) texts(column string) (list []string) {
	values, _ := r[column].([]any)
	for _, v := range values {
		if s, ok := v.(string); ok {
			list = append(list, s)
		}
	}
	return list
}

// ask collects the rows of one statement.
func ask(ctx context.Context, store graph.Store, statement string, params map[string]any) (rows []row, err error) {
	err = store.View(ctx, func(tx graph.Tx) error {
		rows = nil // the transaction may be run again
		_, err := tx.Run(ctx, statement, params, func(r graph.Row) error {
			one := row{}
			for i, c := range r.Columns {
				one[c] = r.Values[i]
			}
			rows = append(rows, one)
			return nil
		})
		return err
	})
	return rows, err
}

// anyOf is a list as a parameter.
func anyOf(list []string) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = s
	}
	return out
}
