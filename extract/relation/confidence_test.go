package relation

import (
	"math"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
)

// TestConfidenceFile holds that the embedded worths can be read and belong to
// properties that a claim can have.
func TestConfidenceFile(t *testing.T) {
	w, err := parseWeights(confidenceFile)
	if err != nil {
		t.Fatal(err)
	}
	for name := range w {
		if PropertyDoc(name) == "" {
			t.Errorf("nothing says what %s means", name)
		}
	}
	for text, want := range map[string]string{"base": "line 1", "\nbase x every claim": "line 2", "base 1 a\nbase 2 b": "line 2"} {
		if _, err := parseWeights(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want an error of %s", text, err, want)
		}
	}
}

// TestConfidence holds that every property's worth goes in, that the result has
// two digits, and that no claim is certain.
func TestConfidence(t *testing.T) {
	a := &extract.Article{Text: "A met B .", Tokens: []extract.Token{{Start: 0, End: 1, Head: 1}, {Start: 2, End: 5, Head: 1}, {Start: 6, End: 7, Head: 1}, {Start: 8, End: 9, Head: 1}},
		Sentences: []extract.Sentence{{Span: extract.Span{End: 4}}},
		Mentions:  []extract.Mention{{Span: extract.Span{Start: 0, End: 1}, Form: extract.Proper, Label: "ORG", Entity: 0}, {Span: extract.Span{Start: 2, End: 3}, Head: 2, Form: extract.Pronoun, Entity: 1}},
		Entities:  []extract.Entity{{Kind: extract.Organization, Mentions: []int{0, 0}}, {Kind: extract.Organization, Mentions: []int{1, 1}}}}
	k := &extract.Claim{Relation: "MET_WITH", Frame: "verb", Subject: 0, Object: 1, SubjectMention: 0, ObjectMention: 1, Evidence: extract.Span{End: 3}, Modality: extract.Planned, Speaker: -1}
	for _, c := range []struct {
		w    weights
		want float64
	}{
		{weights{"base": 200}, .88},
		{weights{"base": 200, "pronoun": -100, "planned": -50, "said": -500}, .62},
		{weights{"base": 200, "relation-MET_WITH": 100, "frame-verb": 1000}, .99},
		{weights{"base": -900}, .05},
	} {
		x := &Extractor{weights: c.w}
		if got := x.confidence(a, k); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%v: %v, want %v", c.w, got, c.want)
		}
	}
}
