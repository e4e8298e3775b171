package coref

import (
	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// pronouns resolves the personal pronouns in order of the text.
func pronouns(r *resolver) {
	for i := range r.a.Tokens {
		t := &r.a.Tokens[i]
		if t.POS != "PRON" && t.Tag != "PRP" && t.Tag != "PRP$" || r.heads[i] >= 0 || r.at[i] >= 0 {
			continue
		}
		switch w := r.lower(i); {
		case malePronouns.Has(w):
			r.personal(i, Male)
		case femalePronouns.Has(w):
			r.personal(i, Female)
		case w == lexicon.It, w == lexicon.Its:
			r.neuter(i)
		case pluralPronouns.Has(w):
			r.several(i)
		}
	}
}

// The weights of personal, chosen on GAP development text (Webster et al.,
// 2018).
const (
	farthest    = 3  // sentences back
	perSentence = 10 // cost of a sentence
	asSubject   = 8
	asObject    = 2
	asOwner     = 3
	sameRole    = 5 // subject to subject, owner to owner
	ownClause   = 9 // an owner is most often the subject of the clause
	aboveClause = 6 // a subject that of the clause above
	unsure      = 0 // cost of an unknown gender
	perMention  = 2 // salience, up to mostSalient mentions
	mostSalient = 4
	clear       = 3 // the lead that the best candidate needs
)

// personal joins "he" or "she" to the person the sentence or those before speak
// of, if one stands out.
func (r *resolver) personal(i int, g Gender) {
	type rated struct{ cluster, score int }
	var best, next rated
	best.cluster, next.cluster = -1, -1
	best.score, next.score = -1000, -1000
	var near []int
	for back := farthest; back >= 0; back-- {
		near = append(near, r.near(r.sentence[i]-back)...)
	}
	for k := len(near) - 1; k >= 0; k-- {
		y := &r.mentions[near[k]]
		if y.cluster < 0 || y.Kind != extract.Person || y.Head == i {
			continue
		}
		x := &r.clusters[y.cluster]
		if x.gender != 0 && x.gender != g || !r.possible(i, y) {
			continue
		}
		n := r.salience(i, y)
		if x.gender == 0 {
			n -= unsure
		}
		switch {
		case y.cluster == best.cluster:
			best.score = max(best.score, n)
		case n > best.score:
			next, best = best, rated{y.cluster, n}
		case n > next.score:
			next = rated{y.cluster, n}
		}
	}
	if best.cluster < 0 || best.score-next.score < clear || best.score-r.rival(i, g) < clear {
		return
	}
	r.pronoun(i, best.cluster)
	if r.clusters[best.cluster].gender == 0 {
		r.clusters[best.cluster].gender = g
	}
}

// possible reports whether pronoun i may mean mention y by place and syntax.
func (r *resolver) possible(i int, y *mention) bool {
	back := r.sentence[i] - r.sentence[y.Start]
	if back < 0 || back > farthest || r.quote[i] != r.quote[y.Head] {
		return false
	}
	if back == 0 && y.Start > i && !r.cataphor(i, y.Head) {
		return false
	}
	if back > 0 {
		return r.onStage(i, y.Head)
	}
	if y.Contains(i) {
		return false
	}
	return !r.bound(i, y.Head)
}

// cataphor reports whether pronoun i stands in a phrase that leads up to the
// clause whose subject token s heads: "In his speech, Obama …".
func (r *resolver) cataphor(i, s int) bool {
	h := r.a.Tokens[s]
	if h.Dep != "nsubj" && h.Dep != "nsubjpass" || r.quote[i] != r.quote[s] {
		return false
	}
	for n, k := 0, i; n < 8; n++ {
		t := r.a.Tokens[k]
		if (t.Dep == "prep" || t.Dep == "advcl") && t.Head == h.Head {
			return true
		}
		if t.Head == k {
			return false
		}
		k = t.Head
	}
	return false
}

// bound reports whether pronoun i and the phrase of head h are arguments of one
// verb, so that English would need a reflexive.
func (r *resolver) bound(i, h int) bool {
	if r.a.Tokens[i].Tag == "PRP$" || r.a.Tokens[i].Dep == "poss" {
		return r.Phrase(h).Holds(i)
	}
	v := r.Phrase(i).Predicate()
	return v == r.Phrase(h).Predicate() || v >= 0 && r.Clause(v).Controller() == h
}

// salience rates mention y as what pronoun i means.
func (r *resolver) salience(i int, y *mention) int {
	n := r.rating(i, y.Head, r.sentence[i]-r.sentence[y.Start])
	if y.Start > i {
		n -= perSentence / 2
	}
	return n + perMention*min(mostSalient, len(r.clusters[y.cluster].mentions))
}

// rating rates the phrase of head h, so many sentences back, by its place.
func (r *resolver) rating(i, h, back int) int {
	n := -perSentence * back
	role, own := r.Phrase(h).Function(), r.a.Tokens[i].Dep
	switch role {
	case "nsubj", "nsubjpass", "csubj":
		n += asSubject
	case "dobj", "dative":
		n += asObject
	case "poss":
		n += asOwner
	}
	if role == own {
		n += sameRole
	}
	if back == 0 && r.Phrase(i).ClauseSubject() == h {
		if own == "poss" {
			n += ownClause
		} else {
			n += aboveClause
		}
	}
	return n
}

// neuter joins "it" or "its" to the subject of its clause or of a clause above,
// else to the subject of the sentence before, if that is a body or a country.
func (r *resolver) neuter(i int) {
	if r.empty(i) {
		return
	}
	v := r.a.Tokens[i].Head
	own := r.a.Tokens[i].Dep == "poss"
	for n := 0; n < 12; n++ {
		if c, ok := r.reported(v, i); ok && own {
			if c >= 0 { // "A bought B, its chairman said": whose?
				r.pronoun(i, c)
			}
			return
		}
		if s := r.Clause(v).Subject(); s >= 0 && s < i && (own || r.Phrase(i).Predicate() != v) && r.sentence[s] == r.sentence[i] {
			if c := r.thing(i, s); c >= 0 {
				r.pronoun(i, c)
			}
			return
		}
		if s := r.Clause(v).Subject(); own && s > i && r.sentence[s] == r.sentence[i] && r.cataphor(i, s) { // "Since its founding, Acme …"
			if c := r.thing(i, s); c >= 0 {
				r.pronoun(i, c)
			}
			return
		}
		if r.a.Tokens[v].Head == v {
			break
		}
		v = r.a.Tokens[v].Head
	}
	if s := r.MainSubject(r.sentence[i] - 1); s >= 0 && r.sameParagraph(i, s) {
		if c := r.thing(i, s); c >= 0 {
			r.pronoun(i, c)
		}
	}
}

// thing returns the cluster of head s if "it" can mean it, or -1.
func (r *resolver) thing(i, s int) int {
	c := r.clusterAt(s)
	if c < 0 || r.at[s] >= 0 && (r.mentions[r.at[s]].Head != s || r.mentions[r.at[s]].demonym) || r.quote[i] != r.quote[s] || r.Child(s, "conj") >= 0 {
		return -1
	}
	switch r.kindOf(c) {
	case extract.Person, extract.Group:
		return -1
	}
	return c
}

// empty reports whether "it" stands for nothing: "it is clear that", "it seems".
func (r *resolver) empty(i int) bool {
	if r.lower(i) != lexicon.It {
		return false
	}
	t := r.a.Tokens[i]
	if t.Dep != "nsubj" && t.Dep != "nsubjpass" {
		return true // an object may as well be what the sentence before says
	}
	v := t.Head
	if r.isThing(v) {
		return false
	}
	if emptyItVerbs.Has(r.lemma(v)) {
		return true
	}
	return t.Dep == "nsubjpass" && r.Child(v, "ccomp", "csubj", "xcomp") >= 0
}

// isThing reports whether verb v says what kind of thing its subject is or has
// become: "it is a bank", "it became one of the largest", not "it is a pity
// that", "it was Lind who".
func (r *resolver) isThing(v int) bool {
	switch w := r.lemma(v); {
	case beingVerbs.Has(w):
	default:
		return false
	}
	a := r.Child(v, "attr")
	if a < 0 || a < v || r.Child(v, "ccomp", "csubj", "xcomp", "advcl") >= 0 || r.Child(a, "acl", "relcl") >= 0 && r.Child(a, "prep") < 0 {
		return r.a.Tokens[v].Tag == "VBN" && r.Child(v, "auxpass") >= 0
	}
	w := r.Phrase(a).Determiner()
	return (w == lexicon.A || w == lexicon.An || one.Has(r.lower(a)) && r.Child(a, "prep") >= 0) && (r.a.Tokens[a].POS == "NOUN" || one.Has(r.lower(a)))
}

func (r *resolver) sameParagraph(i, j int) bool {
	return r.a.Sentences[r.sentence[i]].Paragraph-r.a.Sentences[r.sentence[j]].Paragraph <= 1
}
