package relation

import (
	"slices"

	"github.com/newsgraph/newsgraph/extract"
)

// answers turns "B denied this" behind "A accused B", and "an accusation that B
// has denied", into the same accusation negated, with B as the speaker: so the
// graph shows an accusation together with its answer. What the accusation is
// about is no claim either way.
func (v *view) answers() {
	accusations := v.accusations()
	for s, sentence := range v.Sentences {
		for i := sentence.Start; i < sentence.End; i++ {
			same, ok := v.denies(i)
			if !ok {
				continue
			}
			list := accusations[s]
			if !same {
				list = slices.Concat(accusations[s-1], list)
				slices.Sort(list)
			}
			v.Spend(len(list))
			for _, k := range list {
				v.answer(v.Claims[k], i, s)
			}
		}
	}
}

// accusations lists the claims that can be denied, by their sentences.
func (v *view) accusations() map[int][]int {
	list := map[int][]int{}
	for k := range v.Claims {
		if c := &v.Claims[k]; v.x.has(c.Relation, extract.Deniable) && !c.Negated {
			list[c.Sentence] = append(list[c.Sentence], k)
		}
	}
	return list
}

// denies reports whether token i says that an accusation is false; same, that
// the accusation stands in the same sentence.
func (v *view) denies(i int) (same, ok bool) {
	switch w := v.Lemma(i); {
	case denyingAnswers.Has(w):
	default:
		return false, false
	}
	if v.Tokens[i].POS != "VERB" {
		return false, false
	}
	if st := v.status(i); st.negated || st.mood != plain {
		return false, false
	}
	for _, o := range v.Arguments(i).Objects {
		if answeredObjects.Has(v.lower[o]) {
			return false, true
		}
		if v.x.words.charge[v.Lemma(o)] {
			return o < i, true
		}
	}
	return false, false
}

// answer adds the claim k, negated by who denies it with token i of sentence s.
func (v *view) answer(k extract.Claim, i, s int) {
	c := v.Arguments(i)
	if len(c.Subjects) == 0 {
		return
	}
	denier, mention := v.who(c.Subjects[0])
	if denier < 0 || denier == k.Subject {
		return
	}
	k.Negated, k.Modality, k.Former, k.Speaker, k.Sentence = true, extract.Actual, false, denier, s
	k.Reported = false
	k.Trigger = extract.Span{Start: i, End: i + 1}
	k.Evidence = span(k.Trigger, v.Mentions[mention].Span)
	k.When = extract.Interval{}
	k.Frame = extract.DenialFrame
	k.Confidence = min(k.Confidence, v.x.confidence(v.Article, &k)) // both must have been read rightly
	v.Claims = append(v.Claims, k)
}
