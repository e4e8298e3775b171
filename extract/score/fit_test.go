package score

import (
	"math"
	"testing"
)

// TestFit holds that the regression finds shares that only the properties tell
// apart, and that cross-validation gives confidences near the shares.
func TestFit(t *testing.T) {
	var samples []Sample
	add := func(n, right int, properties ...string) {
		list := []Property{{"base", 100}}
		for _, p := range properties {
			list = append(list, Property{p, 100})
		}
		for i := range n {
			samples = append(samples, Sample{Set: "a", Passage: string(rune('a' + i%17)), Properties: list, Right: i*right/n != (i+1)*right/n})
		}
	}
	add(200, 180)
	add(200, 120, "pronoun")
	add(3, 0, "rare")
	worth := Fit(samples, 0.1, 10)
	share := func(sum int) float64 { return 1 / (1 + math.Exp(-float64(sum)/100)) }
	if p := share(worth["base"]); math.Abs(p-.9) > .02 {
		t.Errorf("base is worth %d, a share of %.2f, want about .90", worth["base"], p)
	}
	if p := share(worth["base"] + worth["pronoun"]); math.Abs(p-.6) > .02 {
		t.Errorf("with a pronoun %.2f, want about .60", p)
	}
	if _, known := worth["rare"]; known {
		t.Error("three samples are enough to learn from")
	}
	for i, p := range CrossValidate(samples[:400], 0.1, 10, 5) {
		want := .9
		if len(samples[i].Properties) > 1 {
			want = .6
		}
		if math.Abs(p-want) > .1 {
			t.Fatalf("sample %d: %.2f, want about %.2f", i, p, want)
		}
	}
}
