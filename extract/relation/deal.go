package relation

import "github.com/newsgraph/newsgraph/extract"

// deals makes each side of what two have agreed a party to the agreement that the
// trigger names or describes, with the same status, speaker and time: a deal is one
// node with its parties, however many they are.
func (v *view) deals() {
	pairs := v.Claims[:len(v.Claims):len(v.Claims)]
	for _, k := range pairs {
		to := v.x.parties(k.Relation)
		if to == "" || k.Negated {
			continue
		}
		m := v.paper(k.Trigger)
		if m < 0 || v.manifold(v.Mentions[m].Entity) {
			continue
		}
		for _, party := range [2][2]int{{k.Subject, k.SubjectMention}, {k.Object, k.ObjectMention}} {
			c := k
			c.Relation, c.Subject, c.SubjectMention = to, party[0], party[1]
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

// parties returns the relation between an end of claims of a relation and the
// agreement that their trigger names, "" if nothing looks for it.
func (x *Extractor) parties(relation string) string {
	if r := x.relation(relation); r != nil && r.Parties != "" && x.relation(r.Parties) != nil {
		return r.Parties
	}
	return ""
}
