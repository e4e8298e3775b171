// Package temporal is Cypher's dates, times and durations: reading, building from
// maps, truncating, adding, measuring and writing them. The values are those of
// package graph. It has no clock: the moment of "now" is an argument.
//
// The rules are Neo4j's, which are mostly those of java.time: the calendar is the
// proleptic Gregorian, days have 24 hours where there is no zone, weeks are ISO
// 8601's.
package temporal

import (
	"fmt"
	"time"

	"github.com/newsgraph/newsgraph/graph"
)

// Kind is one of the temporal types that mark a point in time.
type Kind int

// The kinds, named as the functions that make them.
const (
	Date          Kind = iota // graph.Date
	LocalTime                 // graph.LocalTime
	Time                      // graph.Time
	LocalDateTime             // graph.LocalDateTime
	DateTime                  // time.Time
)

func (k Kind) String() string {
	return [...]string{"date", "localtime", "time", "localdatetime", "datetime"}[k]
}

const (
	secondsPerDay = 86400
	nanosPerDay   = secondsPerDay * int64(time.Second)
)

// moment is a temporal value taken apart; what its kind lacks is absent.
type moment struct {
	date     graph.Date
	clock    graph.LocalTime
	zone     *time.Location // nil: none
	hasDate  bool
	hasClock bool
}

// split takes a value apart; ok is false if it is no point in time.
func split(v any) (m moment, ok bool) {
	switch v := v.(type) {
	case graph.Date:
		return moment{date: v, hasDate: true}, true
	case graph.LocalTime:
		return moment{clock: v, hasClock: true}, true
	case graph.Time:
		return moment{clock: v.Clock, hasClock: true, zone: fixed(v.Offset)}, true
	case graph.LocalDateTime:
		d, c := wall(v.UTC)
		return moment{date: d, clock: c, hasDate: true, hasClock: true}, true
	case time.Time:
		d, c := wall(v)
		return moment{date: d, clock: c, hasDate: true, hasClock: true, zone: v.Location()}, true
	}
	return moment{}, false
}

// wall returns what a calendar and a clock on the wall show at t in its zone.
func wall(t time.Time) (graph.Date, graph.LocalTime) {
	_, offset := t.Zone()
	s := t.Unix() + int64(offset)
	day := floorDiv(s, secondsPerDay)
	return graph.Date(day), graph.LocalTime((s-day*secondsPerDay)*int64(time.Second) + int64(t.Nanosecond()))
}

// at returns the moment at which the wall shows a date and time in a zone. In the
// hour that is skipped in spring the clock is read as if it had not been put
// forward yet; of the hour that comes twice in autumn it is the first.
func at(d graph.Date, c graph.LocalTime, zone *time.Location) time.Time {
	s, nanos := int64(d)*secondsPerDay+int64(c)/int64(time.Second), int64(c)%int64(time.Second)
	before := offsetAt(s-secondsPerDay, zone)
	t := time.Unix(s-before, nanos).In(zone)
	if _, o := t.Zone(); int64(o) == before {
		return t
	}
	after := offsetAt(s+secondsPerDay, zone)
	if u := time.Unix(s-after, nanos).In(zone); offsetOf(u) == after {
		return u
	}
	return t
}

func offsetAt(unix int64, zone *time.Location) int64 { return offsetOf(time.Unix(unix, 0).In(zone)) }

func offsetOf(t time.Time) int64 {
	_, o := t.Zone()
	return int64(o)
}

// join puts a moment together as a value of a kind. Without a zone it is UTC;
// without a date or a clock it is the first there is.
func (m moment) join(k Kind) any {
	zone := m.zone
	if zone == nil {
		zone = time.UTC
	}
	switch k {
	case Date:
		return m.date
	case LocalTime:
		return m.clock
	case Time:
		return graph.Time{Clock: m.clock, Offset: int(offsetOf(at(m.date, m.clock, zone)))}
	case LocalDateTime:
		return graph.LocalDateTime{UTC: at(m.date, m.clock, time.UTC)}
	}
	return at(m.date, m.clock, zone)
}

// Now returns the moment now as a value of a kind, in now's zone.
func Now(k Kind, now time.Time) any {
	m, _ := split(now)
	if k == Time { // an offset may depend on the day
		return graph.Time{Clock: m.clock, Offset: int(offsetOf(now))}
	}
	return m.join(k)
}

// FromEpoch returns the moment seconds and nanoseconds after 1970.
func FromEpoch(seconds, nanos int64) time.Time { return time.Unix(seconds, nanos).UTC() }

// FromEpochMillis returns the moment so many milliseconds after 1970.
func FromEpochMillis(millis int64) time.Time { return time.UnixMilli(millis).UTC() }

// floorDiv is the quotient rounded down.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

func floorMod(a, b int64) int64 { return a - b*floorDiv(a, b) }

// outOfRange is the error of a number that is no month, hour and so on.
func outOfRange(what string, v, least, most int64) error {
	return fmt.Errorf("%s is %d, must be from %d to %d", what, v, least, most)
}
