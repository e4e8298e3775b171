package coref

import "github.com/newsgraph/newsgraph/extract"

// Force is what a noun says about armed people.
type Force string

// The sorts of nouns: armed people, what they fight with, the side they are on
// ("rebel" in "rebel fighters"), who stands on a side ("coalition nations"), a
// side as a whole ("the coalition").
const (
	Armed  Force = "armed"
	Kit    Force = "kit"
	Side   Force = "side"
	League Force = "league"
	Body   Force = "body"
)

// forces makes an entity of armed people whom no name but their side tells from
// others: "coalition forces", "rebel fighters", "the coalition". The article
// keeps it to itself: the rebels of another article are others.
func forces(r *resolver) {
	seen := map[string]int{}
	for _, i := range r.nouns {
		if !r.bare(i) || !r.sided(i) {
			continue
		}
		m := r.nominal(i, extract.Group)
		r.mentions[m].plural = true
		if y := r.gather(seen, r.groupKey(i, nil, nil), m); y != nil {
			y.name = r.description(r.Phrase(i).Span())
		}
	}
}

// sided reports whether noun i is a side, or people and planes of a side.
func (r *resolver) sided(i int) bool {
	s := r.Phrase(i).Span()
	if r.force(i, Body) && r.definite(extract.Span{Start: i, End: i + 1}) && s.Len() <= 4 {
		return true
	}
	if !r.armed(i) && !r.force(i, Kit) && !r.force(i, League) {
		return false
	}
	for k := i - 1; k >= s.Start; k-- {
		if r.force(k, Side) {
			return !r.force(i, League) || coalition.Has(r.lower(k))
		}
	}
	return false
}

func (r *resolver) force(i int, f Force) bool { return r.l.Force[f][r.lower(i)] }

// armed reports whether noun i names armed people, with the word before it if
// need be ("tactical units").
func (r *resolver) armed(i int) bool {
	return r.force(i, Armed) || i > 0 && r.l.Force[Armed][r.lower(i-1)+" "+r.lower(i)]
}
