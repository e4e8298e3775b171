package exec

import (
	"fmt"
	"math"
	"slices"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
)

type counting struct{ n int64 }

func (c *counting) add(*Run, any, int64) error { c.n++; return nil }

func (c *counting) result(*Run) (any, error) { return c.n, nil }

type collecting struct{ list []any }

func (c *collecting) add(x *Run, v any, before int64) error {
	c.list = append(c.list, v)
	x.held += x.retained(v, before)
	return x.check()
}

func (c *collecting) result(*Run) (any, error) { return c.list, nil }

// extreme is min (sign -1) or max (1).
type extreme struct {
	sign int
	best any
	held int64 // bytes
}

func (e *extreme) add(x *Run, v any, before int64) error {
	if e.best != nil && x.Order(v, e.best)*e.sign <= 0 {
		return nil
	}
	x.drop(e.held)
	e.best, e.held = v, x.retained(v, before)
	x.held += e.held
	return x.check()
}

func (e *extreme) result(*Run) (any, error) { return e.best, nil }

// summing is sum or avg of numbers or durations.
type summing struct {
	average  bool
	n        int64
	whole    int64
	real     float64
	mean     float64 // so far
	isReal   bool
	duration *graph.Duration
}

func (s *summing) add(_ *Run, v any, _ int64) error {
	if d, ok := v.(graph.Duration); ok && (s.n == 0 || s.duration != nil) {
		if s.duration == nil {
			s.duration = new(graph.Duration)
		}
		*s.duration = value.AddDurations(*s.duration, d)
		s.n++
		return nil
	}
	if s.duration != nil || !value.IsNumber(v) {
		return &value.Error{Kind: "TypeError", Msg: "sum and avg need numbers, or durations only, not " + value.KindName(v)}
	}
	s.n++
	f, _ := value.AsFloat(v)
	i, whole := v.(int64)
	if !whole {
		s.isReal = true
	}
	s.real += f
	s.mean += (f - s.mean) / float64(s.n)
	sum := s.whole + i
	if (sum > s.whole) != (i > 0) && i != 0 { // Neo4j goes on with a float, too
		s.isReal = true
	}
	s.whole = sum
	return nil
}

func (s *summing) result(*Run) (any, error) {
	switch {
	case s.duration != nil && s.average:
		return value.DivideDuration(*s.duration, float64(s.n))
	case s.duration != nil:
		return *s.duration, nil
	case s.average && s.n == 0:
		return nil, nil
	case s.average:
		return s.mean, nil
	case s.isReal:
		return s.real, nil
	}
	return s.whole, nil
}

// spread is the standard deviation, of a sample or (sample 0) of all, by
// Welford's method.
type spread struct {
	sample   float64
	n        float64
	mean, m2 float64
}

func (s *spread) add(_ *Run, v any, _ int64) error {
	f, ok := value.AsFloat(v)
	if !ok {
		return &value.Error{Kind: "TypeError", Msg: "a standard deviation needs numbers, not " + value.KindName(v)}
	}
	s.n++
	delta := f - s.mean
	s.mean += delta / s.n
	s.m2 += delta * (f - s.mean)
	return nil
}

func (s *spread) result(*Run) (any, error) {
	switch {
	case s.n == 0:
		return nil, nil
	case s.n <= s.sample:
		return 0.0, nil
	}
	return math.Sqrt(s.m2 / (s.n - s.sample)), nil
}

// percentile is percentileDisc, or percentileCont with values in between.
type percentile struct {
	between  bool
	fraction float64
	values   []any
}

func (p *percentile) at(v any) error {
	f, ok := value.AsFloat(v)
	if !ok {
		return &value.Error{Kind: "TypeError", Msg: "a percentile must be a number, not " + value.KindName(v)}
	}
	if !(f >= 0 && f <= 1) {
		return &value.Error{Kind: "NumberOutOfRange", Msg: fmt.Sprintf("a percentile must lie between 0.0 and 1.0, not be %v", f)}
	}
	p.fraction = f
	return nil
}

func (p *percentile) add(x *Run, v any, _ int64) error {
	if !value.IsNumber(v) {
		return &value.Error{Kind: "TypeError", Msg: "a percentile needs numbers, not " + value.KindName(v)}
	}
	p.values = append(p.values, v)
	return x.hold(elementBytes + 8)
}

func (p *percentile) result(x *Run) (any, error) {
	if len(p.values) == 0 {
		return nil, nil
	}
	slices.SortFunc(p.values, func(a, b any) int {
		x.Must(1)
		return x.Order(a, b)
	})
	n := float64(len(p.values))
	if !p.between {
		i := max(0, int(math.Ceil(p.fraction*n))-1)
		return p.values[i], nil
	}
	at := p.fraction * (n - 1)
	low := int(math.Floor(at))
	if at == float64(low) {
		return p.values[low], nil
	}
	a, _ := value.AsFloat(p.values[low])
	b, _ := value.AsFloat(p.values[min(low+1, len(p.values)-1)])
	return a + (b-a)*(at-float64(low)), nil
}
