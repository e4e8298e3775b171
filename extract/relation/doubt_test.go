package relation

import (
	"context"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
)

// doubter doubts claims of one relation.
type doubter string

func (d doubter) Doubts(_ *extract.Article, found []extract.Claim) []bool {
	fall := make([]bool, len(found))
	for i := range found {
		fall[i] = found[i].Relation == string(d)
	}
	return fall
}

// TestDoubter: what a doubter lets fall is pruned with the reason, and the rest stands.
func TestDoubter(t *testing.T) {
	met := extract.Relation{Name: "MET_WITH", Subject: []extract.Kind{extract.Person}, Object: []extract.Kind{extract.Person}, Symmetric: true,
		Frames: []extract.Frame{{Name: "verb", SubjectRole: []string{"subj"}, ObjectRole: []string{"obj"}, Triggers: []string{"met"}}}}
	for _, c := range []struct {
		doubts         doubter
		claims, pruned int
	}{{"LEADS", 1, 0}, {"MET_WITH", 0, 1}} {
		a := meeting()
		x := New([]extract.Relation{met}, Names{})
		x.Doubted(c.doubts)
		if err := x.Claims(nil).Run(context.Background(), a); err != nil {
			t.Fatal(err)
		}
		if len(a.Claims) != c.claims || len(a.Pruned) != c.pruned || c.pruned > 0 && a.Pruned[0].Reason != unlikelyClaim {
			t.Errorf("%s is doubted: %d claims and pruned %+v, want %d and %d", c.doubts, len(a.Claims), a.Pruned, c.claims, c.pruned)
		}
	}
}
