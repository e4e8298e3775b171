package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract/calibrate"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/audit"
	"github.com/newsgraph/newsgraph/graph/identity"
)

// audits is the console of the command audit.
type audits struct{ *console }

func newAudit(con *console) *cli.Command {
	return &cli.Command{
		Name:  "audit",
		Usage: "judge claims drawn from the graph, and see how often they are right",
		Description: "Draws some claims of each relation by chance, the same for the same seed, and shows each\n" +
			"with its sentence. Keys: r right, w wrong (and then, if you like, e an end, t the relation,\n" +
			"s a mark such as denied or planned, o other; a blank or Enter says nothing), u unsure,\n" +
			"b back, q end. Right means that the sentence says what the claim says. What is judged is\n" +
			"written at once; the same command goes on where you ended. Without a terminal the keys are\n" +
			"read from the standard input. The graph is not changed.\n\n" +
			"  newsgraph audit --list > drawn.jsonl            to be judged elsewhere: fill in verdict\n" +
			"  newsgraph audit --verdicts drawn.jsonl          takes it back\n" +
			"  newsgraph audit --score audit.jsonl             the table again, without the graph\n" +
			"  newsgraph audit --score audit.jsonl --fit calibration.txt\n" +
			"  newsgraph load --calibration calibration.txt --min-confidence 0.8 PATH...\n\n" +
			exitHelp(exitOK, exitUsage, exitConfiguration, exitData, exitTemporary),
		Flags: append(append(storeFlags(), formFlags()...), relationsFlag(),
			&cli.StringSliceFlag{Name: "relation", Usage: "only claims of the relation `NAME`; may be given again"},
			&cli.StringSliceFlag{Name: "status", Usage: "only claims on edges that are `STATUS`: asserted, alleged, denied, disputed; may be given again"},
			&cli.StringSliceFlag{Name: "source", Usage: "only claims of articles of the source `NAME`; may be given again"},
			&cli.StringFlag{Name: "since", Usage: "only claims of articles published on `DATE` or later, as 2026-03-31"},
			&cli.IntFlag{Name: "per-relation", Value: 20, Usage: "draw `N` claims of each relation at most"},
			&cli.Int64Flag{Name: "seed", Value: 1, Usage: "draw others for another `N`"},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Value: "audit.jsonl", Usage: "keep the judgements in `FILE`, and go on from those there"},
			&cli.StringFlag{Name: "by", Usage: "`WHO` judges"},
			&cli.StringFlag{Name: "at", Usage: "the `DATE` of the judgements, as 2026-03-31"},
			&cli.BoolFlag{Name: "list", Usage: "only write what was drawn, as JSON lines or --csv, to be judged elsewhere"},
			&cli.StringFlag{Name: "verdicts", Usage: "take the judgements of `FILE`, a list with its verdicts filled in"},
			&cli.StringFlag{Name: "score", Usage: "only print the table of the judgements in `FILE`"},
			&cli.StringFlag{Name: "fit", Usage: "fit the confidence to the judgements and write that to `FILE`, for load --calibration"}),
		OnUsageError: usage,
		Action:       audits{con}.audit,
	}
}

// audit does what the flags say.
func (con audits) audit(c *cli.Context) error {
	if err := errors.Join(exclusive(c, "list", "verdicts", "score"), exclusive(c, "list", "fit"), checkedAudit(c)); err != nil {
		return usagef("%v", err)
	}
	switch {
	case c.String("score") != "":
		list, err := con.judgementsIn(c.String("score"))
		if err != nil {
			return err
		}
		return con.audited(c, c.String("score"), list)
	case c.String("verdicts") != "":
		return con.takeVerdicts(c)
	}
	drawn, err := con.draw(c)
	if err != nil {
		return err
	}
	if c.Bool("list") {
		return con.listDrawn(c, drawn)
	}
	return con.judgeDrawn(c, drawn)
}

// checkedAudit checks the values of flags.
func checkedAudit(c *cli.Context) error {
	if n := c.Int("per-relation"); n < 1 {
		return usagef("--per-relation %d: want at least 1", n)
	}
	for _, s := range c.StringSlice("status") {
		if !slices.Contains(audit.Statuses(), s) {
			return usagef("--status %s: want one of %s%s", s, strings.Join(audit.Statuses(), ", "), suggest(s, audit.Statuses()))
		}
	}
	if day := c.String("since"); day != "" {
		if _, err := time.Parse(time.DateOnly, day); err != nil {
			return usagef("--since %s: want a date as 2026-03-31", day)
		}
	}
	if err := identity.CheckDate(c.String("at")); err != nil {
		return usagef("--%v", err)
	}
	return nil
}

// draw draws claims as the flags say.
func (con audits) draw(c *cli.Context) (drawn []audit.Claim, err error) {
	f := audit.Filter{Sources: c.StringSlice("source"), Statuses: c.StringSlice("status"), Since: c.String("since"), Each: c.Int("per-relation"), Seed: c.Int64("seed")}
	for _, name := range c.StringSlice("relation") {
		f.Relations = append(f.Relations, strings.ToUpper(name))
	}
	err = looks(con).looking(c, func(ctx context.Context, store graph.Store) error {
		if drawn, err = audit.Draw(ctx, store, f); err != nil || len(drawn) > 0 {
			return err
		}
		known, err := answer(ctx, store, "MATCH (c:Claim) RETURN DISTINCT c.relation AS relation ORDER BY relation", nil)
		if err != nil {
			return err
		}
		var names []string
		for _, row := range known.rows {
			names = append(names, text(row[0]))
		}
		return usagef("no claim in %s is as the flags want it; relations there: %s", place(c), some(names))
	})
	return drawn, err
}

// listDrawn writes what was drawn, without verdicts.
func (con audits) listDrawn(c *cli.Context, drawn []audit.Claim) error {
	if c.Bool("csv") || c.Bool("csv-safe") || c.Bool("json") {
		t := table{columns: []string{"verdict", "why", "relation", "subject", "object", "status", "notes", "said_by", "quote", "title", "published", "source", "url",
			"by", "at", "confidence", "claim", "key", "of", "quote_hash"}}
		for _, d := range drawn {
			t.rows = append(t.rows, []any{"", "", d.Relation, d.Subject, d.Object, d.Status, d.Notes, d.SaidBy, d.Quote, d.Title, d.Published, d.Source, d.URL, "", "",
				d.Confidence, d.Claim, d.Key, int64(d.Of), d.QuoteHash})
		}
		return con.show(c, t)
	}
	for _, d := range drawn {
		line, err := json.Marshal(d)
		if err != nil {
			return fmt.Errorf("write claim %s: %w", d.Claim, err)
		}
		if _, err := con.data.Write(escaped(append(line, '\n'))); err != nil {
			return err
		}
	}
	return nil
}

// judgementsIn reads a file of judgements; what has no verdict is told.
func (con audits) judgementsIn(file string) ([]audit.Judgement, error) {
	var in io.Reader = con.in
	if file != standard {
		f, err := os.Open(file)
		if err != nil {
			return nil, fmt.Errorf("read the judgements: %w", err)
		}
		defer f.Close()
		in = f
	}
	list, unjudged, err := audit.Read(in, file)
	if err != nil {
		return nil, usagef("%v", err)
	}
	if unjudged > 0 {
		con.notice(fmt.Sprintf("%s: %s without a verdict", file, counted(unjudged, "lines")))
	}
	return list, nil
}

// takeVerdicts adds the judgements of a file to those that are kept.
func (con audits) takeVerdicts(c *cli.Context) error {
	given, err := con.judgementsIn(c.String("verdicts"))
	if err != nil {
		return err
	}
	kept, err := con.openBook(c.String("output"))
	if err != nil {
		return err
	}
	defer kept.file.Close()
	have, _ := audit.Last(kept.list)
	taken := 0
	for _, j := range given {
		if j.By == "" {
			j.By = c.String("by")
		}
		if j.At == "" {
			j.At = c.String("at")
		}
		if slices.Contains(have, j) {
			continue
		}
		if err := kept.add(j); err != nil {
			return err
		}
		taken++
	}
	con.notice(fmt.Sprintf("%s taken into %s, %d were there", counted(taken, "judgements"), c.String("output"), len(given)-taken))
	return con.audited(c, c.String("output"), kept.list)
}

// audited prints the table of judgements, and fits the confidence to them if the flag says so.
func (con audits) audited(c *cli.Context, file string, list []audit.Judgement) error {
	last, changed := audit.Last(list)
	if changed > 0 {
		con.notice(fmt.Sprintf("%s judged again and otherwise: the last verdict counts", counted(changed, "claims")))
	}
	byRelation, all := audit.Score(last)
	t := table{columns: []string{"relation", "claims", "right", "wrong", "unsure", "precision", "from", "to", "expected", "wrong_end", "wrong_relation", "wrong_status", "wrong_other"}}
	for _, k := range append(byRelation, all) {
		row := []any{k.Relation, int64(k.Of), int64(k.Right), int64(k.Wrong), int64(k.Unsure), nil, nil, nil, nil}
		if k.Judged() > 0 {
			row = append(row[:5], hundredth(k.Precision), hundredth(k.Low), hundredth(k.High), hundredth(k.Expected))
		}
		for _, why := range audit.Whys() {
			row = append(row, int64(k.Why[why]))
		}
		t.rows = append(t.rows, row)
	}
	if len(byRelation) == 0 {
		t.rows = nil
	}
	if err := con.show(c, t); err != nil {
		return err
	}
	var without []string
	for _, k := range byRelation {
		if k.Judged() == 0 {
			without = append(without, k.Relation)
		}
	}
	if len(without) > 0 {
		con.notice("no part in the precision of all have, as nobody was sure of any: " + some(without))
	}
	if out := c.String("fit"); out != "" {
		return con.fitted(out, last)
	}
	if all.Judged() >= calibrate.Enough {
		con.notice(fmt.Sprintf("newsgraph audit --score %s --fit calibration.txt fits the confidence to these judgements", shellWord(file)))
	}
	return nil
}

// hundredth is a share with two digits.
func hundredth(p float64) string { return fmt.Sprintf("%.2f", p) }

// fitted fits the confidence to judgements, and writes the file if that predicts better.
func (con audits) fitted(file string, list []audit.Judgement) error {
	var samples []calibrate.Sample
	for _, j := range list {
		if j.Verdict != audit.Unsure {
			samples = append(samples, calibrate.Sample{ID: j.Claim, Relation: j.Relation, Confidence: j.Confidence, Right: j.Verdict == audit.Right})
		}
	}
	c, report, err := calibrate.Fit(samples)
	if err != nil {
		return usagef("%v; nothing was written", err)
	}
	con.notice(fmt.Sprintf("%d judgements, %d right; log loss %.3f as it is, %.3f fitted to nine tenths and tried on the tenth", report.Samples, report.Right, report.Before, report.After))
	if !report.Better() {
		con.notice("the confidence is as good as these judgements can tell: nothing was written")
		return nil
	}
	if report.Lone > 0 {
		con.notice(fmt.Sprintf("%s with fewer than %d judgements: no number of their own", counted(report.Lone, "relations"), calibrate.Each))
	}
	if report.Samples < 10*calibrate.Enough {
		con.notice(fmt.Sprintf("fewer than %d judgements: the numbers are held close to those that change nothing", 10*calibrate.Enough))
	}
	if err := con.create(file, func(w io.Writer) error {
		_, err := io.WriteString(w, c.String())
		return err
	}); err != nil || file == standard {
		return err
	}
	con.notice(fmt.Sprintf("newsgraph load --calibration %s reads confidences so; it is for a graph that was loaded without one", shellWord(file)))
	return nil
}

// book is the file that keeps judgements, with those in it.
type book struct {
	file *os.File
	list []audit.Judgement
	ends []int64 // how long the file was before each line that was added
}

// openBook opens the file, or makes it.
func (con audits) openBook(name string) (*book, error) {
	if name == standard {
		return nil, usagef("--output -: the judgements are kept in a file, to go on from; name one")
	}
	b := &book{}
	text, err := os.ReadFile(name)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("read the judgements: %w", err)
	}
	if len(text) > 0 && text[0] != '{' {
		return nil, usagef("%s holds no judgements as JSON lines: name another file by --output", name)
	}
	if err == nil {
		if b.list, err = con.judgementsIn(name); err != nil {
			return nil, err
		}
	}
	if b.file, err = os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644); err != nil {
		return nil, fmt.Errorf("keep the judgements: %w", err)
	}
	if _, err = b.file.Seek(0, io.SeekEnd); err == nil && len(text) > 0 && text[len(text)-1] != '\n' {
		_, err = b.file.WriteString("\n") // somebody's editor left it out
	}
	return b, err
}

// add writes a judgement behind the others.
func (b *book) add(j audit.Judgement) error {
	line, err := j.Line()
	if err != nil {
		return fmt.Errorf("keep the judgement of %s: %w", j.Claim, err)
	}
	at, err := b.file.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = b.file.Write(line)
	}
	if err != nil {
		return fmt.Errorf("keep the judgement of %s: %w", j.Claim, err)
	}
	b.list, b.ends = append(b.list, j), append(b.ends, at)
	return nil
}

// back takes out what was added last, and reports whether there was something.
func (b *book) back() (bool, error) {
	if len(b.ends) == 0 {
		return false, nil
	}
	at := b.ends[len(b.ends)-1]
	if err := b.file.Truncate(at); err != nil {
		return false, fmt.Errorf("take back the last judgement: %w", err)
	}
	b.list, b.ends = b.list[:len(b.list)-1], b.ends[:len(b.ends)-1]
	return true, nil
}
