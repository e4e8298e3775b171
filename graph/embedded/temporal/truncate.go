package temporal

import (
	"fmt"
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/graph"
)

// Truncate cuts a value down to a unit (millennium, century, decade, year,
// weekYear, quarter, month, week, day, hour, minute, second, millisecond,
// microsecond), makes it a value of a kind, and sets the components that are
// given beside it.
func Truncate(k Kind, unit string, v any, f Fields, zone *time.Location) (any, error) {
	m, ok := split(v)
	if !ok {
		return nil, fmt.Errorf("%s.truncate needs a temporal value, not %T", k, v)
	}
	needsDate := k == Date || k == LocalDateTime || k == DateTime
	if needsDate && !m.hasDate {
		return nil, fmt.Errorf("%s.truncate needs a value with a date", k)
	}
	if err := m.truncate(unit, needsDate); err != nil {
		return nil, fmt.Errorf("%s.truncate: %w", k, err)
	}
	b := &builder{fields: f}
	b.unknown()
	if needsDate {
		m.hasDate = true
		b.setDate(k, &m)
	}
	b.setClock(&m, true)
	if b.has("timezone") { // the wall shows the same, in another place
		m.zone = nil
	}
	m = b.setZone(m, time.Unix(0, 0).In(zone), false)
	if b.err != nil {
		return nil, fmt.Errorf("%s.truncate: %w", k, b.err)
	}
	return m.join(k), nil
}

// truncate sets everything below a unit to the first there is.
func (m *moment) truncate(unit string, dates bool) error {
	if step, ok := clockUnit(unit); ok {
		if !m.hasClock && step < nanosPerDay {
			return fmt.Errorf("a date cannot be truncated to %s", unit)
		}
		m.clock -= graph.LocalTime(int64(m.clock) % step)
		return nil
	}
	d, ok := truncateDate(m.date, strings.ToLower(unit))
	if !ok {
		return fmt.Errorf("there is no unit %q", unit)
	}
	if !dates {
		return fmt.Errorf("a time of day cannot be truncated to %s", unit)
	}
	m.date, m.clock = d, 0
	return nil
}

// clockUnit is the length of a unit in nanoseconds.
func clockUnit(unit string) (int64, bool) {
	switch strings.ToLower(unit) {
	case "day":
		return nanosPerDay, true
	case "hour":
		return int64(time.Hour), true
	case "minute":
		return int64(time.Minute), true
	case "second":
		return int64(time.Second), true
	case "millisecond":
		return int64(time.Millisecond), true
	case "microsecond":
		return int64(time.Microsecond), true
	}
	return 0, false
}

func truncateDate(d graph.Date, unit string) (graph.Date, bool) {
	year, month, _ := civil(d)
	switch unit {
	case "millennium":
		return ofCivil(floorDiv(year, 1000)*1000, 1, 1), true
	case "century":
		return ofCivil(floorDiv(year, 100)*100, 1, 1), true
	case "decade":
		return ofCivil(floorDiv(year, 10)*10, 1, 1), true
	case "year":
		return ofCivil(year, 1, 1), true
	case "weekyear":
		y, _ := isoWeek(d)
		return ofWeek(y, 1, 1), true
	case "quarter":
		return ofCivil(year, quarter(d)*3-2, 1), true
	case "month":
		return ofCivil(year, month, 1), true
	case "week":
		return d - graph.Date(weekday(d)-1), true
	}
	return 0, false
}
