package relation

import (
	"slices"

	"newsgraph/extract"
)

// The relations between the parties of an agreement, and between a party and
// the agreement.
const (
	agreedWith = "AGREED_WITH"
	agreedTo   = "AGREED_TO"
)

// deals makes each side of what two have agreed a party to the agreement that the
// trigger names or describes, with the same status, speaker and time: a deal is one
// node with its parties, however many they are.
func (v *view) deals() {
	if !slices.ContainsFunc(v.x.relations, func(r extract.Relation) bool { return r.Name == agreedTo }) {
		return
	}
	pairs := v.Claims[:len(v.Claims):len(v.Claims)]
	for _, k := range pairs {
		if k.Relation != agreedWith || k.Negated {
			continue
		}
		m := v.paper(k.Trigger)
		if m < 0 {
			continue
		}
		for _, party := range [2][2]int{{k.Subject, k.SubjectMention}, {k.Object, k.ObjectMention}} {
			c := k
			c.Relation, c.Subject, c.SubjectMention = agreedTo, party[0], party[1]
			c.Object, c.ObjectMention = v.Mentions[m].Entity, m
			c.Evidence = span(k.Evidence, v.Mentions[m].Span)
			c.Confidence = v.x.confidence(v.Article, &c)
			if c.Subject != c.Object {
				v.Claims = append(v.Claims, c)
			}
		}
	}
}

// paper returns the mention of an agreement that a token of the trigger heads, or
// -1.
func (v *view) paper(trigger extract.Span) int {
	for i := trigger.Start; i < trigger.End; i++ {
		if m := v.mentionOf(i); m >= 0 && v.kind(m) == extract.Agreement {
			return m
		}
	}
	return -1
}
