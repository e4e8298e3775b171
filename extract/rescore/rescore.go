// Package rescore reads the claims of the rules a second time: a small network that has
// learned from marked passages which of them are wrong. It computes nothing of the text
// anew: it sees the vectors that the networks for trees and names have computed of the
// sentence's tokens, with the words, tags and labels of the tree.
//
// A layer mixes what is known of a token; another lets it see the token that governs it
// and those that it governs. Of the two ends of a claim the network then sees their own
// words, those on the way from one to the other in the tree, and the tokens that the
// pair's attention picks; of the claim its relation, its frame, its trigger and what it
// says besides, and whatever else the rules claim of the two. The network is trained by
// the recipe in the folder train.
package rescore

import (
	"fmt"
	"math"
	"sync"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/neural"
	"github.com/newsgraph/newsgraph/extract/neural/kernel"
)

// The sizes of the task.
const (
	given    = 2 * neural.Width // numbers that are given of a token
	kinds    = 10
	forms    = 3
	nears    = 8  // classes of distance, each way
	says     = 48 // classes of what a claim says besides
	heads    = 4  // that look at a sentence's tokens
	mostPath = 40 // tokens from one end up to the root that are looked at
)

// Vectors are the vectors of an article's tokens; a pipeline keeps them (extract.Article.Keep).
type Vectors interface {
	// Rows returns the vectors of the tokens of a sentence, of the syntax network and of
	// the names network, neural.Width numbers each. They live until the next call.
	Rows(s extract.Span) (syntax, names []float32)
}

// Rescorer is an opened network. It is read-only and may be shared.
type Rescorer struct {
	level                              kernel.Level
	words, tags, labels, frames, names map[string]int // rows of the tables, from 1; names are the relations, from 0
	symmetric                          map[string]bool

	width, ask, hidden int // sizes: of a token's state, of a question, of a pair's state

	mix, tree, roles, question, look, join, deep, trigger, last *kernel.Matrix

	norm kernel.Norm
	word neural.Table

	tag, label, place                                      []float32 // embeddings
	subjectKind, objectKind, subjectForm, objectForm, near []float32
	rule, relation, frame, says                            []float32
	out                                                    []float32
	bias                                                   float32
	pool                                                   sync.Pool
}

// Open opens a weights file. name is for messages.
func Open(name, data string, level neural.Level, relations []extract.Relation) (*Rescorer, error) {
	w, err := neural.OpenWeights(name, data, level)
	if err != nil {
		return nil, err
	}
	index := func(list []string, first int) map[string]int {
		m := map[string]int{}
		for i, s := range list {
			m[s] = i + first
		}
		return m
	}
	names, frames := w.List("rescore.relations"), w.List("rescore.frames")
	tags, labels, words := w.List("rescore.tags"), w.List("rescore.labels"), w.List("rescore.words")
	r := &Rescorer{level: level, words: index(words, 1), tags: index(tags, 1), labels: index(labels, 1), frames: index(frames, 1), names: index(names, 0), symmetric: map[string]bool{}}
	for i := range relations {
		r.symmetric[relations[i].Name] = relations[i].Symmetric
	}
	sizes := w.Ints("rescore.sizes") // width, ask, hidden
	if w.Err() != nil || len(sizes) != 3 {
		return nil, fmt.Errorf("open rescorer: want five lists and three sizes: %w", w.Err())
	}
	r.width, r.ask, r.hidden = int(sizes[0]), int(sizes[1]), int(sizes[2])
	if !r.fit() {
		return nil, fmt.Errorf("open rescorer %s: sizes %v do not fit", name, sizes)
	}
	r.open(w)
	switch {
	case w.Err() != nil:
		return nil, fmt.Errorf("open rescorer: %w", w.Err())
	case r.word.Rows != len(words)+1 || r.word.Width != r.width:
		return nil, fmt.Errorf("open rescorer %s: a table of %d rows for %d words", name, r.word.Rows, len(words))
	}
	r.pool.New = func() any { return &scratch{} }
	return r, nil
}

// fit reports whether the sizes are such as the loops take.
func (r *Rescorer) fit() bool {
	return r.width >= 16 && r.width%16 == 0 && r.ask >= 4*heads && r.ask%(4*heads) == 0 && r.hidden >= 8 && r.hidden%8 == 0
}

// open reads the layers.
func (r *Rescorer) open(w *neural.Weights) {
	linear := func(name string, in, out int) *kernel.Matrix { return w.Layer("rescore."+name, in, out).Unpack() }
	table := func(name string, rows, width int) []float32 { return w.Floats("rescore."+name, rows, width) }
	width, hidden := r.width, r.hidden
	r.mix = linear("mix", given, width)
	r.tree = linear("tree", 3*width, width)
	r.norm = w.Norm("rescore.norm", width, 1e-5)
	r.roles = linear("roles", 3*width, 2*hidden)
	r.question = linear("question", width, 2*r.ask)
	r.look = linear("look", width, r.ask+width)
	r.join = linear("join", 3*width, hidden)
	r.deep = linear("deep", hidden, hidden)
	r.trigger = linear("trigger", width, hidden)
	r.last = linear("last", hidden, hidden)
	r.word = w.Table("rescore.word")
	r.tag, r.label = table("tag", len(r.tags)+1, width), table("label", len(r.labels)+1, width)
	r.place = table("place", places, heads)
	r.subjectKind, r.objectKind = table("subject_kind", kinds, hidden), table("object_kind", kinds, hidden)
	r.subjectForm, r.objectForm = table("subject_form", forms, hidden), table("object_form", forms, hidden)
	r.near = table("near", 2*nears, hidden)
	r.rule, r.relation = table("rule", 2*len(r.names), hidden), table("relation", len(r.names), hidden)
	r.frame, r.says = table("frame", len(r.frames)+1, hidden), table("says", says, hidden)
	r.out = table("out", 1, hidden)
	r.bias = table("bias", 1, 1)[0]
}

// doubted is the probability below which a plain claim falls; docs/reader.md has what
// others would give.
const doubted = .15

// fact is what a claim is about.
type fact struct {
	relation        string
	subject, object int // entities
}

// about returns the fact of a claim, of a symmetric relation the earlier entity first.
func (r *Rescorer) about(c *extract.Claim) fact {
	if r.symmetric[c.Relation] && c.Object < c.Subject {
		return fact{c.Relation, c.Object, c.Subject}
	}
	return fact{c.Relation, c.Subject, c.Object}
}

// Doubts implements relation.Doubter. A claim that is planned, possible or negated is no
// fact, and never falls; nor does one of which another claim of the same fact is likely
// enough.
func (r *Rescorer) Doubts(a *extract.Article, found []extract.Claim) []bool {
	likely := map[fact]float32{}
	chances := r.chances(a, found)
	for i, p := range chances {
		f := r.about(&found[i])
		likely[f] = max(likely[f], p)
	}
	fall := make([]bool, len(found))
	for i := range found {
		c := &found[i]
		_, judged := chances[i]
		fall[i] = judged && !c.Negated && c.Modality == extract.Actual && c.Frame != extract.DenialFrame && likely[r.about(c)] < doubted
	}
	return fall
}

// chances returns how likely claims are whose ends stand in one sentence, by their
// numbers.
func (r *Rescorer) chances(a *extract.Article, found []extract.Claim) map[int]float32 {
	vectors, ok := a.Kept().(Vectors)
	if !ok {
		return nil
	}
	s := r.pool.Get().(*scratch)
	defer r.pool.Put(s)
	out := map[int]float32{}
	for _, list := range r.bySentence(a, found) {
		for k, p := range r.read(s, a, vectors, list.sentence, list.claims) {
			out[list.numbers[k]] = p
		}
	}
	return out
}

// judged are the claims of one sentence that can be judged.
type judged struct {
	sentence extract.Span
	claims   []*extract.Claim
	numbers  []int // among those that were found
}

// bySentence groups claims of relations that the network knows whose ends stand in one
// sentence.
func (r *Rescorer) bySentence(a *extract.Article, found []extract.Claim) []judged {
	var out []judged
	group := map[int]int{}
	for i := range found {
		c := &found[i]
		if _, known := r.names[c.Relation]; !known || c.Object < 0 {
			continue
		}
		s, o := &a.Mentions[c.SubjectMention], &a.Mentions[c.ObjectMention]
		at := a.SentenceOf(s.Start)
		if at < 0 || kindNumber(s.Kind) < 0 || kindNumber(o.Kind) < 0 || !within(a.Sentences[at].Span, s.Span) || !within(a.Sentences[at].Span, o.Span) {
			continue
		}
		k, begun := group[at]
		if !begun {
			k = len(out)
			group[at] = k
			out = append(out, judged{sentence: a.Sentences[at].Span})
		}
		out[k].claims, out[k].numbers = append(out[k].claims, c), append(out[k].numbers, i)
	}
	return out
}

// within reports whether a span lies in another.
func within(s, x extract.Span) bool { return s.Start <= x.Start && x.End <= s.End && x.Len() > 0 }

// sigmoid is 1/(1+exp(-x)), the same bits everywhere.
func sigmoid(x float32) float32 {
	if x < 0 {
		e := kernel.Exp(x)
		return e / (1 + e)
	}
	return 1 / (1 + kernel.Exp(-x))
}

// scale is what the products of questions and keys are divided by.
func (r *Rescorer) scale() float32 { return float32(1 / math.Sqrt(float64(r.ask/heads))) }
