package load

import (
	"strings"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/extract"
)

// longestQuote is the limit of a quote in runes.
const longestQuote = 300

// quote is the sentence of a claim, verbatim; of a longer one, 300 runes of it
// that show the evidence, which stands at bytes start to end of the text.
func quote(a *extract.Article, c extract.Claim, start, end int) string {
	lo, hi := start, end
	if c.Sentence >= 0 {
		from, to := a.Bytes(a.Sentences[c.Sentence].Span)
		lo, hi = min(lo, from), max(hi, to)
	}
	lo += len(a.Text[lo:hi]) - len(strings.TrimLeft(a.Text[lo:hi], " \t\r\n\u00a0"))
	hi = lo + len(strings.TrimRight(a.Text[lo:hi], " \t\r\n\u00a0"))
	if utf8.RuneCountInString(a.Text[lo:hi]) <= longestQuote {
		return a.Text[lo:hi]
	}
	if end <= start || start < lo {
		return cut(a.Text[lo:hi], longestQuote)
	}
	// As much before the evidence as leaves room for all of it, and no more
	// than a third: what follows tells more.
	spare := max(0, longestQuote-utf8.RuneCountInString(a.Text[start:end]))
	from := start
	for before := min(spare, max(longestQuote/3, spare-utf8.RuneCountInString(a.Text[end:hi]))); before > 0 && from > lo; before-- {
		_, size := utf8.DecodeLastRuneInString(a.Text[lo:from])
		from -= size
	}
	return strings.TrimSpace(cut(a.Text[from:hi], longestQuote))
}

// cut is the first n runes of s.
func cut(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
