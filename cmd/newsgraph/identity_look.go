package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/identity"
	"github.com/newsgraph/newsgraph/graph/review"
)

// looks is the console of the subcommands of identity.
type looks struct{ *console }

// newLooks are the subcommands of identity that show who is who, and what may be judged.
func newLooks(of *console, codes string) []*cli.Command {
	con := looks{of}
	const named = "NAMES are names, ids (e_…) or beginnings of ids; NAME@ARTICLE, with the article's id\n" +
		"(a_…) or its address, is whom that article alone means by the name."
	sub := func(name, args, usageText, description string, run func(*cli.Context) error, flags ...cli.Flag) *cli.Command {
		return &cli.Command{Name: name, Usage: usageText, ArgsUsage: args, Description: description + codes,
			Flags: append(storeFlags(), flags...), OnUsageError: usage, Action: run}
	}
	kind := &cli.StringFlag{Name: "kind", Usage: "names are those of a `KIND`: " + kindNames(),
		Action: func(_ *cli.Context, k string) error {
			if !slices.Contains(extract.Kinds(), extract.Kind(k)) {
				return usagef("--kind %s: want one of %s%s", k, kindNames(), suggest(k, strings.Split(kindNames(), ", ")))
			}
			return nil
		}}
	limit := &cli.IntFlag{Name: "limit", Value: 50, Usage: "at most `N` pairs", Action: func(_ *cli.Context, n int) error {
		if n < 1 {
			return usagef("--limit %d: want at least 1", n)
		}
		return nil
	}}
	again := &cli.BoolFlag{Name: "again", Usage: "also pairs of which somebody was unsure"}
	return []*cli.Command{
		sub("show", "[NAME]", "show of which names a node is made, or all judgements",
			strings.Replace(named, "NAMES are names, ids (e_…) or beginnings of ids", "NAME is a name, an id (e_…) or its beginning", 1), con.identityShow, kind),
		sub("explain", "A B", "tell why two names are one node or two", strings.Replace(named, "NAMES", "A and B", 1), con.identityExplain, kind),
		sub("propose", "", "list pairs that may be the same, as judgements to fill in", "What would gain most comes first. Nothing is changed: the lines say unsure. Write same\n"+
			"or different instead, take out what you have not looked at, and import the rest.", con.identityPropose, limit, again),
		sub("review", "", "go through the proposals, one key a decision", "Keys: s same, d different, u unsure, b back to the one before, q end. What is decided is\n"+
			"written at once; back takes it out again. Without a terminal the keys are read from\n"+
			"the standard input.", con.identityReview, relationsFlag(), limit, again, &cli.StringFlag{Name: "by", Usage: "`WHO` says so"}),
	}
}

// kindNames lists the kinds of nodes.
func kindNames() string {
	var list []string
	for _, k := range extract.Kinds() {
		list = append(list, string(k))
	}
	return strings.Join(list, ", ")
}

// looking opens the graph for reading.
func (con looks) looking(c *cli.Context, fn func(context.Context, graph.Store) error) (err error) {
	store, err := con.reader(c.Context, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close(context.WithoutCancel(c.Context))) }()
	return fn(c.Context, store)
}

// one finds the one that is meant by a name or an id.
func (con looks) one(ctx context.Context, store graph.Store, name, kind string) (review.Bearer, error) {
	found, err := review.Find(ctx, store, name, kind)
	switch {
	case err != nil:
		return review.Bearer{}, err
	case len(found) == 0:
		con.unknownName(func(statement string, params map[string]any) (table, error) {
			return answer(ctx, store, statement, params)
		}, name)
		return review.Bearer{}, usagef("nobody is called %q", name)
	case len(found) > 1:
		var list []string
		for _, b := range found {
			list = append(list, b.String())
		}
		return review.Bearer{}, usagef("several are called %q: %s; give the id, or --kind", name, some(list))
	}
	return found[0], nil
}

// two finds the two that a command names.
func (con looks) two(ctx context.Context, c *cli.Context, store graph.Store) (a, b review.Bearer, err error) {
	if c.NArg() != 2 {
		return a, b, usagef("identity %s needs two names or ids, got %s", c.Command.Name, counted(c.NArg(), "arguments"))
	}
	if a, err = con.one(ctx, store, c.Args().Get(0), c.String("kind")); err == nil {
		b, err = con.one(ctx, store, c.Args().Get(1), c.String("kind"))
	}
	return a, b, err
}

// moment is the time now, as judgements bear it.
func (con looks) moment() string {
	now := time.Now
	if con.now != nil {
		now = con.now
	}
	return now().UTC().Format("2006-01-02T15:04:05.000Z")
}

// judgementLine is a judgement for people.
func judgementLine(j identity.Judgement) string {
	ref := func(r identity.Ref) string {
		if r.Name == "" {
			return r.String()
		}
		return strings.TrimSpace(fmt.Sprintf("%s (%s %s", r, r.Kind, r.ID)) + ")"
	}
	line := fmt.Sprintf("%s: %s, %s  %s", j.Verdict, ref(j.A), ref(j.B), j.Key())
	for _, more := range []string{j.Reason, j.By, j.At} {
		if more != "" {
			line += "  " + more
		}
	}
	return printable(line)
}

// effect prints what judgements change.
func (con looks) effect(e review.Effect) {
	if e.None() {
		fmt.Fprintln(con.out, "nothing changes in the graph as it is")
		return
	}
	for _, part := range []struct {
		what  string
		nodes []review.Node
	}{{"joined to another node", e.Joined}, {"a node of its own", e.Parted}, {"called otherwise from then on", e.Renamed}} {
		for _, n := range part.nodes {
			fmt.Fprintf(con.out, "  %s: %s (%s %s)\n", part.what, printable(n.Name), n.Kind, n.ID)
		}
	}
	fmt.Fprintf(con.out, "  %s in %s move, %s get another end; edges: %d gone, %d new\n", counted(e.Mentions, "mentions"), counted(e.Articles, "articles"),
		counted(e.Claims, "claims"), e.Edges.Gone, e.Edges.New)
}

// agreed reports whether what was shown is to be written: nobody is asked where nobody
// sits at a terminal.
func (con looks) agreed(ctx context.Context, c *cli.Context) (bool, error) {
	if c.Bool("dry-run") {
		_, err := fmt.Fprintln(con.out, "nothing was written")
		return false, err
	}
	if con.key == nil || c.Bool("yes") {
		return true, nil
	}
	fmt.Fprint(con.out, "write it? [y/n] ")
	for {
		key, err := con.key(ctx)
		if err != nil {
			return false, err
		}
		switch key {
		case 'y', 'Y':
			fmt.Fprintln(con.out, "y")
			return true, nil
		case 'n', 'N', 'q':
			_, err := fmt.Fprintln(con.out, "n\nnothing was written")
			return false, err
		}
	}
}
