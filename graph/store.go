package graph

import "context"

// Store is a place that holds a property graph and answers Cypher.
//
// The functions given to View and Update may run more than once (a transaction
// that met a deadlock is run again): they must leave nothing behind that a
// second run would spoil.
type Store interface {
	// View runs fn in a transaction that refuses writes.
	View(ctx context.Context, fn func(Tx) error) error
	// Update runs fn in a transaction: all of it is kept, or nothing.
	Update(ctx context.Context, fn func(Tx) error) error
	Close(ctx context.Context) error
}

// Tx runs Cypher inside one transaction.
type Tx interface {
	// Run has finished when it returns. row is called once a row and may be nil
	// to discard them; an error of row ends the statement and is returned.
	Run(ctx context.Context, cypher string, params map[string]any, row func(Row) error) (Counts, error)
}

// Lender is a Tx that can hand out rows without a copy of what is in them.
type Lender interface {
	// Lend is Run, but a row and all that is in it belong to the store: they hold until
	// row returns, and must not be changed. A node is a *Node, an edge an *Edge. The View
	// in which it is run runs its function once.
	Lend(ctx context.Context, cypher string, params map[string]any, row func(Row) error) (Counts, error)
}

// Row is one row of an answer. Values has one value for each of Columns.
type Row struct {
	Columns []string
	Values  []any
}

// Get returns the value of a column, nil if there is none of that name.
func (r Row) Get(column string) any {
	for i, c := range r.Columns {
		if c == column {
			return r.Values[i]
		}
	}
	return nil
}

// Counts tells what a statement changed. PropertiesSet counts every SET, also of
// a value that was there before: "nothing changed" is asked of Changed.
type Counts struct {
	NodesCreated, NodesDeleted         int
	EdgesCreated, EdgesDeleted         int
	PropertiesSet                      int
	LabelsAdded, LabelsRemoved         int
	ConstraintsAdded, IndexesAdded     int
	ConstraintsRemoved, IndexesRemoved int
}

// Changed reports whether a node or an edge came or went.
func (c Counts) Changed() bool {
	return c.NodesCreated+c.NodesDeleted+c.EdgesCreated+c.EdgesDeleted > 0
}

// Add adds d to c.
func (c *Counts) Add(d Counts) {
	c.NodesCreated += d.NodesCreated
	c.NodesDeleted += d.NodesDeleted
	c.EdgesCreated += d.EdgesCreated
	c.EdgesDeleted += d.EdgesDeleted
	c.PropertiesSet += d.PropertiesSet
	c.LabelsAdded += d.LabelsAdded
	c.LabelsRemoved += d.LabelsRemoved
	c.ConstraintsAdded += d.ConstraintsAdded
	c.ConstraintsRemoved += d.ConstraintsRemoved
	c.IndexesAdded += d.IndexesAdded
	c.IndexesRemoved += d.IndexesRemoved
}
