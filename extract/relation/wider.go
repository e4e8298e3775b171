package relation

import "github.com/newsgraph/newsgraph/extract"

// wider adds the places that follow a place after a comma: who was born in "Zed,
// Ruritania" was born in both.
func (v *view) wider(list []end, o int) []end {
	switch w := v.lower[v.Head(o)]; {
	case placeLinks.Has(w):
	default:
		return list
	}
	for i := 0; i < len(list) && i < 6; i++ {
		m := list[i].mention
		if m < 0 || v.Mentions[m].Form != extract.Proper || v.kind(m) != extract.Place {
			continue
		}
		if n := v.placeAfter(m); n >= 0 {
			list = append(list, m2end(v, n))
		}
	}
	return unique(list)
}

// placeAfter returns the place that place m lies in by the comma between them:
// "Zed, Ruritania"; -1 where the comma separates members of a list.
func (v *view) placeAfter(m int) int {
	e := v.Mentions[m].End
	if e+1 >= len(v.Tokens) || v.lower[e] != "," {
		return -1
	}
	n := v.cover[e+1]
	if n < 0 || v.kind(n) != extract.Place || v.Mentions[n].Start != e+1 || v.Mentions[n].Entity == v.Mentions[m].Entity ||
		v.Tokens[v.Mentions[n].Head].POS == "ADJ" || v.Dep(v.HeadOf(v.Mentions[n].Span)) == "conj" || v.row(m, n) {
		return -1
	}
	return n
}

// row reports whether places m and n, with a comma between, are members of
// a list: it ends in "and" and another place.
func (v *view) row(m, n int) bool {
	if s := v.Mentions[m].Start; s > 1 && v.Tokens[s-1].POS == "CCONJ" && v.cover[s-2] >= 0 && v.kind(v.cover[s-2]) == extract.Place {
		return false // "in Zed and Bell, Ruritania"
	}
	for k := 0; k < 6; k++ {
		e := v.Mentions[n].End
		if e+1 >= len(v.Tokens) {
			return false
		}
		if v.lower[e] == "," {
			e++
		}
		comma := e > v.Mentions[n].End
		if v.Tokens[e].POS == "CCONJ" {
			if e+1 < len(v.Tokens) && (v.IsVerb(e+1) || v.Tokens[e+1].POS == "PRON" || v.Tokens[e+1].POS == "ADV") {
				return false
			}
			return !comma || e+1 < len(v.Tokens) && v.cover[e+1] >= 0 && v.kind(v.cover[e+1]) == extract.Place
		}
		if !comma || v.cover[e] < 0 || v.kind(v.cover[e]) != extract.Place {
			return v.Tokens[v.Mentions[n].End].Tag == "POS"
		}
		n = v.cover[e]
	}
	return true
}
