// Package bert computes the vectors that an encoder of BERT's kind gives the
// pieces of a text: embeddings of the piece, its place and its shape, then layers
// of attention and of two linear maps, each added to its input and normalised
// (Devlin et al. 2019).
//
// Its sizes come from the weights file. Windows are read together, but a window's
// vectors do not depend on the others: they are the same bits alone and in a batch,
// and at all levels of arithmetic with assembly.
package bert

import (
	"fmt"
	"sync"

	"github.com/newsgraph/newsgraph/extract/neural"
	"github.com/newsgraph/newsgraph/extract/neural/kernel"
)

// epsilon is what the normalisations add to the variance.
const epsilon = 1e-12

// batch is how many pieces go through a layer together, unless a window has more.
const batch = 192

// Window is a run of pieces that see each other.
type Window struct {
	IDs    []int32 // numbers in the vocabulary
	Shapes []uint8 // the shape of each (package wordpiece)
}

// Encoder is an opened encoder. It is read-only and may be shared.
type Encoder struct {
	level               kernel.Level
	width, heads, inner int

	pieces    neural.Table
	shapes    []float32
	positions []float32 // with the embedding of the first kind of segment
	norm      kernel.Norm
	layers    []layer
	softmax   kernel.Softmax
	pool      sync.Pool
}

type layer struct {
	attention    neural.Product // queries, keys and values side by side
	output       neural.Product
	inner, outer neural.Product
	norm1, norm2 kernel.Norm
}

// shapeCount is how many shapes there are embeddings of.
const shapeCount = 8

// New opens the encoder whose sections have a prefix. Its layers are unpacked side
// by side.
func New(w *neural.Weights, prefix string) (*Encoder, error) {
	sizes := w.Ints(prefix + ".sizes") // layers, heads, inner width, positions
	e := &Encoder{level: w.Level(), pieces: w.Table(prefix + ".pieces")}
	if w.Err() != nil || len(sizes) != 4 {
		return nil, fmt.Errorf("open encoder %s: want four sizes and a table of pieces: %w", prefix, w.Err())
	}
	e.width, e.heads, e.inner = e.pieces.Width, int(sizes[1]), int(sizes[2])
	if e.heads < 1 || e.width%32 != 0 || e.inner%32 != 0 || e.width%(4*e.heads) != 0 {
		return nil, fmt.Errorf("open encoder %s: %d numbers in %d heads, %d inside: the widths must be multiples of 32 and a head's of 4", prefix, e.width, e.heads, e.inner)
	}
	e.shapes = w.Floats(prefix+".shapes", shapeCount, e.width)
	e.positions = w.Floats(prefix+".positions", int(sizes[3]), e.width)
	e.norm = w.Norm(prefix+".norm", e.width, epsilon)
	e.softmax = kernel.NewSoftmax(w.Level(), 1/sqrt(float32(e.width/e.heads)))
	e.layers = make([]layer, sizes[0])
	var unpack []func()
	for i := range e.layers {
		unpack = append(unpack, e.open(w, &e.layers[i], fmt.Sprintf("%s.layer%d", prefix, i))...)
	}
	if w.Err() != nil {
		return nil, fmt.Errorf("open encoder %s: %w", prefix, w.Err())
	}
	var group sync.WaitGroup
	for _, u := range unpack {
		group.Go(u)
	}
	group.Wait()
	e.pool.New = func() any { return newScratch(e.level) }
	return e, nil
}

// open reads a layer, and returns what is left to do for it.
func (e *Encoder) open(w *neural.Weights, l *layer, name string) (unpack []func()) {
	linear := func(p *neural.Product, part string, in, out int) {
		found := w.Product(name+part, in, out)
		unpack = append(unpack, func() { *p = found() })
	}
	linear(&l.attention, ".attention", e.width, 3*e.width)
	linear(&l.output, ".output", e.width, e.width)
	linear(&l.inner, ".inner", e.width, e.inner)
	linear(&l.outer, ".outer", e.inner, e.width)
	l.norm1, l.norm2 = w.Norm(name+".norm1", e.width, epsilon), w.Norm(name+".norm2", e.width, epsilon)
	return unpack
}

// Width is how many numbers a vector has.
func (e *Encoder) Width() int { return e.width }

// Pieces is how many pieces there are vectors of.
func (e *Encoder) Pieces() int { return e.pieces.Rows }

// Positions is how many pieces a window can have.
func (e *Encoder) Positions() int { return len(e.positions) / e.width }

// Encode writes the vectors of all windows' pieces to out, one after another. A
// window has at most Positions pieces.
func (e *Encoder) Encode(windows []Window, out []float32) {
	s := e.pool.Get().(*scratch)
	defer e.pool.Put(s)
	for len(windows) > 0 {
		n, rows := 0, 0
		for n < len(windows) && (n == 0 || rows+len(windows[n].IDs) <= batch) {
			rows += len(windows[n].IDs)
			n++
		}
		e.encode(s, windows[:n], rows)
		copy(out, s.x[:rows*e.width])
		windows, out = windows[n:], out[rows*e.width:]
	}
}
