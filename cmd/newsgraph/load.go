package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/english"
	"github.com/newsgraph/newsgraph/extract/source"
	"github.com/newsgraph/newsgraph/graph"
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
			workersFlag(), workLimitFlag(), limitFlag(), statedFlag(true), confidenceFlag(), progressFlag(),
			intoExistingFlag(),
			&cli.StringFlag{Name: "report", Usage: "write the books of the run to `FILE` as JSON; - is the standard output"},
			&cli.StringFlag{Name: "max-errors", Value: "0", Usage: "how many rejects are no failure: `N`, N% or -1 for any"},
			&cli.StringFlag{Name: "rejects", Value: "newsgraph-rejects.jsonl", Usage: "write rejected records to `FILE`, made when there is one; - is the standard output"}),
		Action: func(c *cli.Context) error {
			if !c.Args().Present() {
				return usagef("load needs a file, a directory or - for the standard input")
			}
			allowed, err := parseAllowed(c.String("max-errors"))
			if err != nil {
				return err
			}
			return con.load(c, allowed, con.writer, false)
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
		Flags: append(append(storeFlags(), inputFlags()...), workersFlag(), workLimitFlag(), limitFlag(), statedFlag(true), confidenceFlag(), progressFlag(), intoExistingFlag(),
			&cli.StringFlag{Name: "report", Usage: "write the books of the plan to `FILE` as JSON; - is the standard output"}),
		Action: func(c *cli.Context) error {
			if !c.Args().Present() {
				return usagef("plan needs a file, a directory or - for the standard input")
			}
			return con.load(c, allowed{}, con.planned, true)
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

// advise tells of fields that --map names and no record has, whose articles were
// read as if it had not been given, and of what the records have and nobody read.
func (con *console) advise(o source.Options) {
	for _, line := range o.Report.Advice() {
		con.notice(printable(line))
	}
	for _, field := range source.FieldNames() {
		if name := o.Fields[field]; name != "" && o.Report.Mapped[field] == 0 && o.Report.Records > 0 {
			con.notice(fmt.Sprintf("no record has a field %s, which --map takes for %s", name, field))
		}
	}
}

// unread tells which files of a directory or an archive were passed by.
func (con *console) unread(o source.Options) {
	if unread := o.Report.Unread(); unread != "" {
		con.notice("not read: " + unread + " (newsgraph load --report FILE names each)")
	}
}

// load runs the whole way from files to the graph and prints the summary; or it
// only plans to.
func (con *console) load(c *cli.Context, allowed allowed, open func(context.Context, *cli.Context) (graph.Store, error), planning bool) (err error) {
	con, err = con.aside(c)
	if err != nil {
		return err
	}
	options, err := con.input(c)
	if err != nil {
		return err
	}
	language, err := newLanguage(c)
	if err != nil {
		return err
	}
	options.Skip = []string{c.String("rejects"), c.String("report")}
	named := files{}
	shown := con.newProgress(c.String("progress"), c.Command.Name, "articles", true)
	defer shown.stop()
	articles := named.watch(shown.input(c.Args().Slice(), options))
	made := c.String("to") != "" || con.present(c) == nil
	if !made {
		var found bool
		if articles, found = lookAhead(articles); !found {
			open = con.planned // a graph of nothing is not made
		} else {
			made = true
		}
	}
	store, err := open(c.Context, c)
	if err != nil {
		return err
	}
	defer func() {
		err = errors.Join(err, store.Close(context.WithoutCancel(c.Context)))
		if !planning {
			err = repeatable(err)
		}
	}()
	rejects := &rejectFile{name: c.String("rejects"), log: con.err, stdout: con.data}
	defer func() { err = outranked(err, rejects.close()) }()
	loader, err := load.New(store, language.relations, language.rules(), load.Options{Reject: shown.rejects(rejects.add),
		Extract: func(articles iter.Seq2[*extract.Article, error]) iter.Seq2[*extract.Article, error] {
			return language.pipeline.Within(limits(c)).Run(c.Context, articles, c.Int("workers"))
		}})
	if err != nil {
		return err
	}
	if !planning {
		if err := unshared(c, store); err != nil {
			return err
		}
	}
	run := loader.Plan
	if !planning || c.String("to") == "" { // what is planned stays in memory
		run = loader.Load
		if _, err := loader.ApplySchema(c.Context); err != nil {
			return err
		}
	}
	shown.start()
	report, err := run(c.Context, articles)
	shown.stop()
	if err == nil && !planning {
		err = con.loaded(c.Context, store, report, named, rejects)
	}
	if errors.Is(err, context.Canceled) && !planning {
		con.notice(fmt.Sprintf("stopped after %s had been written; those read since are read again", counted(report.Loaded+report.Changed, "articles")))
	}
	if err != nil {
		return err
	}
	con.clashes(report)
	if err := con.summary(c, store, report, rejects, planning, made); err != nil {
		return err
	}
	return con.settled(c, report, options, allowed)
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

// unshared refuses a database that holds somebody else's data.
func unshared(c *cli.Context, store graph.Store) error {
	if c.String("to") == "" || c.Bool("into-existing") {
		return nil
	}
	found, err := load.Foreign(c.Context, store)
	if err != nil || len(found) == 0 {
		return err
	}
	var list []string
	for _, label := range tallied(found) {
		list = append(list, fmt.Sprintf("%d %s", found[label], cmp.Or(label, "without a label")))
	}
	return &graph.Error{Failure: graph.Refused,
		Message: "the database holds nodes of somebody else (" + strings.Join(list, ", ") + "): name another one by --database, or load beside them with --into-existing"}
}

// loaded puts away the rejects of an earlier run, and tells of versions of a plain file
// that an earlier run has left.
func (con *console) loaded(ctx context.Context, store graph.Store, report load.Report, named files, rejects *rejectFile) error {
	if err := rejects.retire(con); err != nil || report.Loaded == 0 || len(named) == 0 {
		return err
	}
	return con.earlier(ctx, store, named)
}

// settled tells what was not taken as it stands, writes the books, and returns the
// error of a run whose books do not balance, or that rejected more than is allowed.
func (con *console) settled(c *cli.Context, report load.Report, options source.Options, allowed allowed) error {
	con.advise(options)
	if input := options.Report.String(); input != "" {
		fmt.Fprintf(con.out, "input: %s (--report FILE lists them)\n", input)
	}
	if unread := options.Report.Unread(); unread != "" {
		fmt.Fprintf(con.out, "not read: %s (--report FILE names each)\n", unread)
	}
	if err := con.writeReport(c.String("report"), report, options.Report); err != nil {
		return err
	}
	switch {
	case !report.Balanced():
		return fmt.Errorf("internal error: the books do not balance: %+v", report)
	case report.Read == 0:
		return fmt.Errorf("%w: no article found in %s", errRejected, strings.Join(c.Args().Slice(), " "))
	case report.Rejected == 1 && (report.Read == 1 || !allowed.covers(1, report.Read)):
		return told{errRejected}
	case report.Read == report.Rejected:
		return fmt.Errorf("%w: nothing could be read", errRejected)
	case !allowed.covers(report.Rejected, report.Read):
		return fmt.Errorf("%w %d of %d records (--max-errors allows some)", errRejected, report.Rejected, report.Read)
	}
	return nil
}

// writeReport writes the books of reading and writing to a file, if one is named.
func (con *console) writeReport(name string, r load.Report, s *source.Report) error {
	if name == "" {
		return nil
	}
	return con.create(name, func(w io.Writer) error {
		enc := json.NewEncoder(escapedJSON{w})
		enc.SetIndent("", "  ")
		enc.SetEscapeHTML(false)
		return enc.Encode(struct {
			Input *source.Report `json:"input"`
			Graph load.Report    `json:"graph"`
		}{s, r})
	})
}

// summary tells what a load did, where the graph is, and what to do with it.
func (con *console) summary(c *cli.Context, store graph.Store, r load.Report, rejects *rejectFile, planning, made bool) error {
	var b strings.Builder
	if planning {
		b.WriteString("nothing was written; load would do this:\n")
	}
	fmt.Fprintf(&b, "%d read: %d new, %d changed, %d unchanged, %s, %d rejected\n",
		r.Read, r.Loaded, r.Changed, r.Unchanged, counted(r.Duplicates, "duplicates"), r.Rejected)
	if r.Reread > 0 {
		fmt.Fprintf(&b, "%d read again by other rules\n", r.Reread)
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
	for _, relation := range tallied(r.Claims) {
		fmt.Fprintf(&b, "%6d  %s\n", r.Claims[relation], relation)
	}
	if rejects.count > 0 && rejects.name != "" && rejects.name != standard && rejects.err == nil {
		fmt.Fprintf(&b, "rejected records are in %s\n", rejects.name)
	}
	holds, err := census(c.Context, store)
	if err != nil {
		return err
	}
	if made || planning {
		fmt.Fprintf(&b, "graph: %s (%s)\n", place(c), holds)
	} else {
		fmt.Fprintf(&b, "graph: none, as there is nothing to put into %s\n", place(c))
	}
	if flags := flagsOf(c); !planning && r.Loaded+r.Changed+r.Unchanged > 0 {
		fmt.Fprintf(&b, "try:   newsgraph ask who-leads%[1]s\n       newsgraph ask top-entities%[1]s\n       newsgraph ask%[1]s\n", flags)
	}
	_, err = io.WriteString(con.out, b.String())
	return err
}

// tallied returns the names of a tally, most first.
func tallied(t load.Tally) []string {
	m := map[string]any{}
	for k := range t {
		m[k] = nil
	}
	list := names(m)
	for i := 1; i < len(list); i++ { // insertion keeps equal counts in the order of their names
		for j := i; j > 0 && t[list[j]] > t[list[j-1]]; j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
	return list
}

// census tells what a graph holds.
func census(ctx context.Context, store graph.Store) (string, error) {
	n, err := load.Count(ctx, store)
	return strings.Join([]string{counted(n.Articles, "articles"), counted(n.Entities, "entities"), counted(n.Claims, "claims"),
		counted(n.Edges, "edges between entities")}, ", "), err
}

// allowed is how many rejects are no failure: a number, or a share of a hundred.
type allowed struct {
	n       int
	percent bool
}

func parseAllowed(s string) (allowed, error) {
	number, percent := strings.CutSuffix(s, "%")
	n, err := strconv.Atoi(number)
	if err != nil || n < -1 || percent && n < 0 {
		return allowed{}, usagef("--max-errors %s: want a number, a percentage or -1", s)
	}
	return allowed{n, percent}, nil
}

func (a allowed) covers(rejected, read int) bool {
	switch {
	case a.percent:
		return rejected*100 <= a.n*read
	case a.n < 0:
		return true
	}
	return rejected <= a.n
}
