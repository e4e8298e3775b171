package coref

import "newsgraph/extract"

// agreements makes an agreement of a description whose parties are known only
// now that pronouns are: "it signed a pact with Acme".
func agreements(r *resolver) {
	for i := range r.a.Tokens {
		if !r.bare(i) {
			continue
		}
		k, w := r.happening(i)
		if k != extract.Agreement || w == "" || r.such(i) {
			continue
		}
		d := r.details(i)
		if len(d.parties) < 2 {
			continue
		}
		c := r.open(r.nominal(i, k))
		r.clusters[c].unnamed = true
		r.clusters[c].kind = k
		r.enrich(c, d)
	}
}
