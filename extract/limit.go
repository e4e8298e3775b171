package extract

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Limits are how much is done for one article before it is given up.
type Limits struct {
	// Work is the number of steps (Article.Spend); 0: any number. It depends on the
	// article alone, so that every machine gives up the same ones.
	Work int64
	// Time is by the clock; 0: any. What is read then depends on the machine and on
	// what else it does.
	Time time.Duration
}

// Within returns a pipeline that does what p does and gives up an article that
// takes more than the limits: the error is a Reject with the code "too-much-work" or
// "timeout". Nothing works on an article that has been given up.
func (p Pipeline) Within(l Limits) Pipeline {
	if l == (Limits{}) {
		return p
	}
	return Pipeline{{Name: "all", Doc: "runs all stages within limits",
		Run: func(ctx context.Context, a *Article) error { return p.within(ctx, l, a) }}}
}

func (p Pipeline) within(ctx context.Context, l Limits, a *Article) error {
	timed, cancel := ctx, context.CancelFunc(func() {})
	if l.Time > 0 {
		timed, cancel = context.WithTimeout(ctx, l.Time)
	}
	defer cancel()
	own := *a // what was found in an article that is given up is nobody's
	done, err := p.run(timed, &own, l.Work)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, errWork):
		return a.reject(done.stage, "too-much-work",
			fmt.Sprintf("not read in %d steps: split it, allow more by --work-limit, or leave it out", l.Work))
	case err != nil && timed.Err() != nil && errors.Is(err, timed.Err()):
		return a.reject(done.stage, "timeout",
			fmt.Sprintf("not read within %s: allow more by --time-limit, or leave it out", l.Time))
	case err == nil:
		*a = own
		a.Spend(int(done.steps)) // for who counts around this pipeline
	}
	return err
}

// rawBytes bounds the article that a Reject holds.
const rawBytes = 64 << 10

// reject makes a Reject of an article that a stage could not read. It holds the
// article as it came in, so that it can be fed back.
func (a *Article) reject(stage, code, message string) *Reject {
	r := &Reject{Source: a.Source, ID: a.ID, Stage: stage, Code: code, Message: message}
	bare := Article{ID: a.ID, URL: a.URL, Publisher: a.Publisher, Title: a.Title, Language: a.Language, Authors: a.Authors,
		Published: a.Published, PublishedPrecision: a.PublishedPrecision, Text: a.Text}
	if raw, err := json.Marshal(bare); err == nil && len(raw) <= rawBytes {
		r.Raw = raw
	}
	return r
}
