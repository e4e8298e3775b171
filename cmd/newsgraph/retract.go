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

	"github.com/newsgraph/newsgraph/graph"
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
	var missing, unclear []string
	var done load.Report
	for _, ref := range refs {
		found, err := l.Find(ctx, ref, placeOf(ref))
		var several *load.AmbiguousError
		switch {
		case errors.As(err, &several):
			unclear = append(unclear, err.Error())
			continue
		case err != nil:
			return err
		case len(found) == 0:
			missing = append(missing, ref+con.called(ctx, l, ref))
		}
		for _, a := range found {
			if err := con.takeOut(ctx, l, a, &done); err != nil {
				return err
			}
		}
	}
	fmt.Fprintf(con.out, "%d retracted; nodes: %d deleted; edges: %d deleted, %d created\n",
		done.Retracted, done.Counts.NodesDeleted, done.Counts.EdgesDeleted, done.Counts.EdgesCreated)
	if len(missing) > 0 {
		unclear = append(unclear, fmt.Sprintf("not in the graph: %s (want an address, id, title or source file; newsgraph cypher 'MATCH (a:Article) RETURN a.id, a.title, a.url, a.paths' lists them)",
			strings.Join(missing, ", ")))
	}
	if len(unclear) > 0 {
		return fmt.Errorf("%w: %s", errRejected, strings.Join(unclear, "; "))
	}
	return nil
}

// takeOut retracts an article, unless it came from another file as well.
func (con *console) takeOut(ctx context.Context, l *load.Loader, a load.Found, done *load.Report) error {
	told := func(what, more string) {
		words := strings.Fields(a.Title + "  " + cmp.Or(a.URL, pathList(a.Paths), a.Source) + more)
		fmt.Fprintf(con.out, "%s %s  %s\n", what, a.ID, printable(strings.Join(words, " ")))
	}
	if len(a.Paths) > 0 && len(a.Others) > 0 {
		told("kept", " (it came from "+pathList(a.Others)+" too)")
		return l.SetPaths(ctx, a.ID, a.Others)
	}
	r, err := l.Retract(ctx, a.ID)
	if err != nil {
		return err
	}
	done.Retracted += r.Retracted
	done.Counts.Add(r.Counts)
	told("retracted", "")
	return nil
}

// pathList lists paths as the user named them.
func pathList(paths []string) string {
	var list []string
	for _, path := range paths {
		list = append(list, load.Named(path))
	}
	return strings.Join(list, ", ")
}

// placeOf is what a user may mean by a reference that is a path.
func placeOf(ref string) load.Place {
	file, _, _ := strings.Cut(ref, "!")
	_, err := os.Stat(file)
	return load.Place{Path: ref, There: err == nil}
}

// called tells of other files of the name of one that is not in the graph.
func (con *console) called(ctx context.Context, l *load.Loader, ref string) string {
	found, err := l.Find(ctx, filepath.Base(ref), load.Place{Path: filepath.Base(ref)})
	var several *load.AmbiguousError
	switch {
	case errors.As(err, &several):
		return fmt.Sprintf(" (but %v)", err)
	case err == nil && len(found) > 0 && len(found[0].Paths) > 0:
		return fmt.Sprintf(" (but what came from %s is)", load.Named(found[0].Paths[0]))
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
