package main

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/english"
	"github.com/newsgraph/newsgraph/extract/relation"
	"github.com/newsgraph/newsgraph/graph/audit"
	"github.com/newsgraph/newsgraph/graph/ingest"
)

// What strangers wrote shows as text: nothing of it moves the cursor, turns the direction
// or begins a line of its own, with colours and without.
func TestAuditShowsHostileText(t *testing.T) {
	relations, err := relation.Types()
	if err != nil {
		t.Fatal(err)
	}
	language, err := ingest.NewLanguage(english.Options{Relations: relations, Model: english.Rules})
	if err != nil {
		t.Fatal(err)
	}
	evil := "Mary\x1b[2J Olson\u202e"
	d := audit.Claim{Judgement: audit.Judgement{Claim: "c_1", Relation: "ACCUSED", Confidence: .5}, Subject: evil, Object: "Acme Bank", Status: "alleged", Notes: "about \x07fraud",
		SaidBy: "desk\r\nx", Quote: evil + " accused\nAcme Bank of fraud.", Title: "T\u009b31m", URL: "https://t.example/\x1b]0;x\x07", Subjects: []string{evil}, Objects: []string{"Acme Bank"}}
	for _, color := range []bool{false, true} {
		var raw, out bytes.Buffer
		a := auditing{con: &console{out: &out, raw: &raw, color: color}, reader: language.Pipeline, triggers: map[string][]string{"ACCUSED": {"accuse"}}}
		if err := a.show(context.Background(), d, 1, 2); err != nil {
			t.Fatal(err)
		}
		shown := out.String()
		if color {
			shown = raw.String()
			for _, ours := range []string{"\x1b[1m", "\x1b[4m", plainHue} {
				if !strings.Contains(shown, ours) {
					t.Errorf("no %q in %q", ours, shown)
				}
				shown = strings.ReplaceAll(shown, ours, "")
			}
		}
		if strings.ContainsAny(shown, "\x1b\x07\u009b\r\u202e") || strings.Count(shown, "\n") != 4 {
			t.Errorf("colours %v: %q", color, shown)
		}
		for _, want := range []string{`Mary\u001b[2J Olson\u202e`, "accused", `about \u0007fraud`, `T\u009b31m`, `https://t.example/\u001b]0;x\u0007`} {
			if !strings.Contains(shown, want) {
				t.Errorf("colours %v: no %s in %s", color, want, shown)
			}
		}
	}
}

func TestAuditMarks(t *testing.T) {
	relations, err := relation.Types()
	if err != nil {
		t.Fatal(err)
	}
	language, err := ingest.NewLanguage(english.Options{Relations: relations, Model: english.Rules})
	if err != nil {
		t.Fatal(err)
	}
	a := auditing{con: &console{}, reader: language.Pipeline, triggers: map[string][]string{"MET_WITH": {"meet", "talk"}}}
	for _, c := range []struct {
		relation, subject, object, quote, want, missing string
	}{
		{"MET_WITH", "Petra Moll", "Marten Obrand", "Marten Obrand met Petra Moll, not Moller.", "[Marten Obrand] *met* [Petra Moll], not Moller.", ""},
		{"MET_WITH", "Moll", "Marten Obrand", "He met Moll, not Moller, in Berlin.", "He *met* [Moll], not Moller, in Berlin.", "Marten Obrand"},
		{"MET_WITH", "Moll", "Obrand", "Moller and Obranden were there.", "Moller and Obranden were there.", "Moll, Obrand"},
	} {
		got, missing, err := a.marked(context.Background(), audit.Claim{Judgement: audit.Judgement{Relation: c.relation}, Subject: c.subject, Object: c.object, Quote: c.quote,
			Subjects: []string{c.subject}, Objects: []string{c.object}})
		if err != nil || got != c.want || strings.Join(missing, ", ") != c.missing {
			t.Errorf("%q: %q, without %v, %v; want %q, without %q", c.quote, got, missing, err, c.want, c.missing)
		}
	}
}
