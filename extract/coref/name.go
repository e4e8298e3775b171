package coref

import (
	"strings"
	"unicode"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// addName takes a name over from the article.
func (r *resolver) addName(m extract.Mention) {
	i := r.add(m)
	x := &r.mentions[i]
	for t := m.Start; t < m.End; t++ {
		if r.at[t] < 0 {
			r.at[t] = i
		}
	}
	x.form = r.trimmed(m.Span)
	x.words = r.nameWords(x.form, m.Kind)
	x.key = strings.Join(x.words, " ")
	if c, d := r.country(x); c != "" {
		x.key, x.demonym = "country:"+c, d
		r.countries[c] = append(r.countries[c], i)
		return
	}
	switch m.Kind {
	case extract.Person:
		x.gender = r.nameGender(x)
	case extract.Group:
		x.plural = true
	case extract.Event:
		r.edition(x)
	case extract.Organization, extract.Place:
		if full := r.l.Alias[strings.ToLower(undotted(x.form))]; full != "" {
			x.words = strings.Fields(strings.ToLower(full))
			x.key = strings.Join(x.words, " ")
			x.known = true
		}
	}
}

// trimmed returns the text of a name without article and possessive.
func (r *resolver) trimmed(s extract.Span) string {
	for s.Start < s.End-1 {
		w := r.lower(s.Start)
		if !articles.Has(w) || r.l.Country[r.a.Words(s)] != "" {
			break
		}
		s.Start++
	}
	for s.End > s.Start+1 && (possessive(r.text(s.End-1)) || r.a.Tokens[s.End-1].Space()) {
		s.End--
	}
	return strings.Join(strings.Fields(r.a.Words(s)), " ")
}

func possessive(w string) bool { return possessiveMarks.Has(w) }

// country returns the usual name of the country that a name means, and whether
// it does so by a demonym.
func (r *resolver) country(x *mention) (name string, demonym bool) {
	if x.Kind == extract.Person || x.Kind == extract.Event {
		return "", false
	}
	if c := r.l.Country[x.form]; c != "" && x.Kind != extract.Organization {
		return c, false
	}
	if x.Kind != extract.Group {
		return "", false
	}
	c := r.l.Demonym[x.form]
	if c == "" || !r.attributive(x.Span) {
		return "", false
	}
	return c, true
}

// attributive reports whether a demonym stands before a noun ("the Chinese
// president"); alone it means the people.
func (r *resolver) attributive(s extract.Span) bool {
	last := r.a.Tokens[s.End-1]
	switch last.Dep {
	case "amod", "compound", "nmod", "poss":
		return last.Head >= s.End
	}
	if s.End < len(r.a.Tokens) {
		next := r.a.Tokens[s.End]
		return last.Tag == "JJ" && (next.POS == "NOUN" || next.POS == "PROPN" || next.POS == "ADJ")
	}
	return false
}

// nameWords returns the words by which names are compared.
func (r *resolver) nameWords(form string, k extract.Kind) []string {
	words := strings.FieldsFunc(strings.ToLower(form), func(c rune) bool { return unicode.IsSpace(c) || c == ',' || c == '"' || c == '“' || c == '”' })
	for i, w := range words {
		words[i] = plainWord(w)
	}
	switch k {
	case extract.Person:
		for len(words) > 1 && r.isTitle(words[0]) {
			words = words[1:]
		}
		for len(words) > 1 && generations.Has(words[len(words)-1]) {
			words = words[:len(words)-1]
		}
	case extract.Organization:
		for len(words) > 1 && r.l.Suffix[words[len(words)-1]] {
			words = words[:len(words)-1]
		}
	}
	return words
}

func (r *resolver) isTitle(w string) bool {
	_, ok := r.l.Title[w]
	return ok
}

// plainMarks gives quotation marks and dashes one form and takes off full stops.
var plainMarks = strings.NewReplacer("’", "'", "‘", "'", "–", "-", "‑", "-", ".", "")

// plainWord folds the spellings of one word: quotes, full stops, al-.
func plainWord(w string) string {
	if strings.ContainsAny(w, "’‘–‑.") {
		w = plainMarks.Replace(w)
	}
	w = strings.TrimSuffix(w, lexicon.Possessive)
	for _, p := range arabicArticles {
		if strings.HasPrefix(w, p) && len(w) > len(p)+2 {
			return w[len(p):]
		}
	}
	if w == "&" {
		return lexicon.And
	}
	return w
}

func undotted(s string) string { return strings.ReplaceAll(s, ".", "") }

// nameGender tells a person's gender by the title before the name or the first
// name.
func (r *resolver) nameGender(x *mention) Gender {
	for i := x.Start - 1; i >= max(0, x.Start-2); i-- {
		w := strings.TrimSuffix(r.lower(i), ".")
		if g, ok := r.l.Title[w]; ok && g != 0 {
			return g
		}
		if role, ok := r.l.Role[w]; ok && role.Gender != 0 && i == x.Start-1 {
			return role.Gender
		}
	}
	if len(x.words) == 0 {
		return 0
	}
	if first := strings.ToLower(strings.Fields(x.form)[0]); r.l.Title[strings.TrimSuffix(first, ".")] != 0 {
		return r.l.Title[strings.TrimSuffix(first, ".")]
	}
	w := x.words[0]
	if g := r.l.First[w]; g != 0 && len(x.words) > 1 { // a name of one word may be a surname: "Kerry", "Paul"
		return g
	}
	if i := strings.IndexByte(w, '-'); i > 0 && len(x.words) > 1 {
		return r.l.First[w[:i]]
	}
	return 0
}
