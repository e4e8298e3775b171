package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/source"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/ingest"
	"github.com/newsgraph/newsgraph/graph/load"
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
			exitHelp(exitOK, exitDefect, exitUsage, exitRejects, exitConfiguration, exitData, exitTemporary),
		Flags: append(append(storeFlags(), inputFlags()...), workersFlag(), workLimitFlag(), limitFlag(), statedFlag(true), modelFlag(), confidenceFlag(), calibrationFlag()),
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
				var given input
				articles := l.Pipeline.Within(limits(c)).Run(ctx, source.Open(c.Args().Slice(), options), c.Int("workers"))
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
func (con *console) readAgain(c *cli.Context) (ingest.Language, error) {
	if c.Args().Present() {
		return newLanguage(c)
	}
	relations, err := knownRelations(c)
	return ingest.Language{Relations: relations}, err
}

// input counts what the paths of a verification gave.
type input struct {
	articles int
	closed   int // paths that are not there or cannot be read
}

// readable passes the articles on, counts them, and tells of records that are none.
func (con *console) readable(articles iter.Seq2[*extract.Article, error], given *input) iter.Seq2[*extract.Article, error] {
	return func(yield func(*extract.Article, error) bool) {
		for a, err := range articles {
			var reject *extract.Reject
			if errors.As(err, &reject) {
				con.notice(err.Error())
				if reject.Code == "missing" || reject.Code == "unreadable" {
					given.closed++
				}
				continue
			}
			if err == nil {
				given.articles++
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// verified prints what a verification found, of what was given.
func (con *console) verified(c *cli.Context, v load.Verification, given input) error {
	var b strings.Builder
	for _, f := range v.Findings {
		fmt.Fprintln(&b, printable(f.String()))
	}
	fmt.Fprintf(&b, "%s: %s and %s computed again, %s of %s looked up: %s\n", place(c), counted(v.Edges, "edges"), counted(v.Entities, "entities"),
		counted(v.Quotes, "quotes"), counted(v.Articles, "articles"), counted(len(v.Findings), "findings"))
	if v.Articles > v.OtherRules {
		fmt.Fprintf(&b, "%s read again, each with its trigger and ends in the evidence\n", counted(v.Proved, "claims"))
	}
	if _, err := io.WriteString(con.out, b.String()); err != nil {
		return err
	}
	if v.Edges+v.Entities == 0 && given.articles == 0 {
		con.notice("there is nothing in the graph to check")
	}
	if v.OtherRules > 0 {
		con.notice(fmt.Sprintf("%d of the articles were loaded with other relations, rules or flags: their claims were not read again", v.OtherRules))
	}
	if v.Missing > 0 {
		con.notice(fmt.Sprintf("%d of the %d articles given are not in the graph", v.Missing, given.articles))
	}
	switch n := len(v.Findings); {
	case n > 0:
		return fmt.Errorf("%w %s that must not be", errFound, counted(n, "things"))
	case given.closed > 0:
		return fmt.Errorf("%w: %d of the paths given could not be read, so that not all was checked", ingest.ErrRejected, given.closed)
	case c.Args().Present() && v.Missing == given.articles:
		return fmt.Errorf("%w nothing to look up: load the articles first, or name the graph that has them", errFound)
	}
	return nil
}
