package relation

import (
	"context"
	"math"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/extracttest"
)

// taught is a judge of few words.
type taught struct{ verdicts []extract.Verdict }

func (j taught) Verdicts(*extract.Article, []extract.Claim) []extract.Verdict { return j.verdicts }

// TestJudge: a judge adds what it is sure of, with its marks, once for a symmetric
// relation, as its ends allow; and what rules and judge hold for less likely than the
// bound falls, with the reason.
func TestJudge(t *testing.T) {
	met := extract.Relation{Name: "MET_WITH", Subject: []extract.Kind{extract.Person}, Object: []extract.Kind{extract.Person}, Symmetric: true,
		Frames: []extract.Frame{{Name: "verb", SubjectRole: []string{"subj"}, ObjectRole: []string{"obj"}, Triggers: []string{"met"}}}}
	sponsored := extract.Relation{Name: "SPONSORED", Subject: []extract.Kind{extract.Person}, Object: []extract.Kind{extract.Organization}, Taught: &extract.Taught{Precision: .45}}
	leads := extract.Relation{Name: "LEADS", Subject: []extract.Kind{extract.Person}, Object: []extract.Kind{extract.Organization}}
	const worths = "rules 100\nscore 100\nunjudged 100\nbound 50"
	for _, c := range []struct {
		name     string
		verdicts []extract.Verdict
		want     []string // relation, ends, frame, marks
		pruned   int
	}{
		{"nothing is judged", nil, []string{"Anna Berg MET_WITH Bo Lin verb"}, 0},
		{"the rule's claim falls", []extract.Verdict{{Relation: "MET_WITH", Subject: 0, Object: 1, Trigger: extract.Span{Start: 2, End: 3}, Score: -9}}, nil, 1},
		{"the rule's claim stands", []extract.Verdict{{Relation: "MET_WITH", Subject: 1, Object: 0, Trigger: extract.Span{Start: 2, End: 3}, Score: -1}},
			[]string{"Anna Berg MET_WITH Bo Lin verb"}, 0},
		{"more is found", []extract.Verdict{
			{Relation: "MET_WITH", Subject: 0, Object: 1, Trigger: extract.Span{Start: 2, End: 3}, Score: 4},
			{Relation: "LEADS", Subject: 0, Object: 2, Trigger: extract.Span{Start: 5, End: 6}, Score: 3, Negated: true, Modality: extract.Planned},
			{Relation: "LEADS", Subject: 1, Object: 2, Trigger: extract.Span{Start: 5, End: 6}, Score: -1},
		}, []string{"Anna Berg MET_WITH Bo Lin verb", "Anna Berg LEADS Acme reader not planned"}, 1},
		{"by passages of the user", []extract.Verdict{{Relation: "SPONSORED", Subject: 1, Object: 2, Trigger: extract.Span{Start: 5, End: 6}, Score: .95, Modality: extract.Actual}},
			[]string{"Anna Berg MET_WITH Bo Lin verb", "Bo Lin SPONSORED Acme taught"}, 0},
		{"an end of the wrong kind", []extract.Verdict{
			{Relation: "MET_WITH", Subject: 0, Object: 1, Trigger: extract.Span{Start: 2, End: 3}, Score: 4},
			{Relation: "LEADS", Subject: 1, Object: 0, Trigger: extract.Span{Start: 5, End: 6}, Score: 5},
		}, []string{"Anna Berg MET_WITH Bo Lin verb"}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := meeting()
			l, err := Learn(taught{c.verdicts}, worths, 0)
			if err != nil {
				t.Fatal(err)
			}
			if err := New([]extract.Relation{met, leads, sponsored}, Names{}).Claims(l).Run(context.Background(), a); err != nil {
				t.Fatal(err)
			}
			var got []string
			for i := range a.Claims {
				k := &a.Claims[i]
				s := a.Entities[k.Subject].Name + " " + k.Relation + " " + a.Entities[k.Object].Name + " " + k.Frame
				if k.Negated {
					s += " not"
				}
				if k.Modality != extract.Actual {
					s += " " + string(k.Modality)
				}
				if err := a.Prove(k); err != nil {
					t.Errorf("%s: %v", s, err)
				}
				if k.Frame == taughtFrame && (k.Confidence != .45 || k.Verdict != nil) {
					t.Errorf("%s: confidence %v, want the precision that was measured, whatever the bound of others", s, k.Confidence)
				}
				if k.Frame == learnedFrame && a.Words(k.Trigger) != "met" {
					t.Errorf("%s: its trigger is %q, want the word between the ends", s, a.Words(k.Trigger))
				}
				got = append(got, s)
			}
			if !sameSet(got, c.want) || len(a.Pruned) != c.pruned {
				t.Errorf("claims %q, %d pruned; want %q, %d", got, len(a.Pruned), c.want, c.pruned)
			}
		})
	}
}

// TestLearn: the confidence of a claim comes from the rules' and the judge's, and the
// bound is that of the file unless the caller names another.
func TestLearn(t *testing.T) {
	const worths = "base 50\nrules 100\nscore 100\nscore-above-3 -50\nscore-MET_WITH 20\nunjudged -100\nunsure-marks -200\nmarks-differ -100\nbound 70"
	for least, want := range map[float64]float64{0: .7, .4: .4, -1: -1} {
		if l, err := Learn(taught{}, worths, least); err != nil || l.least != want {
			t.Errorf("asked for %v: %+v, %v, want a bound of %v", least, l, err, want)
		}
		byRules := want // who names a bound means all claims
		if least == 0 {
			byRules = ofRules * want
		}
		if l, _ := Learn(taught{}, worths, least); l.leastByRules != byRules {
			t.Errorf("asked for %v: claims by rules need %v, want %v", least, l.leastByRules, byRules)
		}
	}
	if _, err := Learn(taught{}, "base x", 0); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("a broken file is read: %v", err)
	}
	l, _ := Learn(taught{}, worths, 0)
	a := meeting()
	verdict := func(score, marks float64, negated bool) *extract.Verdict {
		return &extract.Verdict{Score: score, Marks: marks, Ends: 1, Negated: negated, Modality: extract.Actual}
	}
	for _, c := range []struct {
		relation string
		rules    float64
		verdict  *extract.Verdict
		want     float64 // log odds
	}{
		{"LEADS", .5, verdict(1, 1, false), 1.5},
		{"LEADS", .9, verdict(1, 1, false), 1.5 + math.Log(9)},
		{"MET_WITH", .5, verdict(1, 1, false), 1.7},
		{"LEADS", 0, verdict(4, 1, false), 4},
		{"LEADS", 0, verdict(-1, .75, false), -1},
		{"LEADS", .5, verdict(1, 1, true), .5},
		{"LEADS", .5, nil, -.5},
		{"LEADS", 0, verdict(-50, 1, false), -4.6},
	} {
		k := &extract.Claim{Relation: c.relation, Frame: "verb", Subject: 0, Object: 1, SubjectMention: 0, ObjectMention: 1, Speaker: -1, Evidence: extract.Span{End: 5}, Modality: extract.Actual, Rules: c.rules, Verdict: c.verdict}
		if got, want := l.confidence(a, k), 1/(1+math.Exp(-c.want)); math.Abs(got-want) > .006 {
			t.Errorf("%s, rules %v, %+v: %v, want %.3f", c.relation, c.rules, c.verdict, got, want)
		}
	}
}

func sameSet(a, b []string) bool {
	count := map[string]int{}
	for _, s := range a {
		count[s]++
	}
	for _, s := range b {
		count[s]--
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}

func meeting() *extract.Article {
	a := extracttest.Article(`
Anna  NNP  compound  2  Person 2
Berg  NNP  nsubj     3
met   VBD  ROOT      0
Bo    NNP  compound  5  Person 2
Lin   NNP  dobj      3
of    IN   prep      5
Acme  NNP  pobj      6  Organization 1
.     .    punct     3
`)
	for i, name := range []string{"Anna Berg", "Bo Lin", "Acme"} {
		a.Mentions[i].Entity = i
		a.Entities = append(a.Entities, extract.Entity{Name: name, Kind: a.Mentions[i].Kind, Mentions: []int{i}})
	}
	return a
}
