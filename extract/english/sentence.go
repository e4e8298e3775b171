package english

import "github.com/newsgraph/newsgraph/extract"

// sentenceTokens is how long a sentence may be: three times the longest one of a
// thousand articles. What is longer is a list, or has lost its stops; rules that
// compare the words of a sentence with one another would take the square of its
// length.
const sentenceTokens = 512

// shorten cuts the sentences of a unit that are too long, at a comma, a semicolon
// or a line's end where there is one, and makes a tree of each part. The unit
// begins at token offset.
func (l *language) shorten(a *extract.Article, u extract.Span, starts []bool) {
	if l.whole {
		return
	}
	first := u.Start
	for i := u.Start + 1; i <= u.End; i++ {
		if i < u.End && !starts[i] || i-first <= sentenceTokens {
			if i == u.End || starts[i] {
				first = i
			}
			continue
		}
		for i-first > sentenceTokens {
			end := first + pause(a, extract.Span{Start: first, End: first + sentenceTokens})
			root(a, extract.Span{Start: first, End: end})
			starts[end], first = true, end
		}
		root(a, extract.Span{Start: first, End: i})
		first = i
	}
}

// pause returns how many tokens of a span come before the last one that a comma,
// a semicolon or white space stands before; all of them if that is in its first
// half.
func pause(a *extract.Article, s extract.Span) int {
	for i := s.End; i > s.Start+s.Len()/2; i-- {
		switch w := a.Text[a.Tokens[i-1].Start:a.Tokens[i-1].End]; w[len(w)-1] {
		case ',', ';', '\n':
			return i - s.Start
		}
	}
	return s.Len()
}

// root hangs what is governed from outside a part of a sentence on its first such
// token, or on the root of the whole sentence, if that is in the part.
func root(a *extract.Article, s extract.Span) {
	top := -1
	for i := s.Start; i < s.End; i++ {
		switch h := a.Tokens[i].Head; {
		case h == i:
			top = i
		case !s.Contains(h) && top < 0:
			top = i
		}
	}
	for i := s.Start; i < s.End; i++ {
		t := &a.Tokens[i]
		switch {
		case i == top:
			t.Head, t.Dep = i, "ROOT"
		case !s.Contains(t.Head):
			t.Head, t.Dep = top, "dep"
		}
	}
}
