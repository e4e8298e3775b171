// Package shingle tells which texts are copies of one: the same agency text under
// several addresses, retitled, lightly edited, shortened, with lines added. It knows
// no language: it compares runs of words (shingles), and the words with a capital or
// a digit, in which two reports made of one template differ.
//
// A text is compared by its Sketch alone, which is a function of its words, and two
// sketches by Copies, which is a function of the two. Whom to compare a text with
// without comparing all with all say its Keys.
package shingle

import "slices"

const (
	// width is how many words a shingle has.
	width = 5
	// short is the number of words under which a text is one single shingle: so
	// short texts are copies only if their words are the same.
	short = 40
	// most is how many shingles and how many marks a sketch keeps: those with the
	// smallest hashes, which are a fair sample of all.
	most, mostMarks = 128, 48
)

// Sketch is what is kept of a text to compare it by.
type Sketch struct {
	all      int      // how many different shingles the text has
	shingles []uint32 // hashes of 24 bits, in order: the smallest, or all there are
	marks    []uint32 // the same of words with a capital or a digit, each with the word before it
}

// Of sketches a text, and gives its keys, "" for a text without words.
func Of(text string) (Sketch, Keys) {
	words := wordsOf(text)
	if len(words) == 0 {
		return Sketch{}, Keys{}
	}
	shingles := shinglesOf(words)
	return Sketch{len(shingles), smallest(shingles, most), smallest(marksOf(words), mostMarks)}, keysOf(shingles)
}

// marksOf hashes every word with a capital or a digit, with the word before it: that
// tells "on Jan. 9 they made 26 flights" from "on Jan. 10 they made 23 flights", which
// have other runs of words in common.
func marksOf(words []word) []uint64 {
	var marks []uint64
	before := uint64(0)
	for _, w := range words {
		if w.marked {
			marks = append(marks, mix(before*31+w.hash))
		}
		before = w.hash
	}
	slices.Sort(marks)
	return slices.Compact(marks)
}

// shinglesOf hashes every run of so many words, each different one once and in order.
func shinglesOf(words []word) []uint64 {
	n := width
	if len(words) < short {
		n = len(words)
	}
	hashes := make([]uint64, 0, len(words)-n+1)
	for i := range len(words) - n + 1 {
		h := uint64(n)
		for _, w := range words[i : i+n] {
			h = mix(h*0x9e3779b97f4a7c15 + w.hash)
		}
		hashes = append(hashes, h)
	}
	slices.Sort(hashes)
	return slices.Compact(hashes)
}

// smallest keeps the upper bits of the first hashes, which are in order.
func smallest(hashes []uint64, n int) []uint32 {
	out := make([]uint32, 0, min(n, len(hashes)))
	for _, h := range hashes[:min(n, len(hashes))] {
		out = append(out, uint32(h>>40))
	}
	return slices.Compact(out)
}

// mix is the finalizer of SplitMix64: every bit of x decides about every bit of it.
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
