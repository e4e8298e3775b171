package main

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract/english"
	"github.com/newsgraph/newsgraph/extract/score"
)

// bin is what became of the claims of one range of confidence: the mean
// confidence and the share that is right.
type bin struct {
	lower, upper    float64
	claims          int
	expected, right float64
}

// binned sorts claims, each a confidence and whether it is right, into the rows of
// a reliability table, falling; those without a claim are left out.
func binned(claims iter.Seq2[float64, bool]) []bin {
	var all []bin
	upper := 1.0
	for _, lower := range []float64{.95, .9, .85, .8, .7, .6, .5, .3, 0} {
		b := bin{lower: lower, upper: upper}
		for confidence, right := range claims {
			if confidence < lower || confidence >= upper && upper < 1 {
				continue
			}
			b.claims++
			b.expected += confidence
			if right {
				b.right++
			}
		}
		if b.claims > 0 {
			b.expected /= float64(b.claims)
			b.right /= float64(b.claims)
			all = append(all, b)
		}
		upper = lower
	}
	return all
}

// reliability prints, for every file, how often claims of a confidence are right.
func (con *console) reliability(all []result) error {
	for _, r := range summed(all) {
		fmt.Fprintf(con.out, "%s\n", r.name)
		t := table{columns: []string{"confidence", "claims", "expected", "right"}}
		for _, b := range binned(func(yield func(float64, bool) bool) {
			for _, j := range r.tally.Judgements {
				if j.Claim >= 0 && !yield(j.Confidence, r.right(j)) {
					return
				}
			}
		}) {
			t.rows = append(t.rows, []any{fmt.Sprintf("%.2f – %.2f", b.lower, b.upper), b.claims, share(b.expected), share(b.right)})
		}
		if err := t.writeTable(con.out, 0); err != nil {
			return err
		}
		fmt.Fprintln(con.out)
	}
	return nil
}

// right reports whether a judged claim counts as right: strictly, where the gold
// knows of modality, else by relation and ends.
func (r result) right(j score.Judgement) bool {
	if r.form == graphGold {
		return j.Lenient
	}
	return j.Strict
}

// frames prints, for every file, how often claims of each frame are right.
func (con *console) frames(all []result) error {
	for _, r := range summed(all) {
		fmt.Fprintf(con.out, "%s\n", r.name)
		count := map[string]*score.Share{}
		var names []string
		for _, j := range r.tally.Judgements {
			if j.Claim < 0 {
				continue
			}
			if count[j.Frame] == nil {
				count[j.Frame] = &score.Share{}
				names = append(names, j.Frame)
			}
			count[j.Frame].Of++
			if r.right(j) {
				count[j.Frame].Right++
			}
		}
		slices.Sort(names)
		t := table{columns: []string{"frame", "claims", "right"}}
		for _, n := range names {
			t.rows = append(t.rows, []any{n, count[n].Of, share(float64(count[n].Right) / float64(count[n].Of))})
		}
		if err := t.writeTable(con.out, 0); err != nil {
			return err
		}
		fmt.Fprintln(con.out)
	}
	return nil
}

// ablation scores the files with everything, then with one layer left out at a
// time, and prints what each layer is worth.
func (con *console) ablation(c *cli.Context, golds []gold) error {
	t := table{columns: []string{"left out"}}
	var base []score.PRF
	for _, layer := range append([]string{""}, english.Layers()...) {
		language, err := newLanguage(c, strings.Fields(layer)...)
		if err != nil {
			return err
		}
		all, err := evaluate(c.Context, language, golds, c.Int("workers"))
		if err != nil {
			return err
		}
		row := []any{layer}
		changed := layer == ""
		for i, r := range summed(all) {
			f := r.headline()
			if layer == "" {
				row[0] = "nothing"
				t.columns = append(t.columns, r.name+" P", "R", "F")
				base = append(base, f)
				row = append(row, share(f.Precision), share(f.Recall), share(f.F))
				continue
			}
			for _, d := range []float64{f.Precision - base[i].Precision, f.Recall - base[i].Recall, f.F - base[i].F} {
				text := fmt.Sprintf("%+.3f", d)
				if text == "+0.000" || text == "-0.000" {
					text = "·"
				}
				changed = changed || text != "·"
				row = append(row, text)
			}
		}
		if changed {
			t.rows = append(t.rows, row)
		}
	}
	return t.writeTable(con.out, 0)
}

// headline is the figure that a file is known by: strict without SAID where the
// gold knows of modality, else lenient.
func (r result) headline() score.PRF {
	if r.form == graphGold {
		return r.tally.Total("SAID").Lenient()
	}
	return r.tally.Total("SAID").Strict()
}
