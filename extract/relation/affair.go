package relation

import (
	"slices"

	"github.com/newsgraph/newsgraph/extract"
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
	case "unless":
		return v.unless(at)
	}
	return nil
}

// matter returns who is behind what stands after token at: "protested against
// A's visit", "against raids by A", "at the Ruritanian ban".
func (v *view) matter(at int) []int {
	var list []int
	for _, o := range v.objects(at, []string{"against", "at", "over", "about", "of"}) {
		if v.mentionOf(o) < 0 && !v.x.words.suffered[v.lemma(o)] {
			list = append(list, v.owners(o)...)
		}
	}
	return list
}

// owners returns who does or has what plain noun o names: "A's ban", "a ban by
// A", "the Ruritanian ban".
func (v *view) owners(o int) []int {
	list := append(v.kids(o, "poss"), v.objects(o, []string{"by"})...)
	if len(list) == 0 {
		list = v.modifiers(o)
	}
	return list
}

// obliged returns of whom verb p says that they must do something: "A said B
// must leave". What must happen to somebody is asked of nobody.
func (v *view) obliged(p int) []int {
	for _, k := range v.kids(p, "ccomp") {
		aux := v.kid(k, "aux")
		if aux < 0 || v.lower[aux] != "must" || v.kid(k, "neg") >= 0 || v.passive(k) {
			continue
		}
		return v.kids(k, "nsubj")
	}
	return nil
}

// unless returns who can still avert what verb p threatens: "threatened to walk
// out unless A resigns".
func (v *view) unless(p int) []int {
	at := []int{p}
	if k := v.kid(p, "xcomp"); k >= 0 {
		at = append(at, k)
	}
	for _, i := range at {
		for _, k := range v.kids(i, "advcl") {
			if v.kidIs(k, "mark", "unless") {
				return v.kids(k, "nsubj")
			}
		}
	}
	return nil
}

// issuer returns who says what paper h demands: "A issued a statement urging B
// to leave", "in a letter accusing B"; h itself if it is no paper.
func (v *view) issuer(h int) []int {
	if !v.x.words.paper[v.lemma(h)] {
		return []int{h}
	}
	if list := v.owners(h); len(list) > 0 {
		return list
	}
	g := v.head(h)
	switch v.dep(h) {
	case "dobj":
		return v.surface(g, depth)
	case "pobj":
		if v.lower[g] == "in" && v.verb(v.head(g)) {
			return v.surface(v.head(g), depth)
		}
	}
	return []int{h}
}

// counted returns what measure noun i counts: "medicine" in "700 kg of medicine",
// "aid" in "two million dollars in aid"; i for other nouns.
func (v *view) counted(i int) int {
	if v.x.words.measure[v.lemma(i)] {
		if o := v.objects(i, []string{"of", "in"}); len(o) > 0 {
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
	c := v.clause(i)
	place := slices.ContainsFunc(c.obj, func(o int) bool {
		m := v.mentionOf(o)
		return m >= 0 && v.kind(m) == extract.Place
	})
	return place && !slices.ContainsFunc(c.subj, func(s int) bool {
		m := v.mentionOf(s)
		return m >= 0 && v.kind(m) == extract.Person
	})
}

// lifted reports whether noun i is what a verb takes away again: "lifted its
// sanctions on A".
func (v *view) lifted(i int) bool {
	h := v.head(i)
	switch v.lemma(h) {
	case "lift", "ease", "remove", "relax", "waive", "rescind", "revoke", "drop":
		return v.dep(i) == "dobj" || v.dep(i) == "nsubjpass"
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
	if before == "anti-" || before == "-" && x.Start > 1 && v.lower[x.Start-2] == "anti" {
		return true
	}
	if x.Kind != extract.Group || before != "a" && before != "an" {
		return false
	}
	h := v.head(x.Head)
	return (v.Tokens[x.Head].Tag == "NN" || v.Tokens[x.Head].Tag == "NNP") && !(h == x.End && v.noun(h))
}

// credits reports whether token i stands in who made a film or a show: "directed
// by A; edited by B; released by C".
func (v *view) credits(i int) bool {
	s := v.sentence(i)
	marks, made := 0, false
	for k := s.Start; k+1 < s.End; k++ {
		switch v.lower[k] {
		case ";":
			marks++
		case "directed", "edited", "produced", "written":
			made = made || v.lower[k+1] == "by" || v.lower[k+1] == "and"
		}
	}
	return made && marks > 1
}

// turned reports whether a particle turns verb i into another: "called in a firm",
// "shelled out".
func (v *view) turned(i int) bool {
	switch v.lemma(i) {
	case "call":
		return v.kidIs(i, "prt", "in", "off", "out", "up")
	case "strike":
		return v.kidIs(i, "prt", "down", "off", "out", "up")
	case "back", "shell", "let", "hit", "press", "free", "drop":
		return v.kid(i, "prt") >= 0
	}
	return false
}

// asks reports whether verb i asks others for something.
func (v *view) asks(i int) bool {
	return v.verb(i) && v.x.words.request[v.lemma(i)]
}

// theme returns the subject of the clause below verb p: "demanded that A leave".
func (v *view) theme(p int) []int {
	if k := v.kid(p, "ccomp"); k >= 0 {
		return v.kids(k, "nsubj", "nsubjpass")
	}
	return nil
}

// source returns who is behind what the verb's complement names: "complain of
// attacks by A", "of raids coming from A", "of A's raids".
func (v *view) source(p int) []int {
	var list []int
	for _, o := range v.objects(p, []string{"of", "about", "over"}) {
		list = append(list, v.objects(o, []string{"by", "from"})...)
		list = append(list, v.kids(o, "poss")...)
		for _, a := range v.kids(o, "acl", "relcl") {
			list = append(list, v.objects(a, []string{"by", "from", "of"})...)
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
