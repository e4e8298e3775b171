package english

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/ner"
)

// read runs a pipeline of its own over a text.
func read(t *testing.T, o Options, text string) *extract.Article {
	t.Helper()
	p, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return reads(t, p, text)
}

// reads runs a pipeline over a text.
func reads(t *testing.T, p extract.Pipeline, text string) *extract.Article {
	t.Helper()
	a := &extract.Article{Text: text}
	if err := p.Article(context.Background(), a); err != nil {
		t.Fatal(err)
	}
	return a
}

// A name of --without means one rule only.
func TestRuleNamesAreUnique(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range append(ner.RuleNames(), coref.SieveNames()...) {
		if seen[name] {
			t.Errorf("%q names two rules", name)
		}
		seen[name] = true
	}
}

func TestPipelineFillsEveryLayer(t *testing.T) {
	a := read(t, Options{}, "Wire desk\n\nBorealis Holding Ltd. Chairman Anna Lind met President Emmanuel Macron in Oslo on Monday. They didn’t sign.")
	var sentences []string
	for _, s := range a.Sentences {
		sentences = append(sentences, fmt.Sprint(s.Paragraph, " ", a.Words(s.Span)))
	}
	want := []string{"0 Wire desk",
		"1 Borealis Holding Ltd. Chairman Anna Lind met President Emmanuel Macron in Oslo on Monday.", "1 They didn’t sign."}
	if strings.Join(sentences, "\n") != strings.Join(want, "\n") {
		t.Errorf("sentences %q, want %q", sentences, want)
	}
	var names []string
	for _, m := range a.Mentions {
		names = append(names, a.Words(m.Span)+"/"+string(m.Kind))
	}
	if got := strings.Join(names, " "); got != "Borealis Holding Ltd./Organization Anna Lind/Person Emmanuel Macron/Person Oslo/Place Monday/Date" {
		t.Errorf("names %s", got)
	}
	var met extract.Token
	for i, tok := range a.Tokens {
		if a.Words(extract.Span{Start: i, End: i + 1}) == "met" {
			met = tok
		}
	}
	if met.Tag != "VBD" || met.POS != "VERB" || met.Lemma != "meet" || met.Dep != "ROOT" || met.Morph != "Tense=Past|VerbForm=Fin" {
		t.Errorf("met: %+v", met)
	}
}
