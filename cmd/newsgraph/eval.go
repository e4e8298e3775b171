package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/relation"
	"github.com/newsgraph/newsgraph/extract/score"
	"github.com/newsgraph/newsgraph/graph/ingest"
)

func newEval(con *console) *cli.Command {
	return &cli.Command{
		Name:      "eval",
		Usage:     "score what is found in articles against gold",
		ArgsUsage: "GOLD...",
		Description: "Beside an article NAME.txt (.html, .json, .jsonl) lies NAME.claims: one claim a line,\n" +
			"Subject | RELATION | Object | negated; planned; speaker=…; ? before what may be\n" +
			"found, ! before what must not be found as a plain fact. Other gold is JSON lines\n" +
			"with text, entities and relations: passages of news (inventory, must_not,\n" +
			"neutral_rel) and graph data sets (inventory, neutral), or the corpus of marked\n" +
			"passages (testdata/corpus), whose untouched tenth is scored apart and not shown.\n\n" +
			"Strict asks for relation, both ends, negation, modality and, of offices, whether\n" +
			"they are former; of graph data sets for equal spans. Lenient asks for relation and\n" +
			"ends.\n\n" +
			exitHelp(exitOK, exitDefect, exitUsage, exitRejects),
		Flags: []cli.Flag{workersFlag(), relationsFlag(), statedFlag(false), modelFlag(), withoutFlag(), confidenceFlag(), calibrationFlag(),
			&cli.StringFlag{Name: "relation", Usage: "of the corpus of marked passages score only the relation `NAME`: for passages in which no other is marked"},
			&cli.BoolFlag{Name: "show", Usage: "list what was missed, differs, is extra or wrong, with the text around it"},
			&cli.BoolFlag{Name: "reliability", Usage: "how often claims of each confidence are right"},
			&cli.BoolFlag{Name: "frames", Usage: "how often claims of each frame are right"},
			&cli.BoolFlag{Name: "fit", Usage: "learn what the confidence in a claim depends on, in the form of confidence.txt"},
			&cli.BoolFlag{Name: "ablation", Usage: "leave out one layer after the other and show what each is worth"}},
		Action: func(c *cli.Context) error {
			if !c.Args().Present() {
				return usagef("eval needs a file or a directory")
			}
			if err := exclusive(c, "show", "reliability", "frames", "fit", "ablation"); err != nil {
				return err
			}
			if err := knownRelation(c, c.String("relation")); err != nil {
				return err
			}
			golds, err := openGolds(c, c.Args().Slice())
			if err != nil {
				return err
			}
			if c.Bool("ablation") {
				return con.ablation(c, golds)
			}
			language, err := newLanguage(c)
			if err != nil {
				return err
			}
			results, err := evaluate(c.Context, language, golds, c.Int("workers"))
			if err != nil {
				return err
			}
			switch {
			case c.Bool("reliability"):
				return con.reliability(results)
			case c.Bool("fit"):
				return con.fit(results, language.Model)
			case c.Bool("frames"):
				return con.frames(results)
			}
			return con.results(results, c.Bool("show"))
		},
		OnUsageError: usage,
	}
}

// result is what the comparison with one gold file gave.
type result struct {
	gold
	tally   *score.Tally
	outcome score.Outcome // of a file of claims
	samples []score.Sample
}

// evaluate reads the articles of all gold files and scores them.
func evaluate(ctx context.Context, l ingest.Language, golds []gold, workers int) ([]result, error) {
	relations := map[string]extract.Relation{}
	for _, r := range l.Relations {
		relations[r.Name] = r
	}
	var all []result
	for _, g := range golds {
		r := result{gold: g, tally: score.NewTally()}
		for a, err := range l.Pipeline.Run(ctx, g.articles(), workers) {
			if err != nil {
				return nil, err
			}
			seen := len(r.tally.Judgements)
			g.judge(a, relations, &r)
			for _, j := range r.tally.Judgements[seen:] {
				if j.Claim < 0 || g.form == graphGold && !namedEnds(a, &a.Claims[j.Claim]) || a.Claims[j.Claim].Entailed {
					continue
				}
				r.samples = append(r.samples, score.Sample{Set: r.name, Passage: j.Passage, Properties: properties(a, &a.Claims[j.Claim]), Right: r.right(j)})
			}
		}
		all = append(all, r)
	}
	return all, nil
}

// properties are what the confidence in a claim depends on, as the fit wants them.
func properties(a *extract.Article, c *extract.Claim) (list []score.Property) {
	for _, p := range relation.Properties(a, c) {
		list = append(list, score.Property(p))
	}
	return list
}

// namedEnds reports whether the sentence shows both ends of a claim by a name or a
// pronoun: graph data sets know no descriptions, so that they cannot tell whether
// such a claim is right.
func namedEnds(a *extract.Article, c *extract.Claim) bool {
	named := func(m int) bool { return m < 0 || a.Mentions[m].Form != extract.Nominal }
	return named(c.SubjectMention) && named(c.ObjectMention)
}

// results prints a line an article with claims, then a table of relations for
// every other file and all claims, and fails on a violation.
func (con *console) results(all []result, show bool) error {
	if err := con.outcomes(all); err != nil {
		return err
	}
	violations := 0
	for i, r := range summed(all) {
		if i > 0 || r.form != claimsGold {
			fmt.Fprintf(con.out, "%s\n", r.name)
		}
		violations += r.tally.Violations
		if err := con.relations(r); err != nil {
			return err
		}
	}
	for _, r := range all {
		for _, f := range r.tally.Findings {
			if !show || r.untouched {
				break
			}
			if r.form == claimsGold {
				f.Passage = r.name
			}
			if _, err := fmt.Fprintf(con.out, "%s\n    “%s”\n", printable(f.String()), printable(f.Context)); err != nil {
				return err
			}
		}
	}
	if violations > 0 {
		return fmt.Errorf("%w %s that must not be made", errFound, counted(violations, "claims"))
	}
	return nil
}

// summed joins the results of all files of claims into the first.
func summed(all []result) []result {
	var out []result
	claims := -1
	for _, r := range all {
		if r.form == claimsGold && claims >= 0 {
			out[claims].tally.Add(r.tally)
			out[claims].samples = append(out[claims].samples, r.samples...)
			continue
		}
		if r.form == claimsGold {
			claims = len(out)
			sum := score.NewTally()
			sum.Add(r.tally)
			r.name, r.tally = "claims", sum
		}
		out = append(out, r)
	}
	return out
}

// outcomes prints a line for every file of claims and their sum.
func (con *console) outcomes(all []result) error {
	t := table{columns: []string{"articles", "wanted", "right", "differs", "missed", "extra", "violations"}}
	var sum score.Outcome
	line := func(name string, o score.Outcome) {
		t.rows = append(t.rows, []any{name, o.Wanted, o.Right, len(o.Differs), len(o.Missed), len(o.Extra), len(o.Violations)})
	}
	for _, r := range all {
		if r.form == claimsGold {
			line(r.name, r.outcome)
			sum.Add(r.outcome)
		}
	}
	if len(t.rows) == 0 {
		return nil
	}
	line("all", sum)
	if err := t.writeTable(con.out, 0); err != nil {
		return err
	}
	_, err := fmt.Fprintln(con.out)
	return err
}

// relations prints precision, recall and F per relation and what else was
// counted.
func (con *console) relations(r result) error {
	t := table{columns: []string{"relation", "gold", "found", "strict P", "R", "F", "lenient P", "R", "F"}}
	line := func(name string, c score.Count) {
		s, l := c.Strict(), c.Lenient()
		t.rows = append(t.rows, []any{name, c.Gold, c.LenientRight + c.LenientNot, share(s.Precision), share(s.Recall), share(s.F),
			share(l.Precision), share(l.Recall), share(l.F)})
	}
	for _, name := range r.tally.Names() {
		line(name, r.tally.Counts[name])
	}
	if _, said := r.tally.Counts["SAID"]; said {
		line("all", r.tally.Total())
		line("all but SAID", r.tally.Total("SAID"))
	} else {
		line("all", r.tally.Total())
	}
	if err := t.writeTable(con.out, 0); err != nil {
		return err
	}
	x := r.tally
	var notes []string
	if x.Listed > 0 || x.Violations > 0 {
		notes = append(notes, fmt.Sprintf("must not be found: %d of %d found", x.Violations, x.Listed))
	}
	if x.NotAsserted.Of > 0 {
		notes = append(notes, fmt.Sprintf("negated, planned, possible: %d of %d found as such, %d as plain fact", x.NotAsserted.Right, x.NotAsserted.Of, x.PlainFact))
	}
	for _, s := range []struct {
		what string
		score.Share
	}{{"former", x.Former}, {"role", x.Role}, {"time", x.Time}, {"speaker", x.Attribution}} {
		if s.Of > 0 {
			notes = append(notes, fmt.Sprintf("%s right: %d of %d", s.what, s.Right, s.Of))
		}
	}
	if len(notes) > 0 {
		fmt.Fprintln(con.out, strings.Join(notes, "\n"))
	}
	_, err := fmt.Fprintln(con.out)
	return err
}

// share writes a number from 0 to 1 with three digits.
func share(x float64) string { return strings.TrimPrefix(fmt.Sprintf("%.3f", x), "0") }
