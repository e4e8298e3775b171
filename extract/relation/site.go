package relation

import (
	"slices"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// abroad reports whether the place after body or country m may be that of
// something else: "the embassy of Ruritania in Zed", "sued Acme in Zed".
func (v *view) abroad(m int) bool {
	t := v.HeadOf(v.Mentions[m].Span)
	switch v.Dep(t) {
	case "dobj":
		return v.kind(m) == extract.Organization && v.IsVerb(v.Head(t)) && !v.site(m)
	case "pobj":
		prep := v.Head(t)
		of := v.Head(prep)
		return v.lower[prep] == lexicon.Of && v.kind(m) == extract.Place && v.IsNoun(of) && !v.area(v.Lemma(of))
	}
	return false
}

// foreign reports whether a country before body m says where it is from, and place p
// is elsewhere: "compete with Ruritania's Acme in Sylvania".
func (v *view) foreign(m, p int) bool {
	s := v.Mentions[m].Start
	if s < 2 || v.site(m) {
		return false
	}
	i := s - 1
	if v.IsPossessive(i) {
		i--
	}
	c := v.cover[i]
	return c >= 0 && v.kind(c) == extract.Place && v.Mentions[c].Entity != v.Mentions[p].Entity && (i < s-1 || v.Tokens[i].POS == "ADJ") &&
		v.x.countries[v.Entities[v.Mentions[p].Entity].Name]
}

// site reports whether body m is named after a building or grounds, so that a
// place after it is where they stand.
func (v *view) site(m int) bool {
	for i := v.Mentions[m].Start; i < v.Mentions[m].End; i++ {
		if buildings.Has(v.lower[i]) {
			return true
		}
	}
	return false
}

// area reports whether a noun names a kind of region.
func (v *view) area(w string) bool {
	return areas.Has(w)
}

// carrier returns the verb whose place is also that of the event m: "told a
// gathering in Zed", "held talks in Zed"; -1 if there is none.
func (v *view) carrier(m int) int {
	t := v.Mentions[m].Head
	h := v.Head(t)
	switch v.Dep(t) {
	case "dobj", "nsubjpass":
		if siteVerbs.Has(v.Lemma(h)) {
			return h
		}
	case "nsubj":
		if v.x.happens(v.Lemma(h)) {
			return h
		}
	}
	return -1
}

// genus reports whether noun i says what kind of place m is: "the city of Zed".
func (v *view) genus(m, i int) bool {
	h := v.Mentions[m].Head
	return v.kind(m) == extract.Place && v.area(v.Lemma(i)) && v.Dep(h) == "pobj" && v.lower[v.Head(h)] == lexicon.Of && v.Head(v.Head(h)) == i
}

// home is where somebody comes from, after the age: "Bo Lin, 42, of Zed".
func (v *view) home(m int) {
	i := v.Mentions[m].End
	if v.kind(m) != extract.Person || i+4 >= len(v.Tokens) || v.lower[i] != "," && v.lower[i] != "(" {
		return
	}
	if n := len(v.lower[i+1]); v.Tokens[i+1].POS != "NUM" || n > 3 || n < 2 {
		return
	}
	i += 2
	if v.lower[i] == "," || v.lower[i] == ")" {
		i++
	}
	if i+1 >= len(v.Tokens) || v.lower[i] != lexicon.Of && v.lower[i] != lexicon.From {
		return
	}
	if o := v.nameAt(i + 1); o >= 0 && v.kind(o) == extract.Place {
		v.beside("home", m, o, extract.Span{Start: i, End: i + 1}, nil)
	}
}

// quarter is a part of a city or country by what it is called: "the Zed area of
// Bellville".
func (v *view) quarter(m int) {
	i := v.Mentions[m].End
	if v.kind(m) != extract.Place || v.Tokens[v.Mentions[m].Head].POS == "ADJ" || i+2 >= len(v.Tokens) || v.lower[i+1] != lexicon.Of {
		return
	}
	switch w := v.lower[i]; { // but "the Pacific city of Zed" is Zed
	case quarters.Has(w):
	default:
		return
	}
	k := i + 2
	for k < len(v.Tokens)-1 && v.cover[k] < 0 && (v.direction(k) || v.Tokens[k].POS == "DET") {
		k++
	}
	if o := v.cover[k]; o >= 0 && v.kind(o) == extract.Place && v.Mentions[o].Start == k {
		v.beside("quarter", m, o, extract.Span{Start: i, End: i + 2}, nil)
	}
}

// country reports whether name m is that of a state.
func (v *view) country(m int) bool { return v.x.countries[v.Words(v.Mentions[m].Span)] }

// school reports whether mention m names a school: by one of its words, or because
// it goes without "the", as schools of one name do and conferences do not.
func (v *view) school(m int) bool {
	if m < 0 || v.Mentions[m].Form != extract.Proper {
		return m >= 0
	}
	for i := v.Mentions[m].Start; i < v.Mentions[m].End; i++ {
		if v.x.words.school[v.lower[i]] {
			return true
		}
	}
	s := v.Mentions[m].Start
	return v.lower[s] != lexicon.The && (s == 0 || v.lower[s-1] != lexicon.The)
}

// moved reports whether verb i, with "from" and a body, tells of a change of jobs:
// "came to Zed from Acme University in 2019".
func (v *view) moved(i int) bool {
	switch w := v.Lemma(i); {
	case movingVerbs.Has(w):
	default:
		return false
	}
	from := v.Objects(i, []string{lexicon.From})
	for _, to := range v.Objects(i, []string{lexicon.To}) {
		from = append(from, v.Objects(to, []string{lexicon.From})...)
	}
	return slices.ContainsFunc(from, func(o int) bool {
		m := v.cover[o]
		return m >= 0 && v.kind(m) == extract.Organization
	})
}
