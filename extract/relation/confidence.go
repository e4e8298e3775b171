package relation

import (
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
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
	return x.weights.confidence(a, k, .05)
}

// confidence is at least the given number.
func (w weights) confidence(a *extract.Article, k *extract.Claim, least float64) float64 {
	sum := 0
	for _, p := range Properties(a, k) {
		sum += w[p.Name] * p.Hundredths
	}
	p := 1 / (1 + math.Exp(-float64(sum)/10_000))
	return math.Round(min(max(p, least), .99)*100) / 100
}

// Property is something that the confidence in a claim depends on: its name, and how
// much of it there is, in hundredths; 100 where it is there or not.
type Property struct {
	Name       string
	Hundredths int
}

// Properties lists what the confidence in a claim depends on. The names are those
// of confidence.txt; PropertyDoc says what they mean.
func Properties(a *extract.Article, k *extract.Claim) []Property {
	list := make([]Property, 0, 24)
	for _, name := range [...]string{"base", framePrefix + k.Frame, relationPrefix + k.Relation} {
		list = append(list, Property{name, 100})
	}
	c := seen{Article: a, claim: k}
	c.look()
	for _, p := range properties() {
		if p.holds(&c) {
			list = append(list, Property{p.name, 100})
		}
	}
	return append(list, judged(k)...)
}

// PropertyDoc says what a property means.
func PropertyDoc(name string) string {
	if r, ok := strings.CutPrefix(name, relationPrefix); ok {
		return "claims of " + r
	}
	for _, f := range frames() {
		if name == framePrefix+f.name {
			return "found as " + f.doc
		}
	}
	if name == framePrefix+learnedFrame {
		return "found by the reader alone"
	}
	if name == "base" {
		return "every claim"
	}
	if doc := judgedDoc(name); doc != "" {
		return doc
	}
	for _, p := range properties() {
		if p.name == name {
			return p.doc
		}
	}
	return ""
}

const relationPrefix = "relation-"

// A property is something that can be seen of a claim besides its frame and
// relation, and that tells how far it can be trusted.
type property struct {
	name, doc string
	holds     func(c *seen) bool
}

func properties() []property {
	return []property{
		{"pronoun", "a pronoun stands for an end", func(c *seen) bool { return c.pronoun }},
		{"description", "a description stands for an end", func(c *seen) bool { return c.description }},
		{"name-by-rule", "a rule, not the network, found the name of an end", func(c *seen) bool { return c.rule }},
		{"kind-by-rule", "the network took an end for something else", func(c *seen) bool { return c.kind }},
		{"named-once", "the article mentions an end only once", func(c *seen) bool { return c.once }},
		{"one-word-person", "a person of one name", func(c *seen) bool { return c.bare }},
		{"inside-phrase", "verb frame: an end lies inside a phrase, or is one of several", func(c *seen) bool { return c.inside && c.claim.Frame == "verb" }},
		{"evidence-above-6", "more than 6 words from the first end to the last", func(c *seen) bool { return c.claim.Evidence.Len() > 6 }},
		{"evidence-above-12", "more than 12", func(c *seen) bool { return c.claim.Evidence.Len() > 12 }},
		{"evidence-above-25", "more than 25", func(c *seen) bool { return c.claim.Evidence.Len() > 25 }},
		{"name-between", "another name stands between the ends", func(c *seen) bool { return c.between > 0 }},
		{"names-between-3", "three names and more", func(c *seen) bool { return c.between > 2 }},
		{"long-sentence", "the sentence has more than 40 words", func(c *seen) bool { return c.sentence != nil && c.sentence.Len() > 40 }},
		{"no-full-stop", "the sentence ends without a stop: headline, list, caption", func(c *seen) bool { return c.sentence != nil && !stopped(c.Article, c.sentence.Span) }},
		{"negated", "it did not happen", func(c *seen) bool { return c.claim.Negated }},
		{"planned", "it is planned", func(c *seen) bool { return c.claim.Modality == extract.Planned }},
		{"possible", "it is possible", func(c *seen) bool { return c.claim.Modality == extract.Possible }},
		{"former", "it is no more", func(c *seen) bool { return c.claim.Former }},
		{"said", "somebody says so", func(c *seen) bool { return c.claim.Speaker >= 0 || c.claim.Reported }},
	}
}

// A seen claim is a claim with what its properties ask of its ends.
type seen struct {
	*extract.Article
	claim    *extract.Claim
	sentence *extract.Sentence // nil for none
	between  int               // names inside the evidence besides the ends

	pronoun, description, rule, kind, once, bare, inside bool // of either end
}

func (c *seen) look() {
	for _, m := range [2]int{c.claim.SubjectMention, c.claim.ObjectMention} {
		if m >= 0 && m < len(c.Mentions) {
			c.end(&c.Mentions[m])
		}
	}
	c.between = namesIn(c.Article, c.claim)
	if s := c.claim.Sentence; s >= 0 && s < len(c.Sentences) {
		c.sentence = &c.Sentences[s]
	}
}

func (c *seen) end(m *extract.Mention) {
	c.pronoun = c.pronoun || m.Form == extract.Pronoun
	c.description = c.description || m.Form == extract.Nominal
	if m.Entity < 0 {
		return
	}
	e := &c.Entities[m.Entity]
	if m.Form == extract.Proper {
		c.rule = c.rule || m.Label == ""
		c.kind = c.kind || m.Label != "" && !called(m.Label, e.Kind)
	}
	c.once = c.once || len(e.Mentions) == 1
	c.bare = c.bare || e.Kind == extract.Person && !strings.Contains(e.Name, " ")
	switch c.Tokens[m.Head].Dep {
	case "pobj", "poss", "compound", "nmod", "amod", "conj", "appos":
		c.inside = true
	}
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
