package coref_test

import (
	"context"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/extracttest"
)

// lists are the few words that the hand-built articles need.
func lists() coref.Lists {
	return coref.Lists{
		First:   map[string]coref.Gender{"anna": coref.Female, "carl": coref.Male},
		Title:   map[string]coref.Gender{"mrs": coref.Female},
		Role:    map[string]coref.Role{"chairman": {Sort: "head", Gender: coref.Male}, "farmer": {Sort: "job"}},
		Country: map[string]string{"Norland": "Norland"}, Demonym: map[string]string{"Norlandic": "Norland"},
		OrgNoun: map[string]bool{"company": true}, Suffix: map[string]bool{"corp": true},
	}
}

// TestSyntax tells who a pronoun cannot be, by the tree alone.
func TestSyntax(t *testing.T) {
	for _, c := range []struct {
		name, listing string
		pronoun       int    // token
		want          string // the entity's name, "" for none
	}{
		{"an object is not the subject of its verb", `
			Carl    NNP  compound  2  Person 2
			Dow     NNP  nsubj     3
			praised VBD  ROOT      0
			him     PRP  dobj      3`, 3, ""},
		{"nor of the verb above that lends it one", `
			Carl    NNP  compound  2  Person 2
			Dow     NNP  nsubj     3
			denied  VBD  ROOT      0
			helping VBG  xcomp     3
			him     PRP  dobj      4`, 4, ""},
		{"an owner is", `
			Carl    NNP  compound  2  Person 2
			Dow     NNP  nsubj     3
			sold    VBD  ROOT      0
			his     PRP$ poss      5
			house   NN   dobj      3`, 3, "Carl Dow"},
		{"a subject below says", `
			Anna    NNP  compound  2  Person 2
			Berg    NNP  nsubj     3
			said    VBD  ROOT      0
			she     PRP  nsubj     5
			left    VBD  ccomp     3`, 3, "Anna Berg"},
		{"somebody without a name says so", `
			Carl    NNP  compound  2  Person 2
			Dow     NNP  nsubj     3
			left    VBD  ROOT      0
			and     CC   cc        3
			a       DT   det       6
			farmer  NN   nsubj     7
			said    VBD  conj      3
			he      PRP  nsubj     9
			won     VBD  ccomp     7`, 7, ""},
		{"somebody without a name is spoken of", `
			Carl    NNP  compound  2  Person 2
			Dow     NNP  nsubj     3
			told    VBD  ROOT      0
			a       DT   det       5
			farmer  NN   dobj      3
			he      PRP  nsubj     7
			won     VBD  ccomp     3`, 5, "Carl Dow"},
		{"gender must agree", `
			Anna    NNP  compound  2  Person 2
			Berg    NNP  nsubj     3
			said    VBD  ROOT      0
			he      PRP  nsubj     5
			left    VBD  ccomp     3`, 3, ""},
		{"a quotation is closed", `
			“       ''   punct     7
			He      PRP  nsubj     3
			lied    VBD  ccomp     7
			”       ''   punct     7
			Carl    NNP  compound  6  Person 2
			Dow     NNP  nsubj     7
			said    VBD  ROOT      0`, 1, ""},
	} {
		a := extracttest.Article(c.listing)
		if err := coref.New(lists()).Run(context.Background(), a); err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, m := range a.Mentions {
			if m.Form == extract.Pronoun && m.Start == c.pronoun {
				got = a.Entities[m.Entity].Name
			}
		}
		if got != c.want {
			t.Errorf("%s: %s\ngot %q, want %q", c.name, a.Text, got, c.want)
		}
		check(t, a)
	}
}

// A sieve that is left out leaves its mentions alone.
func TestWithout(t *testing.T) {
	listing := `
		Anna    NNP  compound  2  Person 2
		Berg    NNP  nsubj     3
		left    VBD  ROOT      0

		Berg    NNP  nsubj     2  Person 1
		smiled  VBD  ROOT      0`
	for _, c := range []struct {
		without  string
		entities int
	}{{"", 1}, {"person", 2}} {
		a := extracttest.Article(listing)
		if err := coref.New(lists(), c.without).Run(context.Background(), a); err != nil {
			t.Fatal(err)
		}
		if len(a.Entities) != c.entities {
			t.Errorf("without %q: %d entities, want %d", c.without, len(a.Entities), c.entities)
		}
	}
}
