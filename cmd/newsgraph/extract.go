package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/conllu"
	"github.com/newsgraph/newsgraph/extract/english"
	"github.com/newsgraph/newsgraph/extract/score"
	"github.com/newsgraph/newsgraph/extract/source"
	"github.com/newsgraph/newsgraph/graph/ingest"
)

func newExtract(con *console) *cli.Command {
	return &cli.Command{
		Name:      "extract",
		Usage:     "show what articles say: names, claims and their evidence",
		ArgsUsage: "FILE...|-",
		Description: "Reads the same inputs as load and writes nothing. --json writes one article a\n" +
			"line, which load reads. --format scorer reads JSON lines {\"id\",\"text\"} on the\n" +
			"standard input and writes one line an id.\n\n" +
			exitHelp(exitOK, exitUsage, exitRejects, exitTemporary),
		Flags: append(inputFlags(),
			&cli.BoolFlag{Name: "json", Usage: "one article a line, with all layers"},
			&cli.StringFlag{Name: "format", Value: "text", Usage: "`NAME`: text, json, scorer or conllu"},
			&cli.BoolFlag{Name: "conllu", Usage: "tokens, tags and trees as CoNLL-U"},
			&cli.BoolFlag{Name: "no-second-look", Usage: "leave names as the network gives them"},
			withoutFlag(), confidenceFlag(), calibrationFlag(), workersFlag(), workLimitFlag(), limitFlag(), statedFlag(false), modelFlag()),
		Action: func(c *cli.Context) error {
			if err := exclusive(c, "json", "conllu", "format"); err != nil {
				return err
			}
			format := c.String("format")
			switch {
			case c.Bool("json"):
				format = "json"
			case c.Bool("conllu"):
				format = "conllu"
			}
			write, ok := articleWriters()[format]
			if !ok {
				return usagef("unknown format %q: text, json, scorer or conllu%s", format, suggest(format, []string{"text", "json", "scorer", "conllu"}))
			}
			if format != "scorer" && !c.Args().Present() {
				return usagef("extract needs a file, a directory or - for the standard input")
			}
			if format == "scorer" && c.Args().Present() && (c.NArg() > 1 || c.Args().First() != "-") {
				return usagef("--format scorer reads its JSON lines from the standard input: newsgraph extract --format scorer < %s", c.Args().First())
			}
			articles := passages(con.in)
			if format != "scorer" {
				options, err := con.input(c)
				if err != nil {
					return err
				}
				articles = source.Open(c.Args().Slice(), options)
				defer con.advise(options)
				defer con.unread(options)
			}
			language, err := newLanguage(c)
			if err != nil {
				return err
			}
			boundMemory(con, c.Int("workers"), english.Model(c.String("model")))
			out := con.data
			if format == "text" {
				out = con.raw // painted
			}
			return con.extract(out, language.Pipeline.Within(limits(c)).Run(c.Context, articles, c.Int("workers")), write, format == "scorer")
		},
		OnUsageError: usage,
	}
}

// workersFlag is the flag that says how many articles are read at once.
func workersFlag() cli.Flag {
	return &cli.IntFlag{Name: "workers", Value: runtime.NumCPU(), DefaultText: "one a processor", Usage: "read `N` articles at once; the output is the same for any number",
		Action: func(_ *cli.Context, n int) error {
			if n < 1 {
				return usagef("--workers %d: want at least 1", n)
			}
			return nil
		}}
}

// workLimitFlag is the flag that says how much work an article may take.
func workLimitFlag() cli.Flag {
	return &cli.Float64Flag{Name: "work-limit", Value: extract.MostWork / million, Usage: "reject an article that takes more than `N` million steps, the same ones on any machine; 0: none is",
		Action: func(_ *cli.Context, n float64) error {
			if !(n >= 0 && n <= million*million) {
				return usagef("--work-limit %v: want a number of million steps, or 0 for none", n)
			}
			return nil
		}}
}

const million = 1e6

// limitFlag is the flag that says how long an article may take.
func limitFlag() cli.Flag {
	return &cli.DurationFlag{Name: "time-limit", Usage: "also reject an article that is not read within `DURATION` by the clock: what is read then depends on the machine; 0: none is",
		Action: func(_ *cli.Context, d time.Duration) error {
			if d < 0 {
				return usagef("--time-limit %s: want a duration as 90s or 2m, or 0 for none", d)
			}
			return nil
		}}
}

// limits reads the flags that say when an article is given up.
func limits(c *cli.Context) extract.Limits {
	return extract.Limits{Work: int64(c.Float64("work-limit") * million), Time: c.Duration("time-limit")}
}

// boundMemory makes the collector work harder before the process takes more than
// extract needs, unless the user has set a limit: after an article of a megabyte
// it would wait until there is twice as much garbage.
func boundMemory(con *console, workers int, m english.Model) {
	each, all := int64(16<<20), int64(128<<20)
	if m == english.Best {
		each, all = 96<<20, 256<<20
	}
	if con.env("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(all + int64(max(1, workers))*each)
	}
}

// articleWriter writes one article that has been read.
type articleWriter func(con *console, w io.Writer, a *extract.Article) error

// articleWriters lists the formats of extract.
func articleWriters() map[string]articleWriter {
	return map[string]articleWriter{"text": writeText, "json": writeJSON, "scorer": writeScorer, "conllu": writeCoNLLU}
}

// extract writes articles that have been read to w, each as it comes. empty says
// that no article at all is no failure.
func (con *console) extract(w io.Writer, articles iter.Seq2[*extract.Article, error], write articleWriter, empty bool) (err error) {
	out := bufio.NewWriterSize(w, 1<<16)
	defer func() {
		if flush := out.Flush(); !errors.Is(err, flush) { // the writer repeats its error
			err = errors.Join(err, flush)
		}
	}()
	write = flushing(con, out, write)
	seen, rejected := 0, 0
	for a, err := range articles {
		var reject *extract.Reject
		switch {
		case errors.As(err, &reject):
			rejected++
			fmt.Fprintf(con.err, "newsgraph: %s\n", oneLine(err))
			continue
		case err != nil:
			return err
		}
		seen++
		if err := write(con, out, a); err != nil {
			return err
		}
	}
	if seen+rejected == 0 && !empty {
		return fmt.Errorf("%w: no article found", ingest.ErrRejected)
	}
	switch {
	case rejected == 1:
		return told{ingest.ErrRejected}
	case rejected > 1:
		return fmt.Errorf("%w %d of %d records", ingest.ErrRejected, rejected, seen+rejected)
	}
	return nil
}

// flushing returns a writer that passes every article on as soon as it is
// written, unless the output is a file: who reads from a pipe waits for it.
func flushing(con *console, out *bufio.Writer, write articleWriter) articleWriter {
	if con.file {
		return write
	}
	return func(con *console, w io.Writer, a *extract.Article) error {
		if err := write(con, w, a); err != nil {
			return err
		}
		return out.Flush()
	}
}

// writeJSON writes an article with all its layers as one line, and their seal.
func writeJSON(_ *console, w io.Writer, a *extract.Article) error {
	enc := json.NewEncoder(escapedJSON{w})
	enc.SetEscapeHTML(false)
	return enc.Encode(struct {
		*extract.Article
		Seal string `json:"seal"`
	}{a, a.Seal()})
}

// writeScorer writes the scorers' record of an article as one line.
func writeScorer(_ *console, w io.Writer, a *extract.Article) error {
	enc := json.NewEncoder(escapedJSON{w})
	enc.SetEscapeHTML(false)
	return enc.Encode(score.Format(a))
}

// writeCoNLLU writes the tokens of an article.
func writeCoNLLU(_ *console, w io.Writer, a *extract.Article) error { return conllu.Write(w, a) }

// passages reads the scorer's JSON lines: {"id","text"}, taken as they are,
// nothing trimmed, because offsets count from the text's first character.
func passages(r io.Reader) iter.Seq2[*extract.Article, error] {
	return func(yield func(*extract.Article, error) bool) {
		dec := json.NewDecoder(bufio.NewReaderSize(r, 1<<20))
		for n := 1; ; n++ {
			var record struct{ ID, Text string }
			err := dec.Decode(&record)
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(nil, &extract.Reject{Source: "standard input", Record: n, Offset: dec.InputOffset(), Stage: "read", Code: "syntax",
					Message: fmt.Sprintf("want {\"id\",\"text\"}: %v", err)})
				return
			}
			if !yield(&extract.Article{ID: record.ID, Text: record.Text, Source: fmt.Sprintf("standard input:%d", n)}, nil) {
				return
			}
		}
	}
}
