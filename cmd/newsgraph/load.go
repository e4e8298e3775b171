package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract/english"
	"github.com/newsgraph/newsgraph/extract/source"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/ingest"
	"github.com/newsgraph/newsgraph/graph/load"
)

func newLoad(con *console) *cli.Command {
	return &cli.Command{
		Name:      "load",
		Usage:     "read articles and write what they say into a graph",
		ArgsUsage: "PATH...|-",
		Description: "Reads files, directories and the standard input: text, HTML, JSON, JSON lines,\n" +
			"tables, web archives; also in .zip, .tar, .gz and .bz2. The graph lies in ./" + defaultStore + " unless --store or --to says\n" +
			"otherwise. Loading the same again changes nothing. Records that cannot be used are\n" +
			"written to --rejects, one JSON line each, and the rest is loaded.\n\n" +
			"An article is known by its address, else by its source and id, else by its words: one\n" +
			"of the last kind is a new article when a word changes, and the old one stays. Give such\n" +
			"a file a line URL: … at its top, or take it out first: newsgraph retract FILE.\n\n" +
			"  newsgraph load articles/\n  zcat dump.jsonl.gz | newsgraph load -\n  newsgraph load articles/ --to bolt://localhost:7687\n\n" +
			exitHelp(exitOK, exitDefect, exitUsage, exitRejects, exitConfiguration, exitData, exitTemporary, exitStopped),
		Flags: append(append(storeFlags(), inputFlags()...),
			workersFlag(), workLimitFlag(), limitFlag(), statedFlag(true), modelFlag(), confidenceFlag(), calibrationFlag(), progressFlag(),
			intoExistingFlag(),
			&cli.StringFlag{Name: "judgements", Usage: "obey the judgements of who is who in `FILE`, as newsgraph identity import does"},
			&cli.StringFlag{Name: "report", Usage: "write the books of the run to `FILE` as JSON; - is the standard output"},
			&cli.StringFlag{Name: "max-errors", Value: "0", Usage: "how many rejects are no failure: `N`, N% or -1 for any"},
			&cli.StringFlag{Name: "rejects", Value: "newsgraph-rejects.jsonl", Usage: "write rejected records to `FILE`, made when there is one; - is the standard output"}),
		Action: func(c *cli.Context) error {
			if !c.Args().Present() {
				return usagef("load needs a file, a directory or - for the standard input")
			}
			tolerance, err := ingest.ParseTolerance(c.String("max-errors"))
			if err != nil {
				return usagef("--max-errors %v", err)
			}
			return con.load(c, tolerance, false)
		},
		OnUsageError: usage,
	}
}

func newPlan(con *console) *cli.Command {
	return &cli.Command{
		Name:      "plan",
		Usage:     "tell what load would do, without writing",
		ArgsUsage: "PATH...|-",
		Description: "On a server, what is new in two batches of articles is counted twice.\n\n" +
			exitHelp(exitOK, exitDefect, exitUsage, exitRejects, exitConfiguration, exitData, exitTemporary),
		Flags: append(append(storeFlags(), inputFlags()...), workersFlag(), workLimitFlag(), limitFlag(), statedFlag(true), modelFlag(), confidenceFlag(), calibrationFlag(), progressFlag(), intoExistingFlag(),
			&cli.StringFlag{Name: "report", Usage: "write the books of the plan to `FILE` as JSON; - is the standard output"}),
		Action: func(c *cli.Context) error {
			if !c.Args().Present() {
				return usagef("plan needs a file, a directory or - for the standard input")
			}
			return con.load(c, ingest.Tolerance{}, true)
		},
		OnUsageError: usage,
	}
}

// inputFlags are the flags that say how to read the input.
func inputFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "input", Usage: "all input is in the format `NAME`: " + formatNames() + " (default: by content)"},
		&cli.StringSliceFlag{Name: "map", Usage: "take a field of the records for another: `text=body`"},
		&cli.IntFlag{Name: "min-words", Value: 40, Usage: "reject articles of fewer than `N` words; 0 or -1 takes any",
			Action: func(_ *cli.Context, n int) error {
				if n < -1 {
					return usagef("--min-words %d: want a number from 0, or -1 for any", n)
				}
				return nil
			}},
		relationsFlag(),
		&cli.BoolFlag{Name: "any-language", Usage: "take texts that are not in English, with wrong names and hardly a claim"},
	}
}

// formatNames lists the input formats.
func formatNames() string {
	var list []string
	for _, f := range source.Formats() {
		list = append(list, f.Name)
	}
	return strings.Join(list, ", ")
}

// input reads the flags of inputFlags.
func (con *console) input(c *cli.Context) (source.Options, error) {
	o := source.Options{Stdin: con.in, Format: c.String("input"), MinWords: cmp.Or(c.Int("min-words"), -1), Speaks: english.Speaks, AnyLanguage: c.Bool("any-language"),
		Now: time.Now(), Fields: map[string]string{}, Report: &source.Report{}}
	if o.Format != "" && !strings.Contains(", "+formatNames()+",", ", "+o.Format+",") {
		return o, usagef("--input %s: want one of %s%s", o.Format, formatNames(), suggest(o.Format, strings.Split(formatNames(), ", ")))
	}
	for _, m := range c.StringSlice("map") {
		field, name, ok := strings.Cut(m, "=")
		if !ok || name == "" {
			return o, usagef("--map %s: want FIELD=NAME, as in text=body", m)
		}
		if known := source.FieldNames(); !slices.Contains(known, field) {
			return o, usagef("--map %s: FIELD is one of %s%s", m, strings.Join(known, ", "), suggest(field, known))
		}
		o.Fields[field] = name
	}
	return o, nil
}

// advise tells of what the records have and nobody read.
func (con *console) advise(o source.Options) {
	for _, line := range ingest.Advice(o) {
		con.notice(printable(line))
	}
}

// unread tells which files of a directory or an archive were passed by.
func (con *console) unread(o source.Options) {
	if unread := o.Report.Unread(); unread != "" {
		con.notice("not read: " + unread + " (newsgraph load --report FILE names each)")
	}
}

// load runs the whole way from files to the graph and prints what was done; or it only
// plans to.
func (con *console) load(c *cli.Context, tolerance ingest.Tolerance, planning bool) error {
	con, err := con.aside(c)
	if err != nil {
		return err
	}
	shown := con.newProgress(c.String("progress"), c.Command.Name, "articles", true)
	defer shown.stop()
	options, err := con.ingestion(c, shown, planning)
	if err != nil {
		return err
	}
	run := ingest.Load
	if planning {
		run = ingest.Plan
	}
	result, err := run(c.Context, options)
	shown.stop()
	con.left(result)
	if errors.Is(err, context.Canceled) && result.Begun && !planning {
		con.notice(fmt.Sprintf("stopped after %s had been written; those read since are read again", counted(result.Report.Loaded+result.Report.Changed, "articles")))
	}
	if !result.Complete {
		return err
	}
	con.clashes(result.Report)
	if failed := con.summary(c, result, planning); failed != nil {
		return errors.Join(failed, err)
	}
	if failed := con.books(c, options.Source, result); failed != nil || err != nil {
		return errors.Join(failed, err)
	}
	err = result.Settle(tolerance)
	if errors.Is(err, ingest.ErrRejected) && result.Report.Rejected == 1 {
		return told{err} // it is the one line that has been printed
	}
	return err
}

// ingestion reads the flags of load and plan.
func (con *console) ingestion(c *cli.Context, shown *progress, planning bool) (ingest.Options, error) {
	input, err := con.input(c)
	if err != nil {
		return ingest.Options{}, err
	}
	language, err := newLanguage(c)
	if err != nil {
		return ingest.Options{}, err
	}
	input.Skip = []string{c.String("rejects"), c.String("report")}
	server := c.String("to") != ""
	o := ingest.Options{Paths: c.Args().Slice(), Source: input, Language: language, Limits: limits(c), Workers: c.Int("workers"),
		Open:  func(ctx context.Context) (graph.Store, error) { return con.writer(ctx, c) },
		Trial: func(ctx context.Context) (graph.Store, error) { return con.planned(ctx, c) },
		New:   !server && con.present(c) != nil, Beside: !server || c.Bool("into-existing"), Forgets: !server,
		Rejects: c.String("rejects"), Stdout: con.data, Escape: func(w io.Writer) io.Writer { return escapedJSON{w} }}
	if planning {
		o.Open = o.Trial
	}
	if file := c.String("judgements"); file != "" {
		if o.Judgements, err = judgementsOf(con, file); err != nil {
			return o, err
		}
	}
	rejects := &rejectLog{name: o.Rejects, log: con.err}
	shown.watch(&o, rejects.add)
	return o, nil
}

// standard is the name that stands for the standard input or output.
const standard = "-"

// aside is the console of a run one of whose files is the standard output: what
// people read goes beside it.
func (con *console) aside(c *cli.Context) (*console, error) {
	switch report, rejects := c.String("report") == standard, c.String("rejects") == standard; {
	case report && rejects:
		return nil, usagef("--report -, --rejects -: only one of them can be the standard output")
	case report || rejects:
		beside := *con
		beside.out = con.err
		return &beside, nil
	}
	return con, nil
}

// intoExistingFlag is the flag that lets a load share a database.
func intoExistingFlag() cli.Flag {
	return &cli.BoolFlag{Name: "into-existing", Usage: "with --to: load beside what somebody else has put into the database"}
}

// books prints what was not taken as it stands, and writes the books to the file that
// is named, if one is.
func (con *console) books(c *cli.Context, options source.Options, result ingest.Result) error {
	con.advise(options)
	if input := result.Input.String(); input != "" {
		fmt.Fprintf(con.out, "input: %s (--report FILE lists them)\n", input)
	}
	if unread := result.Input.Unread(); unread != "" {
		fmt.Fprintf(con.out, "not read: %s (--report FILE names each)\n", unread)
	}
	name := c.String("report")
	if name == "" {
		return nil
	}
	return con.create(name, func(w io.Writer) error { return result.WriteBooks(escapedJSON{w}) })
}

// summary tells what a load did, where the graph is, and what to do with it.
func (con *console) summary(c *cli.Context, result ingest.Result, planning bool) error {
	r := result.Report
	var b strings.Builder
	if planning {
		b.WriteString("nothing was written; load would do this:\n")
	}
	fmt.Fprintf(&b, "%d read: %d new, %d changed, %d unchanged, %s, %d rejected\n",
		r.Read, r.Loaded, r.Changed, r.Unchanged, counted(r.Duplicates, "duplicates"), r.Rejected)
	if r.Reread > 0 {
		fmt.Fprintf(&b, "%d read again by other rules\n", r.Reread)
	}
	if r.Copies > 0 {
		fmt.Fprintf(&b, "of the new and changed: %s of a text that is there already, which tell no story of their own\n", counted(r.Copies, "copies"))
	}
	n := r.Counts
	if n.Changed() || r.Loaded+r.Changed > 0 {
		fmt.Fprintf(&b, "nodes: %d created, %d deleted; edges: %d created, %d deleted\n", n.NodesCreated, n.NodesDeleted, n.EdgesCreated, n.EdgesDeleted)
	} else {
		b.WriteString("0 changes\n")
	}
	if len(r.Claims) > 0 {
		b.WriteString("claims read, by relation (several may make one edge):\n")
	}
	for _, relation := range ingest.Tallied(r.Claims) {
		fmt.Fprintf(&b, "%6d  %s\n", r.Claims[relation], relation)
	}
	if result.Rejects != "" {
		fmt.Fprintf(&b, "rejected records are in %s\n", result.Rejects)
	}
	if result.Made || planning {
		fmt.Fprintf(&b, "graph: %s (%s)\n", place(c), held(result.Holds))
	} else {
		fmt.Fprintf(&b, "graph: none, as there is nothing to put into %s\n", place(c))
	}
	if flags := flagsOf(c); !planning && r.Loaded+r.Changed+r.Unchanged > 0 {
		fmt.Fprintf(&b, "try:   newsgraph ask who-leads%[1]s\n       newsgraph ask top-entities%[1]s\n       newsgraph ask%[1]s\n", flags)
	}
	_, err := io.WriteString(con.out, b.String())
	return err
}

// held tells what a graph holds.
func held(n load.Census) string {
	return strings.Join([]string{counted(n.Articles, "articles"), counted(n.Entities, "entities"), counted(n.Claims, "claims"),
		counted(n.Edges, "edges between entities")}, ", ")
}
