// Package check finds, before a statement runs, what is wrong with its names,
// kinds and aggregates, and numbers its variables for the evaluator.
//
// It runs once per plan. Its errors are *syntax.Error (Neo4j would refuse the
// statement too) and *syntax.UnsupportedError.
package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

// Checker checks statements against one Env. It may be used by many goroutines.
type Checker struct {
	functions      map[string]*Function // by lower-case name
	procedures     map[string]*Procedure
	functionNames  []string
	procedureNames []string
}

// New returns a Checker for env.
func New(env Env) *Checker {
	c := &Checker{functions: map[string]*Function{}, procedures: map[string]*Procedure{}}
	for i := range env.Functions {
		f := &env.Functions[i]
		c.functions[strings.ToLower(f.Name)] = f
		c.functionNames = append(c.functionNames, f.Name)
	}
	for i := range env.Procedures {
		p := &env.Procedures[i]
		c.procedures[strings.ToLower(p.Name)] = p
		c.procedureNames = append(c.procedureNames, p.Name)
	}
	return c
}

// run is the check of one statement.
type run struct {
	*Checker
	done  *work.Account
	text  string
	info  *Info
	scope *scope
	// aggregates says what becomes of a call of an aggregate.
	aggregates aggregates
	found      []Aggregate // aggregates found in the projection at hand
}

// aggregates is a place's attitude to aggregates.
type aggregates int

const (
	refused aggregates = iota // there may be none
	allowed                   // in a projection
	nested                    // in an aggregate: there may be no further one
)

// bailout carries an error from the depth of the tree to Check.
type bailout struct{ err error }

// Check is CheckWithin without an end.
func (c *Checker) Check(text string, stmt syntax.Statement) (*Info, error) {
	return c.CheckWithin(work.Free(), text, stmt)
}

// CheckWithin checks a statement that was parsed from text, and books the work.
func (c *Checker) CheckWithin(done *work.Account, text string, stmt syntax.Statement) (info *Info, err error) {
	r := &run{Checker: c, done: done, text: text, scope: newScope(nil), info: &Info{
		text:        text,
		slots:       map[syntax.Node]int{},
		bound:       map[syntax.Node]bool{},
		projections: map[*syntax.Projection]*Projection{},
		results:     map[*syntax.Query][][]Column{},
		bases:       map[*syntax.Query]int{},
		groups:      map[*syntax.QuantifiedPath][]Group{},
		yields:      map[syntax.Clause][]Yield{},
	}}
	defer work.Catch(&err)
	defer func() {
		switch e := recover().(type) {
		case nil:
		case bailout:
			info, err = nil, e.err
		default:
			panic(e)
		}
	}()
	r.statement(stmt)
	return r.info, nil
}

func (r *run) statement(stmt syntax.Statement) {
	switch s := stmt.(type) {
	case *syntax.Explain:
		r.statement(s.Statement)
	case *syntax.Query:
		r.params(s)
		for _, col := range r.query(s, nil, true)[0] {
			r.info.Columns = append(r.info.Columns, col.Name)
		}
	default:
		r.info.Schema = true
		r.params(s)
	}
}

// params collects the parameters of the statement.
func (r *run) params(stmt syntax.Statement) {
	seen := map[string]bool{}
	syntax.Walk(stmt, func(n syntax.Node) bool {
		r.done.Must(1)
		if p, ok := n.(*syntax.Parameter); ok && !seen[p.Name] {
			seen[p.Name] = true
			r.info.Params = append(r.info.Params, Param{p.Name, p.Pos()})
		}
		return true
	})
}

// Missing returns an error for the first parameter that params does not have.
func (i *Info) Missing(params map[string]any) error {
	for _, p := range i.Params {
		if _, ok := params[p.Name]; !ok {
			var known []string
			for name := range params {
				known = append(known, name)
			}
			slices.Sort(known)
			return &syntax.Error{Pos: syntax.PositionAt(i.text, p.Pos), Kind: "MissingParameter",
				Msg: fmt.Sprintf("parameter $%s is missing%s", p.Name, syntax.Suggest(p.Name, known))}
		}
	}
	return nil
}

// fail ends the check with an error at a node.
func (r *run) fail(n syntax.Node, kind, format string, args ...any) {
	panic(bailout{&syntax.Error{Pos: syntax.PositionAt(r.text, n.Pos()), Kind: kind, Msg: fmt.Sprintf(format, args...)}})
}

// unsupported ends the check: Neo4j knows the construct, we do not.
func (r *run) unsupported(n syntax.Node, construct string) {
	panic(bailout{&syntax.UnsupportedError{Pos: syntax.PositionAt(r.text, n.Pos()), Construct: construct}})
}

// print is the canonical text of an expression.
func (r *run) print(e syntax.Node) string {
	text := syntax.Print(e)
	r.done.Must(1 + len(text)/8)
	return text
}

// slot gives the next slot.
func (r *run) slot() int {
	r.info.Slots++
	return r.info.Slots - 1
}
