package relation

// govern applies what token h, the head of i, makes of i and returns where to go
// on; ok is false when nothing above matters.
func (v *view) govern(i, h int, s *status) (up int, ok bool) {
	if v.verb(i) && v.verb(h) && v.severed(i, h) {
		return h, false
	}
	dep := v.dep(i)
	if dep == "ccomp" && v.noun(h) && v.kidIs(i, "mark", "that") {
		dep = "acl" // "reports that A met B"
	}
	switch dep {
	case "xcomp", "ccomp", "oprd":
		return v.complement(i, h, s)
	case "advcl":
		if v.infinitive(i) {
			if !v.ending(i, h) {
				s.weaken(planned) // a purpose
			}
			return h, true
		}
		if v.whenever(i) {
			s.weaken(planned)
			return h, false
		}
		return h, v.kid(i, "nsubj", "nsubjpass") < 0 && !v.kidIs(i, "mark", "after", "since", "before", "while", "although", "if", "unless")
	case "acomp":
		return h, true
	case "conj":
		return v.coordinate(i, h, s)
	case "acl", "relcl":
		if v.cleft(h) {
			s.negated = true // "it was not A who met B"
			return h, false
		}
		if dep == "acl" && v.lower[h] == "those" && v.dep(h) == "pobj" {
			return v.head(v.head(h)), true // "will be among those attending"
		}
		if v.dep(i) == "relcl" && !v.kidIs(i, "mark", "that") && (!v.infinitive(i) || v.kid(i, "nsubj", "nsubjpass") >= 0) {
			if v.kidIs(h, "det", "any") {
				s.weaken(possible) // "any planes that attack B"
			}
			return h, false
		}
		if v.infinitive(i) {
			return v.infinitival(i, h, s)
		}
		if dep == "acl" && v.open(h) {
			s.unsaid = true // "no proof that A met B"
			return h, false
		}
		if v.kidIs(i, "mark", "that") { // "the claim that A met B"
			if v.x.words.noun[v.lemma(h)] == possible && v.kidIs(h, "det", "no") && v.beyond(h) {
				return h, false // "there is no doubt that"
			}
			s.weaken(v.x.words.noun[v.lemma(h)])
			if v.lemma(h) == "report" {
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
		return h, !v.verb(i) && !v.verb(h)
	}
	return h, false
}

// complement applies a verb or adjective to its clausal complement.
func (v *view) complement(i, h int, s *status) (int, bool) {
	lemma := v.phrasal(h)
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
		if s.weaken(planned); v.perfect(i) && v.Tokens[h].Tag == "VBD" {
			s.negated, s.mood = true, plain // "was to have met A"
		}
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
	if v.infinitive(i) && lemma == "go" && v.Tokens[h].Tag == "VBG" {
		m = planned // "was going to meet A"
	}
	if v.infinitive(i) && !v.verb(h) && v.kidIs(h, "advmod", "too") {
		m = refused // "was too ill to meet A"
	}
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
	if v.kidIs(h, "cc", "than") && i > 1 && v.lower[v.subtree(i).Start-1] == "than" {
		s.negated = true // "rather than meet A"
		return h, false
	}
	if !v.verb(i) && v.kidIs(h, "cc", "but") {
		s.settled = true // "is not the chairman but the owner"
	}
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
		s.settled = true // "was not the first to visit" did visit
		return noun, v.dep(noun) == "attr"
	default:
		s.weaken(planned)
	}
	return noun, true
}

// preposition applies what governs a prepositional phrase.
func (v *view) preposition(i, prep int, s *status) (int, bool) {
	up := v.head(prep)
	switch v.lower[prep] {
	case "than": // "rather than meeting A"
		if v.dep(i) == "pcomp" && prep > 0 && v.lower[prep-1] == "rather" {
			s.negated = true
			return up, false
		}
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
	case "during", "amid", "throughout":
		s.settled = true
	case "at", "in":
		if v.dep(i) == "pobj" && !v.negated(up) {
			s.settled = true // "at the meeting with A, nothing was agreed"
		}
	}
	if v.lower[prep] == "of" && v.several(i) == up {
		return up, true
	}
	if v.lower[prep] == "because" || prep > 0 && (v.lower[prep] == "to" && (v.lower[prep-1] == "due" || v.lower[prep-1] == "thanks" || v.lower[prep-1] == "owing")) {
		return up, false // the reason is there, whatever follows from it
	}
	if v.lower[prep] == "instead" || v.lower[prep] == "of" && prep > 0 && (v.lower[prep-1] == "instead" || v.lower[prep-1] == "short") {
		s.negated = true // "instead of visiting", "stopped short of accusing"
		return up, false
	}
	if up < 0 || up == prep {
		return up, false
	}
	if v.lower[prep] == "of" && (v.lower[up] == "ahead" || v.lower[up] == "eve") {
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
			if m == refused && v.lower[prep] == "for" {
				return up, false // "was suspended for insulting B"
			}
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

// severed reports whether a semicolon stands between two clauses, so that neither
// governs the other, whatever the parse says.
func (v *view) severed(i, h int) bool {
	for k := min(i, h) + 1; k < max(i, h); k++ {
		if v.lower[k] == ";" {
			return true
		}
	}
	return false
}
