package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/view"
	"github.com/newsgraph/newsgraph/queries"
	"github.com/newsgraph/newsgraph/queries/phrasing"
)

func newView(con *console) *cli.Command {
	return &cli.Command{
		Name:  "view",
		Usage: "look at the graph in a browser: search, pages, questions, a picture",
		Description: "Serves a local web site over the graph in a folder or in Neo4j until interrupted: search\n" +
			"as one types, a page for every entity, article and edge with the sentences that show\n" +
			"it, the stored questions as forms, and a picture to grow and to filter. It only reads,\n" +
			"and no page asks another machine for anything.\n\n" +
			"  newsgraph view\n  newsgraph view --to bolt://localhost:7687 --http 9000\n\n" +
			"Whoever reaches the address reads the graph; it is this machine's own unless you say\n" +
			"otherwise. A graph in a folder may be loaded into meanwhile: the next page shows it.\n\n" +
			exitHelp(exitOK, exitUsage, exitConfiguration, exitData, exitTemporary),
		Flags: append(storeFlags(), timeoutFlag(), queriesFlag(),
			&cli.StringFlag{Name: "http", Value: "8012", Usage: "serve at `ADDRESS`: a port, on this machine only, or HOST:PORT"},
			&cli.StringSliceFlag{Name: "allow-host", Usage: "also answer requests to the host `NAME`, as of a proxy"}),
		Action:       func(c *cli.Context) error { return serveView(con, c) },
		OnUsageError: usage,
	}
}

// serveView serves the site until the context ends, which is no failure.
func serveView(con *console, c *cli.Context) error {
	all, err := questions(c.String("queries"))
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(q queries.Query) bool { return q.Writes })
	triggers, err := triggers()
	if err != nil {
		return err
	}
	store, err := newest(con, c)
	if err != nil {
		return err
	}
	defer store.Close(context.WithoutCancel(c.Context))
	site, err := view.New(view.Config{Graph: store, Questions: all, Kinds: asTexts(extract.Kinds()), Place: cmp.Or(c.String("to"), c.String("store")), Timeout: c.Duration("timeout"),
		Read: readings(phrasing.New(all, triggers), store),
		Identify: func(ctx context.Context, q queries.Query, params map[string]any) error {
			return identify(answering(ctx, store), q, params)
		}})
	if err != nil {
		return err
	}
	return serveOver(con, c, "", site.Handler)
}

// readings finds what words mean as a question to a graph, for people to choose from.
func readings(reader *phrasing.Reader, store graph.Store) func(context.Context, string) ([]view.Reading, error) {
	return func(ctx context.Context, words string) ([]view.Reading, error) {
		answer, err := reader.Read(words, graphNames{answering(ctx, store)})
		if err != nil {
			return nil, err
		}
		var list []view.Reading
		for _, r := range append(answer.Readings, answer.Near...) {
			said := []string{r.Query.Title}
			for _, a := range r.Args {
				value := a.Value
				if a.Entity != nil {
					value = fmt.Sprintf("%s (%s)", a.Entity.Name, a.Entity.Kind)
				}
				said = append(said, a.Param+": "+value)
			}
			list = append(list, view.Reading{Question: r.Query.Name, Arguments: r.Values(), Says: strings.Join(said, "; ")})
		}
		return list, nil
	}
}
