package kernel

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"math/rand"
	"slices"
	"testing"
)

func numbers(r *rand.Rand, n int) []float32 {
	out := Aligned(n)
	for i := range out {
		out[i] = r.Float32() - .5
	}
	return out
}

// The NEON loops are tested on any machine by an emulator:
//
//	GOARCH=arm64 go test -exec qemu-aarch64-static ./extract/neural/kernel

// near fails the test where two levels differ by more than rounding.
func near(t *testing.T, what string, got, want []float32) {
	t.Helper()
	for i := range want {
		if d := math.Abs(float64(got[i] - want[i])); d > 1e-4 || math.IsNaN(d) {
			t.Fatalf("%s: number %d is %v, want %v", what, i, got[i], want[i])
		}
	}
}

func TestLevelsAgree(t *testing.T) {
	levels := Levels()
	r := rand.New(rand.NewSource(1))
	w, b, x := numbers(r, 288*288), numbers(r, 288), numbers(r, 120*Width)
	for _, rows := range []int{1, 3, 4, 5, 6, 7, 100} {
		var products, layers, norms [NEON + 1][]float32
		for _, l := range levels {
			m := NewMaxout(l, w, b, Width, 288)
			out := Aligned((rows + Spare) * m.Out)
			m.Apply(x, Width, out, rows) // rows overlap: a convolution
			products[l] = out[:rows*Width]
			norms[l] = Aligned(rows * Width)
			l.Normalize(products[l], x, w, b, norms[l], rows)

			n := NewLinear(l, w, b, 50, Width, func(c int) int { return 49 - c })
			wide := Aligned((rows + Spare) * n.Out)
			n.Apply(x, Width, wide, rows)
			for i := range rows {
				layers[l] = append(layers[l], wide[i*n.Out:i*n.Out+50]...)
			}
		}
		for _, l := range levels {
			near(t, "maxout", products[l], products[Generic])
			near(t, "linear", layers[l], layers[Generic])
			near(t, "normalize", norms[l], norms[Generic])
		}
		if slices.Contains(levels, AVX512) && (!slices.Equal(products[AVX2], products[AVX512]) || !slices.Equal(layers[AVX2], layers[AVX512])) {
			t.Errorf("%d rows: AVX2 and AVX-512 differ", rows)
		}
	}
}

// The levels with assembly give the same bits everywhere, recorded here.
func TestSameBits(t *testing.T) {
	for _, l := range Levels() {
		if l == Generic {
			continue
		}
		r, sum := rand.New(rand.NewSource(6)), fnv.New64a()
		w, b, x := numbers(r, 288*288), numbers(r, 288), numbers(r, 40*Width)
		add := func(out []float32) {
			for _, v := range out {
				sum.Write(binary.LittleEndian.AppendUint32(nil, math.Float32bits(v)))
			}
		}
		m, n := NewMaxout(l, w, b, Width, 288), NewLinear(l, w, b, 96, Width, nil)
		out := Aligned((20 + Spare) * Width)
		m.Apply(x, Width, out, 20)
		add(out[:20*Width])
		l.Normalize(out, x, w, b, out, 20)
		add(out[:20*Width])
		n.Apply(x, Width, out, 20)
		add(out[:20*Width])
		l.StateMax([]*float32{&x[0], &x[128], &x[901]}, b, out)
		l.Scores(out, w, b, out[Hidden:])
		l.WindowMax(x, x[300:], x[700:], b, out[Hidden+Moves:])
		add(out[:Hidden+Moves+Width])
		if got := sum.Sum64(); got != 0xc71d743e79121a81 {
			t.Errorf("%s: sum %#x", l, got)
		}
	}
}

func TestLevelsAgreeOnStates(t *testing.T) {
	r := rand.New(rand.NewSource(2))
	x, w, b := numbers(r, 2000), numbers(r, Hidden*Moves), numbers(r, 3*Width)
	run := func(l Level) (out []float32) {
		hidden, scores, window := make([]float32, Hidden), make([]float32, Moves), make([]float32, Width)
		l.StateMax([]*float32{&x[0], &x[128], &x[901]}, b, hidden)
		l.Scores(hidden, w, b, scores)
		l.WindowMax(x, x[300:], x[700:], b, window)
		return append(append(append(out, hidden...), scores...), window...)
	}
	near(t, "state", run(Best()), run(Generic))
}

func TestSumHalvesIsExact(t *testing.T) {
	r := rand.New(rand.NewSource(3))
	rows := make([][]uint16, 4)
	for i := range rows {
		for range Width {
			rows[i] = append(rows[i], uint16(r.Intn(1<<16))&^(1<<14)) // finite, below 2
		}
	}
	var want, got [Width]float32
	Generic.SumHalves(rows[0], rows[1], rows[2], rows[3], want[:])
	Best().SumHalves(rows[0], rows[1], rows[2], rows[3], got[:])
	if got != want {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestFloat(t *testing.T) {
	for h, want := range map[uint16]float32{0: 0, 0x3c00: 1, 0xc000: -2, 0x3555: 0.33325195, 1: 1.0 / (1 << 24),
		0x03ff: 1023.0 / (1 << 24), 0x0400: 1.0 / (1 << 14), 0x7bff: 65504, 0x7c00: float32(math.Inf(1))} {
		if got := Float(h); got != want {
			t.Errorf("Float(%#x) = %v, want %v", h, got, want)
		}
	}
}

// A row's result depends neither on its place nor on its neighbours.
func TestRowsAreIndependent(t *testing.T) {
	r := rand.New(rand.NewSource(4))
	w, b, x := numbers(r, 3*Width*Width), numbers(r, 3*Width), numbers(r, 40*Width)
	for _, l := range Levels() {
		m := NewMaxout(l, w, b, Width, Width)
		all, one := Aligned((20+Spare)*Width), Aligned((1+Spare)*Width)
		m.Apply(x, Width, all, 20)
		for i := range 20 {
			m.Apply(x[i*Width:], Width, one, 1)
			for j := range Width {
				if one[j] != all[i*Width+j] {
					t.Fatalf("%s: row %d alone gives %v, in a batch %v", l, i, one[j], all[i*Width+j])
				}
			}
		}
	}
}

func benchmarkConvolution(b *testing.B, l Level) {
	r := rand.New(rand.NewSource(5))
	m := NewMaxout(l, numbers(r, 288*288), numbers(r, 288), Width, 288)
	x, out := numbers(r, 600*Width), Aligned(520*Width)
	for b.Loop() {
		m.Apply(x, Width, out, 480)
	}
	b.ReportMetric(480*288*288*2*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
}

func BenchmarkConvolutionBest(b *testing.B) { benchmarkConvolution(b, Best()) }
func BenchmarkConvolutionAVX2(b *testing.B) {
	if !slices.Contains(Levels(), AVX2) {
		b.Skip("no AVX2")
	}
	benchmarkConvolution(b, AVX2)
}
func BenchmarkConvolutionGeneric(b *testing.B) { benchmarkConvolution(b, Generic) }
