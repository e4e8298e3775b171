package when

import (
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/extract"
)

// core reads a date without what narrows it and returns the number of its
// tokens, 0 if none begins at token i. The longer readings come first.
func (s *scanner) core(i int) (period, int) {
	if i >= len(s.words) || s.name[i] || s.a.Tokens[i].Space() {
		return period{}, 0
	}
	for _, read := range []func(*scanner, int) (period, int){
		(*scanner).iso, (*scanner).numeric, (*scanner).dayMonth, (*scanner).monthName, (*scanner).weekdayName, (*scanner).dayWord,
		(*scanner).relative, (*scanner).ago, (*scanner).lasting, (*scanner).quarter, (*scanner).seasonOf, (*scanner).years, (*scanner).yearOnly,
	} {
		if x, n := read(s, i); n > 0 {
			return x, n
		}
	}
	return period{}, 0
}

// iso reads "2015-12-16", one token or five.
func (s *scanner) iso(i int) (period, int) {
	if w := s.text(i); len(w) != 4 && len(w) != len(time.DateOnly) || w[0] != '1' && w[0] != '2' {
		return period{}, 0
	}
	for _, n := range []int{1, 5} {
		if i+n > len(s.words) {
			break
		}
		t, err := time.Parse(time.DateOnly, s.a.Words(extract.Span{Start: i, End: i + n}))
		if err == nil && t.Year() >= 1000 {
			return period{from: t, p: extract.Day, rule: "date"}, n
		}
	}
	return period{}, 0
}

// dayMonth reads "16 December 2015", "16 December" and "3-5 March".
func (s *scanner) dayMonth(i int) (period, int) {
	d, last, n := s.days(i)
	if n == 0 {
		return period{}, 0
	}
	if s.word(i+n) == "of" {
		n++
	}
	m := month(s.text(i + n))
	if m == 0 || s.name[i+n] {
		return period{}, 0
	}
	return s.daysOf(i, d, last, m, n+1)
}

// monthName reads "December 16, 2015", "Dec. 16", "March 3-5", "December 2015",
// "May last year" and the bare name of a month.
func (s *scanner) monthName(i int) (period, int) {
	m := month(s.text(i))
	if m == 0 || s.a.Tokens[i].Tag == "MD" || s.a.Tokens[i].POS == "VERB" || s.a.Tokens[i].POS == "AUX" {
		return period{}, 0
	}
	if d, last, n := s.days(i + 1); n > 0 && s.word(i+1+n) != "%" && s.word(i+1+n) != "percent" {
		return s.daysOf(i, d, last, m, n+1)
	}
	n := 1
	if w := s.word(i + n); w == "," || w == "of" {
		if year(s.text(i+n+1)) > 0 || s.word(i+n+2) == "year" {
			n++
		}
	}
	if y := year(s.text(i + n)); y > 0 {
		return period{from: time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC), p: extract.Month, rule: "month"}, n + 1
	}
	if step, ok := stepOf(s.word(i + n)); ok && s.word(i+n+1) == "year" {
		return s.monthOf(m, step), n + 2
	}
	return s.nearMonth(i, m, 0), 1
}

// monthOf is the month m of a year counted from that of publication.
func (s *scanner) monthOf(m, step int) period {
	now, ok := s.anchor(extract.Year)
	return period{from: time.Date(now.Year()+step, time.Month(m), 1, 0, 0, 0, 0, time.UTC), p: extract.Month, rule: "month of year", unresolved: !ok}
}

// nearMonth is the latest month m up to publication, or the next if the phrase
// looks ahead; step -1 and 1 ("last May", "next May") exclude this month.
func (s *scanner) nearMonth(i, m, step int) period {
	now, ok := s.anchor(extract.Month)
	x := period{p: extract.Month, rule: "nearest month", unresolved: !ok}
	if !ok {
		return x
	}
	y := now.Year()
	switch {
	case step > 0 || step == 0 && s.later(i):
		if m < int(now.Month()) || step > 0 && m == int(now.Month()) {
			y++
		}
	case m > int(now.Month()) || step < 0 && m == int(now.Month()):
		y--
	}
	x.from = time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC)
	return x
}

// fullDate is a day of a month, with the year that may follow after n tokens.
// "Sept. 11" without a year is the name of a day long past and stays open.
func (s *scanner) fullDate(i, d, m, n int) (period, int) {
	if y := year(s.text(i + n)); y > 0 {
		if !valid(y, m, d) {
			return period{}, 0
		}
		return period{from: time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC), p: extract.Day, rule: "date"}, n + 1
	}
	now, ok := s.anchor(extract.Day)
	x := period{p: extract.Day, rule: "nearest date", unresolved: !ok || m == 9 && d == 11 || !valid(2000, m, d)}
	if x.unresolved {
		return x, n
	}
	y := now.Year()
	at := func(y int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	switch later := s.later(i); {
	case later && at(y).Before(now):
		y++
	case !later && at(y).After(now):
		y--
	}
	x.from = at(y)
	x.unresolved = !valid(y, m, d)
	return x, n
}

// weekdayName reads "Wednesday" and "Wednesday, Dec. 16": the latest such day up
// to publication, or the next if the phrase looks ahead.
func (s *scanner) weekdayName(i int) (period, int) {
	d := weekday(s.text(i))
	if d < 0 {
		return period{}, 0
	}
	j := i + 1
	if s.word(j) == "," {
		j++
	}
	for _, read := range []func(*scanner, int) (period, int){(*scanner).dayMonth, (*scanner).monthName} {
		if j < len(s.words) {
			if x, n := read(s, j); n > 0 && x.p == extract.Day {
				return x, j + n - i
			}
		}
	}
	if s.word(i+1) == "last" && s.word(i+2) == "week" || s.word(i+1) == "next" && s.word(i+2) == "week" {
		step, _ := stepOf(s.word(i + 1))
		return s.weekdayOf(d, step), 3
	}
	return s.nearDay(i, d, 0), 1
}

// weekdayOf is a day of the week before or after that of publication.
func (s *scanner) weekdayOf(d, step int) period {
	now, ok := s.anchor(extract.Day)
	monday := floor(now, extract.Week).AddDate(0, 0, 7*step)
	return period{from: monday.AddDate(0, 0, (d+6)%7), p: extract.Day, rule: "weekday of week", unresolved: !ok}
}

// nearDay is the weekday d next to publication; step -1 and 1 exclude that day
// itself.
func (s *scanner) nearDay(i, d, step int) period {
	now, ok := s.anchor(extract.Day)
	x := period{p: extract.Day, rule: "weekday", unresolved: !ok}
	back := (int(now.Weekday()) - d + 7) % 7
	switch {
	case step > 0 && back == 0:
		x.from = now.AddDate(0, 0, 7)
	case step > 0 || step == 0 && back > 0 && s.later(i):
		x.from = now.AddDate(0, 0, 7-back)
		if back == 0 {
			x.from = now
		}
	case step < 0 && back == 0:
		x.from = now.AddDate(0, 0, -7)
	default:
		x.from = now.AddDate(0, 0, -back)
	}
	return x
}

// dayWord reads "yesterday", "today", "tonight", "tomorrow" and "the day before
// yesterday".
func (s *scanner) dayWord(i int) (period, int) {
	steps, n := 0, 1
	if s.word(i) == "day" && (s.word(i+1) == "before" && s.word(i+2) == "yesterday" || s.word(i+1) == "after" && s.word(i+2) == "tomorrow") {
		n, steps = 3, 2
		if s.word(i+1) == "before" {
			steps = -2
		}
	} else {
		switch s.word(i) {
		case "yesterday":
			steps = -1
		case "today", "tonight":
		case "tomorrow":
			steps = 1
		default:
			return period{}, 0
		}
	}
	now, ok := s.anchor(extract.Day)
	return period{from: now.AddDate(0, 0, steps), p: extract.Day, rule: "day word", unresolved: !ok}, n
}

// stepOf reads the words that count from now: last -1, this 0, next 1.
func stepOf(w string) (int, bool) {
	switch w {
	case "last", "past", "previous":
		return -1, true
	case "this", "current":
		return 0, true
	case "next", "coming", "upcoming":
		return 1, true
	}
	return 0, false
}

// quarter reads "second quarter of 2014", "Q2 2014" and, with an anchor, "second
// quarter".
func (s *scanner) quarter(i int) (period, int) {
	q, n := 0, 1
	if w := s.word(i); len(w) == 2 && w[0] == 'q' && w[1] >= '1' && w[1] <= '4' {
		q = int(w[1] - '0')
	} else if q = ordinalWord(w); q == 0 || s.word(i+1) != "quarter" {
		return period{}, 0
	} else {
		n = 2
	}
	if s.word(i+n) == "of" {
		n++
	}
	if y := year(s.text(i + n)); y > 0 {
		return period{from: time.Date(y, time.Month(3*q-2), 1, 0, 0, 0, 0, time.UTC), p: extract.Quarter, rule: "quarter"}, n + 1
	}
	if step, ok := stepOf(s.word(i + n)); ok && s.word(i+n+1) == "year" {
		x := s.monthOf(3*q-2, step)
		x.p, x.rule = extract.Quarter, "quarter of year"
		return x, n + 2
	}
	if s.word(i+n-1) == "of" {
		return period{}, 0
	}
	now, ok := s.anchor(extract.Quarter)
	if !ok {
		return period{}, 0
	}
	from := time.Date(now.Year(), time.Month(3*q-2), 1, 0, 0, 0, 0, time.UTC)
	if from.After(now) && !s.later(i) {
		from = from.AddDate(-1, 0, 0)
	}
	return period{from: from, p: extract.Quarter, rule: "nearest quarter"}, n
}

// yearOnly reads a year where the words before it or the names network say that
// it is one, "mid-2015" and "1990s".
func (s *scanner) yearOnly(i int) (period, int) {
	w := strings.TrimPrefix(s.word(i), "mid-")
	if d, ok := strings.CutSuffix(w, "s"); ok && year(d) > 0 && strings.HasSuffix(d, "0") {
		from := time.Date(year(d), 1, 1, 0, 0, 0, 0, time.UTC)
		return period{from: from, to: from.AddDate(9, 0, 0), p: extract.Year, rule: "decade"}, 1
	}
	y := year(w)
	if y == 0 || len(w) == len(s.text(i)) && s.counts(i) {
		return period{}, 0
	}
	return period{from: time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC), p: extract.Year, rule: "year"}, 1
}

// counts reports whether the number at token i counts something and is no year.
func (s *scanner) counts(i int) bool {
	if next := s.word(i + 1); next == "%" || next == "percent" || next == "," && day(s.text(i+2)) > 31 {
		return true
	}
	if i+1 < len(s.words) && s.a.Tokens[i+1].Tag == "NNS" && (!s.dated[i] || i > 0 && strings.HasPrefix(s.a.Tokens[i-1].Tag, "VB")) {
		return true
	}
	if s.dated[i] {
		return false
	}
	y := year(s.text(i))
	switch s.word(i - 1) {
	case "in", "since", "until", "till", "by", "from", "during", "of", "early", "late", "year", "before", "after", "between", "to", "and", "-", "–", "(", "mid", "around", "the", "through", "died", "born", "founded", "established":
		return y < 1700 || y > 2100
	}
	return true
}
