package kernel

import "math"

func bits(f float32) uint32     { return math.Float32bits(f) }
func fromBits(b uint32) float32 { return math.Float32frombits(b) }

// normalizeRow is Normalize for one row, in plain Go.
func normalizeRow(h, add, gain, shift, out []float32) {
	var sum, squares float32
	for _, v := range h {
		sum += v
	}
	mean := sum / Width
	for _, v := range h {
		squares += (v - mean) * (v - mean)
	}
	scale := float32(1 / math.Sqrt(float64(squares/Width+1e-8)))
	for i, v := range h {
		out[i] = add[i] + ((v-mean)*scale*gain[i] + shift[i])
	}
}

// maxoutPlain computes one row and one panel of two outputs in three pieces.
// Six accumulators: more would spill, for the compiler hoists all products of
// an iteration and products and sums must fit the registers.
func maxoutPlain(x, w, b, out []float32) {
	a0, a1, c0, c1, d0, d1 := b[0], b[1], b[2], b[3], b[4], b[5]
	w = w[:6*len(x)]
	for _, v := range x {
		u := (*[6]float32)(w)
		a0 += v * u[0]
		a1 += v * u[1]
		c0 += v * u[2]
		c1 += v * u[3]
		d0 += v * u[4]
		d1 += v * u[5]
		w = w[6:]
	}
	out[0], out[1] = max(a0, c0, d0), max(a1, c1, d1)
}

// linearPlain computes one row and one panel of four outputs.
func linearPlain(x, w, b, out []float32) {
	a0, a1, a2, a3 := b[0], b[1], b[2], b[3]
	w = w[:4*len(x)]
	for _, v := range x {
		u := (*[4]float32)(w)
		a0 += v * u[0]
		a1 += v * u[1]
		a2 += v * u[2]
		a3 += v * u[3]
		w = w[4:]
	}
	out[0], out[1], out[2], out[3] = a0, a1, a2, a3
}
