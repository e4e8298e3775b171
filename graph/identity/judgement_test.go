package identity

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
)

const (
	one   = "e_0123456789abcdef01234567"
	other = "e_fedcba9876543210fedcba98"
	story = "a_00112233445566778899aabb"
)

func person(name string) Ref { return Ref{Kind: "Person", Name: name} }

func TestReadJudgements(t *testing.T) {
	cases := []struct {
		name, text string
		want       []Judgement
	}{
		{"nothing", " \n\n", nil},
		{"lines", `{"verdict":"same","a":{"kind":"Person","name":"Ada Quill"},"b":{"id":"` + one + `"},"reason":"one office","by":"mo","at":"2026-03-31"}

{"verdict":"different","a":{"kind":"Person","name":"Ada Quill","article":"` + story + `"},"b":{"kind":"Person","name":"Ada Quill"}}`,
			[]Judgement{{Same, person("Ada Quill"), Ref{ID: one}, "one office", "mo", "2026-03-31"},
				{Verdict: Different, A: Ref{"", "Person", "Ada Quill", story}, B: person("Ada Quill")}}},
		{"what propose adds says nothing", `{"verdict":"unsure","a":{"id":"` + one + `"},"b":{"id":"` + other + `"},"gain":12,"weight":0.7}`,
			[]Judgement{{Verdict: Unsure, A: Ref{ID: one}, B: Ref{ID: other}}}},
		{"twice counts once, in either order", `{"verdict":"same","a":{"id":"` + one + `"},"b":{"id":"` + other + `"}}
{"verdict":"same","a":{"id":"` + other + `"},"b":{"id":"` + one + `"},"reason":"again"}`,
			[]Judgement{{Verdict: Same, A: Ref{ID: one}, B: Ref{ID: other}}}},
		{"table", "\uFEFFVerdict,kind,a,b,reason\r\nsame,Person,Ada Quill,A. Quill,\"one, office\"\r\nDifferent,Person,Ada Quill@" + story + "," + one + ",\r\n",
			[]Judgement{{Verdict: Same, A: person("Ada Quill"), B: person("A. Quill"), Reason: "one, office"},
				{Verdict: Different, A: Ref{"", "Person", "Ada Quill", story}, B: Ref{ID: one}}}},
		{"table of a sheet", "a_kind;a_name;b_id;verdict;at\nPerson;Ada Quill;" + one + ";unsure;2026-03-31T09:30:00Z\n",
			[]Judgement{{Verdict: Unsure, A: person("Ada Quill"), B: Ref{ID: one}, At: "2026-03-31T09:30:00Z"}}},
		{"an address is a name", "verdict\tkind\ta\tb\nsame\tOrganization\tdesk@quill\tQuill Desk\n",
			[]Judgement{{Verdict: Same, A: Ref{Kind: "Organization", Name: "desk@quill"}, B: Ref{Kind: "Organization", Name: "Quill Desk"}}}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := ReadJudgements(strings.NewReader(c.text), "x")
			if err != nil || !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %+v, %v\nwant %+v", got, err, c.want)
			}
		})
	}
}

func TestReadJudgementsFaults(t *testing.T) {
	ends := `"a":{"id":"` + one + `"},"b":{"id":"` + other + `"}`
	cases := []struct{ name, text, want string }{
		{"no verdict", "\n{" + ends + "}", `x:2: verdict: "" is none; write same, different or unsure`},
		{"other verdict", `{"verdict":"equal",` + ends + "}", `x:1: verdict: "equal" is none`},
		{"nobody", `{"verdict":"same","a":{},"b":{"id":"` + one + `"}}`, "x:1: a: names nobody; give the id, or kind and name"},
		{"no kind", `{"verdict":"same","a":{"id":"` + one + `"},"b":{"name":"Ada"}}`, "x:1: b.kind: is missing"},
		{"beginning of an id", `{"verdict":"same","a":{"id":"e_01"},"b":{"id":"` + one + `"}}`, `x:1: a.id: "e_01" is no id`},
		{"no article", `{"verdict":"same","a":{"id":"` + one + `","article":"7"},"b":{"id":"` + one + `"}}`, `x:1: a.article: "7" is no id`},
		{"one only", `{"verdict":"same","a":{"kind":"Person","name":"Ada  Quill"},"b":{"kind":"Person","name":"ada quill"}}`, "x:1: b: is the same as a"},
		{"date", `{"verdict":"same",` + ends + `,"at":"31.3.2026"}`, `x:1: at: "31.3.2026" is no date; write it like 2026-03-31`},
		{"text for a reference", `{"verdict":"same","a":"Ada","b":{}}`, `x:1: a: is a string; write {"id":"e_…"} or`},
		{"number for a text", `{"verdict":"same",` + ends + `,"by":7}`, "x:1: by: is a number; write a text in quotes"},
		{"unknown field", `{"verdict":"same",` + ends + `,"why":"x"}`, `x:1: unknown field "why"; write {"verdict":"same"`},
		{"over two lines", "{\"verdict\":\"same\",\n" + ends + "}", "x:1: the line ends inside the judgement"},
		{"two on a line", `{"verdict":"same",` + ends + `} {}`, "x:1: more stands behind the judgement"},
		{"a list", "[{}]", "x:1: begins a list; write one judgement a line"},
		{"bytes", "{\n\xff}", "x:2: is not UTF-8"},
		{"contradiction", `{"verdict":"same",` + ends + "}\n" + `{"verdict":"different",` + ends + "}", "x:2: verdict: says different of " + one + " and " + other + ", line 1 says same; keep one"},
		{"column", "verdict,a,c\n", `x:1: column 3: "c" is none of verdict, kind`},
		{"column twice", "verdict,a,a\n", "x:1: column 3: a is there twice"},
		{"no column verdict", "a,b\n", "x:1: no column is called verdict"},
		{"short row", "verdict,kind,a,b\nsame,Person,Ada\n\nsame,Person,Ada,\n", "x:2: has more or fewer fields than the first row"},
		{"both rows are told", "verdict,kind,a,b\nsame,Person,Ada\n\nsame,Person,Ada,\n", "x:4: b: names nobody"},
		{"quote", "verdict,kind,a,b\nsame,Person,A\"da,B\n", "x:2: column 14: bare \" in non-quoted"},
		{"many", strings.Repeat("{}\n", 12), "x: and 2 more"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := ReadJudgements(strings.NewReader(c.text), "x")
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v\nwant %s", err, c.want)
			}
		})
	}
}

func TestKey(t *testing.T) {
	j := Judgement{Verdict: Same, A: person("Ada Quill"), B: Ref{ID: one}}
	for name, same := range map[string]Judgement{
		"other order":        {Verdict: Same, A: j.B, B: j.A},
		"other case, blanks": {Verdict: Same, A: person("ADA  Quill"), B: j.B},
		"with reason":        {Same, j.A, j.B, "r", "me", "2026-03-31"},
		"id and name":        {Verdict: Same, A: j.A, B: Ref{ID: one, Kind: "Person", Name: "A. Quill"}},
	} {
		if same.Key() != j.Key() {
			t.Errorf("%s: another key", name)
		}
	}
	for name, differs := range map[string]Judgement{
		"verdict": {Verdict: Different, A: j.A, B: j.B},
		"kind":    {Verdict: Same, A: Ref{Kind: "Place", Name: "Ada Quill"}, B: j.B},
		"article": {Verdict: Same, A: Ref{Kind: "Person", Name: "Ada Quill", Article: story}, B: j.B},
	} {
		if differs.Key() == j.Key() {
			t.Errorf("other %s, same key", name)
		}
	}
}

func TestWriteJudgementsInOneOrder(t *testing.T) {
	list := []Judgement{
		{Verdict: Same, A: person("Zoe"), B: person("Ada <Quill>"), By: "mo"},
		{Verdict: Different, A: Ref{ID: one}, B: person("Ada")},
	}
	turned := []Judgement{{Verdict: Different, A: person("Ada"), B: Ref{ID: one}}, list[0], list[0]}
	var a, b bytes.Buffer
	if err := WriteJudgements(&a, list); err != nil {
		t.Fatal(err)
	}
	if err := WriteJudgements(&b, turned); err != nil {
		t.Fatal(err)
	}
	want := `{"verdict":"different","a":{"id":"` + one + `"},"b":{"kind":"Person","name":"Ada"}}
{"verdict":"same","a":{"kind":"Person","name":"Ada <Quill>"},"b":{"kind":"Person","name":"Zoe"},"by":"mo"}
`
	if a.String() != want || b.String() != want {
		t.Errorf("got\n%s and\n%s want\n%s", a.String(), b.String(), want)
	}
}

// What is read can be written, and reads as the same; nothing read is at fault.
func FuzzReadJudgements(f *testing.F) {
	f.Add([]byte(`{"verdict":"same","a":{"kind":"Person","name":"Ada"},"b":{"id":"` + one + `"},"at":"2026-03-31"}`))
	f.Add([]byte("verdict;kind;a;b\nsame;Person;\"A\nda\"\"\";B@" + story + "\n"))
	f.Add([]byte("{\"verdict\":\"unsure\"}\n[\xff"))
	f.Fuzz(func(t *testing.T, text []byte) {
		list, err := ReadJudgements(bytes.NewReader(text), "x")
		if err != nil {
			return
		}
		var first, second bytes.Buffer
		for _, j := range list {
			if err := j.Check(); err != nil {
				t.Fatalf("%+v: %v", j, err)
			}
		}
		if err := WriteJudgements(&first, list); err != nil {
			t.Fatal(err)
		}
		again, err := ReadJudgements(bytes.NewReader(first.Bytes()), "x")
		if err != nil || len(again) != len(list) {
			t.Fatalf("%d judgements, then %d: %v\n%s", len(list), len(again), err, first.String())
		}
		if err := WriteJudgements(&second, again); err != nil {
			t.Fatal(err)
		}
		if first.String() != second.String() {
			t.Fatalf("%s\nthen\n%s", first.String(), second.String())
		}
	})
}
