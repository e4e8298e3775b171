package relation

import "github.com/newsgraph/newsgraph/extract"

// insertion is the statement that such a clause makes.
func (v *view) insertion(i int) []extract.Statement {
	subject, first, ok := v.Clause(i).Parenthetical()
	if !ok {
		return nil
	}
	s := extract.Statement{Speaker: -1, SpeakerMention: -1, Verb: i, Content: extract.Span{Start: first, End: first + 1}}
	s.Speaker, s.SpeakerMention = v.who(subject)
	end := v.Sentence(i).End
	for s.Content.End < end && !v.IsMark(s.Content.End) {
		s.Content.End++
	}
	return []extract.Statement{s}
}
