package main

import (
	"errors"

	"github.com/urfave/cli/v2"

	"newsgraph/extract"
)

// language is the pipeline with what a loader has to know of it.
type language struct {
	pipeline  extract.Pipeline
	relations []extract.Relation
	rules     string // version of relations, rules and models
}

// newLanguage puts the pipeline together.
func newLanguage(c *cli.Context) (language, error) {
	relations, err := knownRelations(c)
	if err != nil {
		return language{}, err
	}
	_ = relations
	return language{}, errors.New("no pipeline yet")
}

// knownRelations returns the relations.
func knownRelations(*cli.Context) ([]extract.Relation, error) {
	return nil, nil
}
