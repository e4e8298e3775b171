package review

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
	"github.com/newsgraph/newsgraph/graph/identity"
	"github.com/newsgraph/newsgraph/graph/load"
)

// meeting is an article in which one person met another; each name is two words.
func meeting(n int, who, whom string) *extract.Article {
	text := who + " met " + whom
	a := &extract.Article{URL: fmt.Sprintf("https://meet.example/%d", n), Text: text, Language: "en"}
	at := 0
	for _, word := range strings.Fields(text) {
		start := at + strings.Index(text[at:], word)
		at = start + len(word)
		a.Tokens = append(a.Tokens, extract.Token{Start: start, End: at})
	}
	a.Sentences = []extract.Sentence{{Span: extract.Span{Start: 0, End: len(a.Tokens)}}}
	for i, first := range []int{0, 3} {
		name := a.Words(extract.Span{Start: first, End: first + 2})
		a.Mentions = append(a.Mentions, extract.Mention{Span: extract.Span{Start: first, End: first + 2}, Head: first, Kind: extract.Person, Form: extract.Proper, Entity: i})
		a.Entities = append(a.Entities, extract.Entity{Name: name, Kind: extract.Person, Mentions: []int{i},
			Identity: extract.Identity{Block: strings.ToLower(strings.Fields(name)[1])}})
	}
	a.Claims = []extract.Claim{{Relation: "MET_WITH", Subject: 0, Object: 1, SubjectMention: 0, ObjectMention: 1, Speaker: -1, Modality: extract.Actual,
		Trigger: extract.Span{Start: 2, End: 3}, Evidence: extract.Span{Start: 0, End: 5}, Confidence: .9}}
	return a
}

// met is a graph in which somebody of two spellings met the same man.
func met(t *testing.T) (graph.Store, *load.Loader) {
	t.Helper()
	store := embedded.Memory(embedded.Options{})
	person := []extract.Kind{extract.Person}
	l, err := load.New(store, []extract.Relation{{Name: "MET_WITH", Subject: person, Object: person, Symmetric: true}}, "test", load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.ApplySchema(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, err = l.Load(t.Context(), func(yield func(*extract.Article, error) bool) {
		_ = yield(meeting(1, "Mary Olson", "Bo Lind"), nil) && yield(meeting(2, "Mary Olsen", "Bo Lind"), nil) && yield(meeting(3, "Ina Duarte", "Olga Kovar"), nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	return store, l
}

func find(t *testing.T, store graph.Store, text string) Bearer {
	t.Helper()
	found, err := Find(t.Context(), store, text, "")
	if err != nil || len(found) != 1 {
		t.Fatalf("%s means %v, %v", text, found, err)
	}
	return found[0]
}

func TestFind(t *testing.T) {
	store, _ := met(t)
	olson := find(t, store, "mary OLSON")
	for _, text := range []string{olson.ID, olson.ID[:10], "Olson", "Mary Olson@https://meet.example/1"} {
		if got := find(t, store, text); got.ID != olson.ID {
			t.Errorf("%s means %v", text, got)
		}
	}
	for text, kind := range map[string]string{"Mary Olson": "Place", "Mary Olson@https://meet.example/2": "", "Nobody": "", "e_000000": ""} {
		if found, err := Find(t.Context(), store, text, kind); err != nil || len(found) != 0 {
			t.Errorf("%s of kind %q means %v, %v", text, kind, found, err)
		}
	}
	if found, err := Find(t.Context(), store, "Mary", ""); err != nil || len(found) != 2 {
		t.Errorf("a name of two means %v, %v", found, err)
	}
}

func TestEffectsAreATrial(t *testing.T) {
	store, l := met(t)
	digest := func() string {
		sum, err := graph.Digest(t.Context(), store)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(sum)
	}
	before := digest()
	a, b := find(t, store, "Mary Olson"), find(t, store, "Mary Olsen")
	same := []identity.Judgement{{Verdict: identity.Same, A: a.Ref(), B: b.Ref()}}
	e, err := Effects(t.Context(), store, l, same, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(e.Joined) != 1 || len(e.Parted) != 0 || e.Mentions != 1 || e.Articles != 1 || e.Claims != 1 || e.Edges != (Change{1, 0}) {
		t.Errorf("joining: %+v", e)
	}
	if digest() != before {
		t.Error("a trial has changed the graph")
	}
	if _, err := l.Judge(t.Context(), same, nil); err != nil {
		t.Fatal(err)
	}
	if e, err = Effects(t.Context(), store, l, nil, same); err != nil || len(e.Joined) != 0 || len(e.Parted) != 1 || e.Mentions != 1 || e.Edges != (Change{0, 1}) {
		t.Errorf("parting: %+v, %v", e, err)
	}
	if e, err = Effects(t.Context(), store, l, same, nil); err != nil || !e.None() {
		t.Errorf("what is judged already: %+v, %v", e, err)
	}
	p, err := Show(t.Context(), store, find(t, store, "Mary Olson").Node)
	if err != nil || len(p.Parts) != 2 || !strings.HasPrefix(p.Parts[1].Why, "judged the same (j_") || len(p.Judgements) != 1 {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestPropose(t *testing.T) {
	store, l := met(t)
	list, err := Propose(t.Context(), store, 10, false)
	if err != nil || len(list) != 1 || !slices.Equal(list[0].Clues, []identity.Clue{identity.Spelled, identity.Together}) {
		t.Fatalf("%+v, %v", list, err)
	}
	x, err := Explain(t.Context(), store, find(t, store, "Mary Olson"), find(t, store, "Mary Olsen"))
	if err != nil || x.One || len(x.Shared) != 1 || x.Shared[0].Name != "Bo Lind" {
		t.Errorf("%+v, %v", x, err)
	}
	unsure := identity.Judgement{Verdict: identity.Unsure, A: identity.Ref{ID: list[0].A.ID}, B: identity.Ref{ID: list[0].B.ID}}
	if _, err := l.Judge(t.Context(), []identity.Judgement{unsure}, nil); err != nil {
		t.Fatal(err)
	}
	for again, want := range map[bool]int{false: 0, true: 1} {
		if list, err := Propose(t.Context(), store, 10, again); err != nil || len(list) != want {
			t.Errorf("again %v: %d, %v", again, len(list), err)
		}
	}
}
