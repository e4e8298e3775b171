package english

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/relation"
)

// everything returns the pipeline with all relations.
func everything(t testing.TB) extract.Pipeline {
	t.Helper()
	relations, err := relation.Types()
	if err != nil {
		t.Fatal(err)
	}
	p, err := New(Options{Relations: relations})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The steps of an article grow as its length, whatever it is made of, and no dense
// text comes near the limit.
func TestWorkGrowsAsTheLength(t *testing.T) {
	p := everything(t)
	for _, d := range dense {
		var steps [2]int64
		for i, size := range []int{4_000, 32_000} {
			a := &extract.Article{Text: ofLength(d.part, size)}
			var err error
			if steps[i], err = p.Work(context.Background(), a); err != nil {
				t.Fatal(err)
			}
		}
		t.Logf("%-12s %d steps for %d bytes", d.kind, steps[1], 32_000)
		if ratio := float64(steps[1]) / float64(steps[0]); ratio > 9 {
			t.Errorf("%s: eight times the text takes %.1f times the steps (%d, %d)", d.kind, ratio, steps[0], steps[1])
		}
		if megabyte := steps[1] * 32; megabyte > extract.MostWork/2 {
			t.Errorf("%s: a megabyte takes %d steps of %d", d.kind, megabyte, int64(extract.MostWork))
		}
	}
}

// asked is a context that is done once it has been asked so often.
type asked struct {
	context.Context
	often, left int
}

func (c *asked) Err() error {
	c.often++
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

func (c *asked) Deadline() (time.Time, bool) { return time.Time{}, false }

// An article that is given up stops where it is: no stage goes on after it has been
// told, and each of them asks while it works, not only when it begins.
func TestGivenUpArticleStops(t *testing.T) {
	p := everything(t)
	text := ofLength(dense[0].part, 20_000)
	ctx := &asked{Context: context.Background(), left: 1 << 30}
	if err := p.Article(ctx, &extract.Article{Text: text}); err != nil {
		t.Fatal(err)
	}
	all := ctx.often
	if all < 3*len(p) {
		t.Errorf("an article of %d bytes is asked %d times whether it has been given up", len(text), all)
	}
	for n := 0; n < all; n += 1 + all/20 {
		ctx := &asked{Context: context.Background(), left: n}
		a := &extract.Article{Text: text}
		if err := p.Article(ctx, a); !errors.Is(err, context.Canceled) {
			t.Errorf("given up at question %d of %d: %v", n, all, err)
		}
		if ctx.often != n+1 {
			t.Errorf("given up at question %d: asked %d times more", n, ctx.often-n-1)
		}
	}
}
