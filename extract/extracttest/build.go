// Package extracttest builds annotated articles by hand, so that a stage can be
// tested without the networks that come before it.
package extracttest

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/newsgraph/newsgraph/extract"
)

// Article builds an article from a listing. Every line is one token: its form,
// tag, label and head, the head as the token's number in its sentence from 1 (0
// for the root), and where a name begins, its kind and its number of tokens:
//
//	Anna  NNP  compound  2  Person 2
//	Berg  NNP  nsubj     3
//	left  VBD  ROOT      0
//
// A blank line ends a sentence; a line "--" a paragraph. Forms are joined by
// blanks, but for punctuation. The universal part of speech follows from the
// tag, the lemma is the form in lower case. A listing that cannot be read is a
// broken test: Article panics.
func Article(listing string) *extract.Article {
	b := &builder{a: &extract.Article{}}
	for n, line := range strings.Split(strings.TrimSpace(listing), "\n") {
		switch line = strings.TrimSpace(line); line {
		case "":
			b.end()
		case "--":
			b.end()
			b.paragraph++
			b.a.Text += "\n\n"
		default:
			if err := b.token(strings.Fields(line)); err != nil {
				panic(fmt.Sprintf("internal error: listing line %d: %v", n+1, err))
			}
		}
	}
	b.end()
	return b.a
}

// builder is the state of one listing.
type builder struct {
	a         *extract.Article
	start     int // first token of the sentence
	paragraph int
}

// end closes the sentence.
func (b *builder) end() {
	n := len(b.a.Tokens)
	if b.start == n {
		return
	}
	for i := b.start; i < n; i++ {
		t := &b.a.Tokens[i]
		if t.Head < 0 {
			t.Head = i
		} else {
			t.Head += b.start
		}
	}
	b.a.Sentences = append(b.a.Sentences, extract.Sentence{Span: extract.Span{Start: b.start, End: n}, Paragraph: b.paragraph})
	for i := range b.a.Mentions {
		m := &b.a.Mentions[i]
		if m.Start < b.start {
			continue
		}
		m.Head = m.End - 1
		for k := m.Start; k < m.End; k++ {
			if h := b.a.Tokens[k].Head; h == k || !m.Contains(h) {
				m.Head = k
				break
			}
		}
	}
	b.start = n
}

func (b *builder) token(f []string) error {
	if len(f) != 4 && len(f) != 6 {
		return fmt.Errorf("want form, tag, label, head and perhaps kind and length, have %q", f)
	}
	head, err := strconv.Atoi(f[3])
	if err != nil {
		return err
	}
	if b.a.Text != "" && !strings.HasSuffix(b.a.Text, "\n") && !strings.Contains(".,!?;:)’”", f[0]) && f[0] != "'s" && f[0] != "’s" {
		b.a.Text += " "
	}
	i := len(b.a.Tokens)
	b.a.Tokens = append(b.a.Tokens, extract.Token{
		Start: len(b.a.Text), End: len(b.a.Text) + len(f[0]),
		Tag: f[1], POS: universal(f[1]), Lemma: strings.ToLower(f[0]), Dep: f[2], Head: head - 1,
	})
	b.a.Text += f[0]
	if len(f) == 6 {
		n, err := strconv.Atoi(f[5])
		if err != nil {
			return err
		}
		b.a.Mentions = append(b.a.Mentions, extract.Mention{Span: extract.Span{Start: i, End: i + n}, Kind: extract.Kind(f[4]), Form: extract.Proper, Entity: -1})
	}
	return nil
}

// universal gives the universal part of speech of a Penn tag.
func universal(tag string) string {
	switch {
	case strings.HasPrefix(tag, "NNP"):
		return "PROPN"
	case strings.HasPrefix(tag, "NN"):
		return "NOUN"
	case strings.HasPrefix(tag, "VB"):
		return "VERB"
	case strings.HasPrefix(tag, "JJ"):
		return "ADJ"
	case strings.HasPrefix(tag, "RB"):
		return "ADV"
	case strings.HasPrefix(tag, "PRP"), tag == "WP":
		return "PRON"
	}
	switch tag {
	case "MD":
		return "AUX"
	case "DT", "WDT":
		return "DET"
	case "IN", "TO":
		return "ADP"
	case "CC":
		return "CCONJ"
	case "CD":
		return "NUM"
	case "_SP":
		return "SPACE"
	}
	return "PUNCT"
}
