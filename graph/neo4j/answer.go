package neo4j

import (
	"fmt"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/newsgraph/newsgraph/graph"
)

// answer hands on the rows of a statement. Rows with edges whose ends it does not
// know wait until it has asked for these, many at a time.
type answer struct {
	tx      *tx
	ends    ends
	row     func(graph.Row) error
	waiting []*driver.Record
}

// take takes one row.
func (a *answer) take(r *driver.Record) error {
	for _, v := range r.Values {
		a.ends.learn(v)
	}
	a.waiting = append(a.waiting, r)
	if len(a.waiting) < maxWaiting && (len(a.waiting) > 1 || len(a.ends.unknown()) > 0) {
		return nil
	}
	return a.give()
}

// maxWaiting is how many rows may wait.
const maxWaiting = 1000

// give hands on the rows that wait.
func (a *answer) give() error {
	if err := a.ask(); err != nil {
		return err
	}
	for _, r := range a.waiting {
		values := make([]any, len(r.Values))
		for i, v := range r.Values {
			w, err := a.ends.incoming(v)
			if err != nil {
				return fmt.Errorf("read column %s: %w", r.Keys[i], err)
			}
			values[i] = w
		}
		if err := a.row(graph.Row{Columns: r.Keys, Values: values}); err != nil {
			return err
		}
	}
	a.waiting = a.waiting[:0]
	clear(a.ends)
	return nil
}

// ask asks for the ids of the nodes that are not known.
func (a *answer) ask() error {
	list := a.ends.unknown()
	if len(list) == 0 {
		return nil
	}
	result, err := a.tx.t.Run(a.tx.ctx, "MATCH (n) WHERE elementId(n) IN $list RETURN elementId(n) AS element, n.id AS id", map[string]any{"list": list})
	if err == nil {
		for result.Next(a.tx.ctx) {
			v := result.Record().Values
			element, _ := v[0].(string)
			a.ends[element], _ = v[1].(string)
		}
		err = result.Err()
	}
	if err != nil {
		_, err = a.tx.fail(err)
	}
	return err
}
