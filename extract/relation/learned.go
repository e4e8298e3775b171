package relation

import (
	"slices"

	"github.com/newsgraph/newsgraph/extract"
)

// A Judge has learned from marked passages to tell which relations hold between two
// mentions. It judges what the rules found, and finds more.
type Judge interface {
	// Verdicts returns what it thinks of the pairs of mentions of an article whose
	// claims by rules are found: of these claims, and of what it would not rule out, in
	// any order. Every relation of a symmetric pair may stand either way round.
	Verdicts(a *extract.Article, found []extract.Claim) []extract.Verdict
	// Accepts reports whether a verdict is firm enough to be a claim by itself.
	Accepts(extract.Verdict) bool
	// Doubts reports whether a claim by rules is not to stand beside a verdict of such a
	// probability on its relation and ends.
	Doubts(c extract.Claim, probability float64) bool
}

// learnedFrame is the frame of claims that a judge alone found.
const learnedFrame = "reader"

// doubted is the reason of claims by rules that the judge doubts.
const doubted = "the reader, which has learned from marked passages, holds it for unlikely"

// learnedConfidence is how often what a judge alone found was right on passages that it
// had not seen (docs/reader.md).
const learnedConfidence = 0.8

// fact is what a claim or a verdict is about.
type fact struct {
	relation        string
	subject, object int // entities
}

// hearing is the work of a judge on one article.
type hearing struct{ *view }

// hold takes the judge's verdicts: it prunes what the judge doubts and proposes what
// the judge alone found.
func (v hearing) hold(j Judge) {
	best := map[fact]extract.Verdict{}
	var order []fact
	for _, d := range j.Verdicts(v.Article, v.Claims) {
		f := v.about(&d)
		if f.subject < 0 || f.object < 0 || f.subject == f.object {
			continue
		}
		b, seen := best[f]
		if !seen {
			order = append(order, f)
		}
		if !seen || d.Probability > b.Probability {
			best[f] = d
		}
	}
	known := map[fact]bool{}
	kept := v.Claims[:0]
	for _, k := range v.Claims {
		f := v.ordered(fact{k.Relation, k.Subject, k.Object})
		if d, judged := best[f]; judged && k.Frame != extract.DenialFrame && j.Doubts(k, d.Probability) {
			v.Pruned = append(v.Pruned, extract.Pruned{Claim: k, Reason: doubted})
			continue
		}
		known[f] = true
		kept = append(kept, k)
	}
	v.Claims = kept
	v.unanswered()
	for _, f := range order {
		if d := best[f]; !known[f] && j.Accepts(d) {
			v.accept(f, &d)
		}
	}
}

// about returns what a verdict is about; its ends are turned with it.
func (v hearing) about(d *extract.Verdict) fact {
	f := fact{d.Relation, v.Mentions[d.Subject].Entity, v.Mentions[d.Object].Entity}
	if t := v.ordered(f); t != f {
		d.Subject, d.Object = d.Object, d.Subject
		return t
	}
	return f
}

// ordered returns a fact of a symmetric relation with the earlier entity first.
func (v hearing) ordered(f fact) fact {
	if r := v.x.relation(f.relation); r != nil && r.Symmetric && f.object >= 0 && f.object < f.subject {
		f.subject, f.object = f.object, f.subject
	}
	return f
}

// accept books a verdict as a claim, or as pruned with the reason.
func (v hearing) accept(f fact, d *extract.Verdict) {
	v.Spend(stepsCandidate)
	i := slices.IndexFunc(v.x.relations, func(r extract.Relation) bool { return r.Name == f.relation })
	if i < 0 {
		return
	}
	r := &v.x.relations[i]
	d.Trigger = v.bond(d)
	c := candidate{relation: i, frame: &extract.Frame{Name: learnedFrame}, subject: end{entity: f.subject, mention: d.Subject}, object: end{entity: f.object, mention: d.Object},
		trigger: d.Trigger, clause: d.Trigger.Start, presupposed: true, former: d.Former}
	k := v.claim(r, &c)
	k.Negated, k.Modality, k.Reported = d.Negated, d.Modality, d.Reported
	k.Confidence = learnedConfidence
	c.presupposed = false // its marks are given; who says it, and when, the sentence tells
	v.speaker(&k, &c)
	k.When = v.time(&c)
	v.x.leaveOut(&k)
	reason := v.refuse(r, &c, &k)
	if err := v.Prove(&k); reason == "" && err != nil {
		reason = err.Error()
	}
	if reason != "" {
		v.Pruned = append(v.Pruned, extract.Pruned{Claim: k, Reason: reason})
		return
	}
	v.Claims = append(v.Claims, k)
}

// unanswered prunes the denials of accusations that fell.
func (v hearing) unanswered() {
	kept := slices.Clone(v.Claims)[:0]
	for i := range v.Claims {
		k := &v.Claims[i]
		if k.Frame == extract.DenialFrame && v.Prove(k) != nil {
			v.Pruned = append(v.Pruned, extract.Pruned{Claim: *k, Reason: doubted})
			continue
		}
		kept = append(kept, *k)
	}
	v.Claims = kept
}

// bond returns the word that holds the two ends of a verdict together: the lowest
// that governs both in the tree, unless it is part of one of them; then it is the word
// that the judge names in their sentence, else the head of the object.
func (v hearing) bond(d *extract.Verdict) extract.Span {
	s, o := v.Mentions[d.Subject], v.Mentions[d.Object]
	above := map[int]bool{}
	for i := s.Head; !above[i]; i = v.Tokens[i].Head {
		above[i] = true
	}
	at := o.Head
	for !above[at] && v.Tokens[at].Head != at {
		at = v.Tokens[at].Head
	}
	switch here := v.SentenceOf(s.Start); {
	case above[at] && !s.Contains(at) && !o.Contains(at):
		return extract.Span{Start: at, End: at + 1}
	case d.Trigger.Len() > 0 && v.SentenceOf(d.Trigger.Start) == here && v.SentenceOf(d.Trigger.End-1) == here:
		return d.Trigger
	}
	return extract.Span{Start: o.Head, End: o.Head + 1}
}
