package when

import (
	"time"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

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
	x, m := s.stepped(j, step)
	if m > 0 && !s.ofNow(i, j) {
		x.unresolved = true
	}
	if m > 0 {
		m += n
	}
	return x, m
}

// stepped reads what "last", "this" or "next" may stand before, at token j, and
// returns the number of its tokens.
func (s *scanner) stepped(j, step int) (period, int) {
	if d := weekday(s.text(j)); d >= 0 {
		if step == 0 {
			return s.thisDay(j, d), 1
		}
		return s.nearDay(j, d, step), 1
	}
	if m := month(s.text(j)); m > 0 && s.a.Tokens[j].Tag != "MD" {
		if step == 0 {
			return s.monthOf(m, 0), 1
		}
		return s.nearMonth(j, m, step), 1
	}
	if m := season(s.word(j)); m > 0 {
		return s.nearSeason(j, m, step), 1
	}
	if weekendWord.Has(s.word(j)) {
		return s.weekend(step), 1
	}
	return s.units(j, step)
}

// ofNow reports whether the phrase at token i, whose unit is token j, counts from
// the day of publication and not from what is told: "the next day" and "the
// previous year" are those of the story, unless it lies ahead.
func (s *scanner) ofNow(i, j int) bool {
	for k := i; k < j; k++ {
		switch w := s.word(k); {
		case previousWord.Has(w):
			return false
		case nextWord.Has(w):
			if s.word(i-1) == lexicon.The && s.unitAt(j) == extract.Day || s.word(i-1) == lexicon.The && s.unitAt(j) != "" && !s.later(i) {
				return false
			}
		}
	}
	return true
}

// unitAt returns the unit of time that token i names alone, "" if none.
func (s *scanner) unitAt(i int) extract.Precision {
	u, plural := unit(s.word(i))
	if plural {
		return ""
	}
	return u
}

// thisDay is the weekday d of the week of publication, or of the next if it is over
// and the phrase looks ahead.
func (s *scanner) thisDay(i, d int) period {
	x := s.weekdayOf(d, 0)
	if now, ok := s.anchor(extract.Day); ok && x.from.Before(now) && s.later(i) {
		x.from = x.from.AddDate(0, 0, 7)
	}
	return x
}

// nearSeason is the season that begins in month m: of this year, the last or the
// next that is not running.
func (s *scanner) nearSeason(i, m, step int) period {
	now, ok := s.anchor(extract.Quarter)
	running := int(floor(now, extract.Quarter).Month())
	y := now.Year()
	switch {
	case step == 0 && m == 1 && (running == 10 || running > 1 && s.later(i)), step > 0 && m <= running:
		y++
	case step < 0 && m >= running:
		y--
	}
	return period{from: time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC), p: extract.Quarter, rule: ruleSeason, unresolved: !ok}
}

// seasonOf reads "summer of 2014" and "summer 2014". A winter lies in two years: only
// the one that is named is known.
func (s *scanner) seasonOf(i int) (period, int) {
	m, n := season(s.word(i)), 1
	if m == 0 {
		return period{}, 0
	}
	if s.word(i+1) == lexicon.Of {
		n = 2
	}
	x := period{p: extract.Quarter, rule: ruleSeason}
	y := year(s.text(i + n))
	if y == 0 {
		if x, n := s.years(i + n); n > 0 && m == 1 {
			return x, 2 + n - 1
		}
		return period{}, 0
	}
	if m == 1 {
		x.p = extract.Year
	}
	x.from = time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC)
	return x, n + 1
}

// units reads "week" and "three years" after "last" or "next". "The past year" is no
// year of the calendar, and "the last week of March" is that of March.
func (s *scanner) units(j, step int) (period, int) {
	k, m := number(s.word(j)), 1
	if k == 0 {
		k, m = 1, 0
	}
	u, plural := unit(s.word(j + m))
	if u == "" || plural == (k == 1) || plural && m == 0 || step != 0 && s.word(j+m+1) == lexicon.Of {
		return period{}, 0
	}
	now, ok := s.anchor(precisionOf(u))
	x := period{p: precisionOf(u), rule: ruleUnits, unresolved: !ok || u == extract.Day && m == 0}
	switch running := pastWord.Has(s.word(j-1)) || step < 0 && s.word(j-2) == lexicon.The; {
	case m == 0 && u != extract.Day && u != decade && !running:
		x.from, x.rule = shift(now, step, u), ruleStep
	case step == 0:
		return period{}, 0
	case step < 0 && s.since(j, lexicon.For):
		x.from, x.open = shift(now, -k, u), '<' // "has led it for the past three years"
	case step < 0:
		x.from, x.to = shift(now, -k, u), now
	default:
		x.from, x.to = now, shift(now, k, u)
	}
	return x, m + 1
}

// since reports whether preposition p leads to the phrase whose unit is token j and
// hangs on a verb in the perfect: what it says has not ended.
func (s *scanner) since(j int, p string) bool {
	for i := j - 1; i >= max(0, j-4); i-- {
		if s.word(i) == p {
			v := s.Head(i)
			return v >= 0 && v < len(s.words) && s.Clause(v).PresentPerfect()
		}
	}
	return false
}

// weekend is the Saturday and Sunday before, of or after the week.
func (s *scanner) weekend(step int) period {
	now, ok := s.anchor(extract.Day)
	saturday := floor(now, extract.Week).AddDate(0, 0, 5+7*step)
	return period{from: saturday, to: saturday.AddDate(0, 0, 1), p: extract.Day, rule: ruleWeekend, unresolved: !ok}
}

// ago reads "three years ago". "Several years ago", "over a year ago", "a decade
// ago" and "earlier" tell no date.
func (s *scanner) ago(i int) (period, int) {
	k, n := number(s.word(i)), 1
	vague := s.roughly(i)
	if vagueNumber.Has(s.word(i)) {
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
	vague = vague || u == decade
	switch w := s.word(i + n); {
	case ago.Has(w):
		now, ok := s.anchor(precisionOf(u))
		return period{from: shift(now, -k, u), p: precisionOf(u), rule: ruleAgo, unresolved: !ok || vague}, n + 1
	case afterAnother.Has(w):
		if s.dated[i] || earlierLater.Has(s.word(i+n)) {
			return period{rule: ruleRelative, unresolved: true}, n + 1
		}
	}
	return period{}, 0
}

// roughly reports whether the number at token i is only about what is meant: "more
// than two", "almost", "half a".
func (s *scanner) roughly(i int) bool {
	return roughly.Has(s.word(i - 1))
}

// lasting reads "three years" after "for" with a verb in the perfect, "has led
// it for three years": it began so long ago.
func (s *scanner) lasting(i int) (period, int) {
	k := number(s.word(i))
	u, _ := unit(s.word(i + 1))
	if k == 0 || u == "" || s.word(i-1) != lexicon.For {
		return period{}, 0
	}
	now, ok := s.anchor(precisionOf(u))
	x := period{p: precisionOf(u), open: '<', rule: ruleFor, unresolved: true}
	if v := s.Head(i - 1); ok && v >= 0 && v < len(s.words) && s.Clause(v).PresentPerfect() {
		x.from, x.unresolved = shift(now, -k, u), false
	}
	return x, 2
}
