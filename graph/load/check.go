package load

import (
	"fmt"
	"time"

	"github.com/newsgraph/newsgraph/extract"
)

// check finds what would make an article's layers contradict each other. Such
// an article can only come from a file of articles that somebody else wrote, or
// from a defect of a stage; it is rejected as a whole.
func (r reader) check(a *extract.Article) error {
	for i, t := range a.Tokens {
		if t.Start < 0 || t.End < t.Start || t.End > len(a.Text) {
			return fmt.Errorf("token %d ends outside the text", i)
		}
	}
	for i, s := range a.Sentences {
		if !inside(s.Span, len(a.Tokens)) {
			return fmt.Errorf("sentence %d ends outside the tokens", i)
		}
	}
	for i, m := range a.Mentions {
		if !inside(m.Span, len(a.Tokens)) || m.Head < 0 || m.Head >= len(a.Tokens) {
			return fmt.Errorf("mention %d lies outside the tokens", i)
		}
	}
	for i, e := range a.Entities {
		if !below(e.Mentions, len(a.Mentions)) || !below(e.Parties, len(a.Entities)) {
			return fmt.Errorf("entity %d (%s) refers to a mention or a party that is not there", i, e.Name)
		}
	}
	for i, c := range a.Claims {
		if err := r.checkClaim(a, c); err != nil {
			return fmt.Errorf("claim %d (%s): %w", i, c.Relation, err)
		}
	}
	return nil
}

func (r reader) checkClaim(a *extract.Article, c extract.Claim) error {
	relation, known := r.relations[c.Relation]
	switch {
	case !known:
		return fmt.Errorf("no such relation")
	case c.Subject < 0 || c.Subject >= len(a.Entities):
		return fmt.Errorf("entity %d is not there", c.Subject)
	case c.Object >= len(a.Entities) || c.Speaker >= len(a.Entities):
		return fmt.Errorf("entity %d is not there", max(c.Object, c.Speaker))
	case c.Object < 0 && (c.Value == "" || len(relation.Object) > 0):
		return fmt.Errorf("it has no object")
	case c.Object >= 0 && len(relation.Object) == 0:
		return fmt.Errorf("its object must be a value")
	case c.Object < 0 && !isDate(c.Value):
		return fmt.Errorf("its value %q is no date like 2015-12-16, 2015-12 or 2015", c.Value)
	case c.Sentence >= len(a.Sentences):
		return fmt.Errorf("sentence %d is not there", c.Sentence)
	case !inside(c.Evidence, len(a.Tokens)):
		return fmt.Errorf("its evidence ends outside the tokens")
	case modalityRank(string(c.Modality)) < 0:
		return fmt.Errorf("modality %q is not known", c.Modality)
	case !(c.Confidence >= 0 && c.Confidence <= 1):
		return fmt.Errorf("confidence %v is not between 0 and 1", c.Confidence)
	}
	return nil
}

func isDate(s string) bool {
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}

func inside(s extract.Span, tokens int) bool {
	return s.Start >= 0 && s.Start <= s.End && s.End <= tokens
}

func below(list []int, n int) bool {
	for _, i := range list {
		if i < 0 || i >= n {
			return false
		}
	}
	return true
}
