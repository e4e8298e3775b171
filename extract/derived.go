package extract

// layers tells tokens and sentences from others that took their place.
type layers struct {
	tokens    *Token
	sentences *Sentence
	sizes     [2]int
}

// Derived returns what build makes of the article's tokens and sentences: the same
// value for all stages, until these layers are replaced. It holds the graph of package
// syntax, which the vocabulary itself does not know; there is room for one value.
func (a *Article) Derived(build func() any) any {
	of := layers{sizes: [2]int{len(a.Tokens), len(a.Sentences)}}
	if len(a.Tokens) > 0 {
		of.tokens = &a.Tokens[0]
	}
	if len(a.Sentences) > 0 {
		of.sentences = &a.Sentences[0]
	}
	if a.derived == nil || a.derivedOf != of {
		a.derived, a.derivedOf = build(), of
	}
	return a.derived
}
