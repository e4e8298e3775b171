package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/graph/embedded"
	"github.com/newsgraph/newsgraph/graph/export"
	"github.com/newsgraph/newsgraph/graph/load"
)

func newDB(con *console) *cli.Command {
	codes := "\n\n" + exitHelp(exitOK, exitDefect, exitUsage, exitConfiguration, exitData, exitTemporary)
	store := []cli.Flag{folderFlag()}
	sub := func(name, usageText, args, description string, n int, run func(*cli.Context) error) *cli.Command {
		return &cli.Command{
			Name: name, Usage: usageText, ArgsUsage: args, Description: description + codes, Flags: store, OnUsageError: usage,
			Action: func(c *cli.Context) error {
				if got := len(operands(c)); got != n {
					return usagef("db %s: want %s, got %d; see newsgraph db %s --help", name, counted(n, "arguments"), got, name)
				}
				return run(c)
			},
		}
	}
	dump := sub("dump", "write the graph to one file", "FILE", "The file appears when it is complete; restore reads it. - is the standard output.", 1, con.dbDump)
	dump.Flags = append(store[:1:1], &cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write to `FILE`, instead of the argument"})
	return &cli.Command{
		Name: "db", Usage: "look after the graph in a folder: check, compact, dump, restore",
		Description: "A Neo4j server has its own tools for this." + codes,
		Action:      subcommand,
		Subcommands: []*cli.Command{
			sub("check", "read the whole graph and say what it holds", "", "Changes nothing. Nobody may write to the graph meanwhile.", 0, con.dbCheck),
			sub("compact", "write the graph anew without its history", "", "Keeps all data; a crash in between does no harm.", 0, con.dbCompact),
			dump,
			sub("restore", "make a graph from a dump", "FILE", "The folder must hold no graph yet.", 1, con.dbRestore),
		},
		OnUsageError: usage,
	}
}

// operands are the arguments of a command; what -o names is one of them.
func operands(c *cli.Context) []string {
	if output := c.String("output"); output != "" {
		return append(c.Args().Slice(), output)
	}
	return c.Args().Slice()
}

func (con *console) dbCheck(c *cli.Context) error {
	if err := con.present(c); err != nil {
		return err
	}
	r, err := embedded.Inspect(c.String("store"))
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(con.out, "%s: %s, %s; %s since the snapshot; %d bytes of snapshot, %d of log\n",
		c.String("store"), counted(r.Nodes, "nodes"), counted(r.Edges, "edges"), counted(r.Transactions, "transactions"), r.SnapshotBytes, r.LogBytes); err != nil {
		return err
	}
	if r.TornBytes > 0 {
		return fmt.Errorf("%w a last transaction that a crash has cut off before it was acknowledged: the next command that writes goes on without its %d bytes and keeps them in a file of their own", errFound, r.TornBytes)
	}
	return nil
}

// opened runs fn on the folder's graph, opened for writing or reading.
func (con *console) opened(c *cli.Context, readOnly bool, fn func(*embedded.Store) error) (err error) {
	if err := con.present(c); err != nil {
		return err
	}
	s, err := embedded.Open(c.Context, c.String("store"), embedded.Options{ReadOnly: readOnly, Notice: con.notice})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close(context.WithoutCancel(c.Context))) }()
	return fn(s)
}

func (con *console) dbCompact(c *cli.Context) error {
	if err := con.opened(c, false, func(s *embedded.Store) error { return s.Compact(c.Context) }); err != nil {
		return err
	}
	_, err := fmt.Fprintf(con.out, "%s: written anew without its history\n", c.String("store"))
	return err
}

func (con *console) dbDump(c *cli.Context) error {
	file := operands(c)[0]
	if file == standard && con.width > 0 {
		return usagef("a dump is no text: newsgraph db dump FILE, or send the standard output to a file")
	}
	return con.opened(c, true, func(s *embedded.Store) error {
		if file == standard {
			return s.Dump(con.data)
		}
		holds, err := load.Count(c.Context, s)
		if err != nil {
			return err
		}
		if err := export.Create(file, s.Dump); err != nil {
			return err
		}
		_, err = fmt.Fprintf(con.out, "%s: %s\n", file, held(holds))
		return err
	})
}

func (con *console) dbRestore(c *cli.Context) error {
	if c.Args().First() == standard {
		return usagef("a dump is read from a file, not from the standard input: newsgraph db restore FILE")
	}
	if err := strange(c.String("store")); err != nil {
		return err
	}
	if err := embedded.Restore(c.Context, c.Args().First(), c.String("store")); err != nil {
		return err
	}
	_, err := fmt.Fprintf(con.out, "%s: restored from %s\n", c.String("store"), c.Args().First())
	return err
}
