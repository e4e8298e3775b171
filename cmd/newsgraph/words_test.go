package main

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
	"github.com/newsgraph/newsgraph/queries"
	"github.com/newsgraph/newsgraph/queries/phrasing"
)

// asked is a graph that questions can be asked of.
func asked(t *testing.T, store graph.Store) graphNames {
	return graphNames{func(statement string, params map[string]any) (table, error) {
		return answer(t.Context(), store, statement, params)
	}}
}

// graphsToAsk are the graphs of testdata/question, by name.
func graphsToAsk(t *testing.T) map[string]graphNames {
	articles := embedded.Memory(embedded.Options{})
	l, all := readArticles(t)
	loadInto(t, articles, l, all)
	sample := embedded.Memory(embedded.Options{})
	text, err := os.ReadFile(filepath.Join("..", "..", "testdata", "graph", "sample.cypher"))
	if err != nil {
		t.Fatal(err)
	}
	for statement := range strings.SplitSeq(string(text), ";\n") {
		if strings.TrimSpace(statement) == "" {
			continue
		}
		err := sample.Update(t.Context(), func(tx graph.Tx) error {
			_, err := tx.Run(t.Context(), statement, nil, nil)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return map[string]graphNames{"article": asked(t, articles), "sample": asked(t, sample)}
}

// byNames writes a reading with the names of its entities.
func byNames(r phrasing.Reading) string {
	var list []string
	for _, a := range r.Args {
		value := strings.ReplaceAll(a.Value, queries.Between, "+")
		if a.Entity != nil {
			value = a.Entity.Name
		}
		list = append(list, a.Param+"="+value)
	}
	return strings.Join(list, " ")
}

// TestQuestionsInWords reads the questions of testdata/question.
func TestQuestionsInWords(t *testing.T) {
	all, err := queries.All()
	if err != nil {
		t.Fatal(err)
	}
	triggers, err := triggers()
	if err != nil {
		t.Fatal(err)
	}
	reader, graphs := phrasing.New(all, triggers), graphsToAsk(t)
	text, err := os.ReadFile(filepath.Join("..", "..", "testdata", "question", "asked.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") || len(cells) < 3 {
			continue
		}
		want := strings.Join(cells[2:], " ")
		answer, err := reader.Read(cells[1], graphs[cells[0]])
		if err != nil {
			t.Fatal(err)
		}
		readings, mark := answer.Readings, ""
		if len(readings) == 0 {
			readings = answer.Near
		}
		if len(readings) != 1 || len(answer.Near) > 0 {
			mark = "?"
		}
		var names, args []string
		for _, r := range readings {
			if len(names) == 0 || names[len(names)-1] != r.Query.Name {
				names = append(names, r.Query.Name)
			}
			args = append(args, byNames(r))
		}
		got := strings.TrimSpace(mark + strings.Join(names, ",") + " " + strings.Join(args, ";"))
		if len(readings) == 0 {
			got = "-"
		}
		if got != want {
			t.Errorf("%s\n got %s\nwant %s", cells[1], got, want)
		}
	}
}

// TestChoosing has somebody at a terminal press a key where several questions fit.
func TestChoosing(t *testing.T) {
	first, second := phrasing.Reading{Query: queries.Query{Name: "one"}}, phrasing.Reading{Query: queries.Query{Name: "two"}}
	for key, want := range map[rune]string{'1': "one", '2': "two", '3': "", 'q': "", '0': ""} {
		var said strings.Builder
		con := &console{err: &said, key: func(context.Context) (rune, error) { return key, nil }}
		c := cli.NewContext(nil, flag.NewFlagSet("", flag.ContinueOnError), nil)
		c.Context = t.Context()
		got, err := inquiry{con: con, c: c}.chosen("who", phrasing.Answer{Readings: []phrasing.Reading{first, second}})
		if got.Query.Name != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v, want %q", key, got.Query.Name, err, want)
		}
		if !strings.Contains(said.String(), "  1  newsgraph ask one") || !strings.Contains(said.String(), "Which one? 1 to 2, any other key for none: ") {
			t.Errorf("%q: said %q", key, said.String())
		}
		if err != nil && exitCode(err) != exitUsage {
			t.Errorf("%q: %v", key, err)
		}
	}
}
