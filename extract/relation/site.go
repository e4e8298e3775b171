package relation

import "newsgraph/extract"

// abroad reports whether the place after body or country m may be that of
// something else: "the embassy of Ruritania in Zed", "sued Acme in Zed".
func (v *view) abroad(m int) bool {
	t := v.top(v.Mentions[m].Span)
	switch v.dep(t) {
	case "dobj":
		return v.kind(m) == extract.Organization && v.verb(v.head(t)) && !v.site(m)
	case "pobj":
		prep := v.head(t)
		of := v.head(prep)
		return v.lower[prep] == "of" && v.kind(m) == extract.Place && v.noun(of) && !v.area(v.lemma(of))
	}
	return false
}

// site reports whether body m is named after a building or grounds, so that a
// place after it is where they stand.
func (v *view) site(m int) bool {
	for i := v.Mentions[m].Start; i < v.Mentions[m].End; i++ {
		switch v.lower[i] {
		case "university", "college", "school", "academy", "institute", "hospital", "clinic", "museum", "gallery", "library", "theatre", "theater",
			"church", "cathedral", "mosque", "temple", "synagogue", "palace", "castle", "court", "prison", "jail", "embassy", "consulate", "airport",
			"port", "station", "stadium", "arena", "hotel", "plant", "refinery", "factory", "mine", "base", "park", "zoo", "center", "centre",
			"laboratory", "observatory", "headquarters", "hall", "mall", "market", "monastery", "abbey", "camp":
			return true
		}
	}
	return false
}

// area reports whether a noun names a kind of region.
func (v *view) area(w string) bool {
	switch w {
	case "province", "state", "region", "district", "county", "city", "town", "village":
		return true
	}
	return false
}

// carrier returns the verb whose place is also that of the event m: "told a
// gathering in Zed", "held talks in Zed"; -1 if there is none.
func (v *view) carrier(m int) int {
	t := v.Mentions[m].Head
	h := v.head(t)
	switch v.dep(t) {
	case "dobj", "nsubjpass":
		switch v.lemma(h) {
		case "tell", "hold", "open", "host", "attend", "address", "convene", "start", "begin", "stage", "schedule", "organise", "organize":
			return h
		}
	case "nsubj":
		if v.x.happens(v.lemma(h)) {
			return h
		}
	}
	return -1
}
