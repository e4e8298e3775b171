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
		if strings.EqualFold(w, d.String()) {
			return int(d)
		}
	}
	if d, ok := weekdayForms[strings.TrimSuffix(w, ".")]; ok {
		return d
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
		if strings.EqualFold(l, full) || l == full[:3] {
			return int(m)
		}
	}
	return monthForms[l]
}

// season returns the month in which a season begins, 0 if w is none.
func season(w string) int { return seasons[w] }

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
	for _, s := range ordinalEndings {
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
	if n, ok := smallNumbers[w]; ok {
		return n
	}
	if n, err := strconv.Atoi(w); err == nil && n > 0 && n < 1000 && len(w) < 4 {
		return n
	}
	return 0
}

// ordinalWord reads "first" to "fourth", 0 if w is none.
func ordinalWord(w string) int { return quarterOrdinals[w] }

// decade is a unit of time that is no precision.
const decade extract.Precision = "decade"

// unit reads a length of time: a precision or the decade; "" if w is none. plural
// tells "years".
func unit(w string) (u extract.Precision, plural bool) {
	if u, ok := units[w]; ok {
		return extract.Precision(u), false
	}
	u = extract.Precision(pluralUnits[w])
	return u, u != ""
}

// precisionOf returns the precision of a unit; a decade's is the year.
func precisionOf(u extract.Precision) extract.Precision {
	if u == decade {
		return extract.Year
	}
	return u
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
func shift(t time.Time, n int, u extract.Precision) time.Time {
	switch u {
	case extract.Day:
		return t.AddDate(0, 0, n)
	case extract.Week:
		return t.AddDate(0, 0, 7*n)
	case extract.Month:
		return floor(t, extract.Month).AddDate(0, n, 0)
	case extract.Quarter:
		return floor(t, extract.Quarter).AddDate(0, 3*n, 0)
	case decade:
		return floor(t, extract.Year).AddDate(10*n, 0, 0)
	}
	return floor(t, extract.Year).AddDate(n, 0, 0)
}

// valid reports whether the day exists in the month.
func valid(y, m, d int) bool {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return t.Day() == d && int(t.Month()) == m
}
