package source

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"

	"newsgraph/extract"
)

// parseDate reads a publication date in any of the forms that news records use.
// A moment without a zone is UTC. 03/04/2016 is undecidable and an error.
func parseDate(s string) (time.Time, extract.Precision, error) {
	s = strings.TrimSpace(s)
	// 20160304120000 is no number of milliseconds, but one of the layouts.
	if n, err := strconv.ParseInt(s, 10, 64); err == nil && len(s) >= 9 && len(s) != len("20060102150405") {
		if len(s) >= 12 {
			return time.UnixMilli(n).UTC(), extract.Second, nil
		}
		return time.Unix(n, 0).UTC(), extract.Second, nil
	}
	for _, layout := range []string{
		time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700",
		"2006-01-02 15:04:05", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05-0700", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04",
		"20060102T150405Z", "20060102150405",
		time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", time.ANSIC, time.UnixDate,
	} {
		if t, err := time.ParseInLocation(layout, s, time.UTC); err == nil {
			return t.UTC(), extract.Second, zone(t)
		}
	}
	for _, layout := range []string{
		"2006-01-02", "2006/01/02", "2006.01.02", "20060102", "2 January 2006", "2 Jan 2006", "January 2, 2006", "Jan 2, 2006", "Jan. 2, 2006",
		"Monday, 2 January 2006", "Monday, January 2, 2006",
	} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, extract.Day, nil
		}
	}
	if t, err := time.Parse("January 2006", s); err == nil {
		return t, extract.Month, nil
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
	m := regexp.MustCompile(`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$`).FindStringSubmatch(s)
	if m == nil {
		return time.Time{}, "", errors.New("not a known form of date: write YYYY-MM-DD")
	}
	first, _ := strconv.Atoi(m[1])
	second, _ := strconv.Atoi(m[2])
	year, _ := strconv.Atoi(m[3])
	switch {
	case first == second, first > 12 && second <= 12:
		return calendar(year, second, first)
	case second > 12 && first <= 12:
		return calendar(year, first, second)
	}
	return time.Time{}, "", errors.New("day and month cannot be told apart: write YYYY-MM-DD")
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
	m := regexp.MustCompile(`[/-](1[89]\d\d|20\d\d)[/-](\d\d?)[/-](\d\d?)(?:[/-]|$)`).FindStringSubmatch(address)
	if m == nil {
		return time.Time{}, false
	}
	year, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	day, _ := strconv.Atoi(m[3])
	t, _, err := calendar(year, month, day)
	return t, err == nil
}
