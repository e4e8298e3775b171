package syntax_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/extracttest"
	"github.com/newsgraph/newsgraph/extract/syntax"
)

// tree builds an article of trees written as one line of tokens
// "form[:Kind]/TAG/label/head[/lemma]", with the head as the token's number in its
// sentence from 1 (0 for the root); "|" ends a sentence. A kind makes a name of the
// token.
func tree(line string) *extract.Article {
	var listing strings.Builder
	var lemmas []string
	for _, word := range strings.Fields(line) {
		if word == "|" {
			listing.WriteString("\n")
			continue
		}
		f := strings.Split(word, "/")
		form, kind, named := strings.Cut(f[0], ":")
		if form == "" {
			form, named = f[0], false
		}
		lemma := strings.ToLower(form)
		if len(f) > 4 {
			lemma = f[4]
		}
		lemmas = append(lemmas, lemma)
		fmt.Fprintf(&listing, "%s %s %s %s", form, f[1], f[2], f[3])
		if named {
			fmt.Fprintf(&listing, " %s 1", kind)
		}
		listing.WriteString("\n")
	}
	a := extracttest.Article(listing.String())
	for i := range a.Tokens {
		a.Tokens[i].Lemma = lemmas[i]
	}
	return a
}

// names are the mentions of an article, all of them names of one token and each of
// another thing.
type names struct{ a *extract.Article }

func (n names) Name(i int) *extract.Mention {
	for m := range n.a.Mentions {
		if x := &n.a.Mentions[m]; x.Contains(i) {
			x.Entity = m
			return x
		}
	}
	return nil
}

func (n names) Mention(i int) *extract.Mention { return n.Name(i) }

func (n names) Referent(m *extract.Mention) extract.Kind { return m.Kind }

// enhanced returns the enhanced graph of a line that tree takes.
func enhanced(line string) (*extract.Article, *syntax.Enhanced) {
	a := tree(line)
	set := func(words ...string) map[string]bool {
		m := map[string]bool{}
		for _, w := range words {
			m[w] = true
		}
		return m
	}
	return a, syntax.Of(a).Enhance(names{a}, &syntax.Words{
		Ordinal: set("first"), People: set("official"), Paper: set("statement"), Light: set("hold", "put-off"),
		Battle: set("war"), Request: set("call"), Measures: set("inquiry")})
}

// forms writes tokens as their forms.
func forms(a *extract.Article, list ...int) string {
	var out []string
	for _, i := range list {
		if i < 0 {
			out = append(out, "-")
			continue
		}
		out = append(out, a.Text[a.Tokens[i].Start:a.Tokens[i].End])
	}
	return strings.Join(out, " ")
}

// at returns the first token with a form.
func at(t *testing.T, a *extract.Article, form string) int {
	t.Helper()
	for i := range a.Tokens {
		if forms(a, i) == form {
			return i
		}
	}
	t.Fatalf("no token %q in %q", form, a.Text)
	return -1
}

// The arguments of a verb: "subjects > objects", with "passive" and the antecedent of
// "where" behind them.
func TestArguments(t *testing.T) {
	tests := []struct{ name, tree, verb, want string }{
		{"active", "A:Person/NNP/nsubj/2 met/VBD/ROOT/0 B:Person/NNP/dobj/2", "met", "A > B"},
		{"passive turned", "B/NNP/nsubjpass/3 was/VBD/auxpass/3 founded/VBN/ROOT/0 by/IN/agent/3 A/NNP/pobj/4", "founded", "A > B passive"},
		{"passive without agent", "B/NNP/nsubjpass/3 was/VBD/auxpass/3 founded/VBN/ROOT/0", "founded", " > B passive"},
		{"reduced passive", "B/NNP/nsubj/5 founded/VBN/acl/1 by/IN/agent/2 A/NNP/pobj/3 grew/VBD/ROOT/0", "founded", "A > B passive"},
		{"a participle with an object is no passive", "A/NNP/nsubj/3 left/VBN/acl/1 won/VBD/ROOT/0 it/PRP/dobj/2", "left", "A > it"},
		{"agent shared by two passives", "B/NNP/nsubjpass/3 was/VBD/auxpass/3 founded/VBN/ROOT/0 and/CC/cc/3 led/VBN/conj/3 by/IN/agent/5 A/NNP/pobj/6", "founded", "A > B passive"},
		{"second of two passives", "B/NNP/nsubjpass/3 was/VBD/auxpass/3 founded/VBN/ROOT/0 and/CC/cc/3 led/VBN/conj/3 by/IN/agent/5 A/NNP/pobj/6", "led", "A > B passive"},

		{"object control", "A/NNP/nsubj/2 urged/VBD/ROOT/0/urge B/NNP/dobj/2 to/TO/aux/5 leave/VB/xcomp/2 C/NNP/dobj/5", "leave", "B > C"},
		{"subject control", "A/NNP/nsubj/2 promised/VBD/ROOT/0/promise B/NNP/dobj/2 to/TO/aux/5 leave/VB/xcomp/2", "leave", "A > "},
		{"raising", "A/NNP/nsubj/2 seems/VBZ/ROOT/0/seem to/TO/aux/4 leave/VB/xcomp/2", "leave", "A > "},
		{"predicate adjective", "A/NNP/nsubj/2 is/VBZ/ROOT/0/be due/JJ/acomp/2 to/TO/aux/5 fly/VB/xcomp/3", "fly", "A > "},
		{"called on", "A/NNP/nsubj/2 called/VBD/ROOT/0/call on/IN/prep/2 B/NNP/pobj/3 to/TO/aux/6 leave/VB/xcomp/2", "leave", "B > "},
		{"appealed to", "A/NNP/nsubj/2 appealed/VBD/ROOT/0/appeal to/IN/prep/2 B/NNP/pobj/3 to/TO/aux/6 leave/VB/advcl/2", "leave", "B > "},
		{"purpose", "A/NNP/nsubj/2 flew/VBD/ROOT/0 to/TO/aux/4 meet/VB/advcl/2 B/NNP/dobj/4", "meet", "A > B"},
		{"participle", "Leaving/VBG/advcl/3 A/NNP/nsubj/3 smiled/VBD/ROOT/0", "Leaving", "A > "},
		{"a finite adverbial clause without subject takes none", "A/NNP/nsubj/2 smiled/VBD/ROOT/0 when/WRB/mark/4 left/VBD/advcl/2", "left", " > "},
		{"gerund of the subject", "A/NNP/nsubj/2 won/VBD/ROOT/0/win after/IN/prep/2 leaving/VBG/pcomp/3 B/NNP/dobj/4", "leaving", "A > B"},
		{"gerund of the object", "A/NNP/nsubj/2 accused/VBD/ROOT/0/accuse B:Person/NNP/dobj/2 of/IN/prep/2 leaving/VBG/pcomp/4", "leaving", "B > "},
		{"gerund of people without a name", "A/NNP/nsubj/2 fined/VBD/ROOT/0/fine officials/NNS/dobj/2/official for/IN/prep/2 leaving/VBG/pcomp/4", "leaving", "officials > "},
		{"gerund of what is gained", "A/NNP/nsubj/2 won/VBD/ROOT/0/win B:Person/NNP/dobj/2 for/IN/prep/2 leaving/VBG/pcomp/4", "leaving", "A > "},
		{"gerund of a reflexive", "A/NNP/nsubj/2 excused/VBD/ROOT/0/excuse himself/PRP/dobj/2 for/IN/prep/2 leaving/VBG/pcomp/4", "leaving", "A > "},
		{"gerund left open", "A/NNP/nsubj/2 asked/VBD/ROOT/0/ask B:Person/NNP/dobj/2 about/IN/prep/2 leaving/VBG/pcomp/4", "leaving", " > "},
		{"gerund kept from nobody", "A/NNP/nsubj/2 kept/VBD/ROOT/0/keep laws/NNS/dobj/2/law from/IN/prep/2 leaving/VBG/pcomp/4", "leaving", " > "},
		{"offer to", "A/NNP/nsubj/2 made/VBD/ROOT/0/make an/DT/det/4 offer/NN/dobj/2 by/IN/prep/4 C/NNP/pobj/5 to/TO/aux/8 buy/VB/acl/4 B/NNP/dobj/8", "buy", "C > B"},
		{"invitation to", "A/NNP/nsubj/2 sent/VBD/ROOT/0/send B/NNP/dative/2 an/DT/det/5 invitation/NN/dobj/2 to/TO/aux/7 come/VB/acl/5", "come", "B > "},
		{"the first to", "A/NNP/nsubj/2 was/VBD/ROOT/0/be the/DT/det/5 first/JJ/amod/5 head/NN/attr/2 to/TO/aux/7 go/VB/relcl/5", "go", "head > "},
		{"statement urging", "A/NNP/nsubj/2 issued/VBD/ROOT/0/issue a/DT/det/4 statement/NN/dobj/2 urging/VBG/acl/4/urge B/NNP/dobj/5", "urging", "A > B"},
		{"those attending", "A/NNP/nsubj/2 was/VBD/ROOT/0/be among/IN/prep/2 those/DT/pobj/3 attending/VBG/acl/4/attend", "attending", "A > "},
		{"attending were", "Attending/VBG/csubj/2 were/VBD/ROOT/0/be A/NNP/attr/2", "Attending", "A > "},

		{"subject shared", "A/NNP/nsubj/2 came/VBD/ROOT/0 and/CC/cc/2 met/VBD/conj/2 B/NNP/dobj/4", "met", "A > B"},
		{"own subject wins", "A/NNP/nsubj/2 came/VBD/ROOT/0 and/CC/cc/2 C/NNP/nsubj/5 left/VBD/conj/2", "left", "C > "},
		{"subject that the parse made two of", "A/NNP/nsubj/4 and/CC/cc/1 B:Person/NNP/nsubj/4 met/VBD/ROOT/0", "met", "A B > "},
		{"co-", "A:Person/NNP/nmod/2 co/NN/nsubj/3 chaired/VBD/ROOT/0", "chaired", "A > "},

		{"who", "A/NNP/nsubj/5 who/WP/nsubj/3 met/VBD/relcl/1 B/NNP/dobj/3 left/VBD/ROOT/0", "met", "A > B"},
		{"object gap", "firms/NNS/nsubj/4/firm A/NNP/nsubj/3 bought/VBD/relcl/1 grew/VBD/ROOT/0", "bought", "A > firms"},
		{"whom", "people/NNS/nsubj/5 whom/WP/dobj/4 A/NNP/nsubj/4 met/VBD/relcl/1 left/VBD/ROOT/0", "met", "A > people"},
		{"no gap before in which", "talks/NNS/nsubj/6 in/IN/prep/5 which/WDT/pobj/2 A/NNP/nsubj/5 won/VBD/relcl/1 ended/VBD/ROOT/0", "won", "A > "},
		{"they of a meeting", "summit/NN/ROOT/0 between/IN/prep/1 A/NNP/pobj/2 in/IN/prep/7 which/WDT/pobj/4 they/PRP/nsubj/7 won/VBD/relcl/1", "won", "A > "},
		{"where", "Zed/NNP/ROOT/0 where/WRB/advmod/4 A/NNP/nsubj/4 works/VBZ/relcl/1", "works", "A >  where Zed"},
		{"whose", "A:Organization/NNP/nsubj/5 whose/WP$/poss/3 head/NN/nsubj/5 also/RB/advmod/5 said/VBD/ROOT/0", "said", "head > "},
		{"whose, coordinated by the parse", "A/NNP/nsubj/2 quit/VBD/ROOT/0 B/NNP/dobj/2 whose/WP$/poss/5 head/NN/dobj/2 ,/,/punct/5 C:Person/NNP/appos/5 ,/,/punct/2 flew/VBD/conj/2", "flew", "C > "},
		{"cleft", "it/PRP/nsubj/2 was/VBD/ROOT/0/be Zed/NNP/attr/2 that/IN/mark/6 A/NNP/nsubj/6 saw/VBD/ccomp/2", "saw", "A > Zed"},
		{"reciprocal", "They/PRP/nsubj/2 met/VBD/ROOT/0 each/DT/det/4 other/JJ/dobj/2", "met", "They > other"},

		{"person taken for an apposition of a place", "After/IN/mark/3 he/PRP/nsubj/3 left/VBD/advcl/6 Zed:Place/NNP/dobj/3 Bo:Person/NNP/appos/4 met/VBD/ROOT/0 her/PRP/dobj/6", "met", "Bo > her"},
		{"place taken for a subject", "Near/IN/prep/5 Zed:Place/NNP/nsubj/5 ,/,/punct/5 A:Person/NNP/nsubj/5 fell/VBD/ROOT/0", "fell", "A > "},
		{"set off from a body", "founder/NN/nsubjpass/7 of/IN/prep/1 B:Organization/NNP/pobj/2 ,/,/punct/1 based/VBN/acl/1/base was/VBD/auxpass/7 seen/VBN/ROOT/0", "based", " > B passive"},
		{"set off from a place", "store/NN/ROOT/0 in/IN/prep/1 Zed:Place/NNP/pobj/2 ,/,/punct/1 founded/VBN/acl/3/found by/IN/agent/5 A/NNP/pobj/6", "founded", "A > store passive"},
		{"set off from a meeting", "Talks/NNS/pobj/7 in/IN/prep/1 Zed:Place/NNP/pobj/2 ,/,/punct/7 attended/VBN/advcl/7 by/IN/agent/5 ended/VBD/ROOT/0 A/NNP/pobj/6", "attended", "A > Zed Talks passive"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a, e := enhanced(test.tree)
			c := e.Arguments(at(t, a, test.verb))
			got := forms(a, c.Subjects...) + " > " + forms(a, c.Objects...)
			if c.Passive {
				got += " passive"
			}
			if c.Where >= 0 {
				got += " where " + forms(a, c.Where)
			}
			if got != test.want {
				t.Errorf("arguments of %q in %q: %q, want %q", test.verb, a.Text, got, test.want)
			}
		})
	}
}

// Who does what an event noun names.
func TestAgent(t *testing.T) {
	tests := []struct{ name, tree, noun, want string }{
		{"possessor", "A/NNP/poss/3 's/POS/case/1 talks/NNS/nsubj/4 ended/VBD/ROOT/0", "talks", "A"},
		{"by", "talks/NNS/nsubj/4 by/IN/prep/1 A/NNP/pobj/2 ended/VBD/ROOT/0", "talks", "A"},
		{"by below of", "takeover/NN/ROOT/0 of/IN/prep/1 B/NNP/pobj/2 by/IN/prep/3 A/NNP/pobj/4", "takeover", "A"},
		{"a name before it", "A:Place/JJ/amod/2 talks/NNS/nsubj/3 ended/VBD/ROOT/0", "talks", "A"},
		{"an adjective that is no name", "long/JJ/amod/2 talks/NNS/nsubj/3 ended/VBD/ROOT/0", "talks", ""},
		{"an adjective that says who", "A/NNP/nsubj/2 held/VBD/ROOT/0/hold royal/JJ/amod/4 talks/NNS/dobj/2", "talks", ""},
		{"light verb", "A/NNP/nsubj/2 held/VBD/ROOT/0/hold talks/NNS/dobj/2", "talks", "A"},
		{"light verb with particle", "A/NNP/nsubj/2 put/VBD/ROOT/0/put off/RP/prt/2 talks/NNS/dobj/2", "talks", "A"},
		{"full verb", "A/NNP/nsubj/2 praised/VBD/ROOT/0/praise talks/NNS/dobj/2", "talks", ""},
		{"preposition of a verb", "A/NNP/nsubj/2 spoke/VBD/ROOT/0/speak after/IN/prep/2 talks/NNS/pobj/3", "talks", "A"},
		{"from only of who comes back", "A/NNP/nsubj/2 gained/VBD/ROOT/0/gain from/IN/prep/2 talks/NNS/pobj/3", "talks", ""},
		{"returned from", "A/NNP/nsubj/2 returned/VBD/ROOT/0/return from/IN/prep/2 talks/NNS/pobj/3", "talks", "A"},
		{"asked of others", "A/NNP/nsubj/2 called/VBD/ROOT/0/call for/IN/prep/2 inquiry/NN/pobj/3", "inquiry", ""},
		{"headline", "A:Organization/NNP/ROOT/0 in/IN/prep/1 talks/NNS/pobj/2", "talks", "A"},
		{"helped in a fight", "A/NNP/nsubj/2 backed/VBD/ROOT/0/back B/NNP/dobj/2 in/IN/prep/2 war/NN/pobj/4", "war", "B"},
		{"in its fight", "A/NNP/nsubj/2 backed/VBD/ROOT/0/back B/NNP/dobj/2 in/IN/prep/2 its/PRP$/poss/6 fight/NN/pobj/4", "fight", "B"},
		{"as", "A/NNP/nsubj/2 fights/VBZ/ROOT/0/fight as/IN/prep/2 part/NN/pobj/3", "part", "A"},
		{"coordinated", "A/NNP/poss/3 's/POS/case/1 talks/NNS/ROOT/0 and/CC/cc/3 visits/NNS/conj/3", "visits", "A"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a, e := enhanced(test.tree)
			if got := forms(a, e.Agent(at(t, a, test.noun))...); got != test.want {
				t.Errorf("agent of %q in %q: %q, want %q", test.noun, a.Text, got, test.want)
			}
		})
	}
}

func TestPossessors(t *testing.T) {
	for line, want := range map[string]string{
		"A/NNP/poss/3 's/POS/case/1 ban/NN/ROOT/0":                                        "A",
		"ban/NN/ROOT/0 by/IN/prep/1 A/NNP/pobj/2":                                         "A",
		"A:Place/JJ/amod/2 ban/NN/ROOT/0":                                                 "A",
		"B:Place/JJ/amod/4 A/NNP/poss/4 's/POS/case/2 ban/NN/ROOT/0 ":                     "A",
		"new/JJ/amod/2 ban/NN/ROOT/0":                                                     "",
		"ban/NN/ROOT/0 on/IN/prep/1 A/NNP/pobj/2":                                         "",
		"ban/NN/ROOT/0 who/WP/nsubj/3 fell/VBD/relcl/1 by/IN/prep/1 that/WDT/pobj/4":      "that",
		"ban/NN/ROOT/0 by/IN/prep/1 men/NNS/pobj/2 not/RB/neg/2 by/IN/prep/1 A/NN/pobj/5": "A",
	} {
		a, e := enhanced(line)
		if got := forms(a, e.Possessors(at(t, a, "ban"))...); got != want {
			t.Errorf("possessors of %q: %q, want %q", a.Text, got, want)
		}
	}
}

func TestConjuncts(t *testing.T) {
	for line, want := range map[string]string{
		"A/NNP/nsubj/6 ,/,/punct/1 B/NNP/conj/1 and/CC/cc/3 C/NNP/conj/3 met/VBD/ROOT/0":                      "A B C",
		"A/NNP/nsubj/3 left/VBD/conj/1 met/VBD/ROOT/0":                                                        "A",
		"everyone/NN/nsubj/4 but/CC/cc/1 A/NNP/conj/1 met/VBD/ROOT/0":                                         "everyone",
		"A/NNP/nsubj/5 along/IN/prep/1 with/IN/prep/2 B/NNP/pobj/3 met/VBD/ROOT/0":                            "A B",
		"leaders/NNS/nsubj/6 including/VBG/prep/1 A/NNP/pobj/2 and/CC/cc/3 B/NNP/conj/3 met/VBD/ROOT/0":       "leaders A B",
		"A:Person/NNP/nsubj/4 ,/,/punct/1 B:Person/NNP/appos/1 met/VBD/ROOT/0":                                "A B",
		"A:Person/NNP/nsubj/4 ,/,/punct/1 B:Organization/NNP/appos/1 met/VBD/ROOT/0":                          "A",
		"countries/NNS/nsubj/6 ,/,/punct/1 A:Place/NNP/appos/1 and/CC/cc/3 B:Place/NNP/conj/3 met/VBD/ROOT/0": "A B",
	} {
		a, e := enhanced(line)
		if got := forms(a, e.Conjuncts(0)...); got != want {
			t.Errorf("conjuncts in %q: %q, want %q", a.Text, got, want)
		}
	}
}

func TestObjects(t *testing.T) {
	preps := []string{"in"}
	for line, want := range map[string]string{
		"born/VBN/ROOT/0 in/IN/prep/1 Zed/NNP/pobj/2":                                        "Zed",
		"born/VBN/ROOT/0 on/IN/prep/1 Monday/NNP/pobj/2 in/IN/prep/3 Zed/NNP/pobj/4":         "Zed", // below a day
		"born/VBN/ROOT/0 out/IN/prep/1 in/IN/prep/2 Zed/NNP/pobj/3":                          "Zed",
		"born/VBN/ROOT/0 near/IN/prep/1 Acton/NNP/pobj/2 in/IN/prep/3 Zed/NNP/pobj/4":        "", // of Acton
		"born/VBN/ROOT/0 in/IN/prep/1 not/RB/neg/2 Zed/NNP/pobj/2":                           "",
		"works/VBZ/ROOT/0 in/IN/prep/1 A/NNP/pobj/2 and/CC/cc/2 in/IN/conj/1 Zed/NNP/pobj/5": "A Zed",
		"works/VBZ/ROOT/0 and/CC/cc/1 lives/VBZ/conj/1 in/IN/prep/3 Zed/NNP/pobj/4":          "",
		"deal/NN/ROOT/0 worth/JJ/amod/1 much/RB/npadvmod/2 in/IN/prep/3 Zed/NNP/pobj/4":      "Zed",
		"Zed/NNP/ROOT/0 in/IN/prep/5 which/WDT/pobj/2 A/NNP/nsubj/5 works/VBZ/relcl/1":       "Zed",
		"Zed/NNP/ROOT/0 big/JJ/amod/1 in/IN/prep/2 A/NNP/pobj/3 ":                            "",
	} {
		a := tree(line)
		for i := range a.Tokens {
			if forms(a, i) == "Monday" {
				a.Times = []extract.Time{{Interval: extract.Interval{Phrase: extract.Span{Start: i, End: i + 1}}}}
			}
		}
		e := syntax.Of(a).Enhance(names{a}, &syntax.Words{})
		verb := 0
		if strings.HasSuffix(a.Text, "works") {
			verb = len(a.Tokens) - 1
		}
		if got := forms(a, e.Objects(verb, preps)...); got != want {
			t.Errorf("objects of in in %q: %q, want %q", a.Text, got, want)
		}
	}
}
