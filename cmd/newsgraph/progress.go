package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/clipperhouse/displaywidth"
	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/ingest"
)

// statusLine is a terminal whose last line is overwritten while something runs.
// What is written meanwhile stands above it.
type statusLine struct {
	mu    sync.Mutex
	w     io.Writer
	shown bool
}

const eraseLine = "\r\x1b[K"

func (s *statusLine) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shown {
		s.shown = false
		if _, err := io.WriteString(s.w, eraseLine); err != nil {
			return 0, err
		}
	}
	return s.w.Write(p)
}

// show overwrites the line; "" takes it away. Nobody misses what could not be shown.
func (s *statusLine) show(line string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shown || line != "" {
		io.WriteString(s.w, eraseLine+line)
	}
	s.shown = line != ""
}

// How a run is shown while it goes on.
const (
	progressAuto  = "auto"  // a bar on a terminal, elsewhere a line now and then
	progressPlain = "plain" // lines, also the last one
	progressNone  = "none"
)

// The times between two looks at a run, and between two lines.
const (
	betweenBars  = 200 * time.Millisecond
	betweenLines = 30 * time.Second
)

func progressFlag() cli.Flag {
	modes := []string{progressAuto, progressPlain, progressNone}
	return &cli.StringFlag{Name: "progress", Value: progressAuto, Usage: "`HOW` the run is shown: auto (a bar on a terminal, else a line now and then), plain (lines), none",
		Action: func(_ *cli.Context, mode string) error {
			for _, known := range modes {
				if mode == known {
					return nil
				}
			}
			return usagef("--progress %s: want one of %s%s", mode, strings.Join(modes, ", "), suggest(mode, modes))
		}}
}

// progress shows on the standard error how far a run is. The run counts, a clock
// looks at the counters.
type progress struct {
	done, total atomic.Int64 // bytes read or, of a graph, elements; total 0: not known
	items       atomic.Int64 // articles or elements
	rejected    atomic.Int64
	pass        atomic.Int64 // of several over the same
	ended       atomic.Bool  // all is read

	name, things string
	bytes        bool // done and total are bytes
	bar, last    bool // a line that is overwritten; a last line
	out          *statusLine
	columns      func() int
	now          func() time.Time

	begun, told time.Time
	passBegun   time.Time
	seen        int64 // the pass that passBegun belongs to
	stopped     chan struct{}
	over        sync.WaitGroup
}

// newProgress makes what shows a run, of bytes or of elements, once it is started.
func (con *console) newProgress(mode, name, things string, bytes bool) *progress {
	p := &progress{name: name, things: things, bytes: bytes, now: con.now, columns: con.errColumns, stopped: make(chan struct{})}
	if mode != progressNone {
		p.out = con.line
	}
	p.bar = mode != progressPlain && con.overwrites
	p.last = mode == progressPlain
	if p.now == nil {
		p.now = time.Now
	}
	p.begin()
	return p
}

// begin takes the time.
func (p *progress) begin() {
	p.begun = p.now()
	p.told, p.passBegun = p.begun, p.begun
}

// start looks at the counters until the run is stopped.
func (p *progress) start() {
	p.begin()
	if p.out == nil {
		return
	}
	ticker := time.NewTicker(betweenBars)
	p.over.Go(func() {
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				p.look()
			case <-p.stopped:
				return
			}
		}
	})
}

// look shows the counters, if it is time to.
func (p *progress) look() {
	now := p.now()
	if pass := p.pass.Load(); pass != p.seen {
		p.seen, p.passBegun = pass, now
	}
	switch {
	case p.bar:
		p.out.show(p.status(now).bar(p.columns() - 1))
	case now.Sub(p.told) >= betweenLines:
		p.told = now
		fmt.Fprintf(p.out, "newsgraph: %s\n", p.status(now).plain())
	}
}

// stop takes the bar away.
func (p *progress) stop() {
	select {
	case <-p.stopped:
		return
	default:
	}
	close(p.stopped)
	p.over.Wait()
	switch {
	case p.out == nil:
	case p.bar:
		p.out.show("")
	case p.last:
		fmt.Fprintf(p.out, "newsgraph: %s\n", p.status(p.now()).plain())
	}
}

// watch makes a run count, and tell of rejects.
func (p *progress) watch(o *ingest.Options, rejected func(r *extract.Reject, filed bool)) {
	o.Source.Meter = &p.done
	o.Watch = ingest.Watch{
		Begun: p.start, Ended: p.stop,
		Read:    func() { p.items.Add(1) },
		AllRead: func() { p.ended.Store(true) },
		Rejected: func(r *extract.Reject, filed bool) {
			p.rejected.Add(1)
			rejected(r, filed)
		},
	}
	if p.out != nil {
		o.Watch.Measured = p.total.Store
	}
}

// size finds out how many elements a graph has. It helps; if it fails, nothing is
// lost.
func (p *progress) size(ctx context.Context, store graph.Store) {
	if p.out == nil {
		return
	}
	total := int64(0)
	err := store.View(ctx, func(tx graph.Tx) error {
		total = 0
		count := func(pattern string, sign int64) error {
			_, err := tx.Run(ctx, "MATCH "+pattern+" RETURN count(x) AS n", nil, func(r graph.Row) error {
				n, _ := r.Values[0].(int64)
				total += sign * n
				return nil
			})
			return err
		}
		err := errors.Join(count("(x)", 1), count("()-[x]->()", 1))
		for _, label := range graph.Bookkeeping() { // which nobody reads
			err = errors.Join(err, count("(x:"+quoted(label)+")", -1))
		}
		return err
	})
	if err == nil {
		p.total.Store(total)
	}
}

// elements counts the nodes and edges of a graph, which may be read several times.
// When the nodes are read again, they are the whole until the edges are read again too.
func (p *progress) elements(g graph.Graph) graph.Graph {
	var all, nodes int64
	return graph.Graph{
		Nodes: func(yield func(graph.Node, error) bool) {
			if p.pass.Add(1) > 1 && nodes > 0 {
				all = max(all, p.total.Swap(nodes))
			}
			p.done.Store(0)
			for n, err := range g.Nodes {
				p.done.Add(1)
				if !yield(n, err) {
					return
				}
			}
			nodes = p.done.Load()
		},
		Edges: func(yield func(graph.Edge, error) bool) {
			if all > 0 {
				p.total.Store(all)
			}
			for e, err := range g.Edges {
				p.done.Add(1)
				if !yield(e, err) {
					return
				}
			}
		},
	}
}

// status is one look at a run, in pieces of text.
type status struct {
	name   string
	share  float64  // of the whole, below zero if that is not known
	pieces []string // the first ones count most
}

func (p *progress) status(now time.Time) status {
	done, total, items := p.done.Load(), p.total.Load(), p.items.Load()
	since := p.begun
	if !p.bytes {
		items, since = done, p.passBegun
	}
	elapsed := now.Sub(since)
	s := status{name: p.name, share: -1}
	if pass := p.pass.Load(); pass > 1 {
		s.name += fmt.Sprintf(" (pass %d)", pass)
	}
	of := ""
	if total > 0 {
		s.share = min(float64(done)/float64(total), 1)
		s.pieces = append(s.pieces, fmt.Sprintf("%d%%", int(s.share*100)))
		if !p.bytes {
			of = " of " + grouped(max(total, done))
		}
	}
	if items == 1 && of == "" {
		s.pieces = append(s.pieces, counted(1, p.things))
	} else {
		s.pieces = append(s.pieces, grouped(items)+of+" "+p.things)
	}
	switch {
	case p.ended.Load():
		s.pieces = append(s.pieces, "writing the rest")
	case total > 0 && done > 0 && elapsed >= 2*time.Second:
		s.pieces = append(s.pieces, clock(time.Duration(float64(elapsed)*(float64(max(total, done))/float64(done)-1)))+" left")
	default:
		s.pieces = append(s.pieces, clock(elapsed))
	}
	if n := p.rejected.Load(); n > 0 {
		s.pieces = append(s.pieces, grouped(n)+" rejected")
	}
	if elapsed >= time.Second {
		s.pieces = append(s.pieces, rate(float64(items)/elapsed.Seconds())+"/s")
	}
	switch {
	case p.bytes && total > 0:
		s.pieces = append(s.pieces, megabytes(min(done, total))+" of "+megabytes(total)+" MB")
	case p.bytes:
		s.pieces = append(s.pieces, megabytes(done)+" MB")
	}
	return s
}

// plain writes all pieces.
func (s status) plain() string { return s.name + ": " + strings.Join(s.pieces, ", ") }

// The width of the bar, and of the terminal that has room for one.
const leastBar, mostBar, leastForBar = 8, 20, 50

// bar writes as many pieces as fit, and a bar.
func (s status) bar(width int) string {
	need := 0
	if s.share >= 0 && width >= leastForBar {
		need = len("  []") + leastBar
	}
	behind := ""
	for n := range s.pieces {
		longer := "  " + strings.Join(s.pieces[:n+1], "  ")
		if displaywidth.String(s.name+longer)+need > width {
			break
		}
		behind = longer
	}
	between := ""
	if need > 0 {
		room := min(width-displaywidth.String(s.name+behind)-len("  []"), mostBar)
		full := int(s.share * float64(room))
		between = "  [" + strings.Repeat("#", full) + strings.Repeat("-", room-full) + "]"
	}
	return displaywidth.TruncateString(s.name+between+behind, max(width, 0), "")
}

// grouped writes a number as 12,345.
func grouped(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// clock writes a duration as 1:02 or 1:02:03.
func clock(d time.Duration) string {
	s := int(d.Round(time.Second).Seconds())
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// rate writes a number of things a second.
func rate(r float64) string {
	if r < 10 {
		return fmt.Sprintf("%.1f", r)
	}
	return grouped(int64(r))
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f", float64(n)/1e6) }
