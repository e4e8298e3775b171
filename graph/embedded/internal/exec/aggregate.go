package exec

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
)

// Grouping is the aggregation of a projection.
type Grouping struct {
	Keys       []Item
	Aggregates []Aggregate
	Needs      []int // slots that keys and arguments read; not those of which only null matters
}

// Aggregate is one call of an aggregate.
type Aggregate struct {
	Slot     int
	Arg      Expr // nil for count(*)
	Second   Expr // the percentile
	Distinct bool
	fresh    func() accumulator
	// countable tells that a row may stand for several equal ones.
	countable bool
}

// accumulator takes the values of a group, never null, and gives the result.
type accumulator interface {
	// before is what had been made before the value.
	add(x *Run, v any, before int64) error
	result(x *Run) (any, error)
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
	*Grouping
	x      *Run
	p      *Project
	next   stage
	groups groups
	order  []*group // as they came
	base   []any
	keyed  []any // the keys of the row at hand
}

func (g *Grouping) start(x *Run, p *Project, next stage) stage {
	return &aggregating{Grouping: g, x: x, p: p, next: next, base: x.base, groups: groups{Operations: x.Operations}, keyed: make([]any, len(g.Keys))}
}

func (a *aggregating) row(row []any) error { return a.times(row, 1) }

// times takes a row as n equal ones.
func (a *aggregating) times(row []any, n int64) error {
	start := a.x.made
	for i, k := range a.Keys {
		var err error
		if a.keyed[i], err = k.Value(a.x, row); err != nil {
			return err
		}
	}
	g := a.groups.find(a.keyed)
	if g == nil {
		var err error
		if g, err = a.open(start); err != nil {
			return err
		}
		for i, k := range a.Keys {
			g.row[k.Slot] = a.keyed[i]
		}
	}
	a.x.made = start
	before := a.x.held
	for i := range a.Aggregates {
		if err := a.Aggregates[i].take(a.x, row, n, g, i); err != nil {
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
	g := &group{row: make([]any, a.p.Width), sums: make([]accumulator, len(a.Aggregates))}
	copy(g.row, a.base[:a.p.Base])
	for i := range a.Aggregates {
		g.sums[i] = a.Aggregates[i].fresh()
	}
	a.order = append(a.order, g)
	g.held = int64(300 + 16*a.p.Width + a.groups.add(a.keyed, g) + 64*len(a.Aggregates))
	for _, k := range a.keyed {
		if !value.IsScalar(k) {
			g.held += a.x.retained(k, start)
		}
	}
	a.x.held += g.held
	return g, a.x.check()
}

// take adds what a row, standing for n equal ones, has for one aggregate.
func (ag *Aggregate) take(x *Run, row []any, n int64, g *group, i int) error {
	if ag.Arg == nil {
		g.sums[i].(*counting).n += n
		return nil
	}
	before := x.made
	v, err := ag.Arg(x, row)
	if err != nil {
		return err
	}
	if ag.Second != nil {
		fraction, err := ag.Second(x, row)
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
	if ag.Distinct {
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
		if ag.Distinct {
			n = 1
		}
		sum.n += n
		return nil
	}
	return g.sums[i].add(x, v, before)
}

func (a *aggregating) end() error {
	if len(a.order) == 0 && len(a.Keys) == 0 {
		if _, err := a.open(a.x.made); err != nil {
			return err
		}
	}
	order := a.order
	a.order, a.groups = nil, groups{}
	for n, g := range order {
		order[n] = nil // what it holds waits in the row now
		a.x.drop(g.held)
		a.x.put(a.Aggregates[0].Slot, g.held)
		if err := a.x.Do(1); err != nil {
			return err
		}
		for i := range a.Aggregates {
			v, err := g.sums[i].result(a.x)
			if err != nil {
				return err
			}
			g.row[a.Aggregates[i].Slot] = v
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

// Countable reports whether every aggregate can take a row as so many equal ones.
func (g *Grouping) Countable() bool {
	return !slices.ContainsFunc(g.Aggregates, func(a Aggregate) bool { return !a.countable })
}

// CountRows is count(*).
func CountRows(slot int) Aggregate {
	return Aggregate{Slot: slot, fresh: func() accumulator { return new(counting) }, countable: true}
}

// Called makes it the aggregate of a name; false if there is none.
func (ag *Aggregate) Called(name string) bool {
	for _, kind := range aggregates {
		if strings.EqualFold(kind.Name, name) {
			ag.fresh = kind.fresh
			switch ag.fresh().(type) {
			case *counting, *extreme:
				ag.countable = true
			default:
				ag.countable = ag.Distinct && ag.Second == nil
			}
			return true
		}
	}
	return false
}
