package audit

import (
	"math"
	"slices"
	"strings"
)

// Tally is what was judged of one relation, or of all.
type Tally struct {
	Relation             string
	Of                   int // claims in the graph that were drawn from
	Right, Wrong, Unsure int
	Why                  map[Why]int // of the wrong ones, where somebody said so
	Expected             float64     // the mean confidence in those that are right or wrong
	Precision            float64     // share that is right of those that are right or wrong
	Low, High            float64     // where precision lies, with 95 %
}

// Judged is how many are right or wrong.
func (t Tally) Judged() int { return t.Right + t.Wrong }

// Score counts judgements, one a claim (Last), by relation in the order of their names, and
// in all. The precision of all is the mean of the relations', each weighted by how many
// claims of it there are; a relation of which none is right or wrong has no part in it.
// Where a file has several sizes of one relation, the last one counts.
func Score(list []Judgement) (byRelation []Tally, all Tally) {
	at := map[string]int{}
	for _, j := range list {
		i, there := at[j.Relation]
		if !there {
			i = len(byRelation)
			at[j.Relation] = i
			byRelation = append(byRelation, Tally{Relation: j.Relation, Why: map[Why]int{}})
		}
		byRelation[i].add(j)
	}
	slices.SortFunc(byRelation, func(a, b Tally) int { return strings.Compare(a.Relation, b.Relation) })
	for i := range byRelation {
		t := &byRelation[i]
		if n := t.Judged(); n > 0 {
			t.Expected /= float64(n)
			t.Precision = float64(t.Right) / float64(n)
		}
		t.Low, t.High = Wilson(t.Precision, float64(t.Judged()))
	}
	return byRelation, total(byRelation)
}

func (t *Tally) add(j Judgement) {
	t.Of = j.Of
	switch j.Verdict {
	case Right:
		t.Right++
	case Wrong:
		t.Wrong++
		if j.Why != "" {
			t.Why[j.Why]++
		}
	case Unsure:
		t.Unsure++
		return
	}
	t.Expected += j.Confidence
}

// total weighs the relations by their sizes. The interval is Wilson's for as many judgements
// as would tell as much if they had been drawn from all claims alike: Kish's effective size
// of a sample, (sum of weights)² / sum of weight² / size.
func total(byRelation []Tally) Tally {
	all := Tally{Relation: "all", Why: map[Why]int{}}
	size := 0.0
	for _, t := range byRelation {
		all.Of += t.Of
		all.Right += t.Right
		all.Wrong += t.Wrong
		all.Unsure += t.Unsure
		for _, why := range Whys() {
			all.Why[why] += t.Why[why]
		}
		if t.Judged() > 0 {
			size += float64(t.Of)
		}
	}
	spread := 0.0
	for _, t := range byRelation {
		if n := t.Judged(); n > 0 {
			weight := float64(t.Of) / size
			all.Precision += weight * t.Precision
			all.Expected += weight * t.Expected
			spread += weight * weight / float64(n)
		}
	}
	effective := 0.0
	if spread > 0 {
		effective = 1 / spread
	}
	all.Low, all.High = Wilson(all.Precision, effective)
	return all
}

// z is the quantile of the normal distribution that leaves 2.5 % above it.
const z = 1.959963984540054

// Wilson is the interval of 95 % around a share p that was seen in n draws, after Wilson
// (1927); from 0 to 1 for none.
func Wilson(p, n float64) (low, high float64) {
	if n <= 0 {
		return 0, 1
	}
	middle := (p + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return max(0, middle-half), min(1, middle+half)
}
