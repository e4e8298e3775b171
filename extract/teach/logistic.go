package teach

import (
	"math"
	"slices"

	"github.com/newsgraph/newsgraph/extract/reader"
)

const (
	// ridge is how much large weights cost: so that a few passages do not teach their
	// names. Vectors are scaled so that it suits any number of numbers.
	ridge = 0.02
	steps = 60 // of the descent; the last ones change nothing that a bound would notice
	past  = 8  // steps that the descent remembers
)

// row is a pair that is learned from or judged.
type row struct {
	vector []float32
	right  bool
	weight float64
}

// scale brings vectors to mean 0 and the same spread, and back.
type scale struct{ mean, spread []float64 }

func newScale(rows []row) scale {
	n := len(rows[0].vector)
	s := scale{make([]float64, n), make([]float64, n)}
	for _, r := range rows {
		for k, v := range r.vector {
			s.mean[k] += float64(v)
		}
	}
	for k := range s.mean {
		s.mean[k] /= float64(len(rows))
	}
	for _, r := range rows {
		for k, v := range r.vector {
			d := float64(v) - s.mean[k]
			s.spread[k] += float64(d * d)
		}
	}
	for k, v := range s.spread {
		s.spread[k] = (math.Sqrt(v/float64(len(rows))) + 1e-6) * math.Sqrt(float64(n))
	}
	return s
}

// apply returns rows that are scaled.
func (s scale) apply(rows []row) []row {
	out := slices.Clone(rows)
	for i := range out {
		v := make([]float32, len(s.mean))
		for k, x := range out[i].vector {
			v[k] = float32((float64(x) - s.mean[k]) / s.spread[k])
		}
		out[i].vector = v
	}
	return out
}

// undo returns the weights that do with vectors as they come what others do with scaled
// ones.
func (s scale) undo(weights []float64) []float32 {
	n := len(s.mean)
	out, shift := make([]float32, n+1), weights[n]
	for k := range n {
		w := weights[k] / s.spread[k]
		out[k] = float32(w)
		shift -= float64(w * s.mean[k])
	}
	out[n] = float32(shift)
	return out
}

// learn returns the weights of a logistic regression with a ridge, by L-BFGS: one for
// every number of a vector, and what is added. The sums have a fixed order, and no
// product is joined with a sum, so that machines come to the same but for the last bits of an exponential.
func learn(rows []row) []float64 {
	at := make([]float64, len(rows[0].vector)+1)
	cost, slope := descent(rows, at)
	var moves, bends [][]float64
	for range steps {
		way := direction(slope, moves, bends)
		down := dot(way, slope)
		if down > -1e-9 {
			break
		}
		next, width := at, 1.0
		if len(moves) == 0 {
			width = min(1, 1/math.Sqrt(-down))
		}
		var fresh []float64
		var less float64
		for ; ; width /= 2 {
			next = moved(at, way, width)
			if less, fresh = descent(rows, next); less <= cost+float64(1e-4*width*down) || width < 1e-10 {
				break
			}
		}
		if !(less < cost) {
			break
		}
		move, bend := moved(next, at, -1), moved(fresh, slope, -1)
		if dot(move, bend) > 1e-12 {
			moves, bends = append(moves, move), append(bends, bend)
			if len(moves) > past {
				moves, bends = moves[1:], bends[1:]
			}
		}
		at, cost, slope = next, less, fresh
	}
	return at
}

// descent returns the cost of weights and its slope.
func descent(rows []row, weights []float64) (cost float64, slope []float64) {
	n := len(weights) - 1
	slope = make([]float64, n+1)
	for _, r := range rows {
		z := weights[n] + product(r.vector, weights)
		wanted := 0.0
		if r.right {
			wanted = 1
		}
		p := 1 / (1 + math.Exp(-z))
		cost += float64(r.weight * (max(z, 0) - float64(z*wanted) + math.Log1p(math.Exp(-math.Abs(z)))))
		d := float64(r.weight * (p - wanted))
		for k, v := range r.vector {
			slope[k] += float64(d * float64(v))
		}
		slope[n] += d
	}
	for k, w := range weights[:n] {
		cost += float64(ridge / 2 * w * w)
		slope[k] += float64(ridge * w)
	}
	return cost, slope
}

// product multiplies in four sums, which a processor computes side by side.
func product(vector []float32, weights []float64) float64 {
	var a, b, c, d float64
	k := 0
	for ; k+4 <= len(vector); k += 4 {
		a += float64(float64(vector[k]) * weights[k])
		b += float64(float64(vector[k+1]) * weights[k+1])
		c += float64(float64(vector[k+2]) * weights[k+2])
		d += float64(float64(vector[k+3]) * weights[k+3])
	}
	for ; k < len(vector); k++ {
		a += float64(float64(vector[k]) * weights[k])
	}
	return a + b + (c + d)
}

// direction is the way down that the last steps suggest (Nocedal 1980).
func direction(slope []float64, moves, bends [][]float64) []float64 {
	way := moved(make([]float64, len(slope)), slope, -1)
	parts := make([]float64, len(moves))
	for i := len(moves) - 1; i >= 0; i-- {
		parts[i] = dot(moves[i], way) / dot(moves[i], bends[i])
		way = moved(way, bends[i], -parts[i])
	}
	if last := len(moves) - 1; last >= 0 {
		way = moved(make([]float64, len(slope)), way, dot(moves[last], bends[last])/dot(bends[last], bends[last]))
	}
	for i := range moves {
		way = moved(way, moves[i], parts[i]-dot(bends[i], way)/dot(moves[i], bends[i]))
	}
	return way
}

// moved returns a + width·way.
func moved(a, way []float64, width float64) []float64 {
	out := make([]float64, len(a))
	for i, v := range way {
		out[i] = a[i] + float64(width*v)
	}
	return out
}

func dot(a, b []float64) (sum float64) {
	for i, v := range a {
		sum += float64(v * b[i])
	}
	return sum
}

// judge returns the probability of a row by weights, as extractions compute it.
func judge(weights []float64, r row) float64 {
	out := make([]float32, len(weights))
	for i, w := range weights {
		out[i] = float32(w)
	}
	return float64(reader.Probability(out, r.vector))
}
