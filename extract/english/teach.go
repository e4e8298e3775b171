package english

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/judge"
)

// ErrTaught is the error for a relation that passages taught and that cannot be read:
// by another reader, or without one.
var ErrTaught = judge.ErrTaught

// sightVersion counts the ways in which the reader's sight of a pair has been computed.
const sightVersion = 1

// ReaderVersion names the weights that relations are taught with.
func ReaderVersion() string {
	return fmt.Sprintf("%d-%s", sightVersion, strings.TrimSpace(version("", readerWeights)))
}

// readerVersion is that version if one of the relations was taught: it takes a look at
// all weights.
func readerVersion(relations []extract.Relation) string {
	if slices.ContainsFunc(relations, func(r extract.Relation) bool { return r.Taught != nil }) {
		return ReaderVersion()
	}
	return ""
}

// ruled is an error for a relation that only the reader could find.
func ruled(relations []extract.Relation) error {
	for _, r := range relations {
		if r.Taught != nil && len(r.Frames) == 0 {
			return fmt.Errorf("%w: %s: relation %s was taught by passages and has no rules: only --model best finds it", ErrTaught, r.Source, r.Name)
		}
	}
	return nil
}

// Teaching is what a relation is taught with: the sentences of a passage, and what the
// reader sees of pairs of mentions in them.
type Teaching struct {
	stages extract.Pipeline
	judge  *judge.Judge
}

// NewTeaching opens the language and the reader.
func NewTeaching() (*Teaching, error) {
	o := Options{Model: Best}
	l, err := openLanguage(o)
	if err != nil {
		return nil, err
	}
	t := &Teaching{stages: extract.Pipeline{
		{Name: "tokens", Doc: "splits the text into tokens", Run: l.tokenStage},
		{Name: "syntax", Doc: "finds parts of speech, lemmas, heads and sentences", Run: l.syntaxStage},
	}}
	t.judge, _, err = newJudge(o)
	return t, err
}

// Read finds the tokens and sentences of an article.
func (t *Teaching) Read(ctx context.Context, a *extract.Article) error {
	return t.stages.Article(ctx, a)
}

// Sights returns what the reader sees of the pairs of mentions of an article that has
// been read, those in one sentence and of the wanted kinds.
func (t *Teaching) Sights(a *extract.Article, wanted func(subject, object extract.Kind) bool) []judge.Sight {
	return t.judge.Sights(a, wanted)
}
