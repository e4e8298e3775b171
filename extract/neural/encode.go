package neural

import (
	"fmt"
	"sync"

	"github.com/newsgraph/newsgraph/extract/neural/kernel"
)

const (
	width = kernel.Width
	// border is the number of empty rows before, between and behind units. They
	// go through the layers with the rest and become non-zero, as in training. It
	// equals the receptive field, so units do not see each other.
	border = 4
	// window is how many rows go through the convolutions at once.
	window = 512
)

// The places that encoders have in a Lexeme for the vectors they remember: one
// more where the encoder sees whether a blank follows.
const (
	SyntaxSlot   = 0 // and 1
	NamesSlot    = 2
	encoderSlots = 3
)

// Encoder turns words into vectors. Each of a word's features (NORM, PREFIX,
// SUFFIX, SHAPE and, in the syntax network, SPACY and IS_SPACE as 0 or 1) adds
// four rows of its table; networks with word vectors put the word's behind; a
// maxout layer with normalisation mixes all; then four times x += norm(maxout(left, centre, right)).
//
// What depends on the lexeme alone is remembered: the mixed vector and its three
// projections through the first convolution, which is three quarters of the
// arithmetic of that part.
type Encoder struct {
	level             kernel.Level
	tables            []table
	words             *wordVectors // nil: the network has none
	products          table        // of the word vectors
	seeds             []int32
	mix               *kernel.Matrix
	mixGain, mixShift []float32
	project           *kernel.Matrix // 96 → left, centre, right of convolution 1, each [3][96]
	projectBias       []float32      // [3][96]
	convolve          [4]*kernel.Matrix
	gain, shift       [4][]float32

	slot    int
	vectors *vectorCache
	scratch sync.Pool
}

// NewEncoder reads the layers whose names begin with prefix. slot tells where
// lexemes keep this encoder's vectors; no two encoders in use may share it.
func NewEncoder(w *Weights, prefix string, slot int) (*Encoder, error) {
	level := w.level
	e := &Encoder{level: level, seeds: w.Ints(prefix + ".seeds"), slot: slot, vectors: &vectorCache{}}
	for i := range e.seeds {
		e.tables = append(e.tables, w.table(fmt.Sprintf("%s.embed%d", prefix, i)))
	}
	in := width * len(e.seeds)
	if e.words = w.wordVectors(); e.words != nil {
		e.products = w.table(prefix + ".static")
		in += width
	}
	layer := prefix + ".mix"
	e.mix = kernel.NewMaxout(level, w.Floats(layer+".weights", width, 3, in), w.Floats(layer+".bias", width, 3), width, in)
	e.mixGain, e.mixShift = w.Floats(layer+".gain", width), w.Floats(layer+".shift", width)
	for i := range e.convolve {
		layer := fmt.Sprintf("%s.conv%d", prefix, i)
		weights, bias := w.Floats(layer+".weights", width, 3, 3*width), w.Floats(layer+".bias", width, 3)
		e.gain[i], e.shift[i] = w.Floats(layer+".gain", width), w.Floats(layer+".shift", width)
		if i == 0 {
			e.projection(weights, bias)
		} else {
			e.convolve[i] = kernel.NewMaxout(level, weights, bias, width, 3*width)
		}
	}
	e.scratch.New = func() any { return newEncoderScratch(e) }
	return e, w.Err()
}

// projection splits convolution 1, [o][piece][side·96], into a linear layer of
// 96 inputs with columns [side][piece][o].
func (e *Encoder) projection(weights, bias []float32) {
	e.projectBias = kernel.Aligned(3 * width)
	split := make([]float32, 9*width*width)
	for o := range width {
		for piece := range 3 {
			e.projectBias[piece*width+o] = bias[o*3+piece]
			for side := range 3 {
				copy(split[((side*3+piece)*width+o)*width:][:width], weights[(o*3+piece)*3*width+side*width:])
			}
		}
	}
	e.project = kernel.NewLinear(e.level, split, nil, 9*width, width, nil)
}

// embed adds up the table rows of a word's features, [feature][96].
func (e *Encoder) embed(word Word, out []float32) {
	keys := [6]uint64{word.norm, word.prefix, word.suffix, word.shape}
	if word.Spaced {
		keys[4] = 1
	}
	if word.Space {
		keys[5] = 1
	}
	for i, t := range e.tables {
		r := tableRows(keys[i], uint32(e.seeds[i]), t.rows)
		to := out[i*width : (i+1)*width]
		if t.half != nil {
			row := func(n uint32) []uint16 { return t.half[n*width : (n+1)*width] }
			e.level.SumHalves(row(r[0]), row(r[1]), row(r[2]), row(r[3]), to)
			continue
		}
		row := func(n uint32) []float32 { return t.full[n*width : (n+1)*width] }
		a, b, c, d := row(r[0]), row(r[1]), row(r[2]), row(r[3])
		for j := range to {
			to[j] = ((a[j] + b[j]) + c[j]) + d[j]
		}
	}
	if e.words == nil {
		return
	}
	to := out[len(e.tables)*width:][:width]
	if row, ok := e.words.row(word.id); ok && row < e.products.rows {
		e.products.copyRow(row, to)
	} else {
		clear(to)
	}
}

// Encode computes the vectors of words, [len(words)][96], into out, which must
// have room for Spare rows more. units are the lengths of the stretches
// that the network sees apart from one another; they add up to len(words).
func (e *Encoder) Encode(words []Word, units []int, out []float32) {
	s := e.scratch.Get().(*encoderScratch)
	defer e.scratch.Put(s)
	feed := feed{words: words, units: units, gap: border}
	rows, base := s.rows[:0], 0 // base is the number of the first row in rows
	total := len(words) + border*(len(units)+1)
	for first := 0; first < total; first += window {
		last := min(first+window, total)
		for base+len(rows) < min(last+border, total) {
			rows = append(rows, feed.next(s))
		}
		s.compute()
		x, at := s.convolve(rows), first-base
		for _, row := range rows[at : last-base] {
			if row != nil {
				copy(out[:width], x[at*width:])
				out = out[width:]
			}
			at++
		}
		keep := max(0, last-border-base)
		n := copy(rows, rows[keep:])
		clear(rows[n:])
		rows, base = rows[:n], base+keep
	}
	clear(rows)
	s.rows = rows
}

// feed gives the rows of units one by one, border empty ones before, between and
// behind them, so that a long unit's vectors need not be held all at once.
type feed struct {
	words []Word
	units []int
	gap   int // empty rows to come
	left  int // words to come in this unit
}

// next returns the next row, nil for an empty one; s.compute may have yet to
// fill it.
func (f *feed) next(s *encoderScratch) *vector {
	for f.gap == 0 && f.left == 0 {
		if f.left, f.units = f.units[0], f.units[1:]; f.left == 0 {
			f.gap = border
		}
	}
	if f.gap > 0 {
		f.gap--
		return nil
	}
	v := s.vector(f.words[0])
	f.words = f.words[1:]
	if f.left--; f.left == 0 {
		f.gap = border
	}
	return v
}
