package neural

import (
	"sync"

	"github.com/newsgraph/newsgraph/extract/neural/kernel"
)

// vector is what an encoder remembers of a lexeme: the mixed vector [96] and its
// projections through the first convolution [side][piece][96].
type vector [width + 9*width]float32

// vectorsKept is how many vectors each encoder remembers: 16 MB.
const vectorsKept = 4096

// vectorCache decides which lexemes keep their vectors: a ring with the CLOCK
// rule. Vectors are never changed once they can be seen, so that a goroutine may
// go on using one that has just been forgotten.
type vectorCache struct {
	sync.Mutex
	ring []*kept
	hand int
}

type kept struct {
	lexeme *Lexeme
	slot   int
}

// add shows v as the vector of a lexeme, unless another goroutine was faster,
// and forgets an unused one when the ring is full.
func (c *vectorCache) add(l *Lexeme, slot int, v *vector) {
	if !l.vectors[slot].CompareAndSwap(nil, v) {
		return
	}
	c.Lock()
	defer c.Unlock()
	if len(c.ring) < vectorsKept {
		c.ring = append(c.ring, &kept{l, slot})
		return
	}
	for {
		c.hand = (c.hand + 1) % len(c.ring)
		k := c.ring[c.hand]
		if k.lexeme.used[k.slot].Swap(false) {
			continue
		}
		k.lexeme.vectors[k.slot].Store(nil)
		k.lexeme, k.slot = l, slot
		return
	}
}

// batch is how many vectors are computed at once.
const batch = 36

// encoderScratch is one goroutine's working memory in an encoder.
type encoderScratch struct {
	e       *Encoder
	rows    []*vector
	words   []Word // whose vectors are missing
	missing []*vector
	zero    []float32
	empty   *vector
	embed   []float32
	mixed   []float32
	project []float32
	x, y, h []float32
}

func newEncoderScratch(e *Encoder) *encoderScratch {
	const rows = window + 2*border + kernel.Spare + 2
	return &encoderScratch{e: e, empty: new(vector), zero: kernel.Aligned(batch * width),
		embed: kernel.Aligned((batch + kernel.Spare) * e.mix.In),
		mixed: kernel.Aligned((batch + kernel.Spare) * width), project: kernel.Aligned((batch + kernel.Spare) * e.project.Out),
		x: kernel.Aligned(rows * width), y: kernel.Aligned(rows * width), h: kernel.Aligned(rows * width)}
}

// place is the index of a word's vector in its lexeme.
func (e *Encoder) place(word Word) int {
	if word.Spaced && e.slot == SyntaxSlot {
		return SyntaxSlot + 1
	}
	return e.slot
}

// vector returns a word's vector, which compute may have yet to fill.
func (s *encoderScratch) vector(word Word) *vector {
	slot := s.e.place(word)
	if v := word.vectors[slot].Load(); v != nil {
		if !word.used[slot].Load() {
			word.used[slot].Store(true)
		}
		return v
	}
	for i, w := range s.words {
		if w.Lexeme == word.Lexeme && s.e.place(w) == slot {
			return s.missing[i]
		}
	}
	v := new(vector)
	s.words, s.missing = append(s.words, word), append(s.missing, v)
	if len(s.words) == batch {
		s.compute()
	}
	return v
}

// compute fills the missing vectors and shows them to everybody.
func (s *encoderScratch) compute() {
	e, n := s.e, len(s.words)
	for i, word := range s.words {
		e.embed(word, s.embed[i*e.mix.In:])
	}
	e.mix.Apply(s.embed, e.mix.In, s.mixed, n)
	e.level.Normalize(s.mixed, s.zero, e.mixGain, e.mixShift, s.mixed, n)
	e.project.Apply(s.mixed, width, s.project, n)
	for i, word := range s.words {
		v := s.missing[i]
		copy(v[:width], s.mixed[i*width:])
		copy(v[width:], s.project[i*e.project.Out:])
		if !word.Long {
			e.vectors.add(word.Lexeme, e.place(word), v)
		}
	}
	clear(s.words)
	clear(s.missing)
	s.words, s.missing = s.words[:0], s.missing[:0]
}

// orEmpty stands in for the rows between units.
func (s *encoderScratch) orEmpty(v *vector) *vector {
	if v == nil {
		return s.empty
	}
	return v
}

// convolve runs the four convolutions over rows and returns the result, which
// lives until the next call. Rows outside are zero in every layer, so that a
// result near an end is right only if the units end there.
func (s *encoderScratch) convolve(rows []*vector) []float32 {
	e, n := s.e, len(rows)
	x, y := s.x, s.y
	left, centre := s.empty, s.orEmpty(rows[0])
	for i := range n {
		right := s.empty
		if i+1 < n {
			right = s.orEmpty(rows[i+1])
		}
		e.level.WindowMax(left[width:], centre[4*width:], right[7*width:], e.projectBias, s.h[i*width:])
		copy(x[(i+1)*width:], centre[:width])
		left, centre = centre, right
	}
	e.level.Normalize(s.h, x[width:], e.gain[0], e.shift[0], x[width:], n)
	for k := 1; k < len(e.convolve); k++ {
		clear(x[:width])
		clear(x[(n+1)*width : (n+2)*width])
		e.convolve[k].Apply(x, width, s.h, n)
		e.level.Normalize(s.h, x[width:], e.gain[k], e.shift[k], y[width:], n)
		x, y = y, x
	}
	return x[width:]
}
