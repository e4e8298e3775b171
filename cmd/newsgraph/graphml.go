package main

import (
	"fmt"
	"io"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/graph/export"
)

func newGraphML(con *console) *cli.Command {
	codes := "\n\n" + exitHelp(exitOK, exitDefect, exitUsage, exitConfiguration)
	return &cli.Command{
		Name:         "graphml",
		Usage:        "look after GraphML files, of whatever program",
		Description:  "The work is done by the subcommand check." + codes,
		Action:       subcommand,
		OnUsageError: usage,
		Subcommands: []*cli.Command{{
			Name:         "check",
			Usage:        "tell what in a GraphML file NetworkX, igraph, Gephi, Cytoscape, graphology or APOC stumbles over",
			ArgsUsage:    "FILE|-",
			Description:  "One line for each finding: line and column, the rule, what breaks where." + codes,
			OnUsageError: usage,
			Action: func(c *cli.Context) error {
				if c.NArg() != 1 {
					return usagef("graphml check needs one file, or - for the standard input")
				}
				return con.checkGraphML(c.Args().First())
			},
		}},
	}
}

// checkGraphML prints the findings of one file and what it holds.
func (con *console) checkGraphML(name string) error {
	var in io.Reader = con.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return fmt.Errorf("check %s: %w", name, err)
		}
		defer f.Close()
		in = f
	}
	sum, findings, err := export.CheckGraphML(in)
	if err != nil {
		return fmt.Errorf("check %s: %w", name, err)
	}
	for _, f := range findings {
		fmt.Fprintf(con.out, "%s:%s\n", name, f)
	}
	fmt.Fprintf(con.out, "%s: %s and %s\n", name, counted(sum.Nodes, "nodes"), counted(sum.Edges, "edges"))
	if len(findings) > 0 {
		return fmt.Errorf("%w %s that some reader stumbles over", errFound, counted(len(findings), "things"))
	}
	return nil
}
