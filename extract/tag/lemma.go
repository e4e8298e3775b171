package tag

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/neural"
)

// lemmatizer is spaCy's rule lemmatizer. The tables are sorted lines, searched
// in place.
type lemmatizer struct{ tables map[string]lemmaTables }

type lemmaTables struct {
	rules      [][]string // suffix, replacement
	exceptions string     // lines "word<tab>lemma<tab>lemma…"
	index      string     // lines of known lemmas
}

func newLemmatizer(w *neural.Weights) *lemmatizer {
	l := &lemmatizer{tables: map[string]lemmaTables{}}
	for _, pos := range []string{"noun", "verb", "adj", "adv", "punct"} {
		t := lemmaTables{w.Records("lemma." + pos + ".rules"), w.Text("lemma." + pos + ".exceptions"), w.Text("lemma." + pos + ".index")}
		if len(t.rules) > 0 || t.exceptions != "" || t.index != "" {
			l.tables[pos] = t
		}
	}
	return l
}

// line returns what follows key in the line of sorted lines that begins with
// key and ends there or goes on with a tab.
func line(lines, key string) (rest string, ok bool) {
	low, high := 0, len(lines)
	for low < high {
		mid := (low + high) / 2
		first := strings.LastIndexByte(lines[low:mid], '\n') + 1 + low
		last := strings.IndexByte(lines[mid:], '\n') + mid
		word, rest, _ := strings.Cut(lines[first:last], "\t")
		switch {
		case word == key:
			return rest, true
		case word < key:
			low = last + 1
		default:
			high = first
		}
	}
	return "", false
}

// base reports whether morphology says that the form is its own lemma.
func base(pos, morph string) bool {
	has := func(feature string) bool { return strings.Contains("|"+morph+"|", "|"+feature+"|") }
	return pos == "noun" && has("Number=Sing") ||
		pos == "verb" && has("VerbForm=Fin") && has("Tense=Pres") && !strings.Contains(morph, "Number=") ||
		has("VerbForm=Inf") || has("Degree=Pos")
}

func alphabetic(s string) bool {
	for _, r := range s {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 127) {
			return false
		}
	}
	return s != ""
}

// lemma returns the base form of a word. Of the candidates the last exception
// comes first, then the last indexed form that a suffix rule makes, then forms
// that are not alphabetic, then the first form that is not in the index.
func (l *lemmatizer) lemma(x *neural.Lexeme, universal, morph string) string {
	pos := strings.ToLower(universal)
	if pos == "" || pos == "space" || base(pos, morph) {
		return x.Lower
	}
	t, ok := l.tables[pos]
	switch {
	case !ok && pos == "propn":
		return x.Text
	case !ok:
		return x.Lower
	}
	var indexed, odd []string
	unknown := ""
	for _, r := range t.rules {
		stem, ok := strings.CutSuffix(x.Lower, r[0])
		if !ok {
			continue
		}
		form := stem + r[1]
		if _, ok := line(t.index, form); ok && form != "" {
			indexed = append(indexed, form)
		} else if form != "" && !alphabetic(form) {
			odd = append(odd, form)
		} else if unknown == "" {
			unknown = form
		}
	}
	slices.Reverse(indexed)
	forms := append(indexed, odd...)
	if rest, ok := line(t.exceptions, x.Lower); ok {
		for form := range strings.SplitSeq(rest, "\t") {
			if !slices.Contains(forms, form) {
				forms = append([]string{form}, forms...)
			}
		}
	}
	switch {
	case len(forms) > 0:
		return forms[0]
	case unknown != "":
		return unknown
	}
	return x.Text
}
