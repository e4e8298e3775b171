package english

import (
	"context"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/ner"
	"github.com/newsgraph/newsgraph/extract/neural"
	"github.com/newsgraph/newsgraph/extract/token"
)

// batchTokens is how many tokens' vectors of short units are computed together.
const batchTokens = 1024

// stepsToken is how many steps what a network does for a token counts for.
const stepsToken = 500

func (l *language) tokenStage(_ context.Context, a *extract.Article) error {
	a.Tokens = l.tokenizer.Tokens(a.Text)
	a.Spend(len(a.Text))
	return nil
}

// scratch is memory for the units of an article, used again for the next one.
type scratch struct {
	words   []neural.Word // of a batch of units, one after the other
	lengths []int
	vectors []float32
}

func newScratch() *scratch {
	return &scratch{vectors: make([]float32, (batchTokens+neural.Spare)*neural.Width)}
}

// reading is what a network does with one unit.
type reading func(u extract.Span, words []neural.Word, vectors *neural.Vectors)

// read calls fn with the units of an article and their vectors, those of short
// units computed together.
func (l *language) read(ctx context.Context, a *extract.Article, e *neural.Encoder, fn reading) error {
	all := l.units(a)
	s := l.scratch.Get().(*scratch)
	defer l.scratch.Put(s)
	for len(all) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, size := 0, 0
		for n < len(all) && (n == 0 || size+all[n].Len() <= batchTokens) {
			size += all[n].Len()
			n++
		}
		s.words, s.lengths = s.words[:0], s.lengths[:0]
		for _, u := range all[:n] {
			s.words, s.lengths = l.words(a, u, s.words), append(s.lengths, u.Len())
		}
		if size > unitTokens { // a text fed whole
			a.Spend(stepsToken * size)
			fn(all[0], s.words, e.Later(s.words))
			s.words = nil // so many are seldom needed again
		} else {
			s.batch(a, all[:n], size, e, fn)
		}
		all = all[n:]
	}
	return nil
}

// batch computes the vectors of units, so many tokens, together.
func (s *scratch) batch(a *extract.Article, units []extract.Span, size int, e *neural.Encoder, fn reading) {
	if room := (size + neural.Spare) * neural.Width; len(s.vectors) < room {
		s.vectors = make([]float32, room)
	}
	e.Encode(s.words, s.lengths, s.vectors)
	words, vectors := s.words, s.vectors
	for _, u := range units {
		a.Spend(stepsToken * u.Len())
		fn(u, words[:u.Len()], neural.Computed(vectors, u.Len()))
		words, vectors = words[u.Len():], vectors[u.Len()*neural.Width:]
	}
}

// words appends the words of a unit. Its last one is not followed by a blank as
// far as the networks know.
func (l *language) words(a *extract.Article, u extract.Span, out []neural.Word) []neural.Word {
	for i := u.Start; i < u.End; i++ {
		t := a.Tokens[i]
		out = append(out, neural.Word{
			Lexeme: l.lexicon.Word(a.Text[t.Start:t.End], t.Norm),
			Spaced: (i+1 < u.End || l.whole) && token.Spaced(a.Text, a.Tokens, i),
		})
	}
	return out
}

// syntaxStage tags, parses and lemmatises, and finds the sentences.
func (l *language) syntaxStage(ctx context.Context, a *extract.Article) error {
	starts := make([]bool, len(a.Tokens))
	paragraph := 0
	a.Sentences = nil
	kept := l.keep(a)
	err := l.read(ctx, a, l.syntax, func(u extract.Span, words []neural.Word, vectors *neural.Vectors) {
		put(kept.syntax, u, vectors)
		tokens := a.Tokens[u.Start:u.End]
		l.tagger.Tag(vectors, tokens)
		l.parser.Parse(vectors, words, tokens, u.Start, starts[u.Start:u.End])
		l.shorten(a, u, starts)
		l.ruler.Apply(words, tokens)
		a.Sentences = sentences(a.Sentences, u, starts, paragraph)
		paragraph++
	})
	if err == nil {
		between(a)
	}
	return err
}

// sentences appends the sentences of a unit.
func sentences(out []extract.Sentence, u extract.Span, starts []bool, paragraph int) []extract.Sentence {
	first := u.Start
	for i := u.Start + 1; i <= u.End; i++ {
		if i == u.End || starts[i] {
			out = append(out, extract.Sentence{Span: extract.Span{Start: first, End: i}, Paragraph: paragraph})
			first = i
		}
	}
	return out
}

// between annotates the white space between units, which no network saw. It
// hangs on the token before it and belongs to no sentence.
func between(a *extract.Article) {
	s := 0
	for i := range a.Tokens {
		t := &a.Tokens[i]
		for s < len(a.Sentences) && a.Sentences[s].End <= i {
			s++
		}
		if s < len(a.Sentences) && a.Sentences[s].Start <= i {
			continue
		}
		t.Tag, t.POS, t.Lemma, t.Dep, t.Head = "_SP", "SPACE", a.Text[t.Start:t.End], "dep", max(0, i-1)
	}
}

// namesStage runs the names network.
func (l *language) namesStage(ctx context.Context, a *extract.Article) error {
	starts := make([]bool, len(a.Tokens)+1)
	for _, s := range a.Sentences {
		starts[s.Start] = true
	}
	a.Mentions = nil
	var names []ner.Name
	kept := l.kept(a)
	return l.read(ctx, a, l.names, func(u extract.Span, words []neural.Word, vectors *neural.Vectors) {
		put(kept.names, u, vectors)
		names = l.network.Names(vectors, words, starts[u.Start:u.End], names[:0])
		for _, n := range names {
			a.Mentions = append(a.Mentions, mention(a, n, u.Start))
		}
	})
}

// mention turns a name of a unit that begins at token offset into a mention.
func mention(a *extract.Article, n ner.Name, offset int) extract.Mention {
	s := extract.Span{Start: offset + n.Start, End: offset + n.End}
	return extract.Mention{Span: s, Head: a.HeadOf(s), Kind: kind(n.Label), Form: extract.Proper, Label: n.Label, Entity: -1}
}

// kind translates a label of the names network.
func kind(label string) extract.Kind {
	switch label {
	case "PERSON":
		return extract.Person
	case "ORG":
		return extract.Organization
	case "GPE", "LOC", "FAC":
		return extract.Place
	case "NORP":
		return extract.Group
	case "EVENT":
		return extract.Event
	case "LAW":
		return extract.Law
	case "PRODUCT":
		return extract.Product
	case "DATE", "TIME":
		return extract.Date
	case "MONEY":
		return extract.Money
	case "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL":
		return extract.Number
	}
	return extract.Topic // WORK_OF_ART, LANGUAGE
}
