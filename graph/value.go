package graph

import "time"

// The values a property, a parameter or a column can hold, the same for every
// store: nil, bool, int64, float64, string, []any, map[string]any, Node, Edge,
// Path (results only), and the temporal values
//
//	Date           a calendar day
//	LocalTime      a time of day
//	Time           a time of day with an offset
//	LocalDateTime  a day and time without a zone
//	time.Time      a moment with a zone: Cypher's DATETIME
//	Duration       months, days, seconds and nanoseconds, kept apart

// Date is a calendar day, as days since 1970-01-01.
type Date int64

// DateOf returns the calendar day of t in t's own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// String returns the day as YYYY-MM-DD.
func (d Date) String() string { return time.Unix(int64(d)*86400, 0).UTC().Format("2006-01-02") }

// LocalTime is a time of day in nanoseconds since midnight.
type LocalTime int64

// Time is a time of day at an offset from UTC in seconds.
type Time struct {
	Clock  LocalTime
	Offset int
}

// LocalDateTime is a day and a time of day without a zone, held as if in UTC.
type LocalDateTime struct{ UTC time.Time }

// Duration is Cypher's duration: its four parts are kept apart, because a month
// has no fixed number of days and a day none of seconds.
type Duration struct {
	Months, Days, Seconds int64
	Nanos                 int64 // 0 to 999,999,999
}
