package source

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"newsgraph/extract"
)

// parseDate reads a publication date in any of the forms that news records use.
// A moment keeps the zone that is stated, for "today" is the day there; without one
// it is UTC. 03/04/2016 is undecidable and an error.
func parseDate(s string) (time.Time, extract.Precision, error) {
	s = strings.NewReplacer("Sept. ", "Sep ", "Sept ", "Sep ").Replace(strings.TrimSpace(s))
	for _, layout := range []string{
		time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700",
		"2006-01-02 15:04:05", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05-0700", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 MST", "2006-01-02 15:04",
		"20060102T150405Z", "20060102150405", "200601021504",
		time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", time.ANSIC, time.UnixDate,
	} {
		if t, err := time.ParseInLocation(layout, s, time.UTC); err == nil {
			err := zone(t)
			if _, offset := t.Zone(); offset == 0 {
				t = t.UTC()
			}
			return t, extract.Second, err
		}
	}
	for _, layout := range []string{
		"2006-1-2", "2006/1/2", "2006.1.2", "20060102", "2 January 2006", "2 Jan 2006", "2-Jan-2006", "January 2, 2006", "Jan 2, 2006", "Jan. 2, 2006",
		"Monday, 2 January 2006", "Monday, January 2, 2006",
	} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, extract.Day, nil
		}
	}
	for _, layout := range []string{"January 2006", "2006-01"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, extract.Month, nil
		}
	}
	if t, err := time.Parse("2006", s); err == nil {
		return t, extract.Year, nil
	}
	// Behind the layouts: 20160304120000 is no number of milliseconds. Some write
	// the number as a fraction.
	if n, err := strconv.ParseInt(strings.TrimSuffix(s, ".0"), 10, 64); err == nil && len(s) >= 9 {
		if n >= 1e11 {
			return time.UnixMilli(n).UTC(), extract.Second, nil
		}
		return time.Unix(n, 0).UTC(), extract.Second, nil
	}
	return parseNumeric(s)
}

// zone refuses a moment whose zone has a name but no known offset: Go reads
// "EST" as an offset of zero.
func zone(t time.Time) error {
	name, offset := t.Zone()
	if offset == 0 && name != "" && name != "UTC" && name != "GMT" && name != "Z" {
		return errors.New("time zone " + name + " has no offset: write it as +hh:mm")
	}
	return nil
}

// parseNumeric reads day, month and year in numbers where only one order is
// possible.
func parseNumeric(s string) (time.Time, extract.Precision, error) {
	parts := strings.FieldsFunc(s, func(c rune) bool { return c == '-' || c == '/' || c == '.' })
	if len(parts) != 3 || len(s) != len(parts[0])+len(parts[1])+len(parts[2])+2 || len(parts[2]) != 4 {
		return time.Time{}, "", errors.New("not a known form of date: write YYYY-MM-DD")
	}
	first, second, year := digits(parts[0]), digits(parts[1]), digits(parts[2])
	switch {
	case first < 0 || second < 0 || year < 0:
		return time.Time{}, "", errors.New("not a known form of date: write YYYY-MM-DD")
	case first == second, first > 12 && second <= 12:
		return calendar(year, second, first)
	case second > 12 && first <= 12:
		return calendar(year, first, second)
	}
	return time.Time{}, "", errors.New("day and month cannot be told apart: write YYYY-MM-DD")
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
		return time.Time{}, "", errors.New("there is no such day")
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
