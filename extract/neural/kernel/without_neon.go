//go:build !arm64

package kernel

func maxout6x4(x *float32, stride int, w *float32, k int, bias, out *float32, outStride int) {
	panic(unreachable)
}

func linear8x8(x *float32, stride int, w *float32, k int, bias, out *float32, outStride int) {
	panic(unreachable)
}

func scoresNEON(hidden, w, bias, out *float32) { panic(unreachable) }

func integers8x8(x *int16, stride int, w *int16, k int, scale, bias, rowScale, out *float32, outStride int) {
	panic(unreachable)
}
