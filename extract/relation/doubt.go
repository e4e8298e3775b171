package relation

import "github.com/newsgraph/newsgraph/extract"

// A Doubter has learned from marked passages which claims of the rules are wrong.
type Doubter interface {
	// Doubts reports of every claim that rules found in an article whether it is to fall.
	Doubts(a *extract.Article, found []extract.Claim) []bool
}

// unlikelyClaim is the reason of claims that a doubter lets fall.
const unlikelyClaim = "a network that has learned from marked passages holds it for unlikely"

// Doubted lets a doubter look at what the rules find.
func (x *Extractor) Doubted(d Doubter) { x.doubter = d }

// doubt prunes what the doubter lets fall, and the denials of it.
func (v *view) doubt(d Doubter) {
	fall := d.Doubts(v.Article, v.Claims)
	kept := v.Claims[:0]
	for i, k := range v.Claims {
		if fall[i] {
			v.Pruned = append(v.Pruned, extract.Pruned{Claim: k, Reason: unlikelyClaim})
			continue
		}
		kept = append(kept, k)
	}
	v.Claims = kept
	hearing{view: v}.unanswered()
}
