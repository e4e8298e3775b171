package kernel

import "math"

// Quantized is a layer of weights in int8, each output with a scale of its own, for
// rows of whole numbers. Its sums are exact, so that all levels give the same bits.
type Quantized struct {
	In, Out int

	level       Level
	panel, pair int // outputs of a panel, inputs side by side
	rows        int // rows per tile
	w           []int16
	scale, bias []float32
}

// MostInputs is how many inputs a Quantized layer can have.
const MostInputs = 4096

// Rows are rows of numbers rounded to whole ones.
type Rows struct {
	q      []int16
	scales []float32 // what one is worth, of each row
}

// NewQuantized packs weights [in][out], bytes of int8, with the scale and the bias
// of every output. in must be a multiple of 16, at most MostInputs, and out of 32.
func NewQuantized(l Level, weights string, scale, bias []float32, in, out int) *Quantized {
	if in%16 != 0 || in > MostInputs || out%32 != 0 || len(weights) != in*out {
		panic("internal error: a layer of whole numbers of wrong sizes")
	}
	m := &Quantized{In: in, Out: out, level: l, panel: 4, pair: 1, rows: 1, w: make([]int16, in*out), scale: scale, bias: bias}
	switch l {
	case AVX2:
		m.panel, m.pair, m.rows = 16, 2, 6
	case AVX512:
		m.panel, m.pair, m.rows = 32, 2, 12
	case NEON:
		m.panel, m.rows = 8, 8
	}
	for k := range in {
		for first := 0; first < out; first += m.panel {
			to := m.w[first*in+k/m.pair*m.pair*m.panel+k%m.pair:][:m.panel*m.pair-k%m.pair]
			for j, c := range []byte(weights[k*out+first:][:m.panel]) {
				to[j*m.pair] = int16(int8(c))
			}
		}
	}
	return m
}

// Level returns the level that the layer was packed for.
func (m *Quantized) Level() Level { return m.level }

// Quantize rounds rows of n numbers, a multiple of 16, that begin stride numbers
// after each other, so finely that no sum of a layer of n inputs can overflow.
func (l Level) Quantize(r *Rows, x []float32, stride, n, rows int) {
	if size := (rows + Spare) * n; size > len(r.q) {
		r.q = make([]int16, size+size/4)
	}
	if rows+Spare > len(r.scales) {
		r.scales = make([]float32, 2*(rows+Spare))
	}
	if rows == 0 {
		return
	}
	_ = x[(rows-1)*stride+n-1]
	most := float32(min(math.MaxInt16, math.MaxInt32/(127*n)))
	constants := [4]eight{{most}, {1 / most}, {1e-30}, {fromBits(0x7fffffff)}}
	for i := range constants {
		for j := range constants[i] {
			constants[i][j] = constants[i][0]
		}
	}
	if l.avx() {
		quantizeAVX2(&x[0], stride, n, rows, &r.q[0], &r.scales[0], &constants[0][0])
		return
	}
	for i := range rows {
		r.scales[i] = quantizeRow(x[i*stride:][:n], r.q[i*n:], most)
	}
}

func quantizeRow(x []float32, q []int16, most float32) (scale float32) {
	const shift = 3 << 22 // adding it rounds to a whole number
	top := float32(1e-30)
	for _, v := range x {
		top = max(top, fromBits(bits(v)&0x7fffffff))
	}
	inverse := most / top
	for i, v := range x {
		q[i] = int16(bits(float32(v*inverse)+shift) - bits(shift))
	}
	return top * (1 / most)
}

// Apply computes rows of out, each Out numbers, from as many rows of x with In
// numbers. out must have room for Spare rows more.
func (m *Quantized) Apply(x *Rows, out []float32, rows int) {
	const cached = 128 << 10 // numbers of int16 that the second-level cache holds beside a panel
	block := max(1, cached/m.In/m.rows) * m.rows
	if rows == 0 {
		return
	}
	_, _ = x.q[(rows+m.rows-1)/m.rows*m.rows*m.In-1], out[(rows+m.rows-1)/m.rows*m.rows*m.Out-1]
	for first := 0; first < rows; first += block {
		for o := 0; o < m.Out; o += m.panel {
			for r := first; r < min(first+block, rows); r += m.rows {
				m.tile(x.q[r*m.In:], x.scales[r:], o, out[r*m.Out+o:])
			}
		}
	}
}

// tile runs the level's loop over one panel.
func (m *Quantized) tile(q []int16, scales []float32, o int, out []float32) {
	w := m.w[o*m.In:]
	switch m.level {
	case AVX2:
		integers6x16(&q[0], m.In, &w[0], m.In, &m.scale[o], &m.bias[o], &scales[0], &out[0], m.Out)
	case AVX512:
		integers12x32(&q[0], m.In, &w[0], m.In, &m.scale[o], &m.bias[o], &scales[0], &out[0], m.Out)
	case NEON:
		integers8x8(&q[0], m.In, &w[0], m.In, &m.scale[o], &m.bias[o], &scales[0], &out[0], m.Out)
	default:
		var a0, a1, a2, a3 int32
		for k, v := range q[:m.In] {
			u, v := (*[4]int16)(w[4*k:]), int32(v)
			a0 += v * int32(u[0])
			a1 += v * int32(u[1])
			a2 += v * int32(u[2])
			a3 += v * int32(u[3])
		}
		for i, a := range [4]int32{a0, a1, a2, a3} {
			out[i] = float32(float32(float32(a)*m.scale[o+i])*scales[0]) + m.bias[o+i]
		}
	}
}
