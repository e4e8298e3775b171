package exec

import (
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

// Call is a call of a function.
func Call(at Place, f *function, args []Expr) Expr {
	return func(x *Run, row []any) (any, error) {
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
			return v, at.mend(err)
		}
		return v, x.came(v, before)
	}
}

// function is an entry of the tables of functions.
type function struct {
	check.Function
	nulls bool // call gets nulls; else any null argument makes the result null
	call  func(x *Run, args []any) (any, error)
}

// tables are all functions, by group.
func tables() [][]function {
	return [][]function{graphFunctions, listFunctions, textFunctions, numberFunctions, conversionFunctions, temporalFunctions()}
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

// FunctionNamed finds a function, whatever the case of its letters; nil if there is
// none.
func FunctionNamed(name string) *function {
	for _, table := range tables() {
		for i := range table {
			if strings.EqualFold(table[i].Name, name) {
				return &table[i]
			}
		}
	}
	return nil
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
