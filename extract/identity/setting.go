package identity

import (
	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// The bounds below were set while reading scopes in news of many countries; they were not
// swept.
const (
	longestShared  = 4    // letters of an acronym that bodies of several countries may have
	longestAcronym = 7    // letters
	leastNamed     = 2    // times that an article names the country in which it is set, a town counting twice
	shareOfHome    = 0.75 // of the countries it names
	reach          = 4    // words between a country and the body that it has: "Norland's main opposition Labour Party"
)

// setting is what an article tells of the countries that it is about.
type setting struct {
	a     *extract.Article
	lower []string       // tokens in lower case
	count map[string]int // countries to how often they are named
	at    map[int]string // tokens to the country or place whose name they are part of
	home  string         // the country in which the article is set, "" if it is not clear
	tied  map[int]map[string]int
}

// survey looks over an article.
func survey(a *extract.Article) *setting {
	s := &setting{a: a, lower: a.Lower(), count: map[string]int{}, at: map[int]string{}, tied: map[int]map[string]int{}}
	for i := range a.Mentions {
		m := &a.Mentions[i]
		if m.Form != extract.Proper {
			continue
		}
		switch m.Kind {
		case extract.Place, extract.Group:
			s.name(m.Span)
		case extract.Organization:
			for t := m.Start; t < m.End; t++ {
				if c := known.country[a.Words(extract.Span{Start: t, End: t + 1})]; c != "" {
					s.count[c]++
				}
			}
		}
	}
	s.home = s.most(s.count)
	if n := s.count[s.home]; n < leastNamed {
		s.home = ""
	}
	s.claims()
	return s
}

// name notes a place or people that the article names.
func (s *setting) name(span extract.Span) {
	for span.Start < span.End-1 && s.lower[span.Start] == lexicon.The {
		span.Start++
	}
	if k := span.End - 1; k > span.Start && (s.lower[k] == lexicon.Possessive || s.lower[k] == lexicon.CurlyPossessive) {
		span.End--
	}
	words := s.a.Words(span)
	c := known.of(words)
	if c == "" {
		return
	}
	s.count[c]++
	if known.country[words] == "" {
		s.count[c]++ // whoever writes of a country abroad names it, not its towns
	}
	for t := span.Start; t < span.End; t++ {
		s.at[t] = words
	}
}

// most returns the country that a count has by far most, "" if none.
func (s *setting) most(count map[string]int) string {
	best, all := "", 0
	for c, n := range count {
		all += n
		if n > count[best] || n == count[best] && (best == "" || c < best) {
			best = c
		}
	}
	if float64(count[best]) < shareOfHome*float64(all) {
		return ""
	}
	return best
}

// top returns how often the country that the article names most is named.
func (s *setting) top() int {
	top := 0
	for _, n := range s.count {
		top = max(top, n)
	}
	return top
}

// claims notes which countries the claims of the article tie its entities to.
func (s *setting) claims() {
	nation := map[int]string{} // of people, "" where claims differ
	for _, c := range s.stated() {
		land := known.of(s.a.Entities[c.Object].Name)
		if s.a.Entities[c.Object].Kind != extract.Place || land == "" {
			continue
		}
		switch c.Relation {
		case "LOCATED_IN", "PART_OF", "HEADQUARTERED_IN":
			s.tie(c.Subject, land)
		case "CITIZEN_OF", "HOLDS_OFFICE_IN", "LEADS", "REPRESENTS":
			s.tie(c.Subject, land)
			if old, ok := nation[c.Subject]; ok && old != land {
				land = ""
			}
			nation[c.Subject] = land
		}
	}
	for _, c := range s.stated() {
		switch c.Relation {
		case "LEADS", "MEMBER_OF", "EMPLOYED_BY", "REPRESENTS":
			s.tie(c.Object, nation[c.Subject])
		}
	}
}

// stated returns the claims that sentences of the article make of two entities.
func (s *setting) stated() []*extract.Claim {
	var out []*extract.Claim
	for k := range s.a.Claims {
		if c := &s.a.Claims[k]; !c.Negated && !c.Entailed && c.Modality == extract.Actual && c.Object >= 0 {
			out = append(out, c)
		}
	}
	return out
}

// tie notes a country that a claim gives an entity.
func (s *setting) tie(i int, land string) {
	if land == "" {
		return
	}
	if s.tied[i] == nil {
		s.tied[i] = map[string]int{}
	}
	s.tied[i][land]++
}

// told returns the country, or the region, that the article gives an entity: beside its
// name or a description of it, else by its claims; "" if it tells of none or of several.
func (s *setting) told(i int) string {
	votes := map[string]int{}
	for _, m := range s.a.Entities[i].Mentions {
		x := &s.a.Mentions[m]
		start := x.Start
		switch x.Form {
		case extract.Pronoun:
			continue
		case extract.Nominal:
			start = x.Head
		}
		if c := s.before(start); c != "" {
			votes[c]++
		}
		if c := s.behind(x.End); c != "" {
			votes[c]++
		}
	}
	if len(votes) > 0 {
		return s.most(votes)
	}
	return s.most(s.tied[i])
}

// before returns whose a body is whose name begins at token i: "Norland's main
// opposition Labour Party".
func (s *setting) before(i int) string {
	for k := i - 1; k >= max(0, i-reach); k-- {
		if w := s.at[k]; w != "" {
			return s.whose(w)
		}
		switch t := &s.a.Tokens[k]; {
		case s.lower[k] == lexicon.Possessive || s.lower[k] == lexicon.CurlyPossessive:
		case t.POS == "ADJ" || t.POS == "NOUN" || anyBody.Has(s.lower[k]):
		default:
			return ""
		}
	}
	return ""
}

// behind returns whose a body is whose name ends before token i: "the Supreme Court of
// Norland".
func (s *setting) behind(i int) string {
	if i+1 >= len(s.lower) || s.lower[i] != lexicon.Of && s.lower[i] != lexicon.In {
		return ""
	}
	in := s.lower[i] == lexicon.In
	if i++; s.lower[i] == lexicon.The {
		i++
	}
	w := s.at[i]
	if w == "" || in && known.country[w] == "" && known.capital[w] == "" {
		return "" // a court in a town need not be the town's
	}
	return s.whose(w)
}

// whose returns the country for its name or its capital, else the region or town itself.
func (s *setting) whose(words string) string {
	if c := known.country[words]; c != "" {
		return c
	}
	if c := known.capital[words]; c != "" {
		return c
	}
	return plain(words)
}
