package load

import (
	"slices"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
)

// namesOf lists the nodes of a record and how many claims it has.
func namesOf(t *testing.T, s story) ([]string, int) {
	t.Helper()
	r := reader{}.record(s.article(t))
	var names []string
	for _, e := range r.entities {
		names = append(names, e.name)
	}
	slices.Sort(names)
	return names, len(r.claims)
}

// An event or agreement without a name is a node where somebody takes part in it or signs
// it. Where it was and what it was about is dropped with it; a named one stays.
func TestUnnamedNeedsSomebody(t *testing.T) {
	unnamed := func(kind extract.Kind, name string) []extract.Entity {
		return []extract.Entity{{Name: name, Kind: kind, Unnamed: true}}
	}
	anaLima := slices.Concat(named(extract.Person, "Ana Vega"), named(extract.Place, "Lima"))
	in := said{subject: "summit", relation: "LOCATED_IN", object: "Lima"}
	for _, c := range []struct {
		what   string
		story  story
		nodes  []string
		claims int
	}{
		{"only a place", story{text: "the summit in Lima bored Ana Vega .", entities: append(anaLima, unnamed(extract.Event, "summit")...), claims: []said{in}},
			[]string{"Ana Vega", "Lima"}, 0},
		{"only a matter", story{text: "the deal on Lima bored Ana Vega .", entities: append(anaLima, unnamed(extract.Agreement, "deal")...),
			claims: []said{{subject: "deal", relation: "ABOUT", object: "Lima"}}}, []string{"Ana Vega", "Lima"}, 0},
		{"another without a name", story{text: "the summit about a deal bored Ana Vega .", entities: slices.Concat(anaLima, unnamed(extract.Event, "summit"), unnamed(extract.Agreement, "deal")),
			claims: []said{{subject: "summit", relation: "ABOUT", object: "deal"}}}, []string{"Ana Vega", "Lima"}, 0},
		{"attended", story{text: "Ana Vega attended the summit in Lima .", entities: append(anaLima, unnamed(extract.Event, "summit")...),
			claims: []said{in, {subject: "Ana Vega", relation: "ATTENDED", object: "summit"}}}, []string{"Ana Vega", "Lima", "summit"}, 2},
		{"spoken of where others met", story{text: "Ana Vega attended the summit about a deal in Lima .", entities: slices.Concat(anaLima, unnamed(extract.Event, "summit"), unnamed(extract.Agreement, "deal")),
			claims: []said{{subject: "Ana Vega", relation: "ATTENDED", object: "summit"}, {subject: "summit", relation: "ABOUT", object: "deal"}}}, []string{"Ana Vega", "Lima", "summit"}, 1},
		{"attended by somebody without a name", story{text: "he attended the summit in Lima .", entities: slices.Concat(anaLima, unnamed(extract.Event, "summit"),
			[]extract.Entity{{Name: "", Kind: extract.Person, Unnamed: true}}), claims: []said{in, {subject: "", relation: "ATTENDED", object: "summit"}}}, []string{"Ana Vega", "Lima"}, 0},
		{"named", story{text: "the summit in Lima bored Ana Vega .", entities: append(anaLima, named(extract.Event, "summit")...), claims: []said{in}},
			[]string{"Ana Vega", "Lima", "summit"}, 1},
	} {
		nodes, claims := namesOf(t, c.story)
		if !slices.Equal(nodes, c.nodes) || claims != c.claims {
			t.Errorf("%s: nodes %q and %d claims, want %q and %d", c.what, nodes, claims, c.nodes, c.claims)
		}
	}
}

// Two articles speak of one agreement without a name if all its parties, its day and what
// it is are the same; what the world knows by its name is one without these.
func TestUnnamedAcrossArticles(t *testing.T) {
	parties := named(extract.Place, "Norvania", "Estmark", "Tavria")
	parties = append(parties, extract.Entity{Name: "officials", Kind: extract.Group, Unnamed: true})
	deal := func(name string, parties []int, identity extract.Identity) extract.Entity {
		return extract.Entity{Name: name, Kind: extract.Agreement, Unnamed: true, Parties: parties, Identity: identity}
	}
	trade := extract.Identity{Name: "trade agreement", Scope: "2025-03-03"}
	first := deal("trade agreement", []int{0, 1}, trade)
	idOf := func(article string, e extract.Entity) string {
		a := &extract.Article{Entities: append(slices.Clone(parties), e)}
		return namer{article: a, id: article}.node(len(parties)).id
	}
	for _, c := range []struct {
		what string
		e    extract.Entity
		same bool
	}{
		{"another word", deal("trade deal", []int{1, 0}, trade), true},
		{"another subject", deal("arms deal", []int{0, 1}, extract.Identity{Name: "arms agreement", Scope: "2025-03-03"}), false},
		{"another day", deal("trade deal", []int{0, 1}, extract.Identity{Name: "trade agreement", Scope: "2025-03-04"}), false},
		{"another party", deal("trade deal", []int{0, 2}, trade), false},
		{"one party", deal("trade deal", []int{0}, trade), false},
		{"a party without a name", deal("trade deal", []int{0, 1, 3}, trade), false},
		{"no day", deal("trade deal", []int{0, 1}, extract.Identity{Scope: extract.OwnArticle}), false},
	} {
		if got := idOf("a_2", c.e) == idOf("a_1", first); got != c.same {
			t.Errorf("%s: the same %v, want %v", c.what, got, c.same)
		}
	}
	alone := deal("trade deal", []int{0}, trade)
	if idOf("a_1", alone) == idOf("a_2", alone) {
		t.Error("agreements of one party of two articles are one")
	}
	known := extract.Identity{Name: "paris agreement"}
	if idOf("a_1", deal("Paris climate accord", nil, known)) != idOf("a_2", extract.Entity{Name: "Paris Agreement", Kind: extract.Agreement, Identity: known}) {
		t.Error("the Paris climate accord is not the Paris Agreement")
	}
}
