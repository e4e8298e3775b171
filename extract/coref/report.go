package coref

// onStage reports whether the phrase of head h takes part in what is told: who
// is only named for having said it ("…, her spokesman Bo Lin said") is hardly
// the "him" of the next sentence, though he may be its "he".
func (r *resolver) onStage(i, h int) bool {
	switch r.a.Tokens[i].Dep {
	case "nsubj", "nsubjpass", "poss":
		return true
	}
	for n := 0; n < 4; n++ {
		v := r.a.Tokens[h].Head
		switch r.a.Tokens[h].Dep {
		case "appos", "compound":
			h = v
			continue
		case "nsubj":
			c := r.Child(v, "ccomp")
			return c < 0 || c > h
		}
		return true
	}
	return true
}

// reported tells whom the owner at token i means if it stands in the words that
// name the speaker, after what verb v reports: the subject of what is reported,
// or nothing (-1) where the report names a second thing.
func (r *resolver) reported(v, i int) (cluster int, ok bool) {
	c := r.Child(v, "ccomp")
	if c < 0 || c > i || v < i {
		return -1, false
	}
	s := r.Clause(c).Subject()
	if s < 0 {
		return -1, true
	}
	for k := s + 1; k < i; k++ {
		if m := r.at[k]; m >= 0 && r.mentions[m].cluster >= 0 && r.mentions[m].cluster != r.clusterAt(s) && r.thing(i, r.mentions[m].Head) >= 0 {
			return -1, true
		}
	}
	return r.thing(i, s), true
}
