package english

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
)

// The vectors of a sentence are the same numbers whether they were kept or are computed
// again.
func TestVectorsKeptOrComputedAgain(t *testing.T) {
	l := model(t)
	l.keeps = true
	a := &extract.Article{Text: "OSLO, Norway — Nora Vik met Emmanuel Macron in Oslo. They discussed trade.\n\n" + strings.Repeat("Shares of Borealis Inc. fell and ", 200) + "rose.\n\nIt ended."}
	p := append(layers(l), extract.Stage{Name: "look", Run: func(_ context.Context, a *extract.Article) error {
		kept := a.Kept().(*vectors)
		again := &vectors{l: l, a: a}
		for i := len(a.Sentences) - 1; i >= 0; i-- {
			s := a.Sentences[i].Span
			syntax, names := kept.Rows(s)
			syntax2, names2 := again.Rows(s)
			if !slices.Equal(syntax, syntax2) || !slices.Equal(names, names2) || slices.Max(syntax) == 0 || slices.Max(names) == 0 {
				t.Errorf("sentence %d of %d tokens: other vectors the second time, or none", i, s.Len())
			}
		}
		return nil
	}})
	if err := p.Article(context.Background(), a); err != nil {
		t.Fatal(err)
	}
	if len(a.Sentences) < 4 {
		t.Fatalf("%d sentences", len(a.Sentences))
	}
}
