package kernel

//go:noescape
func maxout6x4(x *float32, stride int, w *float32, k int, bias, out *float32, outStride int)

//go:noescape
func linear8x8(x *float32, stride int, w *float32, k int, bias, out *float32, outStride int)

//go:noescape
func integers8x8(x *int16, stride int, w *int16, k int, scale, bias, rowScale, out *float32, outStride int)

//go:noescape
func scoresNEON(hidden, w, bias, out *float32)

// Levels returns the levels that the processor allows, the fastest last: every
// arm64 processor has NEON.
func Levels() []Level { return []Level{Generic, NEON} }
