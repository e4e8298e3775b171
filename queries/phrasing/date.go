package phrasing

import (
	"strconv"
	"strings"
	"time"
)

// date understands tokens as a day: "2024-05-01", "1 May 2024", "May 1st, 2024", "Monday
// 2024-04-29"; the first day of a month or year that stands alone. What depends on the day
// of the question ("yesterday") is no date, nor is a day with another's weekday.
func (x *lexicon) date(tokens []token) (string, bool) {
	weekday := -1
	if n, ok := x.weekdays[tokens[0].word]; ok {
		weekday, tokens = n, tokens[1:]
	}
	day, ok := x.day(tokens)
	if !ok || weekday >= 0 && int(day.Weekday()) != weekday {
		return "", false
	}
	return day.Format(time.DateOnly), true
}

// day understands tokens without a weekday.
func (x *lexicon) day(tokens []token) (time.Time, bool) {
	if len(tokens) == 1 {
		for _, form := range []string{time.DateOnly, "2006-01", "2006"} {
			if t, err := time.Parse(form, tokens[0].word); err == nil {
				return t, true
			}
		}
	}
	var day calendar
	for _, t := range tokens {
		if !t.dropped && t.word != "of" && !day.take(x, t.word) {
			return time.Time{}, false
		}
	}
	made := time.Date(day.year, day.month, max(day.day, 1), 0, 0, 0, 0, time.UTC)
	return made, day.year > 0 && day.month > 0 && made.Month() == day.month
}

// calendar is a day as far as it is read; 0 is not yet.
type calendar struct {
	year, day int
	month     time.Month
}

// take takes in a word, if it is a part that is not there yet.
func (c *calendar) take(x *lexicon, word string) bool {
	if name, ok := x.months[word]; ok && c.month == 0 {
		c.month = time.Month(name + 1)
		return true
	}
	n, ok := ordinal(word)
	switch {
	case !ok || n <= 0:
		return false
	case len(word) == 4 && c.year == 0 && n > 31:
		c.year = n
	case n <= 31 && c.day == 0:
		c.day = n
	default:
		return false
	}
	return true
}

// ordinal reads a number, also as 1st, 2nd, 3rd or 4th.
func ordinal(word string) (int, bool) {
	digits := strings.TrimRight(word, "stndrh")
	n, err := strconv.Atoi(digits)
	return n, err == nil
}
