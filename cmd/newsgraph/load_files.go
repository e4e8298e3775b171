package main

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/load"
)

// files counts, by path, the articles of a run whose only identity is their words.
type files map[string]int

// watch passes the articles on and counts those.
func (f files) watch(articles iter.Seq2[*extract.Article, error]) iter.Seq2[*extract.Article, error] {
	return func(yield func(*extract.Article, error) bool) {
		for a, err := range articles {
			if err == nil && a.URL == "" && a.ID == "" && a.Path != "" {
				f[a.Path]++
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// earlier tells of articles in the graph that came from files of this run and are not
// in them any more: without an address or an id an earlier version is another article.
func (con *console) earlier(ctx context.Context, store graph.Store, f files) error {
	held, err := load.WordsOnly(ctx, store)
	if err != nil {
		return err
	}
	told := 0
	for _, path := range slices.Sorted(maps.Keys(f)) {
		if more := held[path] - f[path]; more > 0 && told < shown {
			told++
			con.notice(fmt.Sprintf("%s: the graph holds %s that this file no longer has; an earlier version stays until newsgraph retract %[1]s, a line URL: … in the file makes versions replace each other", load.Named(path), counted(more, "articles")))
		}
	}
	return nil
}
