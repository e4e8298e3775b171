package reader

import (
	"sort"

	"github.com/newsgraph/newsgraph/extract/neural/bert"
	"github.com/newsgraph/newsgraph/extract/neural/kernel"
	"github.com/newsgraph/newsgraph/extract/neural/wordpiece"
)

// Reading is a window that has been read. It may be kept, and judged more than
// once, but not by two goroutines at a time.
type Reading struct {
	reader   *Reader
	window   Window
	pieces   []wordpiece.Piece // those of the text, without the two around it
	vectors  []float32         // of all pieces, width each
	mentions []Mention
}

// Read reads windows: it finds their mentions. Of a window with more than
// MostPieces pieces the end is not read. What a window gives does not depend on
// the others.
func (r *Reader) Read(ws []Window) []*Reading {
	out, inputs, rows := make([]*Reading, len(ws)), make([]bert.Window, len(ws)), 0
	for i, w := range ws {
		out[i] = &Reading{reader: r, window: w, pieces: r.tokenizer.Append(nil, w.Text)}
		if most := min(MostPieces, r.encoder.Positions()) - 2; len(out[i].pieces) > most {
			out[i].pieces = out[i].pieces[:most]
		}
		inputs[i] = r.input(w.Text, out[i].pieces)
		rows += len(inputs[i].IDs)
	}
	vectors := kernel.Aligned((rows + kernel.Spare) * r.width)
	r.encoder.Encode(inputs, vectors)
	scores := kernel.Aligned((rows + kernel.Spare) * r.tag.Out)
	r.tag.Apply(vectors, r.width, scores, rows)
	at := 0
	for i, x := range out {
		n := len(inputs[i].IDs)
		x.vectors = vectors[at*r.width : (at+n+kernel.Spare)*r.width]
		x.mentions = x.decode(scores[(at+1)*r.tag.Out:], r.tag.Out)
		at += n
	}
	return out
}

// input puts the two pieces around those of a text, and finds the shapes.
func (r *Reader) input(text string, pieces []wordpiece.Piece) bert.Window {
	w := bert.Window{IDs: make([]int32, len(pieces)+2), Shapes: make([]uint8, len(pieces)+2)}
	w.IDs[0], w.IDs[len(pieces)+1] = r.begin, r.end
	for i, p := range pieces {
		w.IDs[i+1], w.Shapes[i+1] = p.ID, wordpiece.Shape(text[p.Start:p.End])
	}
	return w
}

// Mentions returns what the tagger found, in the text's order.
func (x *Reading) Mentions() []Mention { return x.mentions }

// decode finds mentions in the scores of the text's pieces. A word has the tag of
// its first piece; one that goes on a mention of a kind that is not open begins it.
func (x *Reading) decode(scores []float32, stride int) (out []Mention) {
	open, words := false, float32(0)
	for i, p := range x.pieces {
		if !p.First {
			if open {
				out[len(out)-1].End = int(p.End)
			}
			continue
		}
		tag, chance := choose(scores[i*stride:][:tags])
		kind := (tag - 1) / 2
		switch {
		case tag == 0:
			open = false
			continue
		case tag%2 == 1 || !open || out[len(out)-1].Kind != kind:
			out, open, words = append(out, Mention{Range: Range{int(p.Start), int(p.End)}, Kind: kind, Sentence: x.sentence(int(p.Start))}), true, 0
		}
		m := &out[len(out)-1]
		m.End = int(p.End)
		m.Score = float32(m.Score*words) + chance
		words++
		m.Score /= words
	}
	return out
}

// choose returns the best tag and its probability.
func choose(scores []float32) (tag int, chance float32) {
	for i, v := range scores {
		if v > scores[tag] {
			tag = i
		}
	}
	sum := float32(0)
	for _, v := range scores {
		sum += kernel.Exp(v - scores[tag])
	}
	return tag, 1 / sum
}

// sentence returns the sentence that holds a byte, or how many there are.
func (x *Reading) sentence(at int) int {
	s := x.window.Sentences
	i := sort.Search(len(s), func(i int) bool { return s[i].End > at })
	if i < len(s) && s[i].Start > at {
		return len(s)
	}
	return i
}

// cover returns the pieces that a range touches, as numbers of the window's
// pieces, of which the first is the one before the text. None are 0 to 0.
func (x *Reading) cover(r Range) (first, stop int) {
	for i, p := range x.pieces {
		if int(p.Start) < r.End && int(p.End) > r.Start {
			if stop == 0 {
				first = i + 1
			}
			stop = i + 2
		}
	}
	return first, stop
}
