package relation

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/newsgraph/newsgraph/extract"
)

const visits = `# who goes where
VISITS  Person | Group -> Place   state
People go to places.
They come back, too.

verb: visit, tour
verb (subj -> to|into) if to as planned former: travel,
  set out
noun (agent -> to), topic: visit
title, copula: visitor
traits: one, own
unarmed: Person any
parties: SIGNED

> Ana Bell visited Zed.
Ana Bell -> Zed
Ana Bell -> Zed  planned
> Nobody came.
none
`

func TestParse(t *testing.T) {
	r, err := Parse("visits.rel", visits)
	if err != nil {
		t.Fatal(err)
	}
	if r.Name != "VISITS" || !r.State || r.Symmetric || r.Doc != "People go to places. They come back, too." {
		t.Errorf("header: got %+v", r)
	}
	if len(r.Subject) != 2 || r.Subject[1] != extract.Group || len(r.Object) != 1 {
		t.Errorf("ends: got %v, %v", r.Subject, r.Object)
	}
	if !r.Has(extract.One) || !r.Has(extract.Own) || r.Has(extract.Kept) || r.Parties != "SIGNED" ||
		len(r.Unarmed) != 1 || r.Unarmed[0] != [2]extract.Kind{extract.Person, ""} {
		t.Errorf("properties: got %+v", r)
	}
	if len(r.Frames) != 5 {
		t.Fatalf("frames: got %d, want 5: %+v", len(r.Frames), r.Frames)
	}
	f := r.Frames[1]
	if f.Name != "verb" || strings.Join(f.ObjectRole, " ") != "to into" || strings.Join(f.Triggers, ";") != "travel;set out" ||
		f.Modality != extract.Planned || !f.Former || f.Negated || strings.Join(f.Needs, " ") != "to" {
		t.Errorf("frame: got %+v", f)
	}
	if strings.Join(r.Topic, " ") != "visit" {
		t.Errorf("topic: got %q", r.Topic)
	}
	if len(r.Examples) != 2 || len(r.Examples[0].Want) != 2 || len(r.Examples[1].Want) != 0 || r.Examples[1].Line != 18 {
		t.Errorf("examples: got %+v", r.Examples)
	}
}

func TestParseErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "a.rel:1: file is empty"},
		{"likes Person -> Place\nverb: like", `a.rel:1: relation name "likes"`},
		{"LIKES Person Place\nverb: like", "a.rel:1: relation LIKES: want its ends"},
		{"LIKES Person -> Planet\nverb: like", `a.rel:1: kind "Planet"`},
		{"LIKES Person -> Place\nLiking.", "a.rel:2: relation LIKES has no frame"},
		{"LIKES Person -> Place\nverb: like\nworb: like", `a.rel:3: frame "worb"`},
		{"LIKES Person -> Place\nLiking.\nworb (subj -> obj): like\nverb: adore", `a.rel:3: frame "worb"`},
		{"LIKES Person -> Place\nverb (subj: like", "a.rel:2: frame"},
		{"LIKES Person -> Place\nverb (subj): like", "a.rel:2: pattern (subj)"},
		{"LIKES Person -> Place\nverb (subj -> ): like", "a.rel:2: pattern (subj -> )"},
		{"LIKES Person -> Place\nverb as likely: like", `a.rel:2: mark "likely"`},
		{"LIKES Person -> Place\nverb if too: like", `a.rel:2: need "too"`},
		{"LIKES Person -> Place\nverb if no under: like\nverb if under too: like", `a.rel:3: need "under too"`},
		{"LIKES Person -> Place\nverb (subj -> objekt): like", `a.rel:2: role "objekt"`},
		{"LIKES Person -> Place\ntraits: kind\nverb: like", `a.rel:2: trait "kind"`},
		{"LIKES Person -> Place\nunarmed: Person Planet\nverb: like", `a.rel:2: kind "Planet"`},
		{"LIKES Person -> Place\nverb: like,", "a.rel:2: list ends with a comma"},
		{"LIKES Person -> Place\nverb: like\n>", "a.rel:3: example without a sentence"},
		{"LIKES Person -> Place\nverb: like\n> Ana likes Zed.\nAna Zed", `a.rel:4: example's claim "Ana Zed"`},
	} {
		_, err := Parse("a.rel", c.text)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("Parse(%q): got %v, want %q…", c.text, err, c.want)
		}
	}
}

func TestOpenTwice(t *testing.T) {
	file := &fstest.MapFile{Data: []byte("LIKES Person -> Place\nverb: like")}
	_, err := Open(fstest.MapFS{"a.rel": file, "b.rel": file, "note.txt": file})
	if err == nil || !strings.Contains(err.Error(), "LIKES is already defined in a.rel") {
		t.Errorf("got %v", err)
	}
}

// TestTypes reads the relations that come with the program: each documents
// itself and has an example with a claim or one without.
func TestTypes(t *testing.T) {
	types, err := Types()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range types {
		if r.Doc == "" || len(r.Examples) == 0 {
			t.Errorf("%s: relation %s has no documentation or no example", r.Source, r.Name)
		}
		if r.Symmetric && len(r.Object) == 0 {
			t.Errorf("%s: symmetric relation %s with a literal object", r.Source, r.Name)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(visits)
	f.Add("LIKES Person -> literal\nverb (obj -> when): like\n> \n")
	f.Fuzz(func(t *testing.T, text string) {
		r, err := Parse("a.rel", text)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "a.rel:") {
				t.Errorf("error without a place: %v", err)
			}
			return
		}
		if r.Name == "" || len(r.Frames) == 0 {
			t.Errorf("accepted a relation without name or frame: %+v", r)
		}
		New([]extract.Relation{r}, Names{})
	})
}
