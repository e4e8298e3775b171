// Package when finds time phrases and turns them into dates, by the date of
// publication where they need one: "Wednesday", "earlier this month", "in
// February 2014", "since May". Without such a date a relative phrase stays
// unresolved; nothing is guessed.
//
// The rules read tokens. "We", "may" the verb, "march" the verb and bare numbers
// are no dates.
package when

import (
	"context"

	"github.com/newsgraph/newsgraph/extract"
)

// New returns the stage that fills Article.Times, in order of the text. It needs
// tokens with tags and sentences.
func New() extract.Stage {
	return extract.Stage{
		Name: "times",
		Doc:  "finds time phrases and resolves them by the publication date",
		Run: func(_ context.Context, a *extract.Article) error {
			a.Times = find(a)
			return nil
		},
	}
}

// stepsWord is how many patterns are tried at a word, about.
const stepsWord = 20

// find returns the time phrases of an article.
func find(a *extract.Article) []extract.Time {
	s := newScanner(a)
	var out []extract.Time
	for i := 0; i < len(s.words); {
		a.Spend(stepsWord)
		t, n := s.phrase(i)
		if n == 0 {
			i++
			continue
		}
		s.share(out, t)
		out = append(out, t)
		i += n
	}
	return out
}
