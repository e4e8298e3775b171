package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"newsgraph/graph"
	"newsgraph/graph/load"
)

func newRetract(con *console) *cli.Command {
	return &cli.Command{
		Name:      "retract",
		Usage:     "take articles out of the graph, with all that only they support",
		ArgsUsage: "ARTICLE...",
		Description: "An article is named by its id (a_…) or its address. Retracting what is not there\n" +
			"changes nothing.\n\n" +
			"  newsgraph retract https://news.example/withdrawn\n\n" +
			exitHelp(exitOK, exitUsage, exitConfiguration, exitData, exitTemporary),
		Flags: append(storeFlags(), relationsFlag()),
		Action: func(c *cli.Context) error {
			if !c.Args().Present() {
				return usagef("retract needs the id or the address of an article")
			}
			return con.change(c, func(ctx context.Context, _ graph.Store, l *load.Loader) error {
				r, err := l.Retract(ctx, c.Args().Slice()...)
				if err != nil {
					return err
				}
				for _, a := range r.Missing {
					fmt.Fprintf(con.err, "newsgraph: not in the graph: %s\n", a)
				}
				_, err = fmt.Fprintf(con.out, "%d retracted; nodes: %d deleted; edges: %d deleted, %d created\n",
					r.Retracted, r.Counts.NodesDeleted, r.Counts.EdgesDeleted, r.Counts.EdgesCreated)
				return err
			})
		},
		OnUsageError: usage,
	}
}

// change opens the graph that must be there for writing and hands a loader to fn.
func (con *console) change(c *cli.Context, fn func(context.Context, graph.Store, *load.Loader) error) (err error) {
	relations, err := knownRelations(c)
	if err != nil {
		return err
	}
	if err := con.present(c); err != nil {
		return err
	}
	store, err := con.writer(c.Context, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close(context.WithoutCancel(c.Context))) }()
	loader, err := load.New(store, relations, "", load.Options{})
	if err != nil {
		return err
	}
	return fn(c.Context, store, loader)
}
