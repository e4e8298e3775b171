package coref

import (
	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// appositives joins a description to the name it stands beside ("Jack Ma,
// chairman of Alibaba"; "the conference, an event …") or is said to be ("Jack Ma
// is the chairman").
func appositives(r *resolver) {
	for i := range r.a.Tokens {
		t := &r.a.Tokens[i]
		switch t.Dep {
		case "appos":
			r.beside(t.Head, i)
		case "attr":
			if s := r.Clause(t.Head).Subject(); s >= 0 && r.lemma(t.Head) == lexicon.Be && r.Child(t.Head, "neg") < 0 && r.Clause(t.Head).Indicative() {
				r.beside(s, i)
			}
		}
	}
}

// beside joins the phrases of heads a and b if one is a name and the other a
// description that fits it, or both name alike.
func (r *resolver) beside(a, b int) {
	m, n := r.headed(a), r.headed(b)
	if m >= 0 && n < 0 && r.bare(b) {
		r.describes(m, b)
	}
	if n >= 0 && m < 0 && r.bare(a) {
		r.describes(n, a)
	}
}

// headed returns the mention of a name that token i heads, or -1.
func (r *resolver) headed(i int) int {
	if m := r.at[i]; m >= 0 && r.mentions[m].Head == i && r.mentions[m].cluster >= 0 && !r.mentions[m].demonym {
		return m
	}
	return -1
}

// describes joins the description of head h to name m if the noun fits the kind.
func (r *resolver) describes(m, h int) {
	if r.a.Tokens[h].Tag == "NNS" || r.Child(h, "conj") >= 0 && r.a.Tokens[h].Dep == "attr" ||
		r.a.Tokens[h].Dep == "attr" && r.Child(r.mentions[m].Head, "conj") >= 0 || r.Phrase(h).Span().Overlaps(r.mentions[m].Span) {
		return
	}
	k := r.kindOf(r.mentions[m].cluster)
	ok := false
	switch k {
	case extract.Person:
		ok = noun(r, h, r.l.Role) != ""
	case extract.Organization:
		ok = noun(r, h, r.l.OrgNoun) != "" || noun(r, h, r.l.OrgWord) != ""
	case extract.Place:
		ok = noun(r, h, r.l.LandNoun) != ""
	case extract.Event:
		ok = noun(r, h, r.l.Event) != ""
	case extract.Agreement, extract.Law:
		ok = noun(r, h, r.l.Paper) != ""
	}
	if !ok {
		return
	}
	i := r.nominal(h, k)
	if role, ok := r.l.Role[noun(r, h, r.l.Role)]; ok {
		r.mentions[i].gender = role.Gender
	}
	r.join(i, r.mentions[m].cluster)
}
