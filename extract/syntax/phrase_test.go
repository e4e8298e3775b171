package syntax_test

import (
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/syntax"
)

func TestPhraseSpan(t *testing.T) {
	for _, test := range []struct{ tree, noun, want string }{
		{"in/IN/ROOT/0 the/DT/det/4 old/JJ/amod/4 house/NN/pobj/1 of/IN/prep/4 A/NNP/pobj/5", "house", "the old house"},
		{"A/NNP/poss/4 's/POS/case/1 old/JJ/amod/4 house/NN/ROOT/0", "house", "A's old house"},
		{"left/VBD/ROOT/0 house/NN/dobj/1", "house", "house"},
		{"very/RB/advmod/2 old/JJ/amod/3 house/NN/ROOT/0", "house", "very old house"},
		{"so/RB/advmod/2 house/NN/ROOT/0", "house", "house"},
	} {
		a := tree(test.tree)
		if got := a.Words(syntax.Of(a).Phrase(at(t, a, test.noun)).Span()); got != test.want {
			t.Errorf("phrase in %q: %q, want %q", a.Text, got, test.want)
		}
	}
}

func TestDeterminer(t *testing.T) {
	for line, want := range map[string]struct {
		word     string
		definite bool
	}{
		"The/DT/det/2 house/NN/ROOT/0":  {"the", true},
		"a/DT/det/2 house/NN/ROOT/0":    {"a", false},
		"old/JJ/amod/2 house/NN/ROOT/0": {"", false},
	} {
		p := syntax.Of(tree(line)).Phrase(1)
		if p.Determiner() != want.word || p.Definite() != want.definite {
			t.Errorf("%q: determiner %q, definite %v, want %v", line, p.Determiner(), p.Definite(), want)
		}
	}
}

// What is so of the phrase of a noun.
func TestPhrase(t *testing.T) {
	asked := map[string]func(syntax.Phrase) bool{
		"plural":      syntax.Phrase.Plural,
		"neither":     syntax.Phrase.Neither,
		"excepts":     syntax.Phrase.Excepts,
		"reciprocal":  syntax.Phrase.Reciprocal,
		"modified":    syntax.Phrase.Modified,
		"premodified": syntax.Phrase.Premodified,
	}
	for _, test := range []struct {
		ask, tree, noun string
		want            bool
	}{
		{"plural", "leaders/NNS/ROOT/0/leader", "leaders", true},
		{"plural", "leaders/VBZ/ROOT/0/leader", "leaders", true},
		{"plural", "boss/NN/ROOT/0", "boss", false},
		{"plural", "leader/NN/ROOT/0", "leader", false},
		{"neither", "Neither/CC/preconj/2 A/NNP/ROOT/0", "A", true},
		{"neither", "Both/CC/preconj/2 A/NNP/ROOT/0", "A", false},
		{"excepts", "all/DT/ROOT/0 but/CC/cc/1 A/NNP/conj/1", "all", true},
		{"excepts", "all/DT/ROOT/0 and/CC/cc/1 A/NNP/conj/1", "all", false},
		{"excepts", "B/NNP/ROOT/0 but/CC/cc/1 A/NNP/conj/1", "B", false},
		{"modified", "the/DT/det/2 house/NN/ROOT/0", "house", false},
		{"modified", "the/DT/det/2 house/NN/ROOT/0 in/IN/prep/2 Zed/NNP/pobj/3", "house", true},
		{"modified", "A/NNP/poss/3 's/POS/case/1 house/NN/ROOT/0", "house", true},
		{"premodified", "the/DT/det/3 old/JJ/amod/3 house/NN/ROOT/0", "house", true},
		{"premodified", "the/DT/det/2 house/NN/ROOT/0 old/JJ/amod/2", "house", false},
		{"reciprocal", "each/DT/det/2 other/JJ/ROOT/0", "other", true},
		{"reciprocal", "one/CD/det/2 another/DT/ROOT/0", "another", true},
		{"reciprocal", "the/DT/det/2 other/JJ/ROOT/0", "other", false},
	} {
		a := tree(test.tree)
		if got := asked[test.ask](syntax.Of(a).Phrase(at(t, a, test.noun))); got != test.want {
			t.Errorf("%q is %s: %v in %q, want %v", test.noun, test.ask, got, a.Text, test.want)
		}
	}
}

// The tokens that a noun leads to.
func TestPhraseTokens(t *testing.T) {
	asked := map[string]func(syntax.Phrase) int{
		"leader":    syntax.Phrase.Leader,
		"conjunct":  syntax.Phrase.Conjunct,
		"counter":   syntax.Phrase.Counter,
		"located":   syntax.Phrase.Located,
		"predicate": syntax.Phrase.Predicate,
		"subject":   syntax.Phrase.ClauseSubject,
	}
	for _, test := range []struct{ ask, tree, noun, want string }{
		{"leader", "A/NNP/ROOT/0 ,/,/punct/1 B/NNP/conj/1 and/CC/cc/3 C/NNP/conj/3", "C", "A"},
		{"leader", "left/VBD/ROOT/0 C/NNP/conj/1", "C", "C"},
		{"conjunct", "A/NNP/ROOT/0 and/CC/cc/1 B/NNP/conj/1", "A", "B"},
		{"conjunct", "A/NNP/nsubj/4 and/CC/cc/1 B/NNP/nsubj/4 left/VBD/ROOT/0", "A", "B"},
		{"conjunct", "A/NNP/nsubj/3 B/NNP/nsubj/3 left/VBD/ROOT/0", "A", "-"},
		{"counter", "series/NN/ROOT/0 of/IN/prep/1 talks/NNS/pobj/2", "talks", "series"},
		{"counter", "head/NN/ROOT/0 of/IN/prep/1 talks/NNS/pobj/2", "talks", "talks"},
		{"counter", "series/NN/ROOT/0 on/IN/prep/1 talks/NNS/pobj/2", "talks", "talks"},
		{"predicate", "A/NNP/nsubj/2 met/VBD/ROOT/0 B/NNP/dobj/2", "B", "met"},
		{"predicate", "met/VBD/ROOT/0 with/IN/prep/1 A/NNP/pobj/2 and/CC/cc/3 B/NNP/conj/3", "B", "met"},
		{"predicate", "met/VBD/ROOT/0 and/CC/cc/1 B/NNP/conj/1", "B", "-"},
		{"predicate", "A/NNP/poss/2 house/NN/nsubj/3 fell/VBD/ROOT/0", "A", "-"},
		{"subject", "A/NNP/nsubj/2 met/VBD/ROOT/0 B/NNP/dobj/2", "B", "A"},
		{"subject", "A/NNP/nsubj/2 said/VBD/ROOT/0 B/NNP/nsubj/4 left/VBD/ccomp/2", "B", "A"},
		{"subject", "A/NNP/nsubj/2 met/VBD/ROOT/0 B/NNP/dobj/2", "A", "-"},
		{"located", "store/NN/ROOT/0 in/IN/prep/1 Zed/NNP/pobj/2", "Zed", "store"},
		{"located", "store/NN/ROOT/0 located/VBN/acl/1 in/IN/prep/2 Zed/NNP/pobj/3", "Zed", "store"},
		{"located", "store/NN/ROOT/0 near/IN/prep/1 Zed/NNP/pobj/2", "Zed", "Zed"},
	} {
		a := tree(test.tree)
		if got := forms(a, asked[test.ask](syntax.Of(a).Phrase(at(t, a, test.noun)))); got != test.want {
			t.Errorf("%s of %q in %q: %s, want %s", test.ask, test.noun, a.Text, got, test.want)
		}
	}
}

func TestGraph(t *testing.T) {
	a := tree("A/NNP/nsubj/3 's/POS/case/1 fined/VBD/ROOT/0/fin the/DT/det/5 man/NN/dobj/3 ;/:/punct/3 left/VBD/conj/3 “/``/punct/7 B/NNP/dobj/7")
	g := syntax.Of(a)
	if syntax.Of(a) != g {
		t.Error("the graph is built a second time")
	}
	if got := forms(a, g.Children(2, "dobj", "conj")...); got != "man left" {
		t.Errorf("children: %q, want man left", got)
	}
	if g.Child(2, "conj") != 6 || g.Child(2, "attr") != -1 || g.First(2) != 0 || g.Next(0) != 4 || g.Next(6) != -1 {
		t.Error("first children are not what the tree has")
	}
	if !g.HasChild(4, "det", "a", "the") || g.HasChild(4, "det", "a") || g.HasChild(4, "amod", "the") {
		t.Error("a child is known by its label and form together")
	}
	if !g.Governs(2, 8) || !g.Governs(8, 8) || g.Governs(4, 8) {
		t.Error("governs: want ancestors and the token itself")
	}
	if got := g.Subtree(6); got != (extract.Span{Start: 6, End: 9}) {
		t.Errorf("subtree: %v, want 6 to 9", got)
	}
	if g.Lemma(2) != "fine" || g.Lemma(4) != "man" {
		t.Errorf("lemmas %q and %q, want fine and man", g.Lemma(2), g.Lemma(4))
	}
	if !g.IsPossessive(1) || g.IsPossessive(0) || !g.IsVerb(2) || g.IsVerb(4) || !g.IsNoun(4) || g.IsNoun(2) {
		t.Error("parts of speech are not what the tree has")
	}
	if !g.Severed(2, 6) || !g.Severed(6, 2) || g.Severed(6, 8) || !g.QuotedApart(6, 8) || g.QuotedApart(2, 6) {
		t.Error("severed by a semicolon, apart by a quotation mark: want both, and no others")
	}
	a.Tokens = append([]extract.Token{}, a.Tokens...)
	if syntax.Of(a) == g {
		t.Error("other tokens, the same graph")
	}
}

// Forms of verbs that lose an e, and others that only look like them.
func TestLemma(t *testing.T) {
	for line, want := range map[string]string{
		"staged/VBD/ROOT/0/stag":     "stage",
		"helping/VBG/ROOT/0/help":    "help",
		"stagged/VBD/ROOT/0/stag":    "stag",
		"stag/NN/ROOT/0/stag":        "stag",
		"vetoed/VBD/ROOT/0/veto":     "veto",
		"challenged/VBD/ROOT/0/chal": "chal",
	} {
		if got := syntax.Of(tree(line)).Lemma(0); got != want {
			t.Errorf("lemma of %q: %q, want %q", line, got, want)
		}
	}
}

func TestTrim(t *testing.T) {
	a := tree(",/,/punct/4 that/IN/mark/4 A/NNP/nsubj/4 left/VBD/ROOT/0 ././punct/4")
	if got := a.Words(syntax.Of(a).Trim(extract.Span{Start: 0, End: 5})); got != "A left" {
		t.Errorf("trimmed: %q, want A left", got)
	}
}

func TestFunction(t *testing.T) {
	a := tree("A/NNP/nsubj/6 ,/,/punct/1 B/NNP/conj/1 and/CC/cc/3 C/NNP/conj/3 met/VBD/ROOT/0 D/NNP/dobj/6")
	g := syntax.Of(a)
	for form, want := range map[string]string{"A": "nsubj", "C": "nsubj", "D": "dobj"} {
		if got := g.Phrase(at(t, a, form)).Function(); got != want {
			t.Errorf("function of %s: %q, want %q", form, got, want)
		}
	}
}

func TestHolds(t *testing.T) {
	a := tree("head/NN/ROOT/0 of/IN/prep/1 her/PRP$/poss/4 firm/NN/pobj/2 and/CC/cc/1 his/PRP$/poss/7 aide/NN/conj/1")
	p := syntax.Of(a).Phrase(0)
	if !p.Holds(2) || p.Holds(5) || p.Holds(0) {
		t.Error("a phrase holds what hangs below its noun, and not what is joined to it")
	}
}
