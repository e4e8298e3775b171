// Package wordpiece splits text into the pieces of words that an uncased BERT
// reads, and says where in the text each stands.
//
// It is BERT's basic tokenizer (control characters out, accents off, lower case,
// punctuation and Chinese characters alone) followed by WordPiece, the longest
// piece of the vocabulary first (Devlin et al. 2019; Wu et al. 2016), equal to
// Hugging Face's tokenizers piece for piece. That library's tables are of an older
// Unicode: some 600 characters of scripts encoded since 2015 are treated otherwise.
package wordpiece

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Piece is a piece of a word.
type Piece struct {
	ID    int32 // its number in the vocabulary
	Start int32 // its first byte in the text
	End   int32 // the byte after its last
	First bool  // it begins a word
}

// The tokenizer's limits and names.
const (
	mostRunes = 100 // a longer word is unknown
	unknown   = "[UNK]"
	inside    = "##" // what the vocabulary writes before a piece that begins no word
)

// Tokenizer splits text by one vocabulary. It is read-only and may be shared.
type Tokenizer struct {
	first   map[string]int32 // pieces that begin a word
	rest    map[string]int32 // the others, without their prefix
	longest int              // bytes of the longest piece
	unknown int32
}

// New makes a tokenizer of a vocabulary: a piece a line, numbered from 0.
func New(vocabulary string) (*Tokenizer, error) {
	n := strings.Count(vocabulary, "\n") + 1
	t := &Tokenizer{first: make(map[string]int32, n), rest: make(map[string]int32, n/4), unknown: -1}
	id := int32(0)
	for line := range strings.Lines(vocabulary) {
		piece := strings.TrimSuffix(line, "\n")
		switch tail, ok := strings.CutPrefix(piece, inside); {
		case piece == unknown:
			t.unknown = id
		case ok && tail != "":
			t.rest[tail] = id
		default:
			t.first[piece] = id
		}
		t.longest = max(t.longest, len(piece))
		id++
	}
	if t.unknown < 0 {
		return nil, fmt.Errorf("open word pieces: the vocabulary of %d lines has no %s", id, unknown)
	}
	return t, nil
}

// ID returns the number of a piece as the vocabulary writes it, such as "[CLS]",
// which no text gives.
func (t *Tokenizer) ID(piece string) (id int32, ok bool) {
	if tail, ok := strings.CutPrefix(piece, inside); ok && tail != "" {
		id, ok = t.rest[tail]
		return id, ok
	}
	id, ok = t.first[piece]
	return id, ok
}

// Append appends the pieces of a text to out. Bytes that are no UTF-8 are
// skipped.
func (t *Tokenizer) Append(out []Piece, text string) []Piece {
	var w word
	for i := 0; i < len(text); {
		c := text[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(text[i:])
			out = t.wide(out, &w, r, i, i+n)
			i += n
			continue
		}
		switch asciiClass[c] {
		case letter:
			w.add(c|lowerBit(c), i, i+1)
		case space:
			out = t.end(out, &w)
		case punctuation:
			out = t.alone(out, &w, rune(c), i, i+1)
		}
		i++
	}
	return t.end(out, &w)
}

// lowerBit is what makes a capital letter small.
func lowerBit(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return 'a' - 'A'
	}
	return 0
}

// wide takes a character beyond ASCII, which stands at text[start:end].
func (t *Tokenizer) wide(out []Piece, w *word, r rune, start, end int) []Piece {
	switch {
	case removed(r):
		return out
	case chinese(r):
		out = t.end(out, w)
	}
	var parts [maxParts]rune
	for _, p := range decompose(parts[:0], r) {
		switch p, class := classify(p); class {
		case letter:
			w.addRune(p, start, end)
		case space:
			out = t.end(out, w)
		case punctuation:
			out = t.alone(out, w, p, start, end)
		}
	}
	if chinese(r) {
		out = t.end(out, w)
	}
	return out
}

// alone takes a character that is a word of its own.
func (t *Tokenizer) alone(out []Piece, w *word, r rune, start, end int) []Piece {
	out = t.end(out, w)
	w.addRune(r, start, end)
	return t.end(out, w)
}

// word is the word being read: its bytes after normalisation, and where the
// character of each stands in the text.
type word struct {
	n, runes   int
	bytes      [(mostRunes + 1) * utf8.UTFMax]byte
	start, end [(mostRunes + 1) * utf8.UTFMax]int32
}

// add appends a character of one byte.
func (w *word) add(c byte, start, end int) {
	if w.runes++; w.runes > mostRunes {
		w.end[0] = int32(end) // an unknown word: only where it ends matters
		return
	}
	w.bytes[w.n], w.start[w.n], w.end[w.n] = c, int32(start), int32(end)
	w.n++
}

// addRune appends a character.
func (w *word) addRune(r rune, start, end int) {
	if w.runes++; w.runes > mostRunes {
		w.end[0] = int32(end)
		return
	}
	n := utf8.EncodeRune(w.bytes[w.n:], r)
	for i := w.n; i < w.n+n; i++ {
		w.start[i], w.end[i] = int32(start), int32(end)
	}
	w.n += n
}

// end splits the word, if there is one, into pieces, and forgets it.
func (t *Tokenizer) end(out []Piece, w *word) []Piece {
	n, runes := w.n, w.runes
	if runes == 0 {
		return out
	}
	w.n, w.runes = 0, 0
	if runes > mostRunes {
		return append(out, Piece{ID: t.unknown, Start: w.start[0], End: w.end[0], First: true})
	}
	before, pieces := len(out), t.first
	for at := 0; at < n; {
		id, stop := t.longestPiece(pieces, w.bytes[:n], at)
		if stop == at {
			return append(out[:before], Piece{ID: t.unknown, Start: w.start[0], End: w.end[n-1], First: true})
		}
		out = append(out, Piece{ID: id, Start: w.start[at], End: w.end[stop-1], First: at == 0})
		at, pieces = stop, t.rest
	}
	return out
}

// longestPiece returns the longest piece that word[at:] begins with and where it
// stops: at, if there is none.
func (t *Tokenizer) longestPiece(pieces map[string]int32, word []byte, at int) (id int32, stop int) {
	for stop = min(len(word), at+t.longest); stop > at; stop-- {
		if stop < len(word) && !utf8.RuneStart(word[stop]) {
			continue
		}
		if id, ok := pieces[string(word[at:stop])]; ok {
			return id, stop
		}
	}
	return 0, at
}
