package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/queries"
)

// evidenceFlag shows the sentences behind the rows of a question.
func evidenceFlag() cli.Flag {
	return &cli.BoolFlag{Name: "evidence", Usage: "under each row the sentences that it rests on, with publisher, day and address; in --json and --csv a column evidence, in CSV as JSON"}
}

// proving finds the columns by which the sentences behind a row are found: the most exact
// of a claim's id, an edge or its key, several keys, a path, or all of several edges.
func proving(columns []string) (at []int) {
	for _, name := range []string{"claim", "edge", "key", "edges", "path"} {
		if i := slices.Index(columns, name); i >= 0 {
			return []int{i}
		}
	}
	for i, c := range columns {
		if strings.HasSuffix(c, "_edge") {
			at = append(at, i)
		}
	}
	return at
}

// mostShown is how many sentences a table has under a row.
const mostShown = 3

// refuseEvidence is an error if a question has no column that leads to sentences.
func refuseEvidence(q queries.Query) error {
	if len(proving(q.Columns)) == 0 {
		return usagef("--evidence: the rows of %s name no edge and no claim; questions with a column claim, edge, key, edges or path take it", q.Name)
	}
	return nil
}

// evidence adds to an answer the sentences behind each row: below it, or as a column.
func (i inquiry) evidence(t table, params map[string]any) (table, error) {
	ask, err := queries.Lookup("evidence")
	if err != nil {
		return t, err
	}
	columns := proving(t.columns)
	asColumn := i.c.Bool("json") || i.c.Bool("csv") || i.c.Bool("csv-safe")
	if asColumn {
		t.columns = append(slices.Clone(t.columns), "evidence")
	}
	t.under = make([][]string, len(t.rows))
	for n, row := range t.rows {
		list := []any{}
		var resting []any
		for _, at := range columns {
			resting = append(resting, row[at])
		}
		for _, key := range keysIn(resting) {
			sentences, err := i.sentences(ask, key, params)
			if err != nil {
				return t, fmt.Errorf("evidence for %s: %w", key, err)
			}
			list = append(list, sentences...)
			t.under[n] = append(t.under[n], shownUnder(key, sentences, flagsOf(i.c))...)
		}
		switch {
		case i.c.Bool("json"):
			t.rows[n] = append(row, list)
		case asColumn: // a cell that programs can take apart
			var b bytes.Buffer
			if err := appendJSON(&b, plain(list)); err != nil {
				return t, fmt.Errorf("write evidence: %w", err)
			}
			t.rows[n] = append(row, b.String())
		}
	}
	if asColumn {
		t.under = nil
	}
	return t, nil
}

// sentences asks for those behind an edge or claim, of what was known when the question
// is asked for.
func (i inquiry) sentences(ask queries.Query, key string, params map[string]any) ([]any, error) {
	args := map[string]any{}
	for _, p := range ask.Params {
		args[p.Name] = params[p.Name]
	}
	args["key"], args["limit"] = key, int64(maxEvidence)
	found, err := i.run(ask.Cypher, args)
	sentences := found.named("published", "source", "title", "url", "quote", "negated", "said_by")
	for _, s := range sentences {
		s.(map[string]any)["key"] = key
	}
	return sentences, err
}

// maxEvidence is how many sentences a row gets in all.
const maxEvidence = 100

// named are the rows as maps of some columns.
func (t table) named(columns ...string) []any {
	all := make([]any, len(t.rows))
	for n, row := range t.rows {
		m := map[string]any{}
		for i, c := range t.columns {
			if slices.Contains(columns, c) {
				m[c] = row[i]
			}
		}
		all[n] = m
	}
	return all
}

// keysIn lists the keys of edges and ids of claims that a value names.
func keysIn(v any) (keys []string) {
	switch v := v.(type) {
	case string:
		return []string{v}
	case graph.Edge:
		return keysIn(v.Props["key"])
	case graph.Path:
		for _, e := range v.Edges {
			keys = append(keys, keysIn(e)...)
		}
	case []any:
		for _, e := range v {
			keys = append(keys, keysIn(e)...)
		}
	}
	return keys
}

// shownUnder writes sentences for people, the first of them.
func shownUnder(key string, sentences []any, flags string) (lines []string) {
	for n, s := range sentences {
		if n == mostShown {
			return append(lines, fmt.Sprintf("%d more: newsgraph ask evidence %s%s", len(sentences)-n, key, flags))
		}
		m := s.(map[string]any)
		var line strings.Builder
		if m["negated"] == true {
			line.WriteString("denied: ")
		}
		fmt.Fprintf(&line, "“%s”", text(m["quote"]))
		for _, part := range []string{"source", "published", "url"} {
			word := text(m[part])
			if part == "published" && momentForm.MatchString(word) {
				word = word[:len("2006-01-02")]
			}
			if word != "" {
				line.WriteString(" " + word)
			}
		}
		if by := text(m["said_by"]); by != "" {
			line.WriteString(" (said by " + by + ")")
		}
		lines = append(lines, line.String())
	}
	return lines
}
