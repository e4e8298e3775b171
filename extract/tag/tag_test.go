package tag

import (
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/neural"
)

func tables() *lemmatizer {
	return &lemmatizer{tables: map[string]lemmaTables{
		"verb": {rules: [][]string{{"ies", "y"}, {"ed", "e"}, {"ed", ""}, {"s", ""}}, exceptions: "met\tmeet\nran\trun\n", index: "agree\ncarry\nmeet\nwalk\n"},
		"noun": {rules: [][]string{{"s", ""}, {"men", "man"}}, exceptions: "mice\tmouse\n", index: "man\nminister\n"},
	}}
}

func word(s string) *neural.Lexeme { return &neural.Lexeme{Text: s, Lower: neural.Lower(s)} }

func TestLemma(t *testing.T) {
	for _, c := range []struct{ word, pos, morph, want string }{
		{"Met", "VERB", "Tense=Past", "meet"},
		{"agreed", "VERB", "Tense=Past", "agree"},
		{"walked", "VERB", "Tense=Past", "walk"},
		{"carries", "VERB", "Number=Sing", "carry"},
		{"frobbed", "VERB", "Tense=Past", "frobbe"}, // unknown: the first rule
		{"walks", "VERB", "VerbForm=Inf", "walks"},  // already a base form, says the morphology
		{"Ministers", "NOUN", "Number=Plur", "minister"},
		{"mice", "NOUN", "Number=Plur", "mouse"},
		{"Oslo", "PROPN", "", "Oslo"},
		{"THE", "DET", "", "the"},
		{"\n", "SPACE", "", "\n"},
	} {
		if got := tables().lemma(word(c.word), c.pos, c.morph); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.word, c.pos, got, c.want)
		}
	}
}

func TestLine(t *testing.T) {
	lines := "a\nab\tx\ty\nb\nc\tz\n"
	for key, want := range map[string]string{"a": "", "ab": "x\ty", "b": "", "c": "z"} {
		if got, ok := line(lines, key); !ok || got != want {
			t.Errorf("line %q: %q, %v", key, got, ok)
		}
	}
	for _, key := range []string{"", "aa", "d", "x"} {
		if _, ok := line(lines, key); ok {
			t.Errorf("there is no line %q", key)
		}
	}
}

func ruler(t *testing.T, records ...[]string) *Ruler {
	t.Helper()
	r := &Ruler{lemmas: tables(), known: neural.NewCache[key, *attributes](100)}
	for _, fields := range records {
		x, err := readRule(fields)
		if err != nil {
			t.Fatal(err)
		}
		if len(x.pattern) == 1 {
			r.single = append(r.single, x)
		} else {
			r.double = append(r.double, x)
		}
	}
	return r
}

func TestRuler(t *testing.T) {
	r := ruler(t,
		[]string{"0", "0", "2", "POS", "VERB", "MORPH", "Tense=Past", "token", "1", "TAG", "in", "1", "VBD"},
		[]string{"1", "0", "1", "LEMMA", "be", "token", "2", "TAG", "in", "2", "VBD", "VBZ", "LOWER", "in", "1", "was"},
		[]string{"2", "0", "2", "TAG", "_SP", "DEP", "dep", "token", "1", "IS_SPACE", "is", "1", "true"},
		[]string{"3", "1", "1", "LEMMA", "to", "token", "1", "LOWER", "in", "1", "gon", "token", "1", "LOWER", "match", "1", "^n?a$"},
	)
	words := []neural.Word{{Lexeme: word("Met")}, {Lexeme: word("was")}, {Lexeme: &neural.Lexeme{Text: "\n", Lower: "\n", Space: true}},
		{Lexeme: word("gon")}, {Lexeme: word("na")}}
	tokens := []extract.Token{{Tag: "VBD"}, {Tag: "VBD"}, {Tag: "NN", Dep: "ROOT"}, {Tag: "VBG"}, {Tag: "TO"}}
	r.Apply(words, tokens)
	if k := tokens[0]; k.POS != "VERB" || k.Morph != "Tense=Past" || k.Lemma != "meet" {
		t.Errorf("%+v", k)
	}
	if k := tokens[1]; k.Lemma != "be" {
		t.Errorf("%+v", k)
	}
	if k := tokens[2]; k.Tag != "_SP" || k.Dep != "dep" {
		t.Errorf("%+v", k)
	}
	if tokens[4].Lemma != "to" || tokens[3].Lemma == "to" {
		t.Errorf("%+v", tokens[3:])
	}
}

func TestReadRuleErrors(t *testing.T) {
	for _, fields := range [][]string{{"0"}, {"x", "0", "0"}, {"0", "0", "1", "POS"}, {"0", "0", "0", "token", "1", "TAG", "match", "1", "("}} {
		if _, err := readRule(fields); err == nil {
			t.Errorf("%q is no error", fields)
		}
	}
}
