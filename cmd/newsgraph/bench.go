package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/source"
	"github.com/newsgraph/newsgraph/graph/ingest"
)

func newBench(con *console) *cli.Command {
	codes := "\n\n" + exitHelp(exitOK, exitUsage, exitRejects)
	return &cli.Command{
		Name: "bench", Usage: "measure speed on this machine", Description: "What else the machine does counts." + codes,
		Action: subcommand,
		Subcommands: []*cli.Command{{
			Name: "extract", Usage: "tokens per second on one core and on all, memory, time by stage", ArgsUsage: "PATH...",
			Description: "The articles are read once and then run again until the time is over." + codes,
			Flags:       append(inputFlags(), modelFlag(), &cli.DurationFlag{Name: "time", Value: 5 * time.Second, Usage: "length of each measurement"}),
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
	rejects := &rejectLog{log: con.err}
	for a, err := range source.Open(c.Args().Slice(), options) {
		var reject *extract.Reject
		switch {
		case errors.As(err, &reject):
			rejects.add(reject, false)
		case err != nil:
			return err
		default:
			articles = append(articles, a)
		}
	}
	if rejects.count > 0 { // figures of a part of the input would be taken for those of all of it
		return fmt.Errorf("%w %d of %d records: measure without them", ingest.ErrRejected, rejects.count, rejects.count+len(articles))
	}
	if len(articles) == 0 {
		return fmt.Errorf("%w: no article found in %s", ingest.ErrRejected, strings.Join(c.Args().Slice(), " "))
	}
	begin := time.Now()
	language, err := newLanguage(c)
	if err != nil {
		return err
	}
	fmt.Fprintf(con.out, "model opened in %s\n", time.Since(begin).Round(time.Millisecond))
	pipeline, watch := timed(language.Pipeline)
	t := table{columns: []string{"workers", "articles", "tokens", "tokens/s", "articles/s", "peak memory"}}
	cores := []int{1}
	if n := runtime.NumCPU(); n > 1 {
		cores = append(cores, n)
	}
	for _, workers := range cores {
		n, tokens, took, err := repeat(c.Context, pipeline, articles, workers, c.Duration("time"))
		if err != nil {
			return err
		}
		t.rows = append(t.rows, []any{workers, n, tokens, int(float64(tokens) / took.Seconds()),
			fmt.Sprintf("%.1f", float64(n)/took.Seconds()), peak()})
	}
	if err := t.writeTable(con.out, 0); err != nil {
		return err
	}
	return con.shares(language.Pipeline, watch)
}

// shares prints what each stage takes of the shortest times of all, and what the
// stages behind the networks (tokens, syntax, names) take as a share of what these
// take.
func (con *console) shares(p extract.Pipeline, w *stopwatch) error {
	var layer, rest time.Duration
	for i, s := range p {
		switch s.Name {
		case "tokens", "syntax", "names":
			layer += w.stage(i)
		default:
			rest += w.stage(i)
		}
	}
	t := table{columns: []string{"stage", "share"}}
	for i, s := range p {
		t.rows = append(t.rows, []any{s.Name, fmt.Sprintf("%.1f %%", 100*w.stage(i).Seconds()/max((layer+rest).Seconds(), 1e-9))})
	}
	fmt.Fprintln(con.out)
	if err := t.writeTable(con.out, 0); err != nil {
		return err
	}
	_, err := fmt.Fprintf(con.out, "all behind the language layer: %.3f of its time\n", rest.Seconds()/max(layer.Seconds(), 1e-9))
	return err
}

// stopwatch holds, for each stage, the shortest time that it took for each text:
// what else the machine does makes a stage longer, never shorter.
type stopwatch struct {
	mu   sync.Mutex
	best []map[string]time.Duration
}

// timed returns a pipeline that times its stages.
func timed(p extract.Pipeline) (extract.Pipeline, *stopwatch) {
	w := &stopwatch{best: make([]map[string]time.Duration, len(p))}
	out := make(extract.Pipeline, len(p))
	for i, s := range p {
		w.best[i] = map[string]time.Duration{}
		out[i] = s
		out[i].Run = func(ctx context.Context, a *extract.Article) error {
			begin := time.Now()
			err := s.Run(ctx, a)
			took := time.Since(begin)
			w.mu.Lock()
			defer w.mu.Unlock()
			if old, ok := w.best[i][a.Text]; !ok || took < old {
				w.best[i][a.Text] = took
			}
			return err
		}
	}
	return out, w
}

// stage returns the sum of the shortest times of stage i.
func (w *stopwatch) stage(i int) (sum time.Duration) {
	for _, took := range w.best[i] {
		sum += took
	}
	return sum
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
