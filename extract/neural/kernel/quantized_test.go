package kernel

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"math/rand"
	"slices"
	"testing"
)

// A layer of whole numbers computes what the sums of the rounded numbers are, and
// the same bits at every level, recorded here.
func TestQuantized(t *testing.T) {
	const in, out, most = 48, 64, 100
	for _, l := range Levels() {
		r, sum := rand.New(rand.NewSource(7)), fnv.New64a()
		x, scale, bias := wide(r, most*in), numbers(r, out), numbers(r, out)
		clear(x[in : 2*in])
		weights := make([]byte, in*out)
		r.Read(weights)
		for i, w := range weights {
			if w == 0x80 {
				weights[i] = 0
			}
		}
		m := NewQuantized(l, string(weights), scale, bias, in, out)
		var q Rows
		for _, rows := range []int{1, 5, 6, 7, 12, 13, most} {
			got := Aligned((rows + Spare) * out)
			l.Quantize(&q, x, in, in, rows)
			m.Apply(&q, got, rows)
			for i := range rows {
				for o := range out {
					var want, size float64
					for k := range in {
						p := float64(x[i*in+k]) * float64(int8(weights[k*out+o]))
						want, size = want+p, size+math.Abs(p)
					}
					want = want*float64(scale[o]) + float64(bias[o])
					if d := math.Abs(float64(got[i*out+o]) - want); !(d <= 1e-4*(size*math.Abs(float64(scale[o]))+1)) {
						t.Fatalf("%s: row %d output %d is %v, want %v", l, i, o, got[i*out+o], want)
					}
				}
			}
			for _, v := range got[:rows*out] {
				sum.Write(binary.LittleEndian.AppendUint32(nil, math.Float32bits(v)))
			}
		}
		if got := sum.Sum64(); got != 0x5acdd467b97e207e {
			t.Errorf("%s: sum %#x", l, got)
		}
	}
}

// The largest sums that can be do not overflow.
func TestQuantizedExtremes(t *testing.T) {
	for _, in := range []int{16, 1536, MostInputs} {
		for _, l := range Levels() {
			weights, x := make([]byte, in*32), make([]float32, in)
			for i := range weights {
				weights[i] = 127
			}
			for i := range x {
				x[i] = -3
			}
			one := slices.Repeat([]float32{1}, 32)
			var q Rows
			l.Quantize(&q, x, in, in, 1)
			out := Aligned((1 + Spare) * 32)
			NewQuantized(l, string(weights), one, one, in, 32).Apply(&q, out, 1)
			if want := float64(-3*127*in + 1); math.Abs(float64(out[31])-want) > 1e-6*-want {
				t.Errorf("%s: %d inputs give %v, want %v", l, in, out[31], want)
			}
		}
	}
}
