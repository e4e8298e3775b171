package syntax

// Expr is an expression: one of the types of this file. How they bind, loosest
// first (each operator takes its operands from the lines below):
//
//	OR
//	XOR
//	AND
//	NOT
//	=  <>  <  <=  >  >=            a chain is one Comparison: a < b < c
//	=~ STARTS WITH, ENDS WITH, CONTAINS, IN, IS [NOT] NULL
//	+  -  ||
//	*  /  %
//	^
//	unary + and -
//	.key  [i]  [a..b]  :Label      after an atom
//
// All binary operators bind to the left.
type Expr interface {
	Node
	expr()
}

// Literal is null, a boolean, a number or a string: Value is nil, bool, int64,
// float64 or string.
type Literal struct {
	At
	Value any
}

// Parameter is $name.
type Parameter struct {
	At
	Name string
}

// Variable is a name, where it is bound and where it is used.
type Variable struct {
	At
	Name string
}

// Property is of.key.
type Property struct {
	At  // of the key's dot
	Of  Expr
	Key string
}

// Index is of[key].
type Index struct {
	At
	Of, Key Expr
}

// Slice is of[from..to]; From and To may be nil.
type Slice struct {
	At
	Of, From, To Expr
}

// Op is an operator, as written in canonical text.
type Op string

// The operators of Unary, Binary and Comparison.
const (
	Or         Op = "OR"
	Xor        Op = "XOR"
	And        Op = "AND"
	Not        Op = "NOT"
	Equal      Op = "="
	NotEqual   Op = "<>"
	Less       Op = "<"
	LessEq     Op = "<="
	Greater    Op = ">"
	GreaterEq  Op = ">="
	Regex      Op = "=~"
	StartsWith Op = "STARTS WITH"
	EndsWith   Op = "ENDS WITH"
	Contains   Op = "CONTAINS"
	In         Op = "IN"
	Add        Op = "+"
	Sub        Op = "-"
	Concat     Op = "||"
	Mul        Op = "*"
	Div        Op = "/"
	Mod        Op = "%"
	Pow        Op = "^"
)

// Unary is NOT x, -x or +x. A minus before a number is part of the Literal.
type Unary struct {
	At
	Op Op
	X  Expr
}

// Binary is x op y for every operator but the comparisons.
type Binary struct {
	At // of the operator
	Op Op
	X  Expr
	Y  Expr
}

// Comparison is Operands[0] Ops[0] Operands[1] Ops[1] …: true if each
// neighbouring pair compares so. There is at least one operator.
type Comparison struct {
	At       // of the first operator
	Ops      []Op
	Operands []Expr
}

// IsNull is x IS NULL or, with Not, x IS NOT NULL.
type IsNull struct {
	At
	X   Expr
	Not bool
}

// HasLabels is x:Labels or x IS Labels, a condition.
type HasLabels struct {
	At
	Of     Expr
	Labels LabelExpr
}

// List is [a, b, c].
type List struct {
	At
	Elems []Expr
}

// Map is {key: value, …}, in the order written. A key may come twice; the last
// one counts.
type Map struct {
	At
	Entries []MapEntry
}

// MapEntry is key: value.
type MapEntry struct {
	At
	Key   string
	Value Expr
}

// MapProjection is of{.key, .*, var, key: expr}.
type MapProjection struct {
	At
	Of    *Variable
	Items []MapItem
}

// MapItem is one entry of a MapProjection. Property is .Key of the projected
// thing; All is .*; otherwise Key: Value (for a bare variable, Value is it).
type MapItem struct {
	At
	Key      string
	Property bool
	All      bool
	Value    Expr // nil if Property or All
}

// Call is name(args) or name(DISTINCT args), of functions and of aggregates.
type Call struct {
	At
	Name     string // dotted, as written; case does not matter
	Distinct bool
	Args     []Expr
}

// CountStar is count(*), an aggregate.
type CountStar struct{ At }

// Case is CASE [test] WHEN … THEN … [ELSE …] END. Test and Else may be nil.
type Case struct {
	At
	Test  Expr
	Whens []When
	Else  Expr
}

// When is WHEN cond THEN value. After a Test, cond is compared with it.
type When struct {
	At
	Cond, Value Expr
}

// ListComprehension is [var IN list WHERE cond | map]; Where and Map may be nil.
type ListComprehension struct {
	At
	Var   *Variable
	List  Expr
	Where Expr
	Map   Expr
}

// PatternComprehension is [pattern WHERE cond | map]; Where may be nil.
type PatternComprehension struct {
	At
	Path  *Path
	Where Expr
	Map   Expr
}

// QuantifierKind is how many elements must fulfil a condition.
type QuantifierKind int

// The quantifiers.
const (
	All QuantifierKind = iota
	Any
	None
	Single
)

// Quantifier is all|any|none|single(var IN list WHERE cond).
type Quantifier struct {
	At
	Kind  QuantifierKind
	Var   *Variable
	List  Expr
	Where Expr
}

// Reduce is reduce(acc = init, var IN list | body).
type Reduce struct {
	At
	Acc  *Variable
	Init Expr
	Var  *Variable
	List Expr
	Body Expr
}

// PatternPredicate is a path used as a condition: there is such a path.
type PatternPredicate struct {
	At
	Path *Path
}

// PathSearch is shortestPath(…) or allShortestPaths(…) used as an expression: a
// path or null, or a list of paths.
type PathSearch struct {
	At
	Path *Path
}

// SubqueryKind says what is made of a subquery's rows.
type SubqueryKind int

// The subqueries.
const (
	ExistsSubquery  SubqueryKind = iota // EXISTS { }: is there one
	CountSubquery                       // COUNT { }: how many
	CollectSubquery                     // COLLECT { }: the list of its one column
)

// Subquery is EXISTS { }, COUNT { } or COLLECT { }. It sees all outer variables.
// A bare pattern [WHERE cond] is parsed to a query of one Match, so Query may
// end without Return (never for COLLECT).
type Subquery struct {
	At
	Kind  SubqueryKind
	Query *Query
}

func (*Literal) expr()              {}
func (*Parameter) expr()            {}
func (*Variable) expr()             {}
func (*Property) expr()             {}
func (*Index) expr()                {}
func (*Slice) expr()                {}
func (*Unary) expr()                {}
func (*Binary) expr()               {}
func (*Comparison) expr()           {}
func (*IsNull) expr()               {}
func (*HasLabels) expr()            {}
func (*List) expr()                 {}
func (*Map) expr()                  {}
func (*MapProjection) expr()        {}
func (*Call) expr()                 {}
func (*CountStar) expr()            {}
func (*Case) expr()                 {}
func (*ListComprehension) expr()    {}
func (*PatternComprehension) expr() {}
func (*Quantifier) expr()           {}
func (*Reduce) expr()               {}
func (*PatternPredicate) expr()     {}
func (*PathSearch) expr()           {}
func (*Subquery) expr()             {}
