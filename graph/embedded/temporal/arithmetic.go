package temporal

import (
	"fmt"
	"math"
	"math/big"
	"time"

	"github.com/newsgraph/newsgraph/graph"
)

// Add returns v later by d: first months, then days, then seconds. To a date only
// the whole days of the seconds count; a time of day goes round at midnight.
func Add(v any, d graph.Duration) (any, error) {
	switch v := v.(type) {
	case graph.Duration:
		return AddDurations(v, d), nil
	case graph.Date:
		return plusMonths(v, d.Months) + graph.Date(d.Days+d.Seconds/secondsPerDay), nil
	case graph.LocalTime:
		return plusClock(v, d), nil
	case graph.Time:
		return graph.Time{Clock: plusClock(v.Clock, d), Offset: v.Offset}, nil
	case graph.LocalDateTime:
		return graph.LocalDateTime{UTC: plus(v.UTC, d)}, nil
	case time.Time:
		return plus(v, d), nil
	}
	return nil, fmt.Errorf("a duration cannot be added to %T", v)
}

func plusClock(c graph.LocalTime, d graph.Duration) graph.LocalTime {
	seconds := floorMod(d.Seconds, secondsPerDay)
	return graph.LocalTime(floorMod(int64(c)+seconds*int64(time.Second)+d.Nanos, nanosPerDay))
}

func plus(t time.Time, d graph.Duration) time.Time {
	date, clock := wall(t)
	if d.Months != 0 || d.Days != 0 {
		t = at(plusMonths(date, d.Months)+graph.Date(d.Days), clock, t.Location())
	}
	return time.Unix(t.Unix()+d.Seconds, int64(t.Nanosecond())+d.Nanos).In(t.Location())
}

// Negate returns the duration that goes back.
func Negate(d graph.Duration) graph.Duration {
	return normal(-d.Months, -d.Days, -d.Seconds, -d.Nanos)
}

// AddDurations adds part by part.
func AddDurations(a, b graph.Duration) graph.Duration {
	return normal(a.Months+b.Months, a.Days+b.Days, a.Seconds+b.Seconds, a.Nanos+b.Nanos)
}

// normal brings the nanoseconds into their range.
func normal(months, days, seconds, nanos int64) graph.Duration {
	return graph.Duration{
		Months: months, Days: days,
		Seconds: seconds + floorDiv(nanos, 1e9), Nanos: floorMod(nanos, 1e9),
	}
}

// Scale multiplies each part of d by a number (int64 or float64) or, if divide is
// set, divides it. What is left of months and days is carried down.
func Scale(d graph.Duration, by any, divide bool) (graph.Duration, error) {
	if n, ok := by.(int64); ok && !divide {
		return times(d, n)
	}
	factor, ok := by.(float64)
	if n, whole := by.(int64); whole {
		factor, ok = float64(n), true
	}
	switch {
	case !ok:
		return graph.Duration{}, fmt.Errorf("scale a duration: %v is not a number", by)
	case divide && factor == 0:
		return graph.Duration{}, fmt.Errorf("a duration cannot be divided by zero")
	}
	of := func(part int64) float64 {
		if divide {
			return float64(part) / factor
		}
		return float64(part) * factor
	}
	return approximate(of(d.Months), of(d.Days), of(d.Seconds), of(d.Nanos))
}

// times multiplies by a whole number, exactly.
func times(d graph.Duration, n int64) (graph.Duration, error) {
	var a amounts
	for _, part := range [...]struct {
		to *big.Rat
		n  int64
	}{{&a.months, d.Months}, {&a.days, d.Days}, {&a.seconds, d.Seconds}, {&a.nanos, d.Nanos}} {
		part.to.Mul(new(big.Rat).SetInt64(part.n), new(big.Rat).SetInt64(n))
	}
	return a.duration()
}

// approximate carries what is left of months to days, of days to seconds, of
// seconds to nanoseconds. It reckons in floats, nanosecond by nanosecond, so that
// the last digit is the one Neo4j finds.
func approximate(months, days, seconds, nanos float64) (graph.Duration, error) {
	const nanosPerMonth = float64(secondsPerMonth) * 1e9
	const perDay = float64(nanosPerDay)
	for _, part := range []float64{months, days, seconds, nanos} {
		if !(math.Abs(part) < 1<<62) {
			return graph.Duration{}, fmt.Errorf("the duration is too long")
		}
	}
	wholeMonths := math.Trunc(months)
	days += nanosPerMonth * (months - wholeMonths) / perDay
	wholeDays := math.Trunc(days)
	seconds += perDay * (days - wholeDays) / 1e9
	wholeSeconds := math.Trunc(seconds)
	nanos += 1e9 * (seconds - wholeSeconds)
	return normal(int64(wholeMonths), int64(wholeDays), int64(wholeSeconds), int64(nanos)), nil
}
