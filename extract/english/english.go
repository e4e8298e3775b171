// Package english is the pipeline for English articles: it puts the stages in
// order and supplies them with weights and word lists. No other package of the
// extract tree knows all stages or links weights.
package english

import (
	"fmt"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/calibrate"
	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/entail"
	"github.com/newsgraph/newsgraph/extract/identity"
	"github.com/newsgraph/newsgraph/extract/judge"
	"github.com/newsgraph/newsgraph/extract/ner"
	"github.com/newsgraph/newsgraph/extract/reader"
	"github.com/newsgraph/newsgraph/extract/relation"
	"github.com/newsgraph/newsgraph/extract/rescore"
	"github.com/newsgraph/newsgraph/extract/when"
)

// Options change what New builds. The zero value is the full pipeline.
type Options struct {
	// Relations are the relation types to look for, as their .rel files say.
	Relations []extract.Relation
	// NoSecondLook leaves names as the network gives them.
	NoSecondLook bool
	// StatedOnly leaves out what the article entails and no sentence states.
	StatedOnly bool
	// Without names layers to leave out (Layers), for measuring what each is worth.
	Without []string
	// MinConfidence leaves out claims below it. Zero is the model's own choice: Best leaves
	// out those that would make its precision less than it was fitted for; below zero it
	// leaves out none. What Fast doubts falls whatever stands here.
	MinConfidence float64
	// Calibration says how the confidences are to be read; nil: as they are.
	Calibration *calibrate.Calibration
	// Model is what reads: Fast if it is empty.
	Model Model
	// Portable computes in plain Go even where the processor could do better.
	Portable bool
	// Doubter looks at the claims of the rules instead of the model's own: the program
	// that writes what the model learns from watches with it.
	Doubter relation.Doubter
}

// Model names what reads the claims.
type Model string

// The models. Rules is the rules on the trees of the small networks. Fast lets a small
// network that has learned from marked passages (extract/rescore) doubt what they found,
// in a build that has its weights. Best lets a reader that has learned from them
// (extract/reader) doubt what the rules found, and find more; it takes some ten times as
// long.
const (
	Rules Model = "rules"
	Fast  Model = "fast"
	Best  Model = "best"
)

// Models lists them.
func Models() []Model { return []Model{Rules, Fast, Best} }

// New returns the pipeline. Its stages share one read-only model and may be run
// by any number of goroutines.
func New(o Options) (extract.Pipeline, error) {
	without, err := expand(o.Without)
	if err != nil {
		return nil, err
	}
	l, err := openLanguage(o)
	if err != nil {
		return nil, err
	}
	doubter, err := newDoubter(o)
	if err != nil {
		return nil, err
	}
	l.keeps = doubter != nil
	claims := relation.New(o.Relations, relationNames(), without...)
	claims.Doubted(doubter)
	p := extract.Pipeline{
		{Name: "tokens", Doc: "splits the text into tokens", Run: l.tokenStage},
		{Name: "syntax", Doc: "finds parts of speech, lemmas, heads and sentences", Run: l.syntaxStage},
		{Name: "names", Doc: "finds names, dates, sums and numbers", Run: l.namesStage},
	}
	if !o.NoSecondLook {
		p = append(p, ner.Review(gazetteer(), without...))
	}
	taught, learned, err := newJudge(o)
	if err != nil {
		return nil, err
	}
	p = append(p,
		when.New(),
		coref.New(corefLists(), without...),
	)
	if taught == nil {
		p = append(p, claims.Statements(), claims.Claims(nil))
	} else {
		p = append(p, taught.Stage(), claims.Statements(), claims.Claims(learned))
	}
	if !o.StatedOnly {
		p = append(p, entail.New(entailLists(), without...))
	}
	p = append(p, identity.New())
	if o.Calibration != nil {
		p = append(p, calibration(*o.Calibration))
	}
	if o.MinConfidence > 0 {
		p = append(p, limit(o.MinConfidence))
	}
	return p, nil
}

// newJudge opens the reader, if the model wants one.
func newJudge(o Options) (*judge.Judge, *relation.Learned, error) {
	switch o.Model {
	case "", Fast, Rules:
		return nil, nil, ruled(o.Relations)
	case Best:
	default:
		return nil, nil, fmt.Errorf("there is no model %q; there are %v", o.Model, Models())
	}
	r, err := reader.Open("reader.bin", readerWeights, o.level())
	if err != nil {
		return nil, nil, err
	}
	j, err := judge.New(r, readerVersion(o.Relations), o.Relations, judgeLists())
	if err != nil {
		return nil, nil, err
	}
	least := o.MinConfidence
	if o.Calibration != nil && least > 0 {
		least = -1 // what stays is decided when the confidences are calibrated
	}
	learned, err := relation.Learn(j, readerConfidence, least)
	return j, learned, err
}

// newDoubter opens what judges the claims of the rules by the vectors that are there,
// if the model and the build have it.
func newDoubter(o Options) (relation.Doubter, error) {
	switch {
	case o.Doubter != nil:
		return o.Doubter, nil
	case o.Model != "" && o.Model != Fast || rescoreWeights == "":
		return nil, nil
	}
	return rescore.Open("rescore.bin", rescoreWeights, o.level(), o.Relations)
}
