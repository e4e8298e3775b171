package english

import (
	"sort"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/neural"
)

// keptTokens is how long an article may be whose vectors are kept, some 25 megabytes.
// Of a longer one they are computed again where they are asked for: memory does not grow
// with it.
const keptTokens = 1 << 15

// vectors are what the networks computed of the tokens of an article, for the stages that
// come later (rescore.Vectors).
type vectors struct {
	l             *language
	a             *extract.Article
	syntax, names []float32 // a row a token; nil in a long article

	units []extract.Span // of a long article, once they are asked for
	unit  extract.Span   // the last that was asked for
	words []neural.Word  // of the unit
}

// keep makes room for the vectors of an article, if a stage wants them.
func (l *language) keep(a *extract.Article) *vectors {
	v := &vectors{l: l, a: a}
	if !l.keeps {
		return v
	}
	a.Keep(v)
	if n := len(a.Tokens); n <= keptTokens {
		v.syntax, v.names = make([]float32, n*neural.Width), make([]float32, n*neural.Width)
	}
	return v
}

// kept returns the vectors that keep made room for.
func (l *language) kept(a *extract.Article) *vectors {
	if v, ok := a.Kept().(*vectors); ok {
		return v
	}
	return &vectors{}
}

// put copies the vectors of a unit to where they are kept, if they are.
func put(to []float32, u extract.Span, from *neural.Vectors) {
	if to != nil {
		copy(to[u.Start*neural.Width:u.End*neural.Width], from.Rows(0, u.Len()))
	}
}

// Rows returns the vectors of the tokens of a sentence, of the syntax network and of the
// names network, a row each. They live until the next call.
func (v *vectors) Rows(s extract.Span) (syntax, names []float32) {
	if v.syntax != nil {
		return v.syntax[s.Start*neural.Width : s.End*neural.Width], v.names[s.Start*neural.Width : s.End*neural.Width]
	}
	if v.units == nil {
		v.units = v.l.units(v.a)
	}
	i := sort.Search(len(v.units), func(i int) bool { return v.units[i].End > s.Start })
	if u := v.units[i]; u != v.unit || v.words == nil {
		v.unit, v.words = u, v.l.words(v.a, u, nil)
	}
	v.a.Spend(2 * stepsToken * s.Len())
	return again(v.l.syntax, v.words, s.Start-v.unit.Start, s.Len()), again(v.l.names, v.words, s.Start-v.unit.Start, s.Len())
}

// again computes n vectors of a unit anew, from the given word on.
func again(e *neural.Encoder, words []neural.Word, first, n int) (out []float32) {
	later := e.Later(words)
	for n > 0 {
		part := min(n, neural.Stretch)
		out = append(out, later.Rows(first, part)[:part*neural.Width]...)
		first, n = first+part, n-part
	}
	return out
}
