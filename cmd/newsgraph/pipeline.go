package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/calibrate"
	"github.com/newsgraph/newsgraph/extract/english"
	"github.com/newsgraph/newsgraph/graph/ingest"
)

// newLanguage puts together what reads articles, as the flags say, without the named
// layers and those of the flag.
func newLanguage(c *cli.Context, without ...string) (ingest.Language, error) {
	relations, err := knownRelations(c)
	if err != nil {
		return ingest.Language{}, err
	}
	least := c.Float64("min-confidence")
	if !(least >= 0 && least <= 1) { // also of what is no number
		return ingest.Language{}, usagef("--min-confidence is a share from 0 to 1, not %v", least)
	}
	model := english.Model(c.String("model"))
	if model == english.Best && c.IsSet("min-confidence") && least == 0 {
		least = -1 // all of them, whatever the model would leave out
	}
	if model != "" && !slices.Contains(english.Models(), model) {
		return ingest.Language{}, usagef("--model: there is no %s; there are %s", model, modelNames())
	}
	without = append(without, c.StringSlice("without")...)
	calibration, err := calibrationOf(c)
	if err != nil {
		return ingest.Language{}, err
	}
	language, err := ingest.NewLanguage(english.Options{Model: model, Relations: relations, NoSecondLook: c.Bool("no-second-look"),
		Without: without, StatedOnly: c.Bool("stated-only"), MinConfidence: least, Calibration: calibration})
	if errors.Is(err, english.ErrTaught) || err != nil && len(without) > 0 {
		return ingest.Language{}, usagef("%v", err)
	}
	if err != nil {
		return ingest.Language{}, fmt.Errorf("open the language: %w", err)
	}
	return language, nil
}

// relationsFlag is the flag that adds relations of the user's own.
func relationsFlag() cli.Flag {
	return &cli.StringFlag{Name: "relations", Usage: "also the relations of the .rel files in `DIR`, or of one such file"}
}

// modelFlag is the flag that chooses what reads the claims.
func modelFlag() cli.Flag {
	return &cli.StringFlag{Name: "model", Value: string(english.Fast),
		Usage: "what reads the claims, `NAME`: rules alone; fast, which has learned to doubt some of their claims; or best, a learned reader beside them that takes some ten times as long"}
}

// modelNames lists the models.
func modelNames() string {
	var names []string
	for _, m := range english.Models() {
		names = append(names, string(m))
	}
	return strings.Join(names, ", ")
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

// calibrationFlag is the flag that says how confidences are to be read.
func calibrationFlag() cli.Flag {
	return &cli.StringFlag{Name: "calibration", Usage: "confidences as `FILE` says, which newsgraph audit --fit writes"}
}

// calibrationOf reads the file that the flag names; nil if it names none.
func calibrationOf(c *cli.Context) (*calibrate.Calibration, error) {
	file := c.String("calibration")
	if file == "" {
		return nil, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read the calibration: %w", err)
	}
	calibration, err := calibrate.Parse(file, string(text))
	if err != nil {
		return nil, usagef("%v", err)
	}
	return &calibration, nil
}

// knownRelations returns the program's relations and those of the folder that
// the flag names.
func knownRelations(c *cli.Context) ([]extract.Relation, error) {
	dir := c.String("relations")
	relations, err := ingest.Relations(dir)
	if err != nil && dir != "" {
		return nil, usagef("%v", err)
	}
	return relations, err
}
