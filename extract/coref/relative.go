package coref

import "newsgraph/extract"

// relatives joins "who", "which", "himself" to the noun that governs them.
func relatives(r *resolver) {
	for i, t := range r.a.Tokens {
		switch r.lower(i) {
		case "who", "which", "whom", "whose", "that":
			if t.Tag == "WP" || t.Tag == "WDT" || t.Tag == "WP$" {
				r.relative(i)
			}
		case "where":
			if t.Tag == "WRB" {
				r.relative(i)
			}
		case "himself", "herself", "itself", "themselves":
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
	if k := r.a.Tokens[h].Head; c < 0 && r.a.Tokens[h].Dep == "attr" && r.lemma(k) == "be" { // "Bo Lin is an author who …"
		if s := r.subject(k); s >= 0 && s < h {
			if c = r.clusterAt(s); c >= 0 {
				r.pronoun(i, c)
			}
			return
		}
	}
	if h >= i || c < 0 || r.at[h] >= 0 && r.mentions[r.at[h]].Head != h {
		return
	}
	if k := r.kindOf(c); r.lower(i) == "where" && k != extract.Place && k != extract.Organization {
		return
	}
	if w := r.lower(i); w == "who" || w == "whom" {
		if k := r.kindOf(c); k != extract.Person && k != extract.Group {
			return
		}
	}
	r.pronoun(i, c)
}

// reflexive joins a reflexive pronoun to the subject of its clause.
func (r *resolver) reflexive(i int) {
	v := r.a.Tokens[i].Head
	for n := 0; n < 5 && r.a.Tokens[v].POS != "VERB" && r.a.Tokens[v].POS != "AUX" && r.a.Tokens[v].Head != v; n++ {
		v = r.a.Tokens[v].Head
	}
	for n := 0; n < 4; n++ {
		if s := r.subject(v); s >= 0 && s < i {
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
