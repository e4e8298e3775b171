package score

import (
	"maps"
	"math"
	"slices"
)

// Sample is one judged claim: what the confidence in it may depend on, and
// whether it is right.
type Sample struct {
	Set        string // the gold file it comes from
	Passage    string // claims of one passage are never both learnt from and tested on
	Properties []Property
	Right      bool
}

// Property is something that a sample has, and how much of it, in hundredths.
type Property struct {
	Name       string
	Hundredths int
}

// Fit finds the worth of every property, in hundredths of log odds for each whole one
// of it, by logistic regression: the worths that make the samples most likely, with a
// penalty (ridge) on each but "base", so that what few samples have is worth little.
// Properties of fewer than least samples get none.
func Fit(samples []Sample, ridge float64, least int) map[string]int {
	names, column := columns(samples, least)
	weight := setWeights(samples)
	w := make([]float64, len(names))
	for range 30 {
		gradient, curve := make([]float64, len(names)), make([][]float64, len(names))
		for i := range names {
			curve[i] = make([]float64, len(names))
			curve[i][i] = 1e-9
			if names[i] != "base" {
				gradient[i], curve[i][i] = ridge*w[i], ridge
			}
		}
		for n, s := range samples {
			at, amount := s.row(column)
			p := 1 / (1 + math.Exp(-dot(w, at, amount)))
			e, c := p, weight[n]*max(p*(1-p), 1e-6)
			if s.Right {
				e = p - 1
			}
			for a, i := range at {
				gradient[i] += weight[n] * e * amount[a]
				for b, j := range at {
					curve[i][j] += c * amount[a] * amount[b]
				}
			}
		}
		for i, step := range solve(curve, gradient) {
			w[i] -= step
		}
	}
	worth := map[string]int{}
	for i, name := range names {
		worth[name] = int(math.Round(100 * w[i]))
	}
	return worth
}

// row returns the columns of the sample's properties, and how much of each it has.
func (s *Sample) row(column map[string]int) (at []int, amount []float64) {
	for _, p := range s.Properties {
		if i, ok := column[p.Name]; ok {
			at, amount = append(at, i), append(amount, float64(p.Hundredths)/100)
		}
	}
	return at, amount
}

// solve solves equations whose matrix is symmetric and positive, by Cholesky. The
// matrix and the right side are lost.
func solve(a [][]float64, b []float64) []float64 {
	for i := range a {
		for j := range i + 1 {
			sum := a[i][j]
			for k := range j {
				sum -= a[i][k] * a[j][k]
			}
			if i == j {
				a[i][i] = math.Sqrt(max(sum, 1e-12))
			} else {
				a[i][j] = sum / a[j][j]
			}
		}
		for k := range i {
			b[i] -= a[i][k] * b[k]
		}
		b[i] /= a[i][i]
	}
	for i := len(b) - 1; i >= 0; i-- {
		for k := i + 1; k < len(b); k++ {
			b[i] -= a[k][i] * b[k]
		}
		b[i] /= a[i][i]
	}
	return b
}

// columns numbers the properties that enough samples have.
func columns(samples []Sample, least int) (names []string, column map[string]int) {
	count := map[string]int{}
	for _, s := range samples {
		for _, p := range s.Properties {
			if count[p.Name]++; count[p.Name] == least {
				names = append(names, p.Name)
			}
		}
	}
	slices.Sort(names)
	column = map[string]int{}
	for i, n := range names {
		column[n] = i
	}
	return names, column
}

// setWeights lets a file weigh as much as the square root of its samples, so that
// no large file drowns the others; the mean weight is 1.
func setWeights(samples []Sample) []float64 {
	count := map[string]int{}
	for _, s := range samples {
		count[s.Set]++
	}
	roots := 0.0
	for _, n := range slices.Sorted(maps.Values(count)) {
		roots += math.Sqrt(float64(n))
	}
	w := make([]float64, len(samples))
	for i, s := range samples {
		w[i] = float64(len(samples)) / (roots * math.Sqrt(float64(count[s.Set])))
	}
	return w
}

func dot(w []float64, at []int, amount []float64) float64 {
	sum := 0.0
	for a, i := range at {
		sum += w[i] * amount[a]
	}
	return sum
}

// CrossValidate returns for every sample the confidence that worths learnt
// without its passage give it: passages are dealt out to so many folds in turn.
func CrossValidate(samples []Sample, ridge float64, least, folds int) []float64 {
	fold, next := map[string]int{}, 0
	for _, s := range samples {
		if key := s.Set + "\n" + s.Passage; fold[key] == 0 {
			next++
			fold[key] = next%folds + 1
		}
	}
	out := make([]float64, len(samples))
	for f := 1; f <= folds; f++ {
		var learn []Sample
		for _, s := range samples {
			if fold[s.Set+"\n"+s.Passage] != f {
				learn = append(learn, s)
			}
		}
		worth := Fit(learn, ridge, least)
		for i, s := range samples {
			if fold[s.Set+"\n"+s.Passage] == f {
				sum := 0
				for _, p := range s.Properties {
					sum += worth[p.Name] * p.Hundredths
				}
				out[i] = 1 / (1 + math.Exp(-float64(sum)/10_000))
			}
		}
	}
	return out
}
