// Package judge lets a reader that has learned from marked passages take part in the
// extraction: it adds the ends that the rules miss (phrases that act for a name,
// pronouns, event nouns), it judges the claims of the rules, and finds more.
package judge

import (
	"context"
	"slices"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/reader"
)

// stepsWindow is how many steps the reading of a token counts for.
const stepsWindow = 10_000

// Judge is a reader with the probabilities from which on it is believed. It is safe
// for use by several goroutines at once.
type Judge struct {
	r         *reader.Reader
	names     []string       // of the relations, in the order of the reader
	relations map[string]int // where they stand in it
	symmetric map[string]bool
}

// New returns a judge that asks a reader about relations.
func New(r *reader.Reader, relations []extract.Relation) *Judge {
	j := &Judge{r: r, names: r.Relations(), relations: map[string]int{}, symmetric: map[string]bool{}}
	for i := range relations {
		j.symmetric[relations[i].Name] = relations[i].Symmetric
	}
	for i, name := range j.names {
		j.relations[name] = i
	}
	return j
}

// Stage is the stage that reads an article and adds ends to its mentions and
// entities. It runs once the mentions are joined into entities.
func (j *Judge) Stage() extract.Stage {
	return extract.Stage{Name: "reader", Doc: "reads the sentences as it has learned from marked passages, and adds ends of claims",
		Run: func(_ context.Context, a *extract.Article) error {
			list := windows(a)
			texts := make([]reader.Window, len(list))
			for i, w := range list {
				a.Spend(stepsWindow * w.Len())
				texts[i] = w.text(a)
			}
			for i, x := range j.r.Read(texts) {
				list[i].reading = x
			}
			a.Keep(list)
			for _, w := range list {
				ends(a, w)
			}
			return nil
		}}
}

// Verdicts implements relation.Judge: what it thinks of all pairs of mentions with an
// entity that stand in one sentence.
func (j *Judge) Verdicts(a *extract.Article, found []extract.Claim) []extract.Verdict {
	list, _ := a.Kept().([]*window)
	var out []extract.Verdict
	for _, w := range list {
		of, ms := w.mentions(a)
		at := func(m int) int { return slices.Index(of, m) }
		var said []reader.Said
		for i := range found {
			k := &found[i]
			r, known := j.relations[k.Relation]
			if s, o := at(k.SubjectMention), at(k.ObjectMention); known && s >= 0 && o >= 0 {
				said = append(said, reader.Said{Relation: r, Subject: s, Object: o})
				if j.symmetric[k.Relation] {
					said = append(said, reader.Said{Relation: r, Subject: o, Object: s})
				}
			}
		}
		for _, p := range w.reading.Judge(ms, said) {
			if ms[p.Subject].Sentence != ms[p.Object].Sentence {
				continue // evidence is one sentence
			}
			word := w.tokens(a, p.Word)
			for _, v := range p.Verdicts {
				out = append(out, verdict(j.names[v.Relation], of[p.Subject], of[p.Object], word, v))
			}
		}
	}
	return out
}

// The marks of a verdict, in the order of the reader.
const (
	negated = iota
	planned
	possible
	former
	reported
)

// marked is the probability from which on a mark is believed.
const marked = 0.5

// verdict translates what a reader thinks.
func verdict(relation string, subject, object int, word extract.Span, v reader.Verdict) extract.Verdict {
	d := extract.Verdict{Relation: relation, Subject: subject, Object: object, Trigger: word, Probability: float64(v.Probability),
		Negated: v.Marks[negated] > marked, Former: v.Marks[former] > marked, Reported: v.Marks[reported] > marked, Modality: extract.Actual}
	switch {
	case v.Marks[planned] > marked && v.Marks[planned] >= v.Marks[possible]:
		d.Modality = extract.Planned
	case v.Marks[possible] > marked:
		d.Modality = extract.Possible
	}
	return d
}

// The probabilities from which on a verdict is a claim by itself, and below which a plain
// claim by rules falls. docs/reader.md has what others would give.
const (
	accepted = 0.98
	doubted  = 0.02
)

// Accepts implements relation.Judge.
func (j *Judge) Accepts(v extract.Verdict) bool { return v.Probability >= accepted }

// Doubts implements relation.Judge. A claim that is planned, possible or negated is no
// fact, and the passages that teach the reader do not have all of these.
func (j *Judge) Doubts(c extract.Claim, probability float64) bool {
	return !c.Negated && c.Modality == extract.Actual && probability < doubted
}
