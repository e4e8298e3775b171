// Package reader is the learned reader: it finds in a run of sentences the names
// and phrases that act or are acted on, and judges for every pair of them which
// relations the text states, and how (denied, planned, …).
//
// A small BERT gives a vector to every piece of a word. A tagger says which words
// begin or go on a mention of which kind. A judge sees, of a pair, the two
// mentions, the pieces that the pair's own attention picks, the distance, the kinds
// and what the rules say, and scores all relations against a threshold class
// (adaptive thresholding: Zhou et al. 2021). The networks are trained by the recipe
// in the folder train.
package reader

import (
	"fmt"
	"math"
	"strings"
	"sync"

	"github.com/newsgraph/newsgraph/extract/neural"
	"github.com/newsgraph/newsgraph/extract/neural/bert"
	"github.com/newsgraph/newsgraph/extract/neural/kernel"
	"github.com/newsgraph/newsgraph/extract/neural/wordpiece"
)

// Kinds has the letter of every kind of mention, in the order of Mention.Kind:
// person, organization, place, event, agreement, law, group, product or work,
// topic, date.
const Kinds = "POLEAWGRTD"

// The sizes of the task, and how much of a window is read.
const (
	UnknownKind = len(Kinds) // Mention.Kind of a mention whose kind the caller does not know
	Marks       = 5          // neg, planned, possible, former, reported
	MostPieces  = 250        // pieces of a window, with the two around it
	tags        = 1 + 2*len(Kinds)
	nears       = 8 // classes of distance, each way
)

// least is the smallest probability that becomes a verdict.
const least = .05

// Range is a stretch of bytes.
type Range struct{ Start, End int }

// Window is a run of sentences of one paragraph, to be read together.
type Window struct {
	Text      string
	Sentences []Range // of Text, in order
}

// Mention is a place that the text speaks of something.
type Mention struct {
	Range
	Kind     int     // index into Kinds, or UnknownKind
	Score    float32 // the tagger's probability, the mean over the words; 0 for one of the caller's
	Sentence int     // index into the window's sentences; Judge goes by Range alone
}

// Said tells that a rule claims a relation between two of the mentions that are
// judged. Of a symmetric relation both directions are to be given.
type Said struct{ Relation, Subject, Object int }

// Pair is what the judge says of two mentions, in this order.
type Pair struct {
	Subject, Object int     // indexes into the judged mentions
	Same            float32 // probability that both speak of the same
	// Word is the word outside both mentions that the judge looked at most, empty
	// where there is none.
	Word     Range
	Verdicts []Verdict // of the relations whose probability is at least .05, in their order
}

// Verdict is a relation that the text may state of a pair.
type Verdict struct {
	Relation    int
	Score       float32        // log odds, as the threshold class has it
	Probability float32        // what these odds would be if they were true
	Marks       [Marks]float32 // probabilities: neg, planned, possible, former, reported
}

// Reader is an opened reader. It is read-only and may be shared.
type Reader struct {
	level      kernel.Level
	tokenizer  *wordpiece.Tokenizer
	begin, end int32 // the pieces around a window
	encoder    *bert.Encoder
	relations  []string

	width, ask, hidden, heads int // sizes: of a vector, of a question, of a pair's state; heads that look

	tag, ends, roles, look, join, deep, out, mark *kernel.Matrix

	subjectKind, objectKind, near, rule, kindOfClaim []float32 // embeddings, hidden numbers each

	softmax kernel.Softmax
	pool    sync.Pool
}

// Open opens a weights file. name is for messages.
func Open(name, data string, level neural.Level) (*Reader, error) {
	w, err := neural.OpenWeights(name, data, level)
	if err != nil {
		return nil, err
	}
	r := &Reader{level: level, relations: w.List("reader.relations")}
	sizes := w.Ints("reader.sizes") // heads, ask, hidden
	if w.Err() != nil || len(sizes) != 3 {
		return nil, fmt.Errorf("open reader: want relations and three sizes: %w", w.Err())
	}
	pieces := w.Text("pieces")
	if r.tokenizer, err = wordpiece.New(pieces); err != nil {
		return nil, fmt.Errorf("open reader %s: %w", name, err)
	}
	if r.encoder, err = bert.New(w, "encoder"); err != nil {
		return nil, err
	}
	var first, last bool
	r.begin, first = r.tokenizer.ID("[CLS]")
	r.end, last = r.tokenizer.ID("[SEP]")
	r.width, r.heads, r.ask, r.hidden = r.encoder.Width(), int(sizes[0]), int(sizes[1]), int(sizes[2])
	switch {
	case !first || !last || strings.Count(pieces, "\n") != r.encoder.Pieces():
		return nil, fmt.Errorf("open reader %s: want [CLS], [SEP] and as many pieces as there are vectors of", name)
	case r.encoder.Positions() < 3, r.heads < 1, r.ask%(4*max(1, r.heads)) != 0, r.width%(4*max(1, r.heads)) != 0, r.hidden%8 != 0:
		return nil, fmt.Errorf("open reader %s: sizes %v do not fit each other", name, sizes)
	}
	r.open(w)
	if w.Err() != nil {
		return nil, fmt.Errorf("open reader: %w", w.Err())
	}
	r.softmax = kernel.NewSoftmax(level, float32(1/math.Sqrt(float64(r.ask/r.heads))))
	r.pool.New = func() any { return newScratch(level) }
	return r, nil
}

// open reads the heads.
func (r *Reader) open(w *neural.Weights) {
	linear := func(name string, in, out int) *kernel.Matrix {
		return w.Layer("reader."+name, in, out).Unpack()
	}
	r.tag = linear("tag", r.width, tags)
	r.ends = linear("ends", r.width, 4*r.ask)
	r.roles = linear("roles", 2*r.width, 2*r.hidden)
	r.look = linear("look", r.width, r.ask+r.width)
	r.join = linear("join", r.width+r.ask, r.hidden)
	r.deep = linear("deep", r.hidden, r.hidden)
	r.out = linear("out", r.hidden, len(r.relations)+2)
	r.mark = linear("mark", r.hidden, Marks)
	r.subjectKind = w.Floats("reader.subject_kind", len(Kinds)+1, r.hidden)
	r.objectKind = w.Floats("reader.object_kind", len(Kinds)+1, r.hidden)
	r.near = w.Floats("reader.near", 2*nears, r.hidden)
	r.rule = w.Floats("reader.rule", 2*len(r.relations), r.hidden)
	r.kindOfClaim = w.Floats("reader.relation", len(r.relations), r.hidden)
}

// Relations returns the relations' names, in the order of Verdict.Relation.
func (r *Reader) Relations() []string { return r.relations }

// Pieces returns how many pieces a window of this text has, with the two around it.
func (r *Reader) Pieces(text string) int { return len(r.tokenizer.Append(nil, text)) + 2 }
