package ingest

import (
	"context"
	"iter"
	"maps"
	"slices"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/load"
)

// wordsOnly counts, by path, the articles of a run whose only identity is their words.
type wordsOnly map[string]int

// FileVersion says of a file that the graph holds articles of it that it no longer
// has: without an address or an id an earlier version is another article.
type FileVersion struct {
	Path     string // as load.Named
	Articles int
}

// watch passes the articles on and counts those.
func (w wordsOnly) watch(articles iter.Seq2[*extract.Article, error]) iter.Seq2[*extract.Article, error] {
	return func(yield func(*extract.Article, error) bool) {
		for a, err := range articles {
			if err == nil && a.URL == "" && a.ID == "" && a.Path != "" {
				w[a.Path]++
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// earlier lists the files of this run, in their order, that the graph holds more
// articles of. A run that wrote nothing new has left nothing behind.
func (w wordsOnly) earlier(ctx context.Context, store graph.Store, r load.Report) (list []FileVersion, err error) {
	if r.Loaded == 0 || len(w) == 0 {
		return nil, nil
	}
	held, err := load.WordsOnly(ctx, store)
	if err != nil {
		return nil, err
	}
	for _, path := range slices.Sorted(maps.Keys(w)) {
		if more := held[path] - w[path]; more > 0 {
			list = append(list, FileVersion{load.Named(path), more})
		}
	}
	return list, nil
}
