package relation

import (
	"slices"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// Roles and readings of political reports: whose affair somebody protests
// against, who "must" do what, on whom something hangs ("unless B resigns").

// affair returns the tokens that fill a role of verb or noun at which only such
// reports have; nil for other roles.
func (v *view) affair(at int, role string) []int {
	switch role {
	case "matter":
		return v.matter(at)
	case "must":
		return v.obliged(at)
	case lexicon.Unless:
		return v.unless(at)
	}
	return nil
}

// matter returns who is behind what stands after token at: "protested against
// A's visit", "against raids by A", "at the Ruritanian ban".
func (v *view) matter(at int) []int {
	var list []int
	for _, o := range v.Objects(at, []string{lexicon.Against, lexicon.At, lexicon.Over, lexicon.About, lexicon.Of}) {
		if v.mentionOf(o) < 0 && !v.x.words.suffered[v.Lemma(o)] {
			list = append(list, v.Possessors(o)...)
		}
	}
	return list
}

// obliged returns of whom verb p says that they must do something: "A said B
// must leave". What must happen to somebody is asked of nobody.
func (v *view) obliged(p int) []int {
	for _, k := range v.Children(p, "ccomp") {
		aux := v.Child(k, "aux")
		if aux < 0 || v.lower[aux] != "must" || v.Child(k, "neg") >= 0 || v.Clause(k).Passive() {
			continue
		}
		return v.Children(k, "nsubj")
	}
	return nil
}

// unless returns who can still avert what verb p threatens: "threatened to walk
// out unless A resigns".
func (v *view) unless(p int) []int {
	at := []int{p}
	if k := v.Child(p, "xcomp"); k >= 0 {
		at = append(at, k)
	}
	for _, i := range at {
		for _, k := range v.Children(i, "advcl") {
			if v.HasChild(k, "mark", lexicon.Unless) {
				return v.Children(k, "nsubj")
			}
		}
	}
	return nil
}

// counted returns what measure noun i counts: "medicine" in "700 kg of medicine",
// "aid" in "two million dollars in aid"; i for other nouns.
func (v *view) counted(i int) int {
	if v.x.words.measure[v.Lemma(i)] {
		if o := v.Objects(i, []string{lexicon.Of, lexicon.In}); len(o) > 0 {
			return o[0]
		}
	}
	return i
}

// compatriot reports whether the article says that person s holds an office of,
// leads or is a citizen of o: what he asks of his own country is no demand on
// another.
func (v *view) compatriot(s, o int) bool {
	return v.tied().own[[2]int{s, o}]
}

// taken reports whether the object of verb i is a place and its subject nobody
// who could only paint or charm it: a body or people, no single person.
func (v *view) taken(i int) bool {
	c := v.Arguments(i)
	place := slices.ContainsFunc(c.Objects, func(o int) bool {
		m := v.mentionOf(o)
		return m >= 0 && v.kind(m) == extract.Place
	})
	return place && !slices.ContainsFunc(c.Subjects, func(s int) bool {
		m := v.mentionOf(s)
		return m >= 0 && v.kind(m) == extract.Person
	})
}

// lifted reports whether noun i is what a verb takes away again: "lifted its
// sanctions on A".
func (v *view) lifted(i int) bool {
	h := v.Head(i)
	if liftingVerbs.Has(v.Lemma(h)) {
		return v.Dep(i) == "dobj" || v.Dep(i) == "nsubjpass"
	}
	return false
}

// specimen reports whether a people's name stands for one of it ("a Ruritanian")
// or for who is against it ("anti-Ruritanian").
func (v *view) specimen(m int) bool {
	if m < 0 || v.Mentions[m].Form != extract.Proper || v.Mentions[m].Start == 0 {
		return false
	}
	x := &v.Mentions[m]
	before := v.lower[x.Start-1]
	if antiPrefix.Has(before) || before == "-" && x.Start > 1 && antiWord.Has(v.lower[x.Start-2]) {
		return true
	}
	if x.Kind != extract.Group || before != lexicon.A && before != lexicon.An {
		return false
	}
	h := v.Head(x.Head)
	return (v.Tokens[x.Head].Tag == "NN" || v.Tokens[x.Head].Tag == "NNP") && !(h == x.End && v.IsNoun(h))
}

// credits reports whether token i stands in who made a film or a show: "directed
// by A; edited by B; released by C".
func (v *view) credits(i int) bool {
	s := v.Sentence(i)
	marks, made := 0, false
	for k := s.Start; k+1 < s.End; k++ {
		switch w := v.lower[k]; {
		case w == ";":
			marks++
		case creditParticiples.Has(w):
			made = made || v.lower[k+1] == lexicon.By || v.lower[k+1] == lexicon.And
		}
	}
	return made && marks > 1
}

// turned reports whether a particle turns verb i into another: "called in a firm",
// "shelled out".
func (v *view) turned(i int) bool {
	switch w := v.Lemma(i); {
	case call.Has(w):
		return v.HasChild(i, "prt", lexicon.In, lexicon.Off, lexicon.Out, lexicon.Up)
	case strikeVerb.Has(w):
		return v.HasChild(i, "prt", lexicon.Down, lexicon.Off, lexicon.Out, lexicon.Up)
	case turnedByParticle.Has(w):
		return v.Child(i, "prt") >= 0
	}
	return false
}

// theme returns the subject of the clause below verb p: "demanded that A leave".
func (v *view) theme(p int) []int {
	if k := v.Child(p, "ccomp"); k >= 0 {
		return v.Children(k, "nsubj", "nsubjpass")
	}
	return nil
}

// source returns who is behind what the verb's complement names: "complain of
// attacks by A", "of raids coming from A", "of A's raids".
func (v *view) source(p int) []int {
	var list []int
	for _, o := range v.Objects(p, []string{lexicon.Of, lexicon.About, lexicon.Over}) {
		list = append(list, v.Objects(o, []string{lexicon.By, lexicon.From})...)
		list = append(list, v.Children(o, "poss")...)
		for _, a := range v.Children(o, "acl", "relcl") {
			list = append(list, v.Objects(a, []string{lexicon.By, lexicon.From, lexicon.Of})...)
		}
	}
	return list
}

// townsman reports whether the place before a role only tells where somebody
// works: "a Zed lawyer", but not "Ruritania's lawyer".
func (v *view) townsman(c *candidate, k *extract.Claim) bool {
	m := k.ObjectMention
	if m < 0 || c.frame.Name == "verb" || v.Entities[k.Object].Kind != extract.Place {
		return false
	}
	e := v.Mentions[m].End
	return e <= c.trigger.Start && !v.possessor(m)
}
