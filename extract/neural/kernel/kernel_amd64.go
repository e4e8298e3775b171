package kernel

//go:noescape
func maxout4x8(x *float32, stride int, w *float32, k int, bias, out *float32, outStride int)

//go:noescape
func linear6x16(x *float32, stride int, w *float32, k int, bias, out *float32, outStride int)

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

func cpuid(leaf, sub uint32) (a, b, c, d uint32)
func xgetbv() (a uint32)

// Best returns the fastest level that the processor and the operating system allow.
func Best() Level {
	const (
		fma     = 1 << 12
		osxsave = 1 << 27
		f16c    = 1 << 29
		avx2    = 1 << 5
		ymm     = 6
	)
	top, _, _, _ := cpuid(0, 0)
	_, _, c, _ := cpuid(1, 0)
	if top < 7 || c&fma == 0 || c&osxsave == 0 || c&f16c == 0 || xgetbv()&ymm != ymm {
		return Generic
	}
	if _, b, _, _ := cpuid(7, 0); b&avx2 == 0 {
		return Generic
	}
	return AVX2
}
