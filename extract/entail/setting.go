package entail

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// An article is set in a country if it names it at least leastNamed times and
// more often than all others together by far.
const (
	leastNamed     = 4
	shareOfSetting = 0.6
)

// setting resolves what an article set in one country says without the country:
// "President Berg" leads it, "the Interior Ministry" has its seat there.
func (in *inference) setting() {
	c, ok := in.home()
	if !ok {
		return
	}
	for i, e := range in.a.Entities {
		switch {
		case e.Kind == extract.Person && !in.placed[i]:
			in.officer(i, c)
		case e.Kind == extract.Organization && !in.seated[i] && public(e.Name):
			in.add("HEADQUARTERED_IN", "setting", i, c, confidenceSetting)
		}
	}
}

// home returns the country in which the article is set.
func (in *inference) home() (int, bool) {
	best, most, all := -1, 0, 0
	for i, e := range in.a.Entities {
		if e.Kind != extract.Place || !in.l.Country[e.Name] {
			continue
		}
		n := len(in.names(i))
		all += n
		if n > most {
			best, most = i, n
		}
	}
	return best, best >= 0 && most >= leastNamed && float64(most) >= shareOfSetting*float64(all)
}

// officer gives a person whose name bears a title of state that office in the
// country.
func (in *inference) officer(person, country int) {
	for _, m := range in.names(person) {
		switch in.title(in.a.Mentions[m].Start) {
		case "LEADS":
			in.add("LEADS", "setting", person, country, confidenceSetting)
			in.add("CITIZEN_OF", "setting", person, country, confidenceSetting)
			return
		case "HOLDS_OFFICE_IN":
			in.add("HOLDS_OFFICE_IN", "setting", person, country, confidenceSetting)
			in.add("CITIZEN_OF", "setting", person, country, confidenceSetting)
			return
		}
	}
}

// title returns the relation that the title right before token i states, "" if
// there is none, or one of the past.
func (in *inference) title(i int) string {
	before := func(k int) string {
		if i-k < 0 {
			return ""
		}
		t := in.a.Tokens[i-k]
		return strings.ToLower(in.a.Text[t.Start:t.End])
	}
	past := func(w string) bool {
		return notInOffice.Has(w)
	}
	switch w := before(1); {
	case headTitles.Has(w):
		if !past(before(2)) {
			return "LEADS"
		}
	case w == lexicon.Minister:
		if before(2) == lexicon.Prime && !past(before(3)) {
			return "LEADS"
		}
		if before(2) != lexicon.Prime && !past(before(2)) && !past(before(3)) {
			return "HOLDS_OFFICE_IN"
		}
	}
	return ""
}

// public reports whether a name is that of a body which every state has.
func public(name string) bool {
	w := strings.Fields(strings.ToLower(name))
	if len(w) < 2 || len(w) > 5 || european.Has(w[0]) {
		return false
	}
	if ministry.Has(w[0]) || department.Has(w[0]) && len(w) > 1 && w[1] == lexicon.Of {
		return true
	}
	switch word := w[len(w)-1]; {
	case publicBodies.Has(word):
		return true
	case courtWord.Has(word):
		return len(w) > 1 && highCourts.Has(w[0])
	}
	return false
}
