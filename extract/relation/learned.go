package relation

import (
	"fmt"
	"slices"

	"github.com/newsgraph/newsgraph/extract"
)

// A Judge has learned from marked passages to tell which relations hold between two
// mentions. It judges what the rules found, and finds more.
type Judge interface {
	// Verdicts returns what it thinks of the pairs of mentions of an article whose
	// claims by rules are found: of these claims, and of what it would not rule out, in
	// any order. Every relation of a symmetric pair may stand either way round. Of what
	// passages of the user taught (extract.Taught) it returns what is firm enough to be a
	// claim by itself.
	Verdicts(a *extract.Article, found []extract.Claim) []extract.Verdict
}

// learnedFrame is the frame of claims that a judge alone found.
const learnedFrame = "reader"

// taughtFrame is the frame of claims of a relation that passages of the user taught.
const taughtFrame = "taught"

// doubted is the reason of claims that rules and judge together hold for less likely.
const doubted = "rules and reader together hold it for less likely than %.2f"

// unlikely is the confidence below which what the judge alone found is not worth a word.
const unlikely = .2

// unfounded is the reason of denials of what fell.
const unfounded = "denies what the reader holds for unlikely"

// fact is what a claim or a verdict is about.
type fact struct {
	relation        string
	subject, object int // entities
}

// statement is where a fact is judged.
type statement struct {
	fact
	sentence int
}

// hearing is the work of a judge on one article.
type hearing struct {
	*view
	*Learned
}

// heard are the verdicts on an article: the best on every fact, in the order in which they
// came first, and the best in every sentence.
type heard struct {
	best  map[fact]extract.Verdict
	here  map[statement]extract.Verdict
	order []fact
}

// ask asks the judge.
func (v hearing) ask() heard {
	h := heard{best: map[fact]extract.Verdict{}, here: map[statement]extract.Verdict{}}
	for _, d := range v.judge.Verdicts(v.Article, v.Claims) {
		f := v.about(&d)
		if f.subject < 0 || f.object < 0 || f.subject == f.object {
			continue
		}
		b, seen := h.best[f]
		if !seen {
			h.order = append(h.order, f)
		}
		if !seen || d.Score > b.Score {
			h.best[f] = d
		}
		s := statement{f, v.SentenceOf(v.Mentions[d.Subject].Start)}
		if b, seen := h.here[s]; !seen || d.Score > b.Score {
			h.here[s] = d
		}
	}
	return h
}

// hold takes the judge's verdicts: it prunes what is unlikely by rules and judge, and
// proposes what the judge alone found.
func (v hearing) hold() {
	h := v.ask()
	known, fell, sure := map[fact]bool{}, map[fact]bool{}, map[fact]float64{}
	kept := v.Claims[:0]
	for _, k := range v.Claims {
		f := v.ordered(fact{k.Relation, k.Subject, k.Object})
		d, judged := h.here[statement{f, k.Sentence}] // what another sentence says is no reason
		if k.Frame != extract.DenialFrame && !v.taught(k.Relation) && v.doubts(&k, d, judged) {
			v.Pruned = append(v.Pruned, extract.Pruned{Claim: k, Reason: fmt.Sprintf(doubted, v.leastByRules)})
			fell[f] = true
			continue
		}
		known[f] = true
		if k.Frame == extract.DenialFrame { // both must have been read rightly
			k.Confidence = min(k.Confidence, sure[f])
		}
		sure[f] = max(sure[f], k.Confidence)
		kept = append(kept, k)
	}
	v.Claims = kept
	v.unanswered()
	for _, f := range h.order {
		if d := h.best[f]; !known[f] {
			v.accept(f, &d, fell[f])
		}
	}
}

// doubts gives a claim by rules the confidence of rules and judge together, and
// reports whether it falls.
func (v hearing) doubts(k *extract.Claim, d extract.Verdict, judged bool) bool {
	k.Rules = k.Confidence
	if judged {
		k.Verdict = &d
	}
	k.Confidence = v.confidence(v.Article, k)
	return k.Confidence < v.leastByRules
}

// taught reports whether passages of the user taught a relation: they are too few to doubt
// the user's own rules.
func (v hearing) taught(relation string) bool {
	r := v.x.relation(relation)
	return r != nil && r.Taught != nil
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

// accept books a verdict as a claim, or as pruned with the reason. What a rule's claim
// fell for, and what is far from likely, is no candidate.
func (v hearing) accept(f fact, d *extract.Verdict, fell bool) {
	v.Spend(stepsCandidate)
	i := slices.IndexFunc(v.x.relations, func(r extract.Relation) bool { return r.Name == f.relation })
	if i < 0 {
		return
	}
	r := &v.x.relations[i]
	var governs bool
	d.Trigger, governs = v.bond(d)
	frame := learnedFrame
	if r.Taught != nil {
		frame = taughtFrame
	}
	c := candidate{relation: i, frame: &extract.Frame{Name: frame}, subject: end{entity: f.subject, mention: d.Subject}, object: end{entity: f.object, mention: d.Object},
		trigger: d.Trigger, clause: d.Trigger.Start, presupposed: r.Taught == nil || !governs, former: d.Former}
	k := v.claim(r, &c)
	v.mark(&k, d, r.Taught != nil)
	c.presupposed = false // its marks are given; who says it, and when, the sentence tells
	v.speaker(&k, &c)
	k.When = v.time(&c)
	v.x.leaveOut(&k)
	if r.Taught != nil {
		k.Confidence = r.Taught.Precision
	} else {
		k.Verdict = d
		k.Confidence = v.confidence(v.Article, &k)
	}
	unsure := r.Taught == nil && k.Confidence < v.least
	if unsure && (fell || k.Confidence < unlikely) {
		return
	}
	reason := v.refuse(r, &c, &k)
	if err := v.Prove(&k); reason == "" && err != nil {
		reason = err.Error()
	}
	if reason == "" && unsure {
		reason = fmt.Sprintf(doubted, v.least)
	}
	if reason != "" {
		v.Pruned = append(v.Pruned, extract.Pruned{Claim: k, Reason: reason})
		return
	}
	v.Claims = append(v.Claims, k)
}

// mark gives a claim the marks of a verdict. Of a relation that it was taught by a few
// passages the judge has not learned them: those that the rules read in the sentence
// count beside its own.
func (v hearing) mark(k *extract.Claim, d *extract.Verdict, taught bool) {
	if !taught {
		k.Negated, k.Modality = false, extract.Actual
	}
	k.Negated = k.Negated || d.Negated
	if k.Modality == extract.Actual {
		k.Modality = d.Modality
	}
	k.Reported = d.Reported
}

// unanswered prunes the denials of accusations that fell.
func (v hearing) unanswered() {
	kept := slices.Clone(v.Claims)[:0]
	for i := range v.Claims {
		k := &v.Claims[i]
		if k.Frame == extract.DenialFrame && v.Prove(k) != nil {
			v.Pruned = append(v.Pruned, extract.Pruned{Claim: *k, Reason: unfounded})
			continue
		}
		kept = append(kept, *k)
	}
	v.Claims = kept
}

// bond returns the word that holds the two ends of a verdict together: the lowest
// that governs both in the tree, unless it is part of one of them; then it is the word
// that the judge names in their sentence, else the head of the object. governs tells
// whether it is the first.
func (v hearing) bond(d *extract.Verdict) (word extract.Span, governs bool) {
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
		return extract.Span{Start: at, End: at + 1}, true
	case d.Trigger.Len() > 0 && v.SentenceOf(d.Trigger.Start) == here && v.SentenceOf(d.Trigger.End-1) == here:
		return d.Trigger, false
	}
	return extract.Span{Start: o.Head, End: o.Head + 1}, false
}
