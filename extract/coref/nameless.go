package coref

import (
	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// nameless gathers the pronouns that the article opens with, before anybody or
// anything they can mean is named: an unnamed person for "he" and "she", a body
// for "it", the author for "I". No claim about them reaches a graph
// (an end has no name), but what the text says of "him" is known to be said of
// somebody, and of nobody else.
func nameless(r *resolver) {
	open, first := map[string]int{}, r.firstNamed()
	for i := range r.a.Tokens {
		t := &r.a.Tokens[i]
		if t.POS != "PRON" && t.Tag != "PRP" && t.Tag != "PRP$" || r.heads[i] >= 0 || r.at[i] >= 0 || r.quote[i] > 0 {
			continue
		}
		class, kind, gender := r.pronounClass(i)
		if class == "" || class != lexicon.I && first[kind == extract.Person] < i {
			continue
		}
		c, ok := open[class]
		if !ok {
			c = r.newCluster(cluster{kind: kind, gender: gender, unnamed: true})
			open[class] = c
		}
		r.pronoun(i, c)
	}
}

// pronounClass returns the pronoun that token i is a form of, with the kind and
// gender of what it means; "" for those that open nothing.
func (r *resolver) pronounClass(i int) (class string, kind extract.Kind, gender Gender) {
	switch r.lower(i) {
	case lexicon.He, lexicon.Him, lexicon.His:
		return lexicon.He, extract.Person, Male
	case lexicon.She, lexicon.Her, lexicon.Hers:
		return lexicon.She, extract.Person, Female
	case lexicon.I, lexicon.Me, lexicon.My:
		return lexicon.I, extract.Person, 0
	case lexicon.It, lexicon.Its:
		if r.empty(i) {
			return "", "", 0
		}
		return lexicon.It, extract.Organization, 0
	}
	return "", "", 0
}

// firstNamed returns where the first person is named, or described, and where the
// first other thing.
func (r *resolver) firstNamed() map[bool]int {
	first := map[bool]int{true: len(r.a.Tokens), false: len(r.a.Tokens)}
	for k := range r.mentions {
		if y := &r.mentions[k]; y.cluster >= 0 && y.Form != extract.Pronoun {
			person := y.Kind == extract.Person
			first[person] = min(first[person], y.Start)
		}
	}
	return first
}
