package when

import (
	"strconv"
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/extract"
)

// weekday reads a day of the week, 0 to 6 from Sunday; -1 if w is none. Short
// forms need their capital, so that "we", "sat" and "sun" stay words.
func weekday(w string) int {
	if len(w) < 3 || !strings.Contains("FMSTW", w[:1]) {
		return -1
	}
	for d := time.Sunday; d <= time.Saturday; d++ {
		full := d.String()
		l := strings.TrimSuffix(w, ".")
		if strings.EqualFold(w, full) || (l == full[:3] || l == "Tues" && d == time.Tuesday || l == "Thurs" && d == time.Thursday || l == "Weds" && d == time.Wednesday) && l != "Sun" && l != "Sat" {
			return int(d)
		}
	}
	return -1
}

// month reads the name of a month, 1 to 12; 0 if w is none. It wants a capital.
func month(w string) int {
	if len(w) < 3 || !strings.Contains("ADFJMNOS", w[:1]) {
		return 0
	}
	l := strings.TrimSuffix(w, ".")
	for m := time.January; m <= time.December; m++ {
		full := m.String()
		if strings.EqualFold(l, full) || l == full[:3] || l == "Sept" && m == time.September {
			return int(m)
		}
	}
	return 0
}

// season returns the month in which a season begins, 0 if w is none.
func season(w string) int {
	switch w {
	case "spring":
		return 4
	case "summer":
		return 7
	case "autumn", "fall":
		return 10
	case "winter":
		return 1
	}
	return 0
}

// year reads a year of four digits between 1000 and 2199; 0 if w is none.
func year(w string) int {
	if len(w) != 4 || w[0] != '1' && w[0] != '2' {
		return 0
	}
	n, err := strconv.Atoi(w)
	if err != nil || n < 1000 || n > 2199 {
		return 0
	}
	return n
}

// day reads a day of the month, "3" or "3rd"; 0 if w is none.
func day(w string) int {
	for _, s := range []string{"st", "nd", "rd", "th"} {
		w = strings.TrimSuffix(w, s)
	}
	n, err := strconv.Atoi(w)
	if err != nil || n < 1 || n > 31 || len(w) > 2 {
		return 0
	}
	return n
}

// number reads a small number in words or digits, 0 if w is none.
func number(w string) int {
	for i, s := range []string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"} {
		if w == s {
			return i + 1
		}
	}
	switch w {
	case "a", "an":
		return 1
	case "twenty":
		return 20
	case "fifteen":
		return 15
	case "thirty":
		return 30
	}
	if n, err := strconv.Atoi(w); err == nil && n > 0 && n < 1000 && len(w) < 4 {
		return n
	}
	return 0
}

// ordinalWord reads "first" to "fourth", 0 if w is none.
func ordinalWord(w string) int {
	for i, s := range []string{"first", "second", "third", "fourth"} {
		if w == s {
			return i + 1
		}
	}
	return 0
}

// unit reads a length of time: day, week, month, quarter, year, decade; "" if w
// is none. plural tells "years".
func unit(w string) (u string, plural bool) {
	switch strings.TrimSuffix(w, "s") {
	case "day", "week", "month", "quarter", "year", "decade":
		return strings.TrimSuffix(w, "s"), strings.HasSuffix(w, "s")
	}
	return "", false
}

// precisionOf returns the precision of a unit; a decade's is the year.
func precisionOf(u string) extract.Precision {
	switch u {
	case "day":
		return extract.Day
	case "week":
		return extract.Week
	case "month":
		return extract.Month
	case "quarter":
		return extract.Quarter
	}
	return extract.Year
}

// floor returns the first day of the period of precision p that holds t. Weeks
// begin on Monday.
func floor(t time.Time, p extract.Precision) time.Time {
	y, m, d := t.Date()
	switch p {
	case extract.Year:
		m, d = time.January, 1
	case extract.Quarter:
		m, d = (m-1)/3*3+1, 1
	case extract.Month:
		d = 1
	case extract.Week:
		d -= (int(t.Weekday()) + 6) % 7
	}
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// date makes the calendar date of the period of precision p that holds t; none
// outside the years 1000 to 2999.
func date(t time.Time, p extract.Precision) extract.CalendarDate {
	t = floor(t, p)
	if t.Year() < 1000 || t.Year() > 2999 {
		return extract.CalendarDate{}
	}
	return extract.CalendarDate{First: t.Format(time.DateOnly), Precision: p}
}

// shift moves t by n units.
func shift(t time.Time, n int, u string) time.Time {
	switch u {
	case "day":
		return t.AddDate(0, 0, n)
	case "week":
		return t.AddDate(0, 0, 7*n)
	case "month":
		return floor(t, extract.Month).AddDate(0, n, 0)
	case "quarter":
		return floor(t, extract.Quarter).AddDate(0, 3*n, 0)
	case "decade":
		return floor(t, extract.Year).AddDate(10*n, 0, 0)
	}
	return floor(t, extract.Year).AddDate(n, 0, 0)
}

// valid reports whether the day exists in the month.
func valid(y, m, d int) bool {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return t.Day() == d && int(t.Month()) == m
}
