package kernel

// Matrix is a layer's weights and bias, packed in panels for one Level: each
// panel holds, for every input, the weights of one register group side by side.
type Matrix struct {
	In  int // inputs per row
	Out int // outputs per row: a multiple of the panel, so possibly more than asked for

	level  Level
	lanes  int // outputs per register
	pieces int // registers per panel: 3 for maxout, 2 for linear
	rows   int // rows per tile
	w, b   []float32
}

// lanes returns the register width and the tiles' rows of maxout and linear.
func (l Level) lanes() (lanes, maxoutRows, linearRows int) {
	switch l {
	case AVX512:
		return 16, 8, 12
	case AVX2:
		return 8, 4, 6
	case NEON:
		return 4, 6, 8
	}
	return 2, 1, 1
}

// NewMaxout packs weights [out][3][in] and bias [out][3] (spaCy's order) into a
// layer whose output is the maximum of its three pieces. out must be a multiple
// of 16 and in of 4.
func NewMaxout(l Level, w, b []float32, out, in int) *Matrix {
	lanes, rows, _ := l.lanes()
	m := &Matrix{In: in, Out: out, level: l, lanes: lanes, pieces: 3, rows: rows,
		w: Aligned(out * 3 * in), b: Aligned(out * 3)}
	i := 0
	for first := 0; first < out; first += lanes {
		for k := range in {
			for piece := range 3 {
				for j := range lanes {
					m.w[i] = w[((first+j)*3+piece)*in+k]
					i++
				}
			}
		}
		for piece := range 3 {
			for j := range lanes {
				m.b[first*3+piece*lanes+j] = b[(first+j)*3+piece]
			}
		}
	}
	return m
}

// NewLinear packs weights [out][in] and a bias, which may be nil. order, when
// given, names the row of w that becomes each column. in must be a multiple of 4.
func NewLinear(l Level, w, b []float32, out, in int, order func(column int) int) *Matrix {
	lanes, _, rows := l.lanes()
	panel := 2 * lanes
	wide := (out + panel - 1) / panel * panel
	m := &Matrix{In: in, Out: wide, level: l, lanes: lanes, pieces: 2, rows: rows,
		w: Aligned(wide * in), b: Aligned(wide)}
	for column := range out {
		row := column
		if order != nil {
			row = order(column)
		}
		to := m.w[column/panel*panel*in+column%panel:]
		for k, v := range w[row*in : (row+1)*in] {
			to[k*panel] = v
		}
		if b != nil {
			m.b[column] = b[row]
		}
	}
	return m
}

// NewPacked packs the weights of a layer with a bias for every output, which may
// be nil. fill writes the weights of an input, those of the outputs from the given
// one on, as many as there is room for. in must be a multiple of 4.
func NewPacked(l Level, in, out int, b []float32, fill func(to []float32, input, output int)) *Matrix {
	lanes, _, rows := l.lanes()
	panel := 2 * lanes
	wide := (out + panel - 1) / panel * panel
	m := &Matrix{In: in, Out: wide, level: l, lanes: lanes, pieces: 2, rows: rows, w: Aligned(wide * in), b: Aligned(wide)}
	copy(m.b, b)
	for k := range in {
		for first := 0; first < out; first += panel {
			fill(m.w[first*in+k*panel:][:min(panel, out-first)], k, first)
		}
	}
	return m
}

// NewScratch makes a matrix without weights, for SetRows and SetColumns. Its Out is
// a multiple of 8.
func NewScratch(l Level) *Matrix {
	lanes, _, rows := l.lanes()
	return &Matrix{level: l, lanes: lanes, pieces: 2, rows: rows}
}

// size makes room for weights, of which those are zero that are beyond what is set.
func (m *Matrix) size(in, out int) (panel int) {
	panel = 2 * m.lanes
	m.In, m.Out = (in+3)&^3, (out+max(panel, 8)-1)/max(panel, 8)*max(panel, 8)
	if n := m.In * m.Out; n > len(m.w) {
		m.w = Aligned(n + n/2)
	}
	if m.Out > len(m.b) {
		m.b = Aligned(m.Out + m.Out/2)
	}
	clear(m.b[:m.Out])
	return panel
}

// SetRows makes the outputs the scalar products with n rows of k numbers, a
// multiple of 4, that begin stride numbers after each other. Outputs beyond them,
// up to Out, are the number beyond.
func (m *Matrix) SetRows(x []float32, stride, n, k int, beyond float32) {
	panel := m.size(k, n)
	for i := n; i < m.Out; i++ {
		m.b[i] = beyond
		to := m.w[i/panel*panel*k+i%panel:]
		for j := range k {
			to[j*panel] = 0
		}
	}
	for i := range n {
		to := m.w[i/panel*panel*k+i%panel:]
		for j, v := range x[i*stride:][:k] {
			to[j*panel] = v
		}
	}
}

// SetColumns makes the outputs the sums of n rows of out numbers, which begin
// stride numbers after each other, each times an input. There are as many inputs
// as rows, and zeros up to a multiple of 4.
func (m *Matrix) SetColumns(x []float32, stride, n, out int) {
	panel := m.size(n, out)
	for first := 0; first < m.Out; first += panel {
		to, width := m.w[first*m.In:][:m.In*panel], max(0, min(panel, out-first))
		for i := range n {
			copy(to[i*panel:][:width], x[i*stride:][:out][min(first, out):])
			clear(to[i*panel+width : (i+1)*panel])
		}
		clear(to[n*panel:])
	}
}

// Apply computes rows of out from rows of x. Row r of the input begins at
// x[r·stride]; rows may overlap (that is a convolution's window). Row r of the
// output begins at out[r·m.Out]. Both must have room for Spare rows more.
func (m *Matrix) Apply(x []float32, stride int, out []float32, rows int) {
	step := m.lanes
	if m.pieces == 2 {
		step = 2 * m.lanes
	}
	panel, block := m.In*m.pieces*m.lanes, m.block()
	for first := 0; first < rows; first += block {
		for o := 0; o < m.Out; o += step {
			for r := first; r < min(first+block, rows); r += m.rows {
				in, to := x[r*stride:], out[r*m.Out:]
				_, _ = in[(m.rows-1)*stride+m.In-1], to[m.rows*m.Out-1]
				m.tile(in, stride, o/step*panel, o/step*m.pieces*m.lanes, to[o:])
			}
		}
	}
}

// block returns for how many rows a panel is used before the next: as many as the
// second-level cache holds beside it, a multiple of the tile's.
func (m *Matrix) block() int {
	const cached = 64 << 10 // numbers
	return max(1, cached/m.In/m.rows) * m.rows
}

const unreachable = "internal error: assembly called on a processor without it"

// tile runs the level's loop over one panel.
func (m *Matrix) tile(x []float32, stride, w, b int, out []float32) {
	switch {
	case m.level == AVX512 && m.pieces == 3:
		maxout8x16(&x[0], stride, &m.w[w], m.In, &m.b[b], &out[0], m.Out)
	case m.level == AVX512:
		linear12x32(&x[0], stride, &m.w[w], m.In, &m.b[b], &out[0], m.Out)
	case m.level == NEON && m.pieces == 3:
		maxout6x4(&x[0], stride, &m.w[w], m.In, &m.b[b], &out[0], m.Out)
	case m.level == NEON:
		linear8x8(&x[0], stride, &m.w[w], m.In, &m.b[b], &out[0], m.Out)
	case m.level == AVX2 && m.pieces == 3:
		maxout4x8(&x[0], stride, &m.w[w], m.In, &m.b[b], &out[0], m.Out)
	case m.level == AVX2:
		linear6x16(&x[0], stride, &m.w[w], m.In, &m.b[b], &out[0], m.Out)
	case m.pieces == 3:
		maxoutPlain(x[:m.In], m.w[w:], m.b[b:], out)
	default:
		linearPlain(x[:m.In], m.w[w:], m.b[b:], out)
	}
}
