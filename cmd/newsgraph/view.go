package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/identity"
	"github.com/newsgraph/newsgraph/graph/load"
	"github.com/newsgraph/newsgraph/graph/review"
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
			"it, the stored questions as forms, and a picture to grow and to filter. It only reads\n" +
			"without --edit, and no page asks another machine for anything.\n\n" +
			"  newsgraph view\n  newsgraph view --to bolt://localhost:7687 --http 9000\n\n" +
			"Whoever reaches the address reads the graph; it is this machine's own unless you say\n" +
			"otherwise. A graph in a folder may be loaded into meanwhile: the next page shows it.\n" +
			"With --edit its pages have buttons to judge who is who, and whoever reaches the address\n" +
			"may press them; each is shown what would change before anything is written.\n\n" +
			exitHelp(exitOK, exitUsage, exitConfiguration, exitData, exitTemporary),
		Flags: append(storeFlags(), timeoutFlag(), queriesFlag(), relationsFlag(),
			&cli.BoolFlag{Name: "edit", Usage: "let people judge who is who, as newsgraph identity does"},
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
	config := view.Config{Graph: store, Questions: all, Kinds: asTexts(extract.Kinds()), Place: cmp.Or(c.String("to"), c.String("store")), Timeout: c.Duration("timeout"),
		Read: readings(phrasing.New(all, triggers), store),
		Identify: func(ctx context.Context, q queries.Query, params map[string]any) error {
			return identify(answering(ctx, store), q, params)
		}}
	if c.Bool("edit") {
		config.Token, config.Edit = rand.Text(), editing(con, c)
	}
	site, err := view.New(config)
	if err != nil {
		return err
	}
	return serveOver(con, c, "", site.Handler)
}

// editing judges as newsgraph identity does, in a graph that is open for that long only.
func editing(con *console, c *cli.Context) func(context.Context, view.Judgement, bool) ([]string, error) {
	return func(ctx context.Context, v view.Judgement, write bool) ([]string, error) {
		var said strings.Builder
		aside, within := *con, *c
		aside.out, aside.key, within.Context = &said, nil, ctx
		err := aside.change(&within, func(ctx context.Context, store graph.Store, l *load.Loader) error {
			put, drop, err := judgedInView(ctx, store, v)
			if err != nil {
				return err
			}
			for _, j := range drop {
				fmt.Fprintf(&said, "taken back: %s\n", judgementLine(j))
			}
			for _, j := range put {
				fmt.Fprintf(&said, "judged: %s\n", judgementLine(j))
			}
			effect, err := review.Effects(ctx, store, l, put, drop)
			if err != nil {
				return err
			}
			looks{&aside}.effect(effect)
			if write {
				_, err = l.Judge(ctx, put, drop)
			}
			return err
		})
		return strings.Split(strings.TrimSpace(said.String()), "\n"), err
	}
}

// judgedInView is what a judgement puts into a graph, and what it takes the place of.
func judgedInView(ctx context.Context, store graph.Store, v view.Judgement) (put, drop []identity.Judgement, err error) {
	if v.Verdict == view.UndoLast {
		drop, put, err = load.Last(ctx, store)
		if err == nil && len(drop) == 0 {
			err = errors.New("there is no judgement that is known to be the last")
		}
		return put, drop, err
	}
	run := answering(ctx, store)
	j := identity.Judgement{Verdict: identity.Verdict(v.Verdict)}
	if j.A, err = oneRef(run, v.A, ""); err != nil {
		return nil, nil, err
	}
	if j.B, err = oneRef(run, v.B, ""); err != nil {
		return nil, nil, err
	}
	if j.A == j.B {
		return nil, nil, errors.New("both are one entity already")
	}
	if err := j.Check(); err != nil {
		return nil, nil, err
	}
	given, err := load.Judgements(ctx, store)
	if err != nil {
		return nil, nil, err
	}
	put, drop = identity.Merge(given, []identity.Judgement{j})
	return put, drop, nil
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
