package relation

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/syntax"
)

// wordsFile holds the closed vocabulary of this package; see its head.
//
//go:embed words.txt
var wordsFile string

// lexicon is the vocabulary that status, speakers and frames turn on: the lists of
// words.txt as sets. What each is for stands there.
type lexicon struct {
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

// newLexicon reads the lists of a text; armed are the lemmas of armed people.
func newLexicon(text string, armed []string) (lexicon, error) {
	lists, err := parseWords(text)
	if err != nil {
		return lexicon{}, err
	}
	w := lexicon{armed: listed(armed)}
	for name, to := range map[string]*map[string]bool{
		"say": &w.say, "deny": &w.deny, "accuse": &w.accuse, "charge": &w.charge, "petition": &w.petition, "baseless": &w.baseless,
		"light": &w.light, "carry": &w.carry, "delegate": &w.delegate, "collective": &w.collective, "ordinal": &w.ordinal, "contest": &w.contest,
		"lasting": &w.lasting, "former": &w.former, "demote": &w.demote, "doubt": &w.doubt,
		"appoint": &w.appoint, "leave": &w.leave, "oust": &w.oust, "succeed": &w.succeed, "serve": &w.serve, "begin": &w.begin, "end": &w.end,
		"civilian": &w.civilian, "warlike": &w.warlike, "suffered": &w.suffered, "asset": &w.asset, "battle": &w.battle, "strike": &w.strike,
		"league": &w.league, "club": &w.club, "paper": &w.paper, "one of several": &w.several, "trip": &w.trip, "mass": &w.mass,
		"duration": &w.duration, "measure": &w.measure, "school": &w.school, "firm": &w.firm, "pulpit": &w.pulpit, "gathering": &w.gathering, "faction": &w.faction, "request": &w.request, "measures": &w.measures, "company": &w.company, "team": &w.team, "court": &w.court,
	} {
		*to = listed(lists[name])
		if len(*to) == 0 {
			return w, fmt.Errorf("read words: the list %q is missing", name)
		}
		delete(lists, name)
	}
	for part, to := range map[string]*map[string]mood{"verbs": &w.verb, "nouns": &w.noun, "adverbs": &w.adverb} {
		*to = map[string]mood{}
		for m, name := range map[mood]string{planned: "planned", possible: "possible", refused: "refused"} {
			for _, word := range lists[name+" "+part] {
				(*to)[word] = max((*to)[word], m)
			}
			delete(lists, name+" "+part)
		}
	}
	if len(lists) > 0 {
		return w, fmt.Errorf("read words: nothing asks for the list %q", slices.Min(slices.Collect(maps.Keys(lists))))
	}
	return w, nil
}

// syntax returns what of the vocabulary decides who does what a clause without a
// subject says.
func (w *lexicon) syntax() syntax.Words {
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

// parseWords reads lines "name: word word"; a line that begins with white space
// goes on with the list before it, "#" begins a comment.
func parseWords(text string) (map[string][]string, error) {
	lists := map[string][]string{}
	name, n := "", 0
	for line := range strings.Lines(text) {
		n++
		switch rest := strings.TrimSpace(line); {
		case rest == "" || line[0] == '#':
		case line[0] == ' ' || line[0] == '\t':
			if name == "" {
				return nil, fmt.Errorf("read words, line %d: a list goes on that has not begun", n)
			}
			lists[name] = append(lists[name], strings.Fields(rest)...)
		default:
			head, list, ok := strings.Cut(rest, ":")
			if _, twice := lists[head]; !ok || twice {
				return nil, fmt.Errorf("read words, line %d: want \"name: words\", each name once, got %q", n, rest)
			}
			name = head
			lists[name] = strings.Fields(list)
		}
	}
	return lists, nil
}
