package parse

// state is the arc-eager state over one unit of n tokens.
type state struct {
	n      int
	next   int32   // the buffer's first token that was never shifted
	stack  []int32 // top last
	again  []int32 // tokens that went back to the buffer, the first last
	head   []int32 // -1: none
	label  []int32
	marked []bool // went back once already and may not be shifted
	start  []bool // begins a sentence

	// children of each head, newest first: the newest here, the others by older
	leftChild, rightChild, older []int32

	leftEdge, rightEdge []int32 // of each token's subtree
	queue               []int32
}

func sized(s []int32, n int, v int32) []int32 {
	if cap(s) < n {
		s = make([]int32, n, n+n/4)
	}
	s = s[:n]
	for i := range s {
		s[i] = v
	}
	return s
}

func cleared(s []bool, n int) []bool {
	if cap(s) < n {
		return make([]bool, n, n+n/4)
	}
	s = s[:n]
	clear(s)
	return s
}

func (s *state) reset(n int) {
	s.n, s.next = n, 0
	s.stack, s.again = s.stack[:0], s.again[:0]
	s.head, s.label, s.older = sized(s.head, n, -1), sized(s.label, n, 0), sized(s.older, n, -1)
	s.leftChild, s.rightChild = sized(s.leftChild, n, -1), sized(s.rightChild, n, -1)
	s.marked, s.start = cleared(s.marked, n), cleared(s.start, n)
	s.start[0] = true
}

// top returns the stack's i-th token from the top, -1 if there is none.
func (s *state) top(i int) int32 {
	if i >= len(s.stack) {
		return -1
	}
	return s.stack[len(s.stack)-1-i]
}

// buffer returns the buffer's i-th token, -1 if there is none.
func (s *state) buffer(i int) int32 {
	if i < len(s.again) {
		return s.again[len(s.again)-1-i]
	}
	if b := s.next + int32(i-len(s.again)); int(b) < s.n {
		return b
	}
	return -1
}

func (s *state) buffered() int { return s.n - int(s.next) + len(s.again) }

// valid tells which actions are allowed.
func (s *state) valid() (ok [actions]bool) {
	b0, b1 := s.buffer(0), s.buffer(1)
	begins := b0 >= 0 && s.start[b0]
	stacked, buffered := len(s.stack) > 0, s.buffered()
	ok[shift] = !stacked || buffered >= 2 && !begins && !s.marked[b0]
	ok[reduce] = stacked
	ok[left] = stacked && buffered > 0 && !begins
	ok[right] = ok[left]
	ok[breakSentence] = buffered >= 2 && b1 == b0+1 && !s.start[b1]
	return ok
}

// apply makes a move. Reduce takes the top off if it has a head or is alone,
// else it goes back to the buffer; Left may replace a head; Break only marks.
func (s *state) apply(m move) {
	b0, s0 := s.buffer(0), s.top(0)
	switch m.action {
	case shift:
		s.push()
	case reduce:
		if s.head[s0] < 0 && len(s.stack) > 1 {
			s.marked[s0] = true
			s.again = append(s.again, s0)
		}
		s.pop()
	case left:
		s.arc(b0, s0, m.label)
		s.marked[b0] = false
		s.pop()
	case right:
		s.arc(s0, b0, m.label)
		s.push()
	case breakSentence:
		s.start[s.buffer(1)] = true
	}
}

func (s *state) push() {
	if n := len(s.again); n > 0 {
		s.stack = append(s.stack, s.again[n-1])
		s.again = s.again[:n-1]
		return
	}
	s.stack = append(s.stack, s.next)
	s.next++
}

func (s *state) pop() { s.stack = s.stack[:len(s.stack)-1] }

// arc makes h the head of c. An arc that it replaces is always the newest of
// its head.
func (s *state) arc(h, c, label int32) {
	if old := s.head[c]; old > c && s.leftChild[old] == c {
		s.leftChild[old] = s.older[c]
	} else if old >= 0 && old < c && s.rightChild[old] == c {
		s.rightChild[old] = s.older[c]
	}
	children := s.rightChild
	if h > c {
		children = s.leftChild
	}
	s.older[c], children[h] = children[h], c
	s.head[c], s.label[c] = h, label
}

// newest returns the newest child of a token, -1 if there is none.
func newest(children []int32, token int32) int32 {
	if token < 0 {
		return -1
	}
	return children[token]
}
