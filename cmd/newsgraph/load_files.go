package main

import (
	"context"
	"fmt"
	"iter"

	"newsgraph/extract"
	"newsgraph/extract/source"
	"newsgraph/graph"
)

// files counts, by name, the files of a run whose only identity is their words.
type files map[string]int

// watch passes the articles on and notes those files.
func (f files) watch(articles iter.Seq2[*extract.Article, error]) iter.Seq2[*extract.Article, error] {
	return func(yield func(*extract.Article, error) bool) {
		for a, err := range articles {
			if err == nil && a.URL == "" && a.ID == "" && a.Publisher != "" && source.FileName(a.Source) == a.Publisher {
				f[a.Publisher]++
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// namesakes tells of articles in the graph from other files of those names: an
// earlier version of a file is one, for no safe identity tells it from another
// file. The path is none: a file moves, and another one takes its place.
func (con *console) namesakes(ctx context.Context, store graph.Store, f files) error {
	var names []any
	for name := range f {
		names = append(names, name)
	}
	var told []string
	err := store.View(ctx, func(tx graph.Tx) error {
		told = nil
		_, err := tx.Run(ctx, "MATCH (a:Article) WHERE a.source IN $names AND a.url IS NULL AND a.native_id IS NULL RETURN a.source AS source, count(a) AS n ORDER BY source",
			map[string]any{"names": names}, func(r graph.Row) error {
				name, _ := r.Values[0].(string)
				if n, _ := r.Values[1].(int64); int(n) > f[name] {
					told = append(told, fmt.Sprintf("%s: the graph holds %d other article(s) of a file of this name; an earlier version stays until newsgraph retract %s, a line URL: … in the file makes versions replace each other", name, int(n)-f[name], name))
				}
				return nil
			})
		return err
	})
	if err != nil {
		return fmt.Errorf("look for files of the same name: %w", err)
	}
	for _, line := range told[:min(len(told), shown)] {
		con.notice(printable(line))
	}
	return nil
}
