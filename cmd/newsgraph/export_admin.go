package main

import (
	"context"
	"fmt"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/graph/export"
	"github.com/newsgraph/newsgraph/graph/load"
)

// newExportAdmin writes the files for Neo4j's own import of whole databases.
func newExportAdmin(con *console) *cli.Command {
	return &cli.Command{
		Name: "neo4j-admin", Usage: "CSV files for neo4j-admin database import full", ArgsUsage: "DIR",
		Description: "Writes the whole graph into a new folder, with the arguments of the import. It fills\n" +
			"an empty database faster than transactions do. With the database stopped:\n\n" +
			"  cd DIR && neo4j-admin database import full neo4j @" + export.AdminArgs + "\n\n" +
			"and once it runs again, for the constraints and indexes:\n\n" +
			"  cypher-shell -f DIR/" + export.AdminSchema + "\n\n" + export.AdminCounts + " tells how many nodes and edges there must be then.\n\n" +
			exitHelp(exitOK, exitDefect, exitUsage, exitConfiguration, exitData, exitTemporary),
		Flags: append(storeFlags(), progressFlag(),
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write into the new folder `DIR`, instead of the argument"}),
		OnUsageError: usage,
		Action: func(c *cli.Context) error {
			if len(operands(c)) != 1 {
				return usagef("export neo4j-admin needs one folder; see newsgraph export neo4j-admin --help")
			}
			dir := operands(c)[0]
			if dir == standard {
				return usagef("export neo4j-admin writes a folder of files: name a new one, not -")
			}
			if entries, _ := os.ReadDir(dir); len(entries) > 0 {
				return usagef("%s is not empty: name a new folder", dir)
			}
			store, err := con.reader(c.Context, c)
			if err != nil {
				return err
			}
			defer store.Close(context.WithoutCancel(c.Context))
			relations, err := knownRelations(c)
			if err != nil {
				return err
			}
			loader, err := load.New(store, relations, "", load.Options{})
			if err != nil {
				return err
			}
			shown := con.newProgress(c.String("progress"), "export", "nodes and edges", false)
			shown.size(c.Context, store)
			shown.start()
			summary, err := export.Admin(dir, shown.elements(load.Graph(c.Context, store)), loader.Script())
			shown.stop()
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(con.out, "%s: %s and %s\nthen:  cd %s && neo4j-admin database import full neo4j @%s\n       cypher-shell -f %s   once the database runs again\n",
				dir, counted(summary.Nodes, "nodes"), counted(summary.Edges, "edges"), dir, export.AdminArgs, export.AdminSchema)
			return err
		},
	}
}
