package kernel

import "math"

func bits(f float32) uint32     { return math.Float32bits(f) }
func fromBits(b uint32) float32 { return math.Float32frombits(b) }

// lanes are the four registers of eight numbers in which the assembly adds up a
// row. Plain Go adds in the same order, and where the assembly multiplies and
// adds in one step it leaves the compiler free to do so: it does on arm64, which
// so gives the same bits.
type lanes [4][8]float32

// sum adds all numbers.
func (l *lanes) sum() float32 {
	var four [4]float32
	for i := range four {
		low := (l[0][i] + l[1][i]) + (l[2][i] + l[3][i])
		high := (l[0][i+4] + l[1][i+4]) + (l[2][i+4] + l[3][i+4])
		four[i] = low + high
	}
	return (four[0] + four[2]) + (four[1] + four[3])
}

// normalizeRow is Normalize for one row, in plain Go. Conversions keep steps
// apart that the assembly rounds one by one.
func normalizeRow(h, add, gain, shift, out []float32) {
	const eighth, inverse, epsilon = 8, float32(1.0 / Width), float32(1e-8)
	var sums, squares lanes
	for k := range sums {
		first, second, third := h[2*k*eighth:][:eighth], h[(2*k+1)*eighth:][:eighth], h[(8+k)*eighth:][:eighth]
		for j := range sums[k] {
			sums[k][j] = (first[j] + second[j]) + third[j]
		}
	}
	mean := float32(sums.sum() * inverse)
	var centred [Width]float32
	for i, v := range h[:Width] {
		centred[i] = v - mean
	}
	for k := range squares {
		for j := range squares[k] {
			x, y, z := centred[k*eighth+j], centred[(4+k)*eighth+j], centred[(8+k)*eighth+j]
			square := float32(x * x)
			square = y*y + square
			squares[k][j] = z*z + square
		}
	}
	variance := float32(squares.sum()*inverse) + epsilon
	scale := 1 / float32(math.Sqrt(float64(variance)))
	for i, v := range centred {
		x := float32(v * scale)
		out[i] = float32(gain[i]*x+shift[i]) + add[i]
	}
}

// maxoutPlain computes one row and one panel of two outputs in three pieces.
// Six accumulators: more would spill, for the compiler hoists all products of
// an iteration and products and sums must fit the registers. Two rows with three
// columns are a tenth slower; eight sums, two rows with four columns and four with
// four reach half of it and less; two inputs a turn bring a tenth, fewer checks of
// bounds nothing. The compiler has no vectors, so that a processor's two scalar
// multipliers are the limit (8 to 10 GFLOP/s).
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
