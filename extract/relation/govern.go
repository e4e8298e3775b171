package relation

import "github.com/newsgraph/newsgraph/extract/lexicon"

// govern applies what token h, the head of i, makes of i and returns where to go
// on; ok is false when nothing above matters.
func (v *view) govern(i, h int, s *status) (up int, ok bool) {
	if v.IsVerb(i) && v.IsVerb(h) && v.Severed(i, h) {
		return h, false
	}
	dep := v.Dep(i)
	if dep == "ccomp" && v.IsNoun(h) && v.HasChild(i, "mark", lexicon.That) {
		dep = "acl" // "reports that A met B"
	}
	switch dep {
	case "xcomp", "ccomp", "oprd":
		return v.complement(i, h, s)
	case "advcl":
		if v.Clause(i).Infinitive() {
			if !v.ending(i, h) {
				s.weaken(planned) // a purpose
			}
			return h, true
		}
		if v.whenever(i) {
			s.weaken(planned)
			return h, false
		}
		return h, v.Child(i, "nsubj", "nsubjpass") < 0 && !v.HasChild(i, "mark", conjunctionsOfFacts.List()...)
	case "acomp":
		return h, true
	case "conj":
		return v.coordinate(i, h, s)
	case "acl", "relcl":
		if be := v.Head(h); v.Dep(h) == "attr" && v.Clause(be).Cleft() && v.Clause(be).Negated() {
			s.negated = true // "it was not A who met B"
			return h, false
		}
		if dep == "acl" && v.lower[h] == lexicon.Those && v.Dep(h) == "pobj" {
			return v.Head(v.Head(h)), true // "will be among those attending"
		}
		if v.Dep(i) == "relcl" && !v.HasChild(i, "mark", lexicon.That) && (!v.Clause(i).Infinitive() || v.Child(i, "nsubj", "nsubjpass") >= 0) {
			if v.HasChild(h, "det", lexicon.Any) {
				s.weaken(possible) // "any planes that attack B"
			}
			return h, false
		}
		if v.Clause(i).Infinitive() {
			return v.infinitival(i, h, s)
		}
		if dep == "acl" && v.open(h) {
			s.unsaid = true // "no proof that A met B"
			return h, false
		}
		if v.HasChild(i, "mark", lexicon.That) { // "the claim that A met B"
			if v.x.words.noun[v.Lemma(h)] == possible && v.HasChild(h, "det", lexicon.No) && v.beyond(h) {
				return h, false // "there is no doubt that"
			}
			s.weaken(v.x.words.noun[v.Lemma(h)])
			if report.Has(v.Lemma(h)) {
				s.weaken(possible)
			}
			s.negated = s.negated || v.denied(h)
			v.own(h, s)
			return h, false
		}
		return h, false
	case "pcomp", "pobj":
		return v.preposition(i, h, s)
	case "dobj", "nsubjpass", "nsubj", "attr":
		return v.argument(i, h, s)
	case "appos", "compound", "nmod":
		return h, !v.IsVerb(i) && !v.IsVerb(h)
	}
	return h, false
}

// complement applies a verb or adjective to its clausal complement.
func (v *view) complement(i, h int, s *status) (int, bool) {
	lemma := v.Clause(h).Phrasal()
	finite := v.Dep(i) == "ccomp" && !v.Clause(i).Infinitive()
	if finite && v.x.words.deny[v.Lemma(h)] {
		s.negated = true
		return h, false
	}
	if finite && v.Clause(h).Negated() && v.proves(lemma) {
		s.unsaid = true // "it was never proved that"
		return h, false
	}
	if finite && v.x.words.say[lemma] {
		if v.Clause(h).Modal() || v.Child(h, "neg") >= 0 || v.Clause(h).NegativeSubject() || v.outdated(h) || v.Dep(h) == "xcomp" && v.x.words.verb[v.Lemma(v.Head(h))] == refused {
			s.unsaid = true // "one could say", "did not say", "refused to say"
		}
		if v.mistaken(h) {
			s.negated = true
		}
		return h, false // who says it is the speaker's part
	}
	if lemma == lexicon.Be && v.Clause(i).Infinitive() {
		if s.weaken(planned); v.Clause(i).Perfect() && v.Tokens[h].Tag == "VBD" {
			s.negated, s.mood = true, plain // "was to have met A"
		}
		return h, true
	}
	if lemma == lexicon.Be && finite { // "it is false that A met B"
		if v.Clause(h).Negated() {
			s.weaken(v.untrue(h))
		} else if k := v.Child(h, "acomp", "attr"); k >= 0 && v.x.words.baseless[v.Lemma(k)] {
			s.weaken(refused)
		} else if k >= 0 {
			s.weaken(v.x.words.verb[v.Lemma(k)])
		}
		return h, false
	}
	if lemma == lexicon.Have && v.Clause(i).Infinitive() { // "has yet to visit", "has to visit"
		if v.HasChild(h, "advmod", yet.List()...) || v.HasChild(i, "advmod", yet.List()...) {
			s.weaken(refused)
		} else {
			s.weaken(possible)
		}
		return h, true
	}
	m := v.x.words.verb[lemma]
	if v.Clause(i).Infinitive() && goWords.Has(lemma) && v.Tokens[h].Tag == "VBG" {
		m = planned // "was going to meet A"
	}
	if v.Clause(i).Infinitive() && !v.IsVerb(h) && v.HasChild(h, "advmod", too.List()...) {
		m = refused // "was too ill to meet A"
	}
	if !v.Clause(i).Infinitive() && m == planned && v.Tokens[i].Tag == "VBG" {
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
	if v.HasChild(h, "cc", lexicon.Than) && i > 1 && v.lower[v.Subtree(i).Start-1] == lexicon.Than {
		s.negated = true // "rather than meet A"
		return h, false
	}
	if !v.IsVerb(i) && v.HasChild(h, "cc", lexicon.But) {
		s.settled = true // "is not the chairman but the owner"
	}
	if !v.IsVerb(i) || !v.IsVerb(h) {
		return h, !v.IsVerb(i) && !v.IsVerb(h)
	}
	if v.Child(i, "aux", "auxpass", "nsubj", "nsubjpass") < 0 && v.Clause(i).Nonfinite() {
		return h, true // status goes on with the own auxiliaries of h
	}
	if v.Clause(h).Negated() && v.HasChild(h, "cc", lexicon.Or) && v.Child(i, "aux", "auxpass", "nsubj", "nsubjpass") < 0 {
		s.negated = true // "had never met A or visited B"
	}
	// finite verbs share only what governs the first
	up := v.Head(h)
	if up == h || v.Dep(h) == "conj" {
		return h, false
	}
	return v.govern(h, up, s)
}

// infinitival applies a noun to the infinitive below it ("an offer to buy").
func (v *view) infinitival(i, noun int, s *status) (int, bool) {
	m, known := v.x.words.noun[v.Lemma(noun)]
	switch {
	case known:
		s.weaken(m)
	case v.x.words.ordinal[v.Phrase(noun).Adjective()]: // "the first to visit"
		s.settled = true // "was not the first to visit" did visit
		return noun, v.Dep(noun) == "attr"
	default:
		s.weaken(planned)
	}
	return noun, true
}

// preposition applies what governs a prepositional phrase.
func (v *view) preposition(i, prep int, s *status) (int, bool) {
	up := v.Head(prep)
	switch w := v.lower[prep]; {
	case w == lexicon.Than: // "rather than meeting A"
		if v.Dep(i) == "pcomp" && prep > 0 && v.lower[prep-1] == lexicon.Rather {
			s.negated = true
			return up, false
		}
	case insteadOfIt.Has(w):
		if v.lower[prep] == lexicon.Without || v.Dep(i) == "pcomp" {
			s.negated = true
		}
		return up, false
	case w == lexicon.Before:
		if v.Dep(i) == "pobj" && v.IsVerb(up) && v.HasChild(up, "aux", willForms.List()...) {
			s.weaken(planned) // "before her visit she will fly home"
		}
		return up, v.Dep(i) == "pcomp" && v.IsVerb(up) && !v.Clause(up).Negated()
	case afterIt.Has(w):
		return up, false
	case w == lexicon.Ahead:
		s.weaken(planned)
		return up, false
	case amidIt.Has(w):
		s.settled = true
	case w == lexicon.At, w == lexicon.In:
		if v.Dep(i) == "pobj" && !v.Clause(up).Negated() {
			s.settled = true // "at the meeting with A, nothing was agreed"
		}
	}
	if v.lower[prep] == lexicon.Of && v.Phrase(i).Counter() == up {
		return up, true
	}
	if v.lower[prep] == lexicon.Because || prep > 0 && (v.lower[prep] == lexicon.To && becauseOf.Has(v.lower[prep-1])) {
		return up, false // the reason is there, whatever follows from it
	}
	if v.lower[prep] == lexicon.Instead || v.lower[prep] == lexicon.Of && prep > 0 && shortOf.Has(v.lower[prep-1]) {
		s.negated = true // "instead of visiting", "stopped short of accusing"
		return up, false
	}
	if up < 0 || up == prep {
		return up, false
	}
	if v.lower[prep] == lexicon.Of && onTheEve.Has(v.lower[up]) {
		s.weaken(planned)
		return up, false
	}
	if v.IsVerb(up) {
		m := v.x.words.verb[v.Lemma(up)]
		if p := v.Child(up, "prt"); p >= 0 && v.x.words.verb[v.Lemma(up)+"-"+v.lower[p]] != plain {
			m = v.x.words.verb[v.Lemma(up)+"-"+v.lower[p]]
		}
		if v.Dep(i) == "pcomp" && v.keeps(up, v.lower[prep]) {
			s.negated = true
			return up, false
		}
		switch w := v.lower[prep]; {
		case verbPrepositions.Has(w):
			if m == refused && v.lower[prep] == lexicon.For {
				return up, false // "was suspended for insulting B"
			}
			s.weaken(m)
		case factivePrepositions.Has(w): // "dreams of meeting B"
			if v.Dep(i) == "pcomp" {
				s.weaken(m)
			}
		}
		return up, true
	}
	if v.lower[prep] == lexicon.Of && reports.Has(v.lower[up]) { // "reports of a meeting"
		s.weaken(possible)
		return up, true
	}
	if prepositionsOfNouns.Has(v.lower[prep]) {
		s.weaken(v.x.words.noun[v.Lemma(up)])
		return up, v.Dep(i) == "pcomp" || v.x.words.noun[v.Lemma(up)] != plain
	}
	return up, false
}

// argument applies a verb to the event noun that is its object or subject.
func (v *view) argument(i, h int, s *status) (int, bool) {
	if !v.IsVerb(h) || v.IsVerb(i) {
		return h, false
	}
	lemma := v.Lemma(h)
	if p := v.Child(h, "prt"); p >= 0 {
		if m, ok := v.x.words.verb[lemma+"-"+v.lower[p]]; ok {
			s.weaken(m)
			return h, true
		}
	}
	if v.Dep(i) == "nsubj" {
		if lemma == lexicon.Be && v.impossible(h) {
			s.negated = true
			return h, false
		}
		if v.x.happens(lemma) {
			return h, true
		}
		if fail.Has(lemma) || collapse.Has(lemma) && talk.Has(v.Lemma(i)) {
			return h, false
		}
		return h, false
	}
	m := v.x.words.verb[lemma]
	if notOfTheirSubject.Has(lemma) || v.x.words.deny[lemma] && v.x.words.charge[v.Lemma(i)] {
		m = plain
	}
	s.weaken(m)
	return h, m != plain || v.x.words.light[lemma] || v.x.happens(lemma) || v.Dep(i) == "attr"
}
