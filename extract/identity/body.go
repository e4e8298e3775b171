package identity

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/lexicon"
)

var (
	legalForms     = lexicon.Words("legal forms")
	legalLinks     = lexicon.Words("legal links")
	formsKeptAfter = lexicon.Words("forms kept after")
	nameHeads      = lexicon.Values("name heads")

	bodies = bodyNames()
)

// bodyNames are the bodies that are known under several names. A name is looked up as
// plainBody has it; those of a body with a country are kept with it.
func bodyNames() map[string]name {
	m := map[string]name{}
	for _, e := range lexicon.Table("bodies") {
		usual := plainBody(e[0][0])
		if len(e) > 2 {
			usual.scope = folded(e[2][0])
		} else {
			m[usual.key()] = name{to: usual}
		}
		for _, n := range e[1] {
			put(m, plainBody(n).key(), n, usual)
		}
	}
	return m
}

// key is under what a table keeps a bearer.
func (b bearer) key() string {
	if b.scope == "" {
		return b.name
	}
	return b.name + "|" + b.scope
}

// body is who bears the name of a body.
func body(written string) bearer {
	if n, ok := bodies[folded(written)]; ok && n.fits(written) {
		return n.to
	}
	plain := plainBody(written)
	if n, ok := bodies[plain.key()]; ok && n.fits(written) {
		return n.to
	}
	if n, ok := countries[plain.name]; ok && n.fits(written) {
		return n.to
	}
	return plain
}

// plainBody is the name of a body without its legal form, its country apart if every
// country has such a body.
func plainBody(written string) bearer {
	words := fold(withoutForm(parts(written)))
	if len(words) > 1 {
		if long, ok := nameHeads[words[0]]; ok {
			words = append(strings.Fields(long), words[1:]...)
		}
	}
	if b, ok := ofState(words); ok {
		return b
	}
	return bearer{name: strings.Join(words, " ")}
}

// withoutForm takes the legal form off the end of a company's name. "Holdings" and
// "Group" stay: they may tell a company from its subsidiary.
func withoutForm(words []string) []string {
	for len(words) > 1 && legalForms.Has(words[len(words)-1]) {
		rest := words[:len(words)-1]
		last := len(rest) - 1
		for last > 0 && legalLinks.Has(rest[last]) {
			last--
		}
		if rest = rest[:last+1]; slices.ContainsFunc(rest, func(w string) bool { return formsKeptAfter.Has(strings.ToLower(w)) }) {
			break
		}
		words = rest
	}
	return words
}
