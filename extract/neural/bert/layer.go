package bert

import (
	"math"

	"github.com/newsgraph/newsgraph/extract/neural/kernel"
)

// masked is a score that no piece has: its weight is nothing.
const masked = -1e30

// scratch is the memory of one call.
type scratch struct {
	x, y       []float32 // vectors, and what a layer adds to them
	wide       []float32 // queries, keys and values; or the inner vectors
	scores     []float32 // of a head: a row for every piece that asks
	part       []float32 // a head's results
	whole      kernel.Rows
	keys, vals *kernel.Matrix
}

func newScratch(l kernel.Level) *scratch {
	return &scratch{keys: kernel.NewScratch(l), vals: kernel.NewScratch(l)}
}

// grow makes room for n numbers. What was there is lost.
func grow(b *[]float32, n int) {
	if n > len(*b) {
		*b = kernel.Aligned(n + n/4)
	}
}

func sqrt(x float32) float32 { return float32(math.Sqrt(float64(x))) }

// encode computes the vectors of some windows with rows pieces into s.x.
func (e *Encoder) encode(s *scratch, windows []Window, rows int) {
	grow(&s.x, (rows+kernel.Spare)*e.width)
	grow(&s.y, (rows+kernel.Spare)*e.width)
	grow(&s.wide, (rows+kernel.Spare)*max(3*e.width, e.inner))
	at := 0
	for _, w := range windows {
		x := s.x[at*e.width:]
		for i, id := range w.IDs {
			row := x[i*e.width:][:e.width]
			e.pieces.Row(row, int(id))
			for j, v := range e.shapes[int(w.Shapes[i])*e.width:][:e.width] {
				row[j] += v
			}
		}
		e.norm.Apply(x, e.positions, x, len(w.IDs))
		at += len(w.IDs)
	}
	for i := range e.layers {
		e.layer(s, &e.layers[i], windows, rows)
	}
}

// layer puts the pieces through one layer.
func (e *Encoder) layer(s *scratch, l *layer, windows []Window, rows int) {
	l.attention.Apply(&s.whole, s.x, s.wide, rows)
	at := 0
	for _, w := range windows {
		e.attend(s, s.wide[at*3*e.width:], s.y[at*e.width:], len(w.IDs))
		at += len(w.IDs)
	}
	l.output.Apply(&s.whole, s.y, s.wide, rows)
	l.norm1.Apply(s.wide, s.x, s.x, rows)
	l.inner.Apply(&s.whole, s.x, s.wide, rows)
	e.level.Gelu(s.wide[:rows*e.inner])
	l.outer.Apply(&s.whole, s.wide, s.y, rows)
	l.norm2.Apply(s.y, s.x, s.x, rows)
}

// attend lets the n pieces of a window look at each other: from queries, keys and
// values side by side to the heads' results side by side.
func (e *Encoder) attend(s *scratch, qkv, out []float32, n int) {
	stride, head := 3*e.width, e.width/e.heads
	for at := 0; n > 0 && at < e.width; at += head {
		s.keys.SetRows(qkv[e.width+at:], stride, n, head, masked)
		columns := s.keys.Out
		grow(&s.scores, (n+kernel.Spare)*columns)
		s.keys.Apply(qkv[at:], stride, s.scores, n)
		e.softmax.Apply(s.scores, columns, columns, n)
		s.vals.SetColumns(qkv[2*e.width+at:], stride, n, head)
		grow(&s.part, (n+kernel.Spare)*s.vals.Out)
		s.vals.Apply(s.scores, columns, s.part, n)
		for i := range n {
			copy(out[i*e.width+at:][:head], s.part[i*s.vals.Out:])
		}
	}
}
