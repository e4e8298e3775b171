// Package tag finds parts of speech, morphology and lemmas: spaCy's trained
// tagger, its attribute rules and its lemma tables.
package tag

import (
	"sync"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/neural"
)

// Tagger is a linear layer over the syntax encoder's vectors. It may be used by
// several goroutines at once.
type Tagger struct {
	layer   neural.Linear
	tags    []string
	scratch sync.Pool
}

// rows is how many tokens' scores are computed at once.
const rows = 120

// NewTagger reads the sections whose names begin with "tagger".
func NewTagger(w *neural.Weights) (*Tagger, error) {
	t := &Tagger{tags: w.List("tagger.tags")}
	t.layer = w.Linear("tagger", len(t.tags))
	t.scratch.New = func() any {
		scores := make([]float32, (rows+neural.Spare)*t.layer.Columns())
		return &scores
	}
	return t, w.Err()
}

// Tag sets the Tag of a unit's tokens: the first of the highest scores.
func (t *Tagger) Tag(vectors *neural.Vectors, tokens []extract.Token) {
	buffer := t.scratch.Get().(*[]float32)
	defer t.scratch.Put(buffer)
	scores := *buffer
	for first := 0; first < len(tokens); first += rows {
		n := min(rows, len(tokens)-first)
		t.layer.Apply(vectors.Rows(first, n), scores, n)
		for i := range n {
			row, best := scores[i*t.layer.Columns():][:len(t.tags)], 0
			for j, x := range row {
				if x > row[best] {
					best = j
				}
			}
			tokens[first+i].Tag = t.tags[best]
		}
	}
}
