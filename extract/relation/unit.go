package relation

import "github.com/newsgraph/newsgraph/extract"

// unit is a military unit before the larger one that it is part of: "2nd
// Battalion, 5th Infantry Regiment".
func (v *view) unit(m int) {
	e := v.Mentions[m].End
	if e+1 >= len(v.Tokens) || v.lower[e] != "," || v.kind(m) != extract.Organization || !v.numbered(m) {
		return
	}
	if o := v.nameAt(e + 1); o >= 0 && v.kind(o) == extract.Organization && v.numbered(o) && v.lower[v.Mentions[o].End-1] != v.lower[e-1] {
		v.beside("unit", m, o, extract.Span{Start: e, End: e + 1}, nil)
	}
}

// numbered reports whether name m is that of a military unit with a number.
func (v *view) numbered(m int) bool {
	s := v.Mentions[m].Span
	if c := v.lower[s.Start][0]; c < '0' || c > '9' {
		return false
	}
	return unitsOfArmies.Has(v.lower[s.End-1])
}
