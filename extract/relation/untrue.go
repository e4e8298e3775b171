package relation

// neither reports whether the phrase of token i opens with "neither": the parse
// hangs the word now on the first name, now on the second, now on the verb.
func (v *view) neither(i int) bool { return v.lower[v.subtree(i).Start] == "neither" }

// nobody reports whether verb i has a subject that denies it: "nobody thinks".
func (v *view) nobody(i int) bool {
	k := v.kid(i, "nsubj", "nsubjpass")
	if k < 0 {
		return false
	}
	switch v.lower[k] {
	case "nobody", "none", "neither":
		return true
	case "one":
		return v.kidIs(k, "det", "no")
	}
	return v.kidIs(k, "det", "no", "neither") || v.neither(k)
}

// mistaken reports whether an adverb or the subject of a verb of saying tells
// that what is said is not so: "wrongly said that".
func (v *view) mistaken(i int) bool {
	return v.kidIs(i, "advmod", "wrongly", "falsely", "mistakenly", "erroneously", "incorrectly", "untruthfully", "inaccurately")
}

// outdated reports whether what verb i says is said no more: "an earlier version
// of this article said".
func (v *view) outdated(i int) bool {
	k := v.kid(i, "nsubj")
	return k >= 0 && (v.lemma(k) == "version" || v.lemma(k) == "edition") && v.kidIs(k, "amod", "earlier", "previous", "original", "prior")
}

// proves reports whether a verb, negated, leaves open what follows.
func (v *view) proves(lemma string) bool {
	switch lemma {
	case "prove", "establish", "demonstrate", "show", "verify", "confirm", "substantiate":
		return true
	}
	return false
}

// cleft reports whether noun h is what "it was not h who …" says did not do it.
func (v *view) cleft(h int) bool {
	be := v.head(h)
	return v.dep(h) == "attr" && v.lemma(be) == "be" && v.kidIs(be, "nsubj", "it") && v.negated(be)
}

// keeps reports whether the verb with the preposition says that somebody does
// not, or did not, do what the gerund after it names: "stopped her from going",
// "cleared him of having gone".
func (v *view) keeps(verb int, prep string) bool {
	switch v.lemma(verb) {
	case "clear", "absolve", "exonerate", "acquit":
		return prep == "of"
	case "stop", "keep", "deter", "dissuade", "block", "discourage", "restrain", "hinder", "preclude":
		return prep == "from" && v.kid(verb, "neg") < 0
	}
	return false
}

// asked reports whether token i stands in a question that opens with a form of
// "be": "Is A the head of B?"
func (v *view) asked(i int) bool {
	first := v.opening(i)
	return v.questioned(i) && (v.lemma(first) == "be" || v.Tokens[first].POS == "AUX")
}

// questioned reports whether the sentence of token i ends with a question mark.
func (v *view) questioned(i int) bool {
	s := v.sentence(i)
	last := s.End - 1
	for last > s.Start && (v.Tokens[last].Space() || v.lower[last] == "\"" || v.lower[last] == "”") {
		last--
	}
	return v.lower[last] == "?"
}

// opening returns the first word of the sentence of token i: marks, white space
// and "and" aside.
func (v *view) opening(i int) int {
	s := v.sentence(i)
	first := s.Start
	for first < s.End-1 && (v.Tokens[first].POS == "PUNCT" || v.Tokens[first].POS == "CCONJ" || v.Tokens[first].Space()) {
		first++
	}
	return first
}

// inverted reports whether a verb that opens its sentence stands before its
// subject: a question, or "had they met, …".
func (v *view) inverted(i int) bool {
	subject := v.kid(i, "nsubj", "nsubjpass")
	if subject < 0 {
		return false
	}
	first := v.opening(i)
	if first >= subject {
		return false
	}
	if v.Tokens[first].Tag[0] == 'W' && v.questioned(i) { // "Why did A meet B?"
		k := v.kid(i, "aux", "auxpass")
		return k >= 0 && k < subject
	}
	return first == i && v.lemma(i) == "be" || v.head(first) == i && (v.dep(first) == "aux" || v.dep(first) == "auxpass")
}

// impossible reports whether the predicate of "be" says that its subject is not
// so, or will not be: "were wrong", "is out of the question".
func (v *view) impossible(be int) bool {
	if v.negated(be) {
		return false
	}
	if k := v.kid(be, "acomp", "attr"); k >= 0 && v.x.words.baseless[v.lemma(k)] {
		return true
	}
	for _, out := range v.kids(be, "prep", "advmod") {
		for _, o := range v.objects(out, []string{"of"}) {
			if v.lower[out] == "out" && v.lower[o] == "question" {
				return true
			}
		}
	}
	return false
}

// untrue gives the mood of what a negated "be" says of a clause: "it is not true
// that …", "it is not clear whether …".
func (v *view) untrue(be int) mood {
	k := v.kid(be, "acomp", "attr")
	if k < 0 {
		return plain
	}
	switch v.lemma(k) {
	case "true", "correct", "accurate", "right", "case", "fact":
		return refused
	case "clear", "certain", "sure", "known", "evident", "obvious", "likely":
		return possible
	}
	return plain
}

// open reports whether noun h, evidence that is denied, leaves open what it is
// evidence of: "there is no proof that".
func (v *view) open(h int) bool {
	switch v.lemma(h) {
	case "evidence", "proof", "indication", "sign", "confirmation", "hint", "suggestion":
	default:
		return false
	}
	g := v.head(h)
	return v.kidIs(h, "det", "no") || v.kidIs(h, "amod", "little", "scant", "insufficient") || v.lower[g] == "without" || v.verb(g) && v.negated(g)
}

// beyond reports whether "no" before noun h means that there is no way around
// what it is about: "no doubt", "no question".
func (v *view) beyond(h int) bool {
	switch v.lemma(h) {
	case "doubt", "question", "denying":
		return true
	}
	return false
}

// notOnly reports whether "not" at token i belongs to "not only".
func (v *view) notOnly(i int) bool {
	if i+1 >= len(v.Tokens) {
		return false
	}
	switch v.lower[i+1] {
	case "only", "merely", "solely":
		return true
	}
	return false
}

// orNot reports whether "not" at token i only completes a question: "may or may not
// have met".
func (v *view) orNot(i int) bool {
	return i > 1 && (v.lower[i-1] == "or" || v.Tokens[i-1].Tag == "MD" && v.lower[i-2] == "or")
}

// denied reports whether what is told in noun h, "reports that A met B", is called
// false or denied in the same clause.
func (v *view) denied(h int) bool {
	g := v.head(h)
	switch v.dep(h) {
	case "nsubj":
		return v.lemma(g) == "be" && v.impossible(g)
	case "nsubjpass":
		return v.x.words.deny[v.lemma(g)] && !v.negated(g)
	case "pobj":
		return v.lower[v.head(g)] == "contrary"
	}
	return false
}

// contrary reports whether verb i stands in a condition contrary to fact:
// without "if" after the main clause, "would have gone had A not met B", or with
// it and denied, so that what it denies is what happened.
func (v *view) contrary(i int) bool {
	k := v.kid(i, "nsubj", "nsubjpass")
	if k < 0 {
		return false
	}
	if v.negated(i) && v.kidIs(i, "mark", "if") && v.kidPast(i) {
		return true // "if A had not met B, he would have gone"
	}
	had := v.subtree(k).Start - 1
	if s := v.sentence(i); had == s.Start && v.lower[had] == "had" && !v.questioned(i) && v.dep(i) == "advcl" {
		return v.kid(had, "neg") < 0 && v.kid(i, "neg") < 0 // "Had A met B, he would have gone"
	}
	if had <= v.sentence(i).Start || v.lower[had] != "had" || v.kid(had, "nsubj", "nsubjpass", "neg") >= 0 {
		return false
	}
	if v.head(had) == i {
		return v.dep(had) == "aux"
	}
	return v.head(i) == had && v.dep(i) == "ccomp"
}
