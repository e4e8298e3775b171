package relation

import (
	"context"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/extracttest"
)

// taught is a judge of few words.
type taught struct{ verdicts []extract.Verdict }

func (j taught) Verdicts(*extract.Article, []extract.Claim) []extract.Verdict { return j.verdicts }
func (j taught) Accepts(v extract.Verdict) bool                               { return v.Probability >= .9 }
func (j taught) Doubts(_ extract.Claim, p float64) bool                       { return p < .1 }

// TestJudge: a judge adds what it is sure of, with its marks, once for a symmetric
// relation, as its ends allow; and what it sees nothing in falls, with the reason.
func TestJudge(t *testing.T) {
	met := extract.Relation{Name: "MET_WITH", Subject: []extract.Kind{extract.Person}, Object: []extract.Kind{extract.Person}, Symmetric: true,
		Frames: []extract.Frame{{Name: "verb", SubjectRole: []string{"subj"}, ObjectRole: []string{"obj"}, Triggers: []string{"met"}}}}
	leads := extract.Relation{Name: "LEADS", Subject: []extract.Kind{extract.Person}, Object: []extract.Kind{extract.Organization}}
	for _, c := range []struct {
		name     string
		verdicts []extract.Verdict
		want     []string // relation, ends, frame, marks
		pruned   int
	}{
		{"nothing is judged", nil, []string{"Anna Berg MET_WITH Bo Lin verb"}, 0},
		{"the rule's claim falls", []extract.Verdict{{Relation: "MET_WITH", Subject: 0, Object: 1, Trigger: extract.Span{Start: 2, End: 3}, Probability: .05}}, nil, 1},
		{"the rule's claim stands", []extract.Verdict{{Relation: "MET_WITH", Subject: 1, Object: 0, Trigger: extract.Span{Start: 2, End: 3}, Probability: .2}},
			[]string{"Anna Berg MET_WITH Bo Lin verb"}, 0},
		{"more is found", []extract.Verdict{
			{Relation: "MET_WITH", Subject: 0, Object: 1, Trigger: extract.Span{Start: 2, End: 3}, Probability: .95},
			{Relation: "LEADS", Subject: 0, Object: 2, Trigger: extract.Span{Start: 5, End: 6}, Probability: .91, Negated: true, Modality: extract.Planned},
			{Relation: "LEADS", Subject: 1, Object: 2, Trigger: extract.Span{Start: 5, End: 6}, Probability: .89},
		}, []string{"Anna Berg MET_WITH Bo Lin verb", "Anna Berg LEADS Acme reader not planned"}, 0},
		{"an end of the wrong kind", []extract.Verdict{
			{Relation: "MET_WITH", Subject: 0, Object: 1, Trigger: extract.Span{Start: 2, End: 3}, Probability: .95},
			{Relation: "LEADS", Subject: 1, Object: 0, Trigger: extract.Span{Start: 5, End: 6}, Probability: .99},
		}, []string{"Anna Berg MET_WITH Bo Lin verb"}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := meeting()
			if err := New([]extract.Relation{met, leads}, Names{}).Claims(taught{c.verdicts}).Run(context.Background(), a); err != nil {
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
