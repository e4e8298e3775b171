package entail_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/entail"
	"github.com/newsgraph/newsgraph/extract/extracttest"
)

func lists() entail.Lists {
	return entail.Lists{
		Country: map[string]bool{"Norland": true, "Sylvania": true},
		Place:   map[string]string{"Porthaven": "Norland", "Wald": "Sylvania"},
		Seat:    map[string]string{"Zedex": "Norland"},
		Demonym: map[string]string{"Norlandic": "Norland"},
	}
}

// article names entities, one a sentence, and is padded to so many sentences.
func article(sentences int, names ...string) *extract.Article {
	var lines []string
	for _, n := range names {
		kind, name, _ := strings.Cut(n, ":")
		words := strings.Fields(name)
		for i, w := range words {
			line := fmt.Sprintf("%s NNP compound %d", w, len(words)+1)
			if i == 0 {
				line += fmt.Sprintf(" %s %d", kind, len(words))
			}
			lines = append(lines, line)
		}
		lines = append(lines, "grew VBD ROOT 0", "")
	}
	for range sentences - len(names) {
		lines = append(lines, "Rain VBD ROOT 0", "")
	}
	a := extracttest.Article(strings.Join(lines, "\n"))
	for i := range a.Mentions {
		m := &a.Mentions[i]
		m.Entity = i
		a.Entities = append(a.Entities, extract.Entity{Name: a.Words(m.Span), Kind: m.Kind, Mentions: []int{i}})
	}
	return a
}

func claims(a *extract.Article) string {
	var out []string
	for _, c := range a.Claims {
		out = append(out, fmt.Sprintf("%s %s %s/%s", a.Entities[c.Subject].Name, c.Relation, a.Entities[c.Object].Name, c.Frame))
	}
	return strings.Join(out, "; ")
}

func TestEntail(t *testing.T) {
	for _, c := range []struct {
		name  string
		names []string
		want  string
	}{
		{"a city in its country", []string{"Place:Porthaven", "Place:Norland"}, "Porthaven LOCATED_IN Norland/gazetteer"},
		{"not where the article does not name it", []string{"Place:Porthaven", "Place:Sylvania"}, ""},
		{"the seat of a known body", []string{"Organization:Zedex", "Place:Norland"}, "Zedex HEADQUARTERED_IN Norland/gazetteer"},
		{"the country in a body's name", []string{"Organization:Norlandic Rail", "Place:Norland"}, "Norlandic Rail HEADQUARTERED_IN Norland/gazetteer"},
		{"at its end", []string{"Organization:Bank of Norland", "Place:Norland"}, "Bank of Norland HEADQUARTERED_IN Norland/gazetteer"},
		{"a city in a body's name", []string{"Organization:Porthaven University", "Place:Porthaven", "Place:Norland"},
			"Porthaven LOCATED_IN Norland/gazetteer; Porthaven University HEADQUARTERED_IN Porthaven/gazetteer; Porthaven University HEADQUARTERED_IN Norland/gazetteer"},
		{"a person has no seat", []string{"Person:Zedex", "Place:Norland"}, ""},
	} {
		a := article(9, c.names...)
		if err := entail.New(lists()).Run(context.Background(), a); err != nil {
			t.Fatal(err)
		}
		if got := claims(a); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
		for _, k := range a.Claims {
			for _, m := range []int{k.SubjectMention, k.ObjectMention} {
				if s := a.Mentions[m].Span; s.Start < k.Evidence.Start || s.End > k.Evidence.End {
					t.Errorf("%s: evidence %v leaves out %v", c.name, k.Evidence, s)
				}
			}
			if !k.Entailed || k.Confidence <= 0 || k.Confidence >= 1 {
				t.Errorf("%s: entailed %t, confidence %v", c.name, k.Entailed, k.Confidence)
			}
		}
	}
}

// TestSetting reads an article that names one country often.
func TestSetting(t *testing.T) {
	for _, c := range []struct{ name, title, subject, want string }{
		{"a president", "President NNP compound 3", "Person:Anna Berg", "Anna Berg LEADS Norland/setting; Anna Berg CITIZEN_OF Norland/setting"},
		{"a former one", "former JJ amod 4\nPresident NNP compound 4", "Person:Anna Berg", ""},
		{"a minister", "Interior NNP compound 2\nMinister NNP compound 4", "Person:Anna Berg", "Anna Berg HOLDS_OFFICE_IN Norland/setting; Anna Berg CITIZEN_OF Norland/setting"},
		{"an actor", "actor NN compound 3", "Person:Anna Berg", ""},
		{"a ministry", "the DT det 3", "Organization:Interior Ministry", "Interior Ministry HEADQUARTERED_IN Norland/setting"},
		{"a parliament of more countries", "the DT det 3", "Organization:European Parliament", ""},
		{"a company", "the DT det 3", "Organization:Acme Rail", ""},
	} {
		kind, name, _ := strings.Cut(c.subject, ":")
		w := strings.Fields(name)
		listing := c.title + "\n" + w[0] + " NNP compound 3 " + kind + " 2\n" + w[1] + " NNP ROOT 0\n"
		for range 9 {
			listing += "\nNorland NNP nsubj 2 Place 1\ngrew VBD ROOT 0\n"
		}
		a := extracttest.Article(listing)
		a.Entities = []extract.Entity{{Name: name, Kind: extract.Kind(kind), Mentions: []int{0}}, {Name: "Norland", Kind: extract.Place}}
		for i := range a.Mentions[1:] {
			a.Mentions[i+1].Entity = 1
			a.Entities[1].Mentions = append(a.Entities[1].Mentions, i+1)
		}
		if err := entail.New(lists()).Run(context.Background(), a); err != nil {
			t.Fatal(err)
		}
		if got := claims(a); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// Only what the article itself states as a fact entails more.
func TestSaidEntailsNothing(t *testing.T) {
	for _, c := range []struct {
		name  string
		claim extract.Claim
		want  int
	}{
		{"stated", extract.Claim{Speaker: -1}, 1},
		{"said by somebody", extract.Claim{Speaker: 2}, 0},
		{"said by nobody named", extract.Claim{Speaker: -1, Reported: true}, 0},
		{"over", extract.Claim{Speaker: -1, Former: true}, 0},
		{"planned", extract.Claim{Speaker: -1, Modality: extract.Planned}, 0},
	} {
		a := article(9, "Organization:Acme Rail", "Place:Wald", "Place:Sylvania")
		k := c.claim
		k.Relation, k.Subject, k.Object, k.ObjectMention = "HEADQUARTERED_IN", 0, 1, 1
		if k.Modality == "" {
			k.Modality = extract.Actual
		}
		a.Claims = []extract.Claim{k}
		if err := entail.New(lists()).Run(context.Background(), a); err != nil {
			t.Fatal(err)
		}
		got := strings.Count(claims(a), "Acme Rail HEADQUARTERED_IN Sylvania")
		if got != c.want {
			t.Errorf("%s: %q, want %d of Acme Rail in Sylvania", c.name, claims(a), c.want)
		}
	}
}

// A passage is no article, and what is stated is not said twice.
func TestNothingNew(t *testing.T) {
	short := article(3, "Place:Porthaven", "Place:Norland")
	if err := entail.New(lists()).Run(context.Background(), short); err != nil {
		t.Fatal(err)
	}
	if len(short.Claims) != 0 {
		t.Errorf("from three sentences: %s", claims(short))
	}
	for _, negated := range []bool{false, true} {
		a := article(9, "Place:Porthaven", "Place:Norland")
		a.Claims = []extract.Claim{{Relation: "LOCATED_IN", Subject: 0, Object: 1, Negated: negated}}
		before := slices.Clone(a.Claims)
		if err := entail.New(lists()).Run(context.Background(), a); err != nil {
			t.Fatal(err)
		}
		if len(a.Claims) != len(before) {
			t.Errorf("negated %t: %s", negated, claims(a))
		}
	}
}
