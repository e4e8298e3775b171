// Package parse finds who governs whom in a sentence, and where sentences end:
// a transition-based dependency parser with spaCy's trained weights.
//
// The system is arc-eager and non-monotonic (Honnibal & Johnson 2015): a token
// may lose its head again, and a token that was reduced without a head goes back
// to the buffer. Non-projective arcs are restored from the labels (Nivre &
// Nilsson 2005).
package parse

import (
	"fmt"
	"strings"
	"sync"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/neural"
)

// action is what a move does, less its label.
type action uint8

const (
	shift action = iota
	reduce
	left
	right
	breakSentence
	actions
)

type move struct {
	action
	label int32 // index into Parser.labels
}

// features is the number of tokens that describe a state: the first two of the
// buffer, the top three of the stack, the newest left child of the buffer's
// first, the newest left and right child of the stack's top.
const features = 8

// root is the label of tokens without a head.
const root = 1

// Parser is the trained parser. It may be used by several goroutines at once.
type Parser struct {
	scorer     *neural.Scorer
	moves      []move
	labels     []string
	decoration []decoration // by label
	scratch    sync.Pool
}

// New reads the sections whose names begin with "parser".
func New(w *neural.Weights) (*Parser, error) {
	p := &Parser{labels: []string{"", "ROOT"}}
	kinds := map[byte]action{'S': shift, 'D': reduce, 'L': left, 'R': right, 'B': breakSentence}
	for _, name := range w.List("parser.moves") {
		kind, ok := kinds[name[0]]
		if !ok {
			return nil, fmt.Errorf("read parser: unknown move %q", name)
		}
		m := move{action: kind}
		if _, label, ok := strings.Cut(name, "-"); ok {
			m.label = p.label(label)
		}
		p.moves = append(p.moves, m)
	}
	for i := 0; i < len(p.labels); i++ {
		var d decoration
		if own, head, ok := strings.Cut(p.labels[i], "||"); ok {
			d = decoration{label: p.label(own), head: p.label(head)}
		}
		p.decoration = append(p.decoration, d)
	}
	p.scratch.New = func() any { return &state{} }
	var err error
	p.scorer, err = neural.NewScorer(w, "parser", features, len(p.moves))
	return p, err
}

// label returns the index of a label, adding it if it is new.
func (p *Parser) label(s string) int32 {
	for i, l := range p.labels {
		if l == s {
			return int32(i)
		}
	}
	p.labels = append(p.labels, s)
	return int32(len(p.labels) - 1)
}

// Parse sets Head and Dep of a unit's tokens and returns in starts which of them
// begin a sentence. vectors are from the syntax encoder; offset is the index of
// the unit's first token in its article, which heads count from.
func (p *Parser) Parse(vectors *neural.Vectors, words []neural.Word, tokens []extract.Token, offset int, starts []bool) {
	if len(tokens) == 0 {
		return
	}
	s := p.scratch.Get().(*state)
	defer p.scratch.Put(s)
	s.reset(len(tokens))
	p.run(s, vectors)
	for i, h := range s.head {
		if h < 0 {
			s.head[i], s.label[i] = int32(i), root
		}
	}
	s.sentences()
	if p.deprojectivize(s, words) {
		s.sentences()
	}
	for i := range tokens {
		tokens[i].Head, tokens[i].Dep = offset+int(s.head[i]), p.labels[s.label[i]]
	}
	copy(starts, s.start)
}

// run makes moves until stack and buffer are empty.
func (p *Parser) run(s *state, vectors *neural.Vectors) {
	f := p.scorer.Begin(vectors, s.n)
	defer f.End()
	for len(s.stack) > 0 || s.buffered() > 0 {
		valid := s.valid()
		switch {
		case valid == [actions]bool{shift: true}: // the only move, whatever its score
			s.apply(move{action: shift})
			continue
		case valid == [actions]bool{reduce: true}:
			s.apply(move{action: reduce})
			continue
		}
		b0, s0 := s.buffer(0), s.top(0)
		for i, token := range [features]int32{b0, s.buffer(1), s0, s.top(1), s.top(2),
			newest(s.leftChild, b0), newest(s.leftChild, s0), newest(s.rightChild, s0)} {
			f.Pick(i, int(token))
		}
		scores, best := f.Scores(), -1
		for i := range p.moves {
			if valid[p.moves[i].action] && (best < 0 || scores[i] > scores[best]) {
				best = i
			}
		}
		s.apply(p.moves[best])
	}
}
