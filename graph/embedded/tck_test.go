package embedded

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
	"github.com/newsgraph/newsgraph/graph/embedded/tck"
	"github.com/newsgraph/newsgraph/graph/embedded/temporal"
)

var update = flag.Bool("update", false, "rewrite testdata/tck.txt, the scenarios of the openCypher TCK that do not pass")

const failuresFile = "testdata/tck.txt"

// TestTCK runs the openCypher TCK in the folder OPENCYPHER_TCK. The scenarios that
// do not pass are those of testdata/tck.txt, no fewer and no more.
func TestTCK(t *testing.T) {
	dir := tck.Folder(t)
	// The zones of Go's own tables: systems differ in what they say of the time before 1970.
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatalf("ask for GOROOT: %v", err)
	}
	t.Setenv("ZONEINFO", filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip"))
	scenarios, err := tck.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	failures := map[string]string{}
	for _, s := range scenarios {
		if problem := runScenario(dir, s); problem != "" {
			failures[s.ID()] = problem
		}
	}
	t.Logf("%d of %d scenarios pass", len(scenarios)-len(failures), len(scenarios))
	if *update {
		writeFailures(t, scenarios, failures)
		return
	}
	known := readFailures(t)
	for _, s := range scenarios {
		id := s.ID()
		problem, failed := failures[id]
		_, expected := known[id]
		switch {
		case failed && !expected:
			t.Errorf("%s\n%s", id, problem)
		case !failed && expected:
			t.Errorf("%s passes now: take it out of %s", id, failuresFile)
		}
	}
}

// readFailures reads lines "scenario<TAB>reason".
func readFailures(t *testing.T) map[string]string {
	t.Helper()
	f, err := os.Open(failuresFile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	known := map[string]string{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if id, reason, ok := strings.Cut(lines.Text(), "\t"); ok {
			known[id] = reason
		}
	}
	return known
}

func writeFailures(t *testing.T, scenarios []tck.Scenario, failures map[string]string) {
	t.Helper()
	var b strings.Builder
	b.WriteString("# Scenarios of the openCypher TCK that do not pass, and why. Written by go test -update.\n")
	for _, s := range scenarios {
		if problem, failed := failures[s.ID()]; failed {
			reason, _, _ := strings.Cut(problem, "\n")
			fmt.Fprintf(&b, "%s\t%s\n", s.ID(), reason)
		}
	}
	if err := os.WriteFile(failuresFile, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// scenario is the state of one run.
type scenario struct {
	store   *Store
	dir     string
	params  map[string]any
	before  state
	columns []string
	rows    [][]any
	err     error // of the query
	raised  bool  // the error was expected
}

// runScenario returns what is wrong, "" if nothing.
func runScenario(dir string, s tck.Scenario) (problem string) {
	defer func() {
		if r := recover(); r != nil {
			problem = fmt.Sprintf("panic: %v", r)
		}
	}()
	run := &scenario{store: Memory(Options{Timeout: 20 * time.Second}), dir: dir, params: map[string]any{}}
	for _, step := range s.Steps {
		if problem := run.step(step); problem != "" {
			return problem
		}
	}
	if run.err != nil && !run.raised {
		return "error: " + run.err.Error()
	}
	return ""
}

func (r *scenario) step(s tck.Step) string {
	switch text := s.Text; {
	case text == "any graph", text == "an empty graph":
	case strings.HasSuffix(text, " graph"):
		return r.load(strings.Fields(text)[1])
	case strings.HasPrefix(text, "having executed"):
		if err := r.exec(s.Doc); err != nil {
			return "error in setup: " + err.Error()
		}
	case strings.HasPrefix(text, "there exists a procedure"):
		return r.procedure(strings.TrimPrefix(text, "there exists a procedure "), s.Table)
	case strings.HasPrefix(text, "parameters are"):
		return r.parameters(s.Table)
	case strings.HasPrefix(text, "executing query"), strings.HasPrefix(text, "executing control query"):
		r.query(s.Doc)
	case strings.HasPrefix(text, "the result should be empty"):
		return r.result(false, false, [][]string{nil})
	case strings.HasPrefix(text, "the result should be"):
		return r.result(strings.Contains(text, "in order"), strings.Contains(text, "ignoring element order"), s.Table)
	case text == "no side effects":
		return r.sideEffects(nil)
	case strings.HasPrefix(text, "the side effects should be"):
		return r.sideEffects(s.Table)
	default:
		want, ok := tck.ErrorOf(text)
		if !ok {
			return "unknown step: " + text
		}
		return r.failure(want)
	}
	return ""
}

// load runs the script of a named graph.
func (r *scenario) load(name string) string {
	script, err := os.ReadFile(filepath.Join(r.dir, "graphs", name, name+".cypher"))
	if err == nil {
		err = r.exec(string(script))
	}
	if err != nil {
		return "load graph: " + err.Error()
	}
	return ""
}

func (r *scenario) exec(query string) error {
	ctx := context.Background()
	return r.store.Update(ctx, func(tx graph.Tx) error {
		_, err := tx.Run(ctx, query, r.params, nil)
		return err
	})
}

func (r *scenario) parameters(table [][]string) string {
	for _, row := range table {
		v, err := tck.Parse(row[1])
		if err != nil {
			return err.Error()
		}
		r.params[row[0]] = v
	}
	return ""
}

// query runs the query under test.
func (r *scenario) query(query string) {
	r.before = r.state()
	r.columns, r.rows = nil, nil
	ctx := context.Background()
	r.err = r.store.Update(ctx, func(tx graph.Tx) error {
		r.rows = nil
		_, err := tx.Run(ctx, query, r.params, func(row graph.Row) error {
			r.columns = row.Columns
			r.rows = append(r.rows, row.Values)
			return nil
		})
		return err
	})
}

// result compares the rows with a table.
func (r *scenario) result(ordered, sortLists bool, table [][]string) string {
	if r.err != nil {
		return "error: " + r.err.Error()
	}
	var want, got []string
	for _, row := range table[1:] {
		var cells []string
		for _, cell := range row {
			v, err := tck.Parse(cell)
			if err != nil {
				return err.Error()
			}
			cells = append(cells, tck.Render(v, sortLists))
		}
		want = append(want, strings.Join(cells, " | "))
	}
	if len(r.rows) > 0 && !slices.Equal(sorted(table[0]), sorted(r.columns)) {
		return fmt.Sprintf("wrong columns: got %q, want %q", r.columns, table[0])
	}
	for _, row := range r.rows {
		var cells []string
		for _, name := range table[0] {
			cells = append(cells, tck.Render(kitValue(row[slices.Index(r.columns, name)]), sortLists))
		}
		got = append(got, strings.Join(cells, " | "))
	}
	if !ordered {
		want, got = sorted(want), sorted(got)
	}
	if !slices.Equal(want, got) {
		return fmt.Sprintf("wrong result: got %s; want %s", strings.Join(got, " ; "), strings.Join(want, " ; "))
	}
	return ""
}

func sorted(list []string) []string { return slices.Sorted(slices.Values(list)) }

// kitValue turns a result into the kit's own types.
func kitValue(v any) any {
	switch v := v.(type) {
	case graph.Node:
		return tck.Node{Labels: v.Labels, Props: kitMap(v.Props)}
	case graph.Edge:
		return tck.Edge{Type: v.Type, Props: kitMap(v.Props)}
	case graph.Path:
		var p tck.Path
		for i, n := range v.Nodes {
			p.Nodes = append(p.Nodes, kitValue(n).(tck.Node))
			if i < len(v.Edges) {
				p.Edges = append(p.Edges, kitValue(v.Edges[i]).(tck.Edge))
				p.Forward = append(p.Forward, v.Edges[i].From == n.ID)
			}
		}
		return p
	case map[string]any:
		return kitMap(v)
	case []any:
		list := make([]any, len(v))
		for i, e := range v {
			list[i] = kitValue(e)
		}
		return list
	}
	if text, ok := temporal.Format(v); ok {
		return noSeconds.ReplaceAllString(text, "$1$2")
	}
	return v
}

// noSeconds finds the seconds of a time on the minute, which the kit leaves out
// in the notation of values.
var noSeconds = regexp.MustCompile(`^((?:.*T)?\d\d:\d\d):00(Z|[+-]|\[|$)`)

func kitMap(m map[string]any) map[string]any {
	out := map[string]any{}
	for k, v := range m {
		out[k] = kitValue(v)
	}
	return out
}

// state is the whole graph as sets of facts.
type state struct{ nodes, edges, labels, properties map[string]bool }

// state reads the graph.
func (r *scenario) state() state {
	s := state{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
	ctx := context.Background()
	err := r.store.View(ctx, func(tx graph.Tx) error {
		if _, err := tx.Run(ctx, "MATCH (n) RETURN elementId(n), labels(n), properties(n)", nil, func(row graph.Row) error {
			s.nodes[row.Values[0].(string)] = true
			for _, label := range row.Values[1].([]any) {
				s.labels[label.(string)] = true
			}
			s.addProps(row)
			return nil
		}); err != nil {
			return err
		}
		_, err := tx.Run(ctx, "MATCH ()-[r]->() RETURN elementId(r), type(r), properties(r)", nil, func(row graph.Row) error {
			s.edges[row.Values[0].(string)] = true
			s.addProps(row)
			return nil
		})
		return err
	})
	if err != nil {
		panic(err)
	}
	return s
}

func (s state) addProps(row graph.Row) {
	for k, v := range row.Values[2].(map[string]any) {
		s.properties[row.Values[0].(string)+" "+k+" "+tck.Render(kitValue(v), false)] = true
	}
}

// sideEffects compares what changed with a table of +nodes, -labels and so on.
func (r *scenario) sideEffects(table [][]string) string {
	if r.err != nil && r.raised {
		return ""
	}
	after := r.state()
	got := map[string]int{}
	diff := func(what string, before, after map[string]bool) {
		for k := range after {
			if !before[k] {
				got["+"+what]++
			}
		}
		for k := range before {
			if !after[k] {
				got["-"+what]++
			}
		}
	}
	diff("nodes", r.before.nodes, after.nodes)
	diff("relationships", r.before.edges, after.edges)
	diff("labels", r.before.labels, after.labels)
	diff("properties", r.before.properties, after.properties)
	want := map[string]int{}
	for _, row := range table {
		n := 0
		fmt.Sscan(row[1], &n)
		want[row[0]] = n
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		return fmt.Sprintf("wrong side effects: got %v, want %v", got, want)
	}
	return ""
}

// failure checks the error of the query.
func (r *scenario) failure(want tck.Expect) string {
	if r.err == nil {
		return fmt.Sprintf("no error, want %s at %s: %s", want.Type, want.Phase, want.Detail)
	}
	r.raised = true
	var text *syntax.Error
	var run *value.Error
	switch {
	case errors.As(r.err, &text):
		if want.Phase == "runtime" || want.Detail != text.Kind && want.Detail != "*" && want.Phase != "any time" {
			return fmt.Sprintf("wrong error: got %s at compile time (%v), want %s at %s: %s", text.Kind, r.err, want.Type, want.Phase, want.Detail)
		}
	case errors.As(r.err, &run):
		if want.Phase == "compile time" {
			return fmt.Sprintf("wrong error: got it at run time (%v), want %s at %s: %s", r.err, want.Type, want.Phase, want.Detail)
		}
	}
	var unsupported *syntax.UnsupportedError
	if errors.As(r.err, &unsupported) {
		return "error: " + r.err.Error()
	}
	return ""
}
