package exec

import (
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// procedure is an entry of the table of procedures. rows gives one row after the
// other, each with a value for every column.
type procedure struct {
	check.Procedure
	rows func(x *Run, args []any, give func(values ...any) error) error
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

func fullText(x *Run, args []any, onEdges bool) ([]storage.Hit, error) {
	name, ok := args[0].(string)
	query, ok2 := args[1].(string)
	if !ok || !ok2 {
		return nil, value.WrongKind("a full text query", "the name of an index and a string", args[1])
	}
	ix := x.Graph.Index(name)
	if ix == nil || ix.Kind != storage.FullText || ix.OnEdges != onEdges {
		return nil, value.NewError("ProcedureCallFailed", "there is no such full text index: "+name)
	}
	hits, err := ix.Search(x.Account, query)
	if err != nil {
		return nil, value.NewError("ProcedureCallFailed", err.Error())
	}
	return hits, nil
}

func queryNodes(x *Run, args []any, give func(...any) error) error {
	hits, err := fullText(x, args, false)
	if err != nil {
		return err
	}
	for _, h := range hits {
		if err := give(x.Graph.Node(h.ID), h.Score); err != nil {
			return err
		}
	}
	return nil
}

func queryEdges(x *Run, args []any, give func(...any) error) error {
	hits, err := fullText(x, args, true)
	if err != nil {
		return err
	}
	for _, h := range hits {
		if err := give(x.Graph.Edge(h.ID), h.Score); err != nil {
			return err
		}
	}
	return nil
}

// awaitIndexes has nothing to wait for: an index is there when it is created.
func awaitIndexes(*Run, []any, func(...any) error) error { return nil }

func names(list []string, give func(...any) error) error {
	for _, name := range list {
		if err := give(name); err != nil {
			return err
		}
	}
	return nil
}

func allLabels(x *Run, _ []any, give func(...any) error) error { return names(x.Graph.Labels(), give) }

func allTypes(x *Run, _ []any, give func(...any) error) error {
	return names(x.Graph.EdgeTypes(), give)
}

func allKeys(x *Run, _ []any, give func(...any) error) error {
	return names(x.Graph.PropertyKeys(), give)
}

func components(_ *Run, _ []any, give func(...any) error) error {
	return give("newsgraph embedded", []any{"1"}, "embedded")
}

// CallProcedure is CALL name(…) YIELD … as a clause.
type CallProcedure struct {
	Rows     func(x *Run, row []any, give func(values ...any) error) error
	Optional bool
	Take     []Taken
	Where    Expr
}

// Taken says which column of a procedure goes to which slot.
type Taken struct{ Column, Slot int }

func (p *CallProcedure) start(x *Run, next stage) stage {
	if p.Where != nil {
		next = &filter{p.Where, x, next}
	}
	return &procedureStage{p, x, next}
}

type procedureStage struct {
	*CallProcedure
	x    *Run
	next stage
}

func (s *procedureStage) row(row []any) error {
	some := false
	err := s.Rows(s.x, row, func(values ...any) error {
		if err := s.x.Do(1); err != nil {
			return err
		}
		some = true
		for _, t := range s.Take {
			row[t.Slot] = values[t.Column]
		}
		return s.next.row(row)
	})
	if err != nil {
		return err
	}
	if some || len(s.Take) > 0 && !s.Optional {
		return nil
	}
	for _, t := range s.Take {
		row[t.Slot] = nil
	}
	return s.next.row(row)
}

func (s *procedureStage) end() error { return s.next.end() }

// ProcedureNamed finds a procedure among those of the engine and the extra ones,
// whatever the case of its letters; nil if there is none.
func ProcedureNamed(name string, extra []Procedure) *procedure {
	for _, p := range extra {
		if strings.EqualFold(p.Name, name) {
			return &procedure{p.Procedure, func(_ *Run, args []any, give func(...any) error) error { return p.Rows(args, give) }}
		}
	}
	for i := range procedures {
		if strings.EqualFold(procedures[i].Name, name) {
			return &procedures[i]
		}
	}
	return nil
}

// rowSource gives one row of values after the other.
type rowSource func(x *Run, row []any, give func(values ...any) error) error

// ProcedureRows is the rows of a procedure called with arguments.
func ProcedureRows(at Place, proc *procedure, args []Expr) rowSource {
	return func(x *Run, row []any, give func(...any) error) error {
		values := make([]any, len(args))
		before := x.made
		for i, f := range args {
			var err error
			if values[i], err = f(x, row); err != nil {
				return err
			}
		}
		x.made = before
		return at.mend(proc.rows(x, values, give))
	}
}
