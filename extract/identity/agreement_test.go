package identity

import (
	"context"
	"slices"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/extracttest"
)

// A description of an agreement or a meeting is what it is about, its head, and its day.
func TestDescribed(t *testing.T) {
	monday := extract.Interval{From: extract.CalendarDate{First: "2025-03-03", Precision: extract.Day}, Point: true}
	march := extract.Interval{From: extract.CalendarDate{First: "2025-03-01", Precision: extract.Month}, Point: true}
	deal := func(noun string) string {
		return "Norvania NNP nsubj 2 Place 1\nsigned VBD ROOT 0\na DT det 6\nlandmark JJ amod 6\ntrade NN compound 6\n" + noun +
			" NN dobj 2\nwith IN prep 6\nEstmark NNP pobj 7 Place 1"
	}
	on := "Norvania NNP nsubj 2 Place 1\nsigned VBD ROOT 0\na DT det 4\ndeal NN dobj 2\non IN prep 4\ntrade NN pobj 5\nwith IN prep 4\nEstmark NNP pobj 7 Place 1"
	to := "Norvania NNP nsubj 2 Place 1\nsigned VBD ROOT 0\na DT det 4\ndeal NN dobj 2\nto TO aux 6\ntrade VB acl 4\narms NN dobj 6\nwith IN prep 4\nEstmark NNP pobj 8 Place 1"
	for _, c := range []struct {
		listing     string
		kind        extract.Kind
		span        extract.Span
		when        extract.Interval
		relation    string
		name, scope string
	}{
		{deal("agreement"), extract.Agreement, extract.Span{Start: 2, End: 6}, monday, "AGREED_TO", "trade agreement", "2025-03-03"},
		{deal("deal"), extract.Agreement, extract.Span{Start: 2, End: 6}, monday, "AGREED_TO", "trade agreement", "2025-03-03"},
		{deal("pact"), extract.Agreement, extract.Span{Start: 2, End: 6}, monday, "AGREED_TO", "trade agreement", "2025-03-03"},
		{deal("treaty"), extract.Agreement, extract.Span{Start: 2, End: 6}, monday, "AGREED_TO", "trade treaty", "2025-03-03"},
		{deal("pacts"), extract.Agreement, extract.Span{Start: 2, End: 6}, monday, "AGREED_TO", "trade agreements", "2025-03-03"},
		{on, extract.Agreement, extract.Span{Start: 2, End: 4}, monday, "AGREED_TO", "trade agreement", "2025-03-03"},
		{to, extract.Agreement, extract.Span{Start: 2, End: 4}, monday, "AGREED_TO", "arms trade agreement", "2025-03-03"},
		{deal("negotiations"), extract.Event, extract.Span{Start: 2, End: 6}, monday, "ATTENDED", "trade talks", "2025-03-03"},
		{deal("deal"), extract.Agreement, extract.Span{Start: 2, End: 6}, monday, "ACCUSED", "", extract.OwnArticle},
		{deal("deal"), extract.Agreement, extract.Span{Start: 2, End: 6}, march, "AGREED_TO", "", extract.OwnArticle},
		{deal("deal"), extract.Agreement, extract.Span{Start: 2, End: 6}, extract.Interval{}, "AGREED_TO", "", extract.OwnArticle},
	} {
		a := extracttest.Article(c.listing)
		a.Entities = []extract.Entity{{Name: "Norvania", Kind: extract.Place, Mentions: []int{0}}, {Name: "Estmark", Kind: extract.Place, Mentions: []int{2}},
			{Name: "deal", Kind: c.kind, Unnamed: true, Parties: []int{0, 1}, Mentions: []int{1}}}
		a.Mentions = slices.Insert(a.Mentions, 1, extract.Mention{Span: c.span, Head: c.span.End - 1, Kind: c.kind, Form: extract.Nominal, Entity: 2})
		a.Claims = []extract.Claim{{Relation: c.relation, Subject: 0, Object: 2, Speaker: -1, When: c.when}}
		if err := New().Run(context.Background(), a); err != nil {
			t.Fatal(err)
		}
		if got := a.Entities[2].Identity; got.Name != c.name || got.Scope != c.scope {
			t.Errorf("%q, %s: %q of %q, want %q of %q", a.Text, c.relation, got.Name, got.Scope, c.name, c.scope)
		}
	}
}

// Two days for one agreement are none.
func TestDescribedOfTwoDays(t *testing.T) {
	on := func(day string) extract.Interval {
		return extract.Interval{From: extract.CalendarDate{First: day, Precision: extract.Day}, Point: true}
	}
	a := extracttest.Article("Norvania NNP nsubj 2 Place 1\nsigned VBD ROOT 0\na DT det 4\ndeal NN dobj 2")
	a.Mentions = append(a.Mentions, extract.Mention{Span: extract.Span{Start: 2, End: 4}, Head: 3, Kind: extract.Agreement, Form: extract.Nominal})
	a.Entities = []extract.Entity{{Name: "Norvania", Kind: extract.Place, Mentions: []int{0}}, {Name: "deal", Kind: extract.Agreement, Unnamed: true, Mentions: []int{1}}}
	a.Claims = []extract.Claim{{Relation: "AGREED_TO", Object: 1, When: on("2025-03-03")}, {Relation: "AGREED_TO", Object: 1, When: on("2025-03-04")}}
	if err := New().Run(context.Background(), a); err != nil {
		t.Fatal(err)
	}
	if got := a.Entities[1].Identity.Scope; got != extract.OwnArticle {
		t.Errorf("scope %q, want %q", got, extract.OwnArticle)
	}
}

// Agreements that the world knows have one name, whether it is written as a name or as a
// description; a name that many bear is the article's own.
func TestKnownAgreements(t *testing.T) {
	for _, c := range []struct{ name, want, scope string }{
		{"Paris Agreement", "paris agreement", ""},
		{"the Paris climate accord", "paris agreement", ""},
		{"2015 Paris climate agreement", "paris agreement", ""},
		{"Treaty of Lisbon", "lisbon treaty", ""},
		{"Lisbon Treaty", "lisbon treaty", ""},
		{"Nuclear Non-Proliferation Treaty", "nuclear non proliferation treaty", ""},
		{"Minsk accords", "minsk agreements", ""},
		{"NAFTA", "north american free trade agreement", ""},
		{"Free Trade Agreement", "", extract.OwnArticle},
		{"2014 Memorandum of Understanding", "", extract.OwnArticle},
		{"Harbour Accord", "", ""},
	} {
		a := told(t, "", "since "+c.name, c.name, nil)
		a.Entities[0].Kind = extract.Agreement
		if got := identityOf(t, a); got.Name != c.want || got.Scope != c.scope {
			t.Errorf("named %q: %q of %q, want %q of %q", c.name, got.Name, got.Scope, c.want, c.scope)
		}
		if c.want == "" {
			continue
		}
		a = told(t, "", "since "+c.name, c.name, nil)
		a.Entities[0].Kind, a.Entities[0].Unnamed, a.Mentions[0].Form = extract.Agreement, true, extract.Nominal
		if got := identityOf(t, a); got.Name != c.want || got.Scope != "" {
			t.Errorf("described %q: %q of %q, want %q", c.name, got.Name, got.Scope, c.want)
		}
	}
}
