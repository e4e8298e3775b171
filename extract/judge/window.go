package judge

import (
	"sort"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/reader"
)

// The sizes of a window, as the reader was taught: sentences of one paragraph.
const (
	windowSentences = 4
	windowTokens    = 96
	longestSentence = 160 // tokens; a longer one is read in parts
)

// window is a run of sentences that is read at once.
type window struct {
	extract.Span // tokens
	sentences    []extract.Span
	reading      reading
	charged      bool // its reading is counted as work
}

// reading is what the reader made of a window.
type reading interface {
	Mentions() []reader.Mention
	Judge(ms []reader.Mention, said []reader.Said, asked func(subject, object int) bool) []reader.Pair
	Look(ms []reader.Mention, pairs [][2]int) []reader.Sight
}

// windows cuts an article into windows.
func windows(a *extract.Article) []*window {
	var out []*window
	paragraph := -1
	for _, s := range a.Sentences {
		for start := s.Start; start < s.End; start += longestSentence {
			part := extract.Span{Start: start, End: min(s.End, start+longestSentence)}
			n := len(out)
			if n == 0 || s.Paragraph != paragraph || len(out[n-1].sentences) == windowSentences || out[n-1].Len()+part.Len() > windowTokens {
				out = append(out, &window{Span: extract.Span{Start: part.Start, End: part.Start}})
				n++
			}
			w := out[n-1]
			w.End = part.End
			w.sentences = append(w.sentences, part)
			paragraph = s.Paragraph
		}
	}
	return out
}

// text returns the window as the reader wants it.
func (w *window) text(a *extract.Article) reader.Window {
	base, end := a.Bytes(w.Span)
	t := reader.Window{Text: a.Text[base:end]}
	for _, s := range w.sentences {
		start, end := a.Bytes(s)
		t.Sentences = append(t.Sentences, reader.Range{Start: start - base, End: end - base})
	}
	return t
}

// tokens returns the tokens that a range of the window's text touches.
func (w *window) tokens(a *extract.Article, r reader.Range) extract.Span {
	base := a.Tokens[w.Start].Start
	first := w.Start + sort.Search(w.Len(), func(i int) bool { return a.Tokens[w.Start+i].End > base+r.Start })
	last := w.Start + sort.Search(w.Len(), func(i int) bool { return a.Tokens[w.Start+i].Start >= base+r.End })
	return extract.Span{Start: first, End: last}
}

// place returns where a span of tokens stands in the window's text, and in which of
// its sentences.
func (w *window) place(a *extract.Article, s extract.Span) (reader.Range, int) {
	base := a.Tokens[w.Start].Start
	start, end := a.Bytes(s)
	sentence := sort.Search(len(w.sentences), func(i int) bool { return w.sentences[i].End > s.Start })
	return reader.Range{Start: start - base, End: end - base}, sentence
}

// within returns the indexes of the article's mentions that lie in the window.
func (w *window) within(a *extract.Article) []int {
	var list []int
	for i := sort.Search(len(a.Mentions), func(i int) bool { return a.Mentions[i].Start >= w.Start }); i < len(a.Mentions) && a.Mentions[i].Start < w.End; i++ {
		if a.Mentions[i].End <= w.End {
			list = append(list, i)
		}
	}
	return list
}

// mentions returns the mentions of the window that stand for an entity: their
// indexes, and as the reader wants them.
func (w *window) mentions(a *extract.Article) (of []int, ms []reader.Mention) {
	found := w.reading.Mentions()
	for _, i := range w.within(a) {
		m := &a.Mentions[i]
		if m.Entity < 0 {
			continue
		}
		r, sentence := w.place(a, m.Span)
		x := reader.Mention{Range: r, Kind: letter(m.Kind), Sentence: sentence}
		for _, f := range found {
			if overlaps(f.Range, r) {
				x.Kind, x.Score = f.Kind, f.Score
			}
		}
		of, ms = append(of, i), append(ms, x)
	}
	return of, ms
}

// overlaps reports whether two ranges share at least half of what they cover
// together, by Dice's coefficient.
func overlaps(a, b reader.Range) bool {
	both := min(a.End, b.End) - max(a.Start, b.Start)
	return both > 0 && 4*both >= a.End-a.Start+b.End-b.Start
}
