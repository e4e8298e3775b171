package relation

import (
	"slices"

	"github.com/newsgraph/newsgraph/extract"
)

// misfit returns why what the article calls the object is not what a frame needs, or
// "".
func (v *view) misfit(needs []string, k *extract.Claim) string {
	w := &v.x.words
	if has(needs, "public") != has(needs, "no public") && v.public(k.Subject) != has(needs, "public") {
		return "a body of a state is a part of it, another one has its seat there"
	}
	switch {
	case k.Object < 0:
	case has(needs, "no court") && k.ObjectMention >= 0 && w.court[v.NounLemma(v.Mentions[k.ObjectMention].Head)]:
		return "an appeal against a ruling"
	case has(needs, "company") && !v.isA(k.Object, "company", w.company):
		return "the object is not known to be a company"
	case has(needs, "no company") && v.Entities[k.Subject].Kind == extract.Person && v.isA(k.Object, "company", w.company):
		return "who joins a company works there"
	case ledInSport(v, k):
		return "a team is not the country or town whose name it bears"
	case has(needs, "no club") && v.isA(k.Object, "team", w.team):
		return "a team is no place"
	}
	return ""
}

// ledInSport reports whether who is said to lead a country or a town leads its team.
func ledInSport(v *view, k *extract.Claim) bool {
	return k.Relation == "LEADS" && v.Entities[k.Object].Kind == extract.Place && v.x.words.sport[v.NounLemma(k.Trigger.End-1)]
}

// isA reports whether the article calls an entity by one of the nouns of a list: in its name
// ("Acme Airlines"), before it ("the carmaker Acme"), beside it ("Acme, a bank") or
// instead of it ("the company").
func (v *view) isA(entity int, list string, nouns map[string]bool) bool {
	return v.told(list, entity, func() bool {
		return slices.ContainsFunc(v.Entities[entity].Mentions, func(m int) bool { return v.namedAs(&v.Mentions[m], nouns) })
	})
}

// namedAs reports whether a mention is one of the nouns, or has one in it or beside it.
func (v *view) namedAs(x *extract.Mention, nouns map[string]bool) bool {
	switch x.Form {
	case extract.Nominal:
		return nouns[v.Lemma(x.Head)]
	case extract.Proper:
		if nouns[v.lower[x.End-1]] || x.Start > 0 && v.Tokens[x.Start-1].Tag == "NN" && nouns[v.Lemma(x.Start-1)] {
			return true
		}
		a := v.Child(x.Head, "appos")
		return a >= 0 && v.Tokens[a].Tag == "NN" && nouns[v.Lemma(a)]
	}
	return false
}

// public reports whether a name of an entity has a word in it by which bodies of a state
// are known: "Ministry of Ports", "State Intelligence Agency".
func (v *view) public(entity int) bool {
	return v.told("public", entity, func() bool {
		return slices.ContainsFunc(v.Entities[entity].Mentions, func(m int) bool {
			x := &v.Mentions[m]
			return x.Form == extract.Proper && slices.ContainsFunc(v.lower[x.Start:x.End], func(w string) bool { return v.x.words.public[w] })
		})
	})
}
