package eval

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

// EXPLAIN gives a row for each operator, in the order in which rows pass through
// them: depth (what is inside a subquery or a union is one deeper), operator,
// details, and how many rows are expected to come out. Operators are called as on
// Neo4j where they do the same.

// explainer writes the plan of a statement for the graph as it is.
type explainer struct {
	x     *exec
	depth int
	rows  float64 // that come out of the last operator
	out   [][]any
}

func (p *Plan) explain(x *exec, row func([]any) error) error {
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

func (e *explainer) query(q *query, tree *syntax.Query) {
	if len(q.parts) == 1 {
		e.part(q.parts[0], tree.Parts[0].Clauses)
		return
	}
	before, sum := e.rows, 0.0
	at := len(e.out)
	for i, p := range q.parts {
		e.rows = before
		e.inside(func() { e.part(p, tree.Parts[i].Clauses) })
		sum += e.rows
	}
	e.rows = sum
	e.add("Union"+map[bool]string{true: "", false: "All"}[q.union], "")
	last := e.out[len(e.out)-1]
	e.out = slices.Insert(e.out[:len(e.out)-1], at, last)
}

func (e *explainer) part(p part, clauses []syntax.Clause) {
	for i, s := range p {
		e.step(s, clauses[i])
	}
}

// step explains one clause.
func (e *explainer) step(s step, cl syntax.Clause) {
	switch s := s.(type) {
	case *match:
		e.match(s)
	case *project:
		switch cl := cl.(type) {
		case *syntax.With:
			e.project(s, cl.Projection, cl.Where)
		case *syntax.Return:
			e.project(s, cl.Projection, nil)
		}
	case *merge:
		before := e.rows
		e.add("Merge", syntax.Print(cl.(*syntax.Merge).Path))
		e.inside(func() { e.match(s.pattern) })
		e.rows = max(before, e.rows)
	case *callSubquery:
		e.add("Apply", "")
		e.inside(func() { e.query(s.query, cl.(*syntax.CallSubquery).Query) })
	case *unwind:
		if list, ok := cl.(*syntax.Unwind).List.(*syntax.List); ok {
			e.rows *= float64(len(list.Elems))
		} else {
			e.rows *= 10
		}
		e.clause("Unwind", cl)
	case *callProcedure:
		e.rows *= 10
		e.clause("ProcedureCall", cl)
	default:
		e.clause(operatorOf(cl), cl)
	}
}

// clause explains a clause by its own text.
func (e *explainer) clause(operator string, cl syntax.Clause) {
	e.add(operator, strings.TrimPrefix(syntax.Print(cl), syntax.Name(cl)+" "))
}

// operatorOf is Create for CREATE, DetachDelete for DETACH DELETE and so on.
func operatorOf(cl syntax.Clause) string {
	if d, ok := cl.(*syntax.Delete); ok && d.Detach {
		return "DetachDelete"
	}
	name := syntax.Name(cl)
	return name[:1] + strings.ToLower(name[1:])
}

func (e *explainer) project(p *project, tree *syntax.Projection, where syntax.Expr) {
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
	case p.group == nil:
		e.add("Projection", details)
	case len(p.group.keys) == 0:
		e.rows = 1
		e.add("Aggregation", details)
	default:
		e.rows = math.Sqrt(e.rows)
		e.add("Aggregation", details)
	}
	if p.distinct {
		e.add("Distinct", "")
	}
	e.window(p, tree)
	if where != nil {
		e.filter([]string{syntax.Print(where)}, someRows)
	}
}

// window explains ORDER BY, SKIP and LIMIT.
func (e *explainer) window(p *project, tree *syntax.Projection) {
	var details []string
	operator, partial := "", ""
	sorted := p.sorted(e.x)
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
func (e *explainer) match(m *match) {
	before := e.rows
	explain := func() {
		if m.never {
			e.rows = 0
			e.add("NoRows", "an edge stands in the pattern twice")
			return
		}
		o := m.plan(e.x)
		e.filter(o.firstTexts, someRows)
		for i := range o.ops {
			e.move(m, &o.ops[i])
		}
		e.filter(o.lateTexts, someRows)
	}
	if !m.optional {
		explain()
		return
	}
	e.add("Optional", "")
	e.inside(explain)
	e.rows = max(before, e.rows)
}

// move explains one move of the search and the conditions tested after it.
func (e *explainer) move(m *match, o *op) {
	share := someRows
	var operator, details string
	switch o.kind {
	case opScan:
		e.rows *= o.access.rows
		operator, details = "Node"+o.access.name(), m.nodes[o.node].text
		if o.access.kind == accessAll {
			operator = "AllNodesScan"
		}
	case opEdge:
		e.rows *= o.access.rows
		operator, details = "Relationship"+strings.Replace(o.access.name(), "ByLabel", "Type", 1), m.links[o.link].around(m)
	default:
		l := &m.links[o.link]
		operator, details = l.operator(o.kind), l.around(m)
		switch {
		case o.kind == opExpand:
			e.rows *= o.cost
			if o.reverse {
				details += " from " + m.nodes[l.to].text
			}
		case o.kind == opInto && l.search == nil:
			e.rows *= o.cost
		}
	}
	if o.kind == opScan || o.kind == opEdge {
		details += o.access.details()
		if o.access.index != nil || o.access.kind == accessID {
			share = 1
		}
	}
	if o.tally {
		details += ", counted"
	}
	e.add(operator, details)
	e.filter(o.texts, share)
}

// name is the second half of an operator's name.
func (a *access) name() string {
	switch a.kind {
	case accessLabel:
		return "ByLabelScan"
	case accessEqual, accessIn:
		if a.unique {
			return "UniqueIndexSeek"
		}
		return "IndexSeek"
	case accessPrefix, accessRange:
		return "IndexSeekByRange"
	case accessOrdered:
		if len(a.hints) == 0 && a.hint == nil && a.high == nil {
			return "IndexScan"
		}
		return "IndexSeekByRange"
	case accessID:
		return "ByIdSeek"
	}
	return "Scan"
}

// details says which index is used.
func (a *access) details() string {
	switch {
	case a.index != nil:
		text := fmt.Sprintf(" by %s on :%s(%s)", syntax.Quote(a.index.Name), strings.Join(a.index.Labels, "|"), strings.Join(a.index.Props, ", "))
		if a.kind == accessOrdered {
			text += map[bool]string{true: ", in descending order", false: ", in ascending order"}[a.descending]
		}
		return text
	case a.join != nil:
		return " hashed by " + a.join.key
	case a.kind == accessLabel:
		return " by :" + a.label
	}
	return ""
}

func (l *linkPattern) operator(kind opKind) string {
	switch {
	case l.search != nil && l.search.all:
		return "AllShortestPaths"
	case l.search != nil:
		return "ShortestPath"
	case kind == opBound:
		return "ProjectEndpoints"
	}
	name := "Expand"
	switch {
	case l.quant != nil:
		name = "Repeat"
	case l.walk != nil:
		name = "VarLengthExpand"
	}
	return name + map[bool]string{true: "(Into)", false: "(All)"}[kind == opInto]
}

// around is a link with its ends.
func (l *linkPattern) around(m *match) string {
	return m.nodes[l.from].text + l.text + m.nodes[l.to].text
}
