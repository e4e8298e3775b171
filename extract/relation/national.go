package relation

import (
	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// national is an adjective of nationality before a noun and a person: "the German
// author Anna Vogel".
func (v *view) national(m int) {
	e := v.Mentions[m].End
	if w := v.lower[v.Mentions[m].Head]; e >= len(v.Tokens) || v.kind(m) != extract.Place ||
		(v.Tokens[v.Mentions[m].Head].POS != "ADJ" || v.Mentions[m].Kind != extract.Group) && !writtenCountries.Has(w) {
		return
	}
	o, noun := v.nextName(e, 4)
	direct := o >= 0 && v.Mentions[o].Start == e && v.Tokens[v.Mentions[m].Head].POS == "ADJ" // "Ruritanian Bo Lin"
	if o >= 0 && v.noNational(o, m) {
		return
	}
	if o >= 0 && (noun || direct) && v.kind(o) == extract.Person {
		v.beside("national", o, m, extract.Span{Start: e, End: e + 1}, nil)
		return
	}
	for _, p := range v.described(v.Mentions[m].Head) {
		if v.kind(p.mention) == extract.Person {
			v.beside("national", p.mention, m, extract.Span{Start: e, End: e + 1}, nil)
		}
	}
}

// noNational reports whether name o behind nationality m is not that of a citizen: "the Ruritanian
// chain Acme" is no person, whatever its name looks like, and of "the Ruritanian minister Bo Lin"
// the office is all that is said.
func (v *view) noNational(o, m int) bool {
	return v.x.words.firm[v.Lemma(v.Mentions[o].Start-1)] || v.tied().posts[[2]int{o, m}]
}

// described returns whom the noun phrase with adjective i describes as predicate
// or apposition: "Bo Lin is a Ruritanian author", "Bo Lin, a Ruritanian author".
func (v *view) described(i int) []end {
	h := v.Head(i)
	for n := 0; n < 4 && (v.Dep(i) == "amod" || v.Dep(i) == "conj" || v.Dep(i) == "compound" || v.Dep(i) == "nmod"); n++ {
		i = v.Head(i)
		h = v.Head(i)
		if v.IsNoun(i) && (v.Dep(i) == "attr" || v.Dep(i) == "appos") {
			break
		}
	}
	switch {
	case v.Dep(i) == "attr" && v.Lemma(h) == lexicon.Be && !v.status(h).negated:
		if s := v.Subjects(h); len(s) > 0 {
			return v.ends(s[0], false)
		}
	case v.Dep(i) == "appos" && v.IsNoun(h):
		return v.single(h, false)
	}
	return nil
}

// ofCountry reads "Ruritania's marathon champion Bo Lin": a noun that a country
// calls its own only if its bearer is a citizen; e is the possessive mark.
func (v *view) ofCountry(m, e int) bool {
	i := e + 1
	for n := 0; n < 7 && i < len(v.Tokens) && v.cover[i] < 0; n++ {
		switch v.Tokens[i].POS {
		case "ADJ", "NOUN", "PROPN", "NUM":
			i++
			continue
		}
		break
	}
	if i == e+1 || i+1 >= len(v.Tokens) || v.cover[i-1] >= 0 || !v.champion(v.Lemma(i-1)) {
		return false
	}
	if v.lower[i] == "," {
		i++
	}
	o := v.cover[i]
	if o < 0 || v.kind(o) != extract.Person || v.governsOther(o) || v.Mentions[o].Start != i {
		return false
	}
	v.beside("national", o, m, extract.Span{Start: i - 1, End: i}, nil)
	return true
}

// champion reports whether a country's noun of this kind is one of its people: its
// champions and officers, not its allies and critics.
func (v *view) champion(w string) bool {
	return nationalPeople.Has(w)
}
