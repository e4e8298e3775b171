// Package teach learns a relation of the user's own from passages in which its claims
// are marked: a logistic regression on what the learned reader sees of a pair of
// mentions. What it is worth is measured by cross-validation over the passages.
package teach

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/corpus"
	"github.com/newsgraph/newsgraph/extract/english"
)

const (
	// Least is how many passages are needed, and LeastStating how many that state the
	// relation: fewer teach nothing that could be measured.
	Least        = 20
	LeastStating = 10
	folds        = 10
	// LeastFound is how many claims a bound must find for its precision to count.
	LeastFound = 5
)

// Options say what is taught.
type Options struct {
	Name, Doc        string
	Subject, Object  []extract.Kind // empty: those of the examples
	Symmetric, State bool
	Precision        float64 // wanted of the claims, on passages that did not teach them
}

// Lesson is a relation that was taught, and what it is worth.
type Lesson struct {
	Relation extract.Relation // Taught is nil if no bound has the precision that is wanted
	Passages int              // the user's
	Stating  int              // of these, that state the relation
	Claims   int
	Apart    int // of the claims, whose ends stand in no common sentence: they cannot be found
	Traps    int
	Others   int     // pairs of the user's passages that are no claim
	Beside   int     // passages of all kinds of news
	Scores   []Score // at several bounds, by cross-validation
	Chosen   Score   // at the bound that was chosen, or else that of the best precision
}

// Score is what claims from a bound on are worth on passages that did not teach them.
type Score struct {
	Bound                float64
	Right, Found, Wanted int
	Beside               int // of the wrong ones, in passages of all kinds of news
}

// Precision is the share of what was found that is right.
func (s Score) Precision() float64 { return share(s.Right, s.Found) }

// Recall is the share of what is wanted that was found.
func (s Score) Recall() float64 { return share(s.Right, s.Wanted) }

// F is the harmonic mean of both.
func (s Score) F() float64 { return share(2*s.Right, s.Found+s.Wanted) }

func share(a, b int) float64 { return float64(a) / float64(max(1, b)) }

// Interval is where the precision lies with 95 % (Wilson 1927).
func (s Score) Interval() (from, to float64) {
	const z = 1.96
	n := float64(max(1, s.Found))
	p := s.Precision()
	middle, width := p+z*z/(2*n), z*math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return max(0, (middle-width)/(1+z*z/n)), min(1, (middle+width)/(1+z*z/n))
}

// lesson is a lesson while it is held.
type lesson struct{ Options }

// Learn teaches a relation. The examples must have passed Check; others are passages of
// all kinds of news, whose claims do not count.
func Learn(ctx context.Context, o Options, examples, others []corpus.Record) (*Lesson, error) {
	l := &lesson{o}
	l.kinds(examples)
	t, err := english.NewTeaching()
	if err != nil {
		return nil, err
	}
	var passages []passage
	for k, list := range [][]corpus.Record{examples, others} {
		for i := range list {
			p, err := l.read(ctx, t, &list[i], k == 0)
			if err != nil {
				return nil, err
			}
			passages = append(passages, p)
		}
	}
	out := l.count(examples, passages)
	if out.Claims == out.Apart || out.Others == 0 {
		return out, nil
	}
	l.learn(out, passages)
	return out, nil
}

// kinds takes the kinds of the ends from the examples, in the order of the schema.
func (l *lesson) kinds(examples []corpus.Record) {
	var found [2][]extract.Kind
	for i := range examples {
		for _, c := range examples[i].Claims {
			for k, id := range []string{c.Subject, c.Object} {
				if kind, ok := corpus.KindOf(id); ok && c.Relation == l.Name {
					found[k] = append(found[k], kind)
				}
			}
		}
	}
	if l.Symmetric {
		both := slices.Concat(found[0], found[1])
		found = [2][]extract.Kind{both, both}
	}
	for k, to := range []*[]extract.Kind{&l.Subject, &l.Object} {
		if len(*to) > 0 {
			continue
		}
		for _, kind := range extract.Kinds() {
			if slices.Contains(found[k], kind) {
				*to = append(*to, kind)
			}
		}
	}
}

// count tells what there is to learn from.
func (l *lesson) count(examples []corpus.Record, passages []passage) *Lesson {
	out := &Lesson{Passages: len(examples), Beside: len(passages) - len(examples),
		Relation: extract.Relation{Name: l.Name, Doc: l.Doc, Subject: l.Subject, Object: l.Object, Symmetric: l.Symmetric, State: l.State}}
	for i := range examples {
		for _, c := range examples[i].Traps {
			if c.Relation == l.Name {
				out.Traps++
			}
		}
	}
	for _, p := range passages {
		out.Claims += len(p.claims)
		if len(p.claims) > 0 {
			out.Stating++
		}
		for _, f := range p.claims {
			if !slices.Contains(p.facts, f) {
				out.Apart++
			}
		}
		for i := range p.rows {
			if p.example && !p.rows[i].right {
				out.Others++
			}
		}
	}
	return out
}

// learn finds the weights, what they are worth, and a bound.
func (l *lesson) learn(out *Lesson, passages []passage) {
	var all []row
	for _, p := range passages {
		all = append(all, p.rows...)
	}
	if len(all) == 0 {
		return
	}
	s := newScale(all)
	all = s.apply(all)
	rest := all
	for i := range passages {
		n := len(passages[i].rows)
		passages[i].rows, rest = rest[:n], rest[n:]
	}
	found := validate(passages)
	for _, b := range []float64{.1, .2, .3, .4, .5, .6, .7, .8, .9, .95} {
		out.Scores = append(out.Scores, found.score(b, out.Claims))
	}
	for n := 1; n < 100; n++ {
		at := found.score(float64(n)/100, out.Claims)
		if at.Found < LeastFound {
			break
		}
		if at.Precision() > out.Chosen.Precision() && out.Chosen.Precision() < l.Precision {
			out.Chosen = at
		}
	}
	if out.Chosen.Found == 0 || out.Chosen.Precision() < l.Precision {
		return
	}
	// One right and one wrong claim more: none was wrong does not mean none ever is.
	certain := float64(out.Chosen.Right+1) / float64(out.Chosen.Found+2)
	out.Relation.Taught = &extract.Taught{Reader: english.ReaderVersion(), Bound: out.Chosen.Bound, Precision: math.Round(100*certain) / 100, Weights: s.undo(learn(all))}
}

// guess is what is thought of two entities of a passage by weights that the passage had
// no part in.
type guess struct {
	probability float64
	right, user bool
}

type guesses []guess

// validate learns from all folds of the passages but one and judges this one, in turn.
// Passages that state the relation, others of the user and those of all kinds of news
// are shared out alike, neighbours together: they are often of one make.
func validate(passages []passage) (all guesses) {
	fold, size, next := make([]int, len(passages)), map[[2]bool]int{}, map[[2]bool]int{}
	group := func(p *passage) [2]bool { return [2]bool{p.example, len(p.claims) > 0} }
	for i := range passages {
		size[group(&passages[i])]++
	}
	for i := range passages {
		g := group(&passages[i])
		fold[i] = next[g] * folds / size[g]
		next[g]++
	}
	for f := range folds {
		var rows []row
		for i := range passages {
			if fold[i] != f {
				rows = append(rows, passages[i].rows...)
			}
		}
		if len(rows) == 0 { // all pairs stand in this fold: there is nothing to judge it by
			continue
		}
		weights := learn(rows)
		for i := range passages {
			if fold[i] == f {
				all = append(all, passages[i].judge(weights)...)
			}
		}
	}
	return all
}

// judge returns what weights make of a passage: of every two entities the best of their
// pairs.
func (p *passage) judge(weights []float64) (all guesses) {
	var order []fact
	best := map[fact]guess{}
	for i, f := range p.facts {
		g, seen := best[f]
		if !seen {
			order = append(order, f)
		}
		best[f] = guess{max(g.probability, judge(weights, p.rows[i])), p.rows[i].right, p.example}
	}
	for _, f := range order {
		all = append(all, best[f])
	}
	return all
}

// score counts the guesses from a bound on.
func (all guesses) score(bound float64, wanted int) Score {
	s := Score{Bound: bound, Wanted: wanted}
	for _, g := range all {
		if g.probability < bound {
			continue
		}
		s.Found++
		if g.right {
			s.Right++
		}
		if !g.user {
			s.Beside++
		}
	}
	return s
}

// Check tells what is wrong with examples of a relation: too few, ends that are not
// marked or of a kind that cannot be one, a passage that stands twice.
func Check(o Options, records []corpus.Record) []corpus.Problem {
	only := make([]corpus.Record, len(records))
	stating, own := 0, extract.Relation{Name: o.Name, Subject: o.Subject, Object: o.Object, Symmetric: o.Symmetric}
	for _, kinds := range []*[]extract.Kind{&own.Subject, &own.Object} {
		if len(*kinds) == 0 {
			*kinds = extract.Kinds()
		}
	}
	of := func(list []corpus.Claim) (kept []corpus.Claim) {
		for _, c := range list {
			if c.Relation == o.Name {
				kept = append(kept, c)
			}
		}
		return kept
	}
	for i, r := range records {
		r.Claims, r.Traps = of(r.Claims), of(r.Traps)
		only[i] = r
		if len(r.Claims) > 0 {
			stating++
		}
	}
	problems := corpus.Check(only, []extract.Relation{own})
	if len(problems) == 0 && (len(records) < Least || stating < LeastStating) {
		last := records[len(records)-1]
		problems = append(problems, corpus.Problem{File: last.File, Line: last.Line, Msg: fmt.Sprintf(
			"the last of %d passages, of which %d state %s: at least %d are needed, of which %d state it", len(records), stating, o.Name, Least, LeastStating)})
	}
	return problems
}
