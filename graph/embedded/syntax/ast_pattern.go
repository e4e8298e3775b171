package syntax

// Search says which of the paths that fit are wanted.
type Search int

// The searches.
const (
	EveryPath        Search = iota // all of them
	ShortestPath                   // shortestPath(…): one of the shortest
	AllShortestPaths               // allShortestPaths(…)
)

// Path is a pattern of one path: Nodes[i] –Links[i]– Nodes[i+1], so there is
// always one node more than links. With a Search there is exactly one link, a
// *RelPattern.
type Path struct {
	At
	Var    *Variable // nil if the path has no name
	Search Search
	Nodes  []*NodePattern
	Links  []Link
}

// Link is what stands between two nodes: *RelPattern or *QuantifiedPath.
type Link interface {
	Node
	link()
}

// NodePattern is (var:Labels {props} WHERE cond); every part may be absent (nil).
type NodePattern struct {
	At
	Var      *Variable
	Labels   LabelExpr
	Props    Expr // *Map or *Parameter
	Where    Expr
	Implicit bool // not written: the unnamed node beside a quantified path
}

// Direction is the way an edge points.
type Direction int

// The directions.
const (
	Either Direction = iota // -[]- or <-[]->
	Right                   // -[]->
	Left                    // <-[]-
)

// RelPattern is -[var:Types *range {props} WHERE cond]->.
type RelPattern struct {
	At
	Var    *Variable
	Types  LabelExpr // nil: any type
	Length *Range    // nil: exactly one edge; else Var is a list of edges
	Props  Expr      // *Map or *Parameter
	Where  Expr
	Dir    Direction
}

// Range is how often something is walked: at least Min, at most Max times.
type Range struct {
	Min int
	Max int // -1: no bound
}

// QuantifiedPath is ((a)-[r:T]->(b) WHERE cond){min,max}: Path walked Min to Max
// times, end on start. Inside, its variables are single elements; outside, lists
// of them. A quantified edge -[r:T]->{1,3} is parsed to one with unnamed nodes.
type QuantifiedPath struct {
	At
	Path  *Path
	Where Expr // nil if absent; sees one repetition and what is bound outside
	Range Range
}

func (*RelPattern) link()     {}
func (*QuantifiedPath) link() {}

// LabelExpr is a condition on labels, or on the one type of an edge: one of
// *LabelName, *LabelAny, *LabelNot, *LabelAnd, *LabelOr, *LabelDynamic.
// Precedence: ! before & (or :) before |.
type LabelExpr interface {
	Node
	labelExpr()
}

// LabelName is the label Name.
type LabelName struct {
	At
	Name string
}

// LabelAny is %, at least one label.
type LabelAny struct{ At }

// LabelNot is !X.
type LabelNot struct {
	At
	X LabelExpr
}

// LabelAnd is X&Y, also written X:Y.
type LabelAnd struct {
	At
	X, Y LabelExpr
}

// LabelOr is X|Y, for types also written X|:Y.
type LabelOr struct {
	At
	X, Y LabelExpr
}

// LabelDynamic is $(expr): a string, or a list of strings, all of which are
// meant; after $any(expr) one of them is enough.
type LabelDynamic struct {
	At
	Expr Expr
	Any  bool
}

func (*LabelName) labelExpr()    {}
func (*LabelAny) labelExpr()     {}
func (*LabelNot) labelExpr()     {}
func (*LabelAnd) labelExpr()     {}
func (*LabelOr) labelExpr()      {}
func (*LabelDynamic) labelExpr() {}
