package neural

import (
	"github.com/newsgraph/newsgraph/extract/neural/kernel"
)

// Level returns the arithmetic that the networks of a file compute with.
func (w *Weights) Level() Level { return w.level }

// Shape returns the dimensions of a section, or nil where there is none.
func (w *Weights) Shape(name string) []int { return w.sections[name].shape }

// Layer is a linear layer that has been found in a file and is not unpacked yet.
type Layer struct {
	level   Level
	half    []uint16
	full    []float32
	bias    []float32
	in, out int
}

// Layer finds the layer of weights [in][out] and bias of a name. in must be a
// multiple of 4.
func (w *Weights) Layer(name string, in, out int) Layer {
	l := Layer{level: w.level, in: in, out: out, bias: w.Floats(name+".bias", out)}
	s, ok := w.sections[name+".weights"]
	switch {
	case ok && s.kind == typeFloat16 && len(s.data) == 2*in*out:
		l.half = halves(s.data)
	default:
		l.full = w.Floats(name+".weights", in, out)
	}
	return l
}

// Unpack makes the layer's matrix. Layers can be unpacked side by side.
func (l Layer) Unpack() *kernel.Matrix {
	return kernel.NewPacked(l.level, l.in, l.out, l.bias, func(to []float32, input, output int) {
		if at := input*l.out + output; l.half != nil {
			l.level.Expand(l.half[at:], to)
		} else {
			copy(to, l.full[at:])
		}
	})
}

// Product is a linear layer of an encoder, in float32 or in whole numbers.
type Product struct {
	matrix    *kernel.Matrix
	quantized *kernel.Quantized
}

// Product finds a layer that may be in int8, its weights [in][out] with a scale for
// every output. in must be a multiple of 16, out of 32. What is returned unpacks
// it, and may be called beside others.
func (w *Weights) Product(name string, in, out int) (unpack func() Product) {
	s, ok := w.sections[name+".weights"]
	if !ok || s.kind != typeInt8 {
		l := w.Layer(name, in, out)
		return func() Product { return Product{matrix: l.Unpack()} }
	}
	scale, bias := w.Floats(name+".weights.scale", out), w.Floats(name+".bias", out)
	if len(s.data) != in*out || in > kernel.MostInputs {
		w.fail(name + ".weights")
	}
	return func() Product {
		return Product{quantized: kernel.NewQuantized(w.level, s.data, scale, bias, in, out)}
	}
}

// Apply computes the layer for rows of x into rows of out, both with room for Spare
// rows more. q is memory for the rows' whole numbers.
func (p Product) Apply(q *kernel.Rows, x, out []float32, rows int) {
	if p.matrix != nil {
		p.matrix.Apply(x, p.matrix.In, out, rows)
		return
	}
	p.quantized.Level().Quantize(q, x, p.quantized.In, p.quantized.In, rows)
	p.quantized.Apply(q, out, rows)
}

// Table is a matrix of which single rows are used, read in place.
type Table struct {
	Rows, Width int
	small       string // bytes of int8, each times its row's scale
	scales      []float32
	half        []uint16
	full        []float32
	level       Level
}

// Table finds a table in int8 with scales, float16 or float32.
func (w *Weights) Table(name string) Table {
	s, ok := w.find(name, typeInt8, typeFloat16, typeFloat32)
	if !ok || len(s.shape) != 2 {
		w.fail(name)
		return Table{}
	}
	t := Table{Rows: s.shape[0], Width: s.shape[1], level: w.level}
	n := t.Rows * t.Width
	switch {
	case s.kind == typeInt8 && len(s.data) == n:
		t.small, t.scales = s.data, w.Floats(name+".scale", t.Rows)
	case s.kind == typeFloat16 && len(s.data) == 2*n:
		t.half = halves(s.data)
	default:
		t.full = w.Floats(name, n)
	}
	return t
}

// Row writes a row's numbers.
func (t Table) Row(to []float32, row int) {
	at := row * t.Width
	switch {
	case t.small != "":
		scale := t.scales[row]
		for i, q := range []byte(t.small[at : at+t.Width]) {
			to[i] = float32(int8(q)) * scale
		}
	case t.half != nil:
		t.level.Expand(t.half[at:], to[:t.Width])
	default:
		copy(to[:t.Width], t.full[at:])
	}
}

// Norm reads a normalisation over width numbers, a multiple of 16.
func (w *Weights) Norm(name string, width int, epsilon float32) kernel.Norm {
	return kernel.NewNorm(w.level, w.Floats(name+".gain", width), w.Floats(name+".shift", width), epsilon)
}
