package eval

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// grouping is the aggregation of a projection.
type grouping struct {
	keys       []item
	aggregates []aggregate
	needs      []int // slots that keys and arguments read; not those of which only null matters
}

// aggregate is one call of an aggregate.
type aggregate struct {
	slot     int
	arg      expr // nil for count(*)
	second   expr // the percentile
	distinct bool
	fresh    func() accumulator
	// countable tells that a row may stand for several equal ones.
	countable bool
}

// accumulator takes the values of a group, never null, and gives the result.
type accumulator interface {
	// before is what had been made before the value.
	add(x *exec, v any, before int64) error
	result(x *exec) (any, error)
}

func (c *compiler) grouping(p *check.Projection) *grouping {
	g := &grouping{}
	g.needs = c.tracked(func() {
		for _, i := range p.Keys {
			it := p.Items[i]
			if it.Expr == nil {
				g.keys = append(g.keys, item{it.Slot, c.read(it.Slot)})
			} else {
				g.keys = append(g.keys, item{it.Slot, c.expr(it.Expr)})
			}
		}
	})
	for _, a := range p.Aggregates {
		var agg aggregate
		reads := c.tracked(func() { agg = c.aggregate(a) })
		if call, ok := a.Call.(*syntax.Call); ok && !isPlainCount(call) {
			g.needs = append(g.needs, reads...)
		}
		g.aggregates = append(g.aggregates, agg)
	}
	return g
}

// isPlainCount reports whether a call is count(variable): then only matters
// whether the variable is null.
func isPlainCount(call *syntax.Call) bool {
	_, variable := call.Args[0].(*syntax.Variable)
	return variable && !call.Distinct && strings.EqualFold(call.Name, "count")
}

func (c *compiler) aggregate(a check.Aggregate) aggregate {
	call, ok := a.Call.(*syntax.Call)
	if !ok {
		return aggregate{slot: a.Slot, fresh: func() accumulator { return new(counting) }, countable: true}
	}
	out := aggregate{slot: a.Slot, arg: c.expr(call.Args[0]), distinct: call.Distinct}
	if len(call.Args) > 1 {
		out.second = c.expr(call.Args[1])
	}
	for _, kind := range aggregates {
		if strings.EqualFold(kind.Name, call.Name) {
			out.fresh = kind.fresh
			switch out.fresh().(type) {
			case *counting, *extreme:
				out.countable = true
			default:
				out.countable = out.distinct && out.second == nil
			}
			return out
		}
	}
	c.unsupported(call, "the aggregate "+call.Name)
	return out
}

// aggregateKind is an entry of the table of aggregates.
type aggregateKind struct {
	check.Function
	fresh func() accumulator
}

var aggregates = []aggregateKind{
	{check.Function{Name: "count", Min: 1, Max: 1, Result: check.Integer, Aggregate: true}, func() accumulator { return new(counting) }},
	{check.Function{Name: "collect", Min: 1, Max: 1, Result: check.List, Aggregate: true}, func() accumulator { return &collecting{list: []any{}} }},
	{check.Function{Name: "sum", Min: 1, Max: 1, Aggregate: true}, func() accumulator { return new(summing) }},
	{check.Function{Name: "avg", Min: 1, Max: 1, Aggregate: true}, func() accumulator { return &summing{average: true} }},
	{check.Function{Name: "min", Min: 1, Max: 1, Aggregate: true}, func() accumulator { return &extreme{sign: -1} }},
	{check.Function{Name: "max", Min: 1, Max: 1, Aggregate: true}, func() accumulator { return &extreme{sign: 1} }},
	{check.Function{Name: "stDev", Min: 1, Max: 1, Result: check.Float, Aggregate: true}, func() accumulator { return &spread{sample: 1} }},
	{check.Function{Name: "stDevP", Min: 1, Max: 1, Result: check.Float, Aggregate: true}, func() accumulator { return &spread{} }},
	{check.Function{Name: "percentileCont", Min: 2, Max: 2, Result: check.Float, Aggregate: true}, func() accumulator { return &percentile{between: true} }},
	{check.Function{Name: "percentileDisc", Min: 2, Max: 2, Aggregate: true}, func() accumulator { return &percentile{} }},
}

// group is one group while rows come in.
type group struct {
	row  []any
	sums []accumulator
	seen []map[string]bool // for DISTINCT
	held int64             // bytes
}

type aggregating struct {
	*grouping
	x      *exec
	p      *project
	next   stage
	groups groups
	order  []*group // as they came
	base   []any
	keyed  []any // the keys of the row at hand
}

func (g *grouping) start(x *exec, p *project, next stage) stage {
	return &aggregating{grouping: g, x: x, p: p, next: next, base: x.base, groups: groups{Operations: x.Operations}, keyed: make([]any, len(g.keys))}
}

func (a *aggregating) row(row []any) error { return a.times(row, 1) }

// times takes a row as n equal ones.
func (a *aggregating) times(row []any, n int64) error {
	start := a.x.made
	for i, k := range a.keys {
		var err error
		if a.keyed[i], err = k.value(a.x, row); err != nil {
			return err
		}
	}
	g := a.groups.find(a.keyed)
	if g == nil {
		var err error
		if g, err = a.open(start); err != nil {
			return err
		}
		for i, k := range a.keys {
			g.row[k.slot] = a.keyed[i]
		}
	}
	a.x.made = start
	before := a.x.held
	for i := range a.aggregates {
		if err := a.aggregates[i].take(a.x, row, n, g, i); err != nil {
			return err
		}
		a.x.made = start
	}
	g.held += a.x.held - before
	return nil
}

// open makes a group; its row begins with what stood before the query. start is
// what had been made before the keys.
func (a *aggregating) open(start int64) (*group, error) {
	g := &group{row: make([]any, a.p.width), sums: make([]accumulator, len(a.aggregates))}
	copy(g.row, a.base[:a.p.base])
	for i := range a.aggregates {
		g.sums[i] = a.aggregates[i].fresh()
	}
	a.order = append(a.order, g)
	g.held = int64(300 + 16*a.p.width + a.groups.add(a.keyed, g) + 64*len(a.aggregates))
	for _, k := range a.keyed {
		if !value.IsScalar(k) {
			g.held += a.x.retained(k, start)
		}
	}
	a.x.held += g.held
	return g, a.x.check()
}

// take adds what a row, standing for n equal ones, has for one aggregate.
func (ag *aggregate) take(x *exec, row []any, n int64, g *group, i int) error {
	if ag.arg == nil {
		g.sums[i].(*counting).n += n
		return nil
	}
	before := x.made
	v, err := ag.arg(x, row)
	if err != nil {
		return err
	}
	if ag.second != nil {
		fraction, err := ag.second(x, row)
		if err != nil {
			return err
		}
		if err := g.sums[i].(*percentile).at(fraction); err != nil {
			return err
		}
	}
	if v == nil {
		return nil
	}
	if ag.distinct {
		if g.seen == nil {
			g.seen = make([]map[string]bool, len(g.sums))
		}
		if g.seen[i] == nil {
			g.seen[i] = map[string]bool{}
		}
		x.key = x.AppendKey(x.key[:0], v)
		if g.seen[i][string(x.key)] {
			return nil
		}
		key := string(x.key)
		g.seen[i][key] = true
		if err := x.hold(keyBytes + len(key)); err != nil {
			return err
		}
	}
	if sum, ok := g.sums[i].(*counting); ok {
		if ag.distinct {
			n = 1
		}
		sum.n += n
		return nil
	}
	return g.sums[i].add(x, v, before)
}

func (a *aggregating) end() error {
	if len(a.order) == 0 && len(a.keys) == 0 {
		if _, err := a.open(a.x.made); err != nil {
			return err
		}
	}
	order := a.order
	a.order, a.groups = nil, groups{}
	for n, g := range order {
		order[n] = nil // what it holds waits in the row now
		a.x.drop(g.held)
		a.x.put(a.aggregates[0].slot, g.held)
		if err := a.x.Do(1); err != nil {
			return err
		}
		for i := range a.aggregates {
			v, err := g.sums[i].result(a.x)
			if err != nil {
				return err
			}
			g.row[a.aggregates[i].slot] = v
		}
		if err := a.next.row(g.row); err == errStop {
			for _, rest := range order[n+1:] {
				a.x.drop(rest.held)
			}
			break
		} else if err != nil {
			return err
		}
	}
	return a.next.end()
}

type counting struct{ n int64 }

func (c *counting) add(*exec, any, int64) error { c.n++; return nil }
func (c *counting) result(*exec) (any, error)   { return c.n, nil }

type collecting struct{ list []any }

func (c *collecting) add(x *exec, v any, before int64) error {
	c.list = append(c.list, v)
	x.held += x.retained(v, before)
	return x.check()
}

func (c *collecting) result(*exec) (any, error) { return c.list, nil }

// extreme is min (sign -1) or max (1).
type extreme struct {
	sign int
	best any
	held int64 // bytes
}

func (e *extreme) add(x *exec, v any, before int64) error {
	if e.best != nil && x.Order(v, e.best)*e.sign <= 0 {
		return nil
	}
	x.drop(e.held)
	e.best, e.held = v, x.retained(v, before)
	x.held += e.held
	return x.check()
}

func (e *extreme) result(*exec) (any, error) { return e.best, nil }

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

func (s *summing) add(_ *exec, v any, _ int64) error {
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

func (s *summing) result(*exec) (any, error) {
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

func (s *spread) add(_ *exec, v any, _ int64) error {
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

func (s *spread) result(*exec) (any, error) {
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

func (p *percentile) add(x *exec, v any, _ int64) error {
	if !value.IsNumber(v) {
		return &value.Error{Kind: "TypeError", Msg: "a percentile needs numbers, not " + value.KindName(v)}
	}
	p.values = append(p.values, v)
	return x.hold(elementBytes + 8)
}

func (p *percentile) result(x *exec) (any, error) {
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
