package neural

import (
	"sync"

	"github.com/newsgraph/newsgraph/extract/neural/kernel"
)

// Scorer scores the moves of a transition system in a state that is described
// by a few tokens: a linear layer 96 → 64 for each token; for each feature (the
// token's part in the state) weights of its own; the sum over the features, with
// a trained vector where there is no token; the larger of two pieces; a linear
// layer to the moves.
type Scorer struct {
	level    kernel.Level
	features int
	linear   *kernel.Matrix // 96 → 64
	lower    *kernel.Matrix // 64 → [feature][2][64]
	missing  []float32      // [feature][2][64]
	bias     []float32      // [2][64]
	upper    []float32      // [64][112]
	upBias   []float32      // [112]
	scratch  sync.Pool
}

// NewScorer reads the layers whose names begin with prefix, for states of the
// given number of features and moves.
func NewScorer(w *Weights, prefix string, features, moves int) (*Scorer, error) {
	const hidden = kernel.Hidden
	level := w.level
	s := &Scorer{level: level, features: features, missing: kernel.Aligned(features * 2 * hidden), bias: kernel.Aligned(2 * hidden),
		upper: kernel.Aligned(hidden * kernel.Moves), upBias: kernel.Aligned(kernel.Moves)}
	s.linear = kernel.NewLinear(level, w.Floats(prefix+".linear.weights", hidden, width), w.Floats(prefix+".linear.bias", hidden), hidden, width, nil)
	// in the file [feature][o][piece]; here [feature][piece][o]
	order := func(c int) int {
		f, piece, o := c/(2*hidden), c/hidden%2, c%hidden
		return f*2*hidden + o*2 + piece
	}
	s.lower = kernel.NewLinear(level, w.Floats(prefix+".lower.weights", features, hidden, 2, hidden), nil, features*2*hidden, hidden, order)
	missing, bias := w.Floats(prefix+".lower.missing", features, hidden, 2), w.Floats(prefix+".lower.bias", hidden, 2)
	for c := range s.missing {
		s.missing[c] = missing[order(c)]
	}
	for c := range s.bias {
		s.bias[c] = bias[order(c)]
	}
	moves = min(moves, kernel.Moves)
	upper := w.Floats(prefix+".upper.weights", moves, hidden)
	copy(s.upBias, w.Floats(prefix+".upper.bias", moves))
	for c := range moves {
		for k := range hidden {
			s.upper[k*kernel.Moves+c] = upper[c*hidden+k]
		}
	}
	s.scratch.New = func() any {
		return &State{s: s, linear: kernel.Aligned((blockTokens + kernel.Spare) * s.linear.Out),
			hidden: kernel.Aligned(hidden), scores: kernel.Aligned(kernel.Moves), picked: make([]*float32, features)}
	}
	return s, w.Err()
}

const (
	// blockTokens is how many tokens' features are computed at once; a multiple
	// of every tile's rows.
	blockTokens = 60
	// blocksKept bounds the features in memory: a sentence that reaches back
	// further than blocksKept·blockTokens tokens has them computed again.
	blocksKept = 16
)

type block struct {
	features []float32 // [token][feature][2][64]
	used     int
}

// State holds the features of one unit's tokens while its moves are chosen.
// They are computed in blocks as they are asked for, so that a block is still in
// the processor's cache when it is used.
type State struct {
	s       *Scorer
	vectors *Vectors
	n       int
	blocks  map[int]*block
	free    []*block
	steps   int

	linear, hidden, scores []float32
	picked                 []*float32
}

// Begin returns a State over the n tokens of a unit. End must be called when it
// is no longer used.
func (s *Scorer) Begin(vectors *Vectors, n int) *State {
	st := s.scratch.Get().(*State)
	st.vectors, st.n, st.steps = vectors, n, 0
	if st.blocks == nil {
		st.blocks = map[int]*block{}
	}
	return st
}

// End gives the State back.
func (st *State) End() {
	for i := range (st.n + blockTokens - 1) / blockTokens {
		if b := st.blocks[i]; b != nil {
			st.free = append(st.free, b)
		}
	}
	clear(st.blocks)
	st.vectors = nil
	st.s.scratch.Put(st)
}

// Pick makes token the state's feature number i; -1 means there is none.
func (st *State) Pick(i, token int) {
	const size = 2 * kernel.Hidden
	if token < 0 {
		st.picked[i] = &st.s.missing[i*size]
		return
	}
	b := st.block(token / blockTokens)
	st.picked[i] = &b.features[token%blockTokens*st.s.lower.Out+i*size]
}

// Scores returns the moves' scores in the state that was picked; they live
// until the next call.
func (st *State) Scores() []float32 {
	st.steps++
	st.s.level.StateMax(st.picked, st.s.bias, st.hidden)
	st.s.level.Scores(st.hidden, st.s.upper, st.s.upBias, st.scores)
	return st.scores
}

// block returns a block of features, computing it if need be.
func (st *State) block(i int) *block {
	b := st.blocks[i]
	if b == nil {
		b = st.room()
		first := i * blockTokens
		n := min(blockTokens, st.n-first)
		st.s.linear.Apply(st.vectors.Rows(first, n), width, st.linear, n)
		st.s.lower.Apply(st.linear, st.s.linear.Out, b.features, n)
		st.blocks[i] = b
	}
	b.used = st.steps
	return b
}

// room returns memory for a block, taking the one that was used longest ago
// when there are too many. A block that the present step has picked stays.
func (st *State) room() *block {
	if n := len(st.free); n > 0 {
		b := st.free[n-1]
		st.free = st.free[:n-1]
		return b
	}
	if len(st.blocks) >= blocksKept {
		oldest := -1
		for i, b := range st.blocks {
			if b.used < st.steps && (oldest < 0 || b.used < st.blocks[oldest].used || b.used == st.blocks[oldest].used && i < oldest) {
				oldest = i
			}
		}
		b := st.blocks[oldest]
		delete(st.blocks, oldest)
		return b
	}
	return &block{features: kernel.Aligned((blockTokens + kernel.Spare) * st.s.lower.Out)}
}
