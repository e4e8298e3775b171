package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"newsgraph/extract/source"
	"newsgraph/graph"
	"newsgraph/graph/load"
)

func newRetract(con *console) *cli.Command {
	return &cli.Command{
		Name:      "retract",
		Usage:     "take articles out of the graph, with all that only they support",
		ArgsUsage: "ARTICLE...",
		Description: "An article is named by its address, its id (a_…), the id that its source gave it, its\n" +
			"exact title, or, if it has no publisher, by the file that it was read from: then all\n" +
			"articles of that file go. An article that is not in the graph is an error; the others go.\n\n" +
			"  newsgraph retract https://news.example/withdrawn\n  newsgraph retract articles/kestrel.txt\n\n" +
			exitHelp(exitOK, exitUsage, exitRejects, exitConfiguration, exitData, exitTemporary),
		Flags: append(storeFlags(), relationsFlag()),
		Action: func(c *cli.Context) error {
			if !c.Args().Present() || slices.Contains(c.Args().Slice(), "") {
				return usagef("retract needs an article: its address, id, title or file")
			}
			return con.change(c, func(ctx context.Context, _ graph.Store, l *load.Loader) error {
				return con.retract(ctx, l, c.Args().Slice())
			})
		},
		OnUsageError: usage,
	}
}

// retract takes out what the references name, tells what that was, and fails if
// one of them names nothing.
func (con *console) retract(ctx context.Context, l *load.Loader, refs []string) error {
	var missing []string
	var done load.Report
	for _, ref := range refs {
		found, err := l.Find(ctx, ref, sourceFile(ref))
		if err != nil {
			return err
		}
		if len(found) == 0 {
			missing = append(missing, ref)
		}
		for _, a := range found {
			r, err := l.Retract(ctx, a.ID)
			if err != nil {
				return err
			}
			done.Retracted += r.Retracted
			done.Counts.Add(r.Counts)
			fmt.Fprintf(con.out, "retracted %s  %s\n", a.ID, printable(strings.Join(strings.Fields(a.Title+"  "+cmp.Or(a.URL, a.Source)), " ")))
		}
	}
	fmt.Fprintf(con.out, "%d retracted; nodes: %d deleted; edges: %d deleted, %d created\n",
		done.Retracted, done.Counts.NodesDeleted, done.Counts.EdgesDeleted, done.Counts.EdgesCreated)
	if len(missing) > 0 {
		return fmt.Errorf("%w: not in the graph: %s (want an address, id, title or source file; newsgraph cypher 'MATCH (a:Article) RETURN a.id, a.title, a.url, a.source' lists them)",
			errRejected, strings.Join(missing, ", "))
	}
	return nil
}

// sourceFile returns the name by which the articles of a file are known, empty
// if ref names none.
func sourceFile(ref string) string {
	if name := source.FileName(ref); name != "" {
		return name
	}
	if info, err := os.Stat(ref); err == nil && info.Mode().IsRegular() {
		return filepath.Base(ref)
	}
	return ""
}

// change opens the graph that must be there for writing and hands a loader to fn.
func (con *console) change(c *cli.Context, fn func(context.Context, graph.Store, *load.Loader) error) error {
	return con.withLoader(c, con.writer, fn)
}

// withLoader opens the graph that must be there and hands a loader to fn.
func (con *console) withLoader(c *cli.Context, open func(context.Context, *cli.Context) (graph.Store, error), fn func(context.Context, graph.Store, *load.Loader) error) (err error) {
	relations, err := knownRelations(c)
	if err != nil {
		return err
	}
	return con.withLoaderOf(c, open, language{relations: relations}, fn)
}

// withLoaderOf is withLoader with a loader that knows the rules of a language.
func (con *console) withLoaderOf(c *cli.Context, open func(context.Context, *cli.Context) (graph.Store, error), l language, fn func(context.Context, graph.Store, *load.Loader) error) (err error) {
	if err := con.present(c); err != nil {
		return err
	}
	store, err := open(c.Context, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close(context.WithoutCancel(c.Context))) }()
	loader, err := load.New(store, l.relations, l.rules(), load.Options{})
	if err != nil {
		return err
	}
	return fn(c.Context, store, loader)
}
