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
	Properties []string
	Right      bool
}

// Fit finds the worth of every property, in hundredths of log odds, by logistic
// regression: the worths that make the samples most likely, with a penalty (ridge)
// on each but "base", so that what few samples have is worth little. Properties of
// fewer than least samples get none.
func Fit(samples []Sample, ridge float64, least int) map[string]int {
	names, column := columns(samples, least)
	weight := setWeights(samples)
	w := make([]float64, len(names))
	gradient, curve := make([]float64, len(names)), make([]float64, len(names))
	for range 1000 {
		for i := range w {
			gradient[i], curve[i] = 0, 0
			if names[i] != "base" {
				gradient[i], curve[i] = ridge*w[i], ridge
			}
		}
		for n, s := range samples {
			p := 1 / (1 + math.Exp(-dot(w, column, s.Properties)))
			e := p
			if s.Right {
				e = p - 1
			}
			for _, name := range s.Properties {
				if i, ok := column[name]; ok {
					gradient[i] += weight[n] * e
					curve[i] += weight[n] * float64(len(s.Properties)) / 4
				}
			}
		}
		for i := range w { // never overshoots: the curve of the likelihood is nowhere steeper
			w[i] -= gradient[i] / max(curve[i], 1e-9)
		}
	}
	worth := map[string]int{}
	for i, name := range names {
		worth[name] = int(math.Round(100 * w[i]))
	}
	return worth
}

// columns numbers the properties that enough samples have.
func columns(samples []Sample, least int) (names []string, column map[string]int) {
	count := map[string]int{}
	for _, s := range samples {
		for _, p := range s.Properties {
			if count[p]++; count[p] == least {
				names = append(names, p)
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

func dot(w []float64, column map[string]int, properties []string) float64 {
	sum := 0.0
	for _, p := range properties {
		if i, ok := column[p]; ok {
			sum += w[i]
		}
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
					sum += worth[p]
				}
				out[i] = 1 / (1 + math.Exp(-float64(sum)/100))
			}
		}
	}
	return out
}
