package extract

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
)

// Stage adds one layer to an article. Run must be safe to call from several
// goroutines at once, for different articles.
type Stage struct {
	Name string
	Doc  string
	Run  func(context.Context, *Article) error
}

// Pipeline is a list of stages in order.
type Pipeline []Stage

// Reject is the error for one article or record that could not be used. The run
// goes on; the record is written to the rejects file and can be fed back.
type Reject struct {
	Source  string `json:"source"`           // file or stream
	Member  string `json:"member,omitempty"` // file inside an archive
	Offset  int64  `json:"offset"`           // byte where the record begins
	Record  int    `json:"record,omitempty"` // its number from 1, or the line number
	ID      string `json:"id,omitempty"`
	Stage   string `json:"stage"`
	Code    string `json:"code"`    // syntax, no-text, too-short, binary, too-much-work, …
	Message string `json:"message"` // what is wrong and what to do
	Raw     []byte `json:"raw,omitempty"`
}

// Error names the place, the code and the message.
func (r *Reject) Error() string {
	where := r.Source
	if r.Member != "" {
		where += "!" + r.Member
	}
	if r.Record > 0 {
		where += fmt.Sprintf(":%d", r.Record)
	}
	return fmt.Sprintf("%s: %s: %s", where, r.Code, r.Message)
}

// Article runs all stages over one article. A panic in a stage becomes a Reject.
func (p Pipeline) Article(ctx context.Context, a *Article) error {
	_, err := p.run(ctx, a, 0)
	return err
}

// Work runs all stages over one article and returns how many steps that took.
func (p Pipeline) Work(ctx context.Context, a *Article) (steps int64, err error) {
	done, err := p.run(ctx, a, 0)
	return done.steps, err
}

// done is how far a run has come.
type done struct {
	stage string // that was begun last
	steps int64
}

// run runs all stages over one article, with at most so many steps (0: any number).
func (p Pipeline) run(ctx context.Context, a *Article, most int64) (d done, err error) {
	outer, m := a.meter, &meter{ctx: ctx, most: most}
	a.meter = m
	defer func() {
		a.meter, a.kept, d.steps = outer, nil, m.steps
		switch r := recover().(type) {
		case nil:
		case givenUp:
			err = r.error
		default:
			err = a.reject(d.stage, "internal", fmt.Sprint(r))
		}
	}()
	for _, s := range p {
		d.stage = s.Name
		if err := ctx.Err(); err != nil {
			return d, err
		}
		if err := s.Run(ctx, a); err != nil {
			return d, err
		}
	}
	return d, nil
}

// Run runs the pipeline over a stream of articles with the given number of
// workers (at least one) and yields them in input order, whatever the number.
// Errors of the input pass through in their place. At most 2·workers articles
// are in flight; when the consumer stops, Run stops reading.
func (p Pipeline) Run(ctx context.Context, articles iter.Seq2[*Article, error], workers int) iter.Seq2[*Article, error] {
	return func(yield func(*Article, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		type job struct {
			a    *Article
			err  error
			done chan struct{}
		}
		workers := max(1, workers)
		work := make(chan *job)
		order := make(chan *job, 2*workers)
		var group sync.WaitGroup
		group.Go(func() {
			defer close(order)
			defer close(work)
			for a, err := range articles {
				j := &job{a: a, err: err, done: make(chan struct{})}
				select {
				case order <- j:
				case <-ctx.Done():
					return
				}
				if err != nil || a == nil {
					close(j.done)
					continue
				}
				select {
				case work <- j:
				case <-ctx.Done():
					close(j.done)
					return
				}
			}
		})
		for range workers {
			group.Go(func() {
				for j := range work {
					j.err = p.Article(ctx, j.a)
					close(j.done)
				}
			})
		}
		defer group.Wait()
		defer cancel()
		for j := range order {
			<-j.done
			if err := ctx.Err(); err != nil && (j.err == nil || errors.Is(j.err, err)) {
				yield(nil, err)
				return
			}
			if !yield(j.a, j.err) {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(nil, err)
		}
	}
}
