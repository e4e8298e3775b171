package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/score"
	"github.com/newsgraph/newsgraph/extract/source"
	"github.com/newsgraph/newsgraph/graph/ingest"
)

// goldForm is the form of a gold file.
type goldForm int

const (
	claimsGold goldForm = iota // NAME.claims beside articles
	newsGold                   // passages with must_not and neutral relations; the corpus
	graphGold                  // texts with the graph they entail
)

// gold is one gold file: the articles it is about, and how they are judged.
type gold struct {
	name      string
	form      goldForm
	untouched bool // nobody is to see what is wrong in it
	articles  func() iter.Seq2[*extract.Article, error]
	judge     func(a *extract.Article, relations map[string]extract.Relation, r *result)
}

// openGolds opens the gold files of the paths, in the order of their names.
func openGolds(c *cli.Context, paths []string) ([]gold, error) {
	var all []gold
	for _, p := range paths {
		if lines, ok := goldLines(p); ok {
			g, err := lines(p)
			if err != nil {
				return nil, usagef("%v", err)
			}
			all = append(all, g)
			continue
		}
		if isCorpus(p) {
			golds, err := openCorpusGold(c, p)
			if err != nil {
				return nil, err
			}
			all = append(all, golds...)
			continue
		}
		files, err := claimsFiles(p)
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			g, err := openClaims(file)
			if err != nil {
				return nil, err
			}
			all = append(all, g)
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%w: no .claims file in %s", ingest.ErrRejected, strings.Join(paths, " "))
	}
	return all, nil
}

// goldLines reports whether a file is gold as JSON lines, and how to open it: the
// first record has relations, and a list of those that it must not have or is
// neutral about.
func goldLines(path string) (open func(string) (gold, error), ok bool) {
	if !strings.HasSuffix(path, ".jsonl") || exists(strings.TrimSuffix(path, ".jsonl")+".claims") {
		return nil, false
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, false
	}
	defer f.Close()
	var first map[string]json.RawMessage
	if json.NewDecoder(f).Decode(&first) != nil || first["inventory"] == nil || first["relations"] == nil {
		return nil, false
	}
	if first["must_not"] != nil {
		return openNews, true
	}
	return openGraphs, true
}

// openNews opens passages of news.
func openNews(path string) (gold, error) {
	return openLines(path, newsGold, func(g *score.NewsGold) (string, string) { return g.ID, g.Text })
}

// openGraphs opens a graph data set.
func openGraphs(path string) (gold, error) {
	return openLines(path, graphGold, func(g *score.GraphGold) (string, string) { return g.ID, g.Text })
}

// openLines opens gold that is JSON lines.
func openLines[G score.NewsGold | score.GraphGold, P interface {
	*G
	Score(*score.Record) *score.Tally
}](path string, form goldForm, text func(P) (id, text string)) (gold, error) {
	f, err := os.Open(path)
	if err != nil {
		return gold{}, fmt.Errorf("read the gold: %w", err)
	}
	defer f.Close()
	list, err := score.ReadLines[G](path, f)
	if err != nil {
		return gold{}, err
	}
	byID := map[string]P{}
	for i := range list {
		id, _ := text(&list[i])
		byID[id] = &list[i]
	}
	return gold{
		name: strings.TrimSuffix(filepath.Base(path), ".jsonl"), form: form,
		articles: func() iter.Seq2[*extract.Article, error] {
			return func(yield func(*extract.Article, error) bool) {
				for i := range list {
					id, words := text(&list[i])
					if !yield(&extract.Article{ID: id, Text: words, Source: path}, nil) {
						return
					}
				}
			}
		},
		judge: func(a *extract.Article, _ map[string]extract.Relation, r *result) {
			record := score.Format(a)
			r.tally.Add(byID[a.ID].Score(&record))
		},
	}, nil
}

// claimsFiles lists the .claims files of a path, in the order of their names.
func claimsFiles(path string) ([]string, error) {
	if !strings.HasSuffix(path, ".claims") {
		if info, err := os.Stat(path); err == nil && !info.IsDir() {
			path = strings.TrimSuffix(path, filepath.Ext(path)) + ".claims"
		}
	}
	var files []string
	err := filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".claims") {
			files = append(files, name)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ingest.ErrRejected, err)
	}
	return files, nil
}

// openClaims opens one .claims file and the articles beside it.
func openClaims(file string) (gold, error) {
	f, err := os.Open(file)
	if err != nil {
		return gold{}, fmt.Errorf("read the claims: %w", err)
	}
	defer f.Close()
	list, err := score.ReadClaims(file, f)
	if err != nil {
		return gold{}, usagef("%v", err)
	}
	var beside []string
	for _, format := range source.Formats() {
		for _, suffix := range format.Suffixes {
			if name := strings.TrimSuffix(file, ".claims") + suffix; exists(name) {
				beside = append(beside, name)
			}
		}
	}
	if len(beside) == 0 {
		return gold{}, usagef("%s: no article of that name beside it", file)
	}
	return gold{
		name: strings.TrimSuffix(filepath.Base(file), ".claims"), form: claimsGold,
		articles: func() iter.Seq2[*extract.Article, error] { return source.Open(beside, source.Options{}) },
		judge: func(a *extract.Article, relations map[string]extract.Relation, r *result) {
			for _, g := range list {
				if g.ID == "" || g.ID == a.ID {
					r.outcome.Add(g.Check(a, relations))
					r.tally.Add(g.Score(a, relations))
				}
			}
		},
	}, nil
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return !errors.Is(err, fs.ErrNotExist)
}
