package temporal

import (
	"fmt"
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/graph"
)

// Parse reads a value of a kind from ISO 8601 text. A datetime without a zone is
// in zone.
func Parse(k Kind, text string, zone *time.Location) (any, error) {
	m, err := parseMoment(k, text)
	if err != nil {
		return nil, fmt.Errorf("%q is not a %s: %w", text, k, err)
	}
	if m.zone == nil {
		m.zone = zone
	}
	return m.join(k), nil
}

func parseMoment(k Kind, text string) (m moment, err error) {
	switch k {
	case Date:
		m.date, err = parseDate(text)
		return m, err
	case LocalTime:
		m.clock, err = parseClock(text)
		return m, err
	case Time:
		return parseTime(text)
	}
	date, rest, _ := strings.Cut(text, "T")
	if m.date, err = parseDate(date); err != nil || rest == "" {
		return m, err
	}
	d := m.date
	if k == LocalDateTime {
		m.clock, err = parseClock(rest)
		return m, err
	}
	name := ""
	if i := strings.IndexByte(rest, '['); i >= 0 && strings.HasSuffix(rest, "]") {
		rest, name = rest[:i], rest[i+1:len(rest)-1]
	}
	if m, err = parseTime(rest); err != nil {
		return m, err
	}
	m.date = d
	return m.named(name)
}

// named puts a moment into the zone of a name. Where an offset was given too, it
// says which moment is meant.
func (m moment) named(name string) (moment, error) {
	if name == "" {
		return m, nil
	}
	zone, err := Zone(name)
	if err != nil {
		return m, err
	}
	if m.zone != nil {
		t := at(m.date, m.clock, m.zone)
		if offsetOf(t) != offsetOf(t.In(zone)) {
			return m, fmt.Errorf("%s is not at that offset then", name)
		}
		m.date, m.clock = wall(t.In(zone))
	}
	m.zone = zone
	return m, nil
}

// parseTime reads a time of day with or without an offset.
func parseTime(text string) (m moment, err error) {
	clock := text
	if i := strings.IndexAny(text, "Zz+-"); i >= 0 {
		offset, ok := parseOffset(text[i:])
		if !ok {
			return m, fmt.Errorf("%q is not an offset", text[i:])
		}
		clock, m.zone = text[:i], fixed(offset)
	}
	m.clock, err = parseClock(clock)
	return m, err
}

// parseClock reads hh, hh:mm, hh:mm:ss, hh:mm:ss.f, or the same without colons.
func parseClock(text string) (graph.LocalTime, error) {
	whole, fraction, hasFraction := strings.Cut(strings.ReplaceAll(text, ",", "."), ".")
	digits := strings.ReplaceAll(whole, ":", "")
	if len(digits)%2 != 0 || len(digits) > 6 || len(digits) == 0 || hasFraction && len(digits) != 6 {
		return 0, fmt.Errorf("a time of day is hh:mm:ss")
	}
	if n := strings.Count(whole, ":"); n > 0 && len(whole) != 3*n+2 {
		return 0, fmt.Errorf("a time of day is hh:mm:ss")
	}
	var unit [3]int64
	for i := 0; i*2 < len(digits); i++ {
		n, ok := number(digits[i*2 : i*2+2])
		if !ok {
			return 0, fmt.Errorf("a time of day is hh:mm:ss")
		}
		unit[i] = n
	}
	nanos := int64(0)
	if hasFraction {
		n, ok := number((fraction + "000000000")[:9])
		if !ok || len(fraction) > 9 || fraction == "" {
			return 0, fmt.Errorf("a second has at most nine decimals")
		}
		nanos = n
	}
	return clockOf(unit[0], unit[1], unit[2], nanos)
}

// clockOf is a time of day.
func clockOf(hour, minute, second, nanos int64) (graph.LocalTime, error) {
	for _, u := range [...]struct {
		what string
		v    int64
		most int64
	}{{"hour", hour, 23}, {"minute", minute, 59}, {"second", second, 59}, {"nanosecond", nanos, 999999999}} {
		if u.v < 0 || u.v > u.most {
			return 0, outOfRange(u.what, u.v, 0, u.most)
		}
	}
	return graph.LocalTime(((hour*60+minute)*60+second)*int64(time.Second) + nanos), nil
}

// parseDate reads a calendar date (2015-07-21, 20150721, 2015-07, 2015), a week
// date (2015-W30-2), a quarter date (2015-Q2-60) or an ordinal date (2015-202).
func parseDate(text string) (graph.Date, error) {
	sign, rest := int64(1), text
	digits := 4
	if text != "" && (text[0] == '+' || text[0] == '-') {
		if rest = text[1:]; text[0] == '-' {
			sign = -1
		}
		if digits = strings.IndexByte(rest, '-'); digits < 0 {
			digits = len(rest)
		}
	}
	if len(rest) < digits || digits > 9 || digits < 4 {
		return 0, fmt.Errorf("a date begins with a year of four digits")
	}
	year, ok := number(rest[:digits])
	if !ok {
		return 0, fmt.Errorf("a date begins with a year of four digits")
	}
	year *= sign
	switch rest = rest[digits:]; {
	case rest == "":
		return dateOf(year, 1, 1)
	case strings.HasPrefix(strings.TrimPrefix(rest, "-"), "W"):
		return weekDate(year, rest)
	case strings.HasPrefix(strings.TrimPrefix(rest, "-"), "Q"):
		return quarterDate(year, rest)
	}
	return calendarDate(year, rest)
}

// calendarDate reads what follows the year: -mm-dd, -mm, -ddd, mmdd, mm or ddd.
func calendarDate(year int64, rest string) (graph.Date, error) {
	body := strings.TrimPrefix(rest, "-")
	month, day, dashed := strings.Cut(body, "-")
	if !dashed && len(body) == 4 && rest == body {
		month, day, dashed = body[:2], body[2:], true
	}
	m, ok := number(month)
	d, dayOK := int64(1), true
	if dashed {
		d, dayOK = number(day)
		dayOK = dayOK && len(day) <= 2
	}
	switch {
	case !ok || !dayOK:
	case len(month) == 3 && !dashed:
		return ordinalDate(year, m)
	case len(month) == 2, len(month) == 1 && rest != body: // 2015-7-1 will do
		return dateOf(year, m, d)
	}
	return 0, fmt.Errorf("a date is yyyy-mm-dd, yyyy-Www-d or yyyy-ddd")
}

// field takes digits from the front of text, after an optional dash.
func field(text string, width int) (v int64, rest string, ok bool) {
	text = strings.TrimPrefix(text, "-")
	if len(text) < width {
		return 0, text, false
	}
	v, ok = number(text[:width])
	return v, text[width:], ok
}

// weekDate reads -Www-d, -Www, Wwwd or Www.
func weekDate(year int64, rest string) (graph.Date, error) {
	week, rest, ok := field(strings.TrimPrefix(rest, "-")[1:], 2)
	day := int64(1)
	if ok && rest != "" {
		day, rest, ok = field(rest, 1)
	}
	if !ok || rest != "" {
		return 0, fmt.Errorf("a week date is yyyy-Www-d")
	}
	return checkedWeek(year, week, day)
}

// quarterDate reads -Qq-dd, -Qq, Qqdd or Qq.
func quarterDate(year int64, rest string) (graph.Date, error) {
	q, rest, ok := field(strings.TrimPrefix(rest, "-")[1:], 1)
	day := int64(1)
	if ok && rest != "" {
		day, rest, ok = field(rest, 2)
	}
	if !ok || rest != "" {
		return 0, fmt.Errorf("a quarter date is yyyy-Qq-dd")
	}
	return checkedQuarter(year, q, day)
}

// dateOf is a calendar date that exists.
func dateOf(year, month, day int64) (graph.Date, error) {
	if month < 1 || month > 12 {
		return 0, outOfRange("month", month, 1, 12)
	}
	if most := monthLength(year, month); day < 1 || day > most {
		return 0, outOfRange("day", day, 1, most)
	}
	return ofCivil(year, month, day), nil
}

func ordinalDate(year, day int64) (graph.Date, error) {
	most := int64(365)
	if isLeap(year) {
		most = 366
	}
	if day < 1 || day > most {
		return 0, outOfRange("ordinalDay", day, 1, most)
	}
	return ofCivil(year, 1, day), nil
}

func checkedWeek(year, week, day int64) (graph.Date, error) {
	if day < 1 || day > 7 {
		return 0, outOfRange("dayOfWeek", day, 1, 7)
	}
	d := ofWeek(year, week, day)
	if y, w := isoWeek(d); y != year || w != week {
		return 0, fmt.Errorf("year %d has no week %d", year, week)
	}
	return d, nil
}

func checkedQuarter(year, q, day int64) (graph.Date, error) {
	if q < 1 || q > 4 {
		return 0, outOfRange("quarter", q, 1, 4)
	}
	first := ofCivil(year, q*3-2, 1)
	if d := first + graph.Date(day-1); day >= 1 && quarter(d) == q && d-first < 93 {
		return d, nil
	}
	return 0, outOfRange("dayOfQuarter", day, 1, 92)
}
