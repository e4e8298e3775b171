package link

import (
	"bytes"
	_ "embed"
	"fmt"
)

// knownTable is the table that comes with newsgraph: territories, parts of the world
// and a few international bodies, with their Wikidata ids. known/README.md says where
// it comes from.
//
//go:embed known/known.tsv
var knownTable []byte

// Known reads the table that comes with newsgraph.
func Known() ([]Entry, error) {
	var entries []Entry
	for e, err := range Read(bytes.NewReader(knownTable), "known.tsv", "") {
		if err != nil {
			return nil, fmt.Errorf("internal error: %w", err)
		}
		entries = append(entries, e)
	}
	return entries, nil
}
