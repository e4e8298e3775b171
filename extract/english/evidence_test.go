package english

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/source"
)

// TestEvidence holds that the evidence of every claim shows its trigger and both
// ends, or mentions that lead to them: in the articles of testdata and, where
// NEWSGRAPH_SHARED names the development data, in passages and articles of it.
func TestEvidence(t *testing.T) {
	p, _ := readsAll(t)
	evidence(t, p, 200)
}

// TestBestEvidence holds the same of what a learned reader adds, and that the mentions
// it adds stand in order and belong to their entities.
func TestBestEvidence(t *testing.T) {
	_, types := readsAll(t)
	p, err := New(Options{Relations: types, Model: Best})
	if err != nil {
		t.Fatal(err)
	}
	p = append(p, extract.Stage{Name: "check", Run: func(_ context.Context, a *extract.Article) error {
		for i, m := range a.Mentions {
			if i > 0 && (m.Start < a.Mentions[i-1].Start || m.Start == a.Mentions[i-1].Start && m.End > a.Mentions[i-1].End) {
				t.Errorf("%s: mention %q stands out of order", a.Source, a.Words(m.Span))
			}
			if m.Entity >= 0 && !slices.Contains(a.Entities[m.Entity].Mentions, i) {
				t.Errorf("%s: %q is no mention of %s, its entity", a.Source, a.Words(m.Span), a.Entities[m.Entity].Name)
			}
		}
		for _, e := range a.Entities {
			if !slices.IsSorted(e.Mentions) || len(slices.Compact(slices.Clone(e.Mentions))) != len(e.Mentions) {
				t.Errorf("%s: %s has the mentions %v", a.Source, e.Name, e.Mentions)
			}
		}
		return nil
	}})
	if learned := evidence(t, p, 25); learned == 0 {
		t.Error("the reader found nothing")
	}
}

// evidence reads the articles of testdata and the first texts of each development set,
// and returns how many claims a learned reader found.
func evidence(t *testing.T, p extract.Pipeline, most int) (learned int) {
	t.Helper()
	proved := 0
	check := func(articles func(func(*extract.Article, error) bool)) {
		for a, err := range p.Run(context.Background(), articles, 2) {
			if err != nil {
				t.Fatal(err)
			}
			for i := range a.Claims {
				if err := a.Prove(&a.Claims[i]); err != nil {
					c := &a.Claims[i]
					t.Errorf("%s: %s, frame %s: %v", a.Source, c.Relation, c.Frame, err)
				}
				proved++
				if a.Claims[i].Frame == "reader" {
					learned++
				}
			}
		}
	}
	check(source.Open([]string{"../../testdata/article"}, source.Options{}))
	shared := os.Getenv("NEWSGRAPH_SHARED")
	if shared == "" || shared == "none" {
		t.Logf("%d claims proved; NEWSGRAPH_SHARED names no development data", proved)
		return learned
	}
	for _, file := range []string{"news_relations_dev.jsonl", "unified/dwie_dev.jsonl"} {
		check(texts(t, filepath.Join(shared, "data", file), most))
	}
	t.Logf("%d claims proved", proved)
	return learned
}

// texts reads the first texts of a file of JSON lines.
func texts(t *testing.T, path string, most int) func(func(*extract.Article, error) bool) {
	return func(yield func(*extract.Article, error) bool) {
		f, err := os.Open(path)
		if err != nil {
			t.Error(err)
			return
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 64<<20)
		for n := 0; n < most && lines.Scan(); n++ {
			var record struct{ ID, Text string }
			if err := json.Unmarshal(lines.Bytes(), &record); err != nil {
				t.Error(err)
				return
			}
			if !yield(&extract.Article{ID: record.ID, Text: record.Text, Source: record.ID}, nil) {
				return
			}
		}
	}
}
