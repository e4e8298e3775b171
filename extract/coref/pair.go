package coref

import (
	"fmt"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// pairs makes "the two sides", "both countries", "the two leaders" a group of
// the only two countries or people that the same and the last sentence name.
func pairs(r *resolver) {
	for i := range r.a.Tokens {
		t := &r.a.Tokens[i]
		if r.theTwo(i) {
			r.reciprocals(i)
			continue
		}
		if t.Tag != "NNS" || !r.bare(i) || !r.paired(i) {
			continue
		}
		k := pairKind(r.lemma(i))
		if k == "" {
			continue
		}
		if two := r.lastTwo(i, k); len(two) == 2 {
			r.join(r.nominal(i, extract.Group), r.pairOf(two))
		}
	}
}

// paired reports whether "two" or "both" counts head i.
func (r *resolver) paired(i int) bool {
	for k := r.First(i); k >= 0; k = r.Next(k) {
		if w := r.lower(k); k < i && (two.Has(w) && r.Phrase(i).Definite() || w == lexicon.Both) {
			return true
		}
	}
	return false
}

// theTwo reports whether token i is "two" or "pair" in "the two met".
func (r *resolver) theTwo(i int) bool {
	t := r.a.Tokens[i]
	w := r.lower(i)
	return (two.Has(w) && t.Dep != "nummod" || pairNouns.Has(w)) && i > 0 && r.lower(i-1) == lexicon.The &&
		(t.Dep == "nsubj" || t.Dep == "nsubjpass" || t.Dep == "pobj") && r.Child(i, "prep", "nmod", "compound", "amod") < 0 && r.at[i] < 0 && r.heads[i] < 0
}

// reciprocals joins plural word i to the only two people that its sentence and
// the one before name, else to the only two countries, else to the only two
// bodies.
func (r *resolver) reciprocals(i int) {
	if two := r.lastTwo(i, extract.Person, extract.Place, extract.Organization); len(two) == 2 {
		r.join(r.nominal(i, extract.Group), r.pairOf(two))
	}
}

// mutual reports whether pronoun i is the subject of a verb that people do with
// each other and that has no object: "they met".
func (r *resolver) mutual(i int) bool {
	v := r.a.Tokens[i].Head
	if r.a.Tokens[i].Dep != "nsubj" {
		return false
	}
	if mutualVerbs.Has(r.lemma(v)) {
		return r.Child(v, "dobj") < 0 && !r.hasWith(v)
	}
	return false
}

// hasWith reports whether a preposition below verb v names the other side.
func (r *resolver) hasWith(v int) bool {
	for k := r.First(v); k >= 0; k = r.Next(k) {
		if w := r.lower(k); r.a.Tokens[k].Dep == "prep" && otherSide.Has(w) {
			return true
		}
	}
	return false
}

func pairKind(w string) extract.Kind {
	switch {
	case pairsOfStates.Has(w):
		return extract.Place
	case pairsOfPeople.Has(w):
		return extract.Person
	case pairsOfCompanies.Has(w):
		return extract.Organization
	}
	return ""
}

// lastTwo returns the entities that the words before token i name, of the first of
// the kinds of which they name two or more: in its sentence, else with the
// sentence before; nil if there are no two.
func (r *resolver) lastTwo(i int, kinds ...extract.Kind) []int {
	for _, k := range kinds {
		for back := 0; back <= 1; back++ {
			var out []int
			for _, j := range slices.Concat(r.near(r.sentence[i]-back), r.near(r.sentence[i]-back+1)) {
				y := &r.mentions[j]
				if y.cluster < 0 || y.Start >= i || y.Form == extract.Pronoun {
					continue
				}
				if c := r.state(y.cluster); r.kindOf(c) == k && (k != extract.Place || r.isCountry(c)) {
					out = with(out, c)
				}
			}
			if len(out) >= 2 {
				return out
			}
		}
	}
	return nil
}

// pairOf returns the group whose members are the clusters given; it makes it
// where there is none.
func (r *resolver) pairOf(members []int) int {
	members = sorted(members)
	key := fmt.Sprint(members)
	if c, ok := r.groups[key]; ok {
		return c
	}
	var names []string
	for _, m := range members {
		n, _ := r.names(m)
		names = append(names, n)
	}
	r.groups[key] = r.newCluster(cluster{unnamed: true, kind: extract.Group, parties: members, name: strings.Join(names, " "+lexicon.And+" ")})
	return r.groups[key]
}

// several joins "they" or "their" to the plural subject of a clause above, else
// to the last names joined by "and" in its sentence, else to those that are the
// subject of the sentence before.
func (r *resolver) several(i int) {
	if m := r.inEvent(i); len(m) > 1 {
		r.pronoun(i, r.pairOf(m))
		return
	}
	if c := r.pluralSubject(i); c >= 0 {
		r.pronoun(i, c)
		return
	}
	if m := r.joined(r.a.Sentences[r.sentence[i]].Start, i); len(m) > 1 {
		r.pronoun(i, r.pairOf(m))
		return
	}
	if r.mutual(i) {
		if two := r.lastTwo(i, extract.Person, extract.Place); len(two) > 0 {
			if len(two) == 2 {
				r.pronoun(i, r.pairOf(two))
			}
			return
		}
	}
	if s := r.MainSubject(r.sentence[i] - 1); s >= 0 && r.sameParagraph(i, s) && r.quote[s] == r.quote[i] {
		if m := r.conjuncts(s); len(m) > 1 && r.alike(m) {
			r.pronoun(i, r.pairOf(m))
		} else if c := r.clusterAt(s); c >= 0 && r.kindOf(c) == extract.Group && r.headIs(s) {
			r.pronoun(i, c)
		}
	}
}

// inEvent returns the parties of the event in whose relative clause pronoun i is
// the subject: "a summit between A and B, in which they agreed".
func (r *resolver) inEvent(i int) []int {
	v := r.a.Tokens[i].Head
	if r.a.Tokens[i].Dep != "nsubj" || r.a.Tokens[v].Dep != "relcl" {
		return nil
	}
	c := r.clusterAt(r.a.Tokens[v].Head)
	if c < 0 || r.kindOf(c) != extract.Event {
		return nil
	}
	var out []int
	for _, p := range r.clusters[c].parties {
		out = with(out, r.find(p))
	}
	return out
}

// pluralSubject returns the group that is the subject of a clause above pronoun
// i, or -1.
func (r *resolver) pluralSubject(i int) int {
	v := r.a.Tokens[i].Head
	for n := 0; n < 12; n++ {
		if s := r.Clause(v).Subject(); s >= 0 && s < i && r.sentence[s] == r.sentence[i] && r.quote[s] == r.quote[i] {
			c := r.clusterAt(s)
			if c >= 0 && r.kindOf(c) == extract.Group && r.headIs(s) && r.Child(s, "conj") < 0 && !r.PluralSubjectBetween(s, i) {
				return c
			}
			if r.a.Tokens[s].Tag == "NNS" || r.a.Tokens[s].Tag == "NNPS" {
				return -1
			}
		}
		if r.a.Tokens[v].Head == v {
			return -1
		}
		v = r.a.Tokens[v].Head
	}
	return -1
}

// headIs reports whether token s is the head of the mention it stands in.
func (r *resolver) headIs(s int) bool {
	return r.at[s] < 0 || r.mentions[r.at[s]].Head == s && !r.mentions[r.at[s]].demonym
}

// joined returns the last two or more names of one kind joined by "and" between
// two tokens.
func (r *resolver) joined(from, to int) []int {
	r.a.Spend(max(0, to-from))
	for i := to - 1; i >= from; i-- {
		if r.quote[i] != r.quote[to] || r.a.Tokens[i].Dep == "conj" || !r.headIs(i) || r.clusterAt(i) < 0 {
			continue
		}
		if m := r.conjuncts(i); len(m) > 1 && r.alike(m) {
			if r.PluralSubjectBetween(i, to) {
				return nil
			}
			return m
		}
	}
	return nil
}

// alike reports whether clusters are all people, or all bodies and countries.
func (r *resolver) alike(list []int) bool {
	for _, c := range list {
		k := r.kindOf(c)
		if k != r.kindOf(list[0]) || k != extract.Person && k != extract.Organization && k != extract.Place && k != extract.Group {
			return false
		}
	}
	return true
}
