package main

import (
	"context"
	"fmt"
	"iter"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/urfave/cli/v2"

	"newsgraph/extract"
	"newsgraph/extract/source"
)

func newBench(con *console) *cli.Command {
	codes := "\n\n" + exitHelp(exitOK, exitUsage, exitRejects)
	return &cli.Command{
		Name: "bench", Usage: "measure speed on this machine", Description: "What else the machine does counts." + codes,
		HideHelpCommand: true, Action: subcommand,
		Subcommands: []*cli.Command{{
			Name: "extract", Usage: "tokens per second on one core and on all, memory, time by stage", ArgsUsage: "PATH...",
			Description: "The articles are read once and then run again until the time is over." + codes,
			Flags:       append(inputFlags(), &cli.DurationFlag{Name: "time", Value: 5 * time.Second, Usage: "length of each measurement"}),
			Action: func(c *cli.Context) error {
				if !c.Args().Present() {
					return usagef("bench extract needs articles: a file or a directory")
				}
				return con.benchExtract(c)
			},
			OnUsageError: usage,
		}},
		OnUsageError: usage,
	}
}

func (con *console) benchExtract(c *cli.Context) error {
	options, err := con.input(c)
	if err != nil {
		return err
	}
	var articles []*extract.Article
	for a, err := range source.Open(c.Args().Slice(), options) {
		if err == nil {
			articles = append(articles, a)
		}
	}
	if len(articles) == 0 {
		return fmt.Errorf("%w: no article found in %s", errRejected, strings.Join(c.Args().Slice(), " "))
	}
	begin := time.Now()
	language, err := newLanguage(c)
	if err != nil {
		return err
	}
	fmt.Fprintf(con.out, "model opened in %s\n", time.Since(begin).Round(time.Millisecond))
	pipeline, spent := timed(language.pipeline)
	t := table{columns: []string{"workers", "articles", "tokens", "tokens/s", "articles/s", "peak memory"}}
	cores := []int{1}
	if n := runtime.NumCPU(); n > 1 {
		cores = append(cores, n)
	}
	var total int64
	for _, workers := range cores {
		n, tokens, took, err := repeat(c.Context, pipeline, articles, workers, c.Duration("time"))
		if err != nil {
			return err
		}
		total += took.Nanoseconds() * int64(workers)
		t.rows = append(t.rows, []any{workers, n, tokens, int(float64(tokens) / took.Seconds()),
			fmt.Sprintf("%.1f", float64(n)/took.Seconds()), peak()})
	}
	if err := t.writeTable(con.out, 0); err != nil {
		return err
	}
	stages := table{columns: []string{"stage", "share"}}
	for i, s := range language.pipeline {
		stages.rows = append(stages.rows, []any{s.Name, fmt.Sprintf("%.1f %%", 100*float64(spent[i].Load())/float64(max(total, 1)))})
	}
	fmt.Fprintln(con.out)
	return stages.writeTable(con.out, 0)
}

// timed returns a pipeline that adds up the nanoseconds of each stage.
func timed(p extract.Pipeline) (extract.Pipeline, []atomic.Int64) {
	spent := make([]atomic.Int64, len(p))
	out := make(extract.Pipeline, len(p))
	for i, s := range p {
		out[i] = s
		out[i].Run = func(ctx context.Context, a *extract.Article) error {
			begin := time.Now()
			err := s.Run(ctx, a)
			spent[i].Add(time.Since(begin).Nanoseconds())
			return err
		}
	}
	return out, spent
}

// repeat runs the articles through the pipeline for about the given time.
func repeat(ctx context.Context, p extract.Pipeline, articles []*extract.Article, workers int, length time.Duration) (n, tokens int, took time.Duration, err error) {
	begin := time.Now()
	var endless iter.Seq2[*extract.Article, error] = func(yield func(*extract.Article, error) bool) {
		for i := 0; i < len(articles) || time.Since(begin) < length; i++ {
			a := *articles[i%len(articles)]
			if !yield(&a, nil) {
				return
			}
		}
	}
	for a, err := range p.Run(ctx, endless, workers) {
		if err != nil {
			return 0, 0, 0, err
		}
		n++
		tokens += len(a.Tokens)
	}
	return n, tokens, time.Since(begin), nil
}

// peak returns the most memory the process has held, where the system tells.
func peak() string {
	status, err := os.ReadFile("/proc/self/status")
	if err == nil {
		if _, rest, ok := strings.Cut(string(status), "VmHWM:"); ok {
			if kb, err := strconv.Atoi(strings.Fields(rest)[0]); err == nil {
				return fmt.Sprintf("%d MB", kb/1024)
			}
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return fmt.Sprintf("%d MB", m.Sys>>20)
}
