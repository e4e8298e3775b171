package syntax

import (
	"sort"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/lexicon"
)

// Sentence is one sentence of a graph.
type Sentence struct {
	g *Graph
	extract.Span
	Number int // index into Article.Sentences, -1 where a token belongs to none
}

// Sentence returns the sentence that holds token i; of one in none, it has i alone.
func (g *Graph) Sentence(i int) Sentence {
	s := Sentence{g: g, Span: extract.Span{Start: i, End: i + 1}, Number: -1}
	if i < 0 || i >= len(g.sentence) || g.sentence[i] < 0 {
		return s
	}
	s.Number = int(g.sentence[i])
	s.Span = g.a.Sentences[s.Number].Span
	return s
}

// SentencesOf returns the sentences that a span has tokens of, as a half-open range of
// indexes into Article.Sentences.
func (g *Graph) SentencesOf(s extract.Span) (from, to int) {
	g.a.Spend(1)
	all := g.a.Sentences
	from = sort.Search(len(all), func(i int) bool { return all[i].End > s.Start })
	for to = from; to < len(all) && all[to].Start < s.End; to++ {
	}
	return from, to
}

// Opening returns the first word of the sentence: marks, white space and "and" aside.
func (s Sentence) Opening() int {
	first := s.Start
	for first < s.End-1 && (s.g.tokens[first].POS == "PUNCT" || s.g.tokens[first].POS == "CCONJ" || s.g.tokens[first].Space()) {
		first++
	}
	return first
}

// Question reports whether the sentence ends with a question mark.
func (s Sentence) Question() bool {
	last := s.End - 1
	for last > s.Start && (s.g.tokens[last].Space() || s.g.lower[last] == "\"" || s.g.lower[last] == "”") {
		last--
	}
	return s.g.lower[last] == "?"
}

// PolarQuestion reports whether the sentence asks whether something is so, opening
// with a form of "be" or an auxiliary: "Is A the head of B?"
func (s Sentence) PolarQuestion() bool {
	first := s.Opening()
	return s.Question() && (s.g.Lemma(first) == lexicon.Be || s.g.tokens[first].POS == "AUX")
}

// Quotations returns the quotations of the article, without the marks. A quotation
// that is not closed before the paragraph ends is left out.
func (g *Graph) Quotations() []extract.Span {
	var list []extract.Span
	open, all := -1, g.a.Sentences
	for s := range all {
		if s > 0 && all[s].Paragraph != all[s-1].Paragraph {
			open = -1
		}
		for i := all[s].Start; i < all[s].End; i++ {
			switch g.lower[i] {
			case "“", "``":
				open = i
			case "”", "''":
				if open >= 0 && i > open+1 {
					list = append(list, extract.Span{Start: open + 1, End: i})
				}
				open = -1
			case "\"":
				if open >= 0 && i > open+1 {
					list = append(list, extract.Span{Start: open + 1, End: i})
					open = -1
				} else {
					open = i
				}
			}
		}
	}
	return list
}

// manyTokens is from how many tokens on a quotation is a clause, whatever its verbs.
const manyTokens = 12

// Clausal reports whether a quotation holds a finite verb: "trumped up" is a word in
// quotes, not a statement.
func (g *Graph) Clausal(q extract.Span) bool {
	for i := q.Start; i < q.End; i++ {
		switch g.tokens[i].Tag {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return q.Len() > manyTokens
}

// Quoted numbers the quotations of the article, token by token: 0 stands for outside. A
// quotation ends at its closing mark or with its paragraph, unless the next
// paragraph begins with an opening mark, as printers do with long ones.
func (g *Graph) Quoted() []int {
	a := g.a
	in := make([]int, len(a.Tokens))
	n, open := 0, false
	for i := range a.Tokens {
		t := &a.Tokens[i]
		s := a.Text[t.Start:t.End]
		if t.Space() {
			if strings.Contains(s, "\n") {
				open = false
			}
			continue
		}
		switch s {
		case "“", "„", "«":
			open = true
			n++
			in[i] = n
			continue
		case "”", "»":
			open = false
		case "\"", "``", "''":
			if !open {
				open = true
				n++
			} else {
				in[i] = n
				open = false
				continue
			}
		}
		if open {
			in[i] = n
		}
	}
	return in
}

// MainSubject returns the subject of the main verb of a sentence, an index into
// Article.Sentences.
func (g *Graph) MainSubject(sentence int) int {
	if sentence < 0 {
		return -1
	}
	s := g.a.Sentences[sentence]
	g.a.Spend(s.Len())
	for i := s.Start; i < s.End; i++ {
		if g.tokens[i].Head == i && !g.tokens[i].Space() {
			return g.Clause(i).Subject()
		}
	}
	return -1
}

// PluralSubjectBetween reports whether a plural is the subject of a verb between
// tokens from and to, both left out.
func (g *Graph) PluralSubjectBetween(from, to int) bool {
	g.a.Spend(max(0, to-from))
	for k := from + 1; k < to; k++ {
		t := &g.tokens[k]
		if (t.Dep == "nsubj" || t.Dep == "nsubjpass") && (t.Tag == "NNS" || t.Tag == "NNPS" || g.Child(k, "conj") >= 0) {
			return true
		}
	}
	return false
}
