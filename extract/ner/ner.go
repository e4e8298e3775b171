// Package ner finds names and their kinds: a transition-based recogniser with
// trained weights, and a second look of our own after it.
package ner

import (
	"fmt"
	"strings"

	"github.com/newsgraph/newsgraph/extract/neural"
)

// Name is a stretch of tokens, [Start, End), and the network's label for it.
type Name struct {
	Start, End int
	Label      string
}

// features is the number of tokens that describe a state: the next token; and
// inside a name its first token and the one before the next.
const features = 3

// moves of a label: the class numbers of begin, in, last and unit.
type labelMoves struct{ in, last int }

// class is a move that may be made outside a name.
type class struct {
	number int
	kind   byte // O, B or U
	label  int
}

// Network is the trained recogniser. It may be used by several goroutines at once.
type Network struct {
	scorer *neural.Scorer
	labels []string
	inside []labelMoves // by label
	open   []class      // ascending
}

// New reads the sections whose names begin with "names".
func New(w *neural.Weights) (*Network, error) {
	n := &Network{}
	moves := w.List("names.moves")
	index := map[string]int{}
	for number, move := range moves {
		kind, label, _ := strings.Cut(move, "-")
		if kind == "O" {
			n.open = append(n.open, class{number: number, kind: 'O', label: -1})
		}
		if label == "" { // "O", and "U-", which is never valid
			continue
		}
		l, ok := index[label]
		if !ok {
			l = len(n.labels)
			index[label] = l
			n.labels, n.inside = append(n.labels, label), append(n.inside, labelMoves{-1, -1})
		}
		switch kind {
		case "B", "U":
			n.open = append(n.open, class{number: number, kind: kind[0], label: l})
		case "I":
			n.inside[l].in = number
		case "L":
			n.inside[l].last = number
		}
	}
	for l, m := range n.inside {
		if m.in < 0 || m.last < 0 {
			return nil, fmt.Errorf("read names network: label %s has no move I or L", n.labels[l])
		}
	}
	var err error
	n.scorer, err = neural.NewScorer(w, "names", features, len(moves))
	return n, err
}

// Labels returns the network's labels.
func (n *Network) Labels() []string { return n.labels }

// Names appends the names of a unit to out. vectors are from the names encoder;
// starts tells which tokens begin a sentence, for a name never crosses one.
//
// Outside a name: O always; U not on white space; B also needs a next token
// that does not begin a sentence. Inside: L always; I only if the next token
// does not begin a sentence. Ties go to the lower class number.
func (n *Network) Names(vectors *neural.Vectors, words []neural.Word, starts []bool, out []Name) []Name {
	f := n.scorer.Begin(vectors, len(words))
	defer f.End()
	label, start := -1, 0
	for i := range words {
		more := i+1 < len(words) && !starts[i+1]
		if label < 0 {
			var kind byte
			if kind, label = n.outside(f, i, words[i].Space, more); kind == 'U' {
				out = append(out, Name{i, i + 1, n.labels[label]})
				label = -1
			}
			start = i
			continue
		}
		if !more || n.ends(f, i, start, label) {
			out = append(out, Name{start, i + 1, n.labels[label]})
			label = -1
		}
	}
	return out
}

// outside chooses the move for token i when no name is open.
func (n *Network) outside(f *neural.State, i int, space, more bool) (kind byte, label int) {
	if space {
		return 'O', -1
	}
	f.Pick(0, i)
	f.Pick(1, -1)
	f.Pick(2, -1)
	scores := f.Scores()
	var best *class
	for k := range n.open {
		c := &n.open[k]
		if (c.kind != 'B' || more) && (best == nil || scores[c.number] > scores[best.number]) {
			best = c
		}
	}
	return best.kind, best.label
}

// ends reports whether the name that is open ends with token i.
func (n *Network) ends(f *neural.State, i, start, label int) bool {
	f.Pick(0, i)
	f.Pick(1, start)
	f.Pick(2, i-1)
	scores, m := f.Scores(), n.inside[label]
	return scores[m.last] > scores[m.in] || scores[m.last] == scores[m.in] && m.last < m.in
}
