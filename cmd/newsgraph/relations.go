package main

import (
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract"
)

func newRelations(con *console) *cli.Command {
	return &cli.Command{
		Name:         "relations",
		Usage:        "list the relations that are looked for",
		Description:  "Each is one .rel file; --relations DIR adds one's own.\n\n" + exitHelp(exitOK, exitUsage),
		Flags:        append(formFlags(), relationsFlag()),
		OnUsageError: usage,
		Action: func(c *cli.Context) error {
			all, err := knownRelations(c)
			if err != nil {
				return err
			}
			t := table{columns: []string{"relation", "subject", "object", "meaning"}, wrapped: true}
			for _, r := range all {
				object := kinds(r.Object)
				if len(r.Object) == 0 {
					object = "a value"
				}
				if r.Symmetric {
					object += " (symmetric)"
				}
				t.rows = append(t.rows, []any{r.Name, kinds(r.Subject), object, strings.Join(strings.Fields(r.Doc), " ")})
			}
			return con.show(c, t)
		},
	}
}

// kinds joins kinds for a table.
func kinds(list []extract.Kind) string {
	words := make([]string, len(list))
	for i, k := range list {
		words[i] = string(k)
	}
	return strings.Join(words, "|")
}
