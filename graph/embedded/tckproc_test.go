package embedded

import (
	"fmt"
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/exec"
	"github.com/newsgraph/newsgraph/graph/embedded/tck"
)

// procedure adds a procedure of the kit, "name(arg :: TYPE?, …) :: (column ::
// TYPE?, …):". It gives the rows of a table whose arguments fit.
func (r *scenario) procedure(signature string, table [][]string) string {
	name, rest, _ := strings.Cut(signature, "(")
	args, rest, _ := strings.Cut(rest, ")")
	_, rest, _ = strings.Cut(rest, "(")
	columns, _, _ := strings.Cut(rest, ")")
	p := exec.Procedure{Procedure: check.Procedure{Name: name, Args: kitFields(args), Columns: kitFields(columns)}}
	rows, problem := kitRows(table)
	if problem != "" {
		return problem
	}
	n := len(p.Args)
	p.Rows = func(args []any, give func(...any) error) error {
		for _, row := range rows {
			if !sameValues(row[:n], args) {
				continue
			}
			if err := give(row[n:]...); err != nil {
				return err
			}
		}
		return nil
	}
	r.store.extra = append(r.store.extra, p)
	env := exec.Env()
	for _, p := range r.store.extra {
		env.Procedures = append(env.Procedures, p.Procedure)
	}
	r.store.checker = check.New(env)
	return ""
}

// kitRows reads the rows under the head of a table.
func kitRows(table [][]string) (rows [][]any, problem string) {
	if len(table) == 0 {
		return nil, ""
	}
	for _, cells := range table[1:] {
		row := make([]any, len(cells))
		for i, cell := range cells {
			v, err := tck.Parse(cell)
			if err != nil {
				return nil, err.Error()
			}
			row[i] = v
		}
		rows = append(rows, row)
	}
	return rows, ""
}

// sameValues compares arguments; an integer fits an equal float.
func sameValues(a, b []any) bool {
	number := func(v any) string {
		if n, ok := v.(int64); ok {
			v = float64(n)
		}
		return tck.Render(v, false)
	}
	for i := range a {
		if number(a[i]) != number(b[i]) {
			return false
		}
	}
	return true
}

func kitFields(text string) (fields []check.Field) {
	for _, f := range strings.Split(text, ",") {
		name, kind, ok := strings.Cut(f, "::")
		if !ok {
			continue
		}
		field := check.Field{Name: strings.TrimSpace(name)}
		switch strings.TrimSpace(kind) {
		case "INTEGER?", "NUMBER?", "FLOAT?":
			field.Kind = check.Number
		case "STRING?":
			field.Kind = check.String
		default:
			panic(fmt.Sprintf("unknown type %s", kind))
		}
		fields = append(fields, field)
	}
	return fields
}
