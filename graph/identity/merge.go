package identity

import "slices"

// Merge says what has to change so that judgements that are new count beside those there
// are: which of the new to put, and which of the old go because a new one says otherwise of
// the same two. What was decided is not undone by being unsure.
func Merge(have, fresh []Judgement) (put, drop []Judgement) {
	for _, j := range fresh {
		if slices.Contains(have, j) {
			continue
		}
		keep := true
		for _, old := range have {
			switch {
			case old.pair() != j.pair() || old.Verdict == j.Verdict:
			case j.Verdict == Unsure:
				keep = false
			default:
				drop = append(drop, old)
			}
		}
		if keep {
			put = append(put, j)
		}
	}
	return put, drop
}
