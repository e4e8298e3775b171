package eval

import (
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

// function is an entry of the tables of functions.
type function struct {
	check.Function
	nulls bool // call gets nulls; else any null argument makes the result null
	call  func(x *exec, args []any) (any, error)
}

// tables are all functions, by group.
func tables() [][]function {
	return [][]function{graphFunctions, listFunctions, textFunctions, numberFunctions, conversionFunctions, temporalFunctions()}
}

// Env is what statements can call: the signatures of the tables, and of extra
// procedures.
func Env(extra ...Procedure) check.Env {
	var env check.Env
	for _, table := range tables() {
		for _, f := range table {
			env.Functions = append(env.Functions, f.Function)
		}
	}
	for _, a := range aggregates {
		env.Functions = append(env.Functions, a.Function)
	}
	for _, p := range procedures {
		env.Procedures = append(env.Procedures, p.Procedure)
	}
	for _, p := range extra {
		env.Procedures = append(env.Procedures, p.Procedure)
	}
	return env
}

func (c *compiler) call(e *syntax.Call) expr {
	for _, table := range tables() {
		for i := range table {
			if strings.EqualFold(table[i].Name, e.Name) {
				return c.callOf(e, &table[i])
			}
		}
	}
	c.unsupported(e, "function "+e.Name)
	return nil
}

func (c *compiler) callOf(e *syntax.Call, f *function) expr {
	args := make([]expr, len(e.Args))
	for i, a := range e.Args {
		if _, pattern := a.(*syntax.PatternPredicate); pattern && strings.EqualFold(f.Name, "exists") {
			args[i] = c.truth(a)
		} else {
			args[i] = c.expr(a)
		}
	}
	return func(x *exec, row []any) (any, error) {
		values := make([]any, len(args))
		before := x.made
		for i, a := range args {
			v, err := a(x, row)
			if err != nil || v == nil && !f.nulls {
				return nil, err
			}
			values[i] = v
		}
		if err := x.Do(shallow(values)); err != nil {
			return nil, err
		}
		v, err := f.call(x, values)
		if err != nil {
			return v, c.at(e, err)
		}
		return v, x.came(v, before)
	}
}

// shallow is the work of one pass over arguments, not over what is in them.
func shallow(args []any) int {
	units := 1
	for _, a := range args {
		switch a := a.(type) {
		case string:
			units += work.Bytes(len(a))
		case []any:
			units += len(a)
		case map[string]any:
			units += 2 * len(a)
		case *value.Path:
			units += len(a.Nodes)
		}
	}
	return units
}

// came accounts for the result of a function; before is what had been made before
// its arguments.
func (m *memory) came(v any, before int64) error {
	switch v := v.(type) {
	case string:
		m.made = before
		return m.make(len(v))
	case []any:
		return m.make(listBytes(len(v)))
	case map[string]any:
		return m.make(mapBytes(len(v)))
	case *value.Path:
		return nil
	}
	m.made = before
	return nil
}
