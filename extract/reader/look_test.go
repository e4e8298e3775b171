package reader

import (
	"math"
	"path/filepath"
	"testing"

	"github.com/newsgraph/newsgraph/extract/neural/kernel"
)

// TestLook: what the reader sees of a pair is what it judges it by, whatever pairs are
// looked at beside it.
func TestLook(t *testing.T) {
	r := tiny(t, kernel.Best())
	for _, a := range answers(t, filepath.Join("testdata", "tiny.json")) {
		x := r.Read([]Window{a.window()})[0]
		ms, _, _ := a.judged()
		var pairs [][2]int
		judged := map[[2]int]Pair{}
		for _, p := range x.Judge(ms, nil, nil) {
			pairs = append(pairs, [2]int{p.Subject, p.Object})
			judged[[2]int{p.Subject, p.Object}] = p
		}
		seen := x.Look(ms, pairs)
		if len(seen) != len(pairs) {
			t.Fatalf("%q: %d pairs seen, want %d", a.Text, len(seen), len(pairs))
		}
		for i, s := range seen {
			p := judged[[2]int{s.Subject, s.Object}]
			if len(s.Vector) != r.SightWidth() || s.Word != p.Word {
				t.Errorf("%q: pair %v: %d numbers and the word %v, want %d and %v", a.Text, pairs[i], len(s.Vector), s.Word, r.SightWidth(), p.Word)
			}
			state := kernel.Aligned((1 + kernel.Spare) * r.hidden)
			copy(state, s.Vector[:r.hidden])
			out := kernel.Aligned((1 + kernel.Spare) * r.out.Out)
			r.out.Apply(state, r.hidden, out, 1)
			for _, v := range p.Verdicts {
				if got := sigmoid(out[v.Relation] - out[len(r.relations)]); math.Abs(float64(got-v.Probability)) > 1e-5 {
					t.Errorf("%q: pair %v: its state gives %v for relation %d, want %v", a.Text, pairs[i], got, v.Relation, v.Probability)
				}
			}
			for _, m := range s.Marks {
				if !(m >= 0 && m <= 1) {
					t.Errorf("%q: marks %v", a.Text, s.Marks)
				}
			}
			alone := x.Look(ms, pairs[i:i+1])[0]
			for k := range s.Vector {
				if alone.Vector[k] != s.Vector[k] {
					t.Fatalf("%q: pair %v: number %d is %v alone and %v among others", a.Text, pairs[i], k, alone.Vector[k], s.Vector[k])
				}
			}
		}
	}
	if x := r.Read([]Window{{Text: "A met B.", Sentences: []Range{{0, 8}}}})[0]; len(x.Look([]Mention{{Range: Range{0, 1}}, {Range: Range{90, 91}}}, [][2]int{{0, 1}})) != 0 {
		t.Error("a mention that is nowhere is seen")
	}
}
