package coref

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// shortForms joins "Alibaba" to "Alibaba Group Holding" and "the Commission" to
// "European Commission", where just one longer name fits.
func shortForms(r *resolver) {
	long, full, apart := r.longNames(), r.full(), map[[2]int]apartness{}
	for i := range r.mentions {
		x := &r.mentions[i]
		if x.cluster < 0 || x.Form != extract.Proper || x.known || full[x.cluster] || !shortKind(x.Kind) || strings.HasPrefix(x.key, "country:") || len(x.words) > shortWords {
			continue
		}
		if c := r.longer(i, long, apart); c >= 0 {
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

// shortWords is how many words a short form may have.
const shortWords = 3

// longNames lists the names of bodies, events and the like under the words that they
// begin and end with, one of each cluster and key.
type longNames struct{ begins, ends map[string][]int }

func (r *resolver) longNames() longNames {
	long := longNames{map[string][]int{}, map[string][]int{}}
	seen := map[string]bool{}
	for j := range r.mentions {
		y := &r.mentions[j]
		if y.cluster < 0 || y.Form != extract.Proper || len(y.words) < 2 || !shortKind(y.Kind) || strings.HasPrefix(y.key, "country:") || seen[string(y.Kind)+y.key+" "+y.edition] {
			continue
		}
		seen[string(y.Kind)+y.key+" "+y.edition] = true
		for n := 1; n <= shortWords && n < len(y.words); n++ {
			first, last := strings.Join(y.words[:n], " "), strings.Join(y.words[len(y.words)-n:], " ")
			long.begins[first] = append(long.begins[first], j)
			long.ends[last] = append(long.ends[last], j)
		}
	}
	return long
}

func shortKind(k extract.Kind) bool {
	return k == extract.Organization || k == extract.Event || k == extract.Law || k == extract.Agreement || k == extract.Product
}

// longer returns the only cluster with a longer name that mention i shortens, or
// -1.
func (r *resolver) longer(i int, long longNames, apart map[[2]int]apartness) int {
	x := &r.mentions[i]
	best := -1
	words := strings.Join(x.words, " ")
	if r.mayBegin(x) {
		for _, j := range long.begins[words] {
			r.a.Spend(1)
			y := &r.mentions[j]
			if y.cluster < 0 || y.cluster == x.cluster || !r.begins(x, y) {
				continue
			}
			if best >= 0 && best != y.cluster || r.apart(x, y, apart) {
				return -1
			}
			best = y.cluster
		}
	}
	if r.mayEnd(x) {
		for _, j := range long.ends[words] {
			r.a.Spend(1)
			y := &r.mentions[j]
			if y.cluster < 0 || y.cluster == x.cluster || !ends(x, y) {
				continue
			}
			if best >= 0 && best != y.cluster {
				return -1
			}
			best = y.cluster
		}
	}
	return best
}

// apartness is what apart found when the clusters had so many mentions.
type apartness struct {
	sizes [2]int
	apart bool
}

// apart reports whether the short name x and the longer name y, which begins with
// it, stand for two bodies.
func (r *resolver) apart(x, y *mention, known map[[2]int]apartness) bool {
	sizes := [2]int{len(r.clusters[x.cluster].mentions), len(r.clusters[y.cluster].mentions)}
	pair := [2]int{x.cluster, y.cluster}
	if k, ok := known[pair]; ok && k.sizes == sizes {
		return k.apart
	}
	r.a.Spend(sizes[0] + sizes[1])
	known[pair] = apartness{sizes, r.own(x.cluster, y) || r.daughter(x, y)}
	return known[pair].apart
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
		for _, k := range r.near(r.sentence[l.Start]) {
			s := &r.mentions[k]
			if s.cluster == x.cluster && s.Form == extract.Proper && l.Form == extract.Proper && !r.inBrackets(s.Start) && !r.inBrackets(l.Start) {
				return true
			}
		}
		if a := r.Child(l.Head, "appos"); a >= 0 && r.Child(a, "poss") >= 0 {
			if daughters.Has(r.lemma(a)) {
				return true
			}
		}
	}
	return false
}

// inBrackets reports whether a bracket opens right before token i.
func (r *resolver) inBrackets(i int) bool {
	for i--; i >= 0 && inBrackets.Has(r.lower(i)); i-- {
	}
	return i >= 0 && r.lower(i) == "("
}

// mayBegin reports whether x can be the head of a company's name, telling enough
// by itself.
func (r *resolver) mayBegin(x *mention) bool {
	w := x.words[0]
	return x.Kind == extract.Organization &&
		(len(x.words) > 1 && !r.l.OrgWord[x.words[len(x.words)-1]] || len(x.words) == 1 && len(w) > 2 && !r.l.OrgWord[w] && !r.common(x.form))
}

// ends reports whether name y, which ends with the words of x, may be the longer name of
// the same: of one kind, and no other edition of an event.
func ends(x, y *mention) bool {
	return (x.Kind == y.Kind || x.Kind == extract.Organization) && (x.edition == "" || y.edition == "" || x.edition == y.edition)
}

// begins reports whether name y, which begins with the words of x, is a company's.
func (r *resolver) begins(x, y *mention) bool {
	if y.Kind != extract.Organization {
		return false
	}
	rest := y.words[len(x.words)]
	return !goesOn.Has(rest) && !r.offspring(y.words[len(y.words)-1])
}

// offspring reports whether the last word of a longer name says that it names
// what a body does or has, not the body: the "Acme Confidence Survey".
func (r *resolver) offspring(last string) bool {
	if offspring.Has(last) {
		return true
	}
	return r.l.Event[last] != "" || r.l.Paper[last] != ""
}

// common reports whether a name is a place, a demonym or a plain adjective that
// many organisations begin with.
func (r *resolver) common(form string) bool {
	if commonAdjectives.Has(strings.ToLower(form)) {
		return true
	}
	return r.l.Country[form] != "" || r.l.Demonym[form] != "" || r.l.Capital[form] != ""
}

// mayEnd reports whether x can be "the Commission" of a longer name: a word for
// bodies or events, with the definite article.
func (r *resolver) mayEnd(x *mention) bool {
	w := x.words[len(x.words)-1]
	if house.Has(w) { // a chamber, never the White House, the Opera House
		return false
	}
	return r.definite(x.Span) && (r.l.OrgWord[w] || r.l.Event[w] != "" || r.l.Paper[w] != "")
}

// definite reports whether a phrase has "the" before or in it.
func (r *resolver) definite(s extract.Span) bool {
	return r.lower(s.Start) == lexicon.The || s.Start > 0 && r.lower(s.Start-1) == lexicon.The
}
