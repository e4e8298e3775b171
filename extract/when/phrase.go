package when

import (
	"slices"
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
	"github.com/newsgraph/newsgraph/extract/syntax"
)

// scanner reads the phrases of one article.
type scanner struct {
	*syntax.Graph
	a     *extract.Article
	words []string // token texts, as written
	lower []string
	name  []bool // tokens of people, bodies and other names: "May" the minister
	dated []bool // tokens that the names network calls a date
}

func newScanner(a *extract.Article) *scanner {
	n := len(a.Tokens)
	s := &scanner{Graph: syntax.Of(a), a: a, words: make([]string, n), lower: a.Lower(), name: make([]bool, n), dated: make([]bool, n)}
	for i, t := range a.Tokens {
		s.words[i] = a.Text[t.Start:t.End]
	}
	for _, m := range a.Mentions {
		for i := max(0, m.Start); i < min(n, m.End); i++ {
			switch m.Kind {
			case extract.Date:
				s.dated[i] = true
			case extract.Money, extract.Number:
			default:
				s.name[i] = true
			}
		}
	}
	return s
}

// period is what a phrase means: a stretch of precision p that begins with from,
// or one from "from" to "to". Zero times mean that it cannot be resolved.
type period struct {
	from, to   time.Time
	p          extract.Precision
	open       byte // '<': up to now, began at from
	rule       string
	unresolved bool
}

// word returns token i in lower case, "" outside the article or its sentence.
func (s *scanner) word(i int) string {
	if i < 0 || i >= len(s.lower) {
		return ""
	}
	return s.lower[i]
}

func (s *scanner) text(i int) string {
	if i < 0 || i >= len(s.words) {
		return ""
	}
	return s.words[i]
}

// phrase reads the time phrase that begins at token i and returns the number of
// its tokens, 0 if none begins there.
func (s *scanner) phrase(i int) (extract.Time, int) {
	if s.name[i] || !s.opens(i) {
		return extract.Time{}, 0
	}
	lead := s.lead(i)
	x, n := s.core(i + lead)
	if n == 0 {
		return extract.Time{}, 0
	}
	x.unresolved = x.unresolved || s.fiscal(i) || s.rounded(i, x)
	n += lead
	n += s.tail(i + n)
	if y, m := s.rangeTo(i, n, x); m > 0 {
		return s.between(i, n+m, x, y), n + m
	}
	return s.point(i, n, x), n
}

// fiscal reports whether the year or quarter at token i is one of a firm's books and
// not of the calendar.
func (s *scanner) fiscal(i int) bool {
	if yearWord.Has(s.word(i - 1)) {
		i--
	}
	return fiscal.Has(s.word(i - 1))
}

// rounded reports whether year x at token i is only about what is meant: "around
// 2010".
func (s *scanner) rounded(i int, x period) bool {
	w := s.word(i - 1)
	return x.rule == ruleYear && (circa.Has(w) || s.roughly(i) && !moreThanYear.Has(w))
}

// opens reports whether a time phrase can begin with token i at all; most words
// cannot, and are done with here.
func (s *scanner) opens(i int) bool {
	w := s.lower[i]
	if w == "" {
		return false
	}
	if c := w[0]; c >= '0' && c <= '9' {
		return true
	}
	if openers.Has(w) || strings.HasPrefix(w, midPrefix) {
		return true
	}
	return month(s.words[i]) > 0 || weekday(s.words[i]) >= 0
}

// lead counts the words before a date that narrow it: "earlier", "late", "mid -",
// "the end of".
func (s *scanner) lead(i int) int {
	switch w := s.word(i); {
	case narrowing.Has(w):
		if s.word(i+1) == lexicon.In || s.word(i+1) == lexicon.On {
			return 2
		}
		return 1
	case w == lexicon.Mid:
		if s.word(i+1) == "-" {
			return 2
		}
		return 1
	case partOfPeriod.Has(w):
		if s.word(i+1) == lexicon.Of {
			if s.word(i+2) == lexicon.The {
				return 3
			}
			return 2
		}
	}
	return 0
}

// tail counts the words after a date that narrow it to a part of the day.
func (s *scanner) tail(i int) int {
	if partOfDay.Has(s.word(i)) {
		return 1
	}
	return 0
}

// rangeTo reads the second half of "from May to July", "between 2010 and 2014",
// "2010 – 2014" and returns the number of its tokens.
func (s *scanner) rangeTo(i, n int, x period) (period, int) {
	j := i + n
	before := s.word(i - 1)
	switch w := s.word(j); {
	case rangeWords.Has(w) && (before == lexicon.From || before == lexicon.Since || w != lexicon.To):
	case w == lexicon.And && before == lexicon.Between:
	case w == "-" || w == "–" || w == "—":
		if x.p == extract.Year && len(s.text(j+1)) == 2 && month(s.text(j+2)) == 0 && !x.unresolved && x.to.IsZero() {
			if y := yearAfter(x.from.Year(), s.text(j+1)); y > 0 { // "2023-24"
				return period{from: time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC), p: extract.Year, rule: x.rule}, 2
			}
		}
		if x.p != extract.Year && x.p != extract.Day || year(s.text(j+1)) == 0 && day(s.text(j+1)) == 0 && month(s.text(j+1)) == 0 {
			return period{}, 0
		}
	default:
		return period{}, 0
	}
	k := j + 1
	k += s.lead(k)
	if y, m := s.core(k); m > 0 && !s.name[k] {
		return y, k + m - j
	}
	return period{}, 0
}

// between makes the time of a phrase with two ends. A month without a year
// shares that of the second end: "from May to July 2014".
func (s *scanner) between(i, n int, x, y period) extract.Time {
	if strings.HasPrefix(x.rule, nearest) && (y.rule == ruleDate || y.rule == ruleMonth) {
		x.from = x.from.AddDate(y.from.Year()-x.from.Year(), 0, 0)
		if x.from.After(y.from) {
			x.from = x.from.AddDate(-1, 0, 0)
		}
	}
	t := extract.Time{Rule: x.rule + ruleTo + y.rule}
	t.Phrase = extract.Span{Start: i, End: i + n}
	if !x.unresolved && !y.unresolved && !y.from.Before(x.from) {
		t.From, t.To = date(x.from, x.p), date(y.from, y.p)
	}
	return t
}

// point makes the time of a phrase with one date; the preposition before it
// tells whether it is a point, a beginning or an end.
func (s *scanner) point(i, n int, x period) extract.Time {
	t := extract.Time{Rule: x.rule}
	t.Phrase = extract.Span{Start: i, End: i + n}
	if x.unresolved {
		return t
	}
	d := date(x.from, x.p)
	switch {
	case d.IsZero():
	case x.open == '<':
		t.From = d
	default:
		last := d
		if !x.to.IsZero() {
			last = date(x.to, x.p)
		}
		switch w := s.preposition(i); {
		case fromWords.Has(w):
			t.From = d
			if !x.to.IsZero() && s.word(i-1) == lexicon.From { // "from 3 to 5 March"
				t.To = last
			}
		case untilWords.Has(w):
			t.To = last
		case w == lexicon.Before:
			if !s.guessed(x) {
				t.To = last
			}
		default:
			t.From = d
			if t.Point = x.to.IsZero(); !t.Point {
				t.To = last
			}
		}
	}
	return t
}

// guessed reports whether x was taken to lie behind the day of publication for want
// of a verb that says otherwise. What happened before it may have done so before a
// day that is still to come: "ahead of Sunday's vote".
func (s *scanner) guessed(x period) bool {
	now, ok := s.anchor(extract.Day)
	return ok && !x.from.After(now) && (x.rule == ruleWeekday || strings.HasPrefix(x.rule, nearest))
}

// preposition returns the word before the phrase at token i, over an article;
// "before" also for "ahead of" and "prior to".
func (s *scanner) preposition(i int) string {
	w := s.word(i - 1)
	if w == lexicon.The || w == lexicon.About || w == lexicon.At && s.word(i-2) == lexicon.Since {
		i--
		w = s.word(i - 1)
	}
	if u, _ := unit(s.word(i - 2)); w == lexicon.To && u != "" { // "in the three months to March"
		return lexicon.Until
	}
	if w == lexicon.Of && s.word(i-2) == lexicon.Ahead || w == lexicon.To && s.word(i-2) == lexicon.Prior {
		return lexicon.Before
	}
	return w
}

// anchor returns the publication date, where the article was published, if it is
// known as exactly as p wants.
func (s *scanner) anchor(p extract.Precision) (time.Time, bool) {
	if s.a.Published.IsZero() {
		return time.Time{}, false
	}
	order := []extract.Precision{extract.Day, extract.Week, extract.Month, extract.Quarter, extract.Year}
	have := max(0, slices.Index(order, s.a.PublishedPrecision))
	return floor(s.a.Published, extract.Day), have <= slices.Index(order, p)
}

// later reports whether the phrase at token i is about what is still to come:
// by its verb ("will meet on Friday", "is to meet", "talks scheduled for").
func (s *scanner) later(i int) bool {
	if s.told(i) {
		return false
	}
	v := i
	for n := 0; n < 8; n++ {
		if n > 0 && (s.awaited(v) || s.IsVerb(v) && !s.led(v)) {
			break
		}
		h := s.Head(v)
		if h == v || h < 0 || h >= len(s.words) {
			return false
		}
		v = h
	}
	if s.awaited(v) {
		return true
	}
	if !s.IsVerb(v) {
		return false
	}
	return s.comes(v) || s.lower[v] == lexicon.Is && weekday(s.text(i)) >= 0 && s.preposition(i) == lexicon.On && s.Head(i-1) == v
}

// told reports whether the phrase at token i stands right behind a verb in the past
// tense, "said on Monday he would go", whatever the parse makes of it.
func (s *scanner) told(i int) bool {
	k := i - 1
	if w := s.word(k); beforePastDate.Has(w) {
		k--
	}
	return k >= 0 && s.a.Tokens[k].Tag == "VBD"
}

// led reports whether verb v is a participle that takes its time from the verb
// above: "will lead it, starting in May".
func (s *scanner) led(v int) bool {
	if s.a.Tokens[v].Tag != "VBG" || s.comes(v) {
		return false
	}
	switch s.Dep(v) {
	case "advcl", "prep", "xcomp":
		return true
	}
	return false
}

// awaited reports whether token v says that what it is about is still to come.
func (s *scanner) awaited(v int) bool {
	switch w := s.lower[v]; {
	case scheduled.Has(w):
		return true
	case expectedParticiples.Has(w):
		return s.a.Tokens[v].Tag == "VBN"
	}
	return false
}

// auxiliaryReach is how many tokens before a verb its auxiliaries stand.
const auxiliaryReach = 6

// comes reports whether verb v speaks of the future.
func (s *scanner) comes(v int) bool {
	t := s.a.Tokens[v]
	perfect, progressive := false, false
	for i := s.First(v); i >= 0 && i < v; i = s.Next(i) {
		if i < v-auxiliaryReach {
			continue
		}
		switch w := s.lower[i]; {
		case futureAuxiliaries.Has(w):
			return true
		case w == lexicon.To:
			return s.plans(t.Head) && !s.settles(t.Head, v)
		case pastAuxiliaries.Has(w):
			perfect = true
		case progressiveAuxiliaries.Has(w):
			progressive = true
		}
	}
	if perfect {
		return false
	}
	if t.Tag == "VBG" {
		return progressive
	}
	if t.Tag == "VBZ" || t.Tag == "VBP" {
		if timetableVerbs.Has(t.Lemma) {
			return true
		}
	}
	return false
}

// settles reports whether verb h says in the past tense that one resolved to do
// v, which needs no appointment: "agreed to buy it on Monday" names the day of
// the resolution, "agreed to meet on Monday" that of the meeting.
func (s *scanner) settles(h, v int) bool {
	switch t := s.a.Tokens[h]; {
	case resolveVerbs.Has(t.Lemma):
		if t.Tag != "VBD" {
			return false
		}
	default:
		return false
	}
	return resolvedDeeds.Has(s.a.Tokens[v].Lemma)
}

// plans reports whether token v governs an infinitive that lies ahead.
func (s *scanner) plans(v int) bool {
	return planVerbs.Has(s.a.Tokens[v].Lemma)
}
