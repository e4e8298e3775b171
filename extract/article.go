package extract

import "time"

// Article is one article and, layer by layer, what the stages found in it.
//
// Text is stored as it was read and nobody changes it: every offset of every
// layer leads back to it.
type Article struct {
	ID        string    `json:"id,omitempty"` // the source's own id, empty if it has none
	URL       string    `json:"url,omitempty"`
	Publisher string    `json:"publisher,omitempty"`
	Title     string    `json:"title,omitempty"`
	Language  string    `json:"language,omitempty"`
	Authors   []string  `json:"authors,omitempty"`
	Published time.Time `json:"published,omitzero"` // in the zone that the source stated, else UTC; zero if unknown
	// PublishedPrecision tells how much of Published the source stated.
	PublishedPrecision Precision `json:"published_precision,omitempty"`
	Source             string    `json:"source,omitempty"` // file, member or record it was read from, for messages
	Path               string    `json:"-"`                // absolute path of the file it was read from, with !MEMBER of an archive; what the user named stands behind "/./"; empty for a stream
	Text               string    `json:"text"`

	Tokens     []Token     `json:"tokens,omitempty"`
	Sentences  []Sentence  `json:"sentences,omitempty"`
	Mentions   []Mention   `json:"mentions,omitempty"`
	Times      []Time      `json:"times,omitempty"`
	Entities   []Entity    `json:"entities,omitempty"`
	Statements []Statement `json:"statements,omitempty"`
	Claims     []Claim     `json:"claims,omitempty"`
	Pruned     []Pruned    `json:"pruned,omitempty"`

	meter   *meter   // while a pipeline works on it
	kept    any      // see Keep
	lower   []string // what Lower returned, of the text lowerOf
	lowerOf string

	derived   any // what Derived returned, of the tokens and sentences derivedOf
	derivedOf layers
}

// Keep hands something from a stage to a later one of the same run. Nothing of it is
// written, and the pipeline lets go of it at its end.
func (a *Article) Keep(v any) { a.kept = v }

// Kept returns what an earlier stage keeps, nil if there is nothing.
func (a *Article) Kept() any { return a.kept }

// Words returns the text that the tokens of s cover, verbatim.
func (a *Article) Words(s Span) string {
	if s.Start >= s.End {
		return ""
	}
	return a.Text[a.Tokens[s.Start].Start:a.Tokens[s.End-1].End]
}

// HeadOf returns the first token of a span that is governed from outside it.
func (a *Article) HeadOf(s Span) int {
	for i := s.Start; i < s.End; i++ {
		if h := a.Tokens[i].Head; h == i || !s.Contains(h) {
			return i
		}
	}
	return s.End - 1
}

// Bytes returns the half-open byte range of Text that the tokens of s cover.
func (a *Article) Bytes(s Span) (start, end int) {
	if s.Start >= s.End {
		return 0, 0
	}
	return a.Tokens[s.Start].Start, a.Tokens[s.End-1].End
}

// SentenceOf returns the index of the sentence that holds token i, or -1.
func (a *Article) SentenceOf(i int) int {
	lo, hi := 0, len(a.Sentences)
	for lo < hi {
		mid := (lo + hi) / 2
		if a.Sentences[mid].End <= i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(a.Sentences) && a.Sentences[lo].Start <= i {
		return lo
	}
	return -1
}
