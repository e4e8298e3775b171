package syntax

// What a phrase does in its clause, by the tree.

// Function returns the label by which the phrase hangs in its clause: that of the
// first where it is one of several ("A and B met").
func (p Phrase) Function() string {
	h := p.Noun
	for n := 0; n < 8 && p.g.Dep(h) == "conj" && p.g.Head(h) != h; n++ {
		h = p.g.Head(h)
	}
	return p.g.Dep(h)
}

// Predicate returns the verb whose argument the phrase is, through prepositions and
// conjuncts.
func (p Phrase) Predicate() int {
	g, i := p.g, p.Noun
	for range 8 {
		h := g.Head(i)
		switch d := g.Dep(i); d {
		case "nsubj", "nsubjpass", "dobj", "dative", "iobj":
			return h
		case "pobj", "prep", "agent", "conj":
			if h == i || d == "conj" && g.IsVerb(h) {
				return -1
			}
			if i = h; g.IsVerb(i) {
				return i
			}
		default:
			return -1
		}
	}
	return -1
}

// ClauseSubject returns the subject of the nearest clause above the phrase that is not
// the phrase itself.
func (p Phrase) ClauseSubject() int {
	g, i := p.g, p.Noun
	for range 12 {
		h := g.Head(i)
		if h == i {
			return -1
		}
		if s := g.Clause(h).Subject(); s >= 0 && s != i {
			return s
		}
		i = h
	}
	return -1
}

// Holds reports whether token i hangs below the noun, but not in what is only joined
// to it: "Bo Lin and her husband" holds no "her" of Bo Lin's phrase.
func (p Phrase) Holds(i int) bool {
	for range 12 {
		k := p.g.Head(i)
		if k == i || k == p.Noun && p.g.Dep(i) == "conj" {
			return false
		}
		if k == p.Noun {
			return true
		}
		i = k
	}
	return false
}

// Modified reports whether anything but a determiner modifies the noun from before or
// restricts it from behind.
func (p Phrase) Modified() bool {
	return p.g.Child(p.Noun, "amod", "compound", "poss", "prep", "relcl", "acl", "nummod", "nmod", "appos") >= 0
}

// Premodified reports whether an adjective or a possessor stands before the noun.
func (p Phrase) Premodified() bool {
	k := p.g.Child(p.Noun, "amod", "poss")
	return k >= 0 && k < p.Noun
}
