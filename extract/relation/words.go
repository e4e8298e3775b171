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
	armed, warlike                                                map[string]bool
	suffered, asset, battle                                       map[string]bool
	league, club, paper, school, firm, pulpit, gathering, faction map[string]bool
	company, team, court, public, sport                           map[string]bool
	several, trip, mass                                           map[string]bool
	duration, measure                                             map[string]bool
	request, measures                                             map[string]bool
}

// newVocabulary reads the lists; armed are the lemmas of armed people.
func newVocabulary(armed []string) vocabulary {
	return vocabulary{
		armed:      listed(armed),
		verb:       moods(lexicon.List("planned verbs"), lexicon.List("possible verbs"), lexicon.List("refused verbs")),
		noun:       moods(lexicon.List("planned nouns"), lexicon.List("possible nouns"), lexicon.List("refused nouns")),
		adverb:     moods(nil, lexicon.List("possible adverbs"), lexicon.List("refused adverbs")),
		say:        listed(lexicon.List("say")),
		deny:       listed(lexicon.List("deny")),
		accuse:     listed(lexicon.List("accuse")),
		charge:     listed(lexicon.List("charge")),
		petition:   listed(lexicon.List("petition")),
		baseless:   listed(lexicon.List("baseless")),
		light:      listed(lexicon.List("light")),
		carry:      listed(lexicon.List("carry")),
		delegate:   listed(lexicon.List("delegate")),
		collective: listed(lexicon.List("collective")),
		ordinal:    listed(lexicon.List("ordinal")),
		contest:    listed(lexicon.List("contest")),
		lasting:    listed(lexicon.List("lasting")),
		former:     listed(lexicon.List("former")),
		demote:     listed(lexicon.List("demote")),
		doubt:      listed(lexicon.List("doubt")),
		appoint:    listed(lexicon.List("appoint")),
		leave:      listed(lexicon.List("leave")),
		oust:       listed(lexicon.List("oust")),
		succeed:    listed(lexicon.List("succeed")),
		serve:      listed(lexicon.List("serve")),
		begin:      listed(lexicon.List("begin")),
		end:        listed(lexicon.List("end")),
		warlike:    listed(lexicon.List("warlike")),
		suffered:   listed(lexicon.List("suffered")),
		asset:      listed(lexicon.List("asset")),
		battle:     listed(lexicon.List("battle")),
		league:     listed(lexicon.List("league")),
		club:       listed(lexicon.List("club")),
		paper:      listed(lexicon.List("paper")),
		several:    listed(lexicon.List("one of several")),
		trip:       listed(lexicon.List("trip")),
		mass:       listed(lexicon.List("mass")),
		duration:   listed(lexicon.List("duration")),
		measure:    listed(lexicon.List("measure")),
		school:     listed(lexicon.List("school")),
		firm:       listed(lexicon.List("firm")),
		pulpit:     listed(lexicon.List("pulpit")),
		gathering:  listed(lexicon.List("gathering")),
		faction:    listed(lexicon.List("faction")),
		request:    listed(lexicon.List("request")),
		measures:   listed(lexicon.List("measures")),
		company:    listed(lexicon.List("company")),
		team:       listed(lexicon.List("team")),
		sport:      listed(lexicon.List("roles of a team")),
		court:      listed(lexicon.List("court")),
		public:     listed(lexicon.List("public body")),
	}
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

// moods returns the words of three lists with the strongest mood that has them.
func moods(ahead, open, never []string) map[string]mood {
	words := map[string]mood{}
	for m, list := range map[mood][]string{planned: ahead, possible: open, refused: never} {
		for _, word := range list {
			words[word] = max(words[word], m)
		}
	}
	return words
}
