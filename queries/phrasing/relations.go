package phrasing

import (
	"slices"
	"strings"
)

// Trigger is a verb or noun by which a relation is asked for.
type Trigger struct {
	Words    string // lemmas: "take over"
	Relation string
	// Subject and Object are the dependents of the word that are the relation's ends: "subj",
	// "obj", prepositions. A noun ("founder") has none, or "obj" and "subj" where it is said
	// of the relation's object ("owner").
	Subject, Object []string
	Noun            bool
	Symmetric       bool
	Former          bool     // it says that the relation is over
	Role            string   // what a noun is as the role of the relation: "chief executive" for "ceo"; "": it is none
	Subjects        []string // kinds of the ends; none: any
	Objects         []string
}

// The names of parameters of a question over a relation that a verb may set or swap.
const (
	Subject = "subject" // an end, the subject of the verb unless the relation sees it the other way
	Object  = "object"
	Either  = "either" // "true": also the other way round
	Former  = "former" // "true": only what is over
	Role    = "role"   // the noun that is asked for
	Kind    = "kind"   // of the end that is asked for
)

// voice is how a verb stands in a question.
type voice int

const (
	active  voice = iota // "who acquired X", "who was X acquired by"
	passive              // "who is based in X"
	noun                 // "who is the owner of X"
)

// voiceOf tells the voice of a verb by the words of the form before it, and all of them.
func (x *lexicon) voiceOf(before, all []string) voice {
	be := slices.ContainsFunc(before, func(w string) bool { return slices.Contains(x.same[w], "be") })
	switch {
	case !be || slices.Contains(all, "by"):
		return active
	case slices.Contains(all, "of") || slices.Contains(all, possessive):
		return noun
	}
	return passive
}

// term is a trigger as it is looked up.
type term struct {
	Trigger
	words   []string
	means   [][]string // what each word may stand for
	voice   voice
	swapped bool // the grammatical subject is the relation's object
}

// relations holds terms by what the first of their words may stand for.
type relations map[string][]term

func newRelations(x *lexicon, triggers []Trigger) relations {
	all := relations{}
	for _, t := range triggers {
		for _, made := range x.terms(t) {
			for _, w := range made.words {
				made.means = append(made.means, x.meant(w))
			}
			for _, first := range made.means[0] {
				all[first] = append(all[first], made)
			}
		}
	}
	return all
}

// terms returns the ways to ask for a relation by a trigger.
func (x *lexicon) terms(t Trigger) []term {
	lemmas := strings.Fields(t.Words)
	if len(lemmas) == 0 {
		return nil
	}
	has := func(list []string, role string) bool { return slices.Contains(list, role) }
	plain := term{Trigger: t, words: lemmas}
	switch {
	case t.Noun:
		plain.voice, plain.swapped = noun, has(t.Subject, "obj")
		return []term{plain}
	case has(t.Subject, "subj") && (has(t.Object, "obj") || has(t.Object, "subj")):
		return []term{plain}
	case has(t.Subject, "obj") && has(t.Object, "subj"):
		plain.swapped = true
		return []term{plain}
	case has(t.Subject, "obj"):
		plain.voice = passive
	case !has(t.Subject, "subj"):
		return nil
	}
	list := []term{plain} // a preposition may stand elsewhere: "with whom did X meet"
	for _, role := range t.Object {
		if words := strings.Fields(role); len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !x.prepositions[w] }) {
			longer := plain
			longer.words = slices.Concat(lemmas, words)
			list = append(list, longer)
		}
	}
	if len(list) == 1 {
		return nil // the other end is no preposition's
	}
	return list
}

// find returns the terms that tokens spell, in a voice.
func (r relations) find(tokens []token, v voice) []term {
	var found []term
	for _, first := range tokens[0].means {
		for _, t := range r[first] {
			if t.voice == v && len(t.words) == len(tokens) && !slices.ContainsFunc(found, func(o term) bool { return o.same(t) }) &&
				slices.EqualFunc(t.means, tokens, func(m []string, k token) bool { return m[0] == "*" || shares(m, k.means) }) {
				found = append(found, t.filled(tokens))
			}
		}
	}
	return found
}

// filled is a term with the words that were typed for "*".
func (t term) filled(tokens []token) term {
	if slices.Contains(t.words, "*") {
		t.words = slices.Clone(t.words)
		for i, w := range t.words {
			if w == "*" {
				t.words[i] = tokens[i].word
			}
		}
		if t.Role != "" {
			t.Role = strings.Join(t.words, " ")
		}
	}
	return t
}

// same reports whether two terms ask for the same.
func (t term) same(o term) bool {
	return t.Relation == o.Relation && t.swapped == o.swapped && t.Former == o.Former && slices.Equal(t.Subjects, o.Subjects) && slices.Equal(t.Objects, o.Objects)
}

// fits reports whether the relation may hold between ends of some of these kinds; none are
// any.
func (t term) fits(subject, object []string) bool {
	if t.swapped {
		subject, object = object, subject
	}
	may := func(kinds, some []string) bool { return len(some) == 0 || len(kinds) == 0 || shares(kinds, some) }
	return may(t.Subjects, subject) && may(t.Objects, object) || t.Symmetric && may(t.Subjects, object) && may(t.Objects, subject)
}
