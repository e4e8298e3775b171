package main

import (
	"context"
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/load"
)

func newDigest(con *console) *cli.Command {
	return &cli.Command{
		Name:  "digest",
		Usage: "print a checksum of the whole graph; equal graphs have equal ones",
		Description: "The same for a folder and for a server. --dump prints what the checksum is of: one\n" +
			"node or edge a line, sorted.\n\n" + exitHelp(exitOK, exitUsage, exitConfiguration, exitData, exitTemporary),
		Flags:        append(storeFlags(), &cli.BoolFlag{Name: "dump", Usage: "print the graph instead"}),
		OnUsageError: usage,
		Action: func(c *cli.Context) error {
			store, err := con.reader(c.Context, c)
			if err != nil {
				return err
			}
			defer store.Close(context.WithoutCancel(c.Context))
			if c.Bool("dump") {
				return graph.Dump(con.data, load.Graph(c.Context, store))
			}
			sum, err := graph.DigestOf(load.Graph(c.Context, store))
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(con.out, sum)
			return err
		},
	}
}
