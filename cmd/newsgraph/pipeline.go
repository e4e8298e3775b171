package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/english"
	"github.com/newsgraph/newsgraph/extract/relation"
	"github.com/newsgraph/newsgraph/graph/load"
)

// language is the pipeline with what a loader has to know of it.
type language struct {
	pipeline   extract.Pipeline
	relations  []extract.Relation
	statedOnly bool
	least      float64 // confidence
}

// newLanguage puts the pipeline together, without the named layers and those of
// the flag.
func newLanguage(c *cli.Context, without ...string) (language, error) {
	relations, err := knownRelations(c)
	if err != nil {
		return language{}, err
	}
	least := c.Float64("min-confidence")
	if !(least >= 0 && least <= 1) { // also of what is no number
		return language{}, usagef("--min-confidence is a share from 0 to 1, not %v", least)
	}
	without = append(without, c.StringSlice("without")...)
	pipeline, err := english.New(english.Options{Relations: relations, NoSecondLook: c.Bool("no-second-look"), Without: without, StatedOnly: c.Bool("stated-only"), MinConfidence: least})
	if err != nil && len(without) > 0 {
		return language{}, usagef("%v", err)
	}
	if err != nil {
		return language{}, fmt.Errorf("open the language: %w", err)
	}
	return language{pipeline: pipeline, relations: relations, statedOnly: c.Bool("stated-only"), least: least}, nil
}

// relationsFlag is the flag that adds relations of the user's own.
func relationsFlag() cli.Flag {
	return &cli.StringFlag{Name: "relations", Usage: "also the relations of the .rel files in `DIR`"}
}

// statedFlag is the flag that leaves out what no sentence states: a graph holds
// what was stated, unless it is asked to hold more.
func statedFlag(value bool) cli.Flag {
	return &cli.BoolFlag{Name: "stated-only", Value: value, Usage: "leave out what only the article as a whole and the lists tell (frames gazetteer, setting)"}
}

// withoutFlag is the flag that leaves parts of the extraction out.
func withoutFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: "without", Usage: "leave out a rule for names, a sieve of coreference, frame-NAME, negation, modality, speaker, former, entail-NAME, to measure it: `LAYER`,..."}
}

// confidenceFlag is the flag that leaves out what is not certain enough.
func confidenceFlag() cli.Flag {
	return &cli.Float64Flag{Name: "min-confidence", Usage: "leave out claims that are right less often than `SHARE` (0 to 1)"}
}

// knownRelations returns the program's relations and those of the folder that
// the flag names.
func knownRelations(c *cli.Context) ([]extract.Relation, error) {
	relations, err := relation.Types()
	if err != nil {
		return nil, fmt.Errorf("internal error: read the relations: %w", err)
	}
	dir := c.String("relations")
	if dir == "" {
		return relations, nil
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, usagef("read the relations in %s: there is no such folder", dir)
	}
	own, err := relation.Open(os.DirFS(dir))
	if err != nil {
		return nil, usagef("read the relations in %s: %v", dir, err)
	}
	if len(own) == 0 {
		return nil, usagef("no .rel file in %s", dir)
	}
	merged, err := relation.Merge(relations, own)
	if err != nil {
		return nil, usagef("read the relations in %s: %v", dir, err)
	}
	return merged, nil
}

// rules names the version of what makes a graph of an article: of the relations,
// the word lists, the networks and the code, and the choices that change what is
// found. An article is read again when it changes.
func (l language) rules() string {
	sum := sha256.New()
	fmt.Fprintf(sum, "%s\n%s\n", english.Version(), load.Version())
	if l.statedOnly {
		sum.Write([]byte("stated only\n"))
	}
	if l.least > 0 {
		fmt.Fprintf(sum, "confidence %v\n", l.least)
	}
	if err := json.NewEncoder(sum).Encode(l.relations); err != nil {
		panic("internal error: " + err.Error())
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}
