package judge

import (
	"errors"
	"slices"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/reader"
)

// ErrTaught is the error for a relation that passages taught and that cannot be judged.
var ErrTaught = errors.New("use what was taught")

// Sight is what the reader sees of two mentions of an article in one sentence.
type Sight struct {
	Subject, Object int // indexes into Article.Mentions
	Vector          []float32

	seen reader.Sight
	word extract.Span
}

// Sights returns what the reader sees of all ordered pairs of mentions of two entities
// in one sentence whose kinds are wanted, in the order of the windows and mentions.
func (j *Judge) Sights(a *extract.Article, wanted func(subject, object extract.Kind) bool) []Sight {
	var out []Sight
	j.each(a, windows(a), func(w *window) {
		of, ms := w.mentions(a)
		out = append(out, j.sights(a, w, of, ms, wanted)...)
	})
	return out
}

// sights looks at the pairs of one window.
func (j *Judge) sights(a *extract.Article, w *window, of []int, ms []reader.Mention, wanted func(subject, object extract.Kind) bool) []Sight {
	var pairs [][2]int
	for s, m := range ms {
		for o, n := range ms {
			x, y := a.Mentions[of[s]].Entity, a.Mentions[of[o]].Entity
			if x != y && m.Sentence == n.Sentence && wanted(a.Entities[x].Kind, a.Entities[y].Kind) {
				pairs = append(pairs, [2]int{s, o})
			}
		}
	}
	if len(pairs) == 0 {
		return nil
	}
	a.Spend(stepsEnd * len(pairs))
	var out []Sight
	for _, x := range w.reading.Look(ms, pairs) {
		out = append(out, Sight{Subject: of[x.Subject], Object: of[x.Object], Vector: x.Vector, seen: x, word: w.tokens(a, x.Word)})
	}
	return out
}

// lessons judges the pairs of a window by what passages taught: only from its bound on
// a relation may be claimed.
func (j *Judge) lessons(a *extract.Article, w *window, of []int, ms []reader.Mention) []extract.Verdict {
	if len(j.taught) == 0 {
		return nil
	}
	fits := func(r *extract.Relation, s, o extract.Kind) bool {
		return slices.Contains(r.Subject, s) && slices.Contains(r.Object, o)
	}
	list := j.sights(a, w, of, ms, func(s, o extract.Kind) bool {
		return slices.ContainsFunc(j.taught, func(r *extract.Relation) bool { return fits(r, s, o) })
	})
	var out []extract.Verdict
	for _, x := range list {
		s, o := a.Entities[a.Mentions[x.Subject].Entity].Kind, a.Entities[a.Mentions[x.Object].Entity].Kind
		for _, r := range j.taught {
			if !fits(r, s, o) {
				continue
			}
			if p := reader.Probability(r.Taught.Weights, x.Vector); float64(p) >= r.Taught.Bound {
				out = append(out, verdict(r.Name, x.Subject, x.Object, x.word, reader.Verdict{Score: p, Marks: believed(x.seen.Marks)}))
			}
		}
	}
	return out
}

// surely is the probability from which on planned and possible are believed of a relation
// that the marks were not learned with.
const surely = 0.65

// believed returns marks without those that are not believed.
func believed(marks [reader.Marks]float32) [reader.Marks]float32 {
	for _, m := range [...]int{planned, possible} {
		if marks[m] < surely {
			marks[m] = 0
		}
	}
	return marks
}
