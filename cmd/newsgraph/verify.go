package main

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/urfave/cli/v2"

	"newsgraph/extract"
	"newsgraph/extract/source"
	"newsgraph/graph"
	"newsgraph/graph/load"
)

func newVerify(con *console) *cli.Command {
	return &cli.Command{
		Name:      "verify",
		Usage:     "check a graph against itself, and its quotes against the articles",
		ArgsUsage: "[PATH...|-]",
		Description: "Every claim must have its article and its ends, every edge and name must be what\n" +
			"the claims and mentions give. With PATHs also: every quote stands in the article,\n" +
			"word for word, where the claim says; and the articles are read again, which must\n" +
			"give every claim, with evidence that holds its trigger and both ends, or pronouns\n" +
			"and descriptions that lead to them. For that give the flags that load had.\n\n" +
			exitHelp(exitOK, exitDefect, exitUsage, exitConfiguration, exitData, exitTemporary),
		Flags: append(append(storeFlags(), inputFlags()...), workersFlag(), limitFlag(), statedFlag(true), confidenceFlag()),
		Action: func(c *cli.Context) error {
			options, err := con.input(c)
			if err != nil {
				return err
			}
			l, err := con.readAgain(c)
			if err != nil {
				return err
			}
			return con.withLoaderOf(c, con.reader, l, func(ctx context.Context, _ graph.Store, loader *load.Loader) error {
				given := 0
				articles := l.pipeline.Within(c.Duration("time-limit")).Run(ctx, source.Open(c.Args().Slice(), options), c.Int("workers"))
				v, err := loader.Verify(ctx, con.readable(articles, &given))
				if err != nil {
					return err
				}
				return con.verified(c, v, given)
			})
		},
		OnUsageError: usage,
	}
}

// readAgain returns the language that the articles are read with, without stages
// where none are given.
func (con *console) readAgain(c *cli.Context) (language, error) {
	if c.Args().Present() {
		return newLanguage(c)
	}
	relations, err := knownRelations(c)
	return language{relations: relations}, err
}

// readable passes the articles on, counts them, and tells of records that are none.
func (con *console) readable(articles iter.Seq2[*extract.Article, error], given *int) iter.Seq2[*extract.Article, error] {
	return func(yield func(*extract.Article, error) bool) {
		for a, err := range articles {
			var reject *extract.Reject
			if errors.As(err, &reject) {
				con.notice(err.Error())
				continue
			}
			if err == nil {
				*given++
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// verified prints what a verification found, of so many articles given.
func (con *console) verified(c *cli.Context, v load.Verification, given int) error {
	for _, f := range v.Findings {
		if _, err := fmt.Fprintln(con.out, printable(f.String())); err != nil {
			return err
		}
	}
	fmt.Fprintf(con.out, "%s: %d edges and %d entities computed again, %d quotes of %d articles looked up: %d findings\n",
		place(c), v.Edges, v.Entities, v.Quotes, v.Articles, len(v.Findings))
	if v.Edges+v.Entities == 0 && given == 0 {
		con.notice("there is nothing in the graph to check")
	}
	if v.Articles > v.OtherRules {
		fmt.Fprintf(con.out, "%d claims read again, each with its trigger and ends in the evidence\n", v.Proved)
	}
	if v.OtherRules > 0 {
		con.notice(fmt.Sprintf("%d of the articles were loaded with other relations, rules or flags: their claims were not read again", v.OtherRules))
	}
	if v.Missing > 0 {
		con.notice(fmt.Sprintf("%d of the %d articles given are not in the graph", v.Missing, given))
	}
	if n := len(v.Findings); n > 0 {
		return fmt.Errorf("%w %d things that must not be", errFound, n)
	}
	if c.Args().Present() && v.Missing == given {
		return fmt.Errorf("%w nothing to look up: load the articles first, or name the graph that has them", errFound)
	}
	return nil
}
