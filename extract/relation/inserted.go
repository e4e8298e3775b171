package relation

import "github.com/newsgraph/newsgraph/extract"

// inserted is the clause of saying that a relative clause opens with, "Bo Lin,
// who officials said met Di Ray": the subject of verb i, a verb of saying, is
// not "who". It returns that subject and the first token of what is said; ok is
// false for other clauses.
func (v *view) inserted(i int) (subject, first int, ok bool) {
	first = v.hop(i, 1)
	for first >= 0 && v.Tokens[first].POS == "ADV" {
		first = v.hop(first, 1)
	}
	if first < 0 {
		return -1, -1, false
	}
	switch v.Tokens[first].Tag {
	case "VBD", "VBZ", "VBP", "MD", "VBN":
	default:
		return -1, -1, false
	}
	subject = -1
	for k := i - 1; k > 0 && k >= i-7; k-- {
		if v.lower[k] == "who" || v.lower[k] == "which" || v.lower[k] == "that" {
			return subject, first, subject >= 0
		}
		if v.verb(k) || v.loose(k) {
			return -1, -1, false
		}
		if subject < 0 && v.noun(k) {
			subject = k
		}
	}
	return -1, -1, false
}

// insertion is the statement that such a clause makes.
func (v *view) insertion(i int) []extract.Statement {
	subject, first, ok := v.inserted(i)
	if !ok {
		return nil
	}
	s := extract.Statement{Speaker: -1, SpeakerMention: -1, Verb: i, Content: extract.Span{Start: first, End: first + 1}}
	s.Speaker, s.SpeakerMention = v.who(subject)
	end := v.sentence(i).End
	for s.Content.End < end && !v.loose(s.Content.End) {
		s.Content.End++
	}
	return []extract.Statement{s}
}

// focus returns what a cleft sentence puts first as the object of verb p: "it
// was Zed that Bo Lin visited"; -1 for none.
func (v *view) focus(p int) int {
	be := v.head(p)
	if v.dep(p) != "ccomp" && v.dep(p) != "relcl" && v.dep(p) != "advcl" || v.lemma(be) != "be" || !v.kidIs(be, "nsubj", "it") {
		return -1
	}
	a := v.kid(be, "attr")
	if a < 0 || a > p || v.kid(p, "nsubj") < 0 || !v.kidIs(p, "dobj", "that", "whom", "which") && !v.kidIs(p, "mark", "that") {
		return -1
	}
	return a
}

// displaced returns the person whom the parse takes for an apposition of place k,
// where k ends the clause before: "after he left Zed, Bo Lin met her"; else -1.
func (v *view) displaced(k int) int {
	m, a := v.cover[k], v.kid(k, "appos")
	if m < 0 || a < 0 || v.kind(m) != extract.Place || v.cover[a] < 0 || v.kind(v.cover[a]) != extract.Person {
		return -1
	}
	return a
}
