package parse

import "github.com/newsgraph/newsgraph/extract/neural"

// decoration is what a label "a||b" says: the token's own label is a, and its
// head is the first token labelled b below the one it is attached to. Both are
// zero for a plain label.
type decoration struct{ label, head int32 }

// deprojectivize gives tokens with decorated labels their heads, from left to
// right, and reports whether there were any. The subtrees' edges stay those of
// the projective tree meanwhile.
func (p *Parser) deprojectivize(s *state, words []neural.Word) bool {
	changed := false
	for i, label := range s.label {
		if d := p.decoration[label]; d.label != 0 {
			s.head[i] = s.below(int32(i), d.head, words)
			s.label[i] = d.label
			changed = true
		}
	}
	return changed
}

// below searches breadth-first below the head of token i for the first token
// with a label, children in text order, white space and i itself left out. It
// returns the head itself if there is none.
func (s *state) below(i, label int32, words []neural.Word) int32 {
	queue := append(s.queue[:0], s.head[i])
	defer func() { s.queue = queue }()
	for k := 0; k < len(queue); k++ {
		q := queue[k]
		for c := s.leftEdge[q]; c <= s.rightEdge[q]; c++ {
			if c == q || s.head[c] != q || c == i || words[c].Space {
				continue
			}
			if s.label[c] == label {
				return c
			}
			queue = append(queue, c)
		}
	}
	return s.head[i]
}

// passes bounds how often the edges are propagated; trees that are not
// projective may need more than one.
const passes = 12

// sentences sets the sentence starts: the left edge of every root.
func (s *state) sentences() {
	s.leftEdge, s.rightEdge = sized(s.leftEdge, s.n, 0), sized(s.rightEdge, s.n, 0)
	for i := range s.leftEdge {
		s.leftEdge[i], s.rightEdge[i] = int32(i), int32(i)
	}
	for range passes {
		for i := range s.n {
			s.widen(i)
		}
		for i := s.n - 1; i >= 0; i-- {
			s.widen(i)
		}
		clear(s.start)
		for i, h := range s.head {
			if h == int32(i) {
				s.start[s.leftEdge[i]] = true
			}
		}
		if s.closed() {
			return
		}
	}
}

// widen makes a head's edges cover those of token i.
func (s *state) widen(i int) {
	h := s.head[i]
	s.leftEdge[h], s.rightEdge[h] = min(s.leftEdge[h], s.leftEdge[i]), max(s.rightEdge[h], s.rightEdge[i])
}

// closed reports whether no head lies outside its token's sentence.
func (s *state) closed() bool {
	first := 0
	for i := range s.n {
		if i != s.n-1 && (i == 0 || !s.start[i]) {
			continue
		}
		for j := first; j < i; j++ {
			if h := int(s.head[j]); h < first || h > i {
				return false
			}
		}
		first = i
	}
	return true
}
