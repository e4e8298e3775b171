package ner

import (
	"slices"

	"github.com/newsgraph/newsgraph/extract"
)

// languages makes a topic of the name of a language, which is neither the people nor the
// country: "she wrote in Norlandic", "a Norlandic translation", "Norlandic-speaking". It
// comes last, for each mention has to be looked at by itself: the same word is the people
// elsewhere in the article.
func languages(r *review) {
	v := tongues{r}
	slices.SortStableFunc(v.a.Mentions, byPosition) // those of a list have to be neighbours
	for n := 0; n < len(v.a.Mentions); n++ {
		first := n
		for v.tongue(n) && v.joined(n) {
			n++
		}
		if v.tongue(n) && v.language(first, n) {
			for k := first; k <= n; k++ {
				v.a.Mentions[k].Kind = extract.Topic
			}
		}
	}
}

// tongues looks for names of languages among the mentions of a review.
type tongues struct{ *review }

// tongue reports whether mention n is one word that may name a language.
func (v tongues) tongue(n int) bool {
	m := &v.a.Mentions[n]
	return m.Len() == 1 && m.Kind == extract.Group && languageNames.Has(v.lower[m.Start])
}

// joined reports whether the mention behind mention n goes on with a list of languages:
// "in Norlandic, Estmarkian and Sudrish".
func (v tongues) joined(n int) bool {
	if n+1 >= len(v.a.Mentions) || !v.tongue(n+1) {
		return false
	}
	i, j := v.a.Mentions[n].End, v.a.Mentions[n+1].Start
	if i >= j || j-i > 2 {
		return false
	}
	for ; i < j; i++ {
		if !betweenLanguages.Has(v.lower[i]) {
			return false
		}
	}
	return true
}

// language reports whether the list of mentions from first to last names languages: what
// stands before the first or behind the last tells.
func (v tongues) language(first, last int) bool {
	before, behind := v.a.Mentions[first].Start-1, v.a.Mentions[last].End
	if behind < len(v.a.Tokens) && v.text(behind) == "-" {
		behind++
		return behind < len(v.a.Tokens) && languageParts.Has(v.lower[behind])
	}
	if behind < len(v.a.Tokens) && languageNouns.Has(v.lower[behind]) {
		return true
	}
	if before < 0 || v.modifies(last) {
		return false
	}
	if languageLeads.Has(v.lower[before]) {
		return true
	}
	for before > 0 && knowsHow.Has(v.lower[before]) {
		before--
	}
	return languageVerbs.Has(v.lower[before])
}

// modifies reports whether mention n tells of the noun behind it: "in Norlandic towns", "in
// Norlandic and other towns".
func (v tongues) modifies(n int) bool {
	at := v.a.Mentions[n].End
	if at >= len(v.a.Tokens) || v.a.Tokens[at].Space() {
		return false
	}
	if betweenLanguages.Has(v.lower[at]) {
		return v.shares(at)
	}
	switch v.a.Tokens[at].POS {
	case "NOUN", "PROPN", "ADJ", "NUM":
		return true
	}
	return v.a.Tokens[at].Tag == "POS"
}

// shares reports whether the joint at a token leads to a further modifier and then to the
// noun of both. Behind a comma that is a people only: "in Norlandic, senior officials said".
func (v tongues) shares(joint int) bool {
	at := joint + 1
	for ; at < len(v.a.Tokens); at++ {
		people := slices.ContainsFunc(v.a.Mentions, func(m extract.Mention) bool { return m.Kind == extract.Group && m.Start <= at && at < m.End })
		if !people && (v.a.Tokens[at].POS != "ADJ" || v.a.Tokens[joint].POS == "PUNCT") {
			break
		}
	}
	return at > joint+1 && at < len(v.a.Tokens) && (v.a.Tokens[at].POS == "NOUN" || v.a.Tokens[at].POS == "PROPN")
}
