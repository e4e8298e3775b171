package ner

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// byContext corrects the kind of a name by the words right beside it: a title
// makes a person of the name after it and a body of the name before it ("Acme
// Chief Bo Lin"), "shares" and "subsidiary" make a body of the name before
// them, and what is bought or merged is no person.
func byContext(v *review) {
	v.index()
	told := map[string]extract.Kind{} // the names whose kind the words beside them told
	for i := range v.a.Mentions {
		m := &v.a.Mentions[i]
		k := v.told(m)
		if k == "" || k == m.Kind {
			continue
		}
		m.Kind = k
		if w := v.a.Words(m.Span); told[w] == "" {
			told[w] = k
		} else if told[w] != k {
			told[w] = "?"
		}
	}
	for i := range v.a.Mentions {
		m := &v.a.Mentions[i]
		if k := told[v.a.Words(m.Span)]; k != "" && k != "?" && named(m.Kind) && m.Kind != extract.Event {
			m.Kind = k
		}
	}
}

// told returns the kind that the words beside a name tell, or "".
func (v *review) told(m *extract.Mention) extract.Kind {
	switch m.Kind {
	case extract.Person:
		if !v.firstName(m) && (v.beforeTitle(m) || v.bodily(m) || v.bought(m) || v.afterAt(m) || v.apposed(m, bodyNoun)) || v.calledBody(m) {
			return extract.Organization
		}
	case extract.Organization, extract.Place, extract.Topic, extract.Product:
		switch {
		case v.afterTitle(m), v.person(m):
			return extract.Person
		case m.Kind != extract.Organization && !v.placed(m) && (v.bodily(m) || v.bought(m) || v.calledBody(m) || v.apposed(m, bodyNoun)):
			return extract.Organization
		}
	}
	return ""
}

// afterAt reports whether the name stands after "at": people are not places of
// work.
func (v *review) afterAt(m *extract.Mention) bool {
	return m.Start > 1 && v.text(m.Start-1) == lexicon.At && v.a.Tokens[m.Start-2].POS == "NOUN" && !v.placed(m)
}

// apposed reports whether a noun that passes test heads what stands after the
// name and a comma: "Acme, a group based in Zed".
func (v *review) apposed(m *extract.Mention, test func(string) bool) bool {
	i := m.End
	if i+2 >= len(v.a.Tokens) || v.text(i) != "," {
		return false
	}
	det := v.a.Tokens[i+1].POS == "DET"
	for n := 1; n < 7 && i+n < len(v.a.Tokens); n++ {
		t := &v.a.Tokens[i+n]
		switch t.POS {
		case "DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV":
		default:
			if t.Tag != "HYPH" && t.Tag != "VBN" && t.Tag != "POS" {
				return false
			}
		}
		next := i + n + 1
		if det && t.POS == "NOUN" && test(v.lower[i+n]) && (next >= len(v.a.Tokens) || v.a.Tokens[next].POS != "NOUN" && v.a.Tokens[next].POS != "PROPN") {
			return true
		}
	}
	return false
}

// person reports whether the name begins with a usual first name and is followed
// by an age or a post, as people are: "Ana Bell, 52,", "Ana Bell, a former chief".
func (v *review) person(m *extract.Mention) bool {
	if m.Len() < 2 || m.Len() > 3 || v.g.kind(v.a.Words(m.Span)) != "" {
		return false
	}
	i := m.End
	if i+2 < len(v.a.Tokens) && v.text(i) == "," && v.a.Tokens[i+1].POS == "NUM" && v.text(i+2) == "," && len(v.text(i+1)) == 2 {
		return true
	}
	return v.g.First[v.lower[m.Start]] && v.apposed(m, func(w string) bool { return v.g.Title[w] })
}

// byCompany makes an organisation of a name that the article also gives with
// the form of a company: "Acme Nord" where it has "Acme Nord AG"; and of what the
// network takes for a person and the article also gives with another word for a body:
// "Acme" where it has "Acme Nord Bank".
func byCompany(v *review) {
	firm, body := map[string]bool{}, map[string]bool{}
	for _, m := range v.a.Mentions {
		if m.Kind != extract.Organization || m.Len() < 2 {
			continue
		}
		if m.Len() > 3 && v.text(m.End-2) == "/" { // "Acme A/S" that the tokens take apart
			firm[v.a.Words(extract.Span{Start: m.Start, End: m.End - 3})] = true
		}
		end := m.End
		for end > m.Start+1 && companyForm(v.text(end-1)) {
			end--
			firm[v.a.Words(extract.Span{Start: m.Start, End: end})] = true
		}
		if w, last := v.text(m.Start), v.lower[m.End-1]; len(w) > 4 {
			if end < m.End && !groupCompany.Has(last) { // which bear the names of their towns
				firm[w] = true
			}
			body[w] = body[w] || end < m.End || v.g.OrgEnd[v.lower[end-1]]
		}
	}
	for i := range v.a.Mentions {
		m := &v.a.Mentions[i]
		if w := v.a.Words(m.Span); named(m.Kind) && (firm[w] || m.Kind == extract.Person && body[w]) && !v.placed(m) && !v.g.Demonym[w] && !v.firstName(m) {
			m.Kind = extract.Organization
		}
	}
}

// companyForm reports whether a word tells the legal form of a company.
func companyForm(w string) bool {
	return companyForms.Has(strings.ToLower(strings.Trim(w, ".")))
}

// placed reports whether the lists know the name as a place.
func (v *review) placed(m *extract.Mention) bool {
	w := v.a.Words(m.Span)
	return v.g.City[w] || v.g.Country[w] || v.g.kind(w) == extract.Place
}

// calledBody reports whether the noun right before the name says that it is a
// body: "the carmaker Acme".
func (v *review) calledBody(m *extract.Mention) bool {
	if m.Start == 0 || v.a.Tokens[m.Start-1].POS != "NOUN" {
		return false
	}
	switch w := v.lower[m.Start-1]; {
	case calledBody.Has(w):
		return !v.firstName(m) // also what people are
	default:
		return bodyNoun(w)
	}
}

// bodyNoun reports whether a noun says that what it names is a body.
func bodyNoun(w string) bool {
	if bodyNouns.Has(w) {
		return true
	}
	return strings.HasSuffix(w, lexicon.Maker) && !humanMakers.Has(w)
}

// untagged adds names that the network left out: what follows "Mr" and the like,
// and countries under their own names.
func (v *review) untagged() {
	taken := v.taken()
	for i := 0; i < len(v.a.Tokens); i++ {
		if taken[i] || !capital(v.text(i)) {
			continue
		}
		if i > 0 && v.honorific(i-1) && v.proper(i) {
			j := i + 1
			for j < len(v.a.Tokens) && !taken[j] && v.proper(j) {
				j++
			}
			v.add(extract.Span{Start: i, End: j}, extract.Person)
			i = j
			continue
		}
		if n := v.country(i, taken); n > 0 {
			v.add(extract.Span{Start: i, End: i + n}, extract.Place)
			i += n - 1
		}
	}
}

func (v *review) honorific(i int) bool {
	return honorifics.Has(strings.ToLower(strings.TrimSuffix(v.text(i), ".")))
}

// country returns the length of the country's name that begins at i and is no
// part of a longer name, or 0.
func (v *review) country(i int, taken []bool) int {
	if i > 0 && v.proper(i-1) && !taken[i-1] {
		return 0
	}
	for n := 4; n > 0; n-- {
		j := i + n
		if j > len(v.a.Tokens) || j < len(v.a.Tokens) && v.proper(j) || taken[j-1] {
			continue
		}
		if w := v.a.Words(extract.Span{Start: i, End: j}); v.g.Country[w] && v.proper(i) && len(w) > 3 {
			return n
		}
	}
	return 0
}

// firstName reports whether a name begins with a usual first name or an
// honorific, or has an initial.
func (v *review) firstName(m *extract.Mention) bool {
	for i := m.Start; i < m.End; i++ {
		w := v.lower[i]
		if v.g.First[w] && (i == m.Start || m.Len() > 1) || v.g.Title[strings.TrimSuffix(w, ".")] || len(w) == 2 && w[1] == '.' {
			return true
		}
	}
	return false
}

// personAt returns whether a name that the network calls a person begins at i.
func (v *review) personAt(i int) bool {
	m := v.holder(i)
	return m != nil && m.Start == i && m.Kind == extract.Person
}

// beforeTitle is "Acme Chief Bo Lin", "Acme Corp. vice president Di Ray".
func (v *review) beforeTitle(m *extract.Mention) bool {
	i, titles := m.End, 0
	for ; i < len(v.a.Tokens) && i < m.End+4; i++ {
		w := v.lower[i]
		if v.g.Title[w] || businessTitles.Has(w) {
			titles++
			continue
		}
		if titles > 0 || v.a.Tokens[i].POS != "NOUN" && v.a.Tokens[i].POS != "PROPN" && v.a.Tokens[i].POS != "ADJ" {
			break
		}
	}
	return titles > 0 && v.personAt(i)
}

// behind returns the token behind a name and its possessive, -1 for none.
func (v *review) behind(m *extract.Mention) int {
	i := m.End
	if i < len(v.a.Tokens) && v.a.Tokens[i].Tag == "POS" {
		i++
	}
	if i >= len(v.a.Tokens) {
		return -1
	}
	return i
}

// bodily reports whether the word after the name belongs to a body only.
func (v *review) bodily(m *extract.Mention) bool {
	i := v.behind(m)
	if i < 0 {
		return false
	}
	if bodiesHave.Has(v.a.Tokens[i].Lemma) {
		return true
	}
	return strings.EqualFold(v.text(i), lexicon.CEO)
}

// bought reports whether the name is the object of a takeover, or what was
// founded or is owned by somebody.
func (v *review) bought(m *extract.Mention) bool {
	t := &v.a.Tokens[v.a.HeadOf(m.Span)]
	verb := v.a.Tokens[t.Head].Lemma
	switch t.Dep {
	case "dobj":
		return acquire.Has(verb) || buy.Has(verb) && m.Len() == 1 || coFound.Has(verb)
	case "nsubjpass":
		return acquire.Has(verb) || found.Has(verb) && m.Kind != extract.Place || owned.Has(verb)
	}
	return false
}

// afterTitle reports whether a title that goes with people only stands right
// before the name, and the name does not look like that of a body.
func (v *review) afterTitle(m *extract.Mention) bool {
	if m.Start == 0 || m.Len() > 3 || v.g.kind(v.a.Words(m.Span)) != "" {
		return false
	}
	w := strings.ToLower(strings.TrimSuffix(v.text(m.Start), "."))
	if address.Has(w) {
		return true
	}
	w = strings.ToLower(strings.TrimSuffix(v.text(m.Start-1), "."))
	if m.Kind == extract.Place && v.g.City[v.a.Words(m.Span)] || !capital(v.text(m.Start-1)) && m.Len() == 1 {
		return address.Has(w)
	}
	switch {
	case personalTitles.Has(w):
		return m.Len() > 1 || v.alone(m)
	case minister.Has(w):
		return v.alone(m)
	}
	return false
}

// alone reports whether no further capitalised word follows the name.
func (v *review) alone(m *extract.Mention) bool {
	return m.End >= len(v.a.Tokens) || v.a.Tokens[m.End].POS != "PROPN" && v.a.Tokens[m.End].POS != "NOUN"
}
