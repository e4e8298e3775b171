package judge

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/neural/kernel"
	"github.com/newsgraph/newsgraph/extract/reader"
)

// TestTaught: a relation that passages taught is judged by its weights and bound, for
// pairs of its kinds in one sentence, with the marks that the reader sees.
func TestTaught(t *testing.T) {
	a, w, r := article()
	a.Keep([]*window{w})
	r.marks = [reader.Marks]float32{.9, 0, 0, 0, 0}
	r.sights = map[string]float32{"Anna Berg > Kenyan": 3, "Kenyan > Anna Berg": 9}
	sponsored := extract.Relation{Name: "SPONSORED", Subject: []extract.Kind{extract.Person}, Object: []extract.Kind{extract.Place},
		Taught: &extract.Taught{Bound: .9, Weights: []float32{2, -3}}}
	j := &Judge{taught: []*extract.Relation{&sponsored}}
	got := j.Verdicts(a, nil)
	if len(got) != 1 || got[0].Relation != "SPONSORED" || got[0].Subject != 0 || got[0].Object != 1 || !got[0].Negated || got[0].Modality != extract.Actual {
		t.Fatalf("verdicts %+v, want one on Anna Berg and Kenya, negated", got)
	}
	sponsored.Taught.Bound = .96
	if got := j.Verdicts(a, nil); len(got) != 0 {
		t.Errorf("below the bound: %+v", got)
	}
}

// TestOtherReader: what was taught with one reader is not judged with another.
func TestOtherReader(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "reader", "testdata", "tiny.bin"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := reader.Open("tiny.bin", string(data), kernel.Best())
	if err != nil {
		t.Fatal(err)
	}
	relations := []extract.Relation{{Name: "SPONSORED", Source: "own/sponsored.rel", Taught: &extract.Taught{Reader: "1-aa", Weights: make([]float32, r.SightWidth()+1)}}}
	if _, err := New(r, "1-aa", relations, Lists{}); err != nil {
		t.Error(err)
	}
	_, err = New(r, "1-bb", relations, Lists{})
	if !errors.Is(err, ErrTaught) || !strings.Contains(err.Error(), "own/sponsored.rel: relation SPONSORED was taught with another reader") {
		t.Errorf("got %v", err)
	}
	relations[0].Taught.Weights = relations[0].Taught.Weights[1:]
	if _, err := New(r, "1-aa", relations, Lists{}); !errors.Is(err, ErrTaught) {
		t.Errorf("with a weight too few: %v", err)
	}
}
