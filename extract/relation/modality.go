package relation

import (
	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
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
	settled bool // what governs it further up no longer negates it
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

// status tells what becomes of the event that token i (a verb or a noun) names,
// from its own modifiers and, going up, from everything that governs it.
func (v *view) status(i int) status {
	s := status{deed: v.deed[i]}
	if v.Clause(i).Inverted() {
		s.weaken(possible)
	}
	if v.Dep(i) == "ROOT" && v.Tokens[i].Tag == "VB" && v.Clause(i).Infinitive() {
		s.weaken(planned) // a headline: "Acme to buy Bell Corp."
	}
	for range 12 {
		negated := s.negated
		v.own(i, &s)
		s.negated = s.negated && !s.settled || negated
		h := v.Head(i)
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
	if v.Dep(i) == "conj" && v.HasChild(v.Head(i), "cc", lexicon.Nor) {
		s.negated = true // "neither supports nor opposes"
	}
	if v.Lemma(i) == lexicon.Be && v.Clause(i).Destined() {
		s.weaken(planned) // "where she is to meet A"
	}
	for k := v.First(i); k >= 0; k = v.Next(k) {
		w := v.lower[k]
		switch v.Dep(k) {
		case "neg":
			switch {
			case v.notOnly(k):
			case v.orNot(k):
				s.weaken(possible)
			case v.HasChild(i, "prep", lexicon.Until, lexicon.Till):
				s.unsaid = true // "did not meet A until Monday": then he did
			default:
				s.negated = true
			}
		case "cc":
			s.negated = s.negated || w == lexicon.Neither
		case "aux":
			v.auxiliary(k, i, s)
		case "mark", "advmod":
			if v.x.words.doubt[w] || w == lexicon.Though && k > 0 && v.lower[k-1] == lexicon.As {
				s.weaken(possible)
			}
			if v.Dep(k) == "advmod" {
				s.weaken(v.x.words.adverb[w])
			}
		case "preconj":
			if w == lexicon.Neither {
				s.negated = true
			}
		case "det", "nsubj", "nsubjpass", "dobj":
			if nobody.Has(w) || v.Dep(k) != "det" && (v.HasChild(k, "det", lexicon.No, lexicon.Neither) || v.Phrase(k).Neither()) {
				s.negated = true
			}
		case "amod", "compound":
			if m := v.x.adjective(w); !v.IsVerb(i) && (m != planned || !v.under(i)) {
				s.weaken(m)
			}
		}
	}
}

// under reports whether event noun i is what goes on while something else does,
// so that "scheduled" and "announced" do not put it off: "was on a scheduled trip".
func (v *view) under(i int) bool {
	if v.Dep(i) != "pobj" {
		return false
	}
	return afterWords.Has(v.lower[v.Head(i)])
}

// adjective gives the mood of an adjective before an event noun.
func (x *Extractor) adjective(w string) mood {
	switch {
	case plannedAdjectives.Has(w):
		return planned
	case possibleAdjectives.Has(w):
		return possible
	case refusedAdjectives.Has(w):
		return refused
	}
	return plain
}

// auxiliary applies one modal of verb i.
func (v *view) auxiliary(k, i int, s *status) {
	switch w := v.lower[k]; {
	case will.Has(w):
		s.weaken(planned)
	case would.Has(w):
		if v.lower[k] != lexicon.Would && v.Tokens[k].Tag != "MD" {
			return
		}
		if v.Clause(i).Perfect() {
			s.weaken(possible)
		} else if v.statement[i] >= 0 || v.Dep(i) == "ccomp" {
			s.weaken(planned) // "said it would": the future of the past
		} else {
			s.weaken(possible)
		}
	case can.Has(w):
		if !v.Clause(i).Negated() { // "could not attend" did not
			s.weaken(possible)
		}
	case may.Has(w):
		s.weaken(possible)
	}
}
