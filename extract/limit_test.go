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
			case "endless": // does not look at its context
				select {}
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
			limit = time.Millisecond
		}
		a := &Article{ID: id, Title: "T", Text: "text", Source: "in.jsonl:3"}
		err := stages().Within(limit).Article(context.Background(), a)
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

func TestWithinIsNoReasonToRejectWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := stages().Within(time.Hour).Article(ctx, &Article{ID: "slow"})
	var r *Reject
	if errors.As(err, &r) || !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want context.Canceled", err)
	}
}

func TestNoLimit(t *testing.T) {
	if p := stages().Within(0); len(p) != 2 {
		t.Errorf("%d stages", len(p))
	}
}

func TestLongArticlesAreNotKept(t *testing.T) {
	if r := (&Article{Text: string(make([]byte, rawBytes))}).reject("s", "c", "m"); r.Raw != nil {
		t.Errorf("%d bytes", len(r.Raw))
	}
}
