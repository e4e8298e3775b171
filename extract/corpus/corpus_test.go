package corpus_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/corpus"
	"github.com/newsgraph/newsgraph/extract/relation"
)

// TestCorpus checks every record that we ship.
func TestCorpus(t *testing.T) {
	relations, err := relation.Types()
	if err != nil {
		t.Fatal(err)
	}
	parts, err := filepath.Glob(filepath.Join("..", "..", "testdata", "corpus", "part-*.txt"))
	if err != nil || len(parts) == 0 {
		t.Fatalf("no part of the corpus: %v", err)
	}
	var all []corpus.Record
	for _, part := range parts {
		f, err := os.Open(part)
		if err != nil {
			t.Fatal(err)
		}
		records, problems, err := corpus.Read(filepath.Base(part), f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range problems {
			t.Error(p)
		}
		all = append(all, records...)
	}
	for _, p := range corpus.Check(all, relations) {
		t.Error(p)
	}
	s := corpus.NewStats(all)
	if share := float64(s.Untouched) / float64(s.Records); share < .08 || share > .12 {
		t.Errorf("%d of %d records are untouched, want a tenth", s.Untouched, s.Records)
	}
}

const record = `# style=wire topic=energy
[Ana Bell|P1], who runs [Norgrid ASA|O1], told [us|G1] that [she|P1] would fly to [Riga|L1], and denied that [Norgrid|O1] wanted to buy [Baltkabel|O2].
P1 LEADS O1 role=runs
P1 VISITED L1 planned by=P1
O1 ACQUIRED O2 neg possible by=P1
! O1 ACQUIRED O2
`

func TestRead(t *testing.T) {
	records, problems, err := corpus.Read("x", strings.NewReader("\n\n"+record+"\r\n \n# style=sport topic=rowing\nNobody came.\n"))
	if err != nil || len(problems) > 0 || len(records) != 2 {
		t.Fatalf("%d records, %v, %v", len(records), problems, err)
	}
	r := records[0]
	if r.Line != 3 || r.Style != "wire" || r.Topic != "energy" || !strings.HasPrefix(r.Text, "Ana Bell, who runs Norgrid ASA, told us that she") {
		t.Errorf("read %+v", r)
	}
	if e := r.Entity("O1"); e == nil || len(e.Mentions) != 2 || r.Name(e) != "Norgrid ASA" {
		t.Errorf("O1 is %+v", e)
	}
	want := []corpus.Claim{
		{Line: 5, Subject: "P1", Relation: "LEADS", Object: "O1", Modality: extract.Actual, Role: "runs"},
		{Line: 6, Subject: "P1", Relation: "VISITED", Object: "L1", Modality: extract.Planned, By: "P1"},
		{Line: 7, Subject: "O1", Relation: "ACQUIRED", Object: "O2", Negated: true, Modality: extract.Possible, By: "P1"},
	}
	if !reflect.DeepEqual(r.Claims, want) || len(r.Traps) != 1 {
		t.Errorf("claims %+v, %d traps", r.Claims, len(r.Traps))
	}
	if records[1].Line != 11 || records[1].Text != "Nobody came." {
		t.Errorf("the second is %+v", records[1])
	}
}

// problems are all that is wrong in a text.
func problems(t *testing.T, text string) string {
	t.Helper()
	relations, err := relation.Types()
	if err != nil {
		t.Fatal(err)
	}
	records, all, err := corpus.Read("x", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, p := range append(all, corpus.Check(records, relations)...) {
		lines = append(lines, p.Error())
	}
	return strings.Join(lines, "\n")
}

func TestProblems(t *testing.T) {
	const head = "# style=wire topic=x\n"
	const passage = head + "[A|P1] met [B|P2] in [C|L1].\n"
	for _, c := range []struct{ text, want string }{
		{record, ""},
		{"A met B.\n", "x:1: a record begins with a line # style"},
		{head, "x:1: the record has no passage"},
		{head + "[A|P1 met B.\n", `x:2: a mark of a mention is broken at "[A|P1 met B."`},
		{head + "[A [B|P2]|P1] met.\n", "x:2: a mark of a mention is broken"},
		{head + "[A|Z1] came.\n", "x:2: Z1: no kind has that letter"},
		{passage + "P1 MET_WITH\n", "x:3: want ID RELATION ID"},
		{passage + "P1 MET_WITH P2 maybe\n", `x:3: mark "maybe": want`},
		{passage + "P1 MET_WITH P2 planned possible\n", `x:3: mark "possible": want`},
		{passage + "P1 KNOWS P2\n", "x:3: there is no relation KNOWS"},
		{passage + "P1 MET_WITH P3\n", "x:3: P3 is not marked in the passage"},
		{passage + "P1 MET_WITH P2 by=O1\n", "x:3: O1 is not marked in the passage"},
		{passage + "P1 MET_WITH P1\n", "x:3: both ends are P1"},
		{passage + "P1 SPOUSE_OF L1\n", "x:3: P1 SPOUSE_OF L1: the relation is not one of such kinds"},
		{passage + "P1 MET_WITH P2\nP2 MET_WITH P1\n", "x:4: P2 MET_WITH P1 stands in line 3 already"},
		{passage + "P1 MET_WITH P2\n! P2 MET_WITH P1\n", "x:4: the trap P2 MET_WITH P1 is stated as a plain fact in line 3"},
		{passage + "P1 MET_WITH P2 by=P1\n! P2 MET_WITH P1\n", ""},
		{passage + "\n" + passage, "x:5: the passage stands at x:2 as well"},
	} {
		if got := problems(t, c.text); !strings.HasPrefix(got, c.want) || (got == "") != (c.want == "") {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// FuzzRead reads any text: no panic, every mention lies in its passage, and what has
// been read is told or kept.
func FuzzRead(f *testing.F) {
	f.Add(record)
	f.Add("# a\n[[x|P1]|O2] ]|[\n! A B C role= neg\n\n\n# style=\n")
	f.Fuzz(func(t *testing.T, text string) {
		records, problems, err := corpus.Read("x", strings.NewReader(text))
		if err == nil && strings.TrimSpace(text) != "" && len(records)+len(problems) == 0 {
			t.Errorf("nothing was read of %q, and nothing was told", text)
		}
		for _, r := range records {
			for _, e := range r.Entities {
				for _, m := range e.Mentions {
					if m.Start < 0 || m.Start >= m.End || m.End > len(r.Text) {
						t.Errorf("mention %v of a passage of %d bytes", m, len(r.Text))
					}
				}
			}
		}
	})
}
