package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/english"
	"github.com/newsgraph/newsgraph/extract/relation"
	"github.com/newsgraph/newsgraph/extract/score"
	"github.com/newsgraph/newsgraph/graph/ingest"
)

// How the worths are learnt: the penalty on each, the claims that a property must
// have, and the folds of the cross-validation.
const (
	ridge = 8
	least = 20
	folds = 10
)

// wantedPrecision is how often claims of the fitted passages are right from the bound of
// the model best on. The reader's own claims need the bound, those of rules a part of it.
const wantedPrecision = 0.85

// fit learns from the judged claims of the files what each property of a claim is
// worth, prints it in the form of the file that the program reads, and how well
// it predicts claims of passages that it did not learn from. Nothing is learnt from
// the untouched part of the corpus.
func (con *console) fit(all []result, model english.Model) error {
	all = slices.DeleteFunc(slices.Clone(all), func(r result) bool { return r.untouched })
	var samples []score.Sample
	for _, r := range summed(all) {
		samples = append(samples, r.samples...)
	}
	if len(samples) == 0 {
		return fmt.Errorf("%w: no claim to learn from", ingest.ErrRejected)
	}
	worth := level(score.Fit(withSets(samples), ridge, least), all)
	names := make([]string, 0, len(worth))
	for name := range worth {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if (a == "base") != (b == "base") {
			if a == "base" {
				return -1
			}
			return 1
		}
		return strings.Compare(a, b)
	})
	for _, name := range names {
		if worth[name] != 0 {
			fmt.Fprintf(con.out, "%-28s %5d  %s\n", name, worth[name], relation.PropertyDoc(name))
		}
	}
	predicted := score.CrossValidate(withSets(samples), ridge, least, folds)
	if model == english.Best {
		fmt.Fprintf(con.out, "%-28s %5d  %s\n", relation.Bound, bound(samples, predicted), relation.PropertyDoc(relation.Bound))
	}
	return con.crossValidated(samples, predicted)
}

// bound returns the least confidence, in hundredths, from which on claims are right as
// often as is wanted, and expected to be; 100 if there is none.
func bound(samples []score.Sample, predicted []float64) int {
	order := make([]int, len(samples))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(predicted[b], predicted[a]) })
	least, right, expected := 1.0, 0, 0.0
	for n, i := range order {
		expected += predicted[i]
		if samples[i].Right {
			right++
		}
		if min(float64(right), expected) >= wantedPrecision*float64(n+1) {
			least = predicted[i]
		}
	}
	return int(math.Ceil(100 * least))
}

// setPrefix begins the property that a sample has of its file: gold of one kind is
// stricter or has more holes than that of another, which no property of a claim
// should have to explain.
const setPrefix = "set-"

// withSets adds to every sample the property of its file.
func withSets(samples []score.Sample) []score.Sample {
	out := slices.Clone(samples)
	for i := range out {
		out[i].Properties = append(slices.Clone(out[i].Properties), score.Property{Name: setPrefix + out[i].Set, Hundredths: 100})
	}
	return out
}

// level takes the files out of the worths: their mean goes into the base.
func level(worth map[string]int, all []result) map[string]int {
	sum, files := 0, summed(all)
	for _, r := range files {
		sum += worth[setPrefix+r.name]
		delete(worth, setPrefix+r.name)
	}
	worth["base"] += sum / len(files)
	return worth
}

// crossValidated prints the reliability of confidences learnt without the
// passage, as comments.
func (con *console) crossValidated(samples []score.Sample, predicted []float64) error {
	for _, b := range binned(func(yield func(float64, bool) bool) {
		for i, p := range predicted {
			if !yield(p, samples[i].Right) {
				return
			}
		}
	}) {
		if _, err := fmt.Fprintf(con.out, "# %.2f – %.2f  %5d claims, expected %s, right %s\n", b.lower, b.upper, b.claims, share(b.expected), share(b.right)); err != nil {
			return err
		}
	}
	return nil
}
