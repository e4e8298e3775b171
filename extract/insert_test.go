package extract

import (
	"reflect"
	"testing"
)

// TestAddMentions: mentions come to stand in the order of the text, and every layer
// still means the mentions that it meant.
func TestAddMentions(t *testing.T) {
	at := func(start, end, entity int) Mention { return Mention{Span: Span{start, end}, Entity: entity} }
	a := &Article{
		Mentions:   []Mention{at(2, 3, 0), at(6, 8, 1), at(9, 10, -1)},
		Entities:   []Entity{{Mentions: []int{0}}, {Mentions: []int{1}}},
		Statements: []Statement{{SpeakerMention: -1}, {SpeakerMention: 2}},
		Claims:     []Claim{{SubjectMention: 0, ObjectMention: 1}, {SubjectMention: 1, ObjectMention: -1}},
		Pruned:     []Pruned{{Claim: Claim{SubjectMention: 2, ObjectMention: 0}}},
	}
	added := a.AddMentions(at(7, 8, 0), at(0, 1, 1), at(6, 9, -1))
	if want := []int{4, 0, 2}; !reflect.DeepEqual(added, want) {
		t.Errorf("added %v, want %v", added, want)
	}
	if want := []Mention{at(0, 1, 1), at(2, 3, 0), at(6, 9, -1), at(6, 8, 1), at(7, 8, 0), at(9, 10, -1)}; !reflect.DeepEqual(a.Mentions, want) {
		t.Errorf("mentions %v, want %v", a.Mentions, want)
	}
	if got, want := [][]int{a.Entities[0].Mentions, a.Entities[1].Mentions}, [][]int{{1, 4}, {0, 3}}; !reflect.DeepEqual(got, want) {
		t.Errorf("mentions of the entities %v, want %v", got, want)
	}
	got := []int{a.Statements[0].SpeakerMention, a.Statements[1].SpeakerMention, a.Claims[0].SubjectMention, a.Claims[0].ObjectMention,
		a.Claims[1].SubjectMention, a.Claims[1].ObjectMention, a.Pruned[0].SubjectMention, a.Pruned[0].ObjectMention}
	if want := []int{-1, 5, 1, 3, 3, -1, 5, 1}; !reflect.DeepEqual(got, want) {
		t.Errorf("indexes %v, want %v", got, want)
	}
}

// TestJoinEntities: the mentions, names and parties of an entity go over to another, and
// every index means the entity that it meant.
func TestJoinEntities(t *testing.T) {
	a := &Article{
		Mentions: []Mention{{Entity: 0}, {Entity: 2}, {Entity: 1}, {Entity: -1}, {Entity: 3}},
		Entities: []Entity{
			{Name: "Acme", Aliases: []string{"A"}, Mentions: []int{0}},
			{Name: "Bo", Mentions: []int{2}},
			{Name: "Acme Ltd", Aliases: []string{"Acme"}, Mentions: []int{1}, Parties: []int{1}},
			{Name: "talks", Mentions: []int{4}, Parties: []int{0, 1, 2}},
		},
	}
	a.JoinEntities(map[int]int{0: 2})
	want := []Entity{
		{Name: "Bo", Mentions: []int{2}},
		{Name: "Acme Ltd", Aliases: []string{"A", "Acme"}, Mentions: []int{0, 1}, Parties: []int{0}},
		{Name: "talks", Mentions: []int{4}, Parties: []int{0, 1}},
	}
	if !reflect.DeepEqual(a.Entities, want) {
		t.Errorf("entities\n%+v, want\n%+v", a.Entities, want)
	}
	if got, want := a.Mentions, []Mention{{Entity: 1}, {Entity: 1}, {Entity: 0}, {Entity: -1}, {Entity: 2}}; !reflect.DeepEqual(got, want) {
		t.Errorf("mentions %v, want %v", got, want)
	}
}

// TestJoinEntitiesChain: what goes over to an entity that goes over itself ends with the last.
func TestJoinEntitiesChain(t *testing.T) {
	for _, into := range []map[int]int{{1: 2, 2: 3}, {2: 1, 1: 3}, {3: 2, 2: 1}} {
		a := &Article{Mentions: []Mention{{Entity: 0}, {Entity: 1}, {Entity: 2}, {Entity: 3}},
			Entities: []Entity{{Name: "Zed Motors", Mentions: []int{0}}, {Name: "Lin", Mentions: []int{1}}, {Name: "Bo Lin", Mentions: []int{2}}, {Name: "Bo Lin Chen", Mentions: []int{3}}}}
		a.JoinEntities(into)
		for i, m := range a.Mentions {
			if want := min(i, 1); m.Entity != want {
				t.Errorf("%v: mention %d stands for %d, want %d", into, i, m.Entity, want)
			}
		}
		if got := a.Entities[1].Mentions; !reflect.DeepEqual(got, []int{1, 2, 3}) {
			t.Errorf("%v: mentions %v", into, got)
		}
	}
}
