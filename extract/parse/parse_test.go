package parse

import (
	"reflect"
	"testing"

	"github.com/newsgraph/newsgraph/extract/neural"
)

// fresh returns the state at the beginning of n tokens.
func fresh(n int) *state {
	s := &state{}
	s.reset(n)
	return s
}

func TestMoves(t *testing.T) {
	// "Vik met Lind": met governs both
	s := fresh(3)
	for _, m := range []move{{action: shift}, {left, 5}, {action: shift}, {right, 6}, {action: reduce}, {action: reduce}} {
		if !s.valid()[m.action] {
			t.Fatalf("move %v is not valid with stack %v", m, s.stack)
		}
		s.apply(m)
	}
	if want := []int32{1, -1, 1}; !reflect.DeepEqual(s.head, want) {
		t.Errorf("heads %v, want %v", s.head, want)
	}
	if want := []int32{5, 0, 6}; !reflect.DeepEqual(s.label, want) {
		t.Errorf("labels %v, want %v", s.label, want)
	}
	if len(s.stack) != 0 || s.buffered() != 0 {
		t.Errorf("stack %v, %d in the buffer", s.stack, s.buffered())
	}
}

func TestReduceWithoutHeadGoesBack(t *testing.T) {
	s := fresh(3)
	s.apply(move{action: shift})
	s.apply(move{action: shift})
	s.apply(move{action: reduce}) // token 1 has no head and is not alone
	if s.buffer(0) != 1 || s.buffer(1) != 2 || s.top(0) != 0 {
		t.Errorf("buffer %d %d, stack %v", s.buffer(0), s.buffer(1), s.stack)
	}
	if s.valid()[shift] {
		t.Error("a token that went back may be shifted again")
	}
	s.apply(move{left, 4}) // 0 ← 1
	if s.head[0] != 1 || s.marked[1] {
		t.Errorf("head %d, marked %v", s.head[0], s.marked[1])
	}
}

func TestArcReplacesAnOlderOne(t *testing.T) {
	s := fresh(4)
	s.arc(0, 1, 2)
	s.arc(0, 2, 2)
	s.arc(3, 2, 3) // 2 leaves 0 for 3
	if newest(s.rightChild, 0) != 1 || newest(s.leftChild, 3) != 2 || s.head[2] != 3 || newest(s.leftChild, -1) != -1 {
		t.Errorf("children %v %v, heads %v", s.leftChild, s.rightChild, s.head)
	}
}

func TestBreakKeepsArcsApart(t *testing.T) {
	s := fresh(3)
	s.apply(move{action: shift})
	s.apply(move{action: breakSentence}) // token 2 begins a sentence
	s.apply(move{right, 2})
	if v := s.valid(); v[left] || v[right] || v[shift] || !v[reduce] {
		t.Errorf("valid moves before a sentence start: %v", v)
	}
}

func TestSentences(t *testing.T) {
	s := fresh(6)
	s.head = []int32{1, 1, 1, 4, 4, 4}
	s.sentences()
	if want := []bool{true, false, false, true, false, false}; !reflect.DeepEqual(s.start, want) {
		t.Errorf("starts %v, want %v", s.start, want)
	}
}

func TestDeprojectivize(t *testing.T) {
	// label 9 is "2||3": own label 2, head the first token labelled 3 below
	p := &Parser{decoration: make([]decoration, 10)}
	p.decoration[9] = decoration{label: 2, head: 3}
	s := fresh(5)
	s.head, s.label = []int32{2, 2, 2, 2, 3}, []int32{9, 4, 1, 3, 3}
	s.sentences()
	words := make([]neural.Word, 5)
	for i := range words {
		words[i].Lexeme = &neural.Lexeme{}
	}
	if !p.deprojectivize(s, words) || s.head[0] != 3 || s.label[0] != 2 {
		t.Errorf("heads %v, labels %v", s.head, s.label)
	}
	if p.deprojectivize(s, words) {
		t.Error("no label is decorated any more")
	}
}
