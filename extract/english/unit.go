package english

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/token"
)

// units returns the stretches of tokens that the networks see apart from one
// another: paragraphs, so that a headline or a dateline is not glued to the
// first sentence. The white space between them is in none.
//
// A blank line ends a paragraph. So does a line break, unless the text is
// wrapped: there a line that ends in mid-sentence goes on. On DW news (98
// articles) no sentence crosses a line break so, where whole articles glue half
// of the 196 headlines and paragraphs together; names are as good either way.
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
		out = l.paragraph(out, a, extract.Span{Start: start, End: i})
		start = i + 1
	}
	return l.paragraph(out, a, extract.Span{Start: start, End: len(a.Tokens)})
}

// unitTokens is how long a unit may be: three times the longest paragraph of a
// thousand articles. The parser looks back as far as a unit goes, and the vectors of
// all that it may look at are held.
const unitTokens = 1 << 12

// paragraph appends a paragraph's units.
func (l *language) paragraph(out []extract.Span, a *extract.Article, u extract.Span) []extract.Span {
	if u.Len() == 0 {
		return out
	}
	for _, part := range l.splitDateline(a, u) {
		out = cut(out, a, part)
	}
	return out
}

// cut appends a unit, a very long one in parts that end at full stops where
// there are any.
func cut(out []extract.Span, a *extract.Article, u extract.Span) []extract.Span {
	for u.Len() > unitTokens {
		end := u.Start + unitTokens
		for i := end; i > u.Start+unitTokens/2; i-- {
			if a.Text[a.Tokens[i-1].Start:a.Tokens[i-1].End] == "." {
				end = i
				break
			}
		}
		out = append(out, extract.Span{Start: u.Start, End: end})
		u.Start = end
	}
	if u.Len() > 0 {
		out = append(out, u)
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
