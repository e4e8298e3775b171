package source

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/extract"
)

// The errors of a date. Of the last one the day can be used.
var (
	errForm      = errors.New("not a known form of date: write YYYY-MM-DD")
	errAmbiguous = errors.New("day and month cannot be told apart: write YYYY-MM-DD")
	errNoDay     = errors.New("there is no such day")
	errZone      = errors.New("the time zone is not known, so only the day is used: write it as +hh:mm")
)

// parseDate reads a publication date in any of the forms that news records use.
// A moment keeps the zone that is stated, for "today" is the day there; without one
// it is UTC. 03/04/2016 is undecidable and an error. With errZone it returns the
// day.
func parseDate(s string) (time.Time, extract.Precision, error) {
	s = strings.TrimSpace(s)
	for _, layout := range []string{time.RFC3339, time.DateTime, "2006-01-02T15:04:05", "2006-01-02T15:04:05Z0700"} {
		if t, err := time.ParseInLocation(layout, s, time.UTC); err == nil {
			if _, offset := t.Zone(); offset == 0 {
				t = t.UTC()
			}
			return t, extract.Second, nil
		}
	}
	if t, precision, err, ok := compact(s); ok {
		return t, precision, err
	}
	return readDate(s)
}

// compact reads the forms that are digits only, but for a T, a Z or a fraction:
// years, days and moments as databases write them, and the time since 1970.
func compact(s string) (t time.Time, precision extract.Precision, err error, ok bool) {
	if inner, found := strings.CutPrefix(s, "/Date("); found { // as .NET writes JSON
		s = strings.TrimRight(inner, ")/")
	}
	if strings.Trim(s, "0123456789.eE+TZ") != "" || s == "" {
		return t, "", nil, false
	}
	for _, form := range []struct {
		layout    string
		precision extract.Precision
	}{
		{"2006", extract.Year}, {"20060102", extract.Day}, {"200601021504", extract.Second}, {"20060102150405", extract.Second},
		{"20060102T150405Z", extract.Second}, {"20060102T150405", extract.Second}, {"20060102T1504Z", extract.Second}, {"20060102T1504", extract.Second},
	} {
		if t, err := time.Parse(form.layout, s); err == nil && len(s) == len(form.layout) {
			return t, form.precision, nil, true
		}
	}
	if whole, _, fraction := strings.Cut(s, "."); fraction && len(whole) == len("20060102150405") {
		if t, err := time.Parse("20060102150405", whole); err == nil {
			return t, extract.Second, nil, true
		}
	}
	// Behind the layouts: 20160304120000 is no number of milliseconds.
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || n < 1e8 || n >= 1e19 {
		return t, "", nil, false
	}
	unit := 1.0 // in a second
	for n/unit >= 1e11 {
		unit *= 1000
	}
	seconds, fraction := math.Modf(n / unit)
	return time.Unix(int64(seconds), int64(math.Round(fraction*1e3))*1e6).UTC(), extract.Second, nil, true
}

// dateText writes a value as parseDate reads dates: databases and programs wrap
// the moment in an object or give its parts as numbers.
func dateText(v any) string {
	switch v := v.(type) {
	case []any:
		if len(v) >= 3 {
			if s := partsText(v); s != "" {
				return s
			}
		}
		if len(v) > 0 {
			return dateText(v[0])
		}
	case map[string]any:
		for _, name := range []string{"$date", "$numberLong", "iso", "date", "dateTime", "seconds", "_seconds", "sec", "timestamp", "$t", "#text", "@value", "value", "_", "utc"} {
			if inner, ok := lookup(v, name); ok && !absent(inner) {
				return withZone(dateText(inner), v)
			}
		}
		if s := dateOfParts(v); s != "" {
			return s
		}
	default:
		return text(v)
	}
	return text(v)
}

// withZone adds the zone that stands beside a moment in its object.
func withZone(s string, m map[string]any) string {
	for _, name := range []string{"timezone", "tz"} {
		if zone, ok := m[name].(string); ok && strings.Contains(s, ":") {
			return s + " " + zone
		}
	}
	return s
}

// partsText writes [2025, 3, 4, 10, 0, 0, …] as a date.
func partsText(v []any) string {
	var n [6]int
	for i := range min(len(v), len(n)) {
		number, ok := v[i].(json.Number)
		if !ok {
			return ""
		}
		n[i], _ = strconv.Atoi(number.String())
	}
	if n[0] < 1000 {
		return ""
	}
	day := fmt.Sprintf("%04d-%02d-%02d", n[0], n[1], n[2])
	if len(v) < 5 {
		return day
	}
	return fmt.Sprintf("%sT%02d:%02d:%02d", day, n[3], n[4], n[5])
}

// dateOfParts writes the fields year, month and day of an object as a date, "" if
// there are no year and month.
func dateOfParts(m map[string]any) string {
	part := func(names ...string) string {
		for _, name := range names {
			if v, ok := lookup(m, name); ok && !absent(v) {
				return strings.TrimSuffix(text(v), ".0") // of a table's numbers
			}
		}
		return ""
	}
	year, month, day := part("year", "jahr", "annee", "ano", "anno", "jaar"), part("month", "monat", "mois", "mes", "mese", "maand"), part("day", "tag", "jour", "dia", "giorno", "dag")
	if len(year) != 4 || month == "" {
		return ""
	}
	if number := digits(month); number >= 0 {
		month = fmt.Sprintf("%02d", number)
		if day == "" {
			return year + "-" + month
		}
		return year + "-" + month + "-" + day
	}
	return strings.TrimSpace(day + " " + month + " " + year)
}

// dated returns a value as the text of a date, and whether it is a believable one.
func (r *reader) dated(v any) (any, bool) {
	s := dateText(v)
	if s == "" || s == "0" {
		return nil, false
	}
	at, _, err := parseDate(s)
	return s, (err == nil || errors.Is(err, errZone)) && plausible(at, r.opts.Now) == nil
}

// digits reads a number of one, two or four digits, -1 if s is anything else.
func digits(s string) int {
	n, err := strconv.ParseUint(s, 10, 16)
	if err != nil || len(s) != 1 && len(s) != 2 && len(s) != 4 {
		return -1
	}
	return int(n)
}

func calendar(year, month, day int) (time.Time, extract.Precision, error) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day || t.Month() != time.Month(month) {
		return time.Time{}, "", errNoDay
	}
	return t, extract.Day, nil
}

// addressDate finds a date in the path of an address: /2015/12/16/.
func addressDate(address string) (time.Time, bool) {
	parts := strings.FieldsFunc(address, func(c rune) bool { return c == '/' || c == '-' })
	for i := 1; i+2 < len(parts); i++ {
		year, month, day := digits(parts[i]), digits(parts[i+1]), digits(parts[i+2])
		if year < 1800 || year > 2099 || month < 0 || month > 99 || day < 0 || day > 99 {
			continue
		}
		t, _, err := calendar(year, month, day)
		return t, err == nil
	}
	return time.Time{}, false
}
