package syntax

// Node is anything in the tree. The set of node types is closed.
type Node interface {
	// Pos is the byte offset in the statement where the node begins.
	Pos() int
	node()
}

// At is a byte offset in the statement; every node embeds it.
type At int

// Pos returns the offset.
func (a At) Pos() int { return int(a) }
func (At) node()      {}

// Statement is one of *Query, *Explain, *CreateConstraint, *DropConstraint,
// *CreateIndex, *DropIndex.
type Statement interface {
	Node
	statement()
}

// Explain asks for the plan of a statement instead of its rows.
type Explain struct {
	At
	Statement Statement
}

// Query is one or more single queries joined by UNION (rows without repetition)
// or UNION ALL. All of its joints are of one kind.
type Query struct {
	At
	Parts []*SingleQuery
	All   bool // UNION ALL; of no meaning with one part
}

// SingleQuery is a sequence of clauses, never empty. What may follow what is
// settled by the parser: Return, if there is one, is the last.
type SingleQuery struct {
	At
	Clauses []Clause
}

// Clause is one of *Match, *Unwind, *With, *Return, *Finish, *Create, *Merge,
// *Set, *Remove, *Delete, *Foreach, *CallSubquery, *CallProcedure, *Show.
type Clause interface {
	Node
	clause()
}

// Match is [OPTIONAL] MATCH pattern [WHERE cond]. Edges are unique within the
// whole Pattern, also across its paths.
type Match struct {
	At
	Optional bool
	Pattern  []*Path
	Where    Expr // nil if absent
}

// Unwind is UNWIND list AS var, or FOR var IN list.
type Unwind struct {
	At
	List Expr
	Var  *Variable
}

// With is WITH projection [WHERE cond]; the condition sees what is projected. So
// are FILTER, LET and a page by itself, which project * and say so in Form.
type With struct {
	At
	Projection *Projection
	Where      Expr // nil if absent
}

// Return is RETURN projection.
type Return struct {
	At
	Projection *Projection
}

// Finish is FINISH: run, give no rows.
type Finish struct{ At }

// Create is CREATE pattern, or INSERT pattern.
type Create struct {
	At
	Pattern []*Path
}

// Merge is MERGE path [ON CREATE SET …] [ON MATCH SET …].
type Merge struct {
	At
	Path     *Path
	OnCreate []SetItem
	OnMatch  []SetItem
}

// Set is SET item, item …, carried out in order.
type Set struct {
	At
	Items []SetItem
}

// Remove is REMOVE item, item ….
type Remove struct {
	At
	Items []RemoveItem
}

// Delete is [DETACH] DELETE expr, expr ….
type Delete struct {
	At
	Detach bool
	Exprs  []Expr
}

// Foreach is FOREACH (var IN list | clauses); Body has updating clauses only
// (Create, Merge, Set, Remove, Delete, Foreach).
type Foreach struct {
	At
	Var  *Variable
	List Expr
	Body []Clause
}

// CallSubquery is [OPTIONAL] CALL (a, b) { query }, CALL (*) { query } or the
// older CALL { query }, which imports by a leading WITH inside the query.
type CallSubquery struct {
	At
	Optional bool
	Scoped   bool        // has a variable list: (…) was written
	All      bool        // the list is *
	Imports  []*Variable // references to outer variables; empty if All or not Scoped
	Query    *Query
}

// CallProcedure is [OPTIONAL] CALL name(args) [YIELD …] [WHERE cond].
type CallProcedure struct {
	At
	Optional bool
	Name     string // dotted, as written
	Args     []Expr
	Implicit bool // no parentheses: arguments come from parameters of the same names
	YieldAll bool // YIELD *
	Yield    []*YieldItem
	NoYield  bool // no YIELD at all: as a whole statement, every column is a result
	Where    Expr // nil if absent
}

// YieldItem is field [AS var]. Var is never nil; without AS its name is Field.
type YieldItem struct {
	At
	Field string
	Var   *Variable
}

// ShowKind says what a Show lists.
type ShowKind int

// What can be shown.
const (
	ShowConstraints ShowKind = iota
	ShowIndexes
)

// Show is SHOW CONSTRAINTS|INDEXES [YIELD …] [WHERE cond], the first clause of
// a query. Without YIELD every column is a result and no RETURN follows.
type Show struct {
	At
	Kind     ShowKind
	YieldAll bool
	Yield    []*YieldItem
	NoYield  bool
	Where    Expr // nil if absent
}

// Form is how a projection is written.
type Form int

// The forms of a projection.
const (
	AsClause Form = iota // WITH or RETURN
	AsFilter             // FILTER cond: WITH * WHERE cond
	AsLet                // LET a = expr: WITH *, expr AS a, without aggregates
	AsPage               // ORDER BY, SKIP and LIMIT without WITH *
)

// Projection is what WITH and RETURN have in common.
type Projection struct {
	At
	Form     Form
	Distinct bool
	Star     bool // * comes first; Items follow it
	Items    []*ProjectionItem
	OrderBy  []*SortItem
	Skip     Expr // nil if absent
	Limit    Expr // nil if absent
}

// ProjectionItem is expr [AS alias].
type ProjectionItem struct {
	At
	Expr  Expr
	Alias *Variable // nil if not written
	Name  string    // the column: the alias, or the expression as it was written
}

// SortItem is expr [ASC|DESC].
type SortItem struct {
	At
	Expr Expr
	Desc bool
}

// SetItem is one of *SetProperty, *SetAll, *SetLabels.
type SetItem interface {
	Node
	setItem()
}

// SetProperty is target = value. Target is a *Property, or an *Index for a key
// computed at run time: n[key] = value.
type SetProperty struct {
	At
	Target Expr
	Value  Expr
}

// SetAll is var = value (replace all properties) or var += value (add them).
type SetAll struct {
	At
	Var   *Variable
	Add   bool
	Value Expr
}

// SetLabels is var:A:B. Labels are *LabelName or *LabelDynamic.
type SetLabels struct {
	At
	Var    *Variable
	Labels []LabelExpr
}

// RemoveItem is one of *RemoveProperty, *RemoveLabels.
type RemoveItem interface {
	Node
	removeItem()
}

// RemoveProperty is a *Property, or an *Index for a computed key.
type RemoveProperty struct {
	At
	Target Expr
}

// RemoveLabels is var:A:B, as in SetLabels.
type RemoveLabels struct {
	At
	Var    *Variable
	Labels []LabelExpr
}

// ConstraintKind says what a constraint demands.
type ConstraintKind int

// The constraints.
const (
	Unique  ConstraintKind = iota // IS UNIQUE
	Key                           // IS NODE KEY, IS RELATIONSHIP KEY: unique and present
	NotNull                       // IS NOT NULL
)

// CreateConstraint is CREATE CONSTRAINT [name] [IF NOT EXISTS] FOR … REQUIRE ….
type CreateConstraint struct {
	At
	Name        string // "" if not written
	IfNotExists bool
	Edge        bool // FOR ()-[r:Label]-()
	Label       string
	Props       []string
	Kind        ConstraintKind
}

// DropConstraint is DROP CONSTRAINT name [IF EXISTS].
type DropConstraint struct {
	At
	Name     string
	IfExists bool
}

// IndexKind says how an index is asked.
type IndexKind int

// The indexes.
const (
	RangeIndex IndexKind = iota // INDEX, RANGE INDEX
	TextIndex                   // TEXT INDEX
	FullText                    // FULLTEXT INDEX
)

// CreateIndex is CREATE [RANGE|TEXT|FULLTEXT] INDEX [name] [IF NOT EXISTS] FOR …
// ON (…). Several Labels (A|B) are for FullText only.
type CreateIndex struct {
	At
	Kind        IndexKind
	Name        string // "" if not written
	IfNotExists bool
	Edge        bool
	Labels      []string
	Props       []string
	Options     *Map // nil if absent
}

// DropIndex is DROP INDEX name [IF EXISTS].
type DropIndex struct {
	At
	Name     string
	IfExists bool
}

func (*Explain) statement()          {}
func (*Query) statement()            {}
func (*CreateConstraint) statement() {}
func (*DropConstraint) statement()   {}
func (*CreateIndex) statement()      {}
func (*DropIndex) statement()        {}

func (*Match) clause()         {}
func (*Unwind) clause()        {}
func (*With) clause()          {}
func (*Return) clause()        {}
func (*Finish) clause()        {}
func (*Create) clause()        {}
func (*Merge) clause()         {}
func (*Set) clause()           {}
func (*Remove) clause()        {}
func (*Delete) clause()        {}
func (*Foreach) clause()       {}
func (*CallSubquery) clause()  {}
func (*CallProcedure) clause() {}
func (*Show) clause()          {}

func (*SetProperty) setItem()       {}
func (*SetAll) setItem()            {}
func (*SetLabels) setItem()         {}
func (*RemoveProperty) removeItem() {}
func (*RemoveLabels) removeItem()   {}
