package temporal

import (
	"time"

	"github.com/newsgraph/newsgraph/graph"
)

// Component returns a component of a temporal value or duration, as in d.year; ok
// is false if the value has none of that name.
func Component(v any, name string) (value any, ok bool) {
	if d, ok := v.(graph.Duration); ok {
		return durationComponent(d, name)
	}
	m, ok := split(v)
	if !ok {
		return nil, false
	}
	if m.hasDate {
		if n, ok := dateComponent(m.date, name); ok {
			return n, true
		}
	}
	if m.hasClock {
		if n, ok := clockComponent(m.clock, name); ok {
			return n, true
		}
	}
	if m.zone != nil {
		return zoneComponent(m, name)
	}
	return nil, false
}

func dateComponent(d graph.Date, name string) (int64, bool) {
	year, month, day := civil(d)
	weekYear, week := isoWeek(d)
	switch name {
	case "year":
		return year, true
	case "quarter":
		return quarter(d), true
	case "month":
		return month, true
	case "week":
		return week, true
	case "weekYear":
		return weekYear, true
	case "day":
		return day, true
	case "ordinalDay":
		return ordinalDay(d), true
	case "dayOfWeek", "weekDay":
		return weekday(d), true
	case "dayOfQuarter":
		return dayOfQuarter(d), true
	}
	return 0, false
}

func clockComponent(c graph.LocalTime, name string) (int64, bool) {
	seconds, nanos := int64(c)/int64(time.Second), int64(c)%int64(time.Second)
	switch name {
	case "hour":
		return seconds / 3600, true
	case "minute":
		return seconds / 60 % 60, true
	case "second":
		return seconds % 60, true
	case "millisecond":
		return nanos / 1e6, true
	case "microsecond":
		return nanos / 1e3, true
	case "nanosecond":
		return nanos, true
	}
	return 0, false
}

func zoneComponent(m moment, name string) (any, bool) {
	t := m.time()
	offset := offsetOf(t)
	switch name {
	case "timezone":
		if zone := zoneName(m.zone); zone != "" {
			return zone, true
		}
		return formatOffset(offset), true
	case "offset":
		return formatOffset(offset), true
	case "offsetMinutes":
		return offset / 60, true
	case "offsetSeconds":
		return offset, true
	}
	if m.hasDate {
		switch name {
		case "epochSeconds":
			return t.Unix(), true
		case "epochMillis":
			return t.UnixMilli(), true
		}
	}
	return nil, false
}

func durationComponent(d graph.Duration, name string) (any, bool) {
	values := [...]struct {
		name string
		v    int64
	}{
		{"years", d.Months / 12}, {"quarters", d.Months / 3}, {"months", d.Months},
		{"quartersOfYear", d.Months / 3 % 4}, {"monthsOfYear", d.Months % 12}, {"monthsOfQuarter", d.Months % 3},
		{"weeks", d.Days / 7}, {"days", d.Days}, {"daysOfWeek", d.Days % 7},
		{"hours", d.Seconds / 3600}, {"minutes", d.Seconds / 60}, {"seconds", d.Seconds},
		{"minutesOfHour", d.Seconds / 60 % 60}, {"secondsOfMinute", d.Seconds % 60},
		{"milliseconds", d.Seconds*1e3 + d.Nanos/1e6}, {"microseconds", d.Seconds*1e6 + d.Nanos/1e3},
		{"nanoseconds", d.Seconds*1e9 + d.Nanos},
		{"millisecondsOfSecond", d.Nanos / 1e6}, {"microsecondsOfSecond", d.Nanos / 1e3}, {"nanosecondsOfSecond", d.Nanos},
	}
	for _, c := range values {
		if c.name == name {
			return c.v, true
		}
	}
	return nil, false
}
