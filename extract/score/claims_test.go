package score

import (
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
)

func TestReadClaims(t *testing.T) {
	gold, err := ReadClaims("a.claims", strings.NewReader(`# two articles
@ one
Oda Berg | LEADS | Vik AS | former; role=chairman
! Oda Berg | MET_WITH | *

@ two
? Kim Dahl | VISITED | Moss | planned; date=2024-03; speaker=Oda Berg; negated
`))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, g := range gold {
		for _, c := range g.Claims {
			got = append(got, g.ID+string(c.Mark)+c.String())
		}
	}
	want := "one Oda Berg | LEADS | Vik AS | former; role=chairman\n" +
		"one!Oda Berg | MET_WITH | *\n" +
		"two?Kim Dahl | VISITED | Moss | negated; planned; speaker=Oda Berg; date=2024-03"
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

func TestReadClaimsErrors(t *testing.T) {
	for text, want := range map[string]string{
		"Oda Berg | LEADS":            "a.claims:1: want Subject",
		"\nA | leads | B":             "a.claims:2: \"leads\" is no relation",
		"A | LEADS | B | perhaps":     "unknown difference \"perhaps\"",
		"A | LEADS | B | former; | x": "want Subject",
		"A | LEADS |  | former":       "want Subject",
	} {
		if _, err := ReadClaims("a.claims", strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", text, err, want)
		}
	}
}

// berg is an article with three claims: Berg met Dahl, Dahl said that Berg will
// lead Vik, Berg did not visit Moss.
func berg() *extract.Article {
	return &extract.Article{
		Entities: []extract.Entity{{Name: "Oda Berg"}, {Name: "Kim Dahl", Aliases: []string{"Dahl"}}, {Name: "Vik AS"}, {Name: "Moss"}},
		Claims: []extract.Claim{
			{Relation: "MET_WITH", Subject: 0, Object: 1, Speaker: -1, Modality: extract.Actual},
			{Relation: "LEADS", Subject: 0, Object: 2, Speaker: 1, Modality: extract.Planned},
			{Relation: "VISITED", Subject: 0, Object: 3, Speaker: -1, Modality: extract.Actual, Negated: true},
		},
	}
}

// relations are those of the claims of berg.
func relations() map[string]extract.Relation {
	return map[string]extract.Relation{"MET_WITH": {Symmetric: true}, "LEADS": {}, "VISITED": {}}
}

// Whether a relation is symmetric is what its schema says, of whatever name.
func TestSymmetricBySchema(t *testing.T) {
	gold, err := ReadClaims("x", strings.NewReader("Kim Dahl | MET_WITH | Oda Berg"))
	if err != nil {
		t.Fatal(err)
	}
	for symmetric, right := range map[bool]int{true: 1, false: 0} {
		known := map[string]extract.Relation{"MET_WITH": {Symmetric: symmetric}}
		if o := gold[0].Check(berg(), known); o.Right != right {
			t.Errorf("symmetric %t: %d right, want %d", symmetric, o.Right, right)
		}
		if n := gold[0].Score(berg(), known).Total().StrictRight; n != right {
			t.Errorf("symmetric %t: score of %d right, want %d", symmetric, n, right)
		}
	}
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		gold                                string
		right                               int
		missed, differs, extra, violational string
	}{
		{"Kim Dahl | MET_WITH | Oda Berg\nOda Berg | LEADS | Vik | planned; speaker=Dahl\nOda Berg | VISITED | Moss | negated", 3, "", "", "", ""},
		{"Oda Berg | LEADS | Vik AS\n? * | MET_WITH | *\n? Oda Berg | VISITED | *", 0, "",
			"Oda Berg | LEADS | Vik AS: found planned, speaker Kim Dahl", "Oda Berg | LEADS | Vik AS | planned; speaker=Kim Dahl", ""},
		{"Kim Dahl | LEADS | Vik AS\n! Oda Berg | MET_WITH | *\n! Oda Berg | VISITED | Moss\n! Oda Berg | LEADS | *", 0, "Kim Dahl | LEADS | Vik AS", "",
			"Oda Berg | MET_WITH | Kim Dahl,Oda Berg | LEADS | Vik AS | planned; speaker=Kim Dahl,Oda Berg | VISITED | Moss | negated",
			"Oda Berg | MET_WITH | Kim Dahl"},
	} {
		gold, err := ReadClaims("x", strings.NewReader(c.gold))
		if err != nil {
			t.Fatal(err)
		}
		o := gold[0].Check(berg(), relations())
		for _, p := range [][3]string{
			{"missed", strings.Join(o.Missed, ","), c.missed}, {"differs", strings.Join(o.Differs, ","), c.differs},
			{"extra", strings.Join(o.Extra, ","), c.extra}, {"violations", strings.Join(o.Violations, ","), c.violational},
		} {
			if p[1] != p[2] {
				t.Errorf("%s\n%s: got %q, want %q", c.gold, p[0], p[1], p[2])
			}
		}
		if o.Right != c.right {
			t.Errorf("%s: %d right, want %d", c.gold, o.Right, c.right)
		}
	}
}

func FuzzReadClaims(f *testing.F) {
	f.Add("A | LEADS | B | former; date=2020\n? * | MET_WITH | C\n@ x\n")
	f.Fuzz(func(t *testing.T, text string) {
		gold, err := ReadClaims("x", strings.NewReader(text))
		if err != nil {
			return
		}
		for _, g := range gold {
			g.Check(berg(), relations())
		}
	})
}
