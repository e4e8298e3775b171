package relation

import (
	"slices"
	"strings"
	"unicode"

	"github.com/newsgraph/newsgraph/extract"
)

// refuse returns why a candidate must not become a claim, or "". A candidate
// whose ends fit only the other way round is turned.
func (v *view) refuse(r *extract.Relation, c *candidate, k *extract.Claim) string {
	if k.Subject < 0 || k.Object < 0 && k.Value == "" {
		return "an end is nothing that this article names"
	}
	if k.Subject == k.Object {
		return "both ends are the same"
	}
	if !v.fits(k.Subject, kinds(c.frame.SubjectKind, r.Subject)) {
		return "kind does not fit: no " + string(v.Entities[k.Subject].Kind) + " can be the subject of " + r.Name
	}
	if k.Value == "" && !v.fits(k.Object, kinds(c.frame.ObjectKind, r.Object)) {
		return "kind does not fit: no " + string(v.Entities[k.Object].Kind) + " can be the object of " + r.Name
	}
	if !c.presupposed && v.fixture(c.clause) {
		return "sides meet in a contest"
	}
	if !c.presupposed && v.tale(c.clause) {
		return "told in a work of fiction"
	}
	if !c.presupposed && v.Clause(c.clause).Counterfactual() {
		return "contrary to fact: \"had A not met B\""
	}
	if c.unsaid {
		return "said by nobody: \"could say\", \"did not say\""
	}
	if !c.presupposed && v.deed[c.clause] {
		return "the deed of an accusation"
	}
	if m := k.ObjectMention; m >= 0 && m != k.SubjectMention && v.partOf(k.Subject, v.Mentions[m].Entity) {
		return "the object is a group that the subject belongs to"
	}
	if v.partOf(k.Subject, k.Object) || v.partOf(k.Object, k.Subject) {
		return "one end belongs to the other"
	}
	if c.frame.Name != "party" && (v.specimen(k.SubjectMention) || v.specimen(k.ObjectMention)) {
		return "one of a people, or against it, is not the people"
	}
	if has(c.frame.Needs, "no town") && v.townsman(c, k) {
		return "where somebody practises is nobody's interest"
	}
	if v.credits(c.clause) {
		return "a list of credits"
	}
	if has(c.frame.Needs, "armed") && !v.armed(k.Object) {
		return "the object is not known to be armed"
	}
	if has(c.frame.Needs, "no army") && !c.presupposed && v.moved(c.clause) {
		return "a change of jobs is no visit"
	}
	if v.manifold(k.Subject) || k.Object >= 0 && v.manifold(k.Object) {
		return "several agreements are not one"
	}
	if v.political(k.ObjectMention) {
		return "a party that governs is no feast"
	}
	if has(c.frame.Needs, "school") && !v.school(k.ObjectMention) {
		return "the object is no school"
	}
	if reason := v.misfit(c.frame.Needs, k); reason != "" {
		return reason
	}
	if v.figurative(r, k) {
		return "a fight of words or markets"
	}
	if has(c.frame.ObjectRole, "must") && v.compatriot(k.Subject, k.Object) {
		return "somebody speaks of the own country"
	}
	if v.nested(k.SubjectMention, k.ObjectMention) && !c.presupposed {
		return "one end is part of the other"
	}
	if v.plain(k.Subject) || k.Object >= 0 && v.plain(k.Object) {
		return extract.NoName
	}
	return ""
}

// kinds returns the kinds that a frame wants at an end, else those of its
// relation.
func kinds(frame, relation []extract.Kind) []extract.Kind {
	if len(frame) > 0 {
		return frame
	}
	return relation
}

func (v *view) fits(entity int, kinds []extract.Kind) bool {
	return slices.Contains(kinds, v.Entities[entity].Kind)
}

// partOf reports whether a is one of the parties that group b names.
func (v *view) partOf(a, b int) bool {
	return a >= 0 && b >= 0 && v.Entities[b].Kind == extract.Group && slices.Contains(v.Entities[b].Parties, a)
}

// plain reports whether an entity has neither a name nor is an event, agreement
// or group that stands without one.
func (v *view) plain(entity int) bool {
	e := &v.Entities[entity]
	switch e.Kind {
	case extract.Event, extract.Agreement, extract.Group:
		return false
	}
	return e.Nameless() || strings.TrimSpace(e.Name) == "" || e.Kind == extract.Person && strings.ToLower(e.Name) == e.Name && unicode.IsLower([]rune(e.Name)[0])
}

// political reports whether mention m, taken for an event, is a party that people
// vote for: "the ruling party".
func (v *view) political(m int) bool {
	if m < 0 || v.Mentions[m].Form != extract.Nominal || v.kind(m) != extract.Event {
		return false
	}
	h := v.Mentions[m].Head
	return partyWord.Has(v.Lemma(h)) && (v.HasChild(h, "amod", partyAdjectives.List()...) ||
		v.HasChild(h, "compound", partyNouns.List()...))
}

// manifold reports whether an agreement is known only as several: "signed three
// agreements".
func (v *view) manifold(entity int) bool {
	e := &v.Entities[entity]
	return e.Kind == extract.Agreement && len(e.Mentions) > 0 && v.told("manifold", entity, func() bool {
		return !slices.ContainsFunc(e.Mentions, func(m int) bool {
			x := &v.Mentions[m]
			return x.Form == extract.Proper || x.Form == extract.Nominal && v.Tokens[x.Head].Tag != "NNS"
		})
	})
}

// nested reports whether one mention lies inside the other.
func (v *view) nested(a, b int) bool {
	if a < 0 || b < 0 || a == b {
		return false
	}
	return v.Mentions[a].Overlaps(v.Mentions[b].Span)
}

// dedupe keeps one claim per sentence, relation, ends, polarity and speaker, in
// its most committed form; the others go to Pruned. Claims come out in the order
// of the text.
func (v *view) dedupe() {
	slices.SortStableFunc(v.Claims, func(a, b extract.Claim) int {
		if a.Sentence != b.Sentence {
			return a.Sentence - b.Sentence
		}
		if c := strings.Compare(a.Relation, b.Relation); c != 0 {
			return c
		}
		if a.Subject != b.Subject {
			return a.Subject - b.Subject
		}
		if a.Object != b.Object {
			return a.Object - b.Object
		}
		return rank(a) - rank(b)
	})
	kept := v.Claims[:0]
	for _, k := range v.Claims {
		if n := len(kept); n > 0 && same(kept[n-1], k) {
			if kept[n-1].When.IsZero() {
				kept[n-1].When = k.When
			}
			if kept[n-1].Topic == "" {
				kept[n-1].Topic = k.Topic
			}
			v.Pruned = append(v.Pruned, extract.Pruned{Claim: k, Reason: "duplicate in the sentence"})
			continue
		}
		kept = append(kept, k)
	}
	v.Claims = kept
}

// same reports whether two claims state the same; a claim that comes from an
// other frame with weaker status is the same claim said less firmly.
func same(a, b extract.Claim) bool {
	return a.Sentence == b.Sentence && a.Relation == b.Relation && a.Subject == b.Subject && a.Object == b.Object &&
		a.Value == b.Value && a.Negated == b.Negated && a.Speaker == b.Speaker
}

// rank orders claims on one key: firmer first.
func rank(k extract.Claim) int {
	n := 0
	if k.Negated {
		n += 100
	}
	n += 10 * (k.Speaker + 1)
	if k.Reported {
		n += 5
	}
	switch k.Modality {
	case extract.Planned:
		n++
	case extract.Possible:
		n += 2
	}
	return n
}
