package identity

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

func known(id, kind, name string, mentions int) Known {
	words := strings.Fields(name)
	return Known{Member: Member{ID: id, Kind: kind, Name: strings.ToLower(name), Block: strings.ToLower(words[len(words)-1])}, Label: name, Mentions: mentions}
}

func TestPropose(t *testing.T) {
	acronym := known("e_b", "Organization", "HB", 2)
	acronym.Initials, acronym.Partial = "hb", true
	body := known("e_a", "Organization", "Harbour Broadcasting", 3)
	body.Initials = "hb"
	cases := []struct {
		name string
		a, b Known
		want []Clue
	}{
		{"a letter", known("e_a", "Person", "Mary Olson", 2), known("e_b", "Person", "Mary Olsen", 3), []Clue{Spelled}},
		{"a letter more", known("e_a", "Person", "Mary Olson", 2), known("e_b", "Person", "Mary Olsson", 3), []Clue{Spelled}},
		{"letters in each other's place", known("e_a", "Person", "Mary Olson", 2), known("e_b", "Person", "Mary Olosn", 3), []Clue{Spelled}},
		{"marks", known("e_a", "Person", "Abdel-Rahman Saad", 2), known("e_b", "Person", "Abdel Rahman Saad", 3), []Clue{Spelled}},
		{"two letters", known("e_a", "Person", "Mary Olson", 2), known("e_b", "Person", "Mary Alsen", 3), nil},
		{"a number", known("e_a", "Event", "Forum 2019", 2), known("e_b", "Event", "Forum 2018", 3), nil},
		{"a number more", known("e_a", "Organization", "Group of 7", 2), known("e_b", "Organization", "Group of 77", 3), nil},
		{"short names", known("e_a", "Organization", "UNX", 2), known("e_b", "Organization", "UNY", 3), nil},
		{"two kinds", known("e_a", "Person", "Tessera", 2), known("e_b", "Place", "Tessera", 3), []Clue{TwoKinds}},
		{"one name", known("e_a", "Person", "Amanda", 2), known("e_b", "Person", "Amanda", 3), []Clue{OneName}},
		{"first name", known("e_a", "Person", "M. Obrand", 2), known("e_b", "Person", "Marten Obrand", 3), []Clue{Abridged}},
		{"another first name", known("e_a", "Person", "P. Obrand", 2), known("e_b", "Person", "Marten Obrand", 3), nil},
		{"part", known("e_a", "Person", "Obrand", 2), known("e_b", "Person", "Marten Obrand", 3), []Clue{Shorter}},
		{"initials", body, acronym, []Clue{Acronym}},
		{"other names", known("e_a", "Person", "Ada Quill", 2), known("e_b", "Person", "Bo Quill", 3), nil},
		{"no names", known("e_a", "Event", "talks", 2), known("e_b", "Event", "talks", 3), nil},
		{"described only", known("e_a", "Agreement", "Trade Pact", 2), known("e_b", "Agreement", "Trade Pact", 3), nil},
	}
	for _, c := range cases {
		for _, list := range [][]Known{{c.a, c.b}, {c.b, c.a}} {
			got := Propose(list, func(string, string) bool { return false })
			if len(got) == 0 && c.want == nil {
				continue
			}
			if len(got) != 1 || !slices.Equal(got[0].Clues, c.want) || got[0].A.ID != "e_a" || got[0].Gain() != 2 {
				t.Errorf("%s: %+v, want %v", c.name, got, c.want)
			}
		}
	}
}

func TestProposeInOneOrder(t *testing.T) {
	list := []Known{known("e_1", "Person", "Mary Olson", 9), known("e_2", "Person", "Mary Olsen", 8), known("e_3", "Person", "M. Olson", 1),
		known("e_4", "Place", "Tessera", 1), known("e_5", "Person", "Tessera", 1)}
	judged := func(a, b string) bool { return a == "e_4" && b == "e_5" }
	first := Propose(list, judged)
	slices.Reverse(list)
	if second := Propose(list, judged); !reflect.DeepEqual(first, second) {
		t.Errorf("%+v\nthen\n%+v", first, second)
	}
	if len(first) != 2 || first[0].Gain() != 8 {
		t.Errorf("what gains most comes first, what was judged not at all: %+v", first)
	}
}

func TestWeighByCompany(t *testing.T) {
	a, b := known("e_a", "Person", "Mary Olson", 1), known("e_b", "Person", "Mary Olsen", 1)
	a.Articles, b.Articles = []string{"a_1"}, []string{"a_2"}
	p := Compare(a, b)
	p.Weigh(map[string]Company{"a_1": {"e_a": "Person", "e_c": "Person"}, "a_2": {"e_b": "Person", "e_c": "Person"}})
	if p.Weight <= Spelled.worth() || !slices.Equal(p.Shared, []string{"e_c"}) || !slices.Contains(p.Clues, Together) {
		t.Errorf("the same company says nothing: %+v", p)
	}
	b.Articles = []string{"a_1"}
	q := Compare(a, b)
	if q.Weigh(nil); q.Weight > 0 || !slices.Contains(q.Clues, OneText) {
		t.Errorf("one article mentions both: %+v", q)
	}
}

func TestMerge(t *testing.T) {
	same := Judgement{Verdict: Same, A: Ref{ID: one}, B: Ref{ID: other}}
	turned := Judgement{Verdict: Different, A: Ref{ID: other}, B: Ref{ID: one}}
	unsure := Judgement{Verdict: Unsure, A: Ref{ID: one}, B: Ref{ID: other}}
	for name, c := range map[string]struct{ have, fresh, put, drop []Judgement }{
		"new":                 {nil, []Judgement{same}, []Judgement{same}, nil},
		"there already":       {[]Judgement{same}, []Judgement{same}, nil, nil},
		"the contrary":        {[]Judgement{same}, []Judgement{turned}, []Judgement{turned}, []Judgement{same}},
		"unsure after all":    {[]Judgement{same}, []Judgement{unsure}, nil, nil},
		"decided at last":     {[]Judgement{unsure}, []Judgement{same}, []Judgement{same}, []Judgement{unsure}},
		"of others":           {[]Judgement{{Verdict: Same, A: Ref{ID: one}, B: person("Ada")}}, []Judgement{turned}, []Judgement{turned}, nil},
		"with another reason": {[]Judgement{same}, []Judgement{{Verdict: Same, A: same.A, B: same.B, Reason: "r"}}, []Judgement{{Verdict: Same, A: same.A, B: same.B, Reason: "r"}}, nil},
	} {
		if put, drop := Merge(c.have, c.fresh); !reflect.DeepEqual(put, c.put) || !reflect.DeepEqual(drop, c.drop) {
			t.Errorf("%s: put %v, drop %v", name, put, drop)
		}
	}
}
