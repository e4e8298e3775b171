package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/queries"
)

// describe prints what a question takes and gives.
func (con *console) describe(q queries.Query) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n\n", q.Name, q.Title)
	if q.Doc != "" {
		fmt.Fprintf(&b, "%s\n\n", q.Doc)
	}
	b.WriteString("Parameters, as NAME=VALUE or in this order:\n")
	for _, p := range q.Params {
		fmt.Fprintf(&b, "  %-8s %-8s %s", p.Name, p.Type, p.Doc)
		if p.Optional && p.Default != "null" {
			fmt.Fprintf(&b, " (default: %s)", p.Default)
		} else if !p.Optional {
			b.WriteString(" (must be given)")
		}
		b.WriteByte('\n')
	}
	if len(q.Asks) > 0 {
		b.WriteString("\nIn words:\n")
		for _, p := range q.Asks {
			fmt.Fprintf(&b, "  %s\n", p.Text)
		}
	}
	fmt.Fprintf(&b, "\nColumns: %s\n\nFlags: newsgraph ask --help\n", strings.Join(q.Columns, ", "))
	_, err := io.WriteString(con.out, strings.Join(reflow(b.String(), helpWidth), "\n")+"\n")
	return err
}

// questions returns the stored questions and those of a folder, if one is given;
// a file of the folder replaces the stored question of its name.
func questions(dir string) ([]queries.Query, error) {
	stored, err := queries.All()
	if err != nil || dir == "" {
		return stored, err
	}
	if _, err := os.Stat(dir); err != nil {
		return nil, usagef("read queries: %v", err)
	}
	own, err := queries.Read(os.DirFS(dir))
	if err != nil {
		return nil, usagef("read queries of %s: %v", dir, err)
	}
	for _, q := range stored {
		if _, err := queries.Find(own, q.Name); err != nil {
			own = append(own, q)
		}
	}
	return own, nil
}

// namesOf lists the names of questions.
func namesOf(all []queries.Query) (names []string) {
	for _, q := range all {
		names = append(names, q.Name)
	}
	return names
}

// list prints the questions with their parameters, for programs with all that is
// known of them.
func (con *console) list(c *cli.Context, all []queries.Query) error {
	if c.Bool("json") {
		return con.show(c, catalogue(all))
	}
	t := table{columns: []string{"name", "question", "parameters"}, wrapped: true}
	for _, q := range all {
		var params []string
		for _, p := range q.Params {
			switch {
			case p.Name == "limit":
			case p.Optional:
				params = append(params, "["+p.Name+"=]")
			default:
				params = append(params, p.Name+"=")
			}
		}
		t.rows = append(t.rows, []any{q.Name, q.Title, strings.Join(params, " ")})
	}
	return con.show(c, t)
}

// catalogue lists the questions with all that is known of them.
func catalogue(all []queries.Query) table {
	t := table{columns: []string{"name", "question", "about", "parameters", "phrasings", "columns"}}
	for _, q := range all {
		params := []any{}
		for _, p := range q.Params {
			param := map[string]any{"name": p.Name, "type": p.Type, "about": p.Doc, "optional": p.Optional}
			if p.Optional {
				param["default"] = p.Default
			}
			params = append(params, param)
		}
		columns := []any{}
		for _, name := range q.Columns {
			columns = append(columns, name)
		}
		phrasings := []any{}
		for _, p := range q.Asks {
			phrasings = append(phrasings, p.Text)
		}
		t.rows = append(t.rows, []any{q.Name, q.Title, q.Doc, params, phrasings, columns})
	}
	return t
}
