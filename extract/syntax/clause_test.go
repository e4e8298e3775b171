package syntax_test

import (
	"slices"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/syntax"
)

// What is so of the clause of a verb.
func TestClause(t *testing.T) {
	asked := map[string]func(syntax.Clause) bool{
		"passive":          syntax.Clause.Passive,
		"infinitive":       syntax.Clause.Infinitive,
		"participle":       syntax.Clause.Participle,
		"nonfinite":        syntax.Clause.Nonfinite,
		"perfect":          syntax.Clause.Perfect,
		"present perfect":  syntax.Clause.PresentPerfect,
		"pluperfect":       syntax.Clause.Pluperfect,
		"negated":          syntax.Clause.Negated,
		"modal":            syntax.Clause.Modal,
		"pied-piped":       syntax.Clause.PiedPiped,
		"cleft":            syntax.Clause.Cleft,
		"inverted":         syntax.Clause.Inverted,
		"counterfactual":   syntax.Clause.Counterfactual,
		"destined":         syntax.Clause.Destined,
		"negative subject": syntax.Clause.NegativeSubject,
		"indicative":       syntax.Clause.Indicative,
	}
	tests := []struct {
		ask, tree, verb string
		want            bool
	}{
		{"passive", "A/NNP/nsubjpass/2 seen/VBN/ROOT/0", "seen", true},
		{"passive", "A/NNP/nsubj/3 has/VBZ/aux/3 seen/VBN/ROOT/0", "seen", false},
		{"passive", "A/NNP/nsubj/2 seeing/VBG/ROOT/0", "seeing", false},
		{"passive", "A/NNP/nsubj/3 was/VBD/aux/3 seen/VBN/ROOT/0 and/CC/cc/3 heard/VBN/conj/3", "heard", false},
		{"infinitive", "to/TO/aux/2 see/VB/ROOT/0", "see", true},
		{"infinitive", "will/MD/aux/2 see/VB/ROOT/0", "see", false},
		{"participle", "seeing/VBG/ROOT/0", "seeing", true},
		{"participle", "is/VBZ/aux/2 seeing/VBG/ROOT/0", "seeing", false},
		{"participle", "saw/VBD/ROOT/0", "saw", false},
		{"nonfinite", "will/MD/aux/2 see/VB/ROOT/0", "see", true},
		{"nonfinite", "saw/VBD/ROOT/0", "saw", false},
		{"perfect", "to/TO/aux/3 have/VB/aux/3 seen/VBN/ROOT/0", "seen", true},
		{"perfect", "had/VBD/aux/2 seen/VBN/ROOT/0", "seen", false},
		{"present perfect", "A/NNP/nsubj/3 has/VBZ/aux/3 seen/VBN/ROOT/0", "seen", true},
		{"present perfect", "A/NNP/nsubj/3 had/VBD/aux/3 seen/VBN/ROOT/0", "seen", false},
		{"present perfect", "has/VBZ/aux/7 A/NNP/dep/7 B/NNP/dep/7 C/NNP/dep/7 D/NNP/dep/7 E/NNP/dep/7 seen/VBN/ROOT/0", "seen", false},
		{"pluperfect", "had/VBD/aux/2 seen/VBN/ROOT/0", "seen", true},
		{"pluperfect", "used/VBD/ROOT/0/use to/TO/aux/3 see/VB/xcomp/1", "see", true},
		{"pluperfect", "wants/VBZ/ROOT/0/want to/TO/aux/3 see/VB/xcomp/1", "see", false},
		{"negated", "did/VBD/aux/3 not/RB/neg/3 see/VB/ROOT/0", "see", true},
		{"negated", "did/VBD/aux/2 see/VB/ROOT/0", "see", false},
		{"modal", "may/MD/aux/2 see/VB/ROOT/0", "see", true},
		{"modal", "did/VBD/aux/2 see/VB/ROOT/0", "see", false},
		{"pied-piped", "talks/NNS/ROOT/0 in/IN/prep/4 which/WDT/pobj/2 fell/VBD/relcl/1", "fell", true},
		{"pied-piped", "talks/NNS/ROOT/0 in/IN/prep/4 Zed/NNP/pobj/2 fell/VBD/relcl/1", "fell", false},
		{"cleft", "it/PRP/nsubj/2 was/VBD/ROOT/0/be A/NNP/attr/2", "was", true},
		{"cleft", "he/PRP/nsubj/2 was/VBD/ROOT/0/be A/NNP/attr/2", "was", false},
		{"inverted", "Did/VBD/aux/3 A/NNP/nsubj/3 see/VB/ROOT/0 B/NNP/dobj/3 ?/./punct/3", "see", true},
		{"inverted", "Is/VBZ/ROOT/0/be A/NNP/nsubj/1 head/NN/attr/1 ?/./punct/1", "Is", true},
		{"inverted", "Why/WRB/advmod/4 did/VBD/aux/4 A/NNP/nsubj/4 see/VB/ROOT/0 ?/./punct/4", "see", true},
		{"inverted", "Who/WP/dobj/4 A/NNP/nsubj/4 did/VBD/aux/4 see/VB/ROOT/0 ?/./punct/4", "see", false},
		{"inverted", "A/NNP/nsubj/2 saw/VBD/ROOT/0 B/NNP/dobj/2 ?/./punct/2", "saw", false},
		{"inverted", "Yesterday/NN/npadvmod/3 A/NNP/nsubj/3 left/VBD/ROOT/0", "left", false},
		{"counterfactual", "Had/VBD/aux/3 A/NNP/nsubj/3 left/VBN/advcl/6 ,/,/punct/6 B/NNP/nsubj/6 won/VBD/ROOT/0", "left", true},
		{"counterfactual", "Had/VBD/aux/4 A/NNP/nsubj/4 not/RB/neg/4 left/VBN/advcl/6 B/NNP/nsubj/6 won/VBD/ROOT/0", "left", false},
		{"counterfactual", "B/NNP/nsubj/2 won/VBD/ROOT/0 had/VBD/aux/5 A/NNP/nsubj/5 left/VBN/advcl/2", "left", true},
		{"counterfactual", "B/NNP/nsubj/2 won/VBD/ROOT/0 as/IN/mark/5 A/NNP/nsubj/5 left/VBN/advcl/2", "left", false},
		{"counterfactual", "if/IN/mark/5 A/NNP/nsubj/5 had/VBD/aux/5 not/RB/neg/5 left/VBN/advcl/6 won/VBD/ROOT/0", "left", true},
		{"counterfactual", "if/IN/mark/4 A/NNP/nsubj/4 not/RB/neg/4 left/VBD/advcl/5 won/VBD/ROOT/0", "left", false},
		{"destined", "A/NNP/nsubj/2 is/VBZ/ROOT/0/be to/TO/aux/4 see/VB/xcomp/2", "is", true},
		{"destined", "A/NNP/nsubj/2 is/VBZ/ROOT/0/be in/IN/prep/2 Zed/NNP/pobj/3 to/TO/aux/6 see/VB/xcomp/2", "is", false},
		{"destined", "A/NNP/nsubj/2 is/VBZ/ROOT/0/be to/TO/aux/5 have/VB/aux/5 seen/VBN/xcomp/2", "is", false},
		{"indicative", "A/NNP/nsubj/2 is/VBZ/ROOT/0/be B/NNP/attr/2", "is", true},
		{"indicative", "A/NNP/nsubj/2 was/VBD/ROOT/0/be B/NNP/attr/2", "was", true},
		{"indicative", "A/NNP/nsubj/3 may/MD/aux/3 is/VBZ/ROOT/0/be B/NNP/attr/3", "is", false},
		{"indicative", "A/NNP/nsubj/2 be/VB/ROOT/0 B/NNP/attr/2", "be", false},
		{"negative subject", "Nobody/NN/nsubj/2 left/VBD/ROOT/0", "left", true},
		{"negative subject", "No/DT/det/2 one/NN/nsubj/3 left/VBD/ROOT/0", "left", true},
		{"negative subject", "The/DT/det/2 one/NN/nsubj/3 left/VBD/ROOT/0", "left", false},
		{"negative subject", "No/DT/det/2 man/NN/nsubj/3 left/VBD/ROOT/0", "left", true},
		{"negative subject", "Neither/CC/preconj/2 A/NNP/nsubj/3 left/VBD/ROOT/0", "left", true},
		{"negative subject", "A/NNP/nsubj/2 left/VBD/ROOT/0", "left", false},
	}
	for _, test := range tests {
		a := tree(test.tree)
		if got := asked[test.ask](syntax.Of(a).Clause(at(t, a, test.verb))); got != test.want {
			t.Errorf("%q is %s: %v in %q, want %v", test.verb, test.ask, got, a.Text, test.want)
		}
	}
}

// The tokens that a clause leads to.
func TestClauseTokens(t *testing.T) {
	asked := map[string]func(syntax.Clause) int{
		"subject":    syntax.Clause.Subject,
		"relative":   syntax.Clause.Relative,
		"twin":       syntax.Clause.Twin,
		"focus":      syntax.Clause.Focus,
		"controller": syntax.Clause.Controller,
	}
	for _, test := range []struct{ ask, tree, verb, want string }{
		{"subject", "A/NNP/nsubj/2 left/VBD/ROOT/0", "left", "A"},
		{"subject", "left/VBD/ROOT/0 A/NNP/dobj/1", "left", "-"},
		{"relative", "A/NNP/ROOT/0 who/WP/nsubj/3 left/VBD/relcl/1", "left", "left"},
		{"relative", "A/NNP/ROOT/0 who/WP/nsubj/3 left/VBD/relcl/1 to/TO/aux/5 see/VB/xcomp/3", "see", "left"},
		{"relative", "A/NNP/ROOT/0 leaving/VBG/acl/1", "leaving", "-"},
		{"relative", "A/NNP/ROOT/0 B/NNP/nsubj/3 left/VBD/acl/1", "left", "left"},
		{"twin", "lives/VBZ/ROOT/0 and/CC/cc/1 works/VBZ/conj/1", "lives", "works"},
		{"twin", "lived/VBD/ROOT/0 and/CC/cc/1 works/VBZ/conj/1", "lived", "-"},
		{"twin", "lives/VBZ/ROOT/0 or/CC/cc/1 works/VBZ/conj/1", "lives", "-"},
		{"controller", "A/NNP/nsubj/2 denied/VBD/ROOT/0 helping/VBG/xcomp/2", "helping", "A"},
		{"controller", "A/NNP/nsubj/2 spoke/VBD/ROOT/0 after/IN/prep/2 helping/VBG/pcomp/3", "helping", "A"},
		{"controller", "A/NNP/nsubj/2 said/VBD/ROOT/0 helped/VBD/ccomp/2", "helped", "-"},
		{"focus", "it/PRP/nsubj/2 was/VBD/ROOT/0/be Zed/NNP/attr/2 that/IN/mark/6 A/NNP/nsubj/6 saw/VBD/ccomp/2", "saw", "Zed"},
		{"focus", "it/PRP/nsubj/2 was/VBD/ROOT/0/be Zed/NNP/attr/2 that/WDT/nsubj/5 fell/VBD/relcl/2", "fell", "-"},
	} {
		a := tree(test.tree)
		if got := forms(a, asked[test.ask](syntax.Of(a).Clause(at(t, a, test.verb)))); got != test.want {
			t.Errorf("%s of %q in %q: %s, want %s", test.ask, test.verb, a.Text, got, test.want)
		}
	}
}

func TestPhrasal(t *testing.T) {
	a := tree("A/NNP/nsubj/2 pointed/VBD/ROOT/0/point out/RP/prt/2 flaws/NNS/dobj/2")
	g := syntax.Of(a)
	if got := g.Clause(1).Phrasal(); got != "point-out" {
		t.Errorf("phrasal verb: %q, want point-out", got)
	}
	if got := g.Clause(0).Phrasal(); got != "a" {
		t.Errorf("without a particle: %q, want the lemma", got)
	}
}

// What is said, by where the verb of saying stands.
func TestReported(t *testing.T) {
	for _, test := range []struct{ tree, content, verb, want string }{
		{"A/NNP/nsubj/2 said/VBD/ROOT/0 that/IN/mark/5 B/NNP/nsubj/5 left/VBD/ccomp/2 ././punct/2", "left", "said", "B left"},
		{"B/NNP/nsubj/2 left/VBD/ccomp/5 ,/,/punct/5 A/NNP/nsubj/5 said/VBD/ROOT/0 ././punct/5", "left", "said", "B left"},
		{"B/NNP/nsubj/2 left/VBD/ROOT/0 ,/,/punct/5 A/NNP/nsubj/5 said/VBD/parataxis/2 ././punct/2", "left", "said", "B left"},
	} {
		a := tree(test.tree)
		g := syntax.Of(a)
		if got := a.Words(g.Clause(at(t, a, test.verb)).Reported(at(t, a, test.content))); got != test.want {
			t.Errorf("reported in %q: %q, want %q", a.Text, got, test.want)
		}
	}
}

func TestParenthetical(t *testing.T) {
	a := tree("A/NNP/ROOT/0 ,/,/punct/1 who/WP/nsubj/5 officials/NNS/nsubj/5 said/VBD/relcl/1 met/VBD/ccomp/5 B/NNP/dobj/6")
	subject, first, ok := syntax.Of(a).Clause(4).Parenthetical()
	if got := forms(a, subject, first); !ok || got != "officials met" {
		t.Errorf("subject and content: %q, %v, want officials met", got, ok)
	}
	a = tree("A/NNP/ROOT/0 ,/,/punct/1 who/WP/nsubj/4 said/VBD/relcl/1 met/VBD/ccomp/4 B/NNP/dobj/5")
	if _, _, ok := syntax.Of(a).Clause(3).Parenthetical(); ok {
		t.Error("a relative clause whose subject is who: taken for a parenthetical")
	}
}

func TestSentence(t *testing.T) {
	a := tree("Is/VBZ/ROOT/0/be A/NNP/nsubj/1 here/RB/advmod/1 ?/./punct/1 | And/CC/cc/3 A/NNP/nsubj/3 is/VBZ/ROOT/0/be ././punct/3 | Who/WP/nsubj/2 left/VBD/ROOT/0 ?/./punct/2")
	g := syntax.Of(a)
	for i, want := range []struct {
		token, opening      int
		question, polar     bool
		number, begin, stop int
	}{{2, 0, true, true, 0, 0, 4}, {6, 5, false, false, 1, 4, 8}, {8, 8, true, false, 2, 8, 11}} {
		s := g.Sentence(want.token)
		if s.Number != want.number || s.Span != (extract.Span{Start: want.begin, End: want.stop}) {
			t.Errorf("sentence %d: %d %v, want %v", i, s.Number, s.Span, want)
		}
		if s.Opening() != want.opening || s.Question() != want.question || s.PolarQuestion() != want.polar {
			t.Errorf("sentence %d: opening %d question %v polar %v, want %v", i, s.Opening(), s.Question(), s.PolarQuestion(), want)
		}
	}
	if s := g.Sentence(len(a.Tokens)); s.Number != -1 || s.Len() != 1 {
		t.Errorf("a token of no sentence: %v, want number -1 and the token alone", s)
	}
	if from, to := g.SentencesOf(extract.Span{Start: 3, End: 9}); from != 0 || to != 3 {
		t.Errorf("sentences of a span: %d to %d, want 0 to 3", from, to)
	}
	if from, to := g.SentencesOf(extract.Span{Start: 4, End: 8}); from != 1 || to != 2 {
		t.Errorf("sentences of a span: %d to %d, want 1 to 2", from, to)
	}
}

func TestQuotations(t *testing.T) {
	a := tree("“/``/punct/2 Go/VB/ROOT/0 away/RB/advmod/2 ”/''/punct/2 said/VBD/dep/2 \"/``/punct/2 trumped/JJ/dep/2 up/RP/dep/2 \"/''/punct/2 “/``/punct/2 open/JJ/dep/2")
	var got []string
	for _, q := range syntax.Of(a).Quotations() {
		got = append(got, a.Words(q))
	}
	if len(got) != 2 || got[0] != "Go away" || got[1] != "trumped up" {
		t.Errorf("quotations: %q, want the two that are closed", got)
	}
	a = tree("A/NNP/nsubj/2 left/VBD/ROOT/0 trumped/JJ/dep/2 up/RP/dep/2")
	g := syntax.Of(a)
	if !g.Clausal(extract.Span{Start: 0, End: 2}) || g.Clausal(extract.Span{Start: 2, End: 4}) {
		t.Error("clausal: want true of what has a finite verb, false of a word in quotes")
	}
}

func TestQuoted(t *testing.T) {
	a := tree("A/NNP/nsubj/2 said/VBD/ROOT/0 “/``/punct/2 go/VB/dep/2 ”/''/punct/2 and/CC/cc/2 \"/``/punct/2 stay/VB/dep/2 \"/''/punct/2 ././punct/2")
	want := []int{0, 0, 1, 1, 0, 0, 2, 2, 2, 0}
	if got := syntax.Of(a).Quoted(); !slices.Equal(got, want) {
		t.Errorf("quotations of the tokens: %v, want %v", got, want)
	}
}

func TestMainSubject(t *testing.T) {
	a := tree("A/NNP/nsubj/2 left/VBD/ROOT/0 ././punct/2 | Then/RB/advmod/3 officials/NNS/nsubj/3 said/VBD/ROOT/0 B/NNP/nsubj/5 went/VBD/ccomp/3 | Go/VB/ROOT/0")
	g := syntax.Of(a)
	if got := forms(a, g.MainSubject(0), g.MainSubject(1), g.MainSubject(2), g.MainSubject(-1)); got != "A officials - -" {
		t.Errorf("main subjects: %q, want A officials - -", got)
	}
	if !g.PluralSubjectBetween(0, 5) || g.PluralSubjectBetween(4, 7) || g.PluralSubjectBetween(0, 4) || g.PluralSubjectBetween(5, 8) {
		t.Error("a plural subject between: want officials alone, between both ends")
	}
	a = tree("A/NNP/nsubj/4 and/CC/cc/1 B/NNP/conj/1 left/VBD/ROOT/0")
	if !syntax.Of(a).PluralSubjectBetween(-1, 3) {
		t.Error("two that are coordinated are no plural subject")
	}
}
