// Package kernel is the arithmetic of the networks: matrix products with bias
// and maximum, layer normalisation, sums of table rows, all in float32.
//
// Every loop exists in plain Go and as assembly for amd64 processors with AVX2,
// FMA and F16C, written by the Go program in gen; matrix products also for
// AVX-512, and for arm64 with NEON. AVX2, AVX-512 and NEON give the same bits.
// Plain Go on amd64 rounds products before it adds, so its results differ in the
// last bits: about one label in a million tokens. Within a level a row's result
// does not depend on its neighbours, which is why an article gives the same
// output alone and in a batch.
//
// A layer of weights in int8 is computed in whole numbers (Quantized), whose sums
// are exact and so the same everywhere, and about half again as fast.
//
// Sizes of the loops for spaCy's small English networks are fixed: token vectors of
// 96 numbers, hidden states of 64 in two pieces, at most 112 moves. Those for
// encoders of BERT's kind take any.
package kernel

import "unsafe"

//go:generate go run ./gen

// The fixed sizes.
const (
	Width  = 96  // numbers in a token vector
	Hidden = 64  // numbers in a state's hidden layer
	Moves  = 112 // room for the scores of a state's moves
	Spare  = 12  // rows past the end that Apply may read and write
)

// Level names a set of loops.
type Level uint8

// The levels. Generic runs everywhere.
const (
	Generic Level = iota
	AVX2
	AVX512
	NEON
)

// String returns the level's name.
func (l Level) String() string {
	return [...]string{"generic", "avx2", "avx512", "neon"}[l]
}

// avx reports whether the loops other than products are those of AVX2.
func (l Level) avx() bool { return l == AVX2 || l == AVX512 }

// Best returns the fastest level that the processor and the operating system
// allow.
func Best() Level {
	all := Levels()
	return all[len(all)-1]
}

// Aligned returns n zeros that begin at a multiple of 64 bytes.
func Aligned(n int) []float32 {
	b := make([]float32, n+16)
	skip := (64 - int(uintptr(unsafe.Pointer(&b[0]))&63)) & 63 / 4
	return b[skip : skip+n : skip+n]
}

// Float converts a float16 number.
func Float(h uint16) float32 {
	sign, exponent, fraction := uint32(h>>15)<<31, uint32(h>>10)&31, uint32(h)&1023
	switch exponent {
	case 0: // zero or subnormal
		v := float32(fraction) / (1 << 24)
		return fromBits(bits(v) | sign)
	case 31:
		return fromBits(sign | 0x7f800000 | fraction<<13)
	}
	return fromBits(sign | (exponent+112)<<23 | fraction<<13)
}

// Normalize computes, for rows of Width numbers,
//
//	out = add + (h - mean(h)) / sqrt(variance(h) + 1e-8) · gain + shift
//
// with the biased variance. h, add and out may be the same.
func (l Level) Normalize(h, add, gain, shift, out []float32, rows int) {
	if rows == 0 {
		return
	}
	_, _, _, _, _ = h[rows*Width-1], add[rows*Width-1], out[rows*Width-1], gain[Width-1], shift[Width-1]
	if l.avx() {
		constants := [3]float32{1.0 / Width, 1e-8, 1}
		normalizeAVX2(&h[0], &add[0], &gain[0], &shift[0], &out[0], rows, &constants[0])
		return
	}
	for r := range rows {
		at := r * Width
		normalizeRow(h[at:at+Width], add[at:at+Width], gain, shift, out[at:at+Width])
	}
}

// WindowMax computes out[o] = max over three pieces p of
// bias + left + centre + right, each laid out [3][Width].
func (l Level) WindowMax(left, centre, right, bias, out []float32) {
	_, _, _, _, _ = left[3*Width-1], centre[3*Width-1], right[3*Width-1], bias[3*Width-1], out[Width-1]
	if l.avx() {
		windowMaxAVX2(&left[0], &centre[0], &right[0], &bias[0], &out[0])
		return
	}
	var sum [3 * Width]float32
	for i := range sum {
		sum[i] = bias[i] + left[i] + centre[i] + right[i]
	}
	for o := range Width {
		out[o] = max(sum[o], sum[Width+o], sum[2*Width+o])
	}
}

// StateMax adds the features to the bias, each laid out [2][Hidden], and takes
// the larger of the two pieces.
func (l Level) StateMax(features []*float32, bias, hidden []float32) {
	_, _ = bias[2*Hidden-1], hidden[Hidden-1]
	if l.avx() {
		stateMaxAVX2(&features[0], len(features), &bias[0], &hidden[0])
		return
	}
	sum := [2 * Hidden]float32(bias)
	for _, f := range features {
		for i, x := range (*[2 * Hidden]float32)(unsafe.Pointer(f)) {
			sum[i] += x
		}
	}
	for i := range Hidden {
		hidden[i] = max(sum[i], sum[Hidden+i])
	}
}

// Scores computes out = bias + hidden · w, with w laid out [Hidden][Moves].
func (l Level) Scores(hidden, w, bias, out []float32) {
	_, _, _, _ = hidden[Hidden-1], w[Hidden*Moves-1], bias[Moves-1], out[Moves-1]
	if l.avx() {
		scoresAVX2(&hidden[0], &w[0], &bias[0], &out[0])
		return
	}
	if l == NEON {
		scoresNEON(&hidden[0], &w[0], &bias[0], &out[0])
		return
	}
	copy(out[:Moves], bias[:Moves])
	for k, x := range hidden[:Hidden] {
		row := w[k*Moves : (k+1)*Moves]
		for i, y := range row {
			out[i] += x * y
		}
	}
}

// SumHalves computes out = ((a + b) + c) + d over Width numbers of float16.
func (l Level) SumHalves(a, b, c, d []uint16, out []float32) {
	_, _, _, _, _ = a[Width-1], b[Width-1], c[Width-1], d[Width-1], out[Width-1]
	if l.avx() {
		sumHalvesAVX2(&a[0], &b[0], &c[0], &d[0], &out[0])
		return
	}
	for i := range Width {
		out[i] = ((Float(a[i]) + Float(b[i])) + Float(c[i])) + Float(d[i])
	}
}
