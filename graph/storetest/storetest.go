// Package storetest is the suite that every graph.Store passes: statements with
// the rows and the changes they must give, kept as text in testdata and the same
// for all stores. The expected rows were recorded on a real Neo4j and read.
//
// A file of testdata is a txtar archive. It runs on an empty store, section by
// section:
//
//	name.write    a statement run in Update
//	name.read     a statement run in View
//	name.params   JSON, the parameters of the statement of that name
//	name.want     what it must give: a line of columns, the rows, the changes;
//	              or "error", and then it must have changed nothing
//
// Rows are compared in order if the statement's last clause orders them, else
// as a set.
package storetest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/newsgraph/newsgraph/graph"
)

// folder is where the data lie, seen from a store's package, which is where its
// tests run.
const folder = "../storetest/testdata"

// Run runs the suite. open gives an empty store, and closes it when the test
// that it is given ends.
//
// STORETEST_UPDATE=1 records what the store gives. Do that on Neo4j only, and
// read it.
func Run(t *testing.T, open func(t testing.TB) graph.Store) { run(t, open, differences{}) }

// RunNewest is Run for a Neo4j of 2026 whose language is Cypher 25, and which answers
// a few statements in another way.
func RunNewest(t *testing.T, open func(t testing.TB) graph.Store) { run(t, open, newest(t, folder)) }

// differences are the statements, as "file name", that a store answers in another way.
type differences struct {
	older   map[string]bool   // not if they are asked as CYPHER 5
	answers map[string]string // in every language
}

// newest reads the differences of the newest Neo4j.
func newest(t *testing.T, folder string) differences {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join(folder, "newest.txt"))
	if err != nil {
		t.Fatal(err)
	}
	d := differences{map[string]bool{}, map[string]string{}}
	for line := range strings.Lines(string(archive.Comment)) {
		if item, ok := strings.CutPrefix(line, "* "); ok {
			name, _, _ := strings.Cut(item, ":")
			d.older[name] = true
		}
	}
	for _, f := range archive.Files {
		d.answers[f.Name] = string(f.Data)
	}
	return d
}

// run runs the suite on a store with differences.
func run(t *testing.T, open func(t testing.TB) graph.Store, d differences) {
	files, err := filepath.Glob(filepath.Join(folder, "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no test data in %s: %v", folder, err)
	}
	for _, file := range files {
		base := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(base, func(t *testing.T) { runFile(t, open(t), file, d, base+" ") })
	}
	t.Run("transactions", func(t *testing.T) { transactions(t, open(t)) })
	t.Run("read and digest", func(t *testing.T) { readAndDigest(t, open(t)) })
}

// statement is one section of a file that runs, with those that belong to it.
type statement struct {
	name, text string
	write      bool
	params     map[string]any
	want       *txtar.File
}

func runFile(t *testing.T, store graph.Store, file string, d differences, base string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range statements(t, archive) {
		if d.older[base+s.name] {
			s.text = "CYPHER 5 " + s.text
		}
		got := s.run(t.Context(), store)
		if s.want == nil {
			if strings.HasPrefix(got, "error") {
				t.Fatalf("%s: %s", s.name, got)
			}
			continue
		}
		if os.Getenv("STORETEST_UPDATE") != "" {
			s.want.Data = []byte(firstWord(got))
			continue
		}
		want, differs := d.answers[base+s.name]
		if !differs {
			want = string(s.want.Data)
		}
		if !s.same(got, want) {
			t.Errorf("%s: %s\ngives\n%swants\n%s", s.name, s.text, got, want)
		}
	}
	if os.Getenv("STORETEST_UPDATE") != "" {
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// firstWord drops the message of an error: every store words it in its own way.
func firstWord(got string) string {
	if strings.HasPrefix(got, "error") {
		return "error\n"
	}
	return got
}

func (s statement) same(got, want string) bool {
	g, w := strings.Split(firstWord(got), "\n"), strings.Split(want, "\n")
	if !Ordered(s.text) {
		slices.Sort(g)
		slices.Sort(w)
	}
	return slices.Equal(g, w)
}

// Ordered reports whether the statement's own last RETURN orders its rows; what
// stands in braces (a subquery, a map) orders only what is in them.
func Ordered(text string) bool {
	var own strings.Builder
	depth := 0
	for _, r := range text {
		switch {
		case r == '{':
			depth++
		case r == '}':
			depth--
		case depth == 0:
			own.WriteRune(r)
		}
	}
	last := strings.LastIndex(own.String(), "RETURN")
	return last >= 0 && strings.Contains(own.String()[last:], "ORDER BY")
}

func statements(t *testing.T, archive *txtar.Archive) []*statement {
	t.Helper()
	var list []*statement
	byName := map[string]*statement{}
	for i := range archive.Files {
		f := &archive.Files[i]
		ext := filepath.Ext(f.Name)
		name := strings.TrimSuffix(f.Name, ext)
		switch ext {
		case ".write", ".read":
			s := &statement{name: name, text: string(f.Data), write: ext == ".write"}
			list, byName[name] = append(list, s), s
		case ".params":
			byName[name].params = parameters(t, f.Data)
		case ".want":
			byName[name].want = f
		default:
			t.Fatalf("section %s: unknown ending", f.Name)
		}
	}
	return list
}

// parameters reads JSON; numbers without a point are integers.
func parameters(t *testing.T, text []byte) map[string]any {
	t.Helper()
	var params map[string]any
	d := json.NewDecoder(strings.NewReader(string(text)))
	d.UseNumber()
	if err := d.Decode(&params); err != nil {
		t.Fatalf("parameters %s: %v", text, err)
	}
	return numbers(params).(map[string]any)
}

func numbers(v any) any {
	switch v := v.(type) {
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return n
		}
		f, _ := v.Float64()
		return f
	case []any:
		for i := range v {
			v[i] = numbers(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = numbers(v[k])
		}
	}
	return v
}

// run gives what a statement gave, as a file writes it.
func (s statement) run(ctx context.Context, store graph.Store) string {
	var b strings.Builder
	run := store.View
	if s.write {
		run = store.Update
	}
	err := run(ctx, func(tx graph.Tx) error {
		b.Reset()
		counts, err := tx.Run(ctx, s.text, s.params, func(r graph.Row) error {
			if b.Len() == 0 {
				fmt.Fprintln(&b, strings.Join(r.Columns, " | "))
			}
			cells := make([]string, len(r.Values))
			for i, v := range r.Values {
				cells[i] = graph.Text(v)
			}
			fmt.Fprintln(&b, strings.Join(cells, " | "))
			return nil
		})
		b.WriteString(changes(counts))
		return err
	})
	if err != nil {
		return "error: " + err.Error() + "\n"
	}
	return b.String()
}

// changes leaves out the properties set: stores count them differently, and so
// does one store from version to version.
func changes(c graph.Counts) string {
	var b strings.Builder
	for _, n := range []struct {
		what string
		n    int
	}{
		{"nodes created", c.NodesCreated}, {"nodes deleted", c.NodesDeleted},
		{"edges created", c.EdgesCreated}, {"edges deleted", c.EdgesDeleted},
		{"labels added", c.LabelsAdded}, {"labels removed", c.LabelsRemoved},
		{"constraints added", c.ConstraintsAdded}, {"constraints removed", c.ConstraintsRemoved},
		{"indexes added", c.IndexesAdded}, {"indexes removed", c.IndexesRemoved},
	} {
		if n.n != 0 {
			fmt.Fprintf(&b, "# %d %s\n", n.n, n.what)
		}
	}
	return b.String()
}

// transactions checks what text cannot say: rollback, and errors passed on.
func transactions(t *testing.T, store graph.Store) {
	ctx := t.Context()
	mine := errors.New("mine")
	count := func() (n any) {
		err := store.View(ctx, func(tx graph.Tx) error {
			_, err := tx.Run(ctx, "MATCH (n:Test) RETURN count(n) AS n", nil, func(r graph.Row) error {
				n = r.Get("n")
				return nil
			})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	create := func(tx graph.Tx) error {
		_, err := tx.Run(ctx, "CREATE (:Test {id: 'one'})", nil, nil)
		return err
	}
	if err := store.Update(ctx, func(tx graph.Tx) error { return errors.Join(create(tx), mine) }); !errors.Is(err, mine) {
		t.Errorf("Update gave %v, want the function's own error", err)
	}
	if n := count(); n != int64(0) {
		t.Errorf("after an Update that failed %v nodes are left", n)
	}
	err := store.Update(ctx, func(tx graph.Tx) error {
		if err := create(tx); err != nil {
			return err
		}
		_, err := tx.Run(ctx, "MATCH (n:Test) RETURN nosuchfunction(n)", nil, nil)
		return err
	})
	if err == nil || count() != int64(0) {
		t.Errorf("an Update with a wrong statement gave %v and left %v nodes", err, count())
	}
	if err := store.View(ctx, create); err == nil || count() != int64(0) {
		t.Errorf("a write in a View gave %v and left %v nodes", err, count())
	}
	if err := store.Update(ctx, create); err != nil || count() != int64(1) {
		t.Errorf("an Update gave %v and left %v nodes, want 1", err, count())
	}
	err = store.View(ctx, func(tx graph.Tx) error {
		rows := 0
		_, err := tx.Run(ctx, "UNWIND range(1, 10) AS i RETURN i", nil, func(graph.Row) error {
			rows++
			return mine
		})
		if rows != 1 {
			t.Errorf("after an error of the row function %d rows came, want 1", rows)
		}
		return err
	})
	if !errors.Is(err, mine) {
		t.Errorf("View gave %v, want the row function's own error", err)
	}
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return ""
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
