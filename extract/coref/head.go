package coref

import (
	"slices"
	"strings"

	"newsgraph/extract"
)

// shortForms joins "Alibaba" to "Alibaba Group Holding" and "the Commission" to
// "European Commission", where just one longer name fits.
func shortForms(r *resolver) {
	long, full := r.byWord(), r.full()
	for i := range r.mentions {
		x := &r.mentions[i]
		if x.cluster < 0 || x.Form != extract.Proper || x.known || full[x.cluster] || !shortKind(x.Kind) || strings.HasPrefix(x.key, "country:") || len(x.words) > 3 {
			continue
		}
		if c := r.longer(i, long); c >= 0 {
			r.merge(c, x.cluster)
		}
	}
}

// full returns the clusters with a company's full name, legal form and all: they
// shorten no other name ("Acme AG" is not "Acme Energy AG").
func (r *resolver) full() map[int]bool {
	set := map[int]bool{}
	for i := range r.mentions {
		if x := &r.mentions[i]; x.cluster >= 0 && legalForm(x) != "" {
			set[x.cluster] = true
		}
	}
	return set
}

// byWord lists the names of bodies, events and the like under their first and
// their last word, one of each cluster and key.
func (r *resolver) byWord() map[string][]int {
	long := map[string][]int{}
	seen := map[string]bool{}
	for j := range r.mentions {
		y := &r.mentions[j]
		if y.cluster < 0 || y.Form != extract.Proper || len(y.words) < 2 || !shortKind(y.Kind) || strings.HasPrefix(y.key, "country:") || seen[string(y.Kind)+y.key] {
			continue
		}
		seen[string(y.Kind)+y.key] = true
		first, last := y.words[0], y.words[len(y.words)-1]
		long[first] = append(long[first], j)
		if last != first {
			long[last] = append(long[last], j)
		}
	}
	return long
}

func shortKind(k extract.Kind) bool {
	return k == extract.Organization || k == extract.Event || k == extract.Law || k == extract.Agreement || k == extract.Product
}

// longer returns the only cluster with a longer name that mention i shortens, or
// -1.
func (r *resolver) longer(i int, long map[string][]int) int {
	x := &r.mentions[i]
	best := -1
	for _, j := range slices.Concat(long[x.words[0]], long[x.words[len(x.words)-1]]) {
		y := &r.mentions[j]
		if y.cluster < 0 || y.cluster == x.cluster || len(y.words) <= len(x.words) {
			continue
		}
		begins := r.begins(x, y)
		if !begins && !r.ends(x, y) {
			continue
		}
		if begins && (r.own(x.cluster, y) || r.daughter(x, y)) || best >= 0 && best != y.cluster {
			return -1
		}
		best = y.cluster
	}
	return best
}

// own reports whether a short name stands for itself: it is told of before the longer
// name y comes up, and not in the headline alone. "Apple" is not Apple Records.
func (r *resolver) own(c int, y *mention) bool {
	first := r.first(y.cluster)
	for _, m := range r.clusters[c].mentions {
		if x := &r.mentions[m]; x.Start < first && r.sentence[x.Start] > 0 && r.sentence[x.Start] < r.sentence[first] {
			return true
		}
	}
	return false
}

// daughter reports whether a short name and the longer name y are two bodies: one
// sentence names both, but for one in brackets after the other, or y is called a part
// of something: "Acme Direct, its online arm".
func (r *resolver) daughter(x, y *mention) bool {
	for _, i := range r.clusters[y.cluster].mentions {
		l := &r.mentions[i]
		for _, k := range r.clusters[x.cluster].mentions {
			s := &r.mentions[k]
			if r.sentence[s.Start] == r.sentence[l.Start] && s.Form == extract.Proper && l.Form == extract.Proper && !r.inBrackets(s.Start) && !r.inBrackets(l.Start) {
				return true
			}
		}
		if a := r.child(l.Head, "appos"); a >= 0 && r.child(a, "poss") >= 0 {
			switch r.lemma(a) {
			case "arm", "unit", "subsidiary", "division", "offshoot", "affiliate", "branch", "daughter", "brand", "spin-off":
				return true
			}
		}
	}
	return false
}

// inBrackets reports whether a bracket opens right before token i.
func (r *resolver) inBrackets(i int) bool {
	for i--; i >= 0 && (r.lower(i) == "\"" || r.lower(i) == "“" || r.lower(i) == "the" || r.lower(i) == "``"); i-- {
	}
	return i >= 0 && r.lower(i) == "("
}

// begins reports whether x is the head of company name y: its first words,
// telling enough by themselves.
func (r *resolver) begins(x, y *mention) bool {
	if x.Kind != extract.Organization || y.Kind != extract.Organization {
		return false
	}
	for k, w := range x.words {
		if y.words[k] != w {
			return false
		}
	}
	w := x.words[0]
	rest := y.words[len(x.words)]
	if rest == "of" || rest == "for" || rest == "'s" || rest == "and" || r.offspring(y.words[len(y.words)-1]) {
		return false
	}
	return len(x.words) > 1 && !r.l.OrgWord[x.words[len(x.words)-1]] || len(x.words) == 1 && len(w) > 2 && !r.l.OrgWord[w] && !r.common(x.form)
}

// offspring reports whether the last word of a longer name says that it names
// what a body does or has, not the body: the "Acme Confidence Survey".
func (r *resolver) offspring(last string) bool {
	switch last {
	case "survey", "index", "poll", "report", "award", "awards", "prize", "cup", "open", "study", "arena", "stadium", "tower", "building", "museum", "barometer", "championship", "tournament", "classic", "prix":
		return true
	}
	return r.l.Event[last] != "" || r.l.Paper[last] != ""
}

// common reports whether a name is a place, a demonym or a plain adjective that
// many organisations begin with.
func (r *resolver) common(form string) bool {
	switch strings.ToLower(form) {
	case "national", "international", "united", "european", "royal", "new", "general", "federal", "central", "supreme", "world", "global", "first", "north", "south", "east", "west", "free", "social", "democratic", "american", "state", "people", "public", "human", "islamic", "deutsche", "christian", "green", "red", "real", "high":
		return true
	}
	return r.l.Country[form] != "" || r.l.Demonym[form] != "" || r.l.Capital[form] != ""
}

// ends reports whether x is "the Commission" of y, "European Commission": the
// last words of the name, with the definite article.
func (r *resolver) ends(x, y *mention) bool {
	if x.Kind != y.Kind && x.Kind != extract.Organization {
		return false
	}
	if !r.definite(x.Span) {
		return false
	}
	w := x.words[len(x.words)-1]
	if w == "house" { // a chamber, never the White House, the Opera House
		return false
	}
	if !r.l.OrgWord[w] && r.l.Event[w] == "" && r.l.Paper[w] == "" {
		return false
	}
	n := len(y.words) - len(x.words)
	for k, w := range x.words {
		if y.words[n+k] != w {
			return false
		}
	}
	return true
}

// definite reports whether a phrase has "the" before or in it.
func (r *resolver) definite(s extract.Span) bool {
	return r.lower(s.Start) == "the" || s.Start > 0 && r.lower(s.Start-1) == "the"
}
