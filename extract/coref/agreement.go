package coref

import "github.com/newsgraph/newsgraph/extract"

// agreements makes an agreement of a description whose parties are known only
// now that pronouns are: "it signed a pact with Acme".
func agreements(r *resolver) {
	for _, i := range r.nouns {
		if !r.bare(i) {
			continue
		}
		k, w := r.happening(i)
		if k != extract.Agreement || w == "" || r.such(i) {
			continue
		}
		if d := r.details(i); len(d.parties) >= 2 {
			r.found(i, k, d)
		}
	}
}
