package coref

import (
	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// relatives joins "who", "which", "himself" to the noun that governs them.
func relatives(r *resolver) {
	for i := range r.a.Tokens {
		t := &r.a.Tokens[i]
		switch w := r.lower(i); {
		case relativePronouns.Has(w):
			if t.Tag == "WP" || t.Tag == "WDT" || t.Tag == "WP$" {
				r.relative(i)
			}
		case w == lexicon.Where:
			if t.Tag == "WRB" {
				r.relative(i)
			}
		case reflexivePronouns.Has(w):
			r.reflexive(i)
		}
	}
}

// relative joins relative pronoun i to the noun before its clause.
func (r *resolver) relative(i int) {
	v := i
	for n := 0; n < 10 && r.a.Tokens[v].Dep != "relcl"; n++ {
		if r.a.Tokens[v].Head == v {
			return
		}
		v = r.a.Tokens[v].Head
	}
	if r.a.Tokens[v].Dep != "relcl" {
		return
	}
	h := r.a.Tokens[v].Head
	c := r.clusterAt(h)
	if k := r.a.Tokens[h].Head; c < 0 && r.a.Tokens[h].Dep == "attr" && r.lemma(k) == lexicon.Be { // "Bo Lin is an author who …"
		if s := r.Clause(k).Subject(); s >= 0 && s < h {
			if c = r.clusterAt(s); c >= 0 {
				r.pronoun(i, c)
			}
			return
		}
	}
	if h >= i || c >= 0 && r.at[h] >= 0 && r.mentions[r.at[h]].Head != h {
		return
	}
	if w := r.lower(i); w == lexicon.Who || w == lexicon.Whom {
		if c >= 0 && r.kindOf(c) != extract.Person && r.kindOf(c) != extract.Group {
			c = -1
		}
		if c < 0 {
			c = r.described(h, i)
		}
		if c >= 0 {
			r.pronoun(i, c)
		}
		return
	}
	if c < 0 {
		return
	}
	if k := r.kindOf(c); r.lower(i) == lexicon.Where && k != extract.Place && k != extract.Organization {
		return
	}
	r.pronoun(i, c)
}

// described returns the person whom the noun phrase that token h stands in
// describes as predicate or apposition, for "who" at token i: "Bo Lin is a
// swimmer from Zed, who …", "Bo Lin, a descendant of the Ruritanian kings, who
// …"; -1 where a plain noun on the way may be meant as well.
func (r *resolver) described(h, i int) int {
	for n := 0; n < 4; n++ {
		k := r.a.Tokens[h].Head
		switch r.a.Tokens[h].Dep {
		case "attr":
			if r.lemma(k) != lexicon.Be || r.a.Tokens[h].Tag == "NNS" {
				return -1
			}
			if s := r.Clause(k).Subject(); s >= 0 && s < h {
				return r.personAt(s)
			}
			return -1
		case "appos":
			if r.a.Tokens[h].Tag == "NNS" {
				return -1
			}
			return r.personAt(k)
		case "pobj", "compound", "conj", "amod", "nmod":
			if r.a.Tokens[h].Dep == "pobj" && (r.at[h] < 0 || r.text(i-1) != ",") {
				return -1 // "a friend of the man who"
			}
			if h = k; r.a.Tokens[h].Dep == "prep" {
				h = r.a.Tokens[h].Head
			}
			if r.a.Tokens[h].Tag == "NNS" {
				return -1
			}
		default:
			return -1
		}
	}
	return -1
}

// personAt returns the cluster of the person that token i stands for, or -1.
func (r *resolver) personAt(i int) int {
	if c := r.clusterAt(i); c >= 0 && r.kindOf(c) == extract.Person {
		return c
	}
	return -1
}

// reflexive joins a reflexive pronoun to the subject of its clause.
func (r *resolver) reflexive(i int) {
	v := r.a.Tokens[i].Head
	for n := 0; n < 5 && r.a.Tokens[v].POS != "VERB" && r.a.Tokens[v].POS != "AUX" && r.a.Tokens[v].Head != v; n++ {
		v = r.a.Tokens[v].Head
	}
	for n := 0; n < 4; n++ {
		if s := r.Clause(v).Subject(); s >= 0 && s < i {
			if c := r.clusterAt(s); c >= 0 {
				r.pronoun(i, c)
			}
			return
		}
		if d := r.a.Tokens[v].Dep; d != "xcomp" && d != "conj" && d != "ccomp" && d != "advcl" {
			return
		}
		v = r.a.Tokens[v].Head
	}
}

// pronoun adds token i as a pronoun of cluster c.
func (r *resolver) pronoun(i, c int) {
	if r.heads[i] >= 0 {
		return
	}
	m := r.add(extract.Mention{Span: extract.Span{Start: i, End: i + 1}, Head: i, Kind: r.kindOf(c), Form: extract.Pronoun, Entity: -1})
	r.join(m, c)
}
