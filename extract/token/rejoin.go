package token

import (
	"cmp"
	"slices"

	"github.com/newsgraph/newsgraph/extract"
)

// found is a run of tokens that spells an exception.
type found struct{ start, end int }

// rejoin tokenizes anew the token sequences that spell an exception which the
// affix rules took apart: "vitamin-a." ends in the single token "a.". Longer
// sequences go first, then those further left; a sequence that touches an
// earlier one is left alone.
func (k *Tokenizer) rejoin(tokens []extract.Token, text string) []extract.Token {
	runs := k.runs(tokens, text)
	if len(runs) == 0 {
		return tokens
	}
	slices.SortFunc(runs, func(a, b found) int {
		return cmp.Or(cmp.Compare(b.end-b.start, a.end-a.start), cmp.Compare(a.start, b.start))
	})
	taken, at := map[int]bool{}, map[int]found{}
	for _, f := range runs {
		if !taken[f.start] && !taken[f.end-1] {
			at[f.start] = f
		}
		for i := f.start; i < f.end; i++ {
			taken[i] = true
		}
	}
	out := tokens[:0] // in place: what is written stays behind what is read
	for i := 0; i < len(tokens); i++ {
		f, ok := at[i]
		if !ok {
			out = append(out, tokens[i])
			continue
		}
		start := tokens[f.start].Start
		if pieces := k.exception(text[start:tokens[f.end-1].End]); pieces != nil {
			if len(out)+len(pieces) > f.end {
				tokens = slices.Clone(tokens)
			}
			out = lay(out, pieces, start)
		} else {
			out = append(out, tokens[f.start:f.end]...)
		}
		i = f.end - 1
	}
	return out
}

// runs finds all token sequences of the tree.
func (k *Tokenizer) runs(tokens []extract.Token, text string) []found {
	var out []found
	for i := range tokens {
		n := k.sequences
		for j := i; j < len(tokens); j++ {
			if n = n.next[text[tokens[j].Start:tokens[j].End]]; n == nil {
				break
			}
			if n.end {
				out = append(out, found{i, j + 1})
			}
		}
	}
	return out
}
