package coref

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// nouns joins "the company" and "the country" to the only body or country that
// the sentences just before speak of.
func nouns(r *resolver) {
	for _, i := range r.nouns {
		if !r.bare(i) || r.a.Tokens[i].Tag == "NNS" || !r.Phrase(i).Definite() {
			continue
		}
		if r.Phrase(i).Modified() {
			continue
		}
		w := r.lemma(i)
		k := extract.Kind("")
		switch {
		case r.l.OrgNoun[w]:
			k = extract.Organization
		case r.l.LandNoun[w]:
			k = extract.Place
		default:
			continue
		}
		if c := r.lastOf(i, k, w); c >= 0 {
			r.join(r.nominal(i, k), c)
		}
	}
}

// lastOf returns the entity of kind k that the noun w before token i can mean,
// if just one is named in the same sentence and the two before, or -1.
func (r *resolver) lastOf(i int, k extract.Kind, w string) int {
	best := -1
	for back := 0; back <= 2; back++ {
		for _, j := range r.near(r.sentence[i] - back) {
			y := &r.mentions[j]
			if y.cluster < 0 || y.Start >= i || r.kindOf(y.cluster) != k {
				continue
			}
			if !r.fits(y, w) {
				continue
			}
			if best >= 0 && best != y.cluster {
				return -1
			}
			best = y.cluster
		}
		if best >= 0 {
			return best
		}
	}
	return -1
}

// fits reports whether noun w can mean name y: a party is called a party, a
// country is in the list of countries.
func (r *resolver) fits(y *mention, w string) bool {
	last := ""
	if len(y.words) > 0 {
		last = y.words[len(y.words)-1]
	}
	country := strings.HasPrefix(y.key, "country:")
	switch {
	case countryNouns.Has(w):
		return country && !y.demonym || country && y.demonym
	case cityNouns.Has(w):
		return !country
	case regionNouns.Has(w):
		return last == w
	case companyNouns.Has(w):
		return !r.l.OrgWord[last] || r.l.Suffix[last] || last == w
	}
	return last == w
}
