package check

import "github.com/newsgraph/newsgraph/graph/embedded/syntax"

// Function is the signature of a function or aggregate.
type Function struct {
	Name      string // as documented, e.g. toUpper; case does not matter
	Min, Max  int    // number of arguments; Max -1: any number
	Args      []Kind // of the first arguments; may be shorter
	Result    Kind
	Aggregate bool
	Volatile  bool // another value each time: rand, randomUUID
}

// Procedure is the signature of a procedure.
type Procedure struct {
	Name    string
	Args    []Field
	Columns []Field
	Writes  bool
}

// Field is a named argument or column of a procedure. Arguments at the end may be
// optional.
type Field struct {
	Name     string
	Kind     Kind
	Optional bool
}

// Env is what a statement can call.
type Env struct {
	Functions  []Function
	Procedures []Procedure
}

// Info is what is known of a checked statement. It is not changed afterwards.
//
// A row of the evaluator is a slice of Info.Slots values. Every variable has one
// slot for the whole statement, and so has every node and edge of a pattern
// (named or not) and every projected column: two scopes never share a slot, so a
// row can be carried into subqueries as it is. A variable that WITH hands on
// under its own name keeps its slot.
type Info struct {
	Slots   int      // width of a row
	Columns []string // of the result, in order; none if the statement gives no rows
	Writes  bool     // changes nodes or edges
	Schema  bool     // changes constraints or indexes
	Params  []Param  // the parameters used, each once, in the order of first use

	text        string
	slots       map[syntax.Node]int
	bound       map[syntax.Node]bool
	projections map[*syntax.Projection]*Projection
	results     map[*syntax.Query][][]Column
	bases       map[*syntax.Query]int
	groups      map[*syntax.QuantifiedPath][]Group
	yields      map[syntax.Clause][]Yield
}

// Param is a parameter and where it is first used.
type Param struct {
	Name string
	Pos  int
}

// Column is a result column and the slot its value stands in.
type Column struct {
	Name string
	Slot int
}

// Projection is what WITH or RETURN makes of its input.
//
// Without aggregates every item is evaluated into its slot. With aggregates the
// Keys are evaluated into their slots and rows grouped by them, each aggregate
// of a group goes into its slot, and then the items that are not keys are
// evaluated. ORDER BY is evaluated last, on the row with the items in place.
type Projection struct {
	Items      []Item
	Keys       []int       // indexes of Items without aggregates; only if len(Aggregates) > 0
	Aggregates []Aggregate // of items and ORDER BY, each call once
}

// Item is one projected column. Expr is nil if the value is in Slot already (it
// came by * or is a variable handed on under its own name).
type Item struct {
	Name string
	Slot int
	Expr syntax.Expr
}

// Aggregate is a call of an aggregate: *syntax.Call or *syntax.CountStar.
type Aggregate struct {
	Call syntax.Expr
	Slot int
}

// Group is a variable of a quantified path: one element inside a repetition, a
// list of them outside.
type Group struct {
	Name         string
	Inner, Outer int // slots
}

// Yield is a column of a procedure or SHOW and the slot it goes to.
type Yield struct {
	Field string
	Slot  int
}

// Slot returns the slot of
//   - a *syntax.Variable, where it is bound or used;
//   - a *syntax.NodePattern or *syntax.RelPattern, named or not;
//   - an expression whose value stands in a slot already: an aggregate, or in
//     ORDER BY and beside aggregates an expression that is also projected. The
//     evaluator must ask for every expression before evaluating it.
//
// ok is false for anything else.
func (i *Info) Slot(n syntax.Node) (slot int, ok bool) {
	slot, ok = i.slots[n]
	return slot, ok
}

// Bound reports whether a *syntax.NodePattern or *syntax.RelPattern stands for
// something that was bound before its clause, so that it is looked up, not
// searched for. In CREATE and MERGE also what was bound earlier in the same
// clause counts: it is not made again.
func (i *Info) Bound(n syntax.Node) bool { return i.bound[n] }

// Projection returns the meaning of p.
func (i *Info) Projection(p *syntax.Projection) *Projection { return i.projections[p] }

// Results returns, for each part of q, the columns of its RETURN (or of a lone
// CALL or SHOW). The parts of a UNION have the same names in the order of the
// first, whatever the order in their own RETURN; what comes after q reads the
// slots of the first part.
func (i *Info) Results(q *syntax.Query) [][]Column { return i.results[q] }

// Base returns the number of slots that were given before q: those of the row
// that q was started with. They stay as they are in every row of q, whatever its
// WITHs project.
func (i *Info) Base(q *syntax.Query) int { return i.bases[q] }

// Groups returns the variables of q.
func (i *Info) Groups(q *syntax.QuantifiedPath) []Group { return i.groups[q] }

// Yields returns the columns to take from a *syntax.CallProcedure or
// *syntax.Show, in order.
func (i *Info) Yields(c syntax.Clause) []Yield { return i.yields[c] }
