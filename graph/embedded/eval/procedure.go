package eval

import (
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// procedure is an entry of the table of procedures. rows gives one row after the
// other, each with a value for every column.
type procedure struct {
	check.Procedure
	rows func(x *exec, args []any, give func(values ...any) error) error
}

// Procedure is one that a store offers besides those of the table. Rows gets the
// arguments and gives one row after the other, with a value for every column.
type Procedure struct {
	check.Procedure
	Rows func(args []any, give func(values ...any) error) error
}

var procedures = []procedure{
	{check.Procedure{Name: "db.index.fulltext.queryNodes",
		Args:    []check.Field{{Name: "indexName", Kind: check.String}, {Name: "queryString", Kind: check.String}},
		Columns: []check.Field{{Name: "node", Kind: check.Node}, {Name: "score", Kind: check.Float}}}, queryNodes},
	{check.Procedure{Name: "db.index.fulltext.queryRelationships",
		Args:    []check.Field{{Name: "indexName", Kind: check.String}, {Name: "queryString", Kind: check.String}},
		Columns: []check.Field{{Name: "relationship", Kind: check.Edge}, {Name: "score", Kind: check.Float}}}, queryEdges},
	{check.Procedure{Name: "db.awaitIndexes", Args: []check.Field{{Name: "timeOutSeconds", Kind: check.Integer, Optional: true}}}, awaitIndexes},
	{check.Procedure{Name: "db.labels", Columns: []check.Field{{Name: "label", Kind: check.String}}}, allLabels},
	{check.Procedure{Name: "db.relationshipTypes", Columns: []check.Field{{Name: "relationshipType", Kind: check.String}}}, allTypes},
	{check.Procedure{Name: "db.propertyKeys", Columns: []check.Field{{Name: "propertyKey", Kind: check.String}}}, allKeys},
	{check.Procedure{Name: "dbms.components",
		Columns: []check.Field{{Name: "name", Kind: check.String}, {Name: "versions", Kind: check.List}, {Name: "edition", Kind: check.String}}}, components},
}

func fullText(x *exec, args []any, onEdges bool) ([]storage.Hit, error) {
	name, ok := args[0].(string)
	query, ok2 := args[1].(string)
	if !ok || !ok2 {
		return nil, value.WrongKind("a full text query", "the name of an index and a string", args[1])
	}
	ix := x.g.Index(name)
	if ix == nil || ix.Kind != storage.FullText || ix.OnEdges != onEdges {
		return nil, value.NewError("ProcedureCallFailed", "there is no such full text index: "+name)
	}
	hits, err := ix.Search(x.Account, query)
	if err != nil {
		return nil, value.NewError("ProcedureCallFailed", err.Error())
	}
	return hits, nil
}

func queryNodes(x *exec, args []any, give func(...any) error) error {
	hits, err := fullText(x, args, false)
	if err != nil {
		return err
	}
	for _, h := range hits {
		if err := give(x.g.Node(h.ID), h.Score); err != nil {
			return err
		}
	}
	return nil
}

func queryEdges(x *exec, args []any, give func(...any) error) error {
	hits, err := fullText(x, args, true)
	if err != nil {
		return err
	}
	for _, h := range hits {
		if err := give(x.g.Edge(h.ID), h.Score); err != nil {
			return err
		}
	}
	return nil
}

// awaitIndexes has nothing to wait for: an index is there when it is created.
func awaitIndexes(*exec, []any, func(...any) error) error { return nil }

func names(list []string, give func(...any) error) error {
	for _, name := range list {
		if err := give(name); err != nil {
			return err
		}
	}
	return nil
}

func allLabels(x *exec, _ []any, give func(...any) error) error { return names(x.g.Labels(), give) }
func allTypes(x *exec, _ []any, give func(...any) error) error  { return names(x.g.EdgeTypes(), give) }
func allKeys(x *exec, _ []any, give func(...any) error) error {
	return names(x.g.PropertyKeys(), give)
}

func components(_ *exec, _ []any, give func(...any) error) error {
	return give("newsgraph embedded", []any{"1"}, "embedded")
}

// callProcedure is CALL name(…) YIELD … as a clause.
type callProcedure struct {
	rows     func(x *exec, row []any, give func(values ...any) error) error
	optional bool
	take     []taken
	where    expr
}

// taken says which column of a procedure goes to which slot.
type taken struct{ column, slot int }

func (c *compiler) callProcedure(cl *syntax.CallProcedure) step {
	var proc *procedure
	for i := range procedures {
		if strings.EqualFold(procedures[i].Name, cl.Name) {
			proc = &procedures[i]
		}
	}
	for _, p := range c.extra {
		if strings.EqualFold(p.Name, cl.Name) {
			proc = &procedure{p.Procedure, func(_ *exec, args []any, give func(...any) error) error { return p.Rows(args, give) }}
		}
	}
	if proc == nil {
		c.unsupported(cl, "procedure "+cl.Name)
	}
	args := c.procedureArgs(cl, proc)
	out := &callProcedure{optional: cl.Optional, take: c.takes(cl, proc.Columns)}
	out.rows = func(x *exec, row []any, give func(...any) error) error {
		values := make([]any, len(args))
		before := x.made
		for i, f := range args {
			var err error
			if values[i], err = f(x, row); err != nil {
				return err
			}
		}
		x.made = before
		return c.at(cl, proc.rows(x, values, give))
	}
	if cl.Where != nil {
		out.where = c.truth(cl.Where)
	}
	return out
}

// procedureArgs compiles the arguments; an implicit call takes them from the
// parameters of the same names.
func (c *compiler) procedureArgs(cl *syntax.CallProcedure, proc *procedure) []expr {
	if !cl.Implicit {
		return c.exprs(cl.Args)
	}
	var args []expr
	for _, a := range proc.Args {
		args = append(args, func(x *exec, _ []any) (any, error) { return x.params[a.Name], nil })
	}
	return args
}

func (c *compiler) takes(cl syntax.Clause, columns []check.Field) []taken {
	var list []taken
	for _, y := range c.info.Yields(cl) {
		for i, f := range columns {
			if f.Name == y.Field {
				list = append(list, taken{i, y.Slot})
			}
		}
	}
	return list
}

func (p *callProcedure) start(x *exec, next stage) stage {
	if p.where != nil {
		next = &filter{p.where, x, next}
	}
	return &procedureStage{p, x, next}
}

type procedureStage struct {
	*callProcedure
	x    *exec
	next stage
}

func (s *procedureStage) row(row []any) error {
	some := false
	err := s.rows(s.x, row, func(values ...any) error {
		if err := s.x.Do(1); err != nil {
			return err
		}
		some = true
		for _, t := range s.take {
			row[t.slot] = values[t.column]
		}
		return s.next.row(row)
	})
	if err != nil {
		return err
	}
	if some || len(s.take) > 0 && !s.optional {
		return nil
	}
	for _, t := range s.take {
		row[t.slot] = nil
	}
	return s.next.row(row)
}

func (s *procedureStage) end() error { return s.next.end() }
