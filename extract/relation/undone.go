package relation

import (
	"time"

	"github.com/newsgraph/newsgraph/extract"
)

// undone reports whether a later clause of the sentence calls the event of token
// i off: "was to meet B on Thursday, but the meeting was cancelled".
func (v *view) undone(i int) bool {
	end := v.sentence(i).End
	for k := i + 1; k < end; k++ {
		if v.dep(k) == "nsubj" && v.kidIs(k, "det", "the") && v.negated(v.head(k)) && v.x.happens(v.lemma(v.head(k))) && v.lemma(v.head(k)) != "be" {
			return true // "but the meeting never took place"
		}
		own := v.dep(k) == "dobj" && v.kid(k, "poss") >= 0 && v.Tokens[v.kid(k, "poss")].Tag == "PRP$" // "but cancelled her trip"
		if v.dep(k) != "nsubjpass" && v.dep(k) != "dobj" || !v.noun(k) || !own && !v.kidIs(k, "det", "the", "that") {
			continue
		}
		switch v.lemma(k) {
		case "meeting", "visit", "trip", "talk", "tour", "summit", "plan", "deal", "agreement", "takeover", "conference", "appearance", "attendance", "participation":
		default:
			continue
		}
		h := v.head(k)
		if v.x.words.verb[v.phrasal(h)] == refused && !v.negated(h) {
			return true
		}
	}
	return false
}

// noLonger reports whether verb i says that something has ended: "no longer
// leads", "stopped leading".
func (v *view) noLonger(i int) bool {
	if h := v.head(i); v.dep(i) == "xcomp" && !v.negated(h) {
		switch v.lemma(h) {
		case "stop", "quit":
			return v.Tokens[i].Tag == "VBG"
		case "cease":
			return true
		}
	}
	for k := v.first[i]; k >= 0; k = v.next[k] {
		if v.dep(int(k)) == "advmod" && (v.lower[k] == "longer" || v.lower[k] == "more") && k > 0 && v.lower[k-1] == "no" ||
			v.lower[k] == "anymore" {
			return true
		}
	}
	return false
}

// whenever reports whether clause i, in the present, tells when something will
// or does happen: "when she visits Zed", "once they meet".
func (v *view) whenever(i int) bool {
	if v.kid(i, "nsubj", "nsubjpass") < 0 || v.Tokens[i].Tag != "VBZ" && v.Tokens[i].Tag != "VBP" {
		return false
	}
	return v.kidIs(i, "advmod", "when", "once", "whenever") || v.kidIs(i, "mark", "when", "once", "until", "before", "after", "whenever")
}

// ending reports whether infinitive i below verb h tells how it ended, not what
// it was for: "rose to become chairman", "worked her way up to become head".
func (v *view) ending(i, h int) bool {
	switch v.lemma(h) {
	case "rise", "grow", "climb", "live", "graduate":
		return true
	case "leave", "quit": // "left the group to join Acme"
		switch v.lemma(i) {
		case "join", "become", "head", "lead", "run", "found", "chair", "manage":
			return v.Tokens[h].Tag == "VBD" || v.Tokens[h].Tag == "VBN"
		}
	case "go":
		return v.kidIs(h, "prt", "on") || v.kidIs(h, "advmod", "on")
	case "work":
		return v.lemma(i) == "become" && v.kidIs(h, "dobj", "way")
	}
	return false
}

// happens reports whether the verb says that its subject takes place, so that
// its tense and modals are those of the event.
func (x *Extractor) happens(lemma string) bool {
	switch lemma {
	case "take", "happen", "occur", "begin", "start", "come", "follow", "open", "continue", "resume", "go", "be", "end", "conclude":
		return true
	}
	return false
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
	for n := 0; n < 4 && !v.verb(i) && v.head(i) != i; n++ {
		i = v.head(i)
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
		return late && !v.kidIs(i, "aux", "was", "were", "been")
	}
	return false
}

// weekday reports whether a time phrase names one day of the week, or tomorrow.
func (v *view) weekday(s extract.Span) bool {
	found := false
	for i := s.Start; i < s.End; i++ {
		switch v.lower[i] {
		case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "tomorrow":
			found = true
		case "every", "each", "last":
			return false
		}
	}
	return found
}
