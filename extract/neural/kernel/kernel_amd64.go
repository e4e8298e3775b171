package kernel

//go:noescape
func maxout4x8(x *float32, stride int, w *float32, k int, bias, out *float32, outStride int)

//go:noescape
func linear6x16(x *float32, stride int, w *float32, k int, bias, out *float32, outStride int)

//go:noescape
func maxout8x16(x *float32, stride int, w *float32, k int, bias, out *float32, outStride int)

//go:noescape
func linear12x32(x *float32, stride int, w *float32, k int, bias, out *float32, outStride int)

//go:noescape
func normalizeAVX2(h, add, gain, shift, out *float32, rows int, constants *float32)

//go:noescape
func windowMaxAVX2(left, centre, right, bias, out *float32)

//go:noescape
func stateMaxAVX2(features **float32, n int, bias, hidden *float32)

//go:noescape
func scoresAVX2(hidden, w, bias, out *float32)

//go:noescape
func sumHalvesAVX2(a, b, c, d *uint16, out *float32)

//go:noescape
func integers6x16(x *int16, stride int, w *int16, k int, scale, bias, rowScale, out *float32, outStride int)

//go:noescape
func integers12x32(x *int16, stride int, w *int16, k int, scale, bias, rowScale, out *float32, outStride int)

//go:noescape
func quantizeAVX2(x *float32, stride, n, rows int, q *int16, scales, constants *float32)

//go:noescape
func expandAVX2(h *uint16, out *float32, n int)

//go:noescape
func addNormAVX2(h, add, gain, shift, out *float32, rows, width int, constants *float32)

//go:noescape
func geluAVX2(x *float32, n int, constants *float32)

//go:noescape
func tanhAVX2(x *float32, n int, constants *float32)

//go:noescape
func softmaxAVX2(x *float32, stride, n, rows int, constants *float32)

func cpuid(leaf, sub uint32) (a, b, c, d uint32)
func xgetbv() (a uint32)

// Levels returns the levels that the processor and the operating system allow,
// the fastest last. Zen 4 (family 25) is left at AVX2: it does 512 bits in two
// halves, and its 32 KB of first-level cache do not hold a panel of weights (70
// GFLOP/s against 108; on Zen 5 it is 228 against 91).
func Levels() []Level {
	const (
		fma     = 1 << 12
		osxsave = 1 << 27
		f16c    = 1 << 29
		avx2    = 1 << 5
		avx512f = 1 << 16
		avx512b = 1 << 30 // BW: of bytes and words
		ymm     = 0x06
		zmm     = 0xe6
	)
	top, _, _, _ := cpuid(0, 0)
	a, _, c, _ := cpuid(1, 0)
	family := a>>8&15 + a>>20&255
	if top < 7 || c&fma == 0 || c&osxsave == 0 || c&f16c == 0 || xgetbv()&ymm != ymm {
		return []Level{Generic}
	}
	switch _, b, _, _ := cpuid(7, 0); {
	case b&avx2 == 0:
		return []Level{Generic}
	case b&avx512f == 0 || b&avx512b == 0 || family == 25 || xgetbv()&zmm != zmm:
		return []Level{Generic, AVX2}
	}
	return []Level{Generic, AVX2, AVX512}
}
