package main

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/clipperhouse/displaywidth"

	"github.com/newsgraph/newsgraph/graph"
)

// clocked is a console whose clock is set by hand, and what its standard error shows.
func clocked(width int) (con *console, shown *strings.Builder, pass func(time.Duration)) {
	shown = &strings.Builder{}
	now := time.Date(2031, 5, 12, 8, 0, 0, 0, time.UTC)
	con = &console{line: &statusLine{w: shown}, overwrites: width > 0, errColumns: func() int { return width }, now: func() time.Time { return now }}
	con.err = con.line
	return con, shown, func(d time.Duration) { now = now.Add(d) }
}

// On a terminal one line is overwritten: share, articles, time left, rejects, rate
// and bytes, as many as fit.
func TestProgressBar(t *testing.T) {
	con, shown, pass := clocked(101)
	p := con.newProgress(progressAuto, "load", "articles", true)
	p.total.Store(30_100_000)
	p.look()
	pass(4 * time.Second)
	p.done.Store(12_300_000)
	p.items.Store(2345)
	p.look()
	p.rejected.Store(3)
	con.errColumns = func() int { return 61 }
	p.columns = con.errColumns
	p.look()
	con.notice("b.txt: too-short")
	pass(time.Hour)
	p.look()
	p.done.Store(30_100_000)
	p.ended.Store(true)
	p.columns = func() int { return 41 }
	p.look()
	p.stop()
	for i, want := range []string{"",
		"load  [--------------------]  0%  0 articles  0:00  0.0 of 30.1 MB",
		"load  [########------------]  40%  2,345 articles  0:06 left  586/s  12.3 of 30.1 MB",
		"load  [###-----]  40%  2,345 articles  0:06 left  3 rejected",
		"newsgraph: b.txt: too-short\n",
		"load  [######-----------]  40%  2,345 articles  1:26:56 left",
		"load  100%  2,345 articles",
		"",
	} {
		if got := strings.Split(shown.String(), eraseLine); i >= len(got) || got[i] != want {
			t.Errorf("line %d: got %q, want %q", i, got[min(i, len(got)-1)], want)
		}
	}
}

// No width of the terminal makes a line that wraps.
func TestProgressFits(t *testing.T) {
	con, _, pass := clocked(80)
	p := con.newProgress(progressAuto, "load", "articles", true)
	p.total.Store(9_999_999_999)
	p.done.Store(1_234_567_890)
	p.items.Store(1_234_567)
	p.rejected.Store(1_234_567)
	pass(30 * time.Hour)
	for width := range 200 {
		if line := p.status(con.now()).bar(width); displaywidth.String(line) > width {
			t.Errorf("%d columns: %q", width, line)
		}
	}
}

// Elsewhere a line is written now and then, and a last one if it was asked for.
func TestProgressPlain(t *testing.T) {
	for mode, want := range map[string]string{
		progressAuto:  "newsgraph: load: 5 articles, 0:30, 2 rejected, 0.2/s, 0.2 MB\n",
		progressPlain: "newsgraph: load: 5 articles, 0:30, 2 rejected, 0.2/s, 0.2 MB\nnewsgraph: load: 7 articles, 0:41, 2 rejected, 0.2/s, 0.2 MB\n",
		progressNone:  "",
	} {
		con, shown, pass := clocked(0)
		p := con.newProgress(mode, "load", "articles", true)
		p.items.Store(5)
		p.rejected.Store(2)
		p.done.Store(200_000)
		for range 41 {
			pass(time.Second)
			if p.out != nil {
				p.look()
			}
		}
		p.items.Store(7)
		p.stop()
		p.stop()
		if shown.String() != want {
			t.Errorf("%s: got %q, want %q", mode, shown.String(), want)
		}
	}
	// A terminal that cannot overwrite gets lines too, and one that can if it is asked to.
	con, _, _ := clocked(80)
	if con.newProgress(progressPlain, "load", "articles", true).bar {
		t.Error("plain lines are overwritten")
	}
}

// A graph is counted anew each time it is read.
func TestProgressOfGraph(t *testing.T) {
	con, shown, pass := clocked(81)
	p := con.newProgress(progressAuto, "export", "nodes and edges", false)
	p.total.Store(4)
	g := p.elements(graph.Graph{
		Nodes: func(yield func(graph.Node, error) bool) {
			for range 2 {
				if !yield(graph.Node{}, nil) {
					return
				}
			}
		},
		Edges: func(yield func(graph.Edge, error) bool) {
			for range 2 {
				if !yield(graph.Edge{}, nil) {
					return
				}
			}
		},
	})
	for range 2 {
		for range g.Nodes {
			pass(2 * time.Second)
			p.look()
		}
		for range g.Edges {
			pass(2 * time.Second)
			p.look()
		}
	}
	p.stop()
	for _, want := range []string{
		"export  [##########----------]  50%  2 of 4 nodes and edges  0:02 left  1.0/s",
		"export (pass 2)  [##########----]  75%  3 of 4 nodes and edges  0:01 left  0.8/s",
	} {
		if !strings.Contains(shown.String(), want) {
			t.Errorf("no %q in\n%s", want, strings.ReplaceAll(shown.String(), eraseLine, "\n"))
		}
	}
}

// Progress never is in the standard output, and --progress says how it is shown.
func TestProgressFlag(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("a.txt", []byte("Ines Duarte met Olga Kovar in Porto."), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ line, want string }{
		{"load --progress plain --min-words 0 a.txt", "newsgraph: load: 100%, 1 article, writing the rest"},
		{"plan --progress plain --min-words 0 a.txt", "newsgraph: plan: 100%, 1 article, writing the rest"},
		{"load --progress none --min-words 0 a.txt", ""},
		{"load --min-words 0 a.txt", ""},
		{"export graphml --progress plain -o g", "newsgraph: export (pass 2): 100%"},
		{"export neo4j-admin --progress plain d", "newsgraph: export"},
		{"load --progress fancy a.txt", "newsgraph: --progress fancy: want one of auto, plain, none"},
		{"load --progress plan a.txt", "did you mean plain?"},
	} {
		con, shown, _ := clocked(0)
		var out strings.Builder
		con.in, con.out, con.env = strings.NewReader(""), &out, func(string) string { return "" }
		con.run(t.Context(), append([]string{"newsgraph"}, strings.Fields(tt.line)...))
		if !strings.Contains(shown.String(), tt.want) || tt.want == "" && shown.Len() > 0 {
			t.Errorf("%s: got %q, want %q", tt.line, shown.String(), tt.want)
		}
		if strings.Contains(out.String(), "%") {
			t.Errorf("%s: the standard output has %s", tt.line, out.String())
		}
	}
}

func TestNumbers(t *testing.T) {
	for want, got := range map[string]string{"0": grouped(0), "999": grouped(999), "1,000": grouped(1000), "12,345,678": grouped(12345678),
		"0:05": clock(5 * time.Second), "1:00": clock(59600 * time.Millisecond), "2:03:04": clock(2*time.Hour + 3*time.Minute + 4*time.Second),
		"0.4": rate(0.44), "1,234": rate(1234.5)} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
