package storage

import (
	"bytes"
	"testing"
)

// TestFollow changes a graph at random, statements and transactions undone among
// them. Two copies take turns as in a store: each must be the same graph as the
// one it follows, indexes and adjacency too, and so must a copy made now and then.
func TestFollow(t *testing.T) {
	w := indexed(t)
	other := New()
	other.Follow(w.Commit())
	for round := range 250 {
		before := bytesOf(t, other)
		w.order()
		for range 1 + w.random.IntN(3) {
			mark := w.Mark()
			for range w.random.IntN(40) {
				w.change()
			}
			if w.random.IntN(3) == 0 {
				w.Rollback(mark)
			}
		}
		switch w.random.IntN(12) {
		case 0:
			w.Rollback(Mark{})
			continue
		case 1:
			if w.DropIndex("b_n") {
				break
			}
			if err := w.CreateIndex(Definition{Name: "b_n", Kind: Range, Labels: []string{"B"}, Props: []string{"n"}}); err != nil {
				t.Fatal(err)
			}
		}
		want := bytesOf(t, w.Graph)
		if !bytes.Equal(before, bytesOf(t, other)) {
			t.Fatalf("round %d: a change was seen in the other copy", round)
		}
		other.Follow(w.Commit())
		if !bytes.Equal(want, bytesOf(t, other)) {
			t.Fatalf("round %d: the copy did not follow", round)
		}
		w.Graph, other = other, w.Graph
		if round%20 == 7 {
			other = w.Copy()
			if !bytes.Equal(want, bytesOf(t, other)) {
				t.Fatalf("round %d: a copy differs", round)
			}
		}
	}
}
