package extract

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"time"
)

// stages returns a pipeline whose second stage waits for what an article's id says.
func stages() Pipeline {
	return Pipeline{
		{Name: "first", Run: func(_ context.Context, a *Article) error { a.Tokens = make([]Token, 1); return nil }},
		{Name: "second", Run: func(ctx context.Context, a *Article) error {
			switch a.ID {
			case "endless":
				for {
					a.Spend(1)
				}
			case "slow":
				<-ctx.Done()
				return ctx.Err()
			case "panic":
				panic("oh")
			}
			return nil
		}},
	}
}

func TestWithin(t *testing.T) {
	for id, want := range map[string]string{"quick": "", "slow": "timeout", "endless": "timeout", "panic": "internal"} {
		limit := time.Hour
		if want == "timeout" {
			limit = 100 * time.Millisecond // the first stage has to be through, on a busy machine as well
		}
		a := &Article{ID: id, Title: "T", Text: "text", Source: "in.jsonl:3"}
		err := stages().Within(Limits{Time: limit}).Article(context.Background(), a)
		if want == "" {
			if err != nil || len(a.Tokens) != 1 {
				t.Errorf("%s: %v, %d tokens", id, err, len(a.Tokens))
			}
			continue
		}
		var r *Reject
		if !errors.As(err, &r) || r.Code != want || r.Stage != "second" || r.Source != "in.jsonl:3" || len(a.Tokens) != 0 {
			t.Fatalf("%s: %+v, %d tokens", id, err, len(a.Tokens))
		}
		var again Article
		if err := json.Unmarshal(r.Raw, &again); err != nil || again.Text != "text" || again.ID != id || again.Title != "T" {
			t.Errorf("%s: the reject holds %s (%v)", id, r.Raw, err)
		}
	}
}

// An article that takes too many steps is rejected after just so many.
func TestWork(t *testing.T) {
	for limit, want := range map[int64]string{0: "", 10 * stepsAtOnce: "", 10*stepsAtOnce - 1: "too-much-work", 1: "too-much-work"} {
		taken := 0
		p := Pipeline{{Name: "busy", Run: func(_ context.Context, a *Article) error {
			for range 10 {
				a.Spend(stepsAtOnce)
				taken++
			}
			return nil
		}}}
		err := p.Within(Limits{Work: limit}).Article(context.Background(), &Article{Text: "text"})
		var r *Reject
		switch {
		case want == "" && (err != nil || taken != 10):
			t.Errorf("limit %d: %v after %d", limit, err, taken)
		case want != "" && (!errors.As(err, &r) || r.Code != want || r.Stage != "busy" || taken != int(limit/stepsAtOnce)):
			t.Errorf("limit %d: %v after %d", limit, err, taken)
		}
	}
}

func TestStepsAreCounted(t *testing.T) {
	p := Pipeline{{Run: func(_ context.Context, a *Article) error { a.Spend(7); return nil }}}
	for _, p := range []Pipeline{p, p.Within(Limits{Work: 100})} {
		if n, err := p.Work(context.Background(), &Article{}); n != 7 || err != nil {
			t.Errorf("%d steps, %v", n, err)
		}
	}
}

func TestWithinIsNoReasonToRejectWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := stages().Within(Limits{Time: time.Hour}).Article(ctx, &Article{ID: "slow"})
	var r *Reject
	if errors.As(err, &r) || !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want context.Canceled", err)
	}
}

func TestNoLimit(t *testing.T) {
	if p := stages().Within(Limits{}); len(p) != 2 {
		t.Errorf("%d stages", len(p))
	}
}

func TestLongArticlesAreNotKept(t *testing.T) {
	if r := (&Article{Text: string(make([]byte, rawBytes))}).reject("s", "c", "m"); r.Raw != nil {
		t.Errorf("%d bytes", len(r.Raw))
	}
}
