package extract

import (
	"fmt"
	"slices"
)

// DenialFrame is the frame of claims that somebody answers an accusation with:
// their evidence is the denial and who denies; the ends stand in the accusation.
const DenialFrame = "denial"

// Prove checks that the evidence of claim c holds what the claim is made of: its
// trigger and, for each end, a mention that leads to the end. A name leads to what
// it names; a pronoun or description leads to it through the article's mentions of
// the same entity, of which one is a name unless the entity has none; "both sides"
// leads to the members of its group. The error says what is missing.
func (a *Article) Prove(c *Claim) error {
	if c.Evidence.Start < 0 || c.Evidence.Start >= c.Evidence.End || c.Evidence.End > len(a.Tokens) {
		return fmt.Errorf("the evidence, tokens %d to %d, is no part of the text", c.Evidence.Start, c.Evidence.End)
	}
	if !c.Entailed && !within(c.Trigger, c.Evidence) {
		return fmt.Errorf("the evidence %q lacks the trigger %q", a.Words(c.Evidence), a.Words(c.Trigger))
	}
	if !c.Entailed && (c.Sentence < 0 || c.Sentence >= len(a.Sentences) || !within(c.Evidence, a.Sentences[c.Sentence].Span)) {
		return fmt.Errorf("the evidence %q reaches out of its sentence", a.Words(c.Evidence))
	}
	if c.Frame == DenialFrame {
		return a.proveDenial(c)
	}
	if err := a.proveEnd("subject", c, c.Subject, c.SubjectMention); err != nil {
		return err
	}
	if c.Object >= 0 {
		return a.proveEnd("object", c, c.Object, c.ObjectMention)
	}
	if c.Value == "" {
		return fmt.Errorf("it has neither object nor value")
	}
	return nil
}

func within(s, t Span) bool { return s.Start < s.End && t.Start <= s.Start && s.End <= t.End }

// proveEnd checks that mention m stands in the evidence of c and leads to an
// entity.
func (a *Article) proveEnd(end string, c *Claim, entity, m int) error {
	if entity < 0 || entity >= len(a.Entities) || m < 0 || m >= len(a.Mentions) {
		return fmt.Errorf("the %s is shown by no mention", end)
	}
	x := &a.Mentions[m]
	if !within(x.Span, c.Evidence) {
		return fmt.Errorf("the evidence %q lacks the %s, %q", a.Words(c.Evidence), end, a.Words(x.Span))
	}
	return a.leads(end, entity, m)
}

// leads checks that mention m leads to an entity, and the entity to a name or to
// the description that it goes by.
func (a *Article) leads(end string, entity, m int) error {
	x, e := &a.Mentions[m], &a.Entities[entity]
	if x.Entity != entity && (x.Entity < 0 || !slices.Contains(a.Entities[x.Entity].Parties, entity)) {
		return fmt.Errorf("%q, the %s in the evidence, does not stand for %s", a.Words(x.Span), end, e.Name)
	}
	if !e.Unnamed && !slices.ContainsFunc(e.Mentions, func(k int) bool { return a.Mentions[k].Form == Proper }) {
		return fmt.Errorf("no name leads to %s, the %s", e.Name, end)
	}
	return nil
}

// proveDenial checks that an accusation of the same ends stands in the sentence
// of a denial or in the one before it, and that it has its own evidence.
func (a *Article) proveDenial(c *Claim) error {
	for i := range a.Claims {
		k := &a.Claims[i]
		if k.Frame != DenialFrame && k.Relation == c.Relation && k.Subject == c.Subject && k.Object == c.Object && (k.Sentence == c.Sentence || k.Sentence == c.Sentence-1) {
			return a.Prove(k)
		}
	}
	return fmt.Errorf("nothing that is denied stands before it")
}
