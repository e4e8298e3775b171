package main

import (
	"context"
	"fmt"
	"io"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/load"
)

func newSchema(con *console) *cli.Command {
	codes := "\n\n" + exitHelp(exitOK, exitDefect, exitUsage, exitConfiguration, exitTemporary)
	return &cli.Command{
		Name:        "schema",
		Usage:       "constraints and indexes of the graph: apply, show, check",
		Description: "load applies the schema by itself." + codes,
		Action:      subcommand,
		Subcommands: []*cli.Command{
			{
				Name: "apply", Usage: "create what is missing", Description: "Changes nothing where all is there." + codes,
				Flags: append(storeFlags(), relationsFlag()), OnUsageError: usage,
				Action: func(c *cli.Context) error {
					return con.change(c, func(ctx context.Context, _ graph.Store, l *load.Loader) error {
						n, err := l.ApplySchema(ctx)
						if err != nil {
							return err
						}
						_, err = fmt.Fprintf(con.out, "schema %d: %d constraints and %d indexes added\n", load.SchemaVersion, n.ConstraintsAdded, n.IndexesAdded)
						return err
					})
				},
			},
			{
				Name: "show", Usage: "print the statements", Description: "Needs no graph." + codes,
				Flags: []cli.Flag{relationsFlag()}, OnUsageError: usage,
				Action: func(c *cli.Context) error {
					relations, err := knownRelations(c)
					if err != nil {
						return err
					}
					l, err := load.New(nil, relations, "", load.Options{})
					if err != nil {
						return err
					}
					_, err = io.WriteString(con.out, l.Script())
					return err
				},
			},
			{
				Name: "check", Usage: "fail if the graph lacks the schema", Description: "Writes nothing." + codes,
				Flags: append(storeFlags(), relationsFlag()), OnUsageError: usage,
				Action: func(c *cli.Context) error {
					return con.withLoader(c, con.reader, func(ctx context.Context, _ graph.Store, l *load.Loader) error {
						if err := l.CheckSchema(ctx); err != nil {
							return err
						}
						_, err := fmt.Fprintf(con.out, "schema %d is there\n", load.SchemaVersion)
						return err
					})
				},
			},
		},
		OnUsageError: usage,
	}
}
