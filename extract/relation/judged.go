package relation

import (
	"math"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// Learned lets a judge have a say in the claims.
type Learned struct {
	judge        Judge
	worths       weights
	least        float64 // the confidence below which what the judge alone found is no claim
	leastByRules float64 // the same of what rules found
}

// ofRules is how much of the bound a claim by rules needs. The rules were made on news, the
// confidence is fitted to invented passages, which are harder for them: on running news
// more of their claims with a confidence are right than it says.
const ofRules = .7

// Bound is what the least confidence is called among the worths, in hundredths.
const Bound = "bound"

// Learn returns what the stage of the claims needs for a judge: worths is what each
// property of a claim is worth once a judge has had its say, in the form of
// confidence.txt, with the confidence below which a claim falls. least is used
// instead of that if it is not zero, for claims by rules, too; below zero nothing falls.
func Learn(j Judge, worths string, least float64) (*Learned, error) {
	w, err := parseWeights(worths)
	if err != nil {
		return nil, err
	}
	l := &Learned{judge: j, worths: w, least: least, leastByRules: least}
	if least == 0 {
		l.least = float64(w[Bound]) / 100
		l.leastByRules = ofRules * l.least
	}
	return l, nil
}

// confidence is how likely a claim is, by the rules and the judge.
func (l *Learned) confidence(a *extract.Article, k *extract.Claim) float64 {
	return l.worths.confidence(a, k, .01)
}

// A measure is something that can be seen of a claim where a judge takes part.
type measure struct {
	name, doc string
	judged    bool // only of claims that the judge has judged
	amount    func(k *extract.Claim, score float64) float64
}

func measures() []measure {
	beyond := func(from float64) func(*extract.Claim, float64) float64 {
		return func(_ *extract.Claim, score float64) float64 { return max(score-from, 0) }
	}
	return []measure{
		{"rules", "how sure the rules are, in log odds", false, func(k *extract.Claim, _ float64) float64 {
			if k.Rules == 0 {
				return 0
			}
			return math.Log(k.Rules / (1 - k.Rules))
		}},
		{"unjudged", "the reader did not judge it", false, func(k *extract.Claim, _ float64) float64 { return holds(k.Rules > 0 && k.Verdict == nil) }},
		{"score", "what the reader says, in log odds", true, func(_ *extract.Claim, score float64) float64 { return score }},
		{"score-rules", "the same of what rules found too", true, func(k *extract.Claim, score float64) float64 { return score * holds(k.Rules > 0) }},
		{"score-above-0", "the same, beyond 0", true, beyond(0)},
		{"score-above-3", "the same, beyond 3", true, beyond(3)},
		{"score-above-6", "the same, beyond 6", true, beyond(6)},
		{"unsure-ends", "how far the reader is from sure that both ends are mentions", true, func(k *extract.Claim, _ float64) float64 { return 1 - k.Verdict.Ends }},
		{"end-unseen", "the reader sees no mention in an end", true, func(k *extract.Claim, _ float64) float64 { return holds(k.Verdict.Ends == 0) }},
		{"unsure-marks", "how far it is from sure of negation, modality and former", true, func(k *extract.Claim, _ float64) float64 { return 1 - k.Verdict.Marks }},
		{"marks-differ", "the rules give it another negation or modality than the reader", true, func(k *extract.Claim, _ float64) float64 {
			return holds(k.Negated != k.Verdict.Negated || k.Modality != k.Verdict.Modality)
		}},
		{"former-differs", "only one of them calls it former", true, func(k *extract.Claim, _ float64) float64 { return holds(k.Former != k.Verdict.Former) }},
	}
}

// holds is 1 for what is true.
func holds(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// scorePrefix stands before a relation in the name of what the reader says of its claims.
const scorePrefix = "score-"

// mostScore bounds the scores that count, either way.
const mostScore = 10

// judged lists what the confidence in a claim depends on where a judge takes part.
func judged(k *extract.Claim) (list []Property) {
	if k.Rules == 0 && k.Verdict == nil {
		return nil
	}
	add := func(name string, amount float64) {
		if n := int(math.Round(100 * amount)); n != 0 {
			list = append(list, Property{name, n})
		}
	}
	score := 0.0
	if k.Verdict != nil {
		score = min(max(k.Verdict.Score, -mostScore), mostScore)
		add(scorePrefix+k.Relation, score)
	}
	for _, m := range measures() {
		if !m.judged || k.Verdict != nil {
			add(m.name, m.amount(k, score))
		}
	}
	return list
}

// judgedDoc says what a property of a judged claim means.
func judgedDoc(name string) string {
	if name == Bound {
		return "below it a claim falls: a confidence in hundredths"
	}
	for _, m := range measures() {
		if name == m.name {
			return m.doc
		}
	}
	if r, ok := strings.CutPrefix(name, scorePrefix); ok && r == strings.ToUpper(r) {
		return "what the reader says of claims of " + r
	}
	return ""
}
