// Package english is the pipeline for English articles: it puts the stages in
// order and supplies them with weights and word lists. No other package of the
// extract tree knows all stages or links weights.
package english

import (
	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/entail"
	"github.com/newsgraph/newsgraph/extract/ner"
	"github.com/newsgraph/newsgraph/extract/relation"
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
	// MinConfidence leaves out claims below it.
	MinConfidence float64
	// Portable computes in plain Go even where the processor could do better.
	Portable bool
}

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
	claims := relation.New(o.Relations, relationNames(), without...)
	p := extract.Pipeline{
		{Name: "tokens", Doc: "splits the text into tokens", Run: l.tokenStage},
		{Name: "syntax", Doc: "finds parts of speech, lemmas, heads and sentences", Run: l.syntaxStage},
		{Name: "names", Doc: "finds names, dates, sums and numbers", Run: l.namesStage},
	}
	if !o.NoSecondLook {
		p = append(p, ner.Review(gazetteer(), without...))
	}
	p = append(p,
		when.New(),
		coref.New(corefLists(), without...),
		claims.Statements(),
		claims.Claims(),
	)
	if !o.StatedOnly {
		p = append(p, entail.New(entailLists(), without...))
	}
	if o.MinConfidence > 0 {
		p = append(p, limit(o.MinConfidence))
	}
	return p, nil
}
