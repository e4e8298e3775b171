package temporal

import (
	"fmt"
	"time"

	"github.com/newsgraph/newsgraph/graph"
)

// pair is two values that are measured against each other, on common ground.
type pair struct {
	from, to moment
	dates    bool // both have a date
}

// pairOf brings two values onto common ground: a value without a date is taken on
// the other's day, one without a zone in the other's zone.
func pairOf(from, to any) (p pair, err error) {
	var ok, ok2 bool
	p.from, ok = split(from)
	p.to, ok2 = split(to)
	if !ok || !ok2 {
		return p, fmt.Errorf("the duration between %T and %T is not defined", from, to)
	}
	p.dates = p.from.hasDate && p.to.hasDate
	if !p.from.hasDate {
		p.from.date = p.to.date
	}
	if !p.to.hasDate {
		p.to.date = p.from.date
	}
	if p.from.zone == nil || p.to.zone == nil {
		p.from.zone, p.to.zone = common(p.from, p.to), common(p.to, p.from)
	}
	p.to.date, p.to.clock = wall(p.to.time().In(p.from.zone))
	p.to.zone = p.from.zone
	return p, nil
}

// common is the zone of two of which one has none. An offset of a mere time of
// day does not count for a value without a zone.
func common(a, b moment) *time.Location {
	switch {
	case a.zone != nil && a.hasDate:
		return a.zone
	case b.zone != nil && b.hasDate:
		return b.zone
	}
	return time.UTC
}

func (m moment) time() time.Time { return at(m.date, m.clock, m.zone) }

// until returns the date up to which whole days and months are counted: not the
// last day if its time of day is not reached.
func (p pair) until() graph.Date {
	switch {
	case p.to.date > p.from.date && p.to.clock < p.from.clock:
		return p.to.date - 1
	case p.to.date < p.from.date && p.to.clock > p.from.clock:
		return p.to.date + 1
	}
	return p.to.date
}

// months is the number of whole months between.
func (p pair) months() int64 {
	y1, m1, d1 := civil(p.from.date)
	y2, m2, d2 := civil(p.until())
	return ((y2*12+m2)*32 + d2 - (y1*12+m1)*32 - d1) / 32
}

func (p pair) days() int64 { return int64(p.until() - p.from.date) }

// rest is the time between in seconds and nanoseconds.
func (p pair) rest() graph.Duration {
	a, b := p.from.time(), p.to.time()
	return normal(0, 0, b.Unix()-a.Unix(), int64(b.Nanosecond()-a.Nanosecond()))
}

// Between measures from one value to another in months, days and seconds: as
// many months as fit, then days, then seconds.
func Between(from, to any) (graph.Duration, error) {
	p, err := pairOf(from, to)
	if err != nil {
		return graph.Duration{}, err
	}
	var d graph.Duration
	if p.dates {
		d.Months = p.months()
		p.from.date = plusMonths(p.from.date, d.Months)
		d.Days = p.days()
		p.from.date += graph.Date(d.Days)
	}
	rest := p.rest()
	d.Seconds, d.Nanos = rest.Seconds, rest.Nanos
	return d, nil
}

// hasDays refuses two mere times of day.
func (p pair) hasDays() error {
	if !p.from.hasDate && !p.to.hasDate {
		return fmt.Errorf("two times of day are not days or months apart")
	}
	return nil
}

// InMonths measures in whole months.
func InMonths(from, to any) (graph.Duration, error) {
	p, err := pairOf(from, to)
	if err == nil {
		err = p.hasDays()
	}
	if err != nil {
		return graph.Duration{}, err
	}
	return graph.Duration{Months: p.months()}, nil
}

// InDays measures in whole days.
func InDays(from, to any) (graph.Duration, error) {
	p, err := pairOf(from, to)
	if err == nil {
		err = p.hasDays()
	}
	if err != nil {
		return graph.Duration{}, err
	}
	return graph.Duration{Days: p.days()}, nil
}

// InSeconds measures in seconds and nanoseconds.
func InSeconds(from, to any) (graph.Duration, error) {
	p, err := pairOf(from, to)
	if err != nil {
		return graph.Duration{}, err
	}
	return p.rest(), nil
}
