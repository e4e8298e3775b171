package main

import "fmt"

// integers is a tile of a product of whole numbers, rows × two registers of
// outputs. Weights are pairs of int16, of an even input and the next; so are the
// inputs, of which a pair is taken at once. k counts inputs, a multiple of eight.
// A tile's sums become numbers: sum · the output's scale · the row's + bias.
func (f *file) integers(name string, r registers, rows int) {
	reg := func(n int) string { return fmt.Sprintf("%s%d", r.prefix, n) }
	acc := func(row, v int) string { return reg(row*2 + v) }
	weight, input, product := rows*2, rows*2+2, rows*2+3
	pointers := []string{"SI", "R11", "R12"}[:(rows+3)/4] // of every fourth row
	f.p("// func %s(x *int16, stride int, w *int16, k int, scale, bias, rowScale, out *float32, outStride int)", name)
	f.p("TEXT ·%s(SB), NOSPLIT, $0-72", name)
	f.load("x", "SI", "stride", "R8", "w", "DI", "k", "CX", "scale", "AX", "bias", "BX", "rowScale", "R13", "out", "DX", "outStride", "R10")
	f.p("\tSHLQ $1, R8\n\tSHLQ $2, R10\n\tLEAQ (R8)(R8*2), R9")
	for i := range pointers[1:] {
		f.p("\tLEAQ (%s)(R8*4), %s", pointers[i], pointers[i+1])
	}
	zero := "VPXOR"
	if r.bytes == 64 {
		zero = "VPXORD"
	}
	for i := range rows * 2 {
		f.p("\t%s %s, %s, %s", zero, reg(i), reg(i), reg(i))
	}
	f.p("\tSHRQ $3, CX\n%s_loop:", name)
	load := "VMOVUPS"
	for step := range 4 {
		for v := range 2 {
			f.p("\t%s %d(DI), %s", load, (step*2+v)*r.bytes, reg(weight+v))
		}
		for row := range rows {
			index := [4]string{"", "(R8*1)", "(R8*2)", "(R9*1)"}[row%4]
			f.p("\tVPBROADCASTD %d(%s)%s, %s", step*4, pointers[row/4], index, reg(input))
			for v := range 2 {
				f.p("\tVPMADDWD %s, %s, %s\n\tVPADDD %s, %s, %s", reg(input), reg(weight+v), reg(product), reg(product), acc(row, v), acc(row, v))
			}
		}
	}
	f.p("\tADDQ $%d, DI", 8*r.bytes)
	for _, p := range pointers {
		f.p("\tADDQ $16, %s", p)
	}
	f.p("\tDECQ CX\n\tJNZ %s_loop", name)
	f.p("\tVMOVUPS (AX), %s\n\tVMOVUPS %d(AX), %s", reg(weight), r.bytes, reg(weight+1))
	for row := range rows {
		f.p("\tVBROADCASTSS %d(R13), %s", row*4, reg(input))
		for v := range 2 {
			a := acc(row, v)
			f.p("\tVCVTDQ2PS %s, %s\n\tVMULPS %s, %s, %s\n\tVMULPS %s, %s, %s", a, a, reg(weight+v), a, a, reg(input), a, a)
			f.p("\tVADDPS %d(BX), %s, %s\n\tVMOVUPS %s, %d(DX)", v*r.bytes, a, a, a, v*r.bytes)
		}
		if row < rows-1 {
			f.p("\tADDQ R10, DX")
		}
	}
	f.p("\tVZEROUPPER\n\tRET\n")
}

// quantize: rows of n numbers, a multiple of sixteen, as whole ones of which the
// largest is constant 0, and what one is worth.
func (f *file) quantize() {
	f.p("// func quantizeAVX2(x *float32, stride, n, rows int, q *int16, scales, constants *float32)")
	f.p("TEXT ·quantizeAVX2(SB), NOSPLIT, $0-56")
	f.load("x", "SI", "stride", "R8", "n", "CX", "rows", "R9", "q", "DX", "scales", "DI", "constants", "BX")
	f.p("\tSHLQ $2, R8\n\tSHLQ $2, CX\n\tVMOVUPS 96(BX), Y7\nquantize_row:\n\tVMOVUPS 64(BX), Y0\n\tXORQ AX, AX")
	f.p("quantize_max:\n\tVANDPS (SI)(AX*1), Y7, Y1\n\tVMAXPS Y1, Y0, Y0\n\tVANDPS 32(SI)(AX*1), Y7, Y1\n\tVMAXPS Y1, Y0, Y0")
	f.p("\tADDQ $64, AX\n\tCMPQ AX, CX\n\tJNE quantize_max")
	f.p("\tVEXTRACTF128 $1, Y0, X1\n\tVMAXPS X1, X0, X0\n\tVMOVHLPS X0, X0, X1\n\tVMAXPS X1, X0, X0")
	f.p("\tVMOVSHDUP X0, X1\n\tVMAXSS X1, X0, X0\n\tVBROADCASTSS X0, Y0")
	f.p("\tVMULPS 32(BX), Y0, Y1\n\tVMOVSS X1, (DI)\n\tVMOVUPS (BX), Y1\n\tVDIVPS Y0, Y1, Y0\n\tXORQ AX, AX\n\tMOVQ DX, R10")
	f.p("quantize_round:\n\tVMULPS (SI)(AX*1), Y0, Y1\n\tVMULPS 32(SI)(AX*1), Y0, Y2\n\tVCVTPS2DQ Y1, Y1\n\tVCVTPS2DQ Y2, Y2")
	f.p("\tVPACKSSDW Y2, Y1, Y1\n\tVPERMQ $0xd8, Y1, Y1\n\tVMOVUPS Y1, (R10)\n\tADDQ $32, R10")
	f.p("\tADDQ $64, AX\n\tCMPQ AX, CX\n\tJNE quantize_round")
	f.p("\tADDQ R8, SI\n\tMOVQ R10, DX\n\tADDQ $4, DI\n\tDECQ R9\n\tJNZ quantize_row\n\tVZEROUPPER\n\tRET\n")
}

// multiplyHalves are SMLAL and SMLAL2 Vd.4S, Vn.4H or 8H, Vm.H[i]: d += n · m[i],
// of the lower or the upper half of n. m is below 16.
func (f *file) multiplyHalves(d, n, m, i, upper int) {
	f.p("\tWORD $0x%08x // SMLAL%s V%d.4S, V%d, V%d.H[%d]", 0x0f402000|upper<<30|i>>1&1<<21|i&1<<20|m<<16|i>>2<<11|n<<5|d, [2]string{"", "2"}[upper], d, n, m, i)
}

// neonIntegers is integers for NEON: eight outputs side by side, input by input.
func (f *file) neonIntegers(name string, rows int) {
	const sums, weights = 8, 24 // the first registers of each; inputs are the first eight
	f.p("// func %s(x *int16, stride int, w *int16, k int, scale, bias, rowScale, out *float32, outStride int)", name)
	f.p("TEXT ·%s(SB), NOSPLIT, $0-72", name)
	f.arm("x", "stride", "w", "k", "scale", "bias", "rowScale", "out", "outStride")
	f.p("\tLSL $1, R1, R1\n\tLSL $2, R8, R8\n\tLSR $3, R3, R3\n\tMOVD R0, R9")
	for r := 1; r < rows; r++ {
		f.p("\tADD R1, R%d, R%d", 8+r, 9+r)
	}
	for i := range rows * 2 {
		f.p("\tVEOR V%d.B16, V%d.B16, V%d.B16", sums+i, sums+i, sums+i)
	}
	f.p("%s_loop:", name)
	for r := range rows {
		f.p("\tVLD1.P 16(R%d), [V%d.H8]", 9+r, r)
	}
	for step := range 8 {
		w := weights + step%4
		f.p("\tVLD1.P 16(R2), [V%d.H8]", w)
		for r := range rows {
			f.multiplyHalves(sums+r*2, w, r, step, 0)
			f.multiplyHalves(sums+r*2+1, w, r, step, 1)
		}
	}
	f.p("\tSUBS $1, R3, R3\n\tBNE %s_loop", name)
	f.p("\tVLD1 (R4), [V24.S4, V25.S4]\n\tVLD1 (R5), [V26.S4, V27.S4]")
	three := func(op, name string, code, d, n, m int) {
		f.p("\tWORD $0x%08x // %s V%d.4S, V%d.4S, V%d.4S", code|m<<16|n<<5|d, op+name, d, n, m)
	}
	for r := range rows {
		f.p("\tVLD1R.P 4(R6), [V28.S4]")
		for v := range 2 {
			a := sums + r*2 + v
			f.p("\tWORD $0x%08x // SCVTF V%d.4S, V%d.4S", 0x4e21d800|a<<5|a, a, a)
			three("F", "MUL", 0x6e20dc00, a, a, 24+v)
			three("F", "MUL", 0x6e20dc00, a, a, 28)
			three("F", "ADD", 0x4e20d400, a, a, 26+v)
		}
		f.p("\tVST1 %s, (R7)\n\tADD R8, R7, R7", list(sums+r*2, 2))
	}
	f.p("\tRET")
}
