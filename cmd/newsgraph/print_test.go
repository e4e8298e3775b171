package main

import (
	"context"
	"errors"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

// sampleTable has one value of every type that a column can hold.
func sampleTable() table {
	ma := graph.Node{ID: "e_1", Labels: []string{"__Entity__", "Person"}, Props: map[string]any{"id": "e_1", "name": "Ada \"X\" Finch"}}
	town := graph.Node{ID: "#4:1", Labels: []string{"__Entity__", "Place"}, Props: map[string]any{"name": "Hartwell"}}
	leads := graph.Edge{ID: "f_1", Type: "LEADS", From: "e_1", To: "#4:1", Props: map[string]any{"key": "f_1", "articles": int64(2)}}
	return table{columns: []string{"null", "list", "node", "edge", "path", "date", "time", "float", "bool"}, rows: [][]any{
		{nil, []any{"a", int64(1)}, ma, leads, graph.Path{Nodes: []graph.Node{town, ma}, Edges: []graph.Edge{leads}},
			graph.Date(0), time.Date(2031, 5, 12, 8, 0, 0, 0, time.UTC), 2.0, true},
		{nil, []any{}, town, graph.Edge{Type: "X", Props: map[string]any{}}, nil, nil, nil, math.NaN(), false},
	}}
}

func TestWriteJSON(t *testing.T) {
	var b strings.Builder
	if err := sampleTable().writeJSON(&b); err != nil {
		t.Fatal(err)
	}
	want := `[
{"null":null,"list":["a",1],"node":{"id":"e_1","labels":["__Entity__","Person"],"properties":{"id":"e_1","name":"Ada \"X\" Finch"}},"edge":{"id":"f_1","type":"LEADS","from":"e_1","properties":{"articles":2,"key":"f_1"}},"path":[{"labels":["__Entity__","Place"],"properties":{"name":"Hartwell"}},{"id":"f_1","type":"LEADS","from":"e_1","properties":{"articles":2,"key":"f_1"}},{"id":"e_1","labels":["__Entity__","Person"],"properties":{"id":"e_1","name":"Ada \"X\" Finch"}}],"date":"1970-01-01","time":"2031-05-12T08:00:00Z","float":2.0,"bool":true},
{"null":null,"list":[],"node":{"labels":["__Entity__","Place"],"properties":{"name":"Hartwell"}},"edge":{"type":"X","properties":{}},"path":null,"date":null,"time":null,"float":"NaN","bool":false}
]
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	b.Reset()
	if err := (table{}).writeJSON(&b); err != nil || b.String() != "[]\n" {
		t.Errorf("an empty answer is %q, %v", b.String(), err)
	}
}

// Temporal values are written as Cypher's toString does: a moment keeps its zone.
func TestTemporalText(t *testing.T) {
	oslo := time.FixedZone("", 3600)
	for want, v := range map[string]any{
		"10:00:00":                  graph.LocalTime(10 * time.Hour),
		"10:00:00+01:00":            graph.Time{Clock: graph.LocalTime(10 * time.Hour), Offset: 3600},
		"2024-01-01T10:00:00":       graph.LocalDateTime{UTC: time.Date(2024, 1, 1, 10, 0, 0, 0, time.UTC)},
		"2024-01-01T10:00:00+01:00": time.Date(2024, 1, 1, 10, 0, 0, 0, oslo),
		"P1Y2DT2H":                  graph.Duration{Months: 12, Days: 2, Seconds: 7200},
	} {
		if got := text(v); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		if got := plain(v); got != want {
			t.Errorf("as JSON: got %v, want %s", got, want)
		}
	}
}

func TestCounted(t *testing.T) {
	for want, got := range map[string]string{
		"0 articles":               counted(0, "articles"),
		"1 article":                counted(1, "articles"),
		"1 entity":                 counted(1, "entities"),
		"1 edge between entities":  counted(1, "edges between entities"),
		"2 edges between entities": counted(2, "edges between entities"),
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestWriteCSV(t *testing.T) {
	var b strings.Builder
	if err := sampleTable().writeCSV(&b); err != nil {
		t.Fatal(err)
	}
	want := `null,list,node,edge,path,date,time,float,bool
,"a, 1","Ada ""X"" Finch",f_1,(Hartwell)<-[LEADS]-(Ada "X" Finch),1970-01-01,2031-05-12T08:00:00Z,2,true
,,Hartwell,X,,,,NaN,false
`
	if got := strings.ReplaceAll(b.String(), `"(Hartwell)<-[LEADS]-(Ada ""X"" Finch)"`, `(Hartwell)<-[LEADS]-(Ada "X" Finch)`); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// over is a context that ends after it has been asked so many times.
type over struct {
	context.Context
	left int
}

func (o *over) Err() error {
	if o.left--; o.left < 0 {
		return context.DeadlineExceeded
	}
	return nil
}

// counting counts what is written to it.
type counting int

func (c *counting) Write(p []byte) (int, error) {
	*c += counting(len(p))
	return len(p), nil
}

// TestPrintingEndsInTime: the context is asked while an answer is printed, in each
// form, and what comes after its end is not printed.
func TestPrintingEndsInTime(t *testing.T) {
	rows := make([][]any, 100_000)
	for i := range rows {
		rows[i] = []any{int64(i), "a text in a cell"}
	}
	write := map[string]func(table, io.Writer) error{
		"JSON": table.writeJSON, "CSV": table.writeCSV,
		"table":    func(t table, w io.Writer) error { return t.writeTable(w, 0) },
		"narrow":   func(t table, w io.Writer) error { return t.writeTable(w, 20) },
		"in block": func(t table, w io.Writer) error { return t.writeTable(w, 5) },
	}
	for name, print := range write {
		for _, looks := range []int{0, 30, 200} {
			var written counting
			err := func() (err error) {
				defer work.Catch(&err)
				return print(table{columns: []string{"number", "text"}, rows: rows, done: work.New(&over{t.Context(), looks})}, &written)
			}()
			if !errors.Is(err, context.DeadlineExceeded) || int(written) > (looks+1)*100*100 {
				t.Errorf("%s after %d looks: %v, %d bytes", name, looks, err, written)
			}
		}
	}
}

// TestAnswerIsNotTooLarge: an answer is held in memory until it is printed.
func TestAnswerIsNotTooLarge(t *testing.T) {
	store := embedded.Memory(embedded.Options{})
	const text = "WITH reduce(s = 'ab', i IN range(1, 20) | s + s) AS s UNWIND range(1, 1000000) AS i RETURN "
	_, err := answer(t.Context(), store, text+"s", nil)
	if err == nil || !strings.Contains(err.Error(), "put a LIMIT at the end") {
		t.Errorf("an answer of two terabytes: %v", err)
	}
	if got, err := answer(t.Context(), store, text+"size(s) LIMIT 3", nil); err != nil || len(got.rows) != 3 {
		t.Errorf("an answer of three rows: %v, %v", got, err)
	}
}
