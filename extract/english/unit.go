package english

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsgraph/extract"
	"newsgraph/extract/token"
)

// units returns the stretches of tokens that the networks see apart from one
// another: paragraphs, so that a headline or a dateline is not glued to the
// first sentence. The white space between them is in none.
//
// A blank line ends a paragraph. So does a line break, unless the text is
// wrapped: there a line that ends in mid-sentence goes on.
func (l *language) units(a *extract.Article) []extract.Span {
	if l.whole {
		return []extract.Span{{Start: 0, End: len(a.Tokens)}}
	}
	hard := wrapped(a)
	var out []extract.Span
	start := 0
	for i, t := range a.Tokens {
		space := a.Text[t.Start:t.End]
		if !token.IsSpace(space) || !breaks(a, i, hard) && i != len(a.Tokens)-1 && i != start {
			continue
		}
		if start < i {
			out = append(out, l.splitDateline(a, extract.Span{Start: start, End: i})...)
		}
		start = i + 1
	}
	if start < len(a.Tokens) {
		out = append(out, l.splitDateline(a, extract.Span{Start: start, End: len(a.Tokens)})...)
	}
	return out
}

// breaks reports whether the white space of token i ends a paragraph.
func breaks(a *extract.Article, i int, wrapped bool) bool {
	t := a.Tokens[i]
	switch lines := strings.Count(a.Text[t.Start:t.End], "\n"); {
	case lines == 0:
		return false
	case lines > 1 || !wrapped || i == 0:
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(a.Text[:a.Tokens[i-1].End])
	return strings.ContainsRune(".!?:…\"”’'", last)
}

// wrapped reports whether lines of the text are cut at a width: whether a fifth
// of the single line breaks is followed by a small letter.
func wrapped(a *extract.Article) bool {
	breaks, small := 0, 0
	for _, t := range a.Tokens {
		space := a.Text[t.Start:t.End]
		if strings.Count(space, "\n") != 1 || !token.IsSpace(space) {
			continue
		}
		breaks++
		if next, _ := utf8.DecodeRuneInString(a.Text[t.End:]); unicode.IsLower(next) {
			small++
		}
	}
	return small > 0 && small*5 >= breaks
}
