package extract

// Span is a half-open range of token indexes. Only a Token knows bytes.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len returns the number of tokens.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether token i lies inside s.
func (s Span) Contains(i int) bool { return s.Start <= i && i < s.End }

// Overlaps reports whether s and t share a token.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Token is one token: Text[Start:End] is its form, byte for byte.
//
// White-space tokens (line breaks, runs of blanks) are tokens with the tag _SP,
// because the networks were trained with them; Space reports them.
type Token struct {
	Start int    `json:"start"` // byte offset in the article's text
	End   int    `json:"end"`
	Norm  string `json:"norm,omitempty"`  // normal form where the tokenizer knows one: "not" for n't
	Tag   string `json:"tag,omitempty"`   // Penn Treebank part of speech
	POS   string `json:"pos,omitempty"`   // universal part of speech
	Lemma string `json:"lemma,omitempty"` // base form
	Morph string `json:"morph,omitempty"` // universal features, "Number=Sing|Tense=Past"
	Dep   string `json:"dep,omitempty"`   // label of the arc from Head, CLEAR style (nsubj, dobj, …)
	Head  int    `json:"head"`            // index of the governing token; its own index at the root
}

// Space reports whether the token is white space.
func (t Token) Space() bool { return t.Tag == "_SP" }

// Sentence is one sentence; sentences do not cross paragraphs.
type Sentence struct {
	Span
	Paragraph int `json:"paragraph"` // number of the paragraph, from 0
}
