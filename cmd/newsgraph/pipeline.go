package main

import (
	"iter"

	"newsgraph/extract"
)

// newPipeline puts the stages together.
func newPipeline() (extract.Pipeline, error) { return nil, nil }

// articles reads the articles of files, directories and the standard input.
func (con *console) articles(paths []string) iter.Seq2[*extract.Article, error] {
	return func(func(*extract.Article, error) bool) {}
}
