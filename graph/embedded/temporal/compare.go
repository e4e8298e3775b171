package temporal

import (
	"cmp"
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/graph"
)

// Compare orders two values of one kind: by the moment and, where that is the
// same, by offset and name of the zone; durations by their length with average
// months. ok is false if the kinds differ or are none of this package.
func Compare(a, b any) (order int, ok bool) {
	switch a := a.(type) {
	case graph.Date:
		if b, ok := b.(graph.Date); ok {
			return cmp.Compare(a, b), true
		}
	case graph.LocalTime:
		if b, ok := b.(graph.LocalTime); ok {
			return cmp.Compare(a, b), true
		}
	case graph.Time:
		if b, ok := b.(graph.Time); ok {
			return cmp.Or(cmp.Compare(utc(a), utc(b)), cmp.Compare(a.Offset, b.Offset)), true
		}
	case graph.LocalDateTime:
		if b, ok := b.(graph.LocalDateTime); ok {
			return a.UTC.Compare(b.UTC), true
		}
	case time.Time:
		if b, ok := b.(time.Time); ok {
			return cmp.Or(a.Compare(b), cmp.Compare(offsetOf(a), offsetOf(b)),
				strings.Compare(zoneName(a.Location()), zoneName(b.Location()))), true
		}
	case graph.Duration:
		if b, ok := b.(graph.Duration); ok {
			return compareDurations(a, b), true
		}
	}
	return 0, false
}

// utc is the time of day at offset 0; it may be before or after the day.
func utc(t graph.Time) int64 { return int64(t.Clock) - int64(t.Offset)*int64(time.Second) }

func compareDurations(a, b graph.Duration) int {
	return cmp.Or(
		cmp.Compare(length(a), length(b)), cmp.Compare(a.Nanos, b.Nanos),
		cmp.Compare(a.Months, b.Months), cmp.Compare(a.Days, b.Days), cmp.Compare(a.Seconds, b.Seconds))
}

// length is a duration in seconds of average months.
func length(d graph.Duration) int64 {
	return d.Months*secondsPerMonth + d.Days*secondsPerDay + d.Seconds
}
