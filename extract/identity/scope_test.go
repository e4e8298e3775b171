package identity

import (
	"context"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/extracttest"
)

// read runs the stage over a listing; every name of it is an entity, those of the same
// words one.
func read(t *testing.T, listing string, claims ...extract.Claim) *extract.Article {
	t.Helper()
	a := extracttest.Article(listing)
	index := map[string]int{}
	for i := range a.Mentions {
		m := &a.Mentions[i]
		words := a.Words(m.Span)
		e, ok := index[words]
		if !ok {
			e = len(a.Entities)
			index[words] = e
			a.Entities = append(a.Entities, extract.Entity{Name: words, Kind: m.Kind})
		}
		m.Entity = e
		a.Entities[e].Mentions = append(a.Entities[e].Mentions, i)
	}
	a.Claims = claims
	if err := New().Run(context.Background(), a); err != nil {
		t.Fatal(err)
	}
	return a
}

// sentence makes a listing of "word/Tag word/Tag=Kind word=Kind:2": without a tag a word
// is a name, with a kind a mention begins, of so many words.
func sentence(words string) string {
	var b strings.Builder
	for w := range strings.FieldsSeq(words) {
		w, kind, _ := strings.Cut(w, "=")
		kind, n, found := strings.Cut(kind, ":")
		if !found {
			n = "1"
		}
		w, tag, _ := strings.Cut(w, "/")
		if tag == "" {
			tag = "NNP"
		}
		b.WriteString(w + " " + tag + " dep 0")
		if kind != "" {
			b.WriteString(" " + kind + " " + n)
		}
		b.WriteByte('\n')
	}
	return b.String() + "\n"
}

func scopeOf(t *testing.T, a *extract.Article, name string) extract.Identity {
	t.Helper()
	for _, e := range a.Entities {
		if e.Name == name {
			return e.Identity
		}
	}
	t.Fatalf("no entity %q", name)
	return extract.Identity{}
}

func TestScopeOfBodies(t *testing.T) {
	const kenya, court = "Kenya=Place and/CC Nairobi=Place ", "Supreme=Organization:2 Court "
	for _, c := range []struct{ text, name, want string }{
		{"the/DT " + court + "met/VBD in/IN Nairobi=Place", "Supreme Court", "kenya"},
		{"the/DT " + court + "met/VBD", "Supreme Court", extract.OwnArticle},
		{"the/DT " + court + "met/VBD . Peru=Place Chile=Place Peru=Place Chile=Place", "Supreme Court", extract.OwnArticle},
		// Its own phrase counts more than what the article is about.
		{kenya + "; Peru=Place 's/POS highest/JJ " + court, "Supreme Court", "peru"},
		{kenya + "; the/DT " + court + "of/IN Peru=Place", "Supreme Court", "peru"},
		{kenya + "; the/DT " + court + "of/IN Texas=Place", "Supreme Court", "texas"},
		{kenya + "; Peru=Place said/VBD the/DT " + court, "Supreme Court", "kenya"},
		// Many in a country have such bodies.
		{kenya + "; the/DT Board=Organization:3 of/IN Directors", "Board of Directors", extract.OwnArticle},
		{kenya + "; the/DT District=Organization:2 Court", "District Court", extract.OwnArticle},
		// A word of its own.
		{kenya + "; the/DT Harbour=Organization:2 Court", "Harbour Court", ""},
		{kenya + "; the/DT United=Organization:4 Nations Development Council", "United Nations Development Council", ""},
		{kenya + "; Siemens=Organization", "Siemens", ""},
		// What the tables know: theirs, unless the article is set elsewhere.
		{"Germany=Place ; the/DT SPD=Organization", "SPD", "germany"},
		{"the/DT ANC=Organization met/VBD", "ANC", ""},
		{kenya + "; the/DT ANC=Organization", "ANC", "kenya"},
		{kenya + "; South=Place:2 Africa 's/POS ANC=Organization", "ANC", ""},
		{kenya + "; Congress=Organization", "Congress", "kenya"},
		{"Texas=Place and/CC Ohio=Place ; Congress=Organization", "Congress", "united states"},
		{kenya + "; United=Place:2 States ; Congress=Organization", "Congress", "kenya"},
		// Acronyms that the tables do not know.
		{kenya + "; the/DT ZQP=Organization", "ZQP", "kenya"},
		{"the/DT ZQP=Organization met/VBD", "ZQP", extract.OwnArticle},
		{kenya + "; the/DT IMF=Organization", "IMF", ""},
		{kenya + "; the/DT ZQPRIT=Organization", "ZQPRIT", ""},
		{"the/DT United=Place:2 States and/CC Kenya=Place", "United States", ""},
	} {
		if got := scopeOf(t, read(t, sentence(c.text)), c.name).Scope; got != c.want {
			t.Errorf("%s: %s is of %q, want %q", c.text, c.name, got, c.want)
		}
	}
}

// A claim tells whose a body is, but not one that is denied or follows from the setting.
func TestScopeByClaims(t *testing.T) {
	const text = "Ana=Person:2 Ferro led/VBD the/DT Supreme=Organization:2 Court ; Peru=Place Chile=Place"
	leads := extract.Claim{Relation: "LEADS", Subject: 0, Object: 1, Modality: extract.Actual}
	citizen := extract.Claim{Relation: "CITIZEN_OF", Subject: 0, Object: 3, Modality: extract.Actual}
	seat := extract.Claim{Relation: "HEADQUARTERED_IN", Subject: 1, Object: 2, Modality: extract.Actual}
	denied, entailed := seat, seat
	denied.Negated, entailed.Entailed = true, true
	for _, c := range []struct {
		name   string
		claims []extract.Claim
		want   string
	}{
		{"its seat", []extract.Claim{seat}, "peru"},
		{"the country of who leads it", []extract.Claim{leads, citizen}, "chile"},
		{"a seat that is denied", []extract.Claim{denied}, extract.OwnArticle},
		{"what follows from the setting", []extract.Claim{entailed}, extract.OwnArticle},
		{"two countries", []extract.Claim{leads, citizen, seat}, extract.OwnArticle},
	} {
		if got := scopeOf(t, read(t, sentence(text), c.claims...), "Supreme Court").Scope; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestScopeOfPeople(t *testing.T) {
	for _, c := range []struct{ text, name, want string }{
		{"Amanda=Person sang/VBD", "Amanda", extract.OwnArticle},
		{"Amanda=Person:2 Berg sang/VBD", "Amanda Berg", ""},
		{"Van=Person:3 der Moll sang/VBD", "Van der Moll", extract.OwnArticle},
		{"J.=Person:2 Moll sang/VBD", "J. Moll", extract.OwnArticle},
		{"Pope Anselm=Person spoke/VBD", "Anselm", "pope"},
		{"King Otto=Person of/IN Norway=Place spoke/VBD", "Otto", "norway"},
		{"King Otto=Person spoke/VBD", "Otto", extract.OwnArticle},
		{"Mr. Otto=Person of/IN Norway=Place spoke/VBD", "Otto", extract.OwnArticle},
	} {
		if got := scopeOf(t, read(t, sentence(c.text)), c.name).Scope; got != c.want {
			t.Errorf("%s: %s is of %q, want %q", c.text, c.name, got, c.want)
		}
	}
}
