package kernel

import "math"

// The loops of a BERT. They give the same bits at every level: they multiply and
// add in two steps (the conversions below keep plain Go from fusing them on arm64)
// and add up eight numbers side by side.

// eight is a constant for each lane of a register.
type eight [8]float32

func spread(constants ...float32) []eight {
	out := make([]eight, len(constants))
	for i, c := range constants {
		for j := range out[i] {
			out[i][j] = c
		}
	}
	return out
}

// geluConstants are those of erf as a quotient of polynomials of x between -4 and
// 4, right to 5e-7 (the coefficients of XLA's Erf, Apache-2.0).
var geluConstants = spread(math.Sqrt2/2, 4, -4, .5, 1,
	-2.72614225801306e-10, 2.77068142495902e-08, -2.10102402082508e-06, -5.69250639462346e-05, -7.34990630326855e-04, -2.95459980854025e-03, -1.60960333262415e-02,
	-1.45660718464996e-05, -2.13374055278905e-04, -1.68282697438203e-03, -7.37332916720468e-03, -1.42647390514189e-02)

// expConstants are those of exp between -86 and 0 (the reduction and coefficients
// of Cephes' expf). The first is the scale; adding the fourth rounds to a whole
// number, which then stands in the low bits.
var expConstants = spread(1, -86, math.Log2E, 3<<22, 0.693359375, -2.12194440e-4,
	1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1, 1, 1)

// at evaluates a polynomial, the highest term first.
func at(terms []eight, x float32) float32 {
	y := terms[0][0]
	for _, t := range terms[1:] {
		y = float32(y*x) + t[0]
	}
	return y
}

// Gelu replaces every x by x/2 · (1 + erf(x/√2)). The number of x must be a
// multiple of eight.
func (l Level) Gelu(x []float32) {
	if len(x)%8 != 0 {
		panic("internal error: Gelu of a number of numbers that is no multiple of 8")
	}
	if len(x) == 0 {
		return
	}
	if l.avx() {
		geluAVX2(&x[0], len(x), &geluConstants[0][0])
		return
	}
	for i, v := range x {
		y := max(min(float32(v*geluConstants[0][0]), 4), -4)
		square := float32(y * y)
		erf := float32(y*at(geluConstants[5:12], square)) / at(geluConstants[12:17], square)
		x[i] = float32(float32(v*.5) * (erf + 1))
	}
}

// tanhConstants are those of tanh as a quotient of polynomials of x between -9 and
// 9 (the coefficients of XLA's Tanh, Apache-2.0).
var tanhConstants = spread(9, -9,
	-2.76076847742355e-16, 2.00018790482477e-13, -8.60467152213735e-11, 5.12229709037114e-08, 1.48572235717979e-05, 6.37261928875436e-04, 4.89352455891786e-03,
	1.19825839466702e-06, 1.18534705686654e-04, 2.26843463243900e-03, 4.89352518554385e-03)

// Tanh replaces every x by its hyperbolic tangent. The number of x must be a
// multiple of eight.
func (l Level) Tanh(x []float32) {
	if len(x)%8 != 0 {
		panic("internal error: Tanh of a number of numbers that is no multiple of 8")
	}
	if len(x) == 0 {
		return
	}
	if l.avx() {
		tanhAVX2(&x[0], len(x), &tanhConstants[0][0])
		return
	}
	for i, v := range x {
		v = max(min(v, 9), -9)
		square := float32(v * v)
		x[i] = float32(v*at(tanhConstants[2:9], square)) / at(tanhConstants[9:], square)
	}
}

// Exp is e to the power of a number between -86 and 0, and of one below that about
// 4e-38, the same bits everywhere.
func Exp(x float32) float32 {
	x = max(x, -86)
	shifted := float32(x*math.Log2E) + 3<<22
	n := shifted - 3<<22
	x -= float32(n * expConstants[4][0])
	x -= float32(n * expConstants[5][0])
	return fromBits(bits(at(expConstants[6:], x)) + bits(shifted)<<23)
}

// Softmax is a scale with which Apply turns rows into weights that add up to one.
type Softmax struct {
	level     Level
	constants []eight
}

// NewSoftmax makes a softmax of numbers that are multiplied by scale first.
func NewSoftmax(l Level, scale float32) Softmax {
	constants := append([]eight(nil), expConstants...)
	constants[0] = spread(scale)[0]
	return Softmax{l, constants}
}

// Apply replaces the first n numbers of every row, which begins stride numbers
// after the last, by exp(scale · x) over their sum. n must be a multiple of eight.
func (s Softmax) Apply(x []float32, stride, n, rows int) {
	if rows == 0 {
		return
	}
	_ = x[(rows-1)*stride+n-1]
	if n%8 != 0 {
		panic("internal error: Softmax of rows whose length is no multiple of 8")
	}
	if s.level.avx() {
		softmaxAVX2(&x[0], stride, n, rows, &s.constants[0][0])
		return
	}
	for r := range rows {
		softmaxRow(x[r*stride:][:n], s.constants[0][0])
	}
}

func softmaxRow(x []float32, scale float32) {
	most := x[0]
	for _, v := range x[1:] {
		most = max(most, v)
	}
	var sums eight
	for i := 0; i < len(x); i += 8 {
		for j, v := range x[i : i+8] {
			e := Exp(float32((v - most) * scale))
			x[i+j] = e
			sums[j] += e
		}
	}
	inverse := 1 / sums.sum()
	for i, v := range x {
		x[i] = v * inverse
	}
}

// sum adds up the lanes as the assembly does.
func (e *eight) sum() float32 {
	return ((e[0] + e[4]) + (e[2] + e[6])) + ((e[1] + e[5]) + (e[3] + e[7]))
}

// Norm is a layer normalisation over rows of as many numbers as there are gains.
type Norm struct {
	level       Level
	gain, shift []float32
	constants   []eight
}

// NewNorm makes a normalisation. The number of gains and of shifts must be the
// same multiple of sixteen. epsilon is added to the variance.
func NewNorm(l Level, gain, shift []float32, epsilon float32) Norm {
	if len(gain)%16 != 0 || len(gain) == 0 || len(gain) != len(shift) {
		panic("internal error: a normalisation of a width that is no multiple of 16")
	}
	return Norm{l, gain, shift, spread(1/float32(len(gain)), epsilon, 1)}
}

// Apply computes, for rows of the sum s = h + add,
//
//	out = (s - mean(s)) / sqrt(variance(s) + epsilon) · gain + shift
//
// with the biased variance. out may be h or add.
func (n Norm) Apply(h, add, out []float32, rows int) {
	if rows == 0 {
		return
	}
	width := len(n.gain)
	_, _, _ = h[rows*width-1], add[rows*width-1], out[rows*width-1]
	if n.level.avx() {
		addNormAVX2(&h[0], &add[0], &n.gain[0], &n.shift[0], &out[0], rows, width, &n.constants[0][0])
		return
	}
	for r := range rows {
		n.row(h[r*width:][:width], add[r*width:][:width], out[r*width:][:width])
	}
}

func (n Norm) row(h, add, out []float32) {
	var sums, squares [2]eight
	for i := range out {
		out[i] = h[i] + add[i]
		sums[i>>3&1][i&7] += out[i]
	}
	mean := float32(both(&sums) * n.constants[0][0])
	for i, v := range out {
		v -= mean
		out[i] = v
		squares[i>>3&1][i&7] += float32(v * v)
	}
	variance := float32(both(&squares)*n.constants[0][0]) + n.constants[1][0]
	scale := 1 / float32(math.Sqrt(float64(variance)))
	for i, v := range out {
		out[i] = float32(float32(v*scale)*n.gain[i]) + n.shift[i]
	}
}

// both adds up two registers.
func both(two *[2]eight) float32 {
	var e eight
	for i := range e {
		e[i] = two[0][i] + two[1][i]
	}
	return e.sum()
}

// Expand converts numbers of float16, as many as out has.
func (l Level) Expand(h []uint16, out []float32) {
	if len(out) == 0 {
		return
	}
	_ = h[len(out)-1]
	if l.avx() && len(out)%8 == 0 {
		expandAVX2(&h[0], &out[0], len(out))
		return
	}
	for i := range out {
		out[i] = Float(h[i])
	}
}
