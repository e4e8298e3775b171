package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/identity"
	"github.com/newsgraph/newsgraph/graph/load"
	"github.com/newsgraph/newsgraph/graph/review"
)

// identityShow shows a node with its names, or all judgements.
func (con looks) identityShow(c *cli.Context) error {
	if c.NArg() > 1 {
		return usagef("identity show takes one name, got %s", counted(c.NArg(), "arguments"))
	}
	return con.looking(c, func(ctx context.Context, store graph.Store) error {
		if c.NArg() == 0 {
			return con.showJudgements(ctx, store)
		}
		b, err := con.one(ctx, store, c.Args().First(), c.String("kind"))
		if err != nil {
			return err
		}
		p, err := review.Show(ctx, store, b.Node)
		if err != nil {
			return err
		}
		_, err = fmt.Fprint(con.out, portrait(p))
		return err
	})
}

func (con looks) showJudgements(ctx context.Context, store graph.Store) error {
	list, err := load.Judgements(ctx, store)
	if err == nil && len(list) == 0 {
		con.notice("there is no judgement in the graph")
	}
	for _, j := range list {
		fmt.Fprintln(con.out, judgementLine(j))
	}
	return err
}

// portrait writes what a node is made of.
func portrait(p review.Portrait) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s  %s\n", printable(p.Node.Name), p.Node.Kind, p.Node.ID)
	fmt.Fprintf(&b, "spellings: %s\n", printable(strings.Join(p.Spellings, "; ")))
	for _, part := range p.Parts {
		fmt.Fprintf(&b, "name %s in %s", part.ID, counted(len(part.Articles), "articles"))
		if part.Why != "" {
			b.WriteString(": " + part.Why)
		}
		b.WriteByte('\n')
		for i, a := range part.Articles {
			if i == 20 {
				fmt.Fprintf(&b, "  and %d more\n", len(part.Articles)-i)
				break
			}
			fmt.Fprintf(&b, "  %s\n", strings.TrimSpace(printable(fmt.Sprintf("%s  %s  %s", a.ID, a.Name, a.Title))))
		}
	}
	for _, j := range p.Judgements {
		fmt.Fprintf(&b, "judged %s\n", judgementLine(j))
	}
	return b.String()
}

// identityExplain tells why two are one or two.
func (con looks) identityExplain(c *cli.Context) error {
	return con.looking(c, func(ctx context.Context, store graph.Store) error {
		a, b, err := con.two(ctx, c, store)
		if err != nil {
			return err
		}
		x, err := review.Explain(ctx, store, a, b)
		if err != nil {
			return err
		}
		verdict := "two nodes"
		if x.One {
			verdict = "one node"
		}
		fmt.Fprintf(con.out, "%s, %s: %s\n", a, b, verdict)
		for _, why := range x.Why {
			fmt.Fprintf(con.out, "  %s\n", printable(why))
		}
		for _, n := range x.Shared {
			fmt.Fprintf(con.out, "  both are mentioned with %s (%s %s)\n", printable(n.Name), n.Kind, n.ID)
		}
		for _, j := range x.Judgements {
			fmt.Fprintf(con.out, "  judged %s\n", judgementLine(j))
		}
		return nil
	})
}

// identityPropose writes the pairs that are worth a judgement.
func (con looks) identityPropose(c *cli.Context) error {
	return con.looking(c, func(ctx context.Context, store graph.Store) error {
		list, err := review.Propose(ctx, store, c.Int("limit"), c.Bool("again"))
		if err != nil {
			return err
		}
		if len(list) == 0 {
			con.notice("no pair is worth a judgement")
		}
		lines := json.NewEncoder(escapedJSON{con.data})
		lines.SetEscapeHTML(false)
		for _, p := range list {
			line := struct {
				identity.Judgement
				Gain   int     `json:"gain"`
				Weight float64 `json:"weight"`
			}{proposed(p, identity.Unsure), p.Gain(), p.Weight}
			if err := lines.Encode(line); err != nil {
				return err
			}
		}
		return nil
	})
}

// proposed makes a judgement of a proposal.
func proposed(p identity.Proposal, v identity.Verdict) identity.Judgement {
	var clues []string
	for _, clue := range p.Clues {
		clues = append(clues, string(clue))
	}
	ref := func(k identity.Known) identity.Ref {
		r := identity.Ref{ID: k.ID, Kind: k.Kind, Name: k.Label}
		if k.Scope == "article" && len(k.Articles) > 0 {
			r.Article = k.Articles[0]
		}
		return r
	}
	return identity.Judgement{Verdict: v, A: ref(p.A), B: ref(p.B), Reason: strings.Join(clues, "; ")}
}
