package when

import (
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
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
			return period{from: t, p: extract.Day, rule: ruleDate}, n
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
	if s.word(i+n) == lexicon.Of {
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
	if d, last, n := s.days(i + 1); n > 0 && !percent.Has(s.word(i+1+n)) {
		return s.daysOf(i, d, last, m, n+1)
	}
	n := 1
	if w := s.word(i + n); monthYearJoin.Has(w) {
		if year(s.text(i+n+1)) > 0 || yearWord.Has(s.word(i+n+2)) {
			n++
		}
	}
	if y := year(s.text(i + n)); y > 0 {
		return period{from: time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC), p: extract.Month, rule: ruleMonth}, n + 1
	}
	if step, ok := stepOf(s.word(i + n)); ok && yearWord.Has(s.word(i+n+1)) {
		return s.monthOf(m, step), n + 2
	}
	return s.nearMonth(i, m, 0), 1
}

// monthOf is the month m of a year counted from that of publication.
func (s *scanner) monthOf(m, step int) period {
	now, ok := s.anchor(extract.Year)
	return period{from: time.Date(now.Year()+step, time.Month(m), 1, 0, 0, 0, 0, time.UTC), p: extract.Month, rule: ruleMonthOfYear, unresolved: !ok}
}

// nearMonth is the latest month m up to publication, or the next if the phrase
// looks ahead; step -1 and 1 ("last May", "next May") exclude this month.
func (s *scanner) nearMonth(i, m, step int) period {
	now, ok := s.anchor(extract.Month)
	x := period{p: extract.Month, rule: nearest + ruleMonth, unresolved: !ok}
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
		return period{from: time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC), p: extract.Day, rule: ruleDate}, n + 1
	}
	now, ok := s.anchor(extract.Day)
	x := period{p: extract.Day, rule: nearest + ruleDate, unresolved: !ok || m == 9 && d == 11 || !valid(2000, m, d)}
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
	if step, ok := stepOf(s.word(i + 1)); ok && lastNext.Has(s.word(i+1)) && weekWord.Has(s.word(i+2)) {
		return s.weekdayOf(d, step), 3
	}
	return s.nearDay(i, d, 0), 1
}

// weekdayOf is a day of the week before or after that of publication.
func (s *scanner) weekdayOf(d, step int) period {
	now, ok := s.anchor(extract.Day)
	monday := floor(now, extract.Week).AddDate(0, 0, 7*step)
	return period{from: monday.AddDate(0, 0, (d+6)%7), p: extract.Day, rule: ruleWeekdayOfWeek, unresolved: !ok}
}

// nearDay is the weekday d next to publication; step -1 and 1 exclude that day
// itself.
func (s *scanner) nearDay(i, d, step int) period {
	now, ok := s.anchor(extract.Day)
	x := period{p: extract.Day, rule: ruleWeekday, unresolved: !ok}
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
	if step := dayWords[s.word(i+2)]; dayWord.Has(s.word(i)) && (s.word(i+1) == lexicon.Before && step < 0 || s.word(i+1) == lexicon.After && step > 0) {
		n, steps = 3, 2*step
	} else {
		step, ok := dayWords[s.word(i)]
		if !ok {
			return period{}, 0
		}
		steps = step
	}
	now, ok := s.anchor(extract.Day)
	return period{from: now.AddDate(0, 0, steps), p: extract.Day, rule: ruleDayWord, unresolved: !ok}, n
}

// stepOf reads the words that count from now: last -1, this 0, next 1.
func stepOf(w string) (int, bool) {
	step, ok := steps[w]
	return step, ok
}

// quarter reads "second quarter of 2014", "Q2 2014" and, with an anchor, "second
// quarter".
func (s *scanner) quarter(i int) (period, int) {
	q, n := 0, 1
	if w := s.word(i); len(w) == 2 && w[0] == 'q' && w[1] >= '1' && w[1] <= '4' {
		q = int(w[1] - '0')
	} else if q = ordinalWord(w); q == 0 || !quarterWord.Has(s.word(i+1)) {
		return period{}, 0
	} else {
		n = 2
	}
	if s.word(i+n) == lexicon.Of {
		n++
	}
	if y := year(s.text(i + n)); y > 0 {
		return period{from: time.Date(y, time.Month(3*q-2), 1, 0, 0, 0, 0, time.UTC), p: extract.Quarter, rule: ruleQuarter}, n + 1
	}
	if step, ok := stepOf(s.word(i + n)); ok && yearWord.Has(s.word(i+n+1)) {
		x := s.monthOf(3*q-2, step)
		x.p, x.rule = extract.Quarter, ruleQuarterOfYear
		return x, n + 2
	}
	if s.word(i+n-1) == lexicon.Of {
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
	return period{from: from, p: extract.Quarter, rule: nearest + ruleQuarter}, n
}

// yearOnly reads a year where the words before it or the names network say that
// it is one, "mid-2015" and "1990s".
func (s *scanner) yearOnly(i int) (period, int) {
	w := strings.TrimPrefix(s.word(i), midPrefix)
	if d, ok := strings.CutSuffix(w, "s"); ok && year(d) > 0 && strings.HasSuffix(d, "0") {
		from := time.Date(year(d), 1, 1, 0, 0, 0, 0, time.UTC)
		return period{from: from, to: from.AddDate(9, 0, 0), p: extract.Year, rule: ruleDecade}, 1
	}
	y := year(w)
	if y == 0 || len(w) == len(s.text(i)) && s.counts(i) {
		return period{}, 0
	}
	return period{from: time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC), p: extract.Year, rule: ruleYear}, 1
}

// counts reports whether the number at token i counts something and is no year.
func (s *scanner) counts(i int) bool {
	if next := s.word(i + 1); percent.Has(next) || next == "," && day(s.text(i+2)) > 31 {
		return true
	}
	if i+1 < len(s.words) && s.a.Tokens[i+1].Tag == "NNS" && (!s.dated[i] || i > 0 && strings.HasPrefix(s.a.Tokens[i-1].Tag, "VB")) {
		return true
	}
	if s.dated[i] {
		return false
	}
	y := year(s.text(i))
	if beforeYear.Has(s.word(i - 1)) {
		return y < 1700 || y > 2100
	}
	return true
}
