package ner

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// byList gives a name in a list of people, bodies or places the kind that most
// of the list has: what is enumerated is of one kind.
func byList(v *review) {
	first := map[int]int{} // token to the mention that begins there
	for i, m := range v.a.Mentions {
		first[m.Start] = i
	}
	done, towns := map[int]bool{}, map[string]bool{}
	for i, m := range v.a.Mentions {
		if done[i] || !named(m.Kind) {
			continue
		}
		list := []int{i}
		for end := m.End; ; {
			k, ok := first[v.past(end)]
			if !ok || !named(v.a.Mentions[k].Kind) {
				break
			}
			list = append(list, k)
			done[k] = true
			end = v.a.Mentions[k].End
		}
		v.settle(list)
		v.settlePlaces(list, towns)
	}
	for i := range v.a.Mentions {
		if m := &v.a.Mentions[i]; m.Kind == extract.Person && towns[v.a.Words(m.Span)] {
			m.Kind = extract.Place
		}
	}
}

// past returns the token after the comma, the "and" or both at token i, -1 if
// there is none.
func (v *review) past(i int) int {
	n := 0
	for ; i < len(v.a.Tokens) && n < 2; n++ {
		if w := v.text(i); !nameList.Has(w) {
			break
		}
		i++
	}
	if n == 0 || i >= len(v.a.Tokens) {
		return -1
	}
	return i
}

// settle gives the names of a list the kind of three quarters of them.
func (v *review) settle(list []int) {
	if len(list) < 4 {
		return
	}
	count := map[extract.Kind]int{}
	for _, i := range list {
		count[v.a.Mentions[i].Kind]++
	}
	for _, k := range []extract.Kind{extract.Person, extract.Place, extract.Organization} {
		if count[k]*4 < len(list)*3 {
			continue
		}
		for _, i := range list {
			if m := &v.a.Mentions[i]; m.Kind != k && m.Kind != extract.Group && v.plausible(m, k) {
				m.Kind = k
			}
		}
	}
}

// settlePlaces adds to towns what stands in a list whose first name is a place behind
// "in" or the like: "in Porthaven, Zed and Bo".
func (v *review) settlePlaces(list []int, towns map[string]bool) {
	first, last := &v.a.Mentions[list[0]], &v.a.Mentions[list[len(list)-1]]
	if len(list) < 2 || first.Kind != extract.Place || first.Start == 0 || v.text(last.Start-1) == "," {
		return // "in Porthaven, Bo Lin" is no list
	}
	switch w := v.lower[first.Start-1]; {
	case beforePlaces.Has(w):
	default:
		return
	}
	for _, i := range list[1:] {
		if m := &v.a.Mentions[i]; m.Kind == extract.Person && v.firstName(m) {
			return // "in Norland, Di Ray and Bo Lin": the list begins behind the place
		}
	}
	for _, i := range list[1:] {
		if m := &v.a.Mentions[i]; m.Kind == extract.Person && m.Len() < 3 && v.plausible(m, extract.Place) && !v.acts(m) {
			towns[v.a.Words(m.Span)] = true
		}
	}
}

// acts reports whether a name is the subject of a verb: "in Porthaven and Bo Lin
// said" begins a new clause.
func (v *review) acts(m *extract.Mention) bool {
	d := v.a.Tokens[v.a.HeadOf(m.Span)].Dep
	return d == "nsubj" || d == "nsubjpass"
}

// plausible reports whether a name may be of kind k by its own words.
func (v *review) plausible(m *extract.Mention, k extract.Kind) bool {
	w := v.a.Words(m.Span)
	switch known := v.g.kind(w); {
	case known != "" && known != k:
		return k == extract.Person && v.g.First[strings.ToLower(w)]
	case k == extract.Person:
		return m.Kind != extract.Organization || !shouting(w)
	case k == extract.Place:
		return m.Kind != extract.Person || !v.firstName(m)
	}
	return true
}
