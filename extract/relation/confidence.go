package relation

import (
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"newsgraph/extract"
)

// confidenceFile holds what each property of a claim is worth; see its head.
//
//go:embed confidence.txt
var confidenceFile string

// weights give each property of a claim its worth, in hundredths of log odds.
type weights map[string]int

// parseWeights reads lines "property worth explanation"; "#" begins a comment.
func parseWeights(text string) (weights, error) {
	w := weights{}
	n := 0
	for line := range strings.Lines(text) {
		n++
		f := strings.Fields(line)
		if len(f) == 0 || f[0][0] == '#' {
			continue
		}
		if len(f) < 2 {
			return nil, fmt.Errorf("read the worth of properties, line %d: want a property and its worth, got %q", n, strings.TrimSpace(line))
		}
		worth, err := strconv.Atoi(f[1])
		if _, twice := w[f[0]]; err != nil || twice {
			return nil, fmt.Errorf("read the worth of properties, line %d: %q is no whole number, or %s stands there twice", n, f[1], f[0])
		}
		w[f[0]] = worth
	}
	return w, nil
}

// confidence estimates how likely a claim is what the text says: a logistic
// regression over its Properties. The sum is of whole numbers and the result has
// two digits, so that every machine comes to the same.
func (x *Extractor) confidence(a *extract.Article, k *extract.Claim) float64 {
	sum := 0
	for _, p := range Properties(a, k) {
		sum += x.weights[p]
	}
	p := 1 / (1 + math.Exp(-float64(sum)/100))
	return math.Round(min(max(p, .05), .99)*100) / 100
}

// Properties lists what the confidence in a claim depends on. The names are those
// of confidence.txt; PropertyDoc says what they mean.
func Properties(a *extract.Article, k *extract.Claim) []string {
	list := make([]string, 0, 16)
	list = append(list, "base", framePrefix+k.Frame, "relation-"+k.Relation)
	add := func(name string, there bool) {
		if there {
			list = append(list, name)
		}
	}
	var pronoun, description, rule, kind, once, bare, inside bool
	for _, m := range [2]int{k.SubjectMention, k.ObjectMention} {
		if m < 0 || m >= len(a.Mentions) {
			continue
		}
		x := &a.Mentions[m]
		pronoun = pronoun || x.Form == extract.Pronoun
		description = description || x.Form == extract.Nominal
		if x.Entity < 0 {
			continue
		}
		e := &a.Entities[x.Entity]
		if x.Form == extract.Proper {
			rule = rule || x.Label == ""
			kind = kind || x.Label != "" && !called(x.Label, e.Kind)
		}
		once = once || len(e.Mentions) == 1
		bare = bare || e.Kind == extract.Person && !strings.Contains(e.Name, " ")
		switch a.Tokens[x.Head].Dep {
		case "pobj", "poss", "compound", "nmod", "amod", "conj", "appos":
			inside = true
		}
	}
	add("pronoun", pronoun)
	add("description", description)
	add("name-by-rule", rule)
	add("kind-by-rule", kind)
	add("named-once", once)
	add("one-word-person", bare)
	add("inside-phrase", inside && k.Frame == "verb")
	n := k.Evidence.Len()
	add("evidence-above-6", n > 6)
	add("evidence-above-12", n > 12)
	add("evidence-above-25", n > 25)
	between := namesIn(a, k)
	add("name-between", between > 0)
	add("names-between-3", between > 2)
	if s := k.Sentence; s >= 0 && s < len(a.Sentences) {
		add("long-sentence", a.Sentences[s].Len() > 40)
		add("no-full-stop", !stopped(a, a.Sentences[s].Span))
	}
	add("negated", k.Negated)
	add(string(k.Modality), k.Modality == extract.Planned || k.Modality == extract.Possible)
	add("former", k.Former)
	add("said", k.Speaker >= 0 || k.Reported)
	return list
}

// PropertyDoc says what a property means.
func PropertyDoc(name string) string {
	if r, ok := strings.CutPrefix(name, "relation-"); ok {
		return "claims of " + r
	}
	for _, f := range frames() {
		if name == framePrefix+f.name {
			return "found as " + f.doc
		}
	}
	for _, p := range [][2]string{
		{"base", "every claim"},
		{"pronoun", "a pronoun stands for an end"},
		{"description", "a description stands for an end"},
		{"name-by-rule", "a rule, not the network, found the name of an end"},
		{"kind-by-rule", "the network took an end for something else"},
		{"named-once", "the article mentions an end only once"},
		{"one-word-person", "a person of one name"},
		{"inside-phrase", "verb frame: an end lies inside a phrase, or is one of several"},
		{"evidence-above-6", "more than 6 words from the first end to the last"},
		{"evidence-above-12", "more than 12"},
		{"evidence-above-25", "more than 25"},
		{"name-between", "another name stands between the ends"},
		{"names-between-3", "three names and more"},
		{"long-sentence", "the sentence has more than 40 words"},
		{"no-full-stop", "the sentence ends without a stop: headline, list, caption"},
		{"negated", "it did not happen"},
		{"planned", "it is planned"},
		{"possible", "it is possible"},
		{"former", "it is no more"},
		{"said", "somebody says so"},
	} {
		if p[0] == name {
			return p[1]
		}
	}
	return ""
}

// called reports whether the network's label is that of a kind.
func called(label string, kind extract.Kind) bool {
	switch label {
	case "PERSON":
		return kind == extract.Person
	case "ORG":
		return kind == extract.Organization
	case "GPE", "LOC", "FAC":
		return kind == extract.Place
	case "NORP":
		return kind == extract.Group || kind == extract.Place
	case "EVENT":
		return kind == extract.Event
	case "LAW":
		return kind == extract.Law || kind == extract.Agreement
	}
	return true
}

// namesIn counts the names inside the evidence besides the ends.
func namesIn(a *extract.Article, k *extract.Claim) int {
	first, _ := slices.BinarySearchFunc(a.Mentions, k.Evidence.Start, func(m extract.Mention, start int) int { return m.Start - start })
	n := 0
	for i := first; i < len(a.Mentions) && a.Mentions[i].Start < k.Evidence.End; i++ {
		m := &a.Mentions[i]
		if m.Form == extract.Proper && m.Entity >= 0 && m.Entity != k.Subject && m.Entity != k.Object {
			n++
		}
	}
	return n
}

// stopped reports whether a sentence ends with a stop, quotation marks aside.
func stopped(a *extract.Article, s extract.Span) bool {
	for i := s.End - 1; i >= s.Start && i > s.End-4; i-- {
		switch a.Text[a.Tokens[i].Start:a.Tokens[i].End] {
		case ".", "!", "?", ":", ";", "…":
			return true
		}
	}
	return false
}
