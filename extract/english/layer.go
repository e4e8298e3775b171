package english

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/calibrate"
	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/entail"
	"github.com/newsgraph/newsgraph/extract/ner"
	"github.com/newsgraph/newsgraph/extract/relation"
)

// Layers that stand for several: all rules of the second look, all sieves of
// coreference but the one for equal names, all inference.
const (
	secondLook  = "second-look"
	coreference = "coreference"
	entailment  = "entailment"
)

// Layers returns what Options.Without takes, in the order of the pipeline: the
// rules of the second look at names, the sieves of coreference but the first, which
// makes the entities that the others join, the frames ("frame-verb"), what is made of a claim ("negation", "modality", "speaker",
// "former"), and the inferences ("entail-setting"). The layers that stand for several
// come before these.
func Layers() []string {
	return slices.Concat([]string{secondLook}, ner.RuleNames(), []string{coreference}, coref.SieveNames()[1:],
		relation.LayerNames(), []string{entailment}, entail.LayerNames())
}

// expand writes out the layers that stand for several.
func expand(without []string) ([]string, error) {
	known, all := Layers(), []string{}
	for _, name := range without {
		switch {
		case name == secondLook:
			all = append(all, ner.RuleNames()...)
		case name == coreference:
			all = append(all, coref.SieveNames()[1:]...)
		case name == entailment:
			all = append(all, entail.LayerNames()...)
		case slices.Contains(known, name):
			all = append(all, name)
		default:
			return nil, fmt.Errorf("leave out %q: there is no such layer; there are %s", name, strings.Join(known, ", "))
		}
	}
	return all, nil
}

// calibration is the stage that reads confidences as judgements of one's own graph say.
func calibration(c calibrate.Calibration) extract.Stage {
	return extract.Stage{Name: "calibration", Doc: "fits confidences to what was judged",
		Run: func(_ context.Context, a *extract.Article) error {
			c.Apply(a)
			return nil
		}}
}

// limit is the stage that refuses claims below a confidence.
func limit(least float64) extract.Stage {
	return extract.Stage{Name: "limit", Doc: "refuses claims below a confidence",
		Run: func(_ context.Context, a *extract.Article) error {
			kept := a.Claims[:0]
			for _, c := range a.Claims {
				if c.Confidence >= least {
					kept = append(kept, c)
					continue
				}
				a.Pruned = append(a.Pruned, extract.Pruned{Claim: c, Reason: fmt.Sprintf("confidence below %.2f", least)})
			}
			a.Claims = kept
			return nil
		}}
}
