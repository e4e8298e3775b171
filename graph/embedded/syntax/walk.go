package syntax

import "fmt"

// Walk calls f for n and, as long as f returns true, for what n holds, in the
// order of the text. Nil nodes are left out.
func Walk(n Node, f func(Node) bool) {
	if !f(n) {
		return
	}
	for _, c := range Children(n) {
		Walk(c, f)
	}
}

// Children returns the nodes directly under n, in the order of the text.
func Children(n Node) []Node {
	var c children
	switch n := n.(type) {
	case *Explain:
		c.add(n.Statement)
	case *Query:
		each(&c, n.Parts)
	case *SingleQuery:
		each(&c, n.Clauses)
	case *CreateConstraint, *DropConstraint, *DropIndex:
	case *CreateIndex:
		if n.Options != nil {
			c.add(n.Options)
		}
	case Clause:
		c.clause(n)
	case Expr:
		c.expr(n)
	case LabelExpr:
		c.labels(n)
	default:
		c.part(n)
	}
	return c
}

// children collects nodes.
type children []Node

func (c *children) add(n Node) { *c = append(*c, n) }

// opt adds an expression that may be absent.
func (c *children) opt(exprs ...Expr) {
	for _, e := range exprs {
		if e != nil {
			c.add(e)
		}
	}
}

func each[N Node](c *children, nodes []N) {
	for _, n := range nodes {
		c.add(n)
	}
}

func (c *children) variable(v *Variable) {
	if v != nil {
		c.add(v)
	}
}

func (c *children) clause(n Clause) {
	switch n := n.(type) {
	case *Match:
		each(c, n.Pattern)
		c.opt(n.Where)
	case *Unwind:
		c.opt(n.List)
		c.variable(n.Var)
	case *With:
		c.add(n.Projection)
		c.opt(n.Where)
	case *Return:
		c.add(n.Projection)
	case *Finish:
	case *Create:
		each(c, n.Pattern)
	case *Merge:
		c.add(n.Path)
		each(c, n.OnCreate)
		each(c, n.OnMatch)
	case *Set:
		each(c, n.Items)
	case *Remove:
		each(c, n.Items)
	case *Delete:
		c.opt(n.Exprs...)
	case *Foreach:
		c.variable(n.Var)
		c.opt(n.List)
		each(c, n.Body)
	case *CallSubquery:
		each(c, n.Imports)
		c.add(n.Query)
	case *CallProcedure:
		c.opt(n.Args...)
		each(c, n.Yield)
		c.opt(n.Where)
	case *Show:
		each(c, n.Yield)
		c.opt(n.Where)
	}
}

// part adds what is under nodes that are neither clause nor expression.
func (c *children) part(n Node) {
	switch n := n.(type) {
	case *YieldItem:
		c.variable(n.Var)
	case *Projection:
		each(c, n.Items)
		each(c, n.OrderBy)
		c.opt(n.Skip, n.Limit)
	case *ProjectionItem:
		c.opt(n.Expr)
		c.variable(n.Alias)
	case *SortItem:
		c.opt(n.Expr)
	case *SetProperty:
		c.opt(n.Target, n.Value)
	case *SetAll:
		c.variable(n.Var)
		c.opt(n.Value)
	case *SetLabels:
		c.variable(n.Var)
		each(c, n.Labels)
	case *RemoveProperty:
		c.opt(n.Target)
	case *RemoveLabels:
		c.variable(n.Var)
		each(c, n.Labels)
	case *Path:
		c.path(n)
	case *NodePattern:
		c.detail(n.Var, n.Labels, n.Props, n.Where)
	case *RelPattern:
		c.detail(n.Var, n.Types, n.Props, n.Where)
	case *QuantifiedPath:
		c.add(n.Path)
		c.opt(n.Where)
	default:
		panic(fmt.Sprintf("internal error: node of type %T", n))
	}
}

func (c *children) path(n *Path) {
	c.variable(n.Var)
	for i, node := range n.Nodes {
		c.add(node)
		if i < len(n.Links) {
			c.add(n.Links[i])
		}
	}
}

func (c *children) detail(v *Variable, labels LabelExpr, props, where Expr) {
	c.variable(v)
	if labels != nil {
		c.add(labels)
	}
	c.opt(props, where)
}

func (c *children) labels(n LabelExpr) {
	switch n := n.(type) {
	case *LabelNot:
		c.add(n.X)
	case *LabelAnd:
		c.add(n.X)
		c.add(n.Y)
	case *LabelOr:
		c.add(n.X)
		c.add(n.Y)
	case *LabelDynamic:
		c.opt(n.Expr)
	}
}

func (c *children) expr(n Expr) {
	switch n := n.(type) {
	case *Literal, *Parameter, *Variable, *CountStar:
	case *Property:
		c.opt(n.Of)
	case *Index:
		c.opt(n.Of, n.Key)
	case *Slice:
		c.opt(n.Of, n.From, n.To)
	case *Unary:
		c.opt(n.X)
	case *Binary:
		c.opt(n.X, n.Y)
	case *Comparison:
		c.opt(n.Operands...)
	case *IsNull:
		c.opt(n.X)
	case *HasLabels:
		c.opt(n.Of)
		c.add(n.Labels)
	case *List:
		c.opt(n.Elems...)
	case *Map:
		for _, e := range n.Entries {
			c.opt(e.Value)
		}
	case *MapProjection:
		c.variable(n.Of)
		for _, item := range n.Items {
			c.opt(item.Value)
		}
	case *Call:
		c.opt(n.Args...)
	case *Case:
		c.opt(n.Test)
		for _, w := range n.Whens {
			c.opt(w.Cond, w.Value)
		}
		c.opt(n.Else)
	default:
		c.scoped(n)
	}
}

// scoped adds what is under expressions that bind variables.
func (c *children) scoped(n Expr) {
	switch n := n.(type) {
	case *ListComprehension:
		c.variable(n.Var)
		c.opt(n.List, n.Where, n.Map)
	case *PatternComprehension:
		c.add(n.Path)
		c.opt(n.Where, n.Map)
	case *Quantifier:
		c.variable(n.Var)
		c.opt(n.List, n.Where)
	case *Reduce:
		c.variable(n.Acc)
		c.opt(n.Init)
		c.variable(n.Var)
		c.opt(n.List, n.Body)
	case *PatternPredicate:
		c.add(n.Path)
	case *PathSearch:
		c.add(n.Path)
	case *Subquery:
		c.add(n.Query)
	}
}
