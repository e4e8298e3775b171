package calibrate

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
)

func TestConfidence(t *testing.T) {
	for _, c := range []struct {
		file     string
		relation string
		from, to float64
	}{
		{"base 0\nslope 100", "LEADS", .8, .8},
		{"base -100", "LEADS", .5, .27}, // 1/(1+e)
		{"slope 50", "LEADS", .8, .67},  // odds 4 become 2
		{"relation-LEADS 100 # more", "LEADS", .5, .73},
		{"relation-LEADS 100", "MET_WITH", .5, .5},
		{"base 1000", "LEADS", .9, .99},
		{"base -1000", "LEADS", 0, .01},
	} {
		calibration, err := Parse("f", c.file)
		if err != nil {
			t.Fatal(err)
		}
		if got := calibration.Confidence(c.relation, c.from); got != c.to {
			t.Errorf("%q: %s %v becomes %v, want %v", c.file, c.relation, c.from, got, c.to)
		}
		again, err := Parse("f", calibration.String())
		if err != nil || !reflect.DeepEqual(again, calibration) {
			t.Errorf("%q: written and read %+v, %v", c.file, again, err)
		}
	}
	a := &extract.Article{Claims: []extract.Claim{{Relation: "LEADS", Confidence: .5}, {Relation: "MET_WITH", Confidence: .5}}}
	Calibration{Slope: 100, Relations: map[string]int{"LEADS": 100}}.Apply(a)
	if a.Claims[0].Confidence != .73 || a.Claims[1].Confidence != .5 {
		t.Errorf("applied: %v, %v", a.Claims[0].Confidence, a.Claims[1].Confidence)
	}
}

func TestParseFaults(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "f: no calibration"},
		{"# nothing", "f: no calibration"},
		{"base\n", `f:1: "base" has not two words`},
		{"base 1\nbase 2", "f:2: base stands there twice"},
		{"base 1.5", `f:1: "1.5" is no whole number from -1000 to 1000`},
		{"base 2000", `f:1: "2000" is no whole number`},
		{"slope 0", "f:1: a slope must be above 0"},
		{"relation- 4", `f:1: "relation-" is unknown`},
		{"worth 4", `f:1: "worth" is unknown`},
	} {
		if _, err := Parse("f", c.text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.text, err, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("base -12\nslope 93\nrelation-LEADS 4\n")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := Parse("f", text)
		if err != nil {
			return
		}
		again, err := Parse("f", c.String())
		if err != nil || !reflect.DeepEqual(again, c) {
			t.Errorf("%q: written and read %+v, %v, want %+v", text, again, err, c)
		}
		if p := c.Confidence("LEADS", .5); !(p >= Least && p <= Most) {
			t.Errorf("%q: confidence %v", text, p)
		}
	})
}

// samples are drawn from a calibration that is known.
func samples(n int, truth Calibration, relations ...string) (list []Sample) {
	random := rand.New(rand.NewPCG(1, 2))
	for i := range n {
		s := Sample{ID: fmt.Sprint("c", i), Relation: relations[i%len(relations)], Confidence: math.Round(100*(.4+.55*random.Float64())) / 100}
		x := float64(truth.Base+truth.Relations[s.Relation])/100 + float64(truth.Slope)/100*logOdds(s.Confidence)
		s.Right = random.Float64() < logistic(x)
		list = append(list, s)
	}
	return list
}

func TestFitFindsWhatIsSo(t *testing.T) {
	truth := Calibration{Base: -100, Slope: 100, Relations: map[string]int{"A": 100}}
	c, report, err := Fit(samples(4000, truth, "A", "B"))
	if err != nil || !report.Better() || report.Samples != 4000 {
		t.Fatal(report, err)
	}
	for _, relation := range []string{"A", "B"} {
		for _, p := range []float64{.5, .7, .9} {
			if got, want := c.Confidence(relation, p), truth.Confidence(relation, p); math.Abs(got-want) > .05 {
				t.Errorf("%s %v: %v, want %v (%+v)", relation, p, got, want, c)
			}
		}
	}
}

func TestFitHoldsBackWithFew(t *testing.T) {
	var list []Sample
	for i := range 40 { // all right: nothing that forty claims tell is certain
		list = append(list, Sample{ID: fmt.Sprint(i), Relation: "A", Confidence: .8, Right: true})
	}
	list = append(list, Sample{ID: "b", Relation: "B", Confidence: .8})
	c, report, err := Fit(list)
	if err != nil || report.Lone != 1 || c.Relations["B"] != 0 {
		t.Fatalf("%+v %+v %v", c, report, err)
	}
	if p := c.Confidence("A", .8); p <= .85 || p >= .99 {
		t.Errorf("after forty of forty right .8 becomes %v", p)
	}
	slices.Reverse(list)
	if again, _, _ := Fit(list); !reflect.DeepEqual(again, c) {
		t.Errorf("in another order %+v, want %+v", again, c)
	}
	if _, _, err := Fit(list[:Enough-1]); !errors.Is(err, ErrFew) || !strings.Contains(err.Error(), "29") {
		t.Errorf("29 samples: %v", err)
	}
}

// Where the confidences are right already, a fit to few predicts no better.
func TestFitSaysWhenItIsNoBetter(t *testing.T) {
	if _, report, err := Fit(samples(60, Calibration{Slope: 100}, "A", "B", "C")); err != nil || report.Better() {
		t.Errorf("%+v, %v", report, err)
	}
}
