package relation

import (
	"time"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// undone reports whether a later clause of the sentence calls the event of token
// i off: "was to meet B on Thursday, but the meeting was cancelled".
func (v *view) undone(i int) bool {
	end := v.Sentence(i).End
	for k := i + 1; k < end; k++ {
		if v.Dep(k) == "nsubj" && v.HasChild(k, "det", lexicon.The) && v.Clause(v.Head(k)).Negated() && v.x.happens(v.Lemma(v.Head(k))) && v.Lemma(v.Head(k)) != lexicon.Be {
			return true // "but the meeting never took place"
		}
		own := v.Dep(k) == "dobj" && v.Child(k, "poss") >= 0 && v.Tokens[v.Child(k, "poss")].Tag == "PRP$" // "but cancelled her trip"
		if v.Dep(k) != "nsubjpass" && v.Dep(k) != "dobj" || !v.IsNoun(k) || !own && !v.HasChild(k, "det", lexicon.The, lexicon.That) {
			continue
		}
		switch w := v.Lemma(k); {
		case undoneNouns.Has(w):
		default:
			continue
		}
		h := v.Head(k)
		if v.x.words.verb[v.Clause(h).Phrasal()] == refused && !v.Clause(h).Negated() {
			return true
		}
	}
	return false
}

// noLonger reports whether verb i says that something has ended: "no longer
// leads", "stopped leading".
func (v *view) noLonger(i int) bool {
	if h := v.Head(i); v.Dep(i) == "xcomp" && !v.Clause(h).Negated() {
		switch w := v.Lemma(h); {
		case stoppingVerbs.Has(w):
			return v.Tokens[i].Tag == "VBG"
		case cease.Has(w):
			return true
		}
	}
	for k := v.First(i); k >= 0; k = v.Next(k) {
		if v.Dep(k) == "advmod" && noLonger.Has(v.lower[k]) && k > 0 && v.lower[k-1] == lexicon.No ||
			anymore.Has(v.lower[k]) {
			return true
		}
	}
	return false
}

// whenever reports whether clause i, in the present, tells when something will
// or does happen: "when she visits Zed", "once they meet".
func (v *view) whenever(i int) bool {
	if v.Child(i, "nsubj", "nsubjpass") < 0 || v.Tokens[i].Tag != "VBZ" && v.Tokens[i].Tag != "VBP" {
		return false
	}
	return v.HasChild(i, "advmod", whenAdverbs.List()...) || v.HasChild(i, "mark", whenConjunctions.List()...)
}

// ending reports whether infinitive i below verb h tells how it ended, not what
// it was for: "rose to become chairman", "worked her way up to become head".
func (v *view) ending(i, h int) bool {
	switch w := v.Lemma(h); {
	case untilVerbs.Has(w):
		return true
	case leavingJobVerbs.Has(w): // "left the group to join Acme"
		if reachedPosts.Has(v.Lemma(i)) {
			return v.Tokens[h].Tag == "VBD" || v.Tokens[h].Tag == "VBN"
		}
	case goWords.Has(w):
		return v.HasChild(h, "prt", lexicon.On) || v.HasChild(h, "advmod", lexicon.On)
	case work.Has(w):
		return become.Has(v.Lemma(i)) && v.HasChild(h, "dobj", way.List()...)
	}
	return false
}

// happens reports whether the verb says that its subject takes place, so that
// its tense and modals are those of the event.
func (x *Extractor) happens(lemma string) bool {
	return happeningVerbs.Has(lemma)
}

// ahead reports whether a claim in the present tense tells of a day after the
// article came out: "on Tuesday she flies to Zed". A weekday that was taken for the
// last one is forgotten: what was done on it would stand in the past tense.
func (v *view) ahead(k *extract.Claim, c *candidate) bool {
	if c.presupposed || c.former || c.frame.Former || k.Negated || k.Modality != extract.Actual {
		return false
	}
	late := !v.Published.IsZero() && !k.When.From.IsZero() && k.When.From.First > v.Published.UTC().Format(time.DateOnly)
	i := c.clause
	for n := 0; n < 4 && !v.IsVerb(i) && v.Head(i) != i; n++ {
		i = v.Head(i)
	}
	switch v.Tokens[i].Tag {
	case "VBZ", "VBP":
		if !late && v.weekday(k.When.Phrase) && !v.x.relations[c.relation].State {
			if v.Published.IsZero() || k.When.From.First != v.Published.UTC().Format(time.DateOnly) {
				k.When = extract.Interval{Phrase: k.When.Phrase}
			}
			return true
		}
		return late
	case "VB":
		return late
	case "VBG":
		return late && !v.HasChild(i, "aux", wasBeen.List()...)
	}
	return false
}

// weekday reports whether a time phrase names one day of the week, or tomorrow.
func (v *view) weekday(s extract.Span) bool {
	found := false
	for i := s.Start; i < s.End; i++ {
		switch w := v.lower[i]; {
		case dayNames.Has(w):
			found = true
		case recurring.Has(w):
			return false
		}
	}
	return found
}
