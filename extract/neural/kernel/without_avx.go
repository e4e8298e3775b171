//go:build !amd64

package kernel

func maxout4x8(x *float32, stride int, w *float32, k int, bias, out *float32, outStride int) {
	panic(unreachable)
}

func linear6x16(x *float32, stride int, w *float32, k int, bias, out *float32, outStride int) {
	panic(unreachable)
}

func maxout8x16(x *float32, stride int, w *float32, k int, bias, out *float32, outStride int) {
	panic(unreachable)
}

func linear12x32(x *float32, stride int, w *float32, k int, bias, out *float32, outStride int) {
	panic(unreachable)
}

func normalizeAVX2(h, add, gain, shift, out *float32, rows int, constants *float32) {
	panic(unreachable)
}

func windowMaxAVX2(left, centre, right, bias, out *float32)         { panic(unreachable) }
func stateMaxAVX2(features **float32, n int, bias, hidden *float32) { panic(unreachable) }
func scoresAVX2(hidden, w, bias, out *float32)                      { panic(unreachable) }
func sumHalvesAVX2(a, b, c, d *uint16, out *float32)                { panic(unreachable) }
func expandAVX2(h *uint16, out *float32, n int)                     { panic(unreachable) }
func tanhAVX2(x *float32, n int, constants *float32)                { panic(unreachable) }
func geluAVX2(x *float32, n int, constants *float32)                { panic(unreachable) }
func softmaxAVX2(x *float32, stride, n, rows int, constants *float32) {
	panic(unreachable)
}

func addNormAVX2(h, add, gain, shift, out *float32, rows, width int, constants *float32) {
	panic(unreachable)
}

func integers6x16(x *int16, stride int, w *int16, k int, scale, bias, rowScale, out *float32, outStride int) {
	panic(unreachable)
}

func integers12x32(x *int16, stride int, w *int16, k int, scale, bias, rowScale, out *float32, outStride int) {
	panic(unreachable)
}

func quantizeAVX2(x *float32, stride, n, rows int, q *int16, scales, constants *float32) {
	panic(unreachable)
}
