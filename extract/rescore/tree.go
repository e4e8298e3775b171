package rescore

import (
	"math/bits"
	"slices"

	"github.com/newsgraph/newsgraph/extract"
)

// The classes of a token's place, seen from a pair of mentions.
const (
	elsewhere    = iota
	between      // in the text
	inSubject    // of its words
	inObject     //
	top          // the lowest token that governs both
	aboveSubject // on the way from the subject to the top
	aboveObject  // on the way from the object to the top
	underSubject // governed by the subject's head
	underObject  // governed by the object's head
	underTop     // governed by the top
	aboveTop     // governs the top
	places
)

// tree is a sentence's tree. Tokens are counted from the sentence's first.
type tree struct {
	head []int // its own number at a root, and where a token is governed from another sentence
}

func newTree(a *extract.Article, s extract.Span) tree {
	t := tree{head: make([]int, s.Len())}
	for i := range t.head {
		if t.head[i] = a.Tokens[s.Start+i].Head - s.Start; t.head[i] < 0 || t.head[i] >= s.Len() {
			t.head[i] = i
		}
	}
	return t
}

// up returns a token and those that govern it, the nearest first.
func (t tree) up(i int) []int {
	list := []int{i}
	for t.head[i] != i && len(list) < mostPath {
		i = t.head[i]
		list = append(list, i)
	}
	return list
}

// way is the way from one token to another through the tree: the tokens above the one
// and above the other, below the top; the top, -1 if there is none; those above it.
type way struct {
	subject, object []int
	top             int
	above           []int
}

func (t tree) way(subject, object int) way {
	from, to := t.up(subject), t.up(object)
	for k, i := range from {
		if at := slices.Index(to, i); at >= 0 {
			return way{subject: from[min(1, k):k], object: to[min(1, at):at], top: i, above: from[k+1:]}
		}
	}
	return way{subject: from[1:], object: to[1:], top: -1}
}

// places returns the class of every token, seen from two mentions of the sentence.
func (t tree) places(subject, object end, w way) []uint8 {
	out := make([]uint8, len(t.head))
	for i := min(subject.stop, object.stop); i < max(subject.first, object.first); i++ {
		out[i] = between
	}
	set := func(list []int, class uint8) {
		for _, i := range list {
			out[i] = class
		}
	}
	set(w.above, aboveTop)
	for _, over := range []struct {
		head  int
		class uint8
	}{{w.top, underTop}, {subject.head, underSubject}, {object.head, underObject}} {
		for i, h := range t.head {
			if h == over.head && h != i {
				out[i] = over.class
			}
		}
	}
	set(w.subject, aboveSubject)
	set(w.object, aboveObject)
	for i := subject.first; i < subject.stop; i++ {
		out[i] = inSubject
	}
	for i := object.first; i < object.stop; i++ {
		out[i] = inObject
	}
	if w.top >= 0 {
		out[w.top] = top
	}
	return out
}

// end is a mention in a sentence.
type end struct{ first, stop, head, kind, form int }

func newEnd(m *extract.Mention, s extract.Span) end {
	return end{first: m.Start - s.Start, stop: m.End - s.Start, head: m.Head - s.Start, kind: kindNumber(m.Kind), form: formNumber(m.Form)}
}

// kindNumber is the network's number of a kind, -1 if it knows none.
func kindNumber(k extract.Kind) int {
	return slices.Index([]extract.Kind{extract.Person, extract.Organization, extract.Place, extract.Event, extract.Agreement, extract.Law, extract.Group, extract.Product, extract.Topic, extract.Date}, k)
}

func formNumber(f extract.Form) int {
	return max(0, slices.Index([]extract.Form{extract.Proper, extract.Nominal, extract.Pronoun}, f))
}

// near returns the class of the distance between two mentions, and of their order.
func near(a, b end) int {
	gap, class := b.first-(a.stop-1), 0
	if a.first >= b.first {
		gap, class = a.first-(b.stop-1), nears
	}
	return class + min(bits.Len(uint(max(gap, 1)))-1, nears-1)
}

// saysNumber is the class of what a claim says besides its ends.
func saysNumber(c *extract.Claim) int {
	n := max(0, slices.Index([]extract.Modality{extract.Actual, extract.Planned, extract.Possible}, c.Modality))
	for i, yes := range []bool{c.Negated, c.Former, c.Reported, c.Speaker >= 0} {
		if yes {
			n += 3 << i
		}
	}
	return n
}
