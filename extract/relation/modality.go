package relation

import (
	"strings"

	"newsgraph/extract"
)

// mood is what one word makes of the event below it.
type mood uint8

const (
	plain mood = iota
	planned
	possible
	refused
)

// status is what the sentence makes of an event.
type status struct {
	negated bool
	mood    mood // plain, planned or possible
	deed    bool // content of an accusation
	unsaid  bool // content of what could be said, or was not said
}

// modality returns the status as the vocabulary has it.
func (s status) modality() extract.Modality {
	switch s.mood {
	case planned:
		return extract.Planned
	case possible:
		return extract.Possible
	}
	return extract.Actual
}

// weaken applies m on top of what is known. Planned below possible is possible.
func (s *status) weaken(m mood) {
	if m == refused {
		s.negated = true
		return
	}
	s.mood = max(s.mood, m)
}

func moods(lists ...string) map[string]mood {
	m := map[string]mood{}
	for i, list := range lists {
		for _, w := range strings.Fields(list) {
			m[w] = mood(i + 1)
		}
	}
	return m
}

func set(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// status tells what becomes of the event that token i (a verb or a noun) names,
// from its own modifiers and, going up, from everything that governs it.
func (v *view) status(i int) status {
	s := status{deed: v.deed[i]}
	if v.inverted(i) {
		s.weaken(possible)
	}
	if v.dep(i) == "ROOT" && v.Tokens[i].Tag == "VB" && v.infinitive(i) {
		s.weaken(planned) // a headline: "Acme to buy Bell Corp."
	}
	for range 12 {
		v.own(i, &s)
		h := v.head(i)
		if h == i {
			break
		}
		up, ok := v.govern(i, h, &s)
		if !ok {
			break
		}
		i = up
	}
	return s
}

// own applies the negation, auxiliaries, particles and adverbs of token i.
func (v *view) own(i int, s *status) {
	if v.dep(i) == "conj" && v.kidIs(v.head(i), "cc", "nor") {
		s.negated = true // "neither supports nor opposes"
	}
	for k := v.first[i]; k >= 0; k = v.next[k] {
		w := v.lower[k]
		switch v.dep(int(k)) {
		case "neg":
			if !v.notOnly(int(k)) {
				s.negated = true
			}
		case "cc":
			s.negated = s.negated || w == "neither"
		case "aux":
			v.auxiliary(int(k), i, s)
		case "mark", "advmod":
			if v.x.words.doubt[w] && (w != "whether" || v.dep(i) == "advcl") {
				s.weaken(possible)
			}
			if v.dep(int(k)) == "advmod" {
				s.weaken(v.x.words.adverb[w])
			}
		case "preconj":
			if w == "neither" {
				s.negated = true
			}
		case "det", "nsubj", "nsubjpass", "dobj":
			if w == "no" || w == "neither" || w == "nobody" || w == "none" || v.dep(int(k)) != "det" && (v.kidIs(int(k), "det", "no", "neither") || v.neither(int(k))) {
				s.negated = true
			}
		case "amod", "compound":
			if !v.verb(i) {
				s.weaken(v.x.adjective(w))
			}
		}
	}
}

// adjective gives the mood of an adjective before an event noun.
func (x *Extractor) adjective(w string) mood {
	switch w {
	case "planned", "upcoming", "scheduled", "forthcoming", "expected", "pending", "next", "future", "coming", "imminent", "announced", "agreed":
		return planned
	case "proposed", "possible", "potential", "alleged", "suspected", "hypothetical", "rumoured", "rumored", "reported", "prospective", "attempted", "would-be", "supposed":
		return possible
	case "cancelled", "canceled", "aborted", "abandoned", "failed", "unsigned":
		return refused
	}
	return plain
}

func (v *view) kidIs(i int, dep string, forms ...string) bool {
	for k := v.first[i]; k >= 0; k = v.next[k] {
		if v.dep(int(k)) == dep {
			for _, f := range forms {
				if v.lower[k] == f {
					return true
				}
			}
		}
	}
	return false
}

// auxiliary applies one modal of verb i.
func (v *view) auxiliary(k, i int, s *status) {
	switch v.lower[k] {
	case "will", "'ll", "’ll", "shall", "wo":
		s.weaken(planned)
	case "would", "'d", "’d":
		if v.lower[k] != "would" && v.Tokens[k].Tag != "MD" {
			return
		}
		if v.perfect(i) {
			s.weaken(possible)
		} else if v.statement[i] >= 0 || v.dep(i) == "ccomp" {
			s.weaken(planned) // "said it would": the future of the past
		} else {
			s.weaken(possible)
		}
	case "could", "can", "ca":
		if !v.negated(i) { // "could not attend" did not
			s.weaken(possible)
		}
	case "may", "might", "should", "must", "ought":
		s.weaken(possible)
	}
}

// kidTag reports whether token i has an auxiliary with the given tag.
func (v *view) kidTag(i int, tag string) bool {
	for k := v.first[i]; k >= 0; k = v.next[k] {
		if v.dep(int(k)) == "aux" && v.Tokens[k].Tag == tag {
			return true
		}
	}
	return false
}

func (v *view) perfect(i int) bool { return v.kidIs(i, "aux", "have", "'ve", "’ve") }

// govern applies what token h, the head of i, makes of i and returns where to go
// on; ok is false when nothing above matters.
func (v *view) govern(i, h int, s *status) (up int, ok bool) {
	switch v.dep(i) {
	case "xcomp", "ccomp", "oprd":
		return v.complement(i, h, s)
	case "advcl":
		if v.infinitive(i) {
			s.weaken(planned) // a purpose
			return h, true
		}
		return h, v.kid(i, "nsubj", "nsubjpass") < 0 && !v.kidIs(i, "mark", "after", "since", "before", "while", "although") || v.kidIs(i, "mark", "if", "unless")
	case "acomp":
		return h, true
	case "conj":
		return v.coordinate(i, h, s)
	case "acl", "relcl":
		if v.cleft(h) {
			s.negated = true // "it was not A who met B"
			return h, false
		}
		if v.dep(i) == "acl" && v.lower[h] == "those" && v.dep(h) == "pobj" {
			return v.head(v.head(h)), true // "will be among those attending"
		}
		if v.dep(i) == "relcl" && !v.kidIs(i, "mark", "that") && (!v.infinitive(i) || v.kid(i, "nsubj", "nsubjpass") >= 0) {
			return h, false
		}
		if v.infinitive(i) {
			return v.infinitival(i, h, s)
		}
		if v.kidIs(i, "mark", "that") { // "no proof that A met B"
			s.weaken(v.x.words.noun[v.lemma(h)])
			v.own(h, s)
			return h, false
		}
		return h, false
	case "pcomp", "pobj":
		return v.preposition(i, h, s)
	case "dobj", "nsubjpass", "nsubj", "attr":
		return v.argument(i, h, s)
	case "appos", "compound", "nmod":
		return h, !v.verb(i) && !v.verb(h)
	}
	return h, false
}

// complement applies a verb or adjective to its clausal complement.
func (v *view) complement(i, h int, s *status) (int, bool) {
	lemma := v.lemma(h)
	if p := v.kid(h, "prt"); p >= 0 {
		lemma += "-" + v.lower[p]
	}
	finite := v.dep(i) == "ccomp" && !v.infinitive(i)
	if finite && v.x.words.deny[v.lemma(h)] {
		s.negated = true
		return h, false
	}
	if finite && v.negated(h) && v.proves(lemma) {
		s.unsaid = true // "it was never proved that"
		return h, false
	}
	if finite && v.x.words.say[lemma] {
		if v.kidTag(h, "MD") || v.kid(h, "neg") >= 0 || v.nobody(h) || v.outdated(h) || v.dep(h) == "xcomp" && v.x.words.verb[v.lemma(v.head(h))] == refused {
			s.unsaid = true // "one could say", "did not say", "refused to say"
		}
		if v.mistaken(h) {
			s.negated = true
		}
		return h, false // who says it is the speaker's part
	}
	if lemma == "be" && v.infinitive(i) {
		s.weaken(planned)
		return h, true
	}
	if lemma == "be" && finite { // "it is false that A met B"
		if v.negated(h) {
			s.weaken(v.untrue(h))
		} else if k := v.kid(h, "acomp", "attr"); k >= 0 && v.x.words.baseless[v.lemma(k)] {
			s.weaken(refused)
		} else if k >= 0 {
			s.weaken(v.x.words.verb[v.lemma(k)])
		}
		return h, false
	}
	if lemma == "have" && v.infinitive(i) { // "has yet to visit", "has to visit"
		if v.kidIs(h, "advmod", "yet") || v.kidIs(i, "advmod", "yet") {
			s.weaken(refused)
		} else {
			s.weaken(possible)
		}
		return h, true
	}
	m := v.x.words.verb[lemma]
	if !v.infinitive(i) && m == planned && v.Tokens[i].Tag == "VBG" {
		m = possible
	}
	s.weaken(m)
	if finite {
		return h, m == plain && !v.x.words.say[lemma]
	}
	return h, true
}

// coordinate lets a verb without auxiliaries of its own share those of the verb
// before it.
func (v *view) coordinate(i, h int, s *status) (int, bool) {
	if !v.verb(i) || !v.verb(h) {
		return h, !v.verb(i) && !v.verb(h)
	}
	if v.kid(i, "aux", "auxpass", "nsubj", "nsubjpass") < 0 && v.bareForm(i) {
		return h, true // status goes on with the own auxiliaries of h
	}
	if v.negated(h) && v.kidIs(h, "cc", "or") && v.kid(i, "aux", "auxpass", "nsubj", "nsubjpass") < 0 {
		s.negated = true // "had never met A or visited B"
	}
	// finite verbs share only what governs the first
	up := v.head(h)
	if up == h || v.dep(h) == "conj" {
		return h, false
	}
	return v.govern(h, up, s)
}

func (v *view) bareForm(i int) bool {
	switch v.Tokens[i].Tag {
	case "VB", "VBN", "VBG":
		return true
	}
	return false
}

// infinitival applies a noun to the infinitive below it ("an offer to buy").
func (v *view) infinitival(i, noun int, s *status) (int, bool) {
	m, known := v.x.words.noun[v.lemma(noun)]
	switch {
	case known:
		s.weaken(m)
	case v.x.words.ordinal[v.firstModifier(noun)]: // "the first to visit"
		return noun, false
	default:
		s.weaken(planned)
	}
	return noun, true
}

// preposition applies what governs a prepositional phrase.
func (v *view) preposition(i, prep int, s *status) (int, bool) {
	up := v.head(prep)
	switch v.lower[prep] {
	case "without", "instead", "despite", "against":
		if v.lower[prep] == "without" || v.dep(i) == "pcomp" {
			s.negated = true
		}
		return up, false
	case "before":
		if v.dep(i) == "pobj" && v.verb(up) && v.kidIs(up, "aux", "will", "'ll", "’ll") {
			s.weaken(planned) // "before her visit she will fly home"
		}
		return up, v.dep(i) == "pcomp" && v.verb(up) && !v.negated(up)
	case "after", "since", "following", "until", "under":
		return up, false
	case "ahead":
		s.weaken(planned)
		return up, false
	}
	if v.lower[prep] == "instead" || v.lower[prep] == "of" && prep > 0 && (v.lower[prep-1] == "instead" || v.lower[prep-1] == "short") {
		s.negated = true // "instead of visiting", "stopped short of accusing"
		return up, false
	}
	if up < 0 || up == prep {
		return up, false
	}
	if v.lower[prep] == "of" && v.lower[up] == "ahead" {
		s.weaken(planned)
		return up, false
	}
	if v.verb(up) {
		m := v.x.words.verb[v.lemma(up)]
		if p := v.kid(up, "prt"); p >= 0 && v.x.words.verb[v.lemma(up)+"-"+v.lower[p]] != plain {
			m = v.x.words.verb[v.lemma(up)+"-"+v.lower[p]]
		}
		if v.dep(i) == "pcomp" && v.keeps(up, v.lower[prep]) {
			s.negated = true
			return up, false
		}
		switch v.lower[prep] {
		case "for", "on", "from", "about", "against":
			s.weaken(m)
		case "in", "to", "with", "of": // "dreams of meeting B"
			if v.dep(i) == "pcomp" {
				s.weaken(m)
			}
		}
		return up, true
	}
	if v.lower[prep] == "of" && v.lower[up] == "reports" { // "reports of a meeting"
		s.weaken(possible)
		return up, true
	}
	switch v.lower[prep] {
	case "for", "of", "on", "about", "in", "at":
		s.weaken(v.x.words.noun[v.lemma(up)])
		return up, v.dep(i) == "pcomp" || v.x.words.noun[v.lemma(up)] != plain
	}
	return up, false
}

func (v *view) negated(i int) bool { return v.kid(i, "neg") >= 0 }

// argument applies a verb to the event noun that is its object or subject.
func (v *view) argument(i, h int, s *status) (int, bool) {
	if !v.verb(h) || v.verb(i) {
		return h, false
	}
	lemma := v.lemma(h)
	if p := v.kid(h, "prt"); p >= 0 {
		if m, ok := v.x.words.verb[lemma+"-"+v.lower[p]]; ok {
			s.weaken(m)
			return h, true
		}
	}
	if v.dep(i) == "nsubj" {
		if lemma == "be" && v.impossible(h) {
			s.negated = true
			return h, false
		}
		if v.x.happens(lemma) {
			return h, true
		}
		if lemma == "fail" || lemma == "collapse" && v.lemma(i) == "talk" {
			return h, false
		}
		return h, false
	}
	m := v.x.words.verb[lemma]
	if lemma == "agree" || lemma == "welcome" || lemma == "deny" || v.x.words.deny[lemma] && v.x.words.charge[v.lemma(i)] {
		m = plain
	}
	s.weaken(m)
	return h, m != plain || v.x.words.light[lemma] || v.x.happens(lemma) || v.dep(i) == "attr"
}
