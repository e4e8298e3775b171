package kernel

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"math/rand"
	"slices"
	"testing"
)

// wide returns n numbers between -6 and 6.
func wide(r *rand.Rand, n int) []float32 {
	out := numbers(r, n)
	for i := range out {
		out[i] *= 12
	}
	return out
}

func TestGelu(t *testing.T) {
	x := wide(rand.New(rand.NewSource(1)), 4000)
	copy(x, []float32{0, 1e-30, -1e-30, 30, -30, 1e30, -1e30, -5.66})
	for _, l := range Levels() {
		got := slices.Clone(x)
		l.Gelu(got)
		for i, v := range x {
			want := .5 * float64(v) * (1 + math.Erf(float64(v)/math.Sqrt2))
			if d := math.Abs(float64(got[i]) - want); !(d <= 2e-6+1e-6*math.Abs(want)) {
				t.Fatalf("%s: gelu(%v) = %v, want %v", l, v, got[i], want)
			}
		}
	}
}

func TestTanh(t *testing.T) {
	x := wide(rand.New(rand.NewSource(6)), 4000)
	copy(x, []float32{0, 1e-30, -1e-30, 30, -30, 1e30, -1e30, 9})
	for _, l := range Levels() {
		got := slices.Clone(x)
		l.Tanh(got)
		for i, v := range x {
			if d := math.Abs(float64(got[i]) - math.Tanh(float64(v))); !(d <= 1e-6) {
				t.Fatalf("%s: tanh(%v) = %v", l, v, got[i])
			}
		}
	}
}

func TestExp(t *testing.T) {
	for x := float32(0); x > -86; x -= .37 {
		if got, want := float64(Exp(x)), math.Exp(float64(x)); math.Abs(got-want) > 2e-7*want {
			t.Errorf("exp(%v) = %v, want %v", x, got, want)
		}
	}
	if got := Exp(-1e30); !(got > 0 && got < 1e-37) {
		t.Errorf("exp of a masked score is %v", got)
	}
}

func TestSoftmax(t *testing.T) {
	const stride, n, rows = 40, 24, 9
	x := wide(rand.New(rand.NewSource(2)), rows*stride)
	x[3] = -1e30 // masked
	for _, l := range Levels() {
		got := slices.Clone(x)
		NewSoftmax(l, .5).Apply(got, stride, n, rows)
		for r := range rows {
			var sum float64
			for _, v := range x[r*stride:][:n] {
				sum += math.Exp(float64(v) / 2)
			}
			for i := range stride {
				at, want := r*stride+i, float64(x[r*stride+i])
				if i < n {
					want = math.Exp(want/2) / sum
				}
				if d := math.Abs(float64(got[at]) - want); !(d < 1e-6) {
					t.Fatalf("%s: row %d number %d is %v, want %v", l, r, i, got[at], want)
				}
			}
		}
	}
}

func TestNorm(t *testing.T) {
	const rows, width = 5, 48
	r := rand.New(rand.NewSource(3))
	h, add, gain, shift := wide(r, rows*width), wide(r, rows*width), numbers(r, width), numbers(r, width)
	for _, l := range Levels() {
		got := slices.Clone(add)
		NewNorm(l, gain, shift, 1e-12).Apply(h, got, got, rows)
		for row := range rows {
			var mean, variance float64
			for i := range width {
				mean += float64(h[row*width+i]+add[row*width+i]) / width
			}
			for i := range width {
				variance += math.Pow(float64(h[row*width+i]+add[row*width+i])-mean, 2) / width
			}
			for i := range width {
				want := (float64(h[row*width+i]+add[row*width+i])-mean)/math.Sqrt(variance)*float64(gain[i]) + float64(shift[i])
				if d := math.Abs(float64(got[row*width+i]) - want); !(d < 2e-6) {
					t.Fatalf("%s: row %d number %d is %v, want %v", l, row, i, got[row*width+i], want)
				}
			}
		}
	}
}

// What is no product gives the same bits at every level, plain Go too, recorded here.
func TestSameBitsOfBert(t *testing.T) {
	for _, l := range Levels() {
		r, sum := rand.New(rand.NewSource(4)), fnv.New64a()
		x, gain := wide(r, 96*64), numbers(r, 96)
		x[5] = -1e30
		NewNorm(l, gain, gain, 1e-12).Apply(x[:32*96], x[32*96:], x[:32*96], 30)
		l.Gelu(x[:10*96])
		l.Tanh(x[5*96 : 15*96])
		NewSoftmax(l, .17).Apply(x[8*96:], 96, 88, 50)
		for _, v := range x {
			sum.Write(binary.LittleEndian.AppendUint32(nil, math.Float32bits(v)))
		}
		if got := sum.Sum64(); got != 0xb4b24a20c1299a55 {
			t.Errorf("%s: sum %#x", l, got)
		}
	}
}

func TestExpand(t *testing.T) {
	h := make([]uint16, 1<<16-1<<11)
	for i := range h {
		h[i] = uint16(i)
		if i >= 0x7c00 {
			h[i] = uint16(i + 1<<10) // neither infinite nor no number
		}
	}
	for _, l := range Levels() {
		out := make([]float32, len(h))
		l.Expand(h, out)
		for i, v := range out {
			if v != Float(h[i]) {
				t.Fatalf("%s: %#x is %v, want %v", l, h[i], v, Float(h[i]))
			}
		}
	}
}

// Packed and scratch matrices compute what the plain sums are, and overwrite what
// was there.
func TestMatrices(t *testing.T) {
	r := rand.New(rand.NewSource(5))
	x, w, b := numbers(r, 60*64), numbers(r, 64*96), numbers(r, 96)
	for _, l := range Levels() {
		packed := NewPacked(l, 64, 96, b, func(to []float32, k, o int) { copy(to, w[k*96+o:]) })
		out := Aligned((40 + Spare) * 96)
		packed.Apply(x, 64, out, 40)
		scratch := NewScratch(l)
		for i := range 40 {
			for o := range 96 {
				want := b[o]
				for k := range 64 {
					want += x[i*64+k] * w[k*96+o]
				}
				near(t, "packed", out[i*96+o:][:1], []float32{want})
			}
		}
		for _, n := range []int{37, 1, 40, 16} {
			scratch.SetRows(w, 96, n, 12, -7)
			out = Aligned((9 + Spare) * scratch.Out)
			scratch.Apply(x, 64, out, 9)
			for i := range 9 {
				for o := range scratch.Out {
					want := float32(-7)
					if o < n {
						want = 0
						for k := range 12 {
							want += x[i*64+k] * w[o*96+k]
						}
					}
					near(t, "rows", out[i*scratch.Out+o:][:1], []float32{want})
				}
			}
			scratch.SetColumns(w, 96, n, 12)
			out = Aligned((9 + Spare) * scratch.Out)
			scratch.Apply(x, 64, out, 9)
			for i := range 9 {
				for o := range 12 {
					want := float32(0)
					for k := range n {
						want += x[i*64+k] * w[k*96+o]
					}
					near(t, "columns", out[i*scratch.Out+o:][:1], []float32{want})
				}
			}
		}
	}
}
