package extract

import (
	"context"
	"encoding/json"
	"fmt"
	"sync/atomic"
	"time"
)

// Within returns a pipeline that does what p does and gives up an article that
// takes longer than limit: the error is a Reject with the code "timeout". A limit
// of zero is none.
//
// A stage that looks at its context stops then; one that does not goes on by
// itself, on a copy that nobody sees, while the run goes on with the next article.
func (p Pipeline) Within(limit time.Duration) Pipeline {
	if limit <= 0 {
		return p
	}
	return Pipeline{{Name: "all", Doc: "runs all stages within " + limit.String(),
		Run: func(ctx context.Context, a *Article) error { return p.within(ctx, limit, a) }}}
}

func (p Pipeline) within(ctx context.Context, limit time.Duration, a *Article) error {
	timed, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	var at atomic.Int64
	own, done := *a, make(chan error, 1)
	go func() { done <- p.watched(&at).Article(timed, &own) }()
	var err error
	select {
	case err = <-done:
	case <-timed.Done():
		err = timed.Err()
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case timed.Err() != nil && err != nil:
		return a.reject(p[at.Load()].Name, "timeout",
			fmt.Sprintf("not read within %s: allow more by --time-limit, or leave it out", limit))
	case err == nil:
		*a = own
	}
	return err
}

// watched returns a pipeline that tells at which stage it is.
func (p Pipeline) watched(at *atomic.Int64) Pipeline {
	out := make(Pipeline, len(p))
	for i, s := range p {
		out[i] = s
		out[i].Run = func(ctx context.Context, a *Article) error {
			at.Store(int64(i))
			return s.Run(ctx, a)
		}
	}
	return out
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
