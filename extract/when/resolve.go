package when

import (
	"strings"
	"time"

	"newsgraph/extract"
)

// core reads a date without what narrows it and returns the number of its
// tokens, 0 if none begins at token i. The longer readings come first.
func (s *scanner) core(i int) (period, int) {
	if i >= len(s.words) || s.name[i] || s.a.Tokens[i].Space() {
		return period{}, 0
	}
	for _, read := range []func(*scanner, int) (period, int){
		(*scanner).iso, (*scanner).dayMonth, (*scanner).monthName, (*scanner).weekdayName, (*scanner).dayWord,
		(*scanner).relative, (*scanner).ago, (*scanner).lasting, (*scanner).quarter, (*scanner).seasonOf, (*scanner).yearOnly, (*scanner).life,
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

// dayMonth reads "16 December 2015" and "16 December".
func (s *scanner) dayMonth(i int) (period, int) {
	d, m := day(s.text(i)), month(s.text(i+1))
	n := 2
	if m == 0 && s.word(i+1) == "of" {
		m, n = month(s.text(i+2)), 3
	}
	if d == 0 || m == 0 || s.name[i+n-1] {
		return period{}, 0
	}
	if s.word(i+n) == "," && year(s.text(i+n+1)) > 0 {
		n++
	}
	return s.fullDate(i, d, m, n)
}

// monthName reads "December 16, 2015", "Dec. 16", "December 2015", "May last
// year" and the bare name of a month.
func (s *scanner) monthName(i int) (period, int) {
	m := month(s.text(i))
	if m == 0 || s.a.Tokens[i].Tag == "MD" || s.a.Tokens[i].POS == "VERB" || s.a.Tokens[i].POS == "AUX" {
		return period{}, 0
	}
	if d := day(s.text(i + 1)); d > 0 && s.word(i+2) != "%" && s.word(i+2) != "percent" {
		n := 2
		if s.word(i+n) == "," && year(s.text(i+n+1)) > 0 {
			n++
		}
		return s.fullDate(i, d, m, n)
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

// relative reads "last week", "this month", "next year", "this past May", "last
// Friday", "last spring", "this weekend", "past three years".
func (s *scanner) relative(i int) (period, int) {
	step, ok := stepOf(s.word(i))
	if !ok {
		return period{}, 0
	}
	n := 1
	if next, ok := stepOf(s.word(i + 1)); ok && step == 0 && next != 0 {
		step, n = next, 2
	}
	j := i + n
	if j >= len(s.words) || s.name[j] {
		return period{}, 0
	}
	if d := weekday(s.text(j)); d >= 0 {
		return s.nearDay(j, d, step), n + 1
	}
	if m := month(s.text(j)); m > 0 && s.a.Tokens[j].Tag != "MD" {
		return s.nearMonth(j, m, step), n + 1
	}
	if m := season(s.word(j)); m > 0 {
		x := s.nearMonth(j, m, step)
		x.p, x.rule = extract.Quarter, "season"
		if !x.unresolved && step == 0 && s.later(j) {
			x.from = floor(x.from, extract.Quarter)
		}
		return x, n + 1
	}
	if s.word(j) == "weekend" {
		return s.weekend(step), n + 1
	}
	return s.units(j, n, step)
}

// units reads "week" and "three years" after "last" or "next".
func (s *scanner) units(j, n, step int) (period, int) {
	if u, plural := unit(s.word(j)); u != "" && !plural && u != "day" && u != "decade" {
		now, ok := s.anchor(precisionOf(u))
		return period{from: shift(now, step, u), p: precisionOf(u), rule: "last, this, next", unresolved: !ok}, n + 1
	}
	k, m := number(s.word(j)), 1
	if k == 0 {
		k, m = 1, 0
	}
	u, plural := unit(s.word(j + m))
	if u == "" || step == 0 || !plural && k > 1 || plural && m == 0 {
		return period{}, 0
	}
	now, ok := s.anchor(precisionOf(u))
	x := period{p: precisionOf(u), rule: "past, next units", unresolved: !ok}
	if step < 0 {
		x.from, x.to = shift(now, -k, u), now
	} else {
		x.from, x.to = now, shift(now, k, u)
	}
	return x, n + m + 1
}

// weekend is the Saturday and Sunday before, of or after the week.
func (s *scanner) weekend(step int) period {
	now, ok := s.anchor(extract.Day)
	saturday := floor(now, extract.Week).AddDate(0, 0, 5+7*step)
	return period{from: saturday, to: saturday.AddDate(0, 0, 1), p: extract.Day, rule: "weekend", unresolved: !ok}
}

// ago reads "three years ago". "Years ago" and "earlier" tell no date.
func (s *scanner) ago(i int) (period, int) {
	k, n := number(s.word(i)), 1
	vague := false
	switch s.word(i) {
	case "several", "few", "many", "some":
		vague, k = true, 1
	}
	if k == 0 {
		return period{}, 0
	}
	u, _ := unit(s.word(i + n))
	if u == "" {
		return period{}, 0
	}
	n++
	switch s.word(i + n) {
	case "ago":
		now, ok := s.anchor(precisionOf(u))
		return period{from: shift(now, -k, u), p: precisionOf(u), rule: "ago", unresolved: !ok || vague}, n + 1
	case "earlier", "later", "before", "after":
		if s.dated[i] || s.word(i+n) == "earlier" || s.word(i+n) == "later" {
			return period{rule: "relative to another", unresolved: true}, n + 1
		}
	}
	return period{}, 0
}

// lasting reads "three years" after "for" with a verb in the perfect, "has led
// it for three years": it began so long ago.
func (s *scanner) lasting(i int) (period, int) {
	k := number(s.word(i))
	u, _ := unit(s.word(i + 1))
	if k == 0 || u == "" || s.word(i-1) != "for" {
		return period{}, 0
	}
	now, ok := s.anchor(precisionOf(u))
	x := period{p: precisionOf(u), open: '<', rule: "for", unresolved: true}
	if v := s.a.Tokens[i-1].Head; ok && v >= 0 && v < len(s.words) && s.perfect(v) {
		x.from, x.unresolved = shift(now, -k, u), false
	}
	return x, 2
}

// perfect reports whether verb v is in the present perfect.
func (s *scanner) perfect(v int) bool {
	for i := max(0, v-5); i < v; i++ {
		if w := s.lower[i]; s.a.Tokens[i].Head == v && (w == "has" || w == "have" || w == "'s" || w == "’s" || w == "'ve" || w == "’ve") {
			return true
		}
	}
	return false
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

// seasonOf reads "summer of 2014" and "summer 2014".
func (s *scanner) seasonOf(i int) (period, int) {
	m, n := season(s.word(i)), 1
	if m == 0 {
		return period{}, 0
	}
	if s.word(i+1) == "of" {
		n = 2
	}
	y := year(s.text(i + n))
	if y == 0 {
		return period{}, 0
	}
	return period{from: time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC), p: extract.Quarter, rule: "season"}, n + 1
}

// yearOnly reads a year where the words before it or the names network say that
// it is one, and "1990s".
func (s *scanner) yearOnly(i int) (period, int) {
	w := s.text(i)
	if d, ok := strings.CutSuffix(w, "s"); ok && year(d) > 0 && strings.HasSuffix(d, "0") {
		from := time.Date(year(d), 1, 1, 0, 0, 0, 0, time.UTC)
		return period{from: from, to: from.AddDate(9, 0, 0), p: extract.Year, rule: "decade"}, 1
	}
	y := year(w)
	if y == 0 || s.counts(i) {
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
