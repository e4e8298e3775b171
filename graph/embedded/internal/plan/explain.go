package plan

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/exec"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

// EXPLAIN gives a row for each operator, in the order in which rows pass through
// them: depth (what is inside a subquery or a union is one deeper), operator,
// details, and how many rows are expected to come out. Operators are called as on
// Neo4j where they do the same.

// explainer writes the plan of a statement for the graph as it is.
type explainer struct {
	x     *exec.Run
	depth int
	rows  float64 // that come out of the last operator
	out   [][]any
}

func (p *Plan) explain(x *exec.Run, row func([]any) error) error {
	e := &explainer{x: x, rows: 1}
	if q, ok := p.explained.(*syntax.Query); ok {
		e.query(p.query, q)
		if len(p.info.Columns) > 0 {
			e.add("ProduceResults", strings.Join(p.info.Columns, ", "))
		}
	} else {
		e.add("Schema", syntax.Print(p.explained))
	}
	for _, values := range e.out {
		if row == nil {
			break
		}
		if err := row(values); err != nil {
			return err
		}
	}
	return nil
}

func (e *explainer) add(operator, details string) {
	e.x.Must(1 + work.Bytes(len(details)))
	rows := int64(math.Min(math.Ceil(e.rows), 1<<62))
	e.out = append(e.out, []any{int64(e.depth), operator, details, rows})
}

// inside explains what is one deeper.
func (e *explainer) inside(f func()) {
	e.depth++
	f()
	e.depth--
}

func (e *explainer) query(q *exec.Query, tree *syntax.Query) {
	if len(q.Parts) == 1 {
		e.part(q.Parts[0], tree.Parts[0].Clauses)
		return
	}
	before, sum := e.rows, 0.0
	at := len(e.out)
	for i, p := range q.Parts {
		e.rows = before
		e.inside(func() { e.part(p, tree.Parts[i].Clauses) })
		sum += e.rows
	}
	e.rows = sum
	e.add("Union"+map[bool]string{true: "", false: "All"}[q.Union], "")
	last := e.out[len(e.out)-1]
	e.out = slices.Insert(e.out[:len(e.out)-1], at, last)
}

func (e *explainer) part(p exec.Part, clauses []syntax.Clause) {
	for i, s := range p {
		e.step(s, clauses[i])
	}
}

// step explains one clause.
func (e *explainer) step(s exec.Step, cl syntax.Clause) {
	switch s := s.(type) {
	case *pattern:
		e.match(s)
	case *projection:
		switch cl := cl.(type) {
		case *syntax.With:
			e.project(s, cl.Projection, cl.Where)
		case *syntax.Return:
			e.project(s, cl.Projection, nil)
		}
	case *mergeStep:
		before := e.rows
		e.add("Merge", syntax.Print(cl.(*syntax.Merge).Path))
		e.inside(func() { e.match(s.path) })
		e.rows = max(before, e.rows)
	case *exec.CallSubquery:
		e.add("Apply", "")
		e.inside(func() { e.query(s.Query, cl.(*syntax.CallSubquery).Query) })
	case *exec.Unwind:
		if list, ok := cl.(*syntax.Unwind).List.(*syntax.List); ok {
			e.rows *= float64(len(list.Elems))
		} else {
			e.rows *= 10
		}
		e.clause("Unwind", cl)
	case *exec.CallProcedure:
		e.rows *= 10
		e.clause("ProcedureCall", cl)
	default:
		e.clause(clauseOperator(cl), cl)
	}
}

// clause explains a clause by its own text.
func (e *explainer) clause(operator string, cl syntax.Clause) {
	e.add(operator, strings.TrimPrefix(syntax.Print(cl), syntax.Name(cl)+" "))
}

// clauseOperator is Create for CREATE, DetachDelete for DETACH DELETE and so on.
func clauseOperator(cl syntax.Clause) string {
	if d, ok := cl.(*syntax.Delete); ok && d.Detach {
		return "DetachDelete"
	}
	name := syntax.Name(cl)
	return name[:1] + strings.ToLower(name[1:])
}

func (e *explainer) project(p *projection, tree *syntax.Projection, where syntax.Expr) {
	items := make([]string, len(tree.Items))
	for i, it := range tree.Items {
		if items[i] = syntax.Print(it.Expr); it.Alias != nil {
			items[i] += " AS " + syntax.Quote(it.Alias.Name)
		}
	}
	if tree.Star {
		items = slices.Insert(items, 0, "*")
	}
	details := strings.Join(items, ", ")
	switch {
	case p.Group == nil:
		e.add("Projection", details)
	case len(p.Group.Keys) == 0:
		e.rows = 1
		e.add("Aggregation", details)
	default:
		e.rows = math.Sqrt(e.rows)
		e.add("Aggregation", details)
	}
	if p.Distinct {
		e.add("Distinct", "")
	}
	e.window(p, tree)
	if where != nil {
		e.filter([]string{syntax.Print(where)}, someRows)
	}
}

// window explains ORDER BY, SKIP and LIMIT.
func (e *explainer) window(p *projection, tree *syntax.Projection) {
	var details []string
	operator, partial := "", ""
	sorted := p.Sorted(e.x)
	if sorted > 0 {
		partial = "Partial"
	}
	for _, s := range tree.OrderBy {
		if sorted == len(tree.OrderBy) {
			break // they come so
		}
		operator = partial + "Sort"
		details = append(details, syntax.Print(s.Expr)+map[bool]string{true: " DESC"}[s.Desc])
	}
	text := strings.Join(details, ", ")
	if tree.Skip != nil {
		operator += "Skip"
		text += " SKIP " + syntax.Print(tree.Skip)
		e.rows = max(0, e.rows-literalCount(tree.Skip, 0))
	}
	if tree.Limit != nil {
		operator = map[bool]string{true: partial + "Top", false: "Limit"}[len(details) > 0]
		text += " LIMIT " + syntax.Print(tree.Limit)
		e.rows = min(e.rows, literalCount(tree.Limit, e.rows))
	}
	if operator != "" {
		e.add(operator, strings.TrimSpace(text))
	}
}

// literalCount is the number that SKIP or LIMIT names, if it is written there.
func literalCount(x syntax.Expr, otherwise float64) float64 {
	if l, ok := x.(*syntax.Literal); ok {
		if n, ok := l.Value.(int64); ok {
			return float64(n)
		}
	}
	return otherwise
}

// What share of the rows a condition is expected to let pass, and an equality.
const (
	someRows  = 0.5
	equalRows = 0.1
)

func (e *explainer) filter(texts []string, share float64) {
	if len(texts) == 0 {
		return
	}
	e.rows *= math.Pow(share, float64(len(texts)))
	e.add("Filter", strings.Join(texts, " AND "))
}

// match explains a pattern: the order in which it is searched now.
func (e *explainer) match(m *pattern) {
	before := e.rows
	explain := func() {
		if m.Never {
			e.rows = 0
			e.add("NoRows", "an edge stands in the pattern twice")
			return
		}
		o := m.Plan(e.x)
		e.filter(o.FirstTexts, someRows)
		for i := range o.Moves {
			e.move(m, &o.Moves[i])
		}
		e.filter(o.LateTexts, someRows)
	}
	if !m.Optional {
		explain()
		return
	}
	e.add("Optional", "")
	e.inside(explain)
	e.rows = max(before, e.rows)
}

// move explains one move of the search and the conditions tested after it.
func (e *explainer) move(m *pattern, o *exec.Move) {
	share := someRows
	var operator, details string
	switch o.Kind {
	case exec.ScanNodes:
		e.rows *= o.Access.Rows
		operator, details = "Node"+accessName(&o.Access), m.Nodes[o.Node].Text
		if o.Access.Kind == exec.AccessAll {
			operator = "AllNodesScan"
		}
	case exec.ScanEdges:
		e.rows *= o.Access.Rows
		operator, details = "Relationship"+strings.Replace(accessName(&o.Access), "ByLabel", "Type", 1), around(&m.Links[o.Link], m)
	default:
		l := &m.Links[o.Link]
		operator, details = linkOperator(l, o.Kind), around(l, m)
		switch {
		case o.Kind == exec.ExpandFree:
			e.rows *= o.Cost
			if o.Reverse {
				details += " from " + m.Nodes[l.To].Text
			}
		case o.Kind == exec.ExpandInto && l.Search == nil:
			e.rows *= o.Cost
		}
	}
	if o.Kind == exec.ScanNodes || o.Kind == exec.ScanEdges {
		details += accessDetails(&o.Access)
		if o.Access.Index != nil || o.Access.Kind == exec.AccessID {
			share = 1
		}
	}
	if o.Tally {
		details += ", counted"
	}
	e.add(operator, details)
	e.filter(o.Texts, share)
}

// name is the second half of an operator's name.
func accessName(a *exec.Access) string {
	switch a.Kind {
	case exec.AccessLabel:
		return "ByLabelScan"
	case exec.AccessEqual, exec.AccessIn:
		if a.Unique {
			return "UniqueIndexSeek"
		}
		return "IndexSeek"
	case exec.AccessPrefix, exec.AccessRange:
		return "IndexSeekByRange"
	case exec.AccessOrdered:
		if len(a.Hints) == 0 && a.Hint == nil && a.High == nil {
			return "IndexScan"
		}
		return "IndexSeekByRange"
	case exec.AccessID:
		return "ByIdSeek"
	}
	return "Scan"
}

// details says which index is used.
func accessDetails(a *exec.Access) string {
	switch {
	case a.Index != nil:
		text := fmt.Sprintf(" by %s on :%s(%s)", syntax.Quote(a.Index.Name), strings.Join(a.Index.Labels, "|"), strings.Join(a.Index.Props, ", "))
		if a.Kind == exec.AccessOrdered {
			text += map[bool]string{true: ", in descending order", false: ", in ascending order"}[a.Descending]
		}
		return text
	case a.Join != nil:
		return " hashed by " + a.Join.Key
	case a.Kind == exec.AccessLabel:
		return " by :" + a.Label
	}
	return ""
}

func linkOperator(l *exec.Link, kind exec.MoveKind) string {
	switch {
	case l.Search != nil && l.Search.All:
		return "AllShortestPaths"
	case l.Search != nil:
		return "ShortestPath"
	case kind == exec.FollowBound:
		return "ProjectEndpoints"
	}
	name := "Expand"
	switch {
	case l.Quant != nil:
		name = "Repeat"
	case l.Walk != nil:
		name = "VarLengthExpand"
	}
	return name + map[bool]string{true: "(Into)", false: "(All)"}[kind == exec.ExpandInto]
}

// around is a link with its ends.
func around(l *exec.Link, m *pattern) string {
	return m.Nodes[l.From].Text + l.Text + m.Nodes[l.To].Text
}
