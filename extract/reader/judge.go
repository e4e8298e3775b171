package reader

import (
	"math/bits"
	"slices"
	"unicode"

	"github.com/newsgraph/newsgraph/extract/neural/kernel"
)

// block is how many pairs are judged together.
const block = 128

// masked is a score that no piece has: its weight is nothing.
const masked = -1e30

// end is a mention with the pieces that it covers.
type end struct{ first, stop, sentence, kind int }

// scratch is the memory of one call.
type scratch struct {
	ends       []float32 // a row a mention: its part of the questions as subject and as object, of the products likewise
	both       []float32 // a row a mention: mean and first vector
	roles      []float32 // a row a mention: its part of a pair's state as subject and as object
	look       []float32 // a row a piece: keys and values
	questions  []float32 // a row a pair
	joined     []float32 // a row a pair: what the heads saw, and the product of the ends
	scores     []float32 // a row a pair: of a head, for every piece
	seen       []float32 // a row a pair: the attention of all heads, for every piece
	part       []float32 // a head's results
	state, new []float32 // a row a pair
	out        []float32
	keys, vals *kernel.Matrix
}

func newScratch(l kernel.Level) *scratch {
	return &scratch{keys: kernel.NewScratch(l), vals: kernel.NewScratch(l)}
}

// rows makes room for n rows of width numbers and the spare ones. What was there
// is lost.
func rows(b *[]float32, n, width int) []float32 {
	if n = (n + kernel.Spare) * width; n > len(*b) {
		*b = kernel.Aligned(n + n/4)
	}
	return *b
}

// Judge judges all ordered pairs of mentions, the tagger's or any other, that
// stand in the same sentence or in neighbouring ones; of these only those asked for,
// by their indexes, if asked is not nil. said is what rules claim between them. Pairs
// come in the mentions' order, and none depends on the others. A mention that no piece
// read belongs to is in no pair.
func (x *Reading) Judge(ms []Mention, said []Said, asked func(subject, object int) bool) []Pair {
	ends := x.marked(ms)
	pairs := pairsOf(ends, asked)
	if len(pairs) == 0 {
		return nil
	}
	r := x.reader
	s := r.pool.Get().(*scratch)
	defer r.pool.Put(s)
	r.prepare(s, x, ends)
	claims := byPair(said)
	for at := 0; at < len(pairs); at += block {
		part := pairs[at:min(at+block, len(pairs))]
		r.attend(s, x, ends, part)
		r.states(s, ends, part, claims)
		r.verdicts(s, part, claims)
		for i := range part {
			part[i].Word = x.word(s.seen[i*s.keys.Out:], ends[part[i].Subject], ends[part[i].Object])
		}
	}
	return pairs
}

// pairsOf lists the pairs to judge.
func pairsOf(ends []end, asked func(subject, object int) bool) (pairs []Pair) {
	for i, a := range ends {
		for j, b := range ends {
			if gap := a.sentence - b.sentence; i != j && -1 <= gap && gap <= 1 && a.stop > 0 && b.stop > 0 && (asked == nil || asked(i, j)) {
				pairs = append(pairs, Pair{Subject: i, Object: j})
			}
		}
	}
	return pairs
}

// marked returns the mentions with the pieces that they cover.
func (x *Reading) marked(ms []Mention) []end {
	ends := make([]end, len(ms))
	for i, m := range ms {
		ends[i].first, ends[i].stop = x.cover(m.Range)
		ends[i].sentence, ends[i].kind = x.sentence(m.Start), m.Kind
		if m.Kind < 0 || m.Kind > UnknownKind {
			ends[i].kind = UnknownKind
		}
	}
	return ends
}

// byPair groups what rules claim by subject and object, each relation once.
func byPair(said []Said) map[[2]int][]int {
	claims := map[[2]int][]int{}
	seen := map[Said]bool{}
	for _, c := range said {
		if !seen[c] {
			seen[c] = true
			claims[[2]int{c.Subject, c.Object}] = append(claims[[2]int{c.Subject, c.Object}], c.Relation)
		}
	}
	return claims
}

// prepare computes what depends on one mention or one piece only.
func (r *Reader) prepare(s *scratch, x *Reading, ends []end) {
	w, n := r.width, len(ends)
	both := rows(&s.both, n, 2*w)
	for i, e := range ends {
		row := both[i*2*w:][:2*w]
		clear(row)
		if e.stop == 0 {
			continue
		}
		for p := e.first; p < e.stop; p++ {
			for k, v := range x.vectors[p*w:][:w] {
				row[k] += v
			}
		}
		for k := range w {
			row[k] /= float32(e.stop - e.first)
		}
		copy(row[w:], x.vectors[e.first*w:][:w])
	}
	r.ends.Apply(both, 2*w, rows(&s.ends, n, r.ends.Out), n)
	r.roles.Apply(both, 2*w, rows(&s.roles, n, r.roles.Out), n)
	pieces := len(x.pieces) + 2
	r.look.Apply(x.vectors, w, rows(&s.look, pieces, r.look.Out), pieces)
}

// attend lets pairs look at the window's pieces, and puts the product of their
// ends beside what they see.
func (r *Reader) attend(s *scratch, x *Reading, ends []end, pairs []Pair) {
	n, pieces, ask, width := len(pairs), len(x.pieces)+2, r.ask, r.width
	questions, joined := rows(&s.questions, n, ask), rows(&s.joined, n, width+ask)
	for i, p := range pairs {
		a, b := s.ends[p.Subject*r.ends.Out:][:4*ask], s.ends[p.Object*r.ends.Out:][:4*ask]
		product := joined[i*(width+ask)+width:][:ask]
		for k := range ask {
			questions[i*ask+k] = a[k] + b[ask+k]
			product[k] = a[2*ask+k] * b[3*ask+k]
		}
	}
	r.level.Tanh(questions[:(n*ask+7)&^7])
	head, wide := ask/r.heads, width/r.heads
	for h := range r.heads {
		s.keys.SetRows(s.look[h*head:], r.look.Out, pieces, head, masked)
		columns := s.keys.Out
		scores := rows(&s.scores, n, columns)
		s.keys.Apply(questions[h*head:], ask, scores, n)
		r.softmax.Apply(scores, columns, columns, n)
		seen := rows(&s.seen, n, columns)[:n*columns]
		if h == 0 {
			clear(seen)
		}
		for i, v := range scores[:n*columns] {
			seen[i] += v
		}
		s.vals.SetColumns(s.look[ask+h*wide:], r.look.Out, pieces, wide)
		part := rows(&s.part, n, s.vals.Out)
		s.vals.Apply(scores, columns, part, n)
		for i := range n {
			copy(joined[i*(width+ask)+h*wide:][:wide], part[i*s.vals.Out:])
		}
	}
}

// states computes the hidden state of pairs into s.state and the scores into s.out.
func (r *Reader) states(s *scratch, ends []end, pairs []Pair, claims map[[2]int][]int) {
	n, hidden := len(pairs), r.hidden
	state := rows(&s.state, n, r.join.Out)
	r.join.Apply(s.joined, r.width+r.ask, state, n)
	for i, p := range pairs {
		a, b := ends[p.Subject], ends[p.Object]
		row := state[i*r.join.Out:][:hidden]
		add(row, s.roles[p.Subject*r.roles.Out:])
		add(row, s.roles[p.Object*r.roles.Out+hidden:])
		add(row, r.subjectKind[a.kind*hidden:])
		add(row, r.objectKind[b.kind*hidden:])
		add(row, r.near[near(a, b)*hidden:])
		for _, relation := range claims[[2]int{p.Subject, p.Object}] {
			add(row, r.rule[relation*hidden:])
		}
		for _, relation := range claims[[2]int{p.Object, p.Subject}] {
			add(row, r.rule[(len(r.relations)+relation)*hidden:])
		}
		r.level.Gelu(row)
	}
	deep := rows(&s.new, n, r.deep.Out)
	r.deep.Apply(state, r.join.Out, deep, n)
	for i := range n {
		row := deep[i*r.deep.Out:][:hidden]
		r.level.Gelu(row)
		add(state[i*r.join.Out:][:hidden], row)
	}
	r.out.Apply(state, r.join.Out, rows(&s.out, n, r.out.Out), n)
}

// add adds numbers to as many others.
func add(to, from []float32) {
	for i, v := range from[:len(to)] {
		to[i] += v
	}
}

// near returns the class of the distance between two mentions, in pieces, and of
// their order.
func near(a, b end) int {
	gap, class := b.first-(a.stop-1), 0
	if a.first >= b.first {
		gap, class = a.first-(b.stop-1), nears
	}
	return class + min(bits.Len(uint(max(gap, 1)))-1, nears-1)
}

// verdicts reads the scores of pairs.
func (r *Reader) verdicts(s *scratch, pairs []Pair, claims map[[2]int][]int) {
	for i := range pairs {
		scores := s.out[i*r.out.Out:][:len(r.relations)+2]
		threshold, same := scores[len(r.relations)], scores[len(r.relations)+1]
		pairs[i].Same = sigmoid(same)
		said := claims[[2]int{pairs[i].Subject, pairs[i].Object}]
		for relation, v := range scores[:len(r.relations)] {
			v -= threshold
			if p := sigmoid(v); p >= least || slices.Contains(said, relation) {
				pairs[i].Verdicts = append(pairs[i].Verdicts, Verdict{Relation: relation, Score: v, Probability: p})
			}
		}
		r.marks(s, s.state[i*r.join.Out:][:r.hidden], pairs[i].Verdicts)
	}
}

// marks finds the marks of one pair's verdicts.
func (r *Reader) marks(s *scratch, state []float32, verdicts []Verdict) {
	n := len(verdicts)
	in := rows(&s.questions, n, r.hidden)
	for i, v := range verdicts {
		row := in[i*r.hidden:][:r.hidden]
		copy(row, state)
		add(row, r.kindOfClaim[v.Relation*r.hidden:])
		r.level.Gelu(row)
	}
	out := rows(&s.part, n, r.mark.Out)
	r.mark.Apply(in, r.hidden, out, n)
	for i := range verdicts {
		for k, v := range out[i*r.mark.Out:][:Marks] {
			verdicts[i].Marks[k] = sigmoid(v)
		}
	}
}

// sigmoid is 1/(1+exp(-x)), the same bits everywhere.
func sigmoid(x float32) float32 {
	if x < 0 {
		e := kernel.Exp(x)
		return e / (1 + e)
	}
	return 1 / (1 + kernel.Exp(-x))
}

// word returns the word outside two mentions whose pieces have the most attention.
func (x *Reading) word(seen []float32, a, b end) (best Range) {
	most := float32(-1)
	for i := 0; i < len(x.pieces); {
		stop, sum, inside := i, float32(0), false
		for stop == i || stop < len(x.pieces) && !x.pieces[stop].First {
			stop++ // the pieces' numbers in the window are one higher
			sum += seen[stop]
			inside = inside || a.first <= stop && stop < a.stop || b.first <= stop && stop < b.stop
		}
		word := Range{int(x.pieces[i].Start), int(x.pieces[stop-1].End)}
		if !inside && sum > most && spelt(x.window.Text[word.Start:word.End]) {
			best, most = word, sum
		}
		i = stop
	}
	return best
}

// spelt reports whether a word is more than punctuation.
func spelt(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return true
		}
	}
	return false
}
