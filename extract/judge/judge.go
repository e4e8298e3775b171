// Package judge lets a reader that has learned from marked passages take part in the
// extraction: it adds the ends that the rules miss (phrases that act for a name,
// pronouns, event nouns), it judges the claims of the rules, and finds more.
package judge

import (
	"context"
	"fmt"
	"slices"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/reader"
)

const (
	// stepsPiece is how many steps the reading of a piece of a word counts for: fewer than
	// it takes, so that an article of a megabyte stays below extract.MostWork.
	stepsPiece = 1_500
	// readAtOnce is how many windows are read before the run is asked whether it goes on.
	readAtOnce = 16
	// keptWindows is how many windows stay read until the claims are judged, some forty
	// megabytes; those of a longer article are read three times, and count once.
	keptWindows = 512
)

// Judge asks a reader. It is safe for use by several goroutines at once.
type Judge struct {
	r         *reader.Reader
	names     []string       // of the relations, in the order of the reader
	relations map[string]int // where they stand in it
	symmetric map[string]bool
	lists     Lists
	taught    []*extract.Relation // by passages of the user
}

// New returns a judge that asks a reader, of that version, about relations. Those that
// the user's passages taught must have been taught with the same.
func New(r *reader.Reader, version string, relations []extract.Relation, l Lists) (*Judge, error) {
	j := &Judge{r: r, names: r.Relations(), relations: map[string]int{}, symmetric: map[string]bool{}, lists: l}
	for i := range relations {
		j.symmetric[relations[i].Name] = relations[i].Symmetric
		if t := relations[i].Taught; t != nil {
			if t.Reader != version || len(t.Weights) != r.SightWidth()+1 {
				return nil, fmt.Errorf("%w: %s: relation %s was taught with another reader than this program has: teach it again (newsgraph teach)",
					ErrTaught, relations[i].Source, relations[i].Name)
			}
			j.taught = append(j.taught, &relations[i])
		}
	}
	for i, name := range j.names {
		j.relations[name] = i
	}
	return j, nil
}

// Stage is the stage that reads an article and adds ends to its mentions and
// entities. It runs once the mentions are joined into entities.
func (j *Judge) Stage() extract.Stage {
	return extract.Stage{Name: "reader", Doc: "reads the sentences as it has learned from marked passages, and adds ends of claims",
		Run: func(_ context.Context, a *extract.Article) error {
			list := windows(a)
			a.Keep(list)
			p := newPoll(a, &j.lists)
			j.each(a, list, p.look)
			p.write()
			x := newEnds(a, &j.lists)
			j.each(a, list, x.look)
			x.write()
			return nil
		}}
}

// each calls look with every window that can hold a claim, read.
func (j *Judge) each(a *extract.Article, list []*window, look func(*window)) {
	var part []*window
	var texts []reader.Window
	flush := func() {
		if len(part) == 0 {
			return
		}
		for i, x := range j.r.Read(texts) {
			part[i].reading = x
		}
		for _, w := range part {
			look(w)
			if len(list) > keptWindows {
				w.reading = nil
			}
		}
		part, texts = part[:0], texts[:0]
	}
	for _, w := range list {
		if len(w.within(a)) == 0 {
			continue
		}
		if w.reading != nil {
			look(w)
			continue
		}
		t := w.text(a)
		if !w.charged {
			a.Spend(stepsPiece * j.r.Pieces(t.Text))
			w.charged = true
		}
		if part, texts = append(part, w), append(texts, t); len(part) == readAtOnce {
			flush()
		}
	}
	flush()
}

// Verdicts implements relation.Judge: what it thinks of all pairs of mentions with an
// entity that stand in one sentence.
func (j *Judge) Verdicts(a *extract.Article, found []extract.Claim) []extract.Verdict {
	list, _ := a.Kept().([]*window)
	claims := map[int][]int{} // by the mention of their subject
	for i := range found {
		claims[found[i].SubjectMention] = append(claims[found[i].SubjectMention], i)
	}
	var out []extract.Verdict
	j.each(a, list, func(w *window) { out = append(out, j.verdicts(a, w, found, claims)...) })
	return out
}

// verdicts judges the pairs of one window.
func (j *Judge) verdicts(a *extract.Article, w *window, found []extract.Claim, claims map[int][]int) []extract.Verdict {
	of, ms := w.mentions(a)
	var said []reader.Said
	for s, m := range of {
		for _, i := range claims[m] {
			k := &found[i]
			r, known := j.relations[k.Relation]
			o := slices.Index(of, k.ObjectMention)
			if !known || o < 0 {
				continue
			}
			said = append(said, reader.Said{Relation: r, Subject: s, Object: o})
			if j.symmetric[k.Relation] {
				said = append(said, reader.Said{Relation: r, Subject: o, Object: s})
			}
		}
	}
	var out []extract.Verdict
	could := func(i, k int) bool { // evidence is one sentence
		return ms[i].Sentence == ms[k].Sentence && a.Mentions[of[i]].Entity != a.Mentions[of[k]].Entity
	}
	for _, p := range w.reading.Judge(ms, said, could) {
		a.Spend(stepsEnd)
		word := w.tokens(a, p.Word)
		for _, v := range p.Verdicts {
			d := verdict(j.names[v.Relation], of[p.Subject], of[p.Object], word, v)
			d.Ends = float64(min(ms[p.Subject].Score, ms[p.Object].Score))
			out = append(out, d)
		}
	}
	return append(out, j.lessons(a, w, of, ms)...)
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
	d := extract.Verdict{Relation: relation, Subject: subject, Object: object, Trigger: word, Score: float64(v.Score), Marks: 1,
		Negated: v.Marks[negated] > marked, Former: v.Marks[former] > marked, Reported: v.Marks[reported] > marked, Modality: extract.Actual}
	for _, m := range [...]int{negated, planned, possible, former} {
		p := float64(v.Marks[m])
		d.Marks *= max(p, 1-p)
	}
	switch {
	case v.Marks[planned] > marked && v.Marks[planned] >= v.Marks[possible]:
		d.Modality = extract.Planned
	case v.Marks[possible] > marked:
		d.Modality = extract.Possible
	}
	return d
}
