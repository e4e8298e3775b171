package extract

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"testing"
)

func numbered(n int, bad map[int]bool) iter.Seq2[*Article, error] {
	return func(yield func(*Article, error) bool) {
		for i := range n {
			if bad[i] {
				if !yield(nil, &Reject{Source: "in", Record: i, Code: "syntax"}) {
					return
				}
				continue
			}
			if !yield(&Article{ID: fmt.Sprint(i)}, nil) {
				return
			}
		}
	}
}

func TestRunKeepsInputOrder(t *testing.T) {
	stage := Stage{Name: "title", Run: func(_ context.Context, a *Article) error {
		if a.ID == "7" {
			panic("seven")
		}
		a.Title = "title " + a.ID
		return nil
	}}
	for _, workers := range []int{0, 1, 2, 8} {
		i := 0
		for a, err := range (Pipeline{stage}).Run(context.Background(), numbered(50, map[int]bool{3: true}), workers) {
			var reject *Reject
			switch {
			case i == 3 || i == 7:
				if !errors.As(err, &reject) {
					t.Fatalf("workers %d: record %d: error %v, want a reject", workers, i, err)
				}
				if want := map[int]string{3: "syntax", 7: "internal"}[i]; reject.Code != want {
					t.Errorf("record %d: code %q, want %q", i, reject.Code, want)
				}
			case err != nil:
				t.Fatalf("record %d: %v", i, err)
			case a.Title != fmt.Sprintf("title %d", i):
				t.Fatalf("workers %d: place %d holds %q", workers, i, a.Title)
			}
			i++
		}
		if i != 50 {
			t.Errorf("workers %d: %d records came out, want 50", workers, i)
		}
	}
}

func TestRunStopsWithItsConsumer(t *testing.T) {
	seen := 0
	for range (Pipeline{}).Run(context.Background(), numbered(1000, nil), 4) {
		if seen++; seen == 5 {
			break
		}
	}
	if seen != 5 {
		t.Errorf("saw %d, want 5", seen)
	}
}

func TestRunEndsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var last error
	n := 0
	for _, err := range (Pipeline{}).Run(ctx, numbered(100000, nil), 2) {
		if n++; n == 10 {
			cancel()
		}
		last = err
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("last error %v, want context.Canceled", last)
	}
}

func TestSentenceOf(t *testing.T) {
	a := &Article{Sentences: []Sentence{{Span: Span{0, 3}}, {Span: Span{4, 9}}}}
	for i, want := range []int{0, 0, 0, -1, 1, 1, 1, 1, 1, -1} {
		if got := a.SentenceOf(i); got != want {
			t.Errorf("token %d: sentence %d, want %d", i, got, want)
		}
	}
}
