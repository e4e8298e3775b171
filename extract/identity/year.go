package identity

import (
	"time"

	"github.com/newsgraph/newsgraph/extract"
)

// yearOf is the one year in which a time lies, "" if it is not known or lies in several.
func yearOf(when extract.Interval) string {
	from, to := when.From.First, when.To.First
	if len(from) < 4 || !when.Point && (len(to) < 4 || to[:4] != from[:4]) {
		return ""
	}
	return from[:4]
}

// aroundNow is how far from its day of publication a dated sentence still tells news:
// what happens "on Monday" of an article of December may be of the next year.
const aroundNow = 100 * 24 * time.Hour

// yearOfArticle is the year of which an article speaks when it speaks of an event by its
// bare name: that of the days around its publication that stand in the same sentences,
// else the year of publication, unless more of these sentences speak of other years or
// of another edition. "" if it cannot be told.
func yearOfArticle(a *extract.Article, e *extract.Entity) string {
	if a.Published.IsZero() {
		return ""
	}
	seen, near, clear := map[int]bool{}, "", 0
	for _, m := range e.Mentions {
		s := a.SentenceOf(a.Mentions[m].Start)
		if a.Mentions[m].Form != extract.Proper || s < 0 || seen[s] {
			continue
		}
		seen[s] = true
		switch year, other := yearsIn(a, a.Sentences[s].Span); {
		case other || anotherEdition(a, a.Mentions[m].Start):
			clear--
		case year == "":
			clear++
		case near != "" && year != near:
			return "" // both "in December" and "in January"
		default:
			near = year
		}
	}
	switch {
	case near != "":
		return near
	case clear > 0:
		return a.Published.Format("2006")
	}
	return ""
}

// yearsIn tells of which year the days around publication are that a sentence speaks of,
// "" if it speaks of none, and whether it speaks of other years than that of publication.
func yearsIn(a *extract.Article, s extract.Span) (near string, other bool) {
	a.Spend(len(a.Times))
	published := a.Published.Format("2006")
	for i := range a.Times {
		t := &a.Times[i]
		if !s.Contains(t.Phrase.Start) || t.From.IsZero() {
			continue
		}
		day, err := time.Parse(time.DateOnly, t.From.First)
		if err != nil {
			continue
		}
		switch distance := a.Published.Sub(day).Abs(); {
		case distance < aroundNow && t.From.Precision != extract.Year && t.From.Precision != extract.Quarter:
			other = other || near != "" && near != t.From.First[:4]
			near = t.From.First[:4]
		case t.From.First[:4] != published:
			other = true
		}
	}
	return near, other
}

// anotherEdition reports whether the words before the name say so: "the next World Cup".
func anotherEdition(a *extract.Article, start int) bool {
	low := a.Lower()
	for i := start - 1; i >= max(0, start-2); i-- {
		if otherEditions.Has(low[i]) {
			return true
		}
	}
	return false
}
