package neural

import "github.com/newsgraph/newsgraph/extract/neural/kernel"

// Vectors are the vectors of one unit's tokens.
type Vectors struct {
	rows     []float32 // of the tokens from first on, with room for Spare rows more
	first, n int

	// Of a unit that is computed as it is asked for:
	encoder *Encoder
	words   []Word
	buffer  []float32
}

// Stretch is how many vectors of a long unit are held at once.
const Stretch = 480

// Computed returns the vectors of n tokens, which Encode has computed: rows has
// room for Spare rows more.
func Computed(rows []float32, n int) *Vectors { return &Vectors{rows: rows, n: n} }

// Later returns the vectors of a unit that is so long that they are computed a
// stretch at a time, when they are asked for: memory does not grow with it. The
// numbers are the same, for a vector depends on border words on each side.
func (e *Encoder) Later(words []Word) *Vectors {
	return &Vectors{encoder: e, words: words, buffer: kernel.Aligned((Stretch + 2*border + Spare) * width)}
}

// Rows returns the vectors of the n tokens from first on, at most Stretch, with
// room for Spare rows more. They live until the next call.
func (v *Vectors) Rows(first, n int) []float32 {
	if v.encoder != nil && (first < v.first || first+n > v.first+v.n) {
		v.compute(first)
	}
	return v.rows[(first-v.first)*width:]
}

// compute fills the buffer from a token on.
func (v *Vectors) compute(first int) {
	v.first, v.n = first, min(Stretch, len(v.words)-first)
	low, high := max(0, first-border), min(len(v.words), first+v.n+border)
	v.encoder.Encode(v.words[low:high], []int{high - low}, v.buffer)
	v.rows = v.buffer[(first-low)*width:]
}
