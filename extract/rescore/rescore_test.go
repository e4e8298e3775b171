package rescore

import (
	"encoding/json"
	"maps"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/neural"
	"github.com/newsgraph/newsgraph/extract/neural/kernel"
)

// answer is what PyTorch says of the claims of an article (testdata/reference.py).
type answer struct {
	Article *extract.Article
	Vectors [][]float32
	Chances []float64
}

// Rows implements Vectors.
func (x answer) Rows(s extract.Span) (syntax, names []float32) {
	for _, v := range x.Vectors[s.Start:s.End] {
		syntax, names = append(syntax, v[:neural.Width]...), append(names, v[neural.Width:]...)
	}
	return syntax, names
}

func answers(t *testing.T) (out []answer) {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "tiny.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for d := json.NewDecoder(f); d.More(); {
		var a answer
		if err := d.Decode(&a); err != nil {
			t.Fatal(err)
		}
		a.Article.Keep(a)
		out = append(out, a)
	}
	return out
}

func tiny(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "tiny.bin"))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func open(t *testing.T, level kernel.Level) *Rescorer {
	t.Helper()
	r, err := Open("tiny.bin", tiny(t), level, []extract.Relation{{Name: "MET_WITH", Symmetric: true}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestReference: every level says what PyTorch says of the same weights.
func TestReference(t *testing.T) {
	for _, level := range kernel.Levels() {
		r := open(t, level)
		for n, want := range answers(t) {
			got := r.chances(want.Article, want.Article.Claims)
			if len(got) != len(want.Chances) || len(got) == 0 {
				t.Fatalf("%v: %d of %d claims are judged", level, len(got), len(want.Chances))
			}
			for i, p := range want.Chances {
				if math.Abs(float64(got[i])-p) > 2e-5 {
					t.Errorf("%v: article %d, claim %d: %.6f, want %.6f", level, n, i, got[i], p)
				}
			}
		}
	}
}

// TestStable: what is thought of a claim depends on its sentence alone.
func TestStable(t *testing.T) {
	r, all := open(t, kernel.Best()), answers(t)
	long := all[0]
	first := r.chances(long.Article, long.Article.Claims)
	r.chances(all[1].Article, all[1].Article.Claims)
	if again := r.chances(long.Article, long.Article.Claims); !maps.Equal(again, first) {
		t.Errorf("%v, then %v", first, again)
	}
}

// TestJudged: a claim is judged if the network knows its relation and both ends stand in
// one sentence; without vectors none is.
func TestJudged(t *testing.T) {
	r, x := open(t, kernel.Best()), answers(t)[1]
	claim := x.Article.Claims[0]
	for _, c := range []struct {
		name   string
		change func(*extract.Claim)
		want   int
	}{
		{"as it is", func(*extract.Claim) {}, 1},
		{"a relation of the user's own", func(c *extract.Claim) { c.Relation = "ADMIRED" }, 0},
		{"an end in another sentence", func(c *extract.Claim) { c.ObjectMention = 0 }, 0},
		{"a literal", func(c *extract.Claim) { c.Object = -1 }, 0},
		{"an unknown frame", func(c *extract.Claim) { c.Frame = "unheard" }, 1},
	} {
		k := claim
		c.change(&k)
		if got := r.chances(x.Article, []extract.Claim{k}); len(got) != c.want {
			t.Errorf("%s: %d judged, want %d", c.name, len(got), c.want)
		}
	}
	x.Article.Keep(nil)
	if got := r.chances(x.Article, []extract.Claim{claim}); got != nil {
		t.Errorf("%v without vectors", got)
	}
}

// TestDoubts: a plain claim that is not likely enough falls, and nothing else.
func TestDoubts(t *testing.T) {
	r, x := open(t, kernel.Best()), answers(t)[0]
	claims := x.Article.Claims
	for i, c := range []struct {
		change func(*extract.Claim)
		want   bool
	}{
		{func(*extract.Claim) {}, true},
		{func(c *extract.Claim) { c.Negated = true }, false},
		{func(c *extract.Claim) { c.Modality = extract.Planned }, false},
		{func(c *extract.Claim) { c.Modality = extract.Possible }, false},
		{func(c *extract.Claim) { c.Frame = extract.DenialFrame }, false},
	} {
		k := claims[0]
		c.change(&k)
		if p := r.chances(x.Article, []extract.Claim{k})[0]; p >= doubted {
			t.Fatalf("case %d is likely: %v", i, p)
		}
		if got := r.Doubts(x.Article, []extract.Claim{k})[0]; got != c.want {
			t.Errorf("case %d falls: %v, want %v", i, got, c.want)
		}
	}
	for _, y := range answers(t) {
		for i, falls := range r.Doubts(y.Article, y.Article.Claims) {
			if y.Chances[i] >= doubted && falls {
				t.Errorf("a claim of probability %v falls", y.Chances[i])
			}
		}
	}
}

// TestOpenRefuses: a file that is cut off or of another kind is told.
func TestOpenRefuses(t *testing.T) {
	whole := tiny(t)
	for _, data := range []string{"", "x", whole[:100], whole[:len(whole)/2], strings.Replace(whole, "rescore.sizes", "rescore.sizez", 1), strings.Replace(whole, "rescore.word", "rescore.ward", 1)} {
		if _, err := Open("tiny.bin", data, kernel.Generic, nil); err == nil {
			t.Errorf("%d bytes are opened", len(data))
		}
	}
}
