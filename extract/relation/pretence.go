package relation

// fixture reports whether verb i says what sides do in a contest: "met in the
// final", "attacked from the first minute of the match".
func (v *view) fixture(i int) bool {
	switch v.Lemma(i) {
	case "encounter", "meeting", "clash":
		for _, k := range v.Children(i, "compound", "nmod", "amod") { // "the Davis Cup encounter between A and B"
			if v.x.words.contest[v.lower[k]] {
				return true
			}
		}
	case "meet", "attack", "strike", "shoot", "storm", "bombard", "fight":
	default:
		return false
	}
	for _, o := range v.Objects(i, []string{"in", "at", "for", "from", "during", "throughout"}) {
		if v.x.words.contest[v.NounLemma(o)] {
			return true
		}
		for _, of := range v.Objects(o, []string{"of"}) {
			if v.x.words.contest[v.NounLemma(of)] {
				return true
			}
		}
	}
	return false
}

// tale reports whether verb i, or a verb that governs it, tells what happens in
// a work of fiction: "in the novel, A kills B".
func (v *view) tale(i int) bool {
	for range depth {
		if v.IsVerb(i) && !v.stages(i) {
			for _, o := range v.Objects(i, []string{"in"}) {
				if v.fiction(o) || v.episode(o) {
					return true
				}
			}
		}
		h := v.Head(i)
		if h == i {
			return false
		}
		if k := v.Child(h, "nsubj"); v.Dep(i) == "ccomp" && k >= 0 && v.fiction(k) {
			return true // "the film shows how A killed B"
		}
		i = h
	}
	return false
}

// stages reports whether verb i is about the making of a work: who stars in a
// film does so in the world.
func (v *view) stages(i int) bool {
	switch v.Lemma(i) {
	case "star", "appear", "play", "feature", "cast", "act", "direct", "perform", "work", "invest", "use", "write", "interest", "portray", "depict", "sing", "release", "premiere", "open", "show", "say", "describe", "criticise", "criticize", "mock":
		return true
	}
	return false
}

// episode reports whether noun i is a part of a work: "the third season of the
// series"; a season alone is one of sport or of the year.
func (v *view) episode(i int) bool {
	switch v.Lemma(i) {
	case "season", "episode", "chapter", "finale", "scene", "act", "version", "adaptation", "part":
	default:
		return false
	}
	for _, o := range v.Objects(i, []string{"of"}) {
		if v.fiction(o) {
			return true
		}
		switch v.Lemma(o) {
		case "series", "show", "drama", "saga", "trilogy", "play":
			return true
		}
	}
	return false
}

// fiction reports whether noun i is a work whose events are invented.
func (v *view) fiction(i int) bool {
	switch v.Lemma(i) {
	case "novel", "film", "movie", "sitcom", "thriller", "fairytale", "fable", "opera", "musical", "cartoon", "comedy", "blockbuster", "soap", "sequel", "videogame", "legend", "myth", "melodrama":
		return true
	case "play":
		return v.Tokens[i].POS == "NOUN" && v.Child(i, "det") >= 0
	case "game":
		return v.HasChild(i, "compound", "video", "computer")
	}
	return false
}
