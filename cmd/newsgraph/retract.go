package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/ingest"
	"github.com/newsgraph/newsgraph/graph/load"
)

func newRetract(con *console) *cli.Command {
	return &cli.Command{
		Name:      "retract",
		Usage:     "take articles out of the graph, with all that only they support",
		ArgsUsage: "ARTICLE...",
		Description: "An article is named by its address, its id (a_…), the id that its source gave it,\n" +
			"its exact title, or by the file, the archive or the folder that it was read from:\n" +
			"then all that came from there goes, and nothing else. The name of a file alone is\n" +
			"enough where no other is called so; a member of an archive is ARCHIVE!MEMBER. What\n" +
			"came from elsewhere as well is kept. An article that is not in the graph is an\n" +
			"error; the others go.\n\n" +
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
// one of them names nothing, or several files.
func (con *console) retract(ctx context.Context, l *load.Loader, refs []string) error {
	done, err := ingest.Retract(ctx, l, refs, con.retracted)
	if err != nil {
		return err
	}
	n := done.Report
	fmt.Fprintf(con.out, "%d retracted; nodes: %d deleted; edges: %d deleted, %d created\n",
		n.Retracted, n.Counts.NodesDeleted, n.Counts.EdgesDeleted, n.Counts.EdgesCreated)
	var wrong []string
	for _, err := range done.Unclear {
		wrong = append(wrong, err.Error())
	}
	if len(done.Missing) > 0 {
		wrong = append(wrong, fmt.Sprintf("not in the graph: %s (want an address, id, title or source file; newsgraph cypher 'MATCH (a:Article) RETURN a.id, a.title, a.url, a.paths' lists them)",
			strings.Join(done.Missing, ", ")))
	}
	if len(wrong) > 0 {
		return fmt.Errorf("%w: %s", ingest.ErrRejected, strings.Join(wrong, "; "))
	}
	return nil
}

// retracted tells what became of an article that a reference names.
func (con *console) retracted(a load.Found, kept bool) {
	what, more := "retracted", ""
	if kept {
		what, more = "kept", " (it came from "+pathList(a.Others)+" too)"
	}
	words := strings.Fields(a.Title + "  " + cmp.Or(a.URL, pathList(a.Paths), a.Source) + more)
	fmt.Fprintf(con.out, "%s %s  %s\n", what, a.ID, printable(strings.Join(words, " ")))
}

// pathList lists paths as the user named them.
func pathList(paths []string) string {
	var list []string
	for _, path := range paths {
		list = append(list, load.Named(path))
	}
	return strings.Join(list, ", ")
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
	return con.withLoaderOf(c, open, ingest.Language{Relations: relations}, fn)
}

// withLoaderOf is withLoader with a loader that knows the rules of a language.
func (con *console) withLoaderOf(c *cli.Context, open func(context.Context, *cli.Context) (graph.Store, error), l ingest.Language, fn func(context.Context, graph.Store, *load.Loader) error) (err error) {
	if err := con.present(c); err != nil {
		return err
	}
	store, err := open(c.Context, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close(context.WithoutCancel(c.Context))) }()
	loader, err := load.New(store, l.Relations, l.Rules(), load.Options{})
	if err != nil {
		return err
	}
	return fn(c.Context, store, loader)
}
