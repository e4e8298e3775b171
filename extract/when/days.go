package when

import (
	"strconv"
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/extract"
)

// days reads one day of a month or a stretch of days at token i, "3", "3rd", "3-5",
// "3 to 5", "3 and 4", and returns the number of its tokens, 0 if there is none.
func (s *scanner) days(i int) (first, last, n int) {
	w := s.text(i)
	if d := day(w); d > 0 {
		last = day(s.text(i + 2))
		if last > d && s.joins(i+1, d, last) && !s.counted(i+3) {
			return d, last, 3
		}
		return d, d, 1
	}
	a, b := cutDash(w)
	if first, last = day(a), day(b); first > 0 && last > first {
		return first, last, 1
	}
	return 0, 0, 0
}

// joins reports whether token i makes a stretch of two days.
func (s *scanner) joins(i, first, last int) bool {
	switch w := s.word(i); {
	case daysJoin.Has(w):
		return true
	case nextDayJoin.Has(w):
		return last == first+1
	}
	return false
}

// counted reports whether the number before token i counts what the token names:
// "on March 3 and 4 people".
func (s *scanner) counted(i int) bool {
	if i >= len(s.words) || month(s.words[i]) > 0 || year(s.words[i]) > 0 {
		return false
	}
	switch s.a.Tokens[i].POS {
	case "NOUN", "ADJ", "NUM", "PROPN":
		return true
	}
	return false
}

// cutDash cuts a word at its only dash; both are empty without one.
func cutDash(w string) (a, b string) {
	i := strings.IndexAny(w, "-–—")
	if i < 0 {
		return "", ""
	}
	return w[:i], strings.TrimLeft(w[i:], "-–—")
}

// daysOf is a stretch of days of month m, with the year that may follow after n
// tokens.
func (s *scanner) daysOf(i, first, last, m, n int) (period, int) {
	if s.word(i+n) == "," && year(s.text(i+n+1)) > 0 {
		n++
	}
	x, n := s.fullDate(i, first, m, n)
	if last > first && n > 0 && !x.unresolved {
		if !valid(x.from.Year(), m, last) {
			return period{}, 0
		}
		x.to = x.from.AddDate(0, 0, last-first)
	}
	return x, n
}

// numeric reads "25/12/2015", "2015/12/25" and "25.12.2015". Where slashes leave
// open which is the day, "12/05/2015", only the year is known.
func (s *scanner) numeric(i int) (period, int) {
	w := s.text(i)
	sep := "/"
	if strings.Contains(w, ".") {
		sep = "."
	}
	parts := strings.Split(w, sep)
	if len(parts) != 3 || len(w) < len("1.1.2000") {
		return period{}, 0
	}
	if year(parts[0]) > 0 {
		parts[0], parts[2] = parts[2], parts[0]
	}
	y, d, m := year(parts[2]), plainNumber(parts[0]), plainNumber(parts[1])
	if y == 0 || d == 0 || m == 0 {
		return period{}, 0
	}
	switch {
	case sep == "." || d > 12 || d == m || year(w[:4]) > 0:
	case m > 12:
		d, m = m, d
	default:
		return period{from: time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC), p: extract.Year, rule: ruleYearOfDate}, 1
	}
	if !valid(y, m, d) {
		return period{}, 0
	}
	return period{from: time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC), p: extract.Day, rule: ruleDate}, 1
}

// plainNumber reads one or two digits, 0 if w is anything else.
func plainNumber(w string) int {
	n, err := strconv.Atoi(w)
	if err != nil || len(w) > 2 || n < 1 {
		return 0
	}
	return n
}

// years reads two years that are one token: "(1929–2014)", which may stand alone
// in brackets, "2001–2010", "2023/24".
func (s *scanner) years(i int) (period, int) {
	w := s.text(i)
	if len(w) < len("2001-02") || year(w[:4]) == 0 {
		return period{}, 0
	}
	rest := strings.TrimLeft(w[4:], "-–—/")
	from, to := year(w[:4]), yearAfter(year(w[:4]), rest)
	alone := s.word(i-1) == "(" && s.word(i+1) == ")" && len(rest) == 4
	if to == 0 || len(rest) == len(w)-4 || !alone && s.counts(i) || strings.ContainsRune(w, '/') && to != from+1 {
		return period{}, 0
	}
	begin := func(y int) time.Time { return time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC) }
	return period{from: begin(from), to: begin(to), p: extract.Year, rule: ruleYears}, 1
}

// yearAfter reads the second of two years, in full or by its last two digits; 0 if
// w is none later than from.
func yearAfter(from int, w string) int {
	to := year(w)
	if len(w) == 2 {
		if n, err := strconv.Atoi(w); err == nil && n >= 0 {
			to = from - from%100 + n
			if from%100 == 99 && n == 0 {
				to += 100
			}
		}
	}
	if to <= from {
		return 0
	}
	return to
}

// share gives the dates before t, of which it is the last of a list, the year that
// stands with t: "in March and April 2014".
func (s *scanner) share(list []extract.Time, t extract.Time) {
	if t.Rule != ruleDate && t.Rule != ruleMonth {
		return
	}
	next := t
	for k := len(list) - 1; k >= 0; k-- {
		x := &list[k]
		if x.Rule != nearest+t.Rule || x.From.IsZero() || !x.To.IsZero() || !s.listed(x.Phrase.End, next.Phrase.Start) {
			return
		}
		first := next.From.First[:4] + x.From.First[4:]
		if _, err := time.Parse(time.DateOnly, first); err != nil || first >= next.From.First {
			return
		}
		x.From.First, x.Rule = first, t.Rule
		next = *x
	}
}

// listed reports whether only "and", "or" or a comma stands between tokens.
func (s *scanner) listed(from, to int) bool {
	for i := from; i < to; i++ {
		switch w := s.word(i); {
		case dateList.Has(w):
		default:
			return false
		}
	}
	return from < to
}
