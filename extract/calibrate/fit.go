package calibrate

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"math"
	"slices"
)

// Sample is a judged claim.
type Sample struct {
	ID         string // decides the fold
	Relation   string
	Confidence float64
	Right      bool
}

// Enough is how many judgements a fit needs, and Each how many of a relation for numbers
// of its own.
const (
	Enough = 30
	Each   = 5
)

// ErrFew is the error of a fit to fewer than Enough.
var ErrFew = errors.New("too few judgements to fit anything to")

// How firmly each number is held to that which changes nothing: as if so much was known of
// it before (the inverse of the variance, in log odds).
const (
	holdBase     = 1
	holdSlope    = 4
	holdRelation = 4
	folds        = 10
)

// Report tells what a fit is worth: the mean log loss (in nats, less is better) of the
// confidences as they are, and of those fitted without the tenth that is predicted.
type Report struct {
	Samples, Right int
	Before, After  float64
	Lone           int // relations with fewer than Each samples, which get no number
}

// Better reports whether the fit predicts claims that it has not seen better than the
// confidences do as they are.
func (r Report) Better() bool { return r.After < r.Before }

// Fit finds the calibration that makes the samples most likely, held to that which changes
// nothing, so that few samples change little. The order of the samples does not count.
func Fit(samples []Sample) (Calibration, Report, error) {
	samples = slices.SortedFunc(slices.Values(samples), func(a, b Sample) int {
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	report := Report{Samples: len(samples)}
	if len(samples) < Enough {
		return Calibration{}, report, fmt.Errorf("%w: %d that say right or wrong, and it takes %d", ErrFew, len(samples), Enough)
	}
	none := Calibration{Slope: 100}
	for fold := range folds {
		var rest, out []Sample
		for _, s := range samples {
			if s.fold() == fold {
				out = append(out, s)
			} else {
				rest = append(rest, s)
			}
		}
		fitted, _ := fit(rest)
		for _, s := range out {
			report.Before += none.loss(s)
			report.After += fitted.loss(s)
		}
	}
	report.Before /= float64(len(samples))
	report.After /= float64(len(samples))
	for _, s := range samples {
		if s.Right {
			report.Right++
		}
	}
	fitted, lone := fit(samples)
	report.Lone = lone
	return fitted, report, nil
}

// fold is the part of the samples that one is of.
func (s Sample) fold() int {
	sum := sha256.Sum256([]byte(s.ID))
	return int(sum[0]) % folds
}

// loss is how little the calibrated confidence expected what is so, in nats.
func (c Calibration) loss(s Sample) float64 {
	p := logistic(float64(c.Base+c.Relations[s.Relation])/100 + float64(c.Slope)/100*logOdds(s.Confidence))
	if !s.Right {
		p = 1 - p
	}
	return -math.Log(max(p, 1e-9))
}

// fit is one fit, by Newton's method. lone counts relations without a number of their own.
func fit(samples []Sample) (c Calibration, lone int) {
	count := map[string]int{}
	for _, s := range samples {
		count[s.Relation]++
	}
	var names []string
	for name, n := range count {
		if n >= Each {
			names = append(names, name)
		} else {
			lone++
		}
	}
	slices.Sort(names)
	column := map[string]int{}
	for i, name := range names {
		column[name] = i + 2
	}
	hold := make([]float64, len(names)+2)
	for i := range hold {
		hold[i] = holdRelation
	}
	hold[0], hold[1] = holdBase, holdSlope
	w := newton(samples, column, hold)
	c = Calibration{Base: hundredths(w[0]), Slope: max(1, 100+hundredths(w[1])), Relations: map[string]int{}}
	for i, name := range names {
		if n := hundredths(w[i+2]); n != 0 {
			c.Relations[name] = n
		}
	}
	return c, lone
}

func hundredths(x float64) int { return int(math.Round(100 * min(max(x, -9), 9))) }

// newton finds what is added to the log odds: base, the log odds times slope, and a number
// for each column.
func newton(samples []Sample, column map[string]int, hold []float64) []float64 {
	w := make([]float64, len(hold))
	for range 50 {
		gradient, curve := make([]float64, len(w)), make([][]float64, len(w))
		for i := range w {
			curve[i] = make([]float64, len(w))
			gradient[i], curve[i][i] = hold[i]*w[i], hold[i]
		}
		for _, s := range samples {
			x := logOdds(s.Confidence)
			at, amount := []int{0, 1}, []float64{1, x}
			sum := x + w[0] + x*w[1]
			if i, own := column[s.Relation]; own {
				at, amount, sum = append(at, i), append(amount, 1), sum+w[i]
			}
			p := logistic(sum)
			e, bend := p, p*(1-p)
			if s.Right {
				e = p - 1
			}
			for a, i := range at {
				gradient[i] += e * amount[a]
				for b, j := range at {
					curve[i][j] += bend * amount[a] * amount[b]
				}
			}
		}
		for i, step := range solve(curve, gradient) {
			w[i] -= min(max(step, -1), 1)
		}
	}
	return w
}

// solve solves equations whose matrix is symmetric and positive, by Gauss. Both are lost.
func solve(a [][]float64, b []float64) []float64 {
	for i := range a {
		for j := i + 1; j < len(a); j++ {
			factor := a[j][i] / a[i][i]
			for k := i; k < len(a); k++ {
				a[j][k] -= factor * a[i][k]
			}
			b[j] -= factor * b[i]
		}
	}
	for i := len(a) - 1; i >= 0; i-- {
		for k := i + 1; k < len(a); k++ {
			b[i] -= a[i][k] * b[k]
		}
		b[i] /= a[i][i]
	}
	return b
}
