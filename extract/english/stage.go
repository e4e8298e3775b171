package english

import (
	"context"

	"newsgraph/extract"
	"newsgraph/extract/ner"
	"newsgraph/extract/neural"
	"newsgraph/extract/token"
)

// batchTokens is how many tokens' vectors are held at once, longer units apart.
const batchTokens = 1024

func (l *language) tokenStage(_ context.Context, a *extract.Article) error {
	a.Tokens = l.tokenizer.Tokens(a.Text)
	return nil
}

// batch is a run of units whose vectors are computed together.
type batch struct {
	units   []extract.Span
	words   []neural.Word // of all units, one after the other
	lengths []int
	vectors []float32
}

// scratch is memory for batches, used again for the next article.
type scratch struct {
	words   []neural.Word
	lengths []int
	vectors []float32
}

// room returns space for n vectors and the spare rows.
func (s *scratch) room(n int) []float32 {
	if need := (n + neural.Spare) * neural.Width; len(s.vectors) < need {
		s.vectors = make([]float32, need)
	}
	return s.vectors
}

// batches calls fn with the units of an article and their vectors.
func (l *language) batches(ctx context.Context, a *extract.Article, e *neural.Encoder, fn func(batch)) error {
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
		b := batch{units: all[:n], vectors: s.room(size), words: s.words[:0], lengths: s.lengths[:0]}
		for _, u := range b.units {
			b.words = l.words(a, u, b.words)
			b.lengths = append(b.lengths, u.Len())
		}
		e.Encode(b.words, b.lengths, b.vectors)
		fn(b)
		s.words, s.lengths = b.words, b.lengths
		all = all[n:]
	}
	return nil
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
	err := l.batches(ctx, a, l.syntax, func(b batch) {
		words, vectors := b.words, b.vectors
		for _, u := range b.units {
			tokens := a.Tokens[u.Start:u.End]
			l.tagger.Tag(vectors, tokens)
			l.parser.Parse(vectors, words[:u.Len()], tokens, u.Start, starts[u.Start:u.End])
			l.ruler.Apply(words[:u.Len()], tokens)
			a.Sentences = sentences(a.Sentences, u, starts, paragraph)
			words, vectors = words[u.Len():], vectors[u.Len()*neural.Width:]
			paragraph++
		}
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
	return l.batches(ctx, a, l.names, func(b batch) {
		words, vectors := b.words, b.vectors
		var names []ner.Name
		for _, u := range b.units {
			names = l.network.Names(vectors, words[:u.Len()], starts[u.Start:u.End], names[:0])
			for _, n := range names {
				a.Mentions = append(a.Mentions, mention(a, n, u.Start))
			}
			words, vectors = words[u.Len():], vectors[u.Len()*neural.Width:]
		}
	})
}

// mention turns a name of a unit that begins at token offset into a mention.
func mention(a *extract.Article, n ner.Name, offset int) extract.Mention {
	s := extract.Span{Start: offset + n.Start, End: offset + n.End}
	return extract.Mention{Span: s, Head: head(a, s), Kind: kind(n.Label), Form: extract.Proper, Label: n.Label, Entity: -1}
}

// head returns the first token of a span that is governed from outside it.
func head(a *extract.Article, s extract.Span) int {
	for i := s.Start; i < s.End; i++ {
		if h := a.Tokens[i].Head; h == i || !s.Contains(h) {
			return i
		}
	}
	return s.End - 1
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
