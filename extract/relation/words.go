package relation

import (
	"maps"
	"strings"

	"github.com/newsgraph/newsgraph/extract/lexicon"
	"github.com/newsgraph/newsgraph/extract/syntax"
)

// vocabulary is what status, speakers and frames turn on: lists of
// extract/lexicon/word/relation.txt as sets. What each is for stands there.
type vocabulary struct {
	verb, noun, adverb                                            map[string]mood
	say, deny, accuse, charge                                     map[string]bool
	petition, baseless                                            map[string]bool
	light, carry, delegate, collective                            map[string]bool
	ordinal, contest, lasting                                     map[string]bool
	former, demote, doubt                                         map[string]bool
	appoint, leave, oust, succeed, serve, begin, end              map[string]bool
	armed, civilian, warlike                                      map[string]bool
	suffered, asset, battle, strike                               map[string]bool
	league, club, paper, school, firm, pulpit, gathering, faction map[string]bool
	company, team, court                                          map[string]bool
	several, trip, mass                                           map[string]bool
	duration, measure                                             map[string]bool
	request, measures                                             map[string]bool
}

// newVocabulary reads the lists; armed are the lemmas of armed people.
func newVocabulary(armed []string) vocabulary {
	w := vocabulary{armed: listed(armed)}
	for name, to := range map[string]*map[string]bool{
		"say": &w.say, "deny": &w.deny, "accuse": &w.accuse, "charge": &w.charge, "petition": &w.petition, "baseless": &w.baseless,
		"light": &w.light, "carry": &w.carry, "delegate": &w.delegate, "collective": &w.collective, "ordinal": &w.ordinal, "contest": &w.contest,
		"lasting": &w.lasting, "former": &w.former, "demote": &w.demote, "doubt": &w.doubt,
		"appoint": &w.appoint, "leave": &w.leave, "oust": &w.oust, "succeed": &w.succeed, "serve": &w.serve, "begin": &w.begin, "end": &w.end,
		"civilian": &w.civilian, "warlike": &w.warlike, "suffered": &w.suffered, "asset": &w.asset, "battle": &w.battle, "strike": &w.strike,
		"league": &w.league, "club": &w.club, "paper": &w.paper, "one of several": &w.several, "trip": &w.trip, "mass": &w.mass,
		"duration": &w.duration, "measure": &w.measure, "school": &w.school, "firm": &w.firm, "pulpit": &w.pulpit, "gathering": &w.gathering, "faction": &w.faction, "request": &w.request, "measures": &w.measures, "company": &w.company, "team": &w.team, "court": &w.court,
	} {
		*to = listed(lexicon.List(name))
	}
	w.verb = moods(map[mood]string{planned: "planned verbs", possible: "possible verbs", refused: "refused verbs"})
	w.noun = moods(map[mood]string{planned: "planned nouns", possible: "possible nouns", refused: "refused nouns"})
	w.adverb = moods(map[mood]string{possible: "possible adverbs", refused: "refused adverbs"})
	return w
}

// syntax returns what of the vocabulary decides who does what a clause without a
// subject says.
func (w *vocabulary) syntax() syntax.Words {
	s := syntax.Words{Ordinal: w.ordinal, Paper: w.paper, Battle: w.battle, Request: w.request, Measures: w.measures,
		People: map[string]bool{}, Light: map[string]bool{}}
	for _, list := range []map[string]bool{w.delegate, w.collective} {
		maps.Copy(s.People, list)
	}
	for _, list := range []map[string]bool{w.light, w.carry} {
		maps.Copy(s.Light, list)
	}
	for verb, m := range w.verb {
		if m == planned || m == refused || strings.Contains(verb, "-") { // "cancelled talks", "put off talks"
			s.Light[verb] = true
		}
	}
	return s
}

// moods returns the words of lists with the strongest mood that has them.
func moods(lists map[mood]string) map[string]mood {
	words := map[string]mood{}
	for m, name := range lists {
		for _, word := range lexicon.List(name) {
			words[word] = max(words[word], m)
		}
	}
	return words
}
