package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/source"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
)

// fakeStore is a graph in memory that does what a test wants of it.
type fakeStore struct {
	graph.Store
	mu      sync.Mutex
	writes  int // transactions that changed something
	fails   int // the one of them that fails; 0: none
	with    error
	closing error
	closed  bool
}

func newFake() *fakeStore { return &fakeStore{Store: embedded.Memory(embedded.Options{})} }

func (s *fakeStore) Update(ctx context.Context, fn func(graph.Tx) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	changed := false
	err := s.Store.Update(ctx, func(tx graph.Tx) error {
		counting := &countingTx{Tx: tx}
		err := fn(counting)
		if changed = counting.counts.Changed(); err == nil && changed && s.writes+1 == s.fails {
			return s.with
		}
		return err
	})
	if err == nil && changed {
		s.writes++
	}
	return err
}

// countingTx adds up what its statements change.
type countingTx struct {
	graph.Tx
	counts graph.Counts
}

func (t *countingTx) Run(ctx context.Context, cypher string, params map[string]any, row func(graph.Row) error) (graph.Counts, error) {
	n, err := t.Tx.Run(ctx, cypher, params, row)
	t.counts.Add(n)
	return n, err
}

// Close leaves the graph in memory there, for the test to look at.
func (s *fakeStore) Close(ctx context.Context) error {
	s.closed = true
	return errors.Join(ctx.Err(), s.closing)
}

// reader is a language that only notes what it has been given to read.
type reader struct {
	mu   sync.Mutex
	read []string
}

func (r *reader) language() Language {
	return Language{Pipeline: extract.Pipeline{{Name: "note", Run: func(_ context.Context, a *extract.Article) error {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.read = append(r.read, a.ID)
		if strings.Contains(a.Text, "panic") {
			panic("an article that cannot be read")
		}
		return nil
	}}}}
}

// lines is a file of articles, one for each id, with further lines as they are.
func lines(ids []string, further ...string) string {
	var b strings.Builder
	for _, id := range ids {
		fmt.Fprintf(&b, "{\"id\":%q,\"text\":\"Article %s.\"}\n", id, id)
	}
	return b.String() + strings.Join(append(further, ""), "\n")
}

// from are the options for reading a text into a store.
func from(text string, store graph.Store, r *reader) Options {
	open := func(context.Context) (graph.Store, error) { return store, nil }
	return Options{Paths: []string{standard}, Source: source.Options{Stdin: strings.NewReader(text), MinWords: -1, Report: &source.Report{}},
		Language: r.language(), Workers: 1, Open: open, Trial: open}
}

// must is a load that succeeds.
func must(t *testing.T, o Options) Result {
	t.Helper()
	r, err := Load(t.Context(), o)
	if err != nil || !r.Complete || !r.Begun {
		t.Fatalf("%+v, %v", r, err)
	}
	return r
}

func dump(t *testing.T, s graph.Store) string {
	t.Helper()
	var b bytes.Buffer
	if err := graph.Dump(&b, graph.Read(t.Context(), s)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A run reads, writes, files what could not be used, and accounts for all of it.
func TestLoad(t *testing.T) {
	t.Chdir(t.TempDir())
	store, read := newFake(), &reader{}
	o := from(lines([]string{"1", "2"}, `{"id":"3","text":"panic"}`, "no JSON"), store, read)
	o.Rejects = "rejects.jsonl"
	var events, codes []string
	note := func(what string) func() { return func() { events = append(events, what) } }
	o.Watch = Watch{Begun: note("begun"), AllRead: note("all read"), Ended: note("ended"), Read: note("read"), Rejected: func(r *extract.Reject, filed bool) {
		codes = append(codes, fmt.Sprint(r.Code, " ", filed))
	}}
	got := must(t, o)
	n := got.Report
	if n.Read != 4 || n.Loaded != 2 || n.Rejected != 2 || !n.Balanced() || !got.Made || got.Holds.Articles != 2 || got.Input.Records != 4 {
		t.Errorf("got %+v", got)
	}
	slices.Sort(codes)
	if want := []string{"internal true", "syntax true"}; !slices.Equal(codes, want) {
		t.Errorf("rejects %q, want %q", codes, want)
	}
	if want := strings.Fields("begun read read read read all+read ended"); strings.Join(events, " ") != strings.ReplaceAll(strings.Join(want, " "), "+", " ") {
		t.Errorf("events %q", events)
	}
	if text, err := os.ReadFile("rejects.jsonl"); err != nil || strings.Count(string(text), "\n") != 2 || got.Rejects != "rejects.jsonl" {
		t.Errorf("rejects in %q: %s, %v", got.Rejects, text, err)
	}
	if !store.closed {
		t.Error("the store was left open")
	}
	// Again: nothing is read or written a second time; what failed is tried again.
	writes, before := store.writes, dump(t, store)
	read.read = nil
	again := from(lines([]string{"1", "2"}, `{"id":"3","text":"panic"}`), store, read)
	if n := must(t, again).Report; n.Unchanged != 2 || n.Rejected != 1 || store.writes != writes || dump(t, store) != before || !slices.Equal(read.read, []string{"3"}) {
		t.Errorf("again: %+v, read %q, %d transactions", n, read.read, store.writes-writes)
	}
}

// The graph does not depend on the number of workers.
func TestWorkers(t *testing.T) {
	var ids []string
	for i := range 40 {
		ids = append(ids, fmt.Sprint(i))
	}
	var want string
	for _, workers := range []int{1, 3, 8} {
		store := newFake()
		o := from(lines(ids), store, &reader{})
		o.Workers = workers
		must(t, o)
		got := dump(t, store)
		if want == "" {
			want = got
		}
		if got != want {
			t.Errorf("%d workers make another graph", workers)
		}
	}
}

// A run that a store ends keeps what it had written, says how far it came, and the
// same run goes on from there to the same graph.
func TestGoesOn(t *testing.T) {
	var ids []string
	for i := range 600 {
		ids = append(ids, fmt.Sprint(i))
	}
	whole := newFake()
	must(t, from(lines(ids), whole, &reader{}))
	store := newFake()
	must(t, from(lines(ids[:1]), store, &reader{})) // the schema is there, and an article
	store.fails, store.with = store.writes+2, fmt.Errorf("write: %w", syscall.ENOSPC)
	got, err := Load(t.Context(), from(lines(ids), store, &reader{}))
	if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "make room, and the same load goes on from there") {
		t.Errorf("a full disk: %v", err)
	}
	if got.Complete || !got.Begun || got.Report.Loaded == 0 || got.Report.Loaded >= 599 || !store.closed {
		t.Errorf("complete %v, begun %v, closed %v, %+v", got.Complete, got.Begun, store.closed, got.Report)
	}
	kept := got.Report.Loaded
	store.fails = 0
	read := &reader{}
	if n := must(t, from(lines(ids), store, read)).Report; n.Unchanged != 1+kept || n.Loaded != 599-kept || len(read.read) != 599-kept {
		t.Errorf("the second run: %+v; %d read", n, len(read.read))
	}
	if dump(t, store) != dump(t, whole) {
		t.Error("in the end the graph is another one")
	}
}

// Only of a disk that is full is it said that the same load goes on.
func TestRepeatable(t *testing.T) {
	for err, want := range map[error]bool{syscall.ENOSPC: true, syscall.EFBIG: true, syscall.EDQUOT: true, syscall.EIO: false} {
		full := &graph.Error{Failure: graph.Unavailable, Message: "the changes could not be kept", Err: err}
		if got := repeatable(full); !errors.Is(got, err) || strings.Contains(got.Error(), "the same load goes on from there") != want {
			t.Errorf("%v: %v", err, got)
		}
	}
	if err := repeatable(nil); err != nil {
		t.Errorf("got %v", err)
	}
}

// Where there is no graph yet it is opened when there is an article for it.
func TestNothingMakesNoGraph(t *testing.T) {
	for text, want := range map[string]string{"": "trial", "no JSON\n": "trial", lines([]string{"1"}): "graph", lines([]string{"1"}, "{"): "graph"} {
		opened := ""
		o := from(text, nil, &reader{})
		o.Source.Format = "jsonl"
		o.New = true
		as := func(name string) func(context.Context) (graph.Store, error) {
			return func(context.Context) (graph.Store, error) {
				opened += name
				return newFake(), nil
			}
		}
		o.Open, o.Trial = as("graph"), as("trial")
		got := must(t, o)
		if opened != want || got.Made != (want == "graph") || got.Report.Read != got.Input.Records || !got.Report.Balanced() {
			t.Errorf("%q: opened %s, want %s; %+v", text, opened, want, got.Report)
		}
	}
}

// A plan says what a load does and leaves a graph as it was.
func TestPlan(t *testing.T) {
	store := newFake()
	must(t, from(lines([]string{"1"}), store, &reader{}))
	before := dump(t, store)
	planned, err := Plan(t.Context(), from(lines([]string{"1", "2", "3"}), store, &reader{}))
	if err != nil || !planned.Complete || dump(t, store) != before {
		t.Errorf("%+v, %v; changed %v", planned, err, dump(t, store) != before)
	}
	copied := newFake()
	must(t, from(lines([]string{"1"}), copied, &reader{}))
	o := from(lines([]string{"1", "2", "3"}), copied, &reader{})
	o.Forgets = true // and so may be written to
	kept, err := Plan(t.Context(), o)
	if err != nil || kept.Holds.Articles != 3 {
		t.Errorf("in a store that forgets: %+v, %v", kept, err)
	}
	loaded := must(t, from(lines([]string{"1", "2", "3"}), store, &reader{}))
	for name, got := range map[string]Result{"planned": planned, "planned in a store that forgets": kept} {
		if got.Report.Loaded != 2 || got.Report.Unchanged != 1 || got.Report.Counts.NodesCreated != loaded.Report.Counts.NodesCreated {
			t.Errorf("%s %+v, loaded %+v", name, got.Report, loaded.Report)
		}
	}
}

// A database of somebody else is refused before anything is written, unless the load
// may go beside.
func TestForeign(t *testing.T) {
	store := newFake()
	err := store.Update(t.Context(), func(tx graph.Tx) error {
		_, err := tx.Run(t.Context(), "CREATE (:Customer), (:Customer), (:Order), ()", nil, nil)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	writes := store.writes
	got, err := Load(t.Context(), from(lines([]string{"1"}), store, &reader{}))
	if graph.FailureOf(err) != graph.Refused || !strings.Contains(err.Error(), "(2 Customer, 1 without a label, 1 Order)") {
		t.Errorf("got %v", err)
	}
	if got.Begun || got.Complete || store.writes != writes || !store.closed {
		t.Errorf("begun %v, %d transactions, closed %v", got.Begun, store.writes-writes, store.closed)
	}
	o := from(lines([]string{"1"}), store, &reader{})
	o.Beside = true
	if n := must(t, o).Report; n.Loaded != 1 {
		t.Errorf("beside them: %+v", n)
	}
}

// A run that is stopped closes the store in order, and its error is why it stopped.
func TestStopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	store := newFake()
	o := from(lines([]string{"1", "2", "3"}), store, &reader{})
	o.Watch.Begun = stop
	got, err := Load(ctx, o)
	if !errors.Is(err, context.Canceled) || !got.Begun || got.Complete {
		t.Errorf("%+v, %v", got, err)
	}
	if !store.closed || strings.Count(err.Error(), context.Canceled.Error()) != 1 {
		t.Errorf("closed %v, with its own time: %v", store.closed, err)
	}
}

// What closing fails with is not lost, and the books of the run are there.
func TestClosingFails(t *testing.T) {
	store := newFake()
	store.closing = errors.New("the disk is gone")
	got, err := Load(t.Context(), from(lines([]string{"1"}), store, &reader{}))
	if !errors.Is(err, store.closing) || !got.Complete || got.Report.Loaded != 1 {
		t.Errorf("%+v, %v", got, err)
	}
}

// Of a plain file that has changed the earlier version is told of; of one that has
// not, nor of one whose articles have addresses, nothing is.
func TestEarlierVersions(t *testing.T) {
	t.Chdir(t.TempDir())
	store := newFake()
	write := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	load := func() Result {
		o := from("", store, &reader{})
		o.Paths = []string{"changed.txt", "same.txt", "address.txt"}
		return must(t, o)
	}
	write("changed.txt", "The first version of it.\n")
	write("same.txt", "The only version of it.\n")
	write("address.txt", "URL: https://a.example/1\n\nThe first version of it.\n")
	if got := load(); len(got.Earlier) != 0 {
		t.Errorf("the first time: %v", got.Earlier)
	}
	write("changed.txt", "The second version of it.\n")
	write("address.txt", "URL: https://a.example/1\n\nThe second version of it.\n")
	if got := load(); !slices.Equal(got.Earlier, []FileVersion{{"changed.txt", 1}}) {
		t.Errorf("after a change: %v", got.Earlier)
	}
	if got := load(); len(got.Earlier) != 0 { // nothing new was written
		t.Errorf("the third time: %v", got.Earlier)
	}
}

// Looking ahead gives all elements once, in their order, and ends the source.
func TestLookAhead(t *testing.T) {
	bad := errors.New("no article")
	for _, tt := range []struct {
		name  string
		in    string // e an error, a an article
		found bool
	}{{"nothing", "", false}, {"errors only", "ee", false}, {"an article behind errors", "eeaea", true}, {"articles", "aa", true}} {
		ended := 0
		in := func(yield func(*extract.Article, error) bool) {
			defer func() { ended++ }()
			for i, c := range tt.in {
				a, err := &extract.Article{ID: fmt.Sprint(i)}, error(nil)
				if c == 'e' {
					a, err = nil, bad
				}
				if !yield(a, err) {
					return
				}
			}
		}
		ahead := func() (iter.Seq2[*extract.Article, error], bool) { return lookAhead(in) }
		articles, found := ahead()
		got := ""
		for a, err := range articles {
			switch {
			case err != nil:
				got += "e"
			case a.ID == fmt.Sprint(len(got)):
				got += "a"
			}
		}
		if got != tt.in || found != tt.found || ended != 1 {
			t.Errorf("%s: got %q, %v, ended %d times", tt.name, got, found, ended)
		}
		articles, _ = ahead()
		for range articles {
			break
		}
		if ended != 2 {
			t.Errorf("%s: after a break the source is not ended", tt.name)
		}
	}
}

// The version of the rules changes with what changes what is found.
func TestRules(t *testing.T) {
	base := Language{Relations: []extract.Relation{{Name: "LEADS"}}}
	seen := map[string]string{}
	for name, l := range map[string]Language{
		"base":       base,
		"stated":     {Relations: base.Relations, StatedOnly: true},
		"confidence": {Relations: base.Relations, MinConfidence: 0.5},
		"less":       {Relations: base.Relations, MinConfidence: 0.25},
		"relations":  {Relations: []extract.Relation{{Name: "HEADS"}}},
	} {
		rules := l.Rules()
		if len(rules) != 16 || rules != l.Rules() {
			t.Errorf("%s: %q", name, rules)
		}
		if other := seen[rules]; other != "" {
			t.Errorf("%s and %s have one version", name, other)
		}
		seen[rules] = name
	}
}

func TestRelations(t *testing.T) {
	ours, err := Relations("")
	if err != nil || len(ours) == 0 {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for dir, want := range map[string]string{dir + "/none": "there is no such folder", dir: "no .rel file in " + dir} {
		if _, err := Relations(dir); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", dir, err)
		}
	}
	if err := os.WriteFile(dir+"/bad.rel", []byte("what is this\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Relations(dir); err == nil || !strings.Contains(err.Error(), "read the relations in "+dir) || !strings.Contains(err.Error(), "bad.rel") {
		t.Errorf("a broken file: %v", err)
	}
}
