package score

import (
	"cmp"
	"slices"
)

// Count is what the score of one relation is made of. A prediction counts under
// the gold relation that it answers. Strict asks for type, both ends, polarity,
// modality and, for offices, whether they are former; lenient for type and ends.
type Count struct {
	Gold                   int // relations that the passages state
	StrictHit, LenientHit  int // of those, how many were found
	StrictRight, StrictNot int // what was found, right and wrong
	LenientRight           int
	LenientNot             int
}

// Add adds another count.
func (c *Count) Add(o Count) {
	c.Gold += o.Gold
	c.StrictHit += o.StrictHit
	c.LenientHit += o.LenientHit
	c.StrictRight += o.StrictRight
	c.StrictNot += o.StrictNot
	c.LenientRight += o.LenientRight
	c.LenientNot += o.LenientNot
}

// wanted counts one gold relation and whether it was found.
func (c *Count) wanted(strict, lenient bool) {
	c.Gold++
	if strict {
		c.StrictHit++
	}
	if lenient {
		c.LenientHit++
	}
}

// found counts one prediction and whether it is right.
func (c *Count) found(strict, lenient bool) {
	if strict {
		c.StrictRight++
	} else {
		c.StrictNot++
	}
	if lenient {
		c.LenientRight++
	} else {
		c.LenientNot++
	}
}

// Strict returns precision, recall and F of the strict reading, each 0 to 1.
func (c Count) Strict() PRF { return newPRF(c.StrictRight, c.StrictNot, c.StrictHit, c.Gold) }

// Lenient returns precision, recall and F of the lenient reading, each 0 to 1.
func (c Count) Lenient() PRF { return newPRF(c.LenientRight, c.LenientNot, c.LenientHit, c.Gold) }

// PRF is precision, recall and their harmonic mean, each 0 to 1; 0 where there
// is nothing to divide by.
type PRF struct{ Precision, Recall, F float64 }

func newPRF(right, wrong, hit, gold int) PRF {
	var p PRF
	if right+wrong > 0 {
		p.Precision = float64(right) / float64(right+wrong)
	}
	if gold > 0 {
		p.Recall = float64(hit) / float64(gold)
	}
	if p.Precision+p.Recall > 0 {
		p.F = 2 * p.Precision * p.Recall / (p.Precision + p.Recall)
	}
	return p
}

// Share is how many of a number of cases are right.
type Share struct{ Right, Of int }

func (s *Share) see(right bool) {
	s.Of++
	if right {
		s.Right++
	}
}

func (s *Share) add(o Share) { s.Right, s.Of = s.Right+o.Right, s.Of+o.Of }

// Judgement is what the gold says of one prediction that counts.
type Judgement struct {
	Passage         string // its id
	Relation        string // the gold relation that the prediction answers, else its own
	Frame           string // empty for SAID and DENIED
	Confidence      float64
	Claim           int // index into the article's claims, -1 for SAID and DENIED
	Strict, Lenient bool
}

// Finding is one error, with the text it stands in.
type Finding struct {
	Kind     string // "missed", "differs", "wrong", "VIOLATION"
	Passage  string
	Relation string
	Subject  string
	Object   string
	Detail   string // in what it differs
	Context  string // the passage's text around it
}

// Tally is the score of any number of passages.
type Tally struct {
	Passages   int
	Counts     map[string]Count // by relation; Names gives the order
	Judgements []Judgement
	Findings   []Finding
	Listed     int // tempting relations in the gold
	Violations int // of them, put out as a plain fact
	Ignored    int // predictions that neither gain nor lose

	NotAsserted Share // gold that is negated, planned or possible: found as what it is
	PlainFact   int   // of that, put out as a plain fact
	Former      Share // gold that is former: found as such
	Role        Share // right ones among the hits that gold gives a role for
	Time        Share
	Attribution Share // speakers
}

// NewTally returns an empty score.
func NewTally() *Tally { return &Tally{Counts: map[string]Count{}} }

// Names lists the relations, those with most gold first.
func (t *Tally) Names() []string {
	var names []string
	for n := range t.Counts {
		names = append(names, n)
	}
	slices.SortFunc(names, func(a, b string) int {
		if c := t.Counts[b].Gold - t.Counts[a].Gold; c != 0 {
			return c
		}
		return cmp.Compare(a, b)
	})
	return names
}

// Total adds up all relations but those named.
func (t *Tally) Total(but ...string) Count {
	var sum Count
	for _, n := range t.Names() {
		if !slices.Contains(but, n) {
			sum.Add(t.Counts[n])
		}
	}
	return sum
}

// Macro returns the mean F of the relations that the gold has, strict and
// lenient.
func (t *Tally) Macro() (strict, lenient float64) {
	n := 0
	for _, name := range t.Names() {
		if c := t.Counts[name]; c.Gold > 0 {
			strict, lenient, n = strict+c.Strict().F, lenient+c.Lenient().F, n+1
		}
	}
	return strict / float64(max(1, n)), lenient / float64(max(1, n))
}

// count changes one relation's count.
func (t *Tally) count(relation string, change func(*Count)) {
	c := t.Counts[relation]
	change(&c)
	t.Counts[relation] = c
}

// Add adds the score of other passages.
func (t *Tally) Add(o *Tally) {
	t.Passages += o.Passages
	for _, n := range o.Names() {
		t.count(n, func(c *Count) { c.Add(o.Counts[n]) })
	}
	t.Judgements = append(t.Judgements, o.Judgements...)
	t.Findings = append(t.Findings, o.Findings...)
	t.Listed += o.Listed
	t.Violations += o.Violations
	t.Ignored += o.Ignored
	t.PlainFact += o.PlainFact
	t.NotAsserted.add(o.NotAsserted)
	t.Former.add(o.Former)
	t.Role.add(o.Role)
	t.Time.add(o.Time)
	t.Attribution.add(o.Attribution)
}
