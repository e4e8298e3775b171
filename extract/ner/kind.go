package ner

import (
	"cmp"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// byGazetteer corrects the kind of a name whose own words tell it.
func byGazetteer(v *review) {
	for i := range v.a.Mentions {
		m := &v.a.Mentions[i]
		if m.Kind == extract.Event && v.built(m) {
			m.Kind = extract.Place
		}
		if !named(m.Kind) || m.Kind == extract.Event || m.Kind == extract.Law || m.Kind == extract.Agreement {
			continue
		}
		switch k := v.g.kind(v.a.Words(m.Span)); {
		case k == extract.Group && m.Kind != extract.Product:
			m.Kind = k
		case k == extract.Place && (v.g.Country[v.a.Words(m.Span)] || v.g.Region[v.a.Words(m.Span)] || v.g.City[v.a.Words(m.Span)] && m.Kind != extract.Organization):
			m.Kind = k
		case k == extract.Organization:
			m.Kind = k
		case k == extract.Place && (m.Kind == extract.Organization || m.Kind == extract.Person) && v.g.Place[v.lower[m.End-1]] && !v.g.Institution[v.lower[m.End-1]]:
			m.Kind = k
		case k == "" && m.Kind == extract.Person && m.Len() == 1 && v.g.City[v.text(m.Start)] && !v.g.First[v.lower[m.Start]]:
			m.Kind = extract.Place
		}
	}
}

// built reports whether the last word of a name is one for what is built, as no
// event's is: "Zed Friendship Bridge".
func (v *review) built(m *extract.Mention) bool {
	if built.Has(v.text(m.End - 1)) {
		return m.Len() > 1
	}
	return false
}

// bySurname makes a person of a one-word name that is the surname of somebody
// whom the article names in full; also of the first word, where it is no usual
// first name (Xi Jinping).
func bySurname(v *review) {
	surname := map[string]bool{}
	for _, m := range v.a.Mentions {
		if m.Kind != extract.Person || m.Len() < 2 {
			continue
		}
		surname[v.text(m.End-1)] = true
		if w := v.text(m.Start); !v.g.First[strings.ToLower(w)] && !v.g.City[w] && !strings.Contains(w, ".") {
			surname[w] = true
		}
	}
	for i := range v.a.Mentions {
		m := &v.a.Mentions[i]
		if named(m.Kind) && v.addressed(m.Span) {
			m.Kind = extract.Person
			continue
		}
		if m.Len() != 1 || !named(m.Kind) || m.Kind == extract.Person || m.Kind == extract.Event || m.Kind == extract.Law {
			continue
		}
		if w := v.text(m.Start); surname[w] && !v.g.Country[w] && !v.g.Demonym[w] {
			m.Kind = extract.Person
		}
	}
}

// addressed reports whether "Mr.", "Mrs." or the like stands right before a name.
func (v *review) addressed(s extract.Span) bool {
	if s.Start == 0 || s.Len() > 3 {
		return false
	}
	if address.Has(strings.TrimSuffix(v.lower[s.Start-1], ".")) {
		return capital(v.text(s.Start))
	}
	return false
}

// candidate is a name that untagged text is compared with.
type candidate struct {
	words []string
	kinds []extract.Kind
	kind  extract.Kind // most of kinds
}

// spread gives the names of the article to places where the same words stand
// untagged.
func spread(v *review) {
	list := v.candidates()
	by := map[string][]*candidate{}
	for _, c := range list {
		c.kind = majority(c.kinds)
		by[c.words[0]] = append(by[c.words[0]], c)
	}
	for _, l := range by {
		slices.SortStableFunc(l, func(x, y *candidate) int { return cmp.Compare(len(y.words), len(x.words)) })
	}
	count := map[string]int{}
	for i := range v.a.Tokens {
		count[v.text(i)]++
	}
	taken := v.taken()
	for i := 0; i < len(v.a.Tokens); i++ {
		if taken[i] {
			continue
		}
		for _, c := range by[v.text(i)] {
			if v.stands(c, i, taken, count) {
				s := extract.Span{Start: i, End: i + len(c.words)}
				v.add(s, c.kind)
				i = s.End - 1
				break
			}
		}
	}
}

// candidates returns the names worth looking for, in order of the text, and the
// surnames of people named in full.
func (v *review) candidates() []*candidate {
	var list []*candidate
	index := map[string]*candidate{}
	put := func(s extract.Span, k extract.Kind) {
		words := make([]string, 0, s.Len())
		for i := s.Start; i < s.End; i++ {
			words = append(words, v.text(i))
		}
		key := strings.Join(words, " ")
		if len(key) < 3 || !capital(words[0]) || v.g.NoName[key] {
			return
		}
		c := index[key]
		if c == nil {
			c = &candidate{words: words}
			index[key] = c
			list = append(list, c)
		}
		c.kinds = append(c.kinds, k)
	}
	for _, m := range v.a.Mentions {
		switch m.Kind {
		case extract.Person, extract.Organization, extract.Place, extract.Group, extract.Event:
			put(m.Span, m.Kind)
		}
	}
	for _, m := range v.a.Mentions {
		if w := v.text(m.End - 1); m.Kind == extract.Person && m.Len() > 1 && capital(w) && len(w) > 3 {
			put(extract.Span{Start: m.End - 1, End: m.End}, m.Kind)
		}
	}
	return list
}

// stands reports whether candidate c stands untagged at token i and is a name
// there: most places of a single word must be tagged, and no other name may
// touch it.
func (v *review) stands(c *candidate, i int, taken []bool, count map[string]int) bool {
	j := i + len(c.words)
	if j > len(v.a.Tokens) {
		return false
	}
	for k, w := range c.words {
		if taken[i+k] || v.text(i+k) != w {
			return false
		}
	}
	if k := c.kind; len(c.words) == 1 {
		if k != extract.Person && len(c.kinds)*3 < count[c.words[0]] && !v.g.Org[c.words[0]] {
			return false
		}
		if p := v.a.Tokens[i].POS; p != "PROPN" && p != "NOUN" && k != extract.Group && !v.g.Org[c.words[0]] {
			return false
		}
	}
	if j < len(v.a.Tokens) && !taken[j] && v.proper(j) && !v.g.Role[v.lower[j]] {
		return false
	}
	if c.kind != extract.Group && (v.hyphen(j) || v.hyphen(i-1)) {
		return false // "Zed-Haus", "Alt-Zed"
	}
	return i == 0 || taken[i-1] || !v.proper(i-1) || v.g.Title[strings.TrimSuffix(v.lower[i-1], ".")]
}

// hyphen reports whether token i is a hyphen between capitals.
func (v *review) hyphen(i int) bool {
	return i > 0 && i+1 < len(v.a.Tokens) && v.text(i) == "-" && capital(v.text(i+1)) && capital(v.text(i-1))
}

// proper reports whether token i is a capitalised proper noun.
func (v *review) proper(i int) bool {
	return v.a.Tokens[i].POS == "PROPN" && capital(v.text(i))
}

// known finds countries, demonyms and organisations of the lists that the network
// passed over: proper nouns that touch no other name.
func known(v *review) {
	taken := v.taken()
	for i := 0; i < len(v.a.Tokens); i++ {
		if taken[i] || !capital(v.text(i)) && !v.g.Org[v.text(i)] {
			continue
		}
		for n := 3; n > 0; n-- {
			s := extract.Span{Start: i, End: i + n}
			if s.End > len(v.a.Tokens) || !v.free(s, taken) {
				continue
			}
			if k := v.listed(s); k != "" {
				v.add(s, k)
				i += n - 1
				break
			}
		}
	}
}

// free reports whether a span holds no name and no proper noun stands beside it.
func (v *review) free(s extract.Span, taken []bool) bool {
	if !v.none(s, taken) {
		return false
	}
	if s.Start > 0 && (v.proper(s.Start-1) || v.text(s.Start-1) == "-") {
		return false
	}
	return s.End == len(v.a.Tokens) || !v.proper(s.End) && v.text(s.End) != "-"
}

// listed returns the kind of a span that the lists know as a whole, or "".
func (v *review) listed(s extract.Span) extract.Kind {
	w := v.a.Words(s)
	tag := v.a.Tokens[s.End-1].POS
	switch {
	case v.g.Demonym[w] && (tag == "ADJ" || tag == "PROPN" || tag == "NOUN"):
		return extract.Group
	case tag == "PROPN" && len(w) > 2 && v.g.Country[w]:
		return extract.Place
	case v.g.Org[w] && (shouting(w) && (tag == "PROPN" || len(w) > 2) || s.Len() > 1 || !capital(w)):
		return extract.Organization
	}
	return ""
}

// byCity makes a place of a one-word person or organisation that is a known city
// and stands after a preposition of place.
func byCity(v *review) {
	whole := map[string]bool{} // first words of people named in full
	for _, m := range v.a.Mentions {
		if m.Kind == extract.Person && m.Len() > 1 {
			whole[v.text(m.Start)] = true
		}
	}
	stays := v.stays(whole)
	for i := range v.a.Mentions {
		m := &v.a.Mentions[i]
		if v.dateline(m.Span) || m.Kind == extract.Person && stays[v.a.Words(m.Span)] {
			m.Kind = extract.Place
			continue
		}
		if m.Kind != extract.Person && m.Kind != extract.Organization || m.Start == 0 {
			continue
		}
		w := v.a.Words(m.Span)
		if !v.g.City[w] || whole[w] || shouting(w) {
			continue
		}
		if placePrepositions.Has(v.lower[m.Start-1]) {
			m.Kind = extract.Place
		}
	}
}

// stays returns the names that stand after "in", have nothing of a person's and do
// more seldom what people do: places that the network took for people.
func (v *review) stays(whole map[string]bool) map[string]bool {
	in := map[string]int{}
	for i := range v.a.Mentions {
		m := &v.a.Mentions[i]
		if m.Kind == extract.Person && m.Start > 0 && v.lower[m.Start-1] == lexicon.In && m.Len() < 4 && !v.firstName(m) && !v.owns(m) {
			in[v.a.Words(m.Span)]++
		}
	}
	if len(in) == 0 {
		return nil
	}
	stays := map[string]bool{}
	for w := range in {
		stays[w] = !whole[w]
	}
	for i := range v.a.Mentions {
		m := &v.a.Mentions[i]
		if w := v.a.Words(m.Span); in[w] > 0 && (v.acts(m) || v.owns(m) || v.afterTitle(m)) {
			if in[w]--; in[w] == 0 {
				stays[w] = false
			}
		}
	}
	return stays
}

// owns reports whether a possessive follows a name.
func (v *review) owns(m *extract.Mention) bool {
	return m.End < len(v.a.Tokens) && v.a.Tokens[m.End].Tag == "POS"
}

// dateline reports whether a name in capitals opens a paragraph as the place
// where the article was written: "OSLO (ZPA) - ", "OSLO, Norway — ".
func (v *review) dateline(s extract.Span) bool {
	n := v.a.SentenceOf(s.Start)
	if n < 0 || v.a.Sentences[n].Start != s.Start || !shouting(v.a.Words(s)) || n > 0 && v.a.Sentences[n-1].Paragraph == v.a.Sentences[n].Paragraph {
		return false
	}
	most := 8
	switch w := v.text(min(s.End, len(v.a.Tokens)-1)); {
	case w == ",", w == "/", w == "(":
		most = 18 // a second place, a date, an agency
	case isDigits(w) && len(w) < 4:
		return false // a table of results
	}
	for i := s.End; i < min(s.End+most, v.a.Sentences[n].End); i++ {
		switch v.text(i) {
		case "-", "–", "—", "--": // not "CRICKET - NORLAND WIN"
			return !shouting(v.a.Words(extract.Span{Start: i + 1, End: v.a.Sentences[n].End}))
		}
	}
	return false
}

// byMajority gives all names with the same words the kind that most of them
// have.
func byMajority(v *review) {
	votes := map[string][]extract.Kind{}
	from := "" // the place of the dateline
	for _, m := range v.a.Mentions {
		if named(m.Kind) {
			w := v.a.Words(m.Span)
			votes[w] = append(votes[w], m.Kind)
			if from == "" && v.dateline(m.Span) {
				from = w
			}
		}
	}
	winner := make(map[string]extract.Kind, len(votes))
	for i := range v.a.Mentions {
		m := &v.a.Mentions[i]
		if !named(m.Kind) {
			continue
		}
		w := v.a.Words(m.Span)
		k, ok := winner[w]
		if !ok {
			k = majority(votes[w])
			if from != "" && strings.EqualFold(from, w) {
				k = extract.Place
			}
			winner[w] = k
		}
		m.Kind = k
	}
}

// majority returns the most frequent kind, the earliest of equals.
func majority(kinds []extract.Kind) extract.Kind {
	all := extract.Kinds()
	counts := make([]int, len(all))
	best, most := kinds[0], 0
	for _, k := range kinds {
		if i := slices.Index(all, k); i >= 0 {
			counts[i]++
			most = max(most, counts[i])
		}
	}
	for _, k := range kinds {
		if i := slices.Index(all, k); i >= 0 && counts[i] == most {
			return k
		}
	}
	return best
}
