package main

// The loops of a BERT other than products. They multiply and add in two steps, as
// plain Go does everywhere, so that all levels give the same bits; and they find
// their constants eight times side by side.

// expand: out[n] = h[n], of float16, n a multiple of eight.
func (f *file) expand() {
	f.p("// func expandAVX2(h *uint16, out *float32, n int)")
	f.p("TEXT ·expandAVX2(SB), NOSPLIT, $0-24")
	f.load("h", "SI", "out", "DX", "n", "CX")
	f.p("\tSHRQ $3, CX\nexpand_loop:\n\tVCVTPH2PS (SI), Y0\n\tVMOVUPS Y0, (DX)")
	f.p("\tADDQ $16, SI\n\tADDQ $32, DX\n\tDECQ CX\n\tJNZ expand_loop\n\tVZEROUPPER\n\tRET\n")
}

// addNorm: out = (s - mean)/sqrt(variance + epsilon) · gain + shift, s = h + add,
// over rows of width numbers, a multiple of sixteen.
func (f *file) addNorm() {
	f.p("// func addNormAVX2(h, add, gain, shift, out *float32, rows, width int, constants *float32)")
	f.p("TEXT ·addNormAVX2(SB), NOSPLIT, $0-64")
	f.load("h", "SI", "add", "DI", "gain", "R8", "shift", "R9", "out", "DX", "rows", "R10", "width", "R11", "constants", "BX")
	f.p("\tSHLQ $2, R11\naddnorm_row:\n\tXORQ AX, AX\n\tVXORPS Y0, Y0, Y0\n\tVXORPS Y1, Y1, Y1\naddnorm_sum:")
	for i := range 2 {
		f.p("\tVMOVUPS %d(SI)(AX*1), Y%d\n\tVADDPS %d(DI)(AX*1), Y%d, Y%d", i*32, 2+i, i*32, 2+i, 2+i)
		f.p("\tVMOVUPS Y%d, %d(DX)(AX*1)\n\tVADDPS Y%d, Y%d, Y%d", 2+i, i*32, 2+i, i, i)
	}
	f.p("\tADDQ $64, AX\n\tCMPQ AX, R11\n\tJNE addnorm_sum\n\tVADDPS Y1, Y0, Y0")
	f.sum(0, 1)
	f.p("\tVMULPS (BX), Y0, Y4\n\tXORQ AX, AX\n\tVXORPS Y0, Y0, Y0\n\tVXORPS Y1, Y1, Y1\naddnorm_square:")
	for i := range 2 {
		f.p("\tVMOVUPS %d(DX)(AX*1), Y%d\n\tVSUBPS Y4, Y%d, Y%d\n\tVMOVUPS Y%d, %d(DX)(AX*1)", i*32, 2+i, 2+i, 2+i, 2+i, i*32)
		f.p("\tVMULPS Y%d, Y%d, Y%d\n\tVADDPS Y%d, Y%d, Y%d", 2+i, 2+i, 2+i, 2+i, i, i)
	}
	f.p("\tADDQ $64, AX\n\tCMPQ AX, R11\n\tJNE addnorm_square\n\tVADDPS Y1, Y0, Y0")
	f.sum(0, 1)
	f.p("\tVMULPS (BX), Y0, Y0\n\tVADDPS 32(BX), Y0, Y0\n\tVSQRTPS Y0, Y0\n\tVMOVUPS 64(BX), Y1\n\tVDIVPS Y0, Y1, Y4\n\tXORQ AX, AX\naddnorm_scale:")
	for i := range 2 {
		f.p("\tVMULPS %d(DX)(AX*1), Y4, Y%d\n\tVMULPS %d(R8)(AX*1), Y%d, Y%d", i*32, 2+i, i*32, 2+i, 2+i)
		f.p("\tVADDPS %d(R9)(AX*1), Y%d, Y%d\n\tVMOVUPS Y%d, %d(DX)(AX*1)", i*32, 2+i, 2+i, 2+i, i*32)
	}
	f.p("\tADDQ $64, AX\n\tCMPQ AX, R11\n\tJNE addnorm_scale")
	f.p("\tADDQ R11, SI\n\tADDQ R11, DI\n\tADDQ R11, DX\n\tDECQ R10\n\tJNZ addnorm_row\n\tVZEROUPPER\n\tRET\n")
}

// The places of the constants: see geluConstants and expConstants.
const (
	geluScale, geluMost, geluLeast, geluHalf, geluOne, geluTop, geluBottom     = 0, 1, 2, 3, 4, 5, 12
	expScale, expLeast, expLog2, expMagic, expHigh, expLow, expTerms, expCount = 0, 1, 2, 3, 4, 5, 6, 8
)

// polynomial evaluates terms of constants from the first on at Y of x in Y of acc.
func (f *file) polynomial(first, terms, x, acc int) {
	f.p("\tVMOVUPS %d(BX), Y%d", first*32, acc)
	for i := first + 1; i < first+terms; i++ {
		f.p("\tVMULPS Y%d, Y%d, Y%d\n\tVADDPS %d(BX), Y%d, Y%d", x, acc, acc, i*32, acc, acc)
	}
}

// gelu: x = x/2 · (1 + erf(x/√2)), n a multiple of eight.
func (f *file) gelu() {
	f.p("// func geluAVX2(x *float32, n int, constants *float32)")
	f.p("TEXT ·geluAVX2(SB), NOSPLIT, $0-24")
	f.load("x", "SI", "n", "CX", "constants", "BX")
	f.p("\tSHRQ $3, CX\ngelu_loop:\n\tVMOVUPS (SI), Y0\n\tVMULPS %d(BX), Y0, Y1", geluScale*32)
	f.p("\tVMINPS %d(BX), Y1, Y1\n\tVMAXPS %d(BX), Y1, Y1\n\tVMULPS Y1, Y1, Y2", geluMost*32, geluLeast*32)
	f.polynomial(geluTop, 7, 2, 3)
	f.polynomial(geluBottom, 5, 2, 4)
	f.p("\tVMULPS Y3, Y1, Y1\n\tVDIVPS Y4, Y1, Y1\n\tVADDPS %d(BX), Y1, Y1", geluOne*32)
	f.p("\tVMULPS %d(BX), Y0, Y0\n\tVMULPS Y1, Y0, Y0\n\tVMOVUPS Y0, (SI)", geluHalf*32)
	f.p("\tADDQ $32, SI\n\tDECQ CX\n\tJNZ gelu_loop\n\tVZEROUPPER\n\tRET\n")
}

// tanh: x = tanh(x), n a multiple of eight.
func (f *file) tanh() {
	f.p("// func tanhAVX2(x *float32, n int, constants *float32)")
	f.p("TEXT ·tanhAVX2(SB), NOSPLIT, $0-24")
	f.load("x", "SI", "n", "CX", "constants", "BX")
	f.p("\tSHRQ $3, CX\ntanh_loop:\n\tVMOVUPS (SI), Y1")
	f.p("\tVMINPS (BX), Y1, Y1\n\tVMAXPS 32(BX), Y1, Y1\n\tVMULPS Y1, Y1, Y2")
	f.polynomial(2, 7, 2, 3)
	f.polynomial(9, 4, 2, 4)
	f.p("\tVMULPS Y3, Y1, Y1\n\tVDIVPS Y4, Y1, Y1\n\tVMOVUPS Y1, (SI)")
	f.p("\tADDQ $32, SI\n\tDECQ CX\n\tJNZ tanh_loop\n\tVZEROUPPER\n\tRET\n")
}

// softmax: x[r][i] = exp(scale · (x[r][i] - max)) over their sum, n numbers a row,
// a multiple of eight.
func (f *file) softmax() {
	f.p("// func softmaxAVX2(x *float32, stride, n, rows int, constants *float32)")
	f.p("TEXT ·softmaxAVX2(SB), NOSPLIT, $0-40")
	f.load("x", "SI", "stride", "R8", "n", "CX", "rows", "R9", "constants", "BX")
	f.p("\tSHLQ $2, R8\n\tSHLQ $2, CX\nsoftmax_row:\n\tVMOVUPS (SI), Y0\n\tMOVQ $32, AX\n\tJMP softmax_more")
	f.p("softmax_max:\n\tVMAXPS (SI)(AX*1), Y0, Y0\n\tADDQ $32, AX\nsoftmax_more:\n\tCMPQ AX, CX\n\tJLT softmax_max")
	f.p("\tVEXTRACTF128 $1, Y0, X1\n\tVMAXPS X1, X0, X0\n\tVMOVHLPS X0, X0, X1\n\tVMAXPS X1, X0, X0")
	f.p("\tVMOVSHDUP X0, X1\n\tVMAXSS X1, X0, X0\n\tVBROADCASTSS X0, Y0\n\tVXORPS Y7, Y7, Y7\n\tXORQ AX, AX\nsoftmax_exp:")
	f.p("\tVMOVUPS (SI)(AX*1), Y1\n\tVSUBPS Y0, Y1, Y1\n\tVMULPS %d(BX), Y1, Y1\n\tVMAXPS %d(BX), Y1, Y1", expScale*32, expLeast*32)
	f.p("\tVMULPS %d(BX), Y1, Y2\n\tVADDPS %d(BX), Y2, Y2\n\tVSUBPS %d(BX), Y2, Y3", expLog2*32, expMagic*32, expMagic*32)
	f.p("\tVMULPS %d(BX), Y3, Y4\n\tVSUBPS Y4, Y1, Y1\n\tVMULPS %d(BX), Y3, Y4\n\tVSUBPS Y4, Y1, Y1", expHigh*32, expLow*32)
	f.polynomial(expTerms, expCount, 1, 5)
	f.p("\tVPSLLD $23, Y2, Y2\n\tVPADDD Y2, Y5, Y5\n\tVMOVUPS Y5, (SI)(AX*1)\n\tVADDPS Y5, Y7, Y7")
	f.p("\tADDQ $32, AX\n\tCMPQ AX, CX\n\tJNE softmax_exp")
	f.sum(7, 1)
	f.p("\tVMOVUPS %d(BX), Y0\n\tVDIVPS Y7, Y0, Y7\n\tXORQ AX, AX", (expTerms+expCount-1)*32)
	f.p("softmax_scale:\n\tVMULPS (SI)(AX*1), Y7, Y0\n\tVMOVUPS Y0, (SI)(AX*1)\n\tADDQ $32, AX\n\tCMPQ AX, CX\n\tJNE softmax_scale")
	f.p("\tADDQ R8, SI\n\tDECQ R9\n\tJNZ softmax_row\n\tVZEROUPPER\n\tRET\n")
}
