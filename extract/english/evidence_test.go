package english

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/source"
)

// TestEvidence holds that the evidence of every claim shows its trigger and both
// ends, or mentions that lead to them: in the articles of testdata and, where
// NEWSGRAPH_SHARED names the development data, in passages and articles of it.
func TestEvidence(t *testing.T) {
	p, _ := readsAll(t)
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
			}
		}
	}
	check(source.Open([]string{"../../testdata/article"}, source.Options{}))
	shared := os.Getenv("NEWSGRAPH_SHARED")
	if shared == "" || shared == "none" {
		t.Logf("%d claims proved; NEWSGRAPH_SHARED names no development data", proved)
		return
	}
	for _, file := range []string{"news_relations_dev.jsonl", "unified/dwie_dev.jsonl"} {
		check(texts(t, filepath.Join(shared, "data", file), 200))
	}
	t.Logf("%d claims proved", proved)
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
