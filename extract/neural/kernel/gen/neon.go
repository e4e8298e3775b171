package main

import "fmt"

// The multiplications by an element and the maximum are written as machine
// words: Go's assembler for arm64 has no names for them.

// multiplyElement is FMLA Vd.4S, Vn.4S, Vm.S[i]: d += n · m[i].
func (f *file) multiplyElement(d, n, m, i int) {
	f.p("\tWORD $0x%08x // FMLA V%d.4S, V%d.4S, V%d.S[%d]", 0x4f801000|i&1<<21|i>>1<<11|m<<16|n<<5|d, d, n, m, i)
}

// maximum is FMAX Vd.4S, Vn.4S, Vm.4S.
func (f *file) maximum(d, n, m int) {
	f.p("\tWORD $0x%08x // FMAX V%d.4S, V%d.4S, V%d.4S", 0x4e20f400|m<<16|n<<5|d, d, n, m)
}

// list writes n registers from the first on.
func list(first, n int) string {
	s := "["
	for i := range n {
		if i > 0 {
			s += ", "
		}
		s += fmt.Sprintf("V%d.S4", first+i)
	}
	return s + "]"
}

// arm moves arguments of the frame into registers R0, R1, …
func (f *file) arm(names ...string) {
	for i, name := range names {
		f.p("\tMOVD %s+%d(FP), R%d", name, i*8, i)
	}
}

// neonProduct is a tile of a matrix product, as product: registers of four
// outputs, four inputs of each row loaded at once and taken one by one.
func (f *file) neonProduct(name string, rows, columns int, maxout bool) {
	inputs, weights := rows*columns, rows*columns+rows // the first register of each
	f.p("// func %s(x *float32, stride int, w *float32, k int, bias, out *float32, outStride int)", name)
	f.p("TEXT ·%s(SB), NOSPLIT, $0-56", name)
	f.arm("x", "stride", "w", "k", "bias", "out", "outStride")
	f.p("\tLSL $2, R1, R1\n\tLSL $2, R6, R6\n\tLSR $2, R3, R3\n\tMOVD R0, R8")
	for r := 1; r < rows; r++ {
		f.p("\tADD R1, R%d, R%d", 7+r, 8+r)
	}
	f.p("\tVLD1 (R4), %s", list(0, columns))
	for i := columns; i < rows*columns; i++ {
		f.p("\tVMOV V%d.B16, V%d.B16", i%columns, i)
	}
	f.p("%s_loop:", name)
	for r := range rows {
		f.p("\tVLD1.P 16(R%d), [V%d.S4]", 8+r, inputs+r)
	}
	for step := range 4 {
		w := weights
		if room := 32 - weights; room >= 2*columns && step%2 == 1 {
			w += columns
		}
		f.p("\tVLD1.P %d(R2), %s", columns*16, list(w, columns))
		for r := range rows {
			for v := range columns {
				f.multiplyElement(r*columns+v, w+v, inputs+r, step)
			}
		}
	}
	f.p("\tSUBS $1, R3, R3\n\tBNE %s_loop", name)
	for r := range rows {
		first, n := r*columns, columns
		if maxout {
			for v := 1; v < columns; v++ {
				f.maximum(first, first, first+v)
			}
			n = 1
		}
		f.p("\tVST1 %s, (R5)\n\tADD R6, R5, R5", list(first, n))
	}
	f.p("\tRET\n")
}

// neonScores: out[112] = bias + hidden[64] · w[64][112].
func (f *file) neonScores() {
	const registers, input, weights = 28, 28, 29
	f.p("// func scoresNEON(hidden, w, bias, out *float32)")
	f.p("TEXT ·scoresNEON(SB), NOSPLIT, $0-32")
	f.arm("hidden", "w", "bias", "out")
	for i := 0; i < registers; i += 4 {
		f.p("\tVLD1.P 64(R2), %s", list(i, 4))
	}
	f.p("\tMOVD $64, R4\nscores_loop:\n\tVLD1R.P 4(R0), [V%d.S4]", input)
	for i := 0; i < registers; i += 3 {
		n := min(3, registers-i)
		f.p("\tVLD1.P %d(R1), %s", n*16, list(weights, n))
		for j := range n {
			f.p("\tVFMLA V%d.S4, V%d.S4, V%d.S4", input, weights+j, i+j)
		}
	}
	f.p("\tSUBS $1, R4, R4\n\tBNE scores_loop")
	for i := 0; i < registers; i += 4 {
		f.p("\tVST1.P %s, 64(R3)", list(i, 4))
	}
	f.p("\tRET\n")
}
